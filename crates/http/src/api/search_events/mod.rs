//! Unusually many searches (検索が多いときの知らせ): listed, and looked into.

pub(crate) mod list;
pub(crate) mod review;

use crate::wire::{Wired, wire_object};
use tasuki_app::search_events::{SearchEventLine, SearchEventReviewed};
use tasuki_domain::{
    id::{AccountId, OrganizationId, SearchEventId},
    role::Role,
    search_event::SearchEventKind,
    text::Line,
    time::Instant,
};

/// Searches that were unusually many.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Event {
    id: SearchEventId,
    kind: SearchEventKind,
    kind_label: String,
    organization_id: OrganizationId,
    organization: Line,
    account_id: Option<AccountId>,
    account: Option<Line>,
    role: Option<Role>,
    window_start: Instant,
    counted: u32,
    bound: u32,
    usual: Option<u32>,
    at: Instant,
    review: Option<Review>,
}

/// One event on the wire.
pub(crate) type EventBody = Wired<Event>;

/// That somebody looked into it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Review {
    by: Line,
    at: Instant,
    note: Line,
}

wire_object! {
    /// That somebody looked into it.
    Review as "SearchEventReview" {
        /// Who.
        by,
        /// When.
        at,
        /// What they found.
        note,
    }
}

wire_object! {
    /// Searches that were unusually many, once per hour or day. Nobody who was searched for stands in it.
    Event as "SearchEvent" {
        /// Its identifier.
        id,
        /// What was unusual.
        kind,
        /// The same in Japanese.
        kind_label,
        /// At which institution.
        organization_id,
        /// The institution's name.
        organization,
        /// Whose searches; left out when they are the institution's as a whole.
        account_id,
        /// The person's name.
        account,
        /// In which role.
        role,
        /// When the hour or the day began.
        window_start,
        /// How many there were when it was noticed; there may have been more after.
        counted,
        /// From how many on it is noticed.
        bound,
        /// What is usual there in such a window; left out without a past to compare with.
        usual,
        /// When it was noticed.
        at,
        /// Who looked into it; left out until somebody did.
        review,
    }
}

impl From<SearchEventReviewed> for Review {
    fn from(review: SearchEventReviewed) -> Self {
        Self {
            by: review.by,
            at: review.at,
            note: review.note,
        }
    }
}

impl From<SearchEventLine> for Event {
    fn from(line: SearchEventLine) -> Self {
        let event = line.event;
        let (account, role) = line.account.unzip();
        Self {
            id: event.id,
            kind: event.kind,
            kind_label: event.kind.japanese().to_owned(),
            organization_id: event.organization,
            organization: line.organization,
            account_id: event.account,
            account,
            role,
            window_start: event.window_start,
            counted: event.counted,
            bound: event.bound,
            usual: event.usual,
            at: event.at,
            review: line.review.map(Into::into),
        }
    }
}

impl Event {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let kind = SearchEventKind::AccountSearches;
        Self {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f90"),
            kind,
            kind_label: kind.japanese().to_owned(),
            organization_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f10"),
            organization: text("うみかぜ消防本部"),
            account_id: Some(text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f20")),
            account: Some(text("見本 隊員")),
            role: Some(Role::Crew),
            window_start: text("2026-11-21T12:00:00+09:00"),
            counted: 60,
            bound: 60,
            usual: Some(3),
            at: text("2026-11-21T12:41:00+09:00"),
            review: None,
        }
    }

    pub(crate) fn reviewed_sample() -> Self {
        use crate::examples::text;
        Self {
            review: Some(Review {
                by: text("見本 点検"),
                at: text("2026-11-22T09:10:00+09:00"),
                note: text("多数傷病者の事案だった。本部に確認した"),
            }),
            ..Self::sample()
        }
    }
}
