//! Emergencies.

use crate::{
    ReadTx, StoreError, WriteTx, code, dialect,
    schema::incidents,
    sql::{Id, Json, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{
    id::{IncidentId, OrganizationId},
    incident::{Basis, Incident, IncidentNumber, IncidentState},
    time::Instant,
};

#[derive(Insertable, Queryable)]
#[diesel(table_name = incidents, treat_none_as_default_value = false)]
struct Row {
    id: Id,
    organization_id: Id,
    basis: Json,
    origin: String,
    called_at: Moment,
    place: Option<String>,
    opened_by: Id,
    opened_at: Moment,
    search: Option<Json>,
    closed_at: Option<Moment>,
    closed_by: Option<Id>,
    number: Option<String>,
}

impl Row {
    fn of(incident: &Incident) -> Result<Self, StoreError> {
        let (search, closed_at, closed_by) = match &incident.state {
            IncidentState::Open => (None, None, None),
            IncidentState::Closed { search, at, by } => (
                Some(Json::of(search)?),
                Some((*at).into()),
                Some((*by).into()),
            ),
        };
        Ok(Self {
            id: incident.id.into(),
            organization_id: incident.organization.into(),
            basis: Json::of(&incident.basis)?,
            origin: code::word(&incident.origin)?,
            called_at: incident.called_at.into(),
            place: incident
                .place
                .as_ref()
                .map(|place| place.as_str().to_owned()),
            opened_by: incident.opened_by.into(),
            opened_at: incident.opened_at.into(),
            search,
            closed_at,
            closed_by,
            number: match &incident.basis {
                Basis::Number(number) => Some(number.as_str().to_owned()),
                Basis::Reason(_) => None,
            },
        })
    }

    fn read(self) -> Result<Incident, StoreError> {
        let state = match (self.search, self.closed_at, self.closed_by) {
            (None, None, None) => IncidentState::Open,
            (Some(search), Some(at), Some(by)) => IncidentState::Closed {
                search: search.read("incidents.search")?,
                at: at.into(),
                by: by.into(),
            },
            _ => return Err(StoreError::Corrupt("incidents.search")),
        };
        Ok(Incident {
            id: self.id.into(),
            organization: self.organization_id.into(),
            basis: self.basis.read("incidents.basis")?,
            origin: code::of_word(self.origin, "incidents.origin")?,
            called_at: self.called_at.into(),
            place: code::of_optional_text(self.place.as_deref(), "incidents.place")?,
            opened_by: self.opened_by.into(),
            opened_at: self.opened_at.into(),
            state,
        })
    }
}

#[diesel::dsl::auto_type]
pub(crate) fn open_by_number<'q>(organization: Id, number: &'q str, since: Moment) -> _ {
    incidents::table
        .filter(incidents::organization_id.eq(organization))
        .filter(incidents::number.eq(number))
        .filter(incidents::closed_at.is_null())
        .filter(incidents::opened_at.ge(since))
        .order(incidents::opened_at.desc())
        .limit(1_i64)
}

impl ReadTx<'_> {
    /// The emergency.
    pub fn incident(&mut self, id: IncidentId) -> Result<Option<Incident>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            dialect::directly!(c, |c| incidents::table
                .find(Id::from(id))
                .get_result(c)
                .optional())
        })?;
        row.map(Row::read).transpose()
    }

    /// The newest emergency of an institution under its own number that is not closed and was
    /// opened at that instant or later.
    pub fn open_incident_by_number(
        &mut self,
        organization: OrganizationId,
        number: &IncidentNumber,
        since: Instant,
    ) -> Result<Option<Incident>, StoreError> {
        let row: Option<Row> = self.run(|c| {
            open_by_number(organization.into(), number.as_str(), since.into())
                .first(c)
                .optional()
        })?;
        row.map(Row::read).transpose()
    }

    /// The emergencies of an institution, newest first, at most `limit`.
    pub fn incidents(
        &mut self,
        organization: OrganizationId,
        limit: u32,
    ) -> Result<Vec<Incident>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            incidents::table
                .filter(incidents::organization_id.eq(Id::from(organization)))
                .order((incidents::opened_at.desc(), incidents::id.desc()))
                .limit(i64::from(limit))
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl WriteTx<'_> {
    /// Opens an emergency.
    pub fn insert_incident(&mut self, incident: &Incident) -> Result<(), StoreError> {
        let row = Row::of(incident)?;
        self.run(|c| diesel::insert_into(incidents::table).values(row).execute(c))?;
        Ok(())
    }

    /// Keeps how an emergency was closed. Refuses as stale one that is not open any more.
    pub fn update_incident(&mut self, incident: &Incident) -> Result<(), StoreError> {
        let row = Row::of(incident)?;
        let rows = self.run(|c| {
            diesel::update(
                incidents::table
                    .find(row.id)
                    .filter(incidents::closed_at.is_null()),
            )
            .set((
                incidents::search.eq(row.search),
                incidents::closed_at.eq(row.closed_at),
                incidents::closed_by.eq(row.closed_by),
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
