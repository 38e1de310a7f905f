//! Searches that were unusually many, and who looked into them. Rows are never changed.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{jurisdictions, search_event_reviews, search_events},
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{AccountId, OrganizationId, SearchEventId},
    municipality::MunicipalityCode,
    search_event::{SearchEvent, SearchEventKind, SearchEventReview},
    time::Instant,
};
use uuid::Uuid;

#[derive(Queryable, Insertable)]
#[diesel(table_name = search_events, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    kind: String,
    subject_id: Id,
    window_start: Moment,
    organization_id: Id,
    account_id: Option<Id>,
    counted: i32,
    bound: i32,
    usual: Option<i32>,
    at: Moment,
}

fn stored(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn counted(count: i32) -> Result<u32, StoreError> {
    u32::try_from(count).map_err(|_| StoreError::Corrupt("search_events.counted"))
}

/// Whose searches an event is about: the account's, or else the institution's.
fn subject(organization: OrganizationId, account: Option<AccountId>) -> Id {
    account.map_or_else(|| organization.into(), Id::from)
}

impl Row {
    fn of(event: &SearchEvent) -> Self {
        Self {
            id: event.id.into(),
            kind: event.kind.code().to_owned(),
            subject_id: subject(event.organization, event.account),
            window_start: event.window_start.into(),
            organization_id: event.organization.into(),
            account_id: event.account.map(Into::into),
            counted: stored(event.counted),
            bound: stored(event.bound),
            usual: event.usual.map(stored),
            at: event.at.into(),
        }
    }

    fn read(self) -> Result<SearchEvent, StoreError> {
        Ok(SearchEvent {
            id: self.id.into(),
            kind: SearchEventKind::from_code(&self.kind)
                .ok_or(StoreError::Corrupt("search_events.kind"))?,
            organization: self.organization_id.into(),
            account: self.account_id.map(Into::into),
            window_start: self.window_start.into(),
            counted: counted(self.counted)?,
            bound: counted(self.bound)?,
            usual: self.usual.map(counted).transpose()?,
            at: self.at.into(),
        })
    }
}

#[derive(Queryable, Insertable)]
#[diesel(table_name = search_event_reviews)]
struct ReviewRow {
    event_id: Id,
    reviewed_by: Id,
    at: Moment,
    note: String,
}

impl ReviewRow {
    fn read(self) -> Result<SearchEventReview, StoreError> {
        Ok(SearchEventReview {
            by: self.reviewed_by.into(),
            at: self.at.into(),
            note: code::of_text(&self.note, "search_event_reviews.note")?,
        })
    }
}

/// An event and, if somebody did, who looked into it.
pub type ReviewedEvent = (SearchEvent, Option<SearchEventReview>);

/// Where a page of events ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPlace {
    /// The last event of the page.
    pub event: SearchEventId,
    /// Whether it stood among those that somebody had looked into. Somebody may look into it before
    /// the next page is read, and the page still goes on where it stood.
    pub reviewed: bool,
}

impl EventPlace {
    /// The place of an event.
    pub fn of((event, review): &ReviewedEvent) -> Self {
        Self {
            event: event.id,
            reviewed: review.is_some(),
        }
    }
}

fn read((row, review): (Row, Option<ReviewRow>)) -> Result<ReviewedEvent, StoreError> {
    Ok((row.read()?, review.map(ReviewRow::read).transpose()?))
}

impl ReadTx<'_> {
    /// Whether that was noticed in that window already.
    pub fn has_search_event(
        &mut self,
        kind: SearchEventKind,
        organization: OrganizationId,
        account: Option<AccountId>,
        window_start: Instant,
    ) -> Result<bool, StoreError> {
        let found: Option<Id> = self.run(|c| {
            search_events::table
                .filter(search_events::subject_id.eq(subject(organization, account)))
                .filter(search_events::kind.eq(kind.code()))
                .filter(search_events::window_start.eq(Moment::from(window_start)))
                .select(search_events::id)
                .first(c)
                .optional()
        })?;
        Ok(found.is_some())
    }

    /// The events of the institutions that serve any of the municipalities, at most `limit`: those
    /// that nobody looked into first, then the others, each newest first, from behind `after` on.
    pub fn search_events_in(
        &mut self,
        municipalities: &[MunicipalityCode],
        after: Option<EventPlace>,
        limit: u32,
    ) -> Result<Vec<ReviewedEvent>, StoreError> {
        let limit = i64::from(limit);
        let place = match after {
            Some(place) => match self.search_event(place.event)? {
                Some((event, _)) => Some((Moment::from(event.at), Id::from(event.id))),
                None => return Ok(Vec::new()),
            },
            None => None,
        };
        let from_reviewed = after.is_some_and(|place| place.reviewed);
        let mut found = Vec::new();
        for reviewed in [false, true] {
            let wanted = limit - i64::try_from(found.len()).unwrap_or(limit);
            if wanted > 0 && (reviewed || !from_reviewed) {
                let behind = place.filter(|_| from_reviewed == reviewed);
                found.extend(self.events_of(municipalities, reviewed, behind, wanted)?);
            }
        }
        found.into_iter().map(read).collect()
    }

    fn events_of(
        &mut self,
        municipalities: &[MunicipalityCode],
        reviewed: bool,
        behind: Option<(Moment, Id)>,
        limit: i64,
    ) -> Result<Vec<(Row, Option<ReviewRow>)>, StoreError> {
        let codes: Vec<&str> = municipalities
            .iter()
            .map(MunicipalityCode::as_str)
            .collect();
        let serving = jurisdictions::table
            .filter(jurisdictions::municipality.eq_any(codes))
            .select(jurisdictions::organization_id);
        // Without a place, everything is behind the end of time.
        let end = || (Moment::from(Instant::MAX), Id(Uuid::nil()));
        let (at, id) = behind.unwrap_or_else(end);
        let open = search_event_reviews::event_id.nullable().is_null();
        self.run(|c| {
            search_events::table
                .left_join(
                    search_event_reviews::table
                        .on(search_event_reviews::event_id.eq(search_events::id)),
                )
                .filter(search_events::organization_id.eq_any(serving))
                .filter(open.eq(!reviewed))
                .filter(
                    search_events::at
                        .lt(at)
                        .or(search_events::at.eq(at).and(search_events::id.lt(id))),
                )
                .order((search_events::at.desc(), search_events::id.desc()))
                .limit(limit)
                .load(c)
        })
    }

    /// One event.
    pub fn search_event(&mut self, id: SearchEventId) -> Result<Option<ReviewedEvent>, StoreError> {
        let row: Option<(Row, Option<ReviewRow>)> = self.run(|c| {
            search_events::table
                .left_join(
                    search_event_reviews::table
                        .on(search_event_reviews::event_id.eq(search_events::id)),
                )
                .filter(search_events::id.eq(Id::from(id)))
                .first(c)
                .optional()
        })?;
        row.map(read).transpose()
    }
}

impl WriteTx<'_> {
    /// Keeps events; what was noticed in its window before is left as it is.
    pub fn insert_search_events(&mut self, events: &[SearchEvent]) -> Result<(), StoreError> {
        let rows: Vec<Row> = events.iter().map(Row::of).collect();
        self.run(|c| dialect::insert_missing!(c, search_events::table, &rows))
    }

    /// Keeps that somebody looked into an event.
    pub fn insert_search_event_review(
        &mut self,
        event: SearchEventId,
        review: &SearchEventReview,
    ) -> Result<(), StoreError> {
        let row = ReviewRow {
            event_id: event.into(),
            reviewed_by: review.by.into(),
            at: review.at.into(),
            note: review.note.as_str().to_owned(),
        };
        self.run(|c| {
            diesel::insert_into(search_event_reviews::table)
                .values(row)
                .execute(c)
                .map(drop)
        })
    }
}
