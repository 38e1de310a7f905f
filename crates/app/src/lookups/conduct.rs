//! Which searches do not run: too little to search with, or too many of them.

use super::{bounds::SearchBound, watch};
use crate::{
    Occasion, Refusal, Tasuki,
    occasion::Draw,
    perform::{About, Kept, Looked, Noted, Present},
};
use tasuki_domain::{
    Invalid,
    access::Action,
    birth_date::BirthDateInput,
    id::{IncidentId, LookupId},
    lookup::Criteria,
    role::Role,
    time::Instant,
};
use tasuki_store::{LookupRow, ReadTx, Searcher, StoreError};

/// What somebody asked for, as far as its entry and its row say it.
pub(crate) struct Asked<'a> {
    /// A search within an emergency, or of a register.
    pub action: Action,
    /// Which emergency.
    pub about: About,
    /// Why.
    pub reason: String,
    /// What was searched for.
    pub criteria: &'a Criteria,
}

impl Asked<'_> {
    /// Its row: which items were given, never what they said.
    pub(crate) fn row(
        &self,
        id: LookupId,
        present: &Present<'_>,
        occasion: &Occasion,
    ) -> LookupRow {
        LookupRow {
            id,
            incident: self.about.incident,
            account: present.caller.account,
            organization: present.caller.organization,
            at: occasion.now,
            criteria_kinds: self
                .criteria
                .items()
                .iter()
                .map(|item| item.code().to_owned())
                .collect(),
            candidates: 0,
            total: 0,
            refusal: None,
        }
    }
}

/// Refuses a birth date that can be read in several ways.
pub(crate) fn readable(criteria: &Criteria) -> Result<(), Refusal> {
    match criteria.birth_date {
        Some(BirthDateInput::Ambiguous(_)) => Err(Refusal::invalid(
            "birth_date",
            Invalid::new(
                "birth_date_ambiguous",
                "元号のない6桁は何通りにも読めます",
                "S15.3.2 のように元号を付けるか、西暦8桁で入れてください",
            ),
        )),
        _ => Ok(()),
    }
}

/// Refuses too little to search with, and a birth date that can be read in several ways.
pub(crate) fn searchable(criteria: &Criteria) -> Result<(), Refusal> {
    readable(criteria)?;
    match tasuki_matching::meant(criteria).shortfall() {
        None => Ok(()),
        Some(shortfall) => Err(Refusal::invalid("criteria", shortfall.invalid())),
    }
}

const HOUR: i64 = 3600;
const QUARTER: i64 = 900;

/// Why the search does not run although it could: a bound was met.
pub(crate) fn stopped(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    incident: Option<IncidentId>,
) -> Result<Option<Refusal>, StoreError> {
    let bounds = tasuki.bounds;
    let caller = present.caller;
    // Whom a crew calls when its searches are stopped must go on searching for it.
    let incident = incident.filter(|_| caller.role != Role::Dispatcher);
    let all = [
        (
            SearchBound::Incident,
            incident.map(Searcher::Incident),
            QUARTER,
            bounds.incident_per_quarter,
        ),
        (
            SearchBound::Account,
            Some(Searcher::Account(caller.account)),
            HOUR,
            bounds.account_per_hour,
        ),
        (
            SearchBound::Organization,
            Some(Searcher::Organization(caller.organization)),
            HOUR,
            bounds.organization_per_hour,
        ),
    ];
    for (of, searcher, window, bound) in all {
        let (Some(searcher), Some(bound)) = (searcher, bound) else {
            continue;
        };
        let now = occasion.now.as_second();
        let since = Instant::from_second(now - window).unwrap_or(Instant::MIN);
        if let Some(oldest) = tx.lookup_counted_back(searcher, since, bound)? {
            let seconds = (oldest.as_second() + window - now).clamp(1, window);
            return Ok(Some(Refusal::TooManySearches {
                seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
                of,
                role: caller.role,
            }));
        }
    }
    Ok(None)
}

/// A search that does not run: on record as an entry and, to be counted, as a row.
pub(crate) fn turned_down<T>(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    asked: &Asked<'_>,
    refusal: Refusal,
) -> Result<Looked<T>, StoreError> {
    let row = LookupRow {
        refusal: Some(refusal.code()),
        ..asked.row(draw.id(), present, occasion)
    };
    let events = watch::refused(tasuki, tx, present, occasion, draw, &refusal)?;
    let noted = Noted::new(asked.action, asked.about).because(asked.reason.clone());
    Ok(Looked::turned_down(refusal, noted).keeping(Kept::Lookup(Box::new(row), events)))
}
