//! A migrated database for one test, gone with it.

use diesel::{Connection as _, RunQueryDsl as _, connection::SimpleConnection as _};
use std::{
    path::{Path, PathBuf},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};
use tasuki_store::{DatabaseUrl, Store};

/// A database and how to get rid of it.
pub struct Database {
    /// Where the service finds it.
    pub url: DatabaseUrl,
    keep: Keep,
}

enum Keep {
    File(PathBuf),
    Server {
        admin: String,
        own: String,
        name: String,
    },
}

fn unique() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("tasuki_it_{}_{next}", std::process::id())
}

/// Whether this run of the suite is on PostgreSQL; the suite itself never asks otherwise.
#[expect(
    clippy::disallowed_methods,
    reason = "the run chooses the database of the whole suite by environment"
)]
pub fn on_postgres() -> bool {
    match std::env::var("TASUKI_TEST_DATABASE").as_deref() {
        Err(_) | Ok("" | "sqlite") => false,
        Ok("postgres") => true,
        Ok(other) => panic!("TASUKI_TEST_DATABASE is sqlite or postgres, not {other}"),
    }
}

impl Database {
    /// A fresh one on the database of this run.
    pub fn fresh() -> Self {
        if on_postgres() {
            Self::postgres()
        } else {
            Self::sqlite()
        }
    }

    /// A SQLite file, whatever the run is on.
    pub fn sqlite() -> Self {
        static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let path = std::env::temp_dir().join(format!("{}.db", unique()));
            Store::create(&DatabaseUrl::Sqlite(path.clone())).unwrap();
            let bytes = std::fs::read(&path).unwrap();
            remove(&path);
            bytes
        });
        let path = std::env::temp_dir().join(format!("{}.db", unique()));
        std::fs::write(&path, template).unwrap();
        Self {
            url: DatabaseUrl::Sqlite(path.clone()),
            keep: Keep::File(path),
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the server to test on is named by environment"
    )]
    /// A database on the PostgreSQL server of the environment, whatever the run is on.
    pub fn postgres() -> Self {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        let address = std::env::var("TASUKI_TEST_POSTGRES")
            .expect("TASUKI_TEST_POSTGRES names the server to test on");
        let template = TEMPLATE.get_or_init(|| {
            let name = unique();
            shell(
                &address,
                &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
            );
            Store::create(&within(&address, &name).parse().unwrap()).unwrap();
            name
        });
        let name = unique();
        shell(
            &address,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        );
        let own = within(&address, &name);
        Self {
            url: own.parse().unwrap(),
            keep: Keep::Server {
                admin: address,
                own,
                name,
            },
        }
    }

    /// Runs SQL past the service, as someone with a database shell could: only to plant faults.
    pub fn execute(&self, sql: &str) {
        self.try_execute(sql).unwrap();
    }

    /// The same, when a refusal is what the test is about.
    pub fn try_execute(&self, sql: &str) -> Result<(), diesel::result::Error> {
        match &self.keep {
            Keep::File(path) => {
                let mut connection =
                    diesel::SqliteConnection::establish(&path.to_string_lossy()).unwrap();
                connection
                    .batch_execute("PRAGMA busy_timeout = 20000; PRAGMA foreign_keys = ON")
                    .unwrap();
                connection.batch_execute(sql)
            }
            Keep::Server { own, .. } => diesel::PgConnection::establish(own)
                .unwrap()
                .batch_execute(sql),
        }
    }

    /// How many access entries there are, of one action or of all.
    pub fn entries(&self, action: Option<&str>) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Count {
            #[diesel(sql_type = diesel::sql_types::BigInt)]
            count: i64,
        }
        let needle = action.map_or_else(
            || "\"action\":".to_owned(),
            |action| format!("\"action\":\"{action}\""),
        );
        let counted: Vec<Count> = match &self.keep {
            Keep::File(path) => diesel::sql_query(format!(
                "SELECT count(*) AS count FROM access_bodies WHERE instr(body, CAST('{needle}' AS BLOB)) > 0"
            ))
            .load(&mut diesel::SqliteConnection::establish(&path.to_string_lossy()).unwrap())
            .unwrap(),
            Keep::Server { own, .. } => diesel::sql_query(format!(
                "SELECT count(*) AS count FROM access_bodies WHERE position('{needle}'::bytea in body) > 0"
            ))
            .load(&mut diesel::PgConnection::establish(own).unwrap())
            .unwrap(),
        };
        counted[0].count
    }

    /// Makes every insert of an access entry fail, as a full disk would.
    pub fn breaks_entries(&self) {
        match &self.keep {
            Keep::File(_) => self.execute(
                "CREATE TRIGGER planted BEFORE INSERT ON access_entries \
                 BEGIN SELECT RAISE(ABORT, 'planted fault'); END",
            ),
            Keep::Server { .. } => self.execute(
                "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN RAISE EXCEPTION 'planted fault'; END $$; \
                 CREATE TRIGGER planted BEFORE INSERT ON access_entries \
                 FOR EACH ROW EXECUTE FUNCTION planted()",
            ),
        }
    }

    /// Keeps every writer waiting until the value is dropped: a lock on the whole SQLite file, or on
    /// the entries' table.
    pub fn holds_writes(&self) -> Box<dyn std::any::Any> {
        match &self.keep {
            Keep::File(path) => {
                let mut connection =
                    diesel::SqliteConnection::establish(&path.to_string_lossy()).unwrap();
                connection
                    .batch_execute("PRAGMA busy_timeout = 20000; BEGIN IMMEDIATE")
                    .unwrap();
                Box::new(connection)
            }
            Keep::Server { own, .. } => {
                let mut connection = diesel::PgConnection::establish(own).unwrap();
                connection
                    .batch_execute("BEGIN; LOCK TABLE access_entries IN ACCESS EXCLUSIVE MODE")
                    .unwrap();
                Box::new(connection)
            }
        }
    }

    /// Ends every connection to the server's database and lets no new one in.
    pub fn refuses_connections(&self) {
        if let Keep::Server { admin, name, .. } = &self.keep {
            shell(
                admin,
                &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"),
            );
            shell(
                admin,
                &format!(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
                ),
            );
        }
    }

    /// Lets connections in again.
    pub fn takes_connections(&self) {
        if let Keep::Server { admin, name, .. } = &self.keep {
            shell(
                admin,
                &format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true"),
            );
        }
    }

    /// Takes the fault of [`Self::breaks_entries`] away again.
    pub fn mends_entries(&self) {
        match &self.keep {
            Keep::File(_) => self.execute("DROP TRIGGER planted"),
            Keep::Server { .. } => {
                self.execute("DROP TRIGGER planted ON access_entries; DROP FUNCTION planted()")
            }
        }
    }
}

fn within(address: &str, name: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap();
    let (place, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    let server = place.split('/').next().unwrap();
    let join = if parameters.is_empty() { "" } else { "?" };
    format!("{scheme}://{server}/{name}{join}{parameters}")
}

fn shell(address: &str, sql: &str) {
    diesel::PgConnection::establish(address)
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}

fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let _ = std::fs::remove_file(file);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        match &self.keep {
            Keep::File(path) => remove(path),
            Keep::Server { admin, name, .. } => {
                // A failure leaves a database behind and must not hide the test's own panic.
                if let Ok(mut connection) = diesel::PgConnection::establish(admin) {
                    let _ = connection.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)"));
                }
            }
        }
    }
}

/// Whether this run has said that it goes without PostgreSQL, as `./test --fast` does. Nothing said
/// is no leave: a comparison of two databases that compares one with itself must not pass.
#[expect(
    clippy::disallowed_methods,
    reason = "the run says by environment what it goes without"
)]
pub fn without_postgres() -> bool {
    match std::env::var("TASUKI_TEST_WITHOUT_POSTGRES").as_deref() {
        Err(_) => false,
        Ok("yes") => true,
        Ok(other) => panic!("TASUKI_TEST_WITHOUT_POSTGRES is yes or not set, not {other}"),
    }
}
