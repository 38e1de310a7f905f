//! What can go wrong below every unit of work, and the one place where diesel's errors become it.

use diesel::result::{ConnectionError, DatabaseErrorInformation, DatabaseErrorKind, Error};

/// Why the store did not do what it was asked. No variant carries a stored value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The database cannot be reached or cannot write now; the request may be tried again later.
    #[error("the database is unavailable")]
    Unavailable(#[source] Option<Box<dyn std::error::Error + Send + Sync>>),
    /// Too many others were before it.
    #[error("the database is busy")]
    Busy,
    /// A rule of the schema refused the write.
    #[error("the write conflicts with {constraint}")]
    Conflict {
        /// The rule: `table_column…` of a unique key, `foreign_key`, `not_null`, `append_only`, or
        /// the name of a check.
        constraint: String,
    },
    /// What the write builds on has changed or is gone.
    #[error("what the write builds on has changed")]
    Stale,
    /// The database was migrated by a newer version of the program.
    #[error("the database is newer than this program: it has migration {0}")]
    SchemaNewer(String),
    /// The database has not been migrated to this version.
    #[error("the database is older than this program: run `tasuki migrate`")]
    SchemaOlder,
    /// People can be found only by keys that this version does not look for any more.
    #[error("search keys are of an older version than this program's: run `tasuki reindex`")]
    KeysOlder,
    /// A newer version of the program wrote search keys that this one does not look for.
    #[error("search keys are of a newer version than this program's")]
    KeysNewer,
    /// There is no database at the address.
    #[error("there is no database at the configured address")]
    MissingDatabase,
    /// The database server answers in a language other than English and may not be told to.
    #[error(
        "the database server does not speak English: ALTER DATABASE … SET lc_messages = 'C', as its superuser"
    )]
    Language,
    /// The database's settings would lose what was acknowledged; the text names one and its value.
    #[error("the database would lose what it acknowledged: {0}")]
    NotDurable(String),
    /// A database to be created exists already.
    #[error("the database exists already")]
    AlreadyExists,
    /// What is stored cannot be read; the text names the column, never the value.
    #[error("stored data cannot be read: {0}")]
    Corrupt(&'static str),
    /// The address of the database is not one.
    #[error("a database address is sqlite:<path> or postgres://…: {0}")]
    Address(&'static str),
    /// Anything else.
    #[error("the database failed")]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl StoreError {
    pub(crate) fn unavailable(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(Some(source.into()))
    }

    pub(crate) fn conflict(constraint: &str) -> Self {
        Self::Conflict {
            constraint: constraint.to_owned(),
        }
    }
}

/// Where an error came from, without the values that diesel's own text may repeat.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Cause(String);

/// What an error means for the transaction in which it happened.
pub(crate) struct Failure {
    pub(crate) error: StoreError,
    /// Another run of the same transaction may succeed at once.
    pub(crate) may_retry: bool,
    /// The connection is of no more use.
    pub(crate) lost: bool,
}

impl Failure {
    fn of(error: StoreError) -> Self {
        Self {
            error,
            may_retry: false,
            lost: false,
        }
    }

    fn lost(text: &str) -> Self {
        Self {
            error: StoreError::unavailable(Cause(text.to_owned())),
            may_retry: false,
            lost: true,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::DatabaseError(kind, information) => database_error(kind, &*information),
            Error::BrokenTransactionManager
            | Error::RollbackErrorOnCommit { .. }
            | Error::NotInTransaction
            | Error::AlreadyInTransaction => Self::lost("the transaction was lost"),
            Error::DeserializationError(_) => Self::of(StoreError::Corrupt("a column")),
            Error::NotFound => Self::of(StoreError::Stale),
            other => Self::of(StoreError::Other(Box::new(other))),
        }
    }
}

/// The beginnings of SQLite's texts for "not now", which diesel hands on without their code.
const SQLITE_UNAVAILABLE: &[&str] = &[
    "database is locked",
    "database table is locked",
    "database schema is locked",
    "database or disk is full",
    "disk I/O error",
    "attempt to write a readonly database",
    "unable to open database file",
    "out of memory",
    "interrupted",
    "locking protocol",
];

/// The beginnings of SQLite's texts for a damaged file.
const SQLITE_DAMAGED: &[&str] = &["database disk image is malformed", "file is not a database"];

/// The beginnings of PostgreSQL's texts for states that diesel gives no kind of their own, and
/// whose code it does not hand on. English, which `language.rs` sees to.
const POSTGRES_RETRY: &[&str] = &["deadlock detected"];
const POSTGRES_BUSY: &[&str] = &[
    "canceling statement due to lock timeout",
    "canceling statement due to statement timeout",
    "canceling statement due to conflict with recovery",
];
const POSTGRES_UNAVAILABLE: &[&str] = &[
    "terminating connection",
    "the database system is",
    "server closed the connection",
    "could not extend file",
    "could not write",
    "cannot execute",
    "cannot use serializable mode in a hot standby",
    "cannot set transaction read-write mode",
    "no connection to the server",
    "remaining connection slots",
    "sorry, too many clients",
];

fn database_error(kind: DatabaseErrorKind, information: &dyn DatabaseErrorInformation) -> Failure {
    let text = information.message();
    let starts = |beginnings: &[&str]| beginnings.iter().any(|start| text.starts_with(start));
    if text.starts_with("append-only") {
        return Failure::of(StoreError::conflict("append_only"));
    }
    match kind {
        DatabaseErrorKind::SerializationFailure => Failure {
            error: StoreError::Busy,
            may_retry: true,
            lost: false,
        },
        DatabaseErrorKind::UniqueViolation => {
            Failure::of(StoreError::conflict(&unique_constraint(information)))
        }
        DatabaseErrorKind::ForeignKeyViolation => Failure::of(StoreError::conflict("foreign_key")),
        DatabaseErrorKind::NotNullViolation => Failure::of(StoreError::conflict("not_null")),
        DatabaseErrorKind::CheckViolation => {
            Failure::of(StoreError::conflict(check_constraint(information)))
        }
        DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::ReadOnlyTransaction => {
            Failure::lost(text)
        }
        _ if starts(SQLITE_DAMAGED) => Failure::of(StoreError::Corrupt("the database file")),
        _ if starts(SQLITE_UNAVAILABLE) || starts(POSTGRES_UNAVAILABLE) => Failure::lost(text),
        _ if starts(POSTGRES_RETRY) => Failure {
            error: StoreError::Busy,
            may_retry: true,
            lost: false,
        },
        _ if starts(POSTGRES_BUSY) => Failure::of(StoreError::Busy),
        _ => Failure::of(StoreError::Other(Box::new(Cause(text.to_owned())))),
    }
}

/// `table_column…`: the constraint's name in PostgreSQL, and made from the columns that SQLite's
/// text lists ("UNIQUE constraint failed: accounts.login").
fn unique_constraint(information: &dyn DatabaseErrorInformation) -> String {
    if let Some(name) = information.constraint_name() {
        return name.to_owned();
    }
    let columns = information
        .message()
        .split_once(": ")
        .map_or("", |(_, columns)| columns);
    let mut name = String::new();
    for column in columns.split(", ") {
        match column.split_once('.') {
            Some((table, column)) if name.is_empty() => name = format!("{table}_{column}"),
            Some((_, column)) => name = format!("{name}_{column}"),
            None => {}
        }
    }
    name
}

fn check_constraint(information: &dyn DatabaseErrorInformation) -> &str {
    information.constraint_name().unwrap_or_else(|| {
        let text = information.message();
        text.split_once(": ").map_or("check", |(_, name)| name)
    })
}

impl From<ConnectionError> for StoreError {
    /// The text of a connection error can repeat the address with its password, so only its kind
    /// is kept.
    fn from(error: ConnectionError) -> Self {
        match error {
            ConnectionError::BadConnection(text) if text.contains("does not exist") => {
                Self::MissingDatabase
            }
            ConnectionError::CouldntSetupConfiguration(error) => Failure::from(error).error,
            ConnectionError::InvalidConnectionUrl(_) | ConnectionError::InvalidCString(_) => {
                Self::Address("it cannot be read")
            }
            _ => Self::unavailable(Cause("could not connect".to_owned())),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::AlreadyExists => Self::AlreadyExists,
            std::io::ErrorKind::NotFound => Self::MissingDatabase,
            kind => Self::unavailable(Cause(kind.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a PostgreSQL server says that became, or is, a standby.
    #[test]
    fn a_standby_takes_no_writes_now_and_its_connection_is_of_no_use() {
        for text in [
            "cannot use serializable mode in a hot standby",
            "cannot set transaction read-write mode during recovery",
            "cannot execute INSERT in a read-only transaction",
        ] {
            let information = Box::new(text.to_owned());
            let error = Error::DatabaseError(DatabaseErrorKind::Unknown, information);
            let failure = Failure::from(error);
            assert!(failure.lost && !failure.may_retry, "{text}");
            assert!(
                matches!(failure.error, StoreError::Unavailable(_)),
                "{text}"
            );
        }
    }
}
