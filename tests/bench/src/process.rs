//! What the kernel says of processes.

use anyhow::Context as _;
use diesel::{
    Connection as _, PgConnection, RunQueryDsl as _, deserialize::QueryableByName,
    sql_types::Integer,
};
use serde::{Deserialize, Serialize};

/// Ticks of a processor's time in a second; Linux shows 100 to every program.
const TICKS: f64 = 100.0;

/// Parts of `/proc/<pid>/stat` after the name, which may hold anything.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn sum(parts: &[String], places: std::ops::Range<usize>) -> f64 {
    parts
        .get(places)
        .unwrap_or_default()
        .iter()
        .filter_map(|part| part.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS
}

/// Seconds of processor time that a process has used, in itself and in the kernel for it.
pub fn cpu(pid: u32) -> anyhow::Result<f64> {
    let parts = stat(pid).with_context(|| format!("process {pid} is gone"))?;
    Ok(sum(&parts, 11..13))
}

/// Seconds of processor time that this process has used.
pub fn own_cpu() -> anyhow::Result<f64> {
    cpu(std::process::id())
}

/// Mebibytes of memory.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Resident now.
    pub now: f64,
    /// Resident at most so far.
    pub most: f64,
    /// Of now, what is the process's own and not a page of a file.
    pub own: f64,
}

/// The memory of a process.
pub fn memory(pid: u32) -> anyhow::Result<Memory> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse::<f64>().ok())
            .map_or(0.0, |kibibytes| kibibytes / 1024.0)
    };
    Ok(Memory {
        now: field("VmRSS:"),
        most: field("VmHWM:"),
        own: field("RssAnon:"),
    })
}

/// The processes of a PostgreSQL server on this machine.
pub struct Cluster {
    postmaster: u32,
}

#[derive(QueryableByName)]
struct Backend {
    #[diesel(sql_type = Integer)]
    pid: i32,
}

impl Cluster {
    /// The cluster behind an address; none when it runs elsewhere.
    pub fn of(url: &str) -> anyhow::Result<Option<Self>> {
        let mut connection = PgConnection::establish(url)?;
        let backend: Backend =
            diesel::sql_query("SELECT pg_backend_pid() AS pid").get_result(&mut connection)?;
        let parent = stat(u32::try_from(backend.pid)?)
            .and_then(|parts| parts.get(1).and_then(|pid| pid.parse().ok()));
        Ok(parent.map(|postmaster| Self { postmaster }))
    }

    /// Seconds of processor time of all its processes, those that ended included.
    pub fn cpu(&self) -> f64 {
        // Its own and that of children that ended.
        let mut seconds = stat(self.postmaster).map_or(0.0, |parts| sum(&parts, 11..15));
        let Ok(processes) = std::fs::read_dir("/proc") else {
            return seconds;
        };
        for entry in processes.flatten() {
            let Some(pid) = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse().ok())
            else {
                continue;
            };
            if let Some(parts) = stat(pid)
                && parts.get(1) == Some(&self.postmaster.to_string())
            {
                seconds += sum(&parts, 11..13);
            }
        }
        seconds
    }
}
