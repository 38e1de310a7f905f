//! Registration forms.

use crate::{
    ReadTx, StoreError, WriteTx, code,
    schema::applications,
    sql::{Id, Moment},
};
use diesel::prelude::*;
use tasuki_domain::{application::Application, id::ResidentId};

#[derive(Insertable, Queryable)]
#[diesel(table_name = applications)]
struct Row {
    id: Id,
    resident_id: Id,
    receipt: String,
    route: String,
    signed_on: String,
    received_by: Id,
    received_at: Moment,
}

impl Row {
    fn read(self) -> Result<Application, StoreError> {
        Ok(Application {
            id: self.id.into(),
            resident: self.resident_id.into(),
            receipt: code::of_text(&self.receipt, "applications.receipt")?,
            route: code::of_word(self.route, "applications.route")?,
            signed_on: code::of_text(&self.signed_on, "applications.signed_on")?,
            received_by: self.received_by.into(),
            received_at: self.received_at.into(),
        })
    }
}

impl ReadTx<'_> {
    /// The forms that a registration rests on, oldest first.
    pub fn applications(&mut self, resident: ResidentId) -> Result<Vec<Application>, StoreError> {
        let rows: Vec<Row> = self.run(|c| {
            applications::table
                .filter(applications::resident_id.eq(Id::from(resident)))
                .order((applications::received_at, applications::id))
                .load(c)
        })?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl WriteTx<'_> {
    /// Takes a registration form in.
    pub fn insert_application(&mut self, application: &Application) -> Result<(), StoreError> {
        let row = Row {
            id: application.id.into(),
            resident_id: application.resident.into(),
            receipt: application.receipt.as_str().to_owned(),
            route: code::word(&application.route)?,
            signed_on: application.signed_on.to_string(),
            received_by: application.received_by.into(),
            received_at: application.received_at.into(),
        };
        self.run(|c| {
            diesel::insert_into(applications::table)
                .values(row)
                .execute(c)
        })?;
        Ok(())
    }
}
