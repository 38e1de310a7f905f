//! A roster's bytes as they are.

use super::body::{collect, media_type};
use crate::{problem::Problem, run::turn, state::AppState};
use actix_web::{
    HttpRequest,
    web::{Bytes, Payload},
};
use tokio::sync::OwnedSemaphorePermit;

/// The media types under which a roster may come.
const TAKEN: &[&str] = &["text/csv", "application/octet-stream"];

/// The bytes of a roster file. There is room for few in memory: this holds one of the places.
pub(crate) struct RosterFile {
    /// The bytes.
    pub(crate) bytes: Bytes,
    _place: OwnedSemaphorePermit,
}

impl RosterFile {
    /// Reads it. It is no extractor: a file is read after its sender was let in, not before.
    pub(crate) async fn read(
        state: &AppState,
        req: &HttpRequest,
        payload: Payload,
    ) -> Result<Self, Problem> {
        media_type(req, TAKEN)?;
        let limits = state.limits;
        let place = turn(&state.uploads, 1, limits.wait).await?;
        let mut payload = payload.into_inner();
        Ok(Self {
            bytes: collect(req, &mut payload, limits.roster_bytes, limits.roster_time).await?,
            _place: place,
        })
    }
}
