//! The proof that what is derived agrees with what it was derived from.

use crate::{
    ReadTx, Store, StoreError, consents,
    residents::Row as ResidentsRow,
    schema::{identity_consents, residents},
    search_keys as keys,
    sql::Id,
    summaries,
};
use diesel::prelude::*;
use std::fmt;
use tasuki_domain::{Category, id::ResidentId, summary::Section};
use tasuki_matching::KEY_VERSION;

/// Something that does not agree. Names records and tables, never what they say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Finding {
    /// The stored section is not what the current facts make.
    SectionDiffers {
        /// Whose.
        resident: ResidentId,
        /// Which.
        category: Category,
    },
    /// The search keys are not those of the current identity.
    KeysDiffer {
        /// Whose.
        resident: ResidentId,
    },
    /// The search keys were made by another version of the rules.
    KeyVersion {
        /// Whose.
        resident: ResidentId,
        /// Which version.
        found: i32,
    },
    /// Who may name the resident is not what the consent in force says.
    IdentityConsentsDiffer {
        /// Whose.
        resident: ResidentId,
    },
    /// Nobody knows who the person is.
    IdentityMissing {
        /// Whose.
        resident: ResidentId,
    },
    /// Search keys that are no resident's.
    KeysLeft {
        /// How many more there are than residents have; fewer, when it is negative.
        count: i64,
    },
    /// Search keys of an older version, which this program does not look for.
    KeysOld,
    /// Something stored about the person cannot be read.
    Unreadable {
        /// Whose.
        resident: ResidentId,
        /// Which column.
        what: &'static str,
    },
    /// A reference points nowhere.
    Dangling {
        /// The table it is in.
        table: String,
    },
    /// The database file is damaged.
    Damaged,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SectionDiffers { resident, category } => {
                let category = category.code();
                write!(
                    f,
                    "summary of {resident}: section {category} differs from the facts"
                )
            }
            Self::KeysDiffer { resident } => {
                write!(f, "search keys of {resident} differ from the identity")
            }
            Self::KeyVersion { resident, found } => {
                write!(f, "search keys of {resident} are of version {found}")
            }
            Self::IdentityConsentsDiffer { resident } => {
                write!(
                    f,
                    "permissions to name {resident} differ from the consent in force"
                )
            }
            Self::KeysLeft { count } => {
                write!(f, "{count} search keys more than residents have")
            }
            Self::KeysOld => f.write_str(
                "search keys of an older version are still there (tasuki reindex --prune)",
            ),
            Self::IdentityMissing { resident } => write!(f, "{resident} has no identity"),
            Self::Unreadable { resident, what } => write!(f, "{resident}: cannot read {what}"),
            Self::Dangling { table } => write!(f, "{table}: a reference points nowhere"),
            Self::Damaged => f.write_str("the database file is damaged"),
        }
    }
}

/// Residents looked at on one snapshot.
const PAGE: i64 = 200;

#[derive(diesel::QueryableByName)]
struct Named {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
}

impl Store {
    /// Compares everything derived with what it was derived from, a page of residents on each
    /// snapshot.
    pub fn doctor(&self) -> Result<Vec<Finding>, StoreError> {
        let mut findings = self.read(|tx| tx.examine_references())?;
        let mut after = None;
        loop {
            let (page, last) = self.read(|tx| tx.examine_page(after))?;
            findings.extend(page);
            match last {
                Some(_) => after = last,
                None => return Ok(findings),
            }
        }
    }
}

impl ReadTx<'_> {
    /// The same within one transaction.
    pub(crate) fn examine_everything(&mut self) -> Result<Vec<Finding>, StoreError> {
        let mut findings = self.examine_references()?;
        let mut after = None;
        loop {
            let (page, last) = self.examine_page(after)?;
            findings.extend(page);
            match last {
                Some(_) => after = last,
                None => return Ok(findings),
            }
        }
    }

    fn examine_references(&mut self) -> Result<Vec<Finding>, StoreError> {
        let dangling: Vec<Named> = self.run(|c| match c {
            crate::connection::AnyConnection::Sqlite(c) => diesel::sql_query(
                r#"SELECT DISTINCT "table" AS name FROM pragma_foreign_key_check"#,
            )
            .load(c),
            // PostgreSQL cannot hold a reference that points nowhere, unless it was told not to look.
            #[cfg(feature = "postgres")]
            crate::connection::AnyConnection::Postgres(c) => diesel::sql_query(
                "SELECT conrelid::regclass::text AS name FROM pg_constraint \
                 WHERE contype = 'f' AND NOT convalidated",
            )
            .load(c),
        })?;
        // The one reference that neither database keeps by itself.
        let bodies: Vec<Named> = self.run(|c| {
            diesel::sql_query(
                "SELECT 'access_bodies' AS name WHERE EXISTS (SELECT 1 FROM access_bodies b \
                 WHERE NOT EXISTS (SELECT 1 FROM access_entries e WHERE e.id = b.entry_id))",
            )
            .load(c)
        })?;
        let whole: Vec<Named> = self.run(|c| match c {
            crate::connection::AnyConnection::Sqlite(c) => {
                diesel::sql_query("SELECT integrity_check AS name FROM pragma_integrity_check")
                    .load(c)
            }
            #[cfg(feature = "postgres")]
            crate::connection::AnyConnection::Postgres(c) => {
                diesel::sql_query("SELECT 'ok' AS name").load(c)
            }
        })?;
        let mut findings: Vec<Finding> = dangling
            .into_iter()
            .chain(bodies)
            .map(|table| Finding::Dangling { table: table.name })
            .collect();
        if whole.iter().any(|line| line.name != "ok") {
            findings.push(Finding::Damaged);
        }
        let (count, old) = self.keys_left_over()?;
        if count != 0 {
            findings.push(Finding::KeysLeft { count });
        }
        if old {
            findings.push(Finding::KeysOld);
        }
        Ok(findings)
    }

    fn examine_page(
        &mut self,
        after: Option<Id>,
    ) -> Result<(Vec<Finding>, Option<Id>), StoreError> {
        let rows: Vec<ResidentsRow> = self.run(|c| {
            residents::table
                .filter(residents::id.gt(after.unwrap_or(Id(uuid::Uuid::nil()))))
                .order(residents::id)
                .limit(PAGE)
                .load(c)
        })?;
        let last = rows.last().map(|row| row.id);
        let mut findings = Vec::new();
        for row in rows {
            let resident = row.id.into();
            match self.examine(row, &mut findings) {
                Err(StoreError::Corrupt(what)) => {
                    findings.push(Finding::Unreadable { resident, what });
                }
                other => other?,
            }
        }
        Ok((findings, last))
    }

    fn examine(
        &mut self,
        row: ResidentsRow,
        findings: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        let resident: ResidentId = row.id.into();
        if row.key_version != KEY_VERSION {
            findings.push(Finding::KeyVersion {
                resident,
                found: row.key_version,
            });
        }
        let registration = row.read()?;
        self.examine_consent(resident, findings)?;
        let current = self.current_facts(resident)?;
        let sketch = keys::identity(&current).map(|identity| keys::sketch(&registration, identity));
        if sketch.is_none() {
            findings.push(Finding::IdentityMissing { resident });
        }
        if !self.has_keys(&registration, sketch.as_ref())? {
            findings.push(Finding::KeysDiffer { resident });
        }
        let built = summaries::build(&current);
        let stored = self.section_rows(resident, Category::ALL)?;
        for category in Category::ALL {
            let built = built.iter().find(|section| section.category == *category);
            let stored: Option<Section> = stored
                .iter()
                .find(|(code, _)| code == category.code())
                .map(|(_, body)| body.read("summary_sections.body"))
                .transpose()?;
            if built != stored.as_ref() {
                findings.push(Finding::SectionDiffers {
                    resident,
                    category: *category,
                });
            }
        }
        Ok(())
    }

    fn examine_consent(
        &mut self,
        resident: ResidentId,
        findings: &mut Vec<Finding>,
    ) -> Result<(), StoreError> {
        type Named = (String, String, Option<String>);
        let named: Vec<Named> = self.run(|c| {
            identity_consents::table
                .filter(identity_consents::resident_id.eq(Id::from(resident)))
                .select((
                    identity_consents::recipient,
                    identity_consents::purpose,
                    identity_consents::until,
                ))
                .order((identity_consents::recipient, identity_consents::purpose))
                .load(c)
        })?;
        let mut expected: Vec<Named> = Vec::new();
        if let Some(consent) = self.consent_in_force(resident)? {
            let until = consent.until.map(|until| until.to_string());
            expected.extend(consents::may_name(&consent).map(|(recipient, purpose)| {
                (recipient.to_owned(), purpose.to_owned(), until.clone())
            }));
            expected.sort();
        }
        if named != expected {
            findings.push(Finding::IdentityConsentsDiffer { resident });
        }
        Ok(())
    }
}
