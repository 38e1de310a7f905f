//! Searches, for counting: which items were given, never what they said.

use crate::{
    StoreError, WriteTx, dialect,
    schema::lookups,
    sql::{Id, Json, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{AccountId, IncidentId, LookupId},
    time::Instant,
};

/// One search as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupRow {
    /// Its identifier.
    pub id: LookupId,
    /// The emergency it belongs to.
    pub incident: IncidentId,
    /// Who searched.
    pub account: AccountId,
    /// When.
    pub at: Instant,
    /// Which items were given, by their stable names.
    pub criteria_kinds: Vec<String>,
    /// How many people were offered.
    pub candidates: u32,
    /// How many agreed in all.
    pub total: u32,
}

impl WriteTx<'_> {
    /// Records a search.
    pub fn insert_lookup(&mut self, lookup: &LookupRow) -> Result<(), StoreError> {
        let row = (
            lookups::id.eq(Id::from(lookup.id)),
            lookups::incident_id.eq(Id::from(lookup.incident)),
            lookups::account_id.eq(Id::from(lookup.account)),
            lookups::at.eq(Moment::from(lookup.at)),
            lookups::criteria_kinds.eq(Json::of(&lookup.criteria_kinds)?),
            lookups::candidates.eq(i32::try_from(lookup.candidates).unwrap_or(i32::MAX)),
            lookups::total.eq(i32::try_from(lookup.total).unwrap_or(i32::MAX)),
        );
        self.run(|c| {
            dialect::directly!(c, |c| diesel::insert_into(lookups::table)
                .values(row)
                .execute(c))
        })?;
        Ok(())
    }
}
