//! A database for one test, gone with it.

use crate::{
    DatabaseUrl, Durability, Options, Store, StoreError,
    connection::{self, AnyConnection, Purpose},
};
use diesel::{
    RunQueryDsl as _, connection::SimpleConnection as _, query_builder::QueryFragment,
    sql_types::Text, sqlite::Sqlite,
};
use std::{
    path::PathBuf,
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// A migrated, empty database.
pub(crate) struct Database {
    pub(crate) url: DatabaseUrl,
    pub(crate) store: Store,
    keep: Keep,
}

enum Keep {
    File(PathBuf),
    #[cfg(feature = "postgres")]
    Server {
        admin: DatabaseUrl,
        name: String,
    },
}

#[derive(diesel::QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

/// A place for a database, at which none is yet.
pub(crate) struct Vacant {
    pub(crate) url: DatabaseUrl,
    keep: Keep,
}

impl Vacant {
    pub(crate) fn sqlite() -> Self {
        let path = free_path();
        Self {
            url: DatabaseUrl::Sqlite(path.clone()),
            keep: Keep::File(path),
        }
    }

    /// None when there is no server to test on.
    #[cfg(feature = "postgres")]
    pub(crate) fn postgres() -> Option<Self> {
        let (admin, url, name) = Database::empty_postgres()?;
        Some(Self {
            url,
            keep: Keep::Server { admin, name },
        })
    }

    /// One of each kind that there is.
    pub(crate) fn of_each() -> Vec<Self> {
        #[cfg_attr(
            not(feature = "postgres"),
            expect(unused_mut, reason = "one kind only")
        )]
        let mut all = vec![Self::sqlite()];
        #[cfg(feature = "postgres")]
        all.extend(Self::postgres());
        all
    }
}

impl Drop for Vacant {
    fn drop(&mut self) {
        self.keep.clear();
    }
}

/// A name that no other test, in this process or another, has.
pub(crate) fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("tasuki_test_{}_{next}", std::process::id())
}

/// A path in the temporary directory at which nothing is.
pub(crate) fn free_path() -> PathBuf {
    std::env::temp_dir().join(format!("{}.db", unique()))
}

pub(crate) fn remove(path: &std::path::Path) {
    for suffix in ["", "-wal", "-shm", "-gate"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let _ = std::fs::remove_file(file);
    }
}

pub(crate) fn options() -> Options {
    Options {
        wait: Duration::from_secs(20),
        durability: Durability::Waived,
        ..Options::default()
    }
}

impl Database {
    pub(crate) fn sqlite() -> Self {
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let path = free_path();
            Store::create(&DatabaseUrl::Sqlite(path.clone())).unwrap();
            let bytes = std::fs::read(&path).unwrap();
            remove(&path);
            bytes
        });
        let path = free_path();
        std::fs::write(&path, template).unwrap();
        let url = DatabaseUrl::Sqlite(path.clone());
        Self {
            store: Store::open(&url, options()).unwrap(),
            url,
            keep: Keep::File(path),
        }
    }

    /// None when there is no server to test on.
    #[cfg(feature = "postgres")]
    pub(crate) fn postgres() -> Option<Self> {
        let (admin, url, name) = Self::empty_postgres()?;
        Store::create(&url).unwrap();
        Some(Self {
            store: Store::open(&url, options()).unwrap(),
            url,
            keep: Keep::Server { admin, name },
        })
    }

    #[cfg(feature = "postgres")]
    #[expect(
        clippy::disallowed_methods,
        reason = "where the test server is, only the environment of the test run knows"
    )]
    fn empty_postgres() -> Option<(DatabaseUrl, DatabaseUrl, String)> {
        let address = std::env::var("TASUKI_TEST_POSTGRES").ok()?;
        let name = unique();
        let admin: DatabaseUrl = address.parse().unwrap();
        execute(
            &admin,
            &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
        )
        .unwrap();
        let (scheme, rest) = address.split_once("://").unwrap();
        let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let server = place.split('/').next().unwrap();
        let mark = if parameters.is_empty() { "" } else { "?" };
        let url = format!("{scheme}://{server}/{name}{mark}{parameters}");
        Some((admin, url.parse().unwrap(), name))
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.url, DatabaseUrl::Sqlite(_))
    }

    /// Another store on the same database.
    pub(crate) fn open(&self, options: Options) -> Store {
        Store::open(&self.url, options).unwrap()
    }

    /// A connection past the store, as someone with a database shell has.
    pub(crate) fn shell(&self) -> AnyConnection {
        connection::open(&self.url, Purpose::Writing, &options()).unwrap()
    }

    /// SQLite's plan of a query, a line for each step.
    pub(crate) fn plan<Q: QueryFragment<Sqlite>>(&self, query: &Q) -> Vec<String> {
        let text = diesel::debug_query::<Sqlite, _>(query).to_string();
        let (sql, _) = text.split_once(" -- binds").unwrap();
        let steps: Vec<Step> = diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}"))
            .load(&mut self.shell())
            .unwrap();
        steps.into_iter().map(|step| step.detail).collect()
    }

    pub(crate) fn execute(&self, sql: &str) -> Result<(), StoreError> {
        execute(&self.url, sql)
    }
}

pub(crate) fn execute(url: &DatabaseUrl, sql: &str) -> Result<(), StoreError> {
    connection::open(url, Purpose::Writing, &options())?
        .batch_execute(sql)
        .map_err(|error| crate::error::Failure::from(error).error)
}

impl Drop for Database {
    fn drop(&mut self) {
        self.keep.clear();
    }
}

impl Keep {
    fn clear(&self) {
        match self {
            Self::File(path) => remove(path),
            #[cfg(feature = "postgres")]
            Self::Server { admin, name } => {
                // The pool's connections are still open; a failure leaves a database behind and
                // must not hide the test's own panic.
                let _ = execute(admin, &format!("DROP DATABASE {name} WITH (FORCE)"));
            }
        }
    }
}
