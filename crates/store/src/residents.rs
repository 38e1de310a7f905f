//! Registrations.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{facts, residents, search_keys, summary_sections},
    search_keys::successor,
    sql::{Id, Json, Moment},
};
use diesel::prelude::*;
use std::collections::HashMap;
use tasuki_domain::{
    Category,
    birth_date::PartialDate,
    card::CardNumber,
    fact::{
        FactBody,
        identity::{Identity, PersonName},
    },
    id::ResidentId,
    municipality::MunicipalityCode,
    resident::{Registration, Resident, RosterKey},
    summary::Section,
    text::Line,
    time::Instant,
};
use tasuki_matching::{KEY_VERSION, KeyKind, SearchKey};

/// A line of an officer's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResidentRow {
    /// The registration.
    pub resident: Resident,
    /// The name as recorded.
    pub name: PersonName,
    /// The birth date as recorded.
    pub birth_date: PartialDate,
    /// The town of the address as recorded, also of a protected one.
    pub town: Option<Line>,
    /// When something was last recorded about the person.
    pub updated: Instant,
}

#[derive(Insertable, Queryable, Selectable)]
#[diesel(table_name = residents, treat_none_as_default_value = false)]
pub(crate) struct Row {
    pub(crate) id: Id,
    municipality: String,
    card: String,
    roster_key: Option<String>,
    protected_address: bool,
    registration: String,
    registration_ended_on: Option<String>,
    version: i64,
    registered_at: Moment,
    pub(crate) key_version: i32,
}

impl Row {
    fn of(resident: &Resident) -> Self {
        let (registration, ended_on) = match resident.registration {
            Registration::Active => ("active", None),
            Registration::MovedAway(on) => ("moved_away", Some(on)),
            Registration::Deceased(on) => ("deceased", Some(on)),
        };
        Self {
            id: resident.id.into(),
            municipality: resident.municipality.as_str().to_owned(),
            card: resident.card.digits(),
            roster_key: resident
                .roster_key
                .as_ref()
                .map(|key| key.as_str().to_owned()),
            protected_address: resident.protected_address,
            registration: registration.to_owned(),
            registration_ended_on: ended_on.map(|on| on.to_string()),
            version: resident.version,
            registered_at: resident.registered_at.into(),
            key_version: KEY_VERSION,
        }
    }

    pub(crate) fn read(self) -> Result<Resident, StoreError> {
        let ended_on = code::of_optional_text(
            self.registration_ended_on.as_deref(),
            "residents.registration_ended_on",
        )?;
        let registration = match (self.registration.as_str(), ended_on) {
            ("active", None) => Registration::Active,
            ("moved_away", Some(on)) => Registration::MovedAway(on),
            ("deceased", Some(on)) => Registration::Deceased(on),
            _ => return Err(StoreError::Corrupt("residents.registration")),
        };
        Ok(Resident {
            id: self.id.into(),
            municipality: code::of_text(&self.municipality, "residents.municipality")?,
            card: code::of_text(&self.card, "residents.card")?,
            roster_key: code::of_optional_text(self.roster_key.as_deref(), "residents.roster_key")?,
            protected_address: self.protected_address,
            registration,
            version: self.version,
            registered_at: self.registered_at.into(),
        })
    }
}

fn codes(municipalities: &[MunicipalityCode]) -> Vec<&str> {
    municipalities
        .iter()
        .map(MunicipalityCode::as_str)
        .collect()
}

impl ReadTx<'_> {
    /// The registration.
    pub fn resident(&mut self, id: ResidentId) -> Result<Option<Resident>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            dialect::directly!(c, |c| residents::table
                .find(Id::from(id))
                .get_result(c)
                .optional())
        })?;
        row.map(Row::read).transpose()
    }

    /// The registration of a card.
    pub fn resident_by_card(&mut self, card: CardNumber) -> Result<Option<Resident>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            residents::table
                .filter(residents::card.eq(card.digits()))
                .get_result(c)
                .optional()
        })?;
        row.map(Row::read).transpose()
    }

    /// The registration under a municipality's own number.
    pub fn resident_by_roster_key(
        &mut self,
        municipality: &MunicipalityCode,
        key: &RosterKey,
    ) -> Result<Option<Resident>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            residents::table
                .filter(residents::municipality.eq(municipality.as_str()))
                .filter(residents::roster_key.eq(key.as_str()))
                .get_result(c)
                .optional()
        })?;
        row.map(Row::read).transpose()
    }

    /// The registrations of municipalities in order of identifier, after a given one, at most
    /// `limit`; with `name`, those whose family or full name in kana begins with that key.
    pub fn residents(
        &mut self,
        municipalities: &[MunicipalityCode],
        after: Option<ResidentId>,
        limit: u32,
        name: Option<&str>,
    ) -> Result<Vec<ResidentRow>, StoreError> {
        let mut query = residents::table
            .inner_join(summary_sections::table.on(summary_sections::resident_id.eq(residents::id)))
            .filter(summary_sections::category.eq(Category::Identity.code()))
            .filter(residents::municipality.eq_any(codes(municipalities)))
            .order(residents::id)
            .limit(i64::from(limit))
            .select((Row::as_select(), summary_sections::body))
            .into_boxed::<crate::connection::MultiBackend>();
        if let Some(after) = after {
            query = query.filter(residents::id.gt(Id::from(after)));
        }
        if let Some(prefix) = name.filter(|prefix| !prefix.is_empty()) {
            let first = SearchKey::new(KeyKind::Kana, prefix).text();
            let end = successor(&first).unwrap_or_else(|| char::MAX.to_string());
            query = query.filter(
                residents::id.eq_any(
                    search_keys::table
                        .filter(search_keys::version.eq(KEY_VERSION))
                        .filter(search_keys::key.ge(first))
                        .filter(search_keys::key.lt(end))
                        .select(search_keys::resident_id),
                ),
            );
        }
        let rows: Vec<(Row, Json)> = self.run(|c| query.load(c))?;
        let updated = self.last_entries(rows.iter().map(|(row, _)| row.id).collect())?;
        rows.into_iter()
            .map(|(row, section)| {
                let updated = updated.get(&row.id).copied().unwrap_or(row.registered_at);
                let identity = identity_of(&section)?;
                Ok(ResidentRow {
                    resident: row.read()?,
                    name: identity.name,
                    birth_date: identity.birth_date,
                    town: identity.address.map(|address| address.town),
                    updated: updated.into(),
                })
            })
            .collect()
    }

    fn last_entries(&mut self, ids: Vec<Id>) -> Result<HashMap<Id, Moment>, StoreError> {
        let last: Vec<(Id, Option<Moment>)> = self.run(|c| {
            facts::table
                .filter(facts::resident_id.eq_any(ids))
                .group_by(facts::resident_id)
                .select((facts::resident_id, diesel::dsl::max(facts::entered_at)))
                .load(c)
        })?;
        Ok(last
            .into_iter()
            .filter_map(|(id, at)| Some((id, at?)))
            .collect())
    }

    /// How many registrations the municipalities have.
    pub fn count_residents(
        &mut self,
        municipalities: &[MunicipalityCode],
    ) -> Result<u64, StoreError> {
        let count: i64 = self.run(|c| {
            residents::table
                .filter(residents::municipality.eq_any(codes(municipalities)))
                .count()
                .get_result(c)
        })?;
        Ok(count.unsigned_abs())
    }
}

fn identity_of(section: &Json) -> Result<Identity, StoreError> {
    let section: Section = section.read("summary_sections.body")?;
    section
        .entries
        .into_iter()
        .find_map(|entry| match entry.body {
            FactBody::Identity(identity) => Some(identity),
            _ => None,
        })
        .ok_or(StoreError::Corrupt("summary_sections.body"))
}

impl WriteTx<'_> {
    /// Registers a person. Search keys follow with the first identity.
    pub fn insert_resident(&mut self, resident: &Resident) -> Result<(), StoreError> {
        let row = Row::of(resident);
        self.run(|c| diesel::insert_into(residents::table).values(row).execute(c))?;
        Ok(())
    }

    /// Raises the record's version and answers it. With `expected`, refuses as stale when the
    /// record has another version.
    pub fn bump_version(
        &mut self,
        id: ResidentId,
        expected: Option<i64>,
    ) -> Result<i64, StoreError> {
        let row = residents::table.find(Id::from(id));
        let next = residents::version.eq(residents::version + 1);
        self.run(|c| match expected {
            Some(version) => diesel::update(row.filter(residents::version.eq(version)))
                .set(next)
                .returning(residents::version)
                .get_result(c),
            None => diesel::update(row)
                .set(next)
                .returning(residents::version)
                .get_result(c),
        })
    }

    /// Sets or lifts the protection of the address, and with it whether it can be searched for.
    pub fn set_protected_address(
        &mut self,
        id: ResidentId,
        protected: bool,
    ) -> Result<(), StoreError> {
        let rows = self.run(|c| {
            diesel::update(residents::table.find(Id::from(id)))
                .set(residents::protected_address.eq(protected))
                .execute(c)
        })?;
        if rows == 0 {
            return Err(StoreError::Stale);
        }
        self.rebuild_search_keys(id)
    }

    /// Moves a registration on: moved away, deceased, or active again.
    pub fn set_registration(
        &mut self,
        id: ResidentId,
        registration: Registration,
    ) -> Result<(), StoreError> {
        let (word, ended_on) = match registration {
            Registration::Active => ("active", None),
            Registration::MovedAway(on) => ("moved_away", Some(on)),
            Registration::Deceased(on) => ("deceased", Some(on)),
        };
        let rows = self.run(|c| {
            diesel::update(residents::table.find(Id::from(id)))
                .set((
                    residents::registration.eq(word),
                    residents::registration_ended_on.eq(ended_on.map(|on| on.to_string())),
                ))
                .execute(c)
        })?;
        if rows == 1 {
            Ok(())
        } else {
            Err(StoreError::Stale)
        }
    }
}
