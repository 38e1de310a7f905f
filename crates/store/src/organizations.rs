//! Institutions and the municipalities they serve.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::{jurisdictions, organizations},
    sql::Id,
};
use diesel::prelude::*;
use std::collections::HashMap;
use tasuki_domain::{
    id::OrganizationId,
    municipality::MunicipalityCode,
    organization::{Organization, OrganizationKind},
    text::Line,
};

#[derive(Insertable, Queryable)]
#[diesel(table_name = organizations, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    kind: String,
    name: String,
    wishes_sentence: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = jurisdictions)]
struct Served {
    organization_id: Id,
    municipality: String,
    position: i32,
}

const WISHES_SENTENCE: &str = "organizations.wishes_sentence";

impl Row {
    fn read(self, jurisdiction: Vec<MunicipalityCode>) -> Result<Organization, StoreError> {
        Ok(Organization {
            id: self.id.into(),
            kind: OrganizationKind::from_code(&self.kind)
                .ok_or(StoreError::Corrupt("organizations.kind"))?,
            name: code::of_text(&self.name, "organizations.name")?,
            jurisdiction,
            wishes_sentence: code::of_optional_text(
                self.wishes_sentence.as_deref(),
                WISHES_SENTENCE,
            )?,
        })
    }
}

impl ReadTx<'_> {
    /// The institution.
    pub fn organization(&mut self, id: OrganizationId) -> Result<Option<Organization>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            dialect::directly!(c, |c| organizations::table
                .find(Id::from(id))
                .get_result(c)
                .optional())
        })?;
        let Some(row) = row else { return Ok(None) };
        let jurisdiction = self.jurisdiction(id)?;
        row.read(jurisdiction).map(Some)
    }

    /// What the institution is called, and its own sentence on wishes.
    pub fn organization_words(
        &mut self,
        id: OrganizationId,
    ) -> Result<Option<(Line, Option<Line>)>, StoreError> {
        let words: Option<(String, Option<String>)> = self.run(|c| {
            dialect::directly!(c, |c| organizations::table
                .find(Id::from(id))
                .select((organizations::name, organizations::wishes_sentence))
                .get_result(c)
                .optional())
        })?;
        words
            .map(|(name, sentence)| {
                Ok((
                    code::of_text(&name, "organizations.name")?,
                    code::of_optional_text(sentence.as_deref(), WISHES_SENTENCE)?,
                ))
            })
            .transpose()
    }

    /// All institutions, by identifier.
    pub fn organizations(&mut self) -> Result<Vec<Organization>, StoreError> {
        let rows: Vec<Row> = self.run(|c| organizations::table.order(organizations::id).load(c))?;
        let served: Vec<(Id, String)> = self.run(|c| {
            jurisdictions::table
                .select((jurisdictions::organization_id, jurisdictions::municipality))
                .order((jurisdictions::organization_id, jurisdictions::position))
                .load(c)
        })?;
        let mut of: HashMap<Id, Vec<MunicipalityCode>> = HashMap::new();
        for (organization, municipality) in served {
            let municipality = code::of_text(&municipality, "jurisdictions.municipality")?;
            of.entry(organization).or_default().push(municipality);
        }
        rows.into_iter()
            .map(|row| {
                let jurisdiction = of.remove(&row.id).unwrap_or_default();
                row.read(jurisdiction)
            })
            .collect()
    }

    /// Whether the institution serves the municipality.
    pub fn serves(
        &mut self,
        organization: OrganizationId,
        municipality: &MunicipalityCode,
    ) -> Result<bool, StoreError> {
        self.run(|c| {
            dialect::directly!(c, |c| diesel::select(diesel::dsl::exists(
                jurisdictions::table.find((Id::from(organization), municipality.as_str())),
            ))
            .get_result(c))
        })
    }

    /// The municipalities that the institution serves, in the order in which they were given.
    pub fn jurisdiction(
        &mut self,
        organization: OrganizationId,
    ) -> Result<Vec<MunicipalityCode>, StoreError> {
        let codes: Vec<String> = self.run(|c| {
            dialect::directly!(c, |c| jurisdictions::table
                .filter(jurisdictions::organization_id.eq(Id::from(organization)))
                .order(jurisdictions::position)
                .select(jurisdictions::municipality)
                .load(c))
        })?;
        codes
            .iter()
            .map(|municipality| code::of_text(municipality, "jurisdictions.municipality"))
            .collect()
    }
}

impl WriteTx<'_> {
    /// Adds an institution.
    pub fn insert_organization(&mut self, organization: &Organization) -> Result<(), StoreError> {
        let row = Row {
            id: organization.id.into(),
            kind: organization.kind.code().to_owned(),
            name: organization.name.as_str().to_owned(),
            wishes_sentence: organization
                .wishes_sentence
                .as_ref()
                .map(|sentence| sentence.as_str().to_owned()),
        };
        self.run(|c| {
            diesel::insert_into(organizations::table)
                .values(row)
                .execute(c)
        })?;
        let served: Vec<Served> = organization
            .jurisdiction
            .iter()
            .zip(0..)
            .map(|(municipality, position)| Served {
                organization_id: organization.id.into(),
                municipality: municipality.as_str().to_owned(),
                position,
            })
            .collect();
        self.run(|c| dialect::insert_all!(c, jurisdictions::table, &served))
    }
}
