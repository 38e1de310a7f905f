//! How a change to one resident's record begins.

use super::reach::{Denied, Reached, reach};
use crate::{
    Occasion, Once, Refusal, Tasuki,
    occasion::Draw,
    once::{Turn, take_turn},
    perform::Present,
};
use tasuki_domain::{access::Action, id::ResidentId};
use tasuki_store::{StoreError, WriteTx};
use uuid::Uuid;

/// A change to a record, as it was asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change<'a> {
    pub action: Action,
    pub resident: ResidentId,
    pub once: Option<&'a Once>,
    /// The version of the record that the caller read.
    pub if_version: Option<i64>,
}

/// A record that may be changed now, and the identifier of what the change makes; or of what it
/// made, when the request was made before.
pub(crate) struct Opened<I> {
    pub reached: Reached,
    pub turn: Turn<I>,
}

/// Reaches the record, takes the request's turn and checks the version that the caller read.
pub(crate) fn open<I: From<Uuid>>(
    tasuki: &Tasuki,
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    change: &Change<'_>,
) -> Result<Result<Opened<I>, Denied>, StoreError> {
    let reached = match reach(
        tasuki,
        tx,
        present,
        occasion,
        change.action,
        change.resident,
        None,
    )? {
        Ok(reached) => reached,
        Err(denied) => return Ok(Err(denied)),
    };
    let refused = |refusal, reached: Reached| {
        Ok(Err(Denied {
            refusal,
            noted: reached.noted,
        }))
    };
    let turn = match take_turn(tx, change.once, present.caller, draw, occasion.now)? {
        Ok(turn) => turn,
        Err(refusal) => return refused(refusal, reached),
    };
    let current = reached.resident.version;
    if matches!(turn, Turn::First(_)) && change.if_version.is_some_and(|read| read != current) {
        return refused(Refusal::Stale { current }, reached);
    }
    Ok(Ok(Opened { reached, turn }))
}
