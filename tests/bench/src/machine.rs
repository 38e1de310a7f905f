//! What the figures were measured on.

use crate::{edge, figures::Times, figures::micros};
use serde::{Deserialize, Serialize};
use std::{fs::File, io::Write as _, path::Path};

/// The machine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Machine {
    pub cores: usize,
    pub processor: String,
    pub memory_gib: f64,
    /// Writing 4 KiB and making it durable, beside the datasets, in milliseconds.
    pub fsync: Times,
    /// How many wanted a processor in the minute before: more than none says that something else
    /// ran.
    pub load_before: f64,
}

const SYNCS: usize = 300;

fn first_value(path: &str, name: &str) -> String {
    std::fs::read_to_string(path)
        .unwrap_or_default()
        .lines()
        .find(|line| line.starts_with(name))
        .and_then(|line| line.split_once(':'))
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}

impl Machine {
    /// Looks at it, and measures its disk.
    pub fn look(folder: &Path) -> anyhow::Result<Self> {
        let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
        let kibibytes = first_value("/proc/meminfo", "MemTotal");
        let kibibytes: f64 = kibibytes
            .split_whitespace()
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or(0.0);
        Ok(Self {
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            processor: first_value("/proc/cpuinfo", "model name"),
            memory_gib: kibibytes / 1024.0 / 1024.0,
            fsync: syncs(folder)?,
            load_before: load
                .split_whitespace()
                .next()
                .and_then(|number| number.parse().ok())
                .unwrap_or(0.0),
        })
    }
}

fn syncs(folder: &Path) -> anyhow::Result<Times> {
    let path = folder.join("sync.probe");
    let mut file = File::create(&path)?;
    let mut durations = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        let began = edge::tick();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        durations.push(micros(began.elapsed()));
    }
    std::fs::remove_file(path)?;
    Ok(Times::of(durations))
}
