//! The record of looks: what was sealed into an entry can be read and listed, never changed.

use crate::{
    ReadTx, StoreError, WriteTx, dialect,
    schema::{access_bodies, access_entries, jurisdictions, residents},
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    access::AccessEntry,
    id::{AccessEntryId, IncidentId, ResidentId},
    municipality::MunicipalityCode,
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

type Bodies = Vec<Vec<u8>>;

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

    /// The looks at residents of municipalities, newest first, before a given one, at most `limit`.
    pub fn accesses_in(
        &mut self,
        municipalities: &[MunicipalityCode],
        before: Option<AccessEntryId>,
        limit: u32,
    ) -> Result<Vec<AccessEntry>, StoreError> {
        let before = self.place_of(before)?;
        let codes: Vec<&str> = municipalities
            .iter()
            .map(MunicipalityCode::as_str)
            .collect();
        let of_residents = residents::table
            .filter(residents::municipality.eq_any(codes.clone()))
            .select(residents::id.nullable());
        // A search, a miss or an incident names nobody; it is reviewed where its institution serves.
        let of_institutions = jurisdictions::table
            .filter(jurisdictions::municipality.eq_any(codes))
            .select(jurisdictions::organization_id);
        let reviewed =
            access_entries::resident_id
                .eq_any(of_residents)
                .or(access_entries::resident_id
                    .is_null()
                    .and(access_entries::organization_id.eq_any(of_institutions)));
        let bodies: Bodies = self.run(|c| {
            access_entries::table
                .inner_join(access_bodies::table.on(access_bodies::entry_id.eq(access_entries::id)))
                .filter(reviewed)
                .filter(access_entries::seq.lt(before))
                .order(access_entries::seq.desc())
                .limit(i64::from(limit))
                .select(access_bodies::body)
                .load(c)
        })?;
        read(bodies)
    }

    /// The looks within an emergency, oldest first.
    pub fn accesses_by_incident(
        &mut self,
        incident: IncidentId,
    ) -> Result<Vec<AccessEntry>, StoreError> {
        let bodies: Bodies = self.run(|c| {
            access_entries::table
                .inner_join(access_bodies::table.on(access_bodies::entry_id.eq(access_entries::id)))
                .filter(access_entries::incident_id.eq(Id::from(incident)))
                .order(access_entries::seq)
                .select(access_bodies::body)
                .load(c)
        })?;
        read(bodies)
    }

    /// The place in the order of commits before which a page begins; an unknown entry has nothing
    /// before it.
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
