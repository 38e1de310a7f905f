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

    /// A database on the PostgreSQL server of the environment, whatever the run is on.
    pub fn postgres() -> Self {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        let address = server();
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

    /// A place for one on the database of this run, at which there is none yet.
    pub fn vacant() -> Self {
        if !on_postgres() {
            let path = std::env::temp_dir().join(format!("{}.db", unique()));
            return Self {
                url: DatabaseUrl::Sqlite(path.clone()),
                keep: Keep::File(path),
            };
        }
        let admin = server();
        let name = unique();
        let own = within(&admin, &name);
        let database = Self {
            url: own.parse().unwrap(),
            keep: Keep::Server { admin, own, name },
        };
        database.is_made_empty();
        database
    }

    /// Its address as a command takes it.
    pub fn address(&self) -> String {
        match &self.keep {
            Keep::File(path) => format!("sqlite:{}", path.display()),
            Keep::Server { own, .. } => own.clone(),
        }
    }

    /// Destroys it with all that is in it; what a server needs for the next one is there again.
    pub fn is_destroyed(&self) {
        self.is_dropped();
        self.is_made_empty();
    }

    fn is_made_empty(&self) {
        if let Keep::Server { admin, name, .. } = &self.keep {
            shell(
                admin,
                &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
            );
        }
    }

    fn is_dropped(&self) {
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

    /// Whether nothing is there: no file, or no table.
    pub fn is_vacant(&self) -> bool {
        match &self.keep {
            Keep::File(path) => {
                let own = path.file_name().unwrap().to_string_lossy().into_owned();
                !std::fs::read_dir(path.parent().unwrap())
                    .unwrap()
                    .filter_map(Result::ok)
                    .any(|entry| entry.file_name().to_string_lossy().starts_with(&own))
            }
            Keep::Server { .. } => self
                .try_execute(
                    "DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_class \
                     WHERE relnamespace = 'public'::regnamespace); END $$",
                )
                .is_ok(),
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

#[expect(
    clippy::disallowed_methods,
    reason = "the server to test on is named by environment"
)]
fn server() -> String {
    std::env::var("TASUKI_TEST_POSTGRES").expect("TASUKI_TEST_POSTGRES names the server to test on")
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
    for suffix in ["", "-wal", "-shm", "-gate"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        let _ = std::fs::remove_file(file);
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.is_dropped();
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
