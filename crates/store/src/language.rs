//! The language that a PostgreSQL server answers in.
//!
//! Some of its errors are told apart by their text alone, because diesel does not hand on their
//! code. In another language a deadlock would not be tried again, and a standby would look like an
//! unknown error; so that is found out when a connection opens, not when it fails.

use crate::{StoreError, error::Failure};
use diesel::{RunQueryDsl as _, pg::PgConnection};

/// Makes the server answer in English on this connection, or refuses it.
///
/// Asked for an error, because the setting's name does not tell: it may be empty, or a locale whose
/// translations are not installed.
pub(crate) fn make_english(connection: &mut PgConnection) -> Result<(), StoreError> {
    if speaks_english(connection)? {
        return Ok(());
    }
    // Only a superuser may, or a role that was granted it.
    let _ = diesel::sql_query("SET lc_messages = 'C'").execute(connection);
    if speaks_english(connection)? {
        Ok(())
    } else {
        Err(StoreError::Language)
    }
}

fn speaks_english(connection: &mut PgConnection) -> Result<bool, StoreError> {
    match diesel::sql_query("SELECT 1 / 0").execute(connection) {
        Err(diesel::result::Error::DatabaseError(_, information))
            if information.message() == "division by zero" =>
        {
            Ok(true)
        }
        Err(diesel::result::Error::DatabaseError(
            diesel::result::DatabaseErrorKind::Unknown,
            _,
        )) => Ok(false),
        Err(error) => Err(Failure::from(error).error),
        Ok(_) => Ok(false),
    }
}
