//! The record of looks: what was sealed into an entry can be read and listed, never changed.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::{access_bodies, access_entries, access_reviews},
    sql::{Id, Moment},
};
use diesel::prelude::*;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tasuki_domain::{
    access::AccessEntry,
    id::{AccessEntryId, ResidentId},
    municipality::MunicipalityCode,
    time::Instant,
};

/// An entry with the bytes that its hash was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// The entry.
    pub entry: AccessEntry,
    /// Its canonical bytes.
    pub body: Vec<u8>,
    /// Keeps the hash from being guessed once the body is erased.
    pub salt: [u8; 32],
    /// The leaf hash over salt and body.
    pub leaf_hash: [u8; 32],
}

/// How far the record of looks reaches. It says nothing about anyone, so it may be kept elsewhere
/// as evidence of what a restore lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessExtent {
    /// How many entries there are.
    pub entries: u64,
    /// The first of them, which tells one installation's record from another's.
    pub first: Option<AccessEntryId>,
    /// The place of the last one.
    pub last_index: Option<i64>,
    /// When the last one was made.
    pub last_at: Option<Instant>,
}

#[derive(Insertable)]
#[diesel(table_name = access_entries, treat_none_as_default_value = false)]
struct NewEntry<'e> {
    id: Id,
    at: Moment,
    resident_id: Option<Id>,
    incident_id: Option<Id>,
    organization_id: Id,
    leaf_hash: &'e [u8],
}

#[derive(Insertable)]
#[diesel(table_name = access_bodies)]
struct NewBody<'e> {
    entry_id: Id,
    body: &'e [u8],
    salt: &'e [u8],
}

/// How long after its own moment an entry may be numbered.
const LATE: SignedDuration = SignedDuration::from_secs(60);

type Bodies = Vec<Vec<u8>>;

#[diesel::dsl::auto_type]
pub(crate) fn reviewed<'q>(municipality: &'q str, before: i64, limit: i64) -> _ {
    access_reviews::table
        .filter(access_reviews::municipality.eq(municipality))
        .filter(access_reviews::seq.lt(before))
        .order(access_reviews::seq.desc())
        .limit(limit)
        .select(access_reviews::seq)
}

#[diesel::dsl::auto_type]
pub(crate) fn bodies(places: Vec<i64>) -> _ {
    let of_entry = access_bodies::table.on(access_bodies::entry_id.eq(access_entries::id));
    access_entries::table
        .inner_join(of_entry)
        .filter(access_entries::seq.eq_any(places))
        .order(access_entries::seq.desc())
        .select(access_bodies::body)
}

fn read(bodies: Bodies) -> Result<Vec<AccessEntry>, StoreError> {
    bodies
        .iter()
        .map(|body| {
            serde_json::from_slice(body).map_err(|_| StoreError::Corrupt("access_bodies.body"))
        })
        .collect()
}

impl ReadTx<'_> {
    /// The looks at a resident, newest first, before a given one, at most `limit`. Entries whose
    /// body was erased are left out.
    pub fn accesses_of(
        &mut self,
        resident: ResidentId,
        before: Option<AccessEntryId>,
        limit: u32,
    ) -> Result<Vec<AccessEntry>, StoreError> {
        let before = self.place_of(before)?;
        let bodies: Bodies = self.run(|c| {
            access_entries::table
                .inner_join(access_bodies::table.on(access_bodies::entry_id.eq(access_entries::id)))
                .filter(access_entries::resident_id.eq(Id::from(resident)))
                .filter(access_entries::seq.lt(before))
                .order(access_entries::seq.desc())
                .limit(i64::from(limit))
                .select(access_bodies::body)
                .load(c)
        })?;
        read(bodies)
    }

    /// The looks to review in municipalities, newest first, before a given one, at most `limit`: at
    /// their residents, and those that name nobody on record (a search, a miss, an incident) of the
    /// institutions that served there at the time. Entries whose body was erased are left out.
    pub fn accesses_in(
        &mut self,
        municipalities: &[MunicipalityCode],
        before: Option<AccessEntryId>,
        limit: u32,
    ) -> Result<Vec<AccessEntry>, StoreError> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut before = self.place_of(before)?;
        let mut found = Vec::new();
        while found.len() < limit {
            let wanted = limit - found.len();
            let places = self.reviewed_before(municipalities, before, wanted)?;
            let more = places.len() == wanted;
            before = places.last().copied().unwrap_or(0);
            found.extend(self.bodies_at(places)?);
            if !more {
                break;
            }
        }
        read(found)
    }

    /// The first look that was recorded after a moment; none when nothing was. Entries are numbered a
    /// little after their own moment and in no strict order of it, so it may be up to a minute later.
    pub fn first_access_after(
        &mut self,
        moment: Instant,
    ) -> Result<Option<AccessEntryId>, StoreError> {
        let late = Moment::from(moment.checked_add(LATE).unwrap_or(Instant::MAX));
        let last: Option<i64> = self.run(|c| {
            access_entries::table
                .select(diesel::dsl::max(access_entries::seq))
                .first(c)
        })?;
        let (mut low, mut high) = (0, last.map_or(0, |last| last.saturating_add(1)));
        let mut first = None;
        // No index leads from a moment to its entry, and their numbers do.
        while low < high {
            let middle = low + (high - low) / 2;
            let found: Option<(i64, Id, Moment)> = self.run(|c| {
                access_entries::table
                    .filter(access_entries::seq.ge(middle))
                    .order(access_entries::seq)
                    .select((access_entries::seq, access_entries::id, access_entries::at))
                    .first(c)
                    .optional()
            })?;
            match found {
                Some((seq, _, at)) if at <= late => low = seq.saturating_add(1),
                Some((_, id, _)) => {
                    first = Some(id);
                    high = middle;
                }
                None => high = middle,
            }
        }
        Ok(first.map(Into::into))
    }

    /// How far the record of looks reaches.
    pub fn access_extent(&mut self) -> Result<AccessExtent, StoreError> {
        let (entries, last_index): (i64, Option<i64>) = self.run(|c| {
            access_entries::table
                .select((
                    diesel::dsl::count_star(),
                    diesel::dsl::max(access_entries::seq),
                ))
                .first(c)
        })?;
        let first: Option<Id> = self.run(|c| {
            access_entries::table
                .order(access_entries::seq)
                .select(access_entries::id)
                .first(c)
                .optional()
        })?;
        let last_at: Option<Moment> = self.run(|c| {
            access_entries::table
                .order(access_entries::seq.desc())
                .select(access_entries::at)
                .first(c)
                .optional()
        })?;
        Ok(AccessExtent {
            entries: u64::try_from(entries).unwrap_or(0),
            first: first.map(Into::into),
            last_index,
            last_at: last_at.map(Into::into),
        })
    }

    /// The newest places before one, at most `wanted`: the newest of each municipality, merged. One
    /// statement over all of them would sort the whole history of each.
    fn reviewed_before(
        &mut self,
        municipalities: &[MunicipalityCode],
        before: i64,
        wanted: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
        let mut places = BTreeSet::new();
        for municipality in municipalities {
            let newest: Vec<i64> =
                self.run(|c| reviewed(municipality.as_str(), before, limit).load(c))?;
            places.extend(newest);
        }
        Ok(places.into_iter().rev().take(wanted).collect())
    }

    /// The bodies at places, newest first. Apart from finding the places, so that the plan is a few
    /// single rows whatever the database expects of a range.
    fn bodies_at(&mut self, places: Vec<i64>) -> Result<Bodies, StoreError> {
        self.run(|c| bodies(places).load(c))
    }

    /// The place before which a page begins; an unknown entry has nothing before it. Places are
    /// numbered as entries are inserted, which on PostgreSQL need not be the order of the commits.
    fn place_of(&mut self, entry: Option<AccessEntryId>) -> Result<i64, StoreError> {
        let Some(entry) = entry else {
            return Ok(i64::MAX);
        };
        let place: Option<i64> = self.run(|c| {
            access_entries::table
                .filter(access_entries::id.eq(Id::from(entry)))
                .select(access_entries::seq)
                .get_result(c)
                .optional()
        })?;
        Ok(place.unwrap_or(0))
    }
}

impl WriteTx<'_> {
    /// Appends entries to the record of looks.
    pub fn append_accesses(&mut self, sealed: &[SealedEntry]) -> Result<(), StoreError> {
        let entries: Vec<NewEntry<'_>> = sealed
            .iter()
            .map(|sealed| NewEntry {
                id: sealed.entry.id.into(),
                at: sealed.entry.at.into(),
                resident_id: sealed.entry.resident.map(Into::into),
                incident_id: sealed.entry.incident.map(Into::into),
                organization_id: sealed.entry.organization.into(),
                leaf_hash: &sealed.leaf_hash,
            })
            .collect();
        let bodies: Vec<NewBody<'_>> = sealed
            .iter()
            .map(|sealed| NewBody {
                entry_id: sealed.entry.id.into(),
                body: &sealed.body,
                salt: &sealed.salt,
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, access_entries::table, &entries))?;
        self.run(|c| dialect::insert_all!(c, access_bodies::table, &bodies))
    }
}
