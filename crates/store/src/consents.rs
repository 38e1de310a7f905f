//! Consents, and whom those in force let name the resident, which queries are filtered with.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{consents, identity_consents},
    sql::{Id, Json, Moment},
};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentRow, ConsentState, Purpose, RecipientClass},
    id::{ConsentId, ResidentId},
    time::Instant,
};

#[derive(Insertable, Queryable)]
#[diesel(table_name = consents, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    resident_id: Id,
    version: i32,
    collection: bool,
    evidence: Json,
    proxy: Option<Json>,
    until: Option<String>,
    granted_at: Moment,
    granted_by: Id,
    state: String,
    ended_at: Option<Moment>,
    rows: Json,
}

/// One permission to name the resident, without which nothing of a person is shown.
#[derive(Insertable)]
#[diesel(table_name = identity_consents, treat_none_as_default_value = false)]
struct Named {
    resident_id: Id,
    recipient: &'static str,
    purpose: &'static str,
    until: Option<String>,
}

/// The rows of a consent as the column `rows` holds them.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    version: u8,
    permitted: Vec<Permitted>,
}

/// The recipients and purposes that are given the same categories.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Permitted {
    categories: Vec<Category>,
    to: Vec<(RecipientClass, Purpose)>,
}

/// The version of [`Rows`] that is written, and the only one there has been.
const ROWS_VERSION: u8 = 1;

impl Rows {
    fn write(rows: &BTreeSet<ConsentRow>) -> Result<Json, StoreError> {
        let mut given: BTreeMap<_, Vec<Category>> = BTreeMap::new();
        for row in rows {
            let to = (row.recipient, row.purpose);
            given.entry(to).or_default().push(row.category);
        }
        let mut permitted: Vec<Permitted> = Vec::new();
        for (to, categories) in given {
            match permitted.iter_mut().find(|p| p.categories == categories) {
                Some(alike) => alike.to.push(to),
                None => permitted.push(Permitted {
                    categories,
                    to: vec![to],
                }),
            }
        }
        Json::of(&Self {
            version: ROWS_VERSION,
            permitted,
        })
    }

    /// Refuses what it does not know: a row left out would withhold, one misread would disclose.
    fn read(document: &Json) -> Result<BTreeSet<ConsentRow>, StoreError> {
        const WHAT: &str = "consents.rows";
        let stored: Self = document.read(WHAT)?;
        if stored.version != ROWS_VERSION {
            return Err(StoreError::Corrupt(WHAT));
        }
        let each = |permitted: &Permitted| {
            let mut rows = Vec::with_capacity(permitted.categories.len() * permitted.to.len());
            for &category in &permitted.categories {
                rows.extend(permitted.to.iter().map(|&(recipient, purpose)| ConsentRow {
                    category,
                    recipient,
                    purpose,
                }));
            }
            rows
        };
        Ok(stored.permitted.iter().flat_map(each).collect())
    }
}

/// Whom a consent lets name the resident: recipient and purpose, by their codes.
pub(crate) fn may_name(consent: &Consent) -> impl Iterator<Item = (&'static str, &'static str)> {
    let identity = |row: &&ConsentRow| row.category == Category::Identity;
    consent
        .rows
        .iter()
        .filter(identity)
        .map(|row| (row.recipient.code(), row.purpose.code()))
}

impl Row {
    fn read(self) -> Result<Consent, StoreError> {
        let state = match (self.state.as_str(), self.ended_at) {
            ("in_force", None) => ConsentState::InForce,
            ("superseded", Some(at)) => ConsentState::Superseded(at.into()),
            ("withdrawn", Some(at)) => ConsentState::Withdrawn(at.into()),
            _ => return Err(StoreError::Corrupt("consents.state")),
        };
        Ok(Consent {
            id: self.id.into(),
            resident: self.resident_id.into(),
            version: self.version,
            rows: Rows::read(&self.rows)?,
            collection: self.collection,
            evidence: self.evidence.read("consents.evidence")?,
            proxy: self
                .proxy
                .map(|proxy| proxy.read("consents.proxy"))
                .transpose()?,
            until: code::of_optional_text(self.until.as_deref(), "consents.until")?,
            granted_at: self.granted_at.into(),
            granted_by: self.granted_by.into(),
            state,
        })
    }
}

/// What is in force has not ended. Asked for so, no value is bound, and either database can use the
/// index of the consents in force.
#[diesel::dsl::auto_type]
fn in_force() -> _ {
    consents::ended_at.is_null()
}

impl ReadTx<'_> {
    /// The consent.
    pub fn consent(&mut self, id: ConsentId) -> Result<Option<Consent>, StoreError> {
        let row: Option<Row> =
            self.run(|c| consents::table.find(Id::from(id)).get_result(c).optional())?;
        row.map(Row::read).transpose()
    }

    /// The consent that neither another one nor a withdrawal ended. Its last day may have passed.
    pub fn consent_in_force(
        &mut self,
        resident: ResidentId,
    ) -> Result<Option<Consent>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            dialect::directly!(c, |c| consents::table
                .filter(consents::resident_id.eq(Id::from(resident)))
                .filter(in_force())
                .get_result(c)
                .optional())
        })?;
        row.map(Row::read).transpose()
    }

    /// All consents of a resident, newest first.
    pub fn consents(&mut self, resident: ResidentId) -> Result<Vec<Consent>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            consents::table
                .filter(consents::resident_id.eq(Id::from(resident)))
                .order(consents::version.desc())
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }

    /// The newest consent of each of these residents who has one, in force or not.
    pub fn newest_consents(
        &mut self,
        of: &[ResidentId],
    ) -> Result<HashMap<ResidentId, Consent>, StoreError> {
        let ids: Vec<Id> = of.iter().map(|resident| Id::from(*resident)).collect();
        let newer = diesel::alias!(consents as newer);
        let rows: Vec<Row> = self.run(|c| {
            consents::table
                .filter(consents::resident_id.eq_any(ids))
                .filter(not(exists(
                    newer
                        .filter(newer.field(consents::resident_id).eq(consents::resident_id))
                        .filter(newer.field(consents::version).gt(consents::version)),
                )))
                .load(c)
        })?;
        rows.into_iter()
            .map(|row| row.read().map(|consent| (consent.resident, consent)))
            .collect()
    }
}

impl WriteTx<'_> {
    /// Grants a consent, in the place of the one in force.
    ///
    /// Refuses one that is not in force, and a version that is taken.
    pub fn insert_consent(&mut self, consent: &Consent) -> Result<(), StoreError> {
        if consent.state != ConsentState::InForce {
            return Err(StoreError::conflict("consents_state"));
        }
        let resident = Id::from(consent.resident);
        let granted_at = Moment::from(consent.granted_at);
        self.run(|c| {
            diesel::update(
                consents::table
                    .filter(consents::resident_id.eq(resident))
                    .filter(in_force()),
            )
            .set((
                consents::state.eq("superseded"),
                consents::ended_at.eq(granted_at),
            ))
            .execute(c)
        })?;
        self.forget_named(resident)?;
        let until = consent.until.map(|until| until.to_string());
        let row = Row {
            id: consent.id.into(),
            resident_id: resident,
            version: consent.version,
            collection: consent.collection,
            evidence: Json::of(&consent.evidence)?,
            proxy: consent.proxy.as_ref().map(Json::of).transpose()?,
            until: until.clone(),
            granted_at,
            granted_by: consent.granted_by.into(),
            state: "in_force".to_owned(),
            ended_at: None,
            rows: Rows::write(&consent.rows)?,
        };
        self.run(|c| diesel::insert_into(consents::table).values(row).execute(c))?;
        let named: Vec<Named> = may_name(consent)
            .map(|(recipient, purpose)| Named {
                resident_id: resident,
                recipient,
                purpose,
                until: until.clone(),
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, identity_consents::table, &named))
    }

    /// Withdraws a consent; from the next read on nothing rests on it. Refuses as stale one that is
    /// not in force.
    pub fn withdraw_consent(&mut self, id: ConsentId, at: Instant) -> Result<(), StoreError> {
        let id = Id::from(id);
        let withdrawn: Option<Id> = self.run(|c| {
            diesel::update(consents::table.find(id).filter(in_force()))
                .set((
                    consents::state.eq("withdrawn"),
                    consents::ended_at.eq(Moment::from(at)),
                ))
                .returning(consents::resident_id)
                .get_result(c)
                .optional()
        })?;
        self.forget_named(withdrawn.ok_or(StoreError::Stale)?)
    }

    fn forget_named(&mut self, resident: Id) -> Result<(), StoreError> {
        self.run(|c| {
            diesel::delete(
                identity_consents::table.filter(identity_consents::resident_id.eq(resident)),
            )
            .execute(c)
        })?;
        Ok(())
    }
}
