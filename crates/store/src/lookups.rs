//! Searches, for counting: which items were given, never what they said.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::lookups,
    sql::{Id, Json, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{AccountId, IncidentId, LookupId, OrganizationId},
    time::Instant,
};

/// One search as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupRow {
    /// Its identifier.
    pub id: LookupId,
    /// The emergency it belongs to; none of an officer's search of the register.
    pub incident: Option<IncidentId>,
    /// Who searched.
    pub account: AccountId,
    /// For which institution.
    pub organization: OrganizationId,
    /// When.
    pub at: Instant,
    /// Which items were given, by their stable names.
    pub criteria_kinds: Vec<String>,
    /// How many people were offered.
    pub candidates: u32,
    /// How many agreed in all.
    pub total: u32,
    /// Why it did not run, by the refusal's code; none when it ran.
    pub refusal: Option<&'static str>,
}

/// Whose searches are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Searcher {
    /// One account's.
    Account(AccountId),
    /// One institution's.
    Organization(OrganizationId),
    /// Those of one emergency.
    Incident(IncidentId),
}

/// Searches that ran of one kind of searcher in a window, by an index that holds all they read.
macro_rules! ran {
    ($column:ident, $id:expr, $since:expr) => {
        lookups::table
            .filter(lookups::$column.eq(Id::from($id)))
            .filter(lookups::at.gt($since))
            .filter(lookups::refusal.is_null())
    };
}

impl ReadTx<'_> {
    /// When the search was made that, counted back from the newest that ran, is number `place`;
    /// none when fewer ran since then. Reads at most that many index entries.
    pub fn lookup_counted_back(
        &mut self,
        searcher: Searcher,
        since: Instant,
        place: u32,
    ) -> Result<Option<Instant>, StoreError> {
        let since = Moment::from(since);
        let before = i64::from(place.saturating_sub(1));
        macro_rules! counted_back {
            ($column:ident, $id:expr) => {
                self.run(|c| {
                    dialect::directly!(c, |c| ran!($column, $id, since)
                        .order(lookups::at.desc())
                        .select(lookups::at)
                        .offset(before)
                        .first::<Moment>(c)
                        .optional())
                })
            };
        }
        let at: Option<Moment> = match searcher {
            Searcher::Account(id) => counted_back!(account_id, id),
            Searcher::Organization(id) => counted_back!(organization_id, id),
            Searcher::Incident(id) => counted_back!(incident_id, id),
        }?;
        Ok(at.map(Into::into))
    }

    /// The searches of an account that ran since then, newest first, at most `limit`: when, and how
    /// many people each offered.
    pub fn lookups_of(
        &mut self,
        account: AccountId,
        since: Instant,
        limit: u32,
    ) -> Result<Vec<(Instant, u32)>, StoreError> {
        let rows: Vec<(Moment, i32)> = self.run(|c| {
            dialect::directly!(c, |c| ran!(account_id, account, Moment::from(since))
                .order(lookups::at.desc())
                .select((lookups::at, lookups::candidates))
                .limit(i64::from(limit))
                .load(c))
        })?;
        Ok(rows
            .into_iter()
            .map(|(at, people)| (at.into(), u32::try_from(people).unwrap_or(0)))
            .collect())
    }

    /// How many searches of an account were refused since then for that reason, at most `limit`.
    pub fn refused_lookups_of(
        &mut self,
        account: AccountId,
        since: Instant,
        refusal: &str,
        limit: u32,
    ) -> Result<u32, StoreError> {
        let rows: Vec<Moment> = self.run(|c| {
            lookups::table
                .filter(lookups::account_id.eq(Id::from(account)))
                .filter(lookups::at.ge(Moment::from(since)))
                .filter(lookups::refusal.eq(refusal))
                .select(lookups::at)
                .limit(i64::from(limit))
                .load(c)
        })?;
        Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }
}

impl WriteTx<'_> {
    /// Records a search.
    pub fn insert_lookup(&mut self, lookup: &LookupRow) -> Result<(), StoreError> {
        let row = (
            lookups::id.eq(Id::from(lookup.id)),
            lookups::incident_id.eq(lookup.incident.map(Id::from)),
            lookups::account_id.eq(Id::from(lookup.account)),
            lookups::organization_id.eq(Id::from(lookup.organization)),
            lookups::at.eq(Moment::from(lookup.at)),
            lookups::criteria_kinds.eq(Json::of(&lookup.criteria_kinds)?),
            lookups::candidates.eq(i32::try_from(lookup.candidates).unwrap_or(i32::MAX)),
            lookups::total.eq(i32::try_from(lookup.total).unwrap_or(i32::MAX)),
            lookups::refusal.eq(lookup.refusal),
        );
        self.run(|c| {
            dialect::directly!(c, |c| diesel::insert_into(lookups::table)
                .values(row)
                .execute(c))
        })?;
        Ok(())
    }
}
