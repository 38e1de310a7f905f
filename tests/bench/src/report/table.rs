//! The tables of the page.

use super::name;
use crate::{
    figures::{Measured, ratio},
    lookup::Outcome,
};
use anyhow::Context as _;
use std::fmt::Write as _;

/// What it was measured on.
pub fn machine(outcomes: &[Outcome]) -> anyhow::Result<String> {
    let first = outcomes.first().context("no results")?;
    let machine = &first.machine;
    let loads: Vec<f64> = outcomes
        .iter()
        .map(|outcome| outcome.machine.load_before)
        .collect();
    let most = loads.iter().copied().fold(0.0, f64::max);
    let syncs: Vec<f64> = outcomes
        .iter()
        .map(|outcome| outcome.machine.fsync.p50)
        .collect();
    let slowest = syncs.iter().copied().fold(0.0, f64::max);
    let fastest = syncs.iter().copied().fold(f64::MAX, f64::min);
    Ok(format!(
        "{} cores ({}), {:.0} GiB of memory; a 4 KiB write made durable took {fastest:.2} to {slowest:.2} ms \
         (median of each run). Between {} and {}. The load average before a run was up to {most:.1}: \
         more than about 1 says that something else ran on the same cores, and the figures are then \
         lower than the machine's own.\n",
        machine.cores,
        machine.processor,
        machine.memory_gib,
        outcomes
            .iter()
            .map(|outcome| outcome.at.as_str())
            .min()
            .unwrap_or_default(),
        outcomes
            .iter()
            .map(|outcome| outcome.at.as_str())
            .max()
            .unwrap_or_default(),
    ))
}

fn rate(measured: &Measured) -> String {
    format!("{:.0}", measured.per_second)
}

/// Throughput and processor time.
pub fn throughput(outcomes: &[Outcome]) -> anyhow::Result<String> {
    let mut table = String::from(
        "| store | clients | ours /s | raw /s | raw, a commit each /s | hello /s | ours ÷ raw | \
         CPU µs ours (server + database) | CPU µs raw (loop + database) | CPU raw ÷ ours | client CPU µs |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for outcome in outcomes {
        let (ours, raw) = (&outcome.ours.whole, &outcome.raw);
        writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {:.2} | {:.0} + {:.0} | {:.0} + {:.0} | {:.2} | {:.0} |",
            name(outcome),
            outcome.config.clients,
            rate(ours),
            rate(raw),
            outcome
                .raw_single
                .as_ref()
                .map_or_else(|| "–".to_owned(), rate),
            rate(&outcome.hello),
            outcome.ratios.throughput,
            ours.cpu.server,
            ours.cpu.database,
            raw.cpu.server,
            raw.cpu.database,
            outcome.ratios.processor,
            ours.cpu.client,
        )?;
    }
    Ok(table)
}

/// Times and memory.
pub fn times(outcomes: &[Outcome]) -> anyhow::Result<String> {
    let mut table = String::from(
        "| store | clients | operation p50 / p95 / p99 ms | search p50 / p99 | summary p50 / p99 | \
         p99 ÷ p99 of 10 k | idle MiB | under load MiB (most; own) |\n|---|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for outcome in outcomes {
        let (config, ours) = (outcome.config, &outcome.ours);
        let smallest = outcomes.iter().find(|other| {
            let other = other.config;
            other.residents == 10_000
                && other.database == config.database
                && other.shape == config.shape
                && other.clients == config.clients
        });
        let growth = smallest.map_or_else(
            || "–".to_owned(),
            |smallest| {
                let growth = ratio(ours.whole.times.p99, smallest.ours.whole.times.p99);
                format!("{growth:.2}")
            },
        );
        let (whole, lookup, summary) = (ours.whole.times, ours.lookup, ours.summary);
        writeln!(
            table,
            "| {} | {} | {:.1} / {:.1} / {:.1} | {:.1} / {:.1} | {:.1} / {:.1} | {growth} | {:.0} | {:.0} ({:.0}; {:.0}) |",
            name(outcome),
            config.clients,
            whole.p50,
            whole.p95,
            whole.p99,
            lookup.p50,
            lookup.p99,
            summary.p50,
            summary.p99,
            ours.idle.now,
            ours.loaded.now,
            ours.loaded.most,
            ours.loaded.own,
        )?;
    }
    Ok(table)
}

/// How long loading took.
pub fn loading(outcomes: &[Outcome]) -> anyhow::Result<String> {
    let mut table = String::from(
        "| store | loaded in s | of which indexes | ms per 1,000, by tenths | CPU ms per 1,000, by tenths |\n\
         |---|--:|--:|---|---|\n",
    );
    let mut last = String::new();
    for outcome in outcomes {
        let name = name(outcome);
        if name == last {
            continue;
        }
        let loading = &outcome.loading;
        let list = |numbers: &[f64]| {
            let shown: Vec<String> = numbers
                .iter()
                .map(|number| format!("{number:.0}"))
                .collect();
            shown.join(" ")
        };
        writeln!(
            table,
            "| {name} | {:.0} | {:.0} | {} | {} |",
            loading.seconds,
            loading.finishing_seconds,
            list(&loading.per_thousand),
            list(&loading.cpu_per_thousand),
        )?;
        last = name;
    }
    Ok(table)
}
