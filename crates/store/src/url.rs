//! The address of a database.

use crate::StoreError;
use std::{fmt, path::PathBuf, str::FromStr};

/// Which database, and where. Only an address with its scheme is taken: a mistyped one must never
/// become an empty SQLite file of that name.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// One file: `sqlite:/var/lib/tasuki/tasuki.db`, `sqlite:relative.db`.
    Sqlite(PathBuf),
    /// A server: `postgres://user@host/database`.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = match path.strip_prefix("//") {
                Some(absolute) if absolute.starts_with('/') => absolute,
                Some(_) => return Err(StoreError::Address("a path has no // before it")),
                None => path,
            };
            return match path {
                "" => Err(StoreError::Address("the path is missing")),
                ":memory:" => Err(StoreError::Address("a database in memory keeps nothing")),
                path if path.contains('\0') => Err(StoreError::Address("it cannot be read")),
                path => Ok(Self::Sqlite(PathBuf::from(path))),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(StoreError::Address("the scheme is missing"))
    }
}

impl fmt::Debug for DatabaseUrl {
    /// Shows the path, and of a server nothing: its address may hold a password anywhere.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.write_str("Postgres(…)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_need_their_scheme() {
        for (text, path) in [
            ("sqlite:/srv/a.db", "/srv/a.db"),
            ("sqlite:///srv/a.db", "/srv/a.db"),
            ("sqlite:a.db", "a.db"),
            ("sqlite:./100%?#.db", "./100%?#.db"),
        ] {
            assert_eq!(
                text.parse::<DatabaseUrl>().unwrap(),
                DatabaseUrl::Sqlite(path.into())
            );
        }
        for text in [
            "postgres://h/d",
            "postgresql://u:p@h:5432/d?sslmode=require",
        ] {
            assert_eq!(
                text.parse::<DatabaseUrl>().unwrap(),
                DatabaseUrl::Postgres(text.into())
            );
        }
        for text in [
            "",
            "a.db",
            "/srv/a.db",
            "sqlite:",
            "sqlite3:a",
            "sqlite://a.db",
            "sqlite::memory:",
            "postgres:d",
            "postgre://h/d",
            "mysql://h/d",
            "sqlite:a\0b",
        ] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn debug_text_never_shows_a_servers_address() {
        let url: DatabaseUrl = "postgres://u:secret@h/d?password=secret".parse().unwrap();
        assert_eq!(format!("{url:?}"), "Postgres(…)");
    }
}
