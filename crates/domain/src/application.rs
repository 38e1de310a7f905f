//! The signed form that a registration rests on (登録申出書).

use crate::{
    id::{AccountId, ApplicationId, ResidentId},
    text::Line,
    time::{Date, Instant},
};
use serde::{Deserialize, Serialize};

/// By which route the form came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Route {
    /// Taken at a counter.
    Counter,
    /// The consent box of the application for long-term care certification (要介護認定申請書の同意欄).
    CareCertification,
    /// Taken by a care manager or clinic at home.
    Visit,
    /// A city's roster file.
    Roster,
}

/// A registration form (登録申出書).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Its identifier.
    pub id: ApplicationId,
    /// Whose registration rests on it.
    pub resident: ResidentId,
    /// The receipt number that the counter gave.
    pub receipt: Line,
    /// By which route it came.
    pub route: Route,
    /// The day on the form.
    pub signed_on: Date,
    /// Who took it in.
    pub received_by: AccountId,
    /// When it was taken in.
    pub received_at: Instant,
}
