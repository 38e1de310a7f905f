//! A PostgreSQL server of one test's own, as durable as one in earnest.

use crate::{installation::fresh_folder, patience::until};
use diesel::{Connection as _, connection::SimpleConnection as _};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

/// Starting includes what a server has to mend after a crash.
const START: Duration = Duration::from_secs(60);

/// The server's own administrator, and the service's account.
const OWNER: &str = "owner";
const SERVICE: &str = "tasuki";

/// A server; it is stopped and removed when dropped, and also when the tests are killed.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    /// Where it listens.
    pub port: u16,
    keeper: Child,
}

/// The newest PostgreSQL of this machine.
fn programs() -> PathBuf {
    let version = |path: &Path| -> Option<u32> { path.file_name()?.to_str()?.parse().ok() };
    let newest = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("bin/initdb").exists())
        .max_by_key(|path| version(path));
    // Elsewhere they are where every program is.
    newest.map_or_else(PathBuf::new, |path| path.join("bin"))
}

fn am_root() -> bool {
    let told = Command::new("id").arg("-u").output().unwrap();
    told.stdout == b"0\n"
}

/// PostgreSQL refuses to run as root.
fn unprivileged(program: &Path) -> Command {
    if am_root() {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    }
}

fn succeeds(mut command: Command) {
    let told = command.current_dir("/").output().unwrap();
    assert!(told.status.success(), "{command:?}: {told:?}");
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

impl Cluster {
    /// Makes one and starts it.
    pub fn starts() -> Self {
        let folder = fresh_folder("cluster");
        if am_root() {
            let mut chown = Command::new("chown");
            chown.arg("postgres").arg(&folder);
            succeeds(chown);
        }
        let programs = programs();
        let mut initdb = unprivileged(&programs.join("initdb"));
        initdb.arg("-D").arg(folder.join("data"));
        // Only making it may go unsynced: it is used at once, and nobody cuts the power here.
        initdb.args([
            "-U",
            OWNER,
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "--no-sync",
        ]);
        succeeds(initdb);
        let cluster = Self {
            keeper: keeper(&programs, &folder),
            port: free_port(),
            folder,
            programs,
        };
        cluster.sets("listen_addresses", "127.0.0.1");
        cluster.sets("port", &cluster.port.to_string());
        cluster.sets("unix_socket_directories", "");
        cluster.sets("max_connections", "60");
        cluster.sets("hot_standby", "on");
        cluster.starts_again();
        cluster.tells("postgres", &format!("CREATE ROLE {SERVICE} LOGIN"));
        cluster
    }

    /// Writes a setting that the next start reads.
    pub fn sets(&self, name: &str, value: &str) {
        let path = self.folder.join("data/postgresql.conf");
        let mut text = fs::read_to_string(&path).unwrap();
        text.push_str(&format!("\n{name} = '{value}'\n"));
        fs::write(&path, text).unwrap();
    }

    /// Puts an empty file into its folder, or takes it out again.
    pub fn marks(&self, name: &str) {
        let path = self.folder.join("data").join(name);
        fs::write(&path, "").unwrap();
        if am_root() {
            let mut chown = Command::new("chown");
            chown.arg("postgres").arg(&path);
            succeeds(chown);
        }
    }

    /// Starts it and waits until it takes connections.
    pub fn starts_again(&self) {
        until(START, "PostgreSQL starts", || {
            // What a killed server left may take a moment to be gone.
            self.control(&["start", "-w", "-t", "30"]).then_some(())
        });
    }

    /// Stops it as an operator does.
    pub fn stops(&self) {
        assert!(self.control(&["stop", "-m", "fast", "-w", "-t", "30"]));
    }

    /// Makes it read its settings again.
    pub fn reloads(&self) {
        assert!(self.control(&["reload"]));
    }

    /// Makes a standby a server that writes.
    pub fn is_promoted(&self) {
        assert!(self.control(&["promote", "-w", "-t", "30"]));
    }

    fn control(&self, verb: &[&str]) -> bool {
        let mut command = unprivileged(&self.programs.join("pg_ctl"));
        let told = command
            .args(verb)
            .arg("-D")
            .arg(self.folder.join("data"))
            .arg("-l")
            .arg(self.folder.join("log"))
            .arg("-s")
            .current_dir("/")
            // A server inherits what it is given; a pipe would never end.
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        told.success()
    }

    /// kill -9 of the whole server, as when its machine dies.
    pub fn is_killed(&self) {
        let pid = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap().trim().to_owned();
        let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap();
        let mut kill = Command::new("sh");
        // Children may end by themselves once their parent is gone.
        kill.args([
            "-c",
            "kill -9 \"$1\" && { kill -9 $2 2>/dev/null || true; }",
            "kill",
        ])
        .args([&pid, &children]);
        succeeds(kill);
        until(START, "PostgreSQL is gone", || {
            let gone = |pid: &str| !Path::new("/proc").join(pid).exists();
            (gone(&pid) && children.split_whitespace().all(gone)).then_some(())
        });
    }

    /// The service's address of a database, at the server's own port or another.
    pub fn address(&self, port: u16, database: &str) -> String {
        format!("postgres://{SERVICE}@127.0.0.1:{port}/{database}")
    }

    /// The same for the server's administrator.
    pub fn administration(&self, database: &str) -> String {
        format!("postgres://{OWNER}@127.0.0.1:{}/{database}", self.port)
    }

    /// Runs SQL as the server's administrator.
    pub fn tells(&self, database: &str, sql: &str) {
        diesel::PgConnection::establish(&self.administration(database))
            .unwrap()
            .batch_execute(sql)
            .unwrap();
    }

    /// Makes an empty database of the service's.
    pub fn new_database(&self) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("town_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let sql =
            format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' OWNER {SERVICE}");
        self.tells("postgres", &sql);
        name
    }
}

/// Stops and removes the server once nobody holds its standard input any more.
fn keeper(programs: &Path, folder: &Path) -> Child {
    let stop = unprivileged(&programs.join("pg_ctl"));
    let mut words = vec![stop.get_program().to_owned()];
    words.extend(stop.get_args().map(ToOwned::to_owned));
    Command::new("sh")
        .args(["-c", "folder=$1; shift; read -r _; cd /; \"$@\" stop -D \"$folder/data\" -m immediate -s -w -t 30; rm -rf \"$folder\"", "keeper"])
        .arg(folder)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}
