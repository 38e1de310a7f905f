//! The tables of the page.

use crate::matching::{
    evaluate::{Group, Judged},
    measure::Outcome,
    share::Share,
};
use std::fmt::{self, Write as _};

/// 99.6 (99.1–99.8), in percent.
fn percent(share: Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let [at, low, high] = [share.share, share.low, share.high].map(|part| 100.0 * part);
    format!("{at:.1} ({low:.1}–{high:.1})")
}

/// 0 of 30,000 (at most 0.013 %).
fn rare(share: Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    format!(
        "{} of {} (≤ {:.3} %)",
        share.hits,
        share.of,
        100.0 * share.high
    )
}

fn of(judged: &Judged, kind: &str, value: fn(&Group) -> Share) -> String {
    judged
        .group("full", kind)
        .map_or_else(|| "–".to_owned(), |group| percent(value(group)))
}

fn name(outcome: &Outcome) -> String {
    let residents = outcome.residents;
    if residents >= 1_000_000 && residents.is_multiple_of(1_000_000) {
        format!("{} {} M", outcome.database, residents / 1_000_000)
    } else {
        format!("{} {} k", outcome.database, residents / 1_000)
    }
}

/// One row for each store and size.
pub fn sizes(outcomes: &[Outcome]) -> Result<String, fmt::Error> {
    let mut table = String::from(
        "| store | searches | recall@3 one slip | recall@3 two slips | clean: first | clean: certain | \
         someone else certain | µs p50 / p95 / p99 | p99 ÷ p99 of 10 k | memory MiB (most) |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for outcome in outcomes {
        let judged = &outcome.judged;
        let micros = outcome.micros;
        let smallest = outcomes
            .iter()
            .find(|other| other.residents == 10_000 && other.database == outcome.database);
        let growth = smallest.map_or_else(
            || "–".to_owned(),
            |smallest| {
                let growth = f64::from(micros.p99) / f64::from(smallest.micros.p99.max(1));
                format!("{growth:.2}")
            },
        );
        writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} | {} / {} / {} | {growth} | {:.0} ({:.0}) |",
            name(outcome),
            outcome.ran.searches,
            of(judged, "one", |group| group.recall3),
            of(judged, "two", |group| group.recall3),
            of(judged, "clean", |group| group.hit1),
            of(judged, "clean", |group| group.certain),
            rare(judged.wrong_certain),
            micros.p50,
            micros.p95,
            micros.p99,
            outcome.ran.memory.now,
            outcome.ran.memory.most,
        )?;
    }
    Ok(table)
}

/// Ours beside the baselines, on the same searches.
pub fn compared(outcomes: &[Outcome]) -> Result<String, fmt::Error> {
    let mut table = String::from(
        "| full searches | by | searches | clean: recall@3 | one slip: first | one slip: recall@3 | \
         two slips: recall@3 | someone else certain | nobody there, yet probable | µs p50 / p99 |\n\
         |---|---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    for outcome in outcomes {
        let searches = outcome.compared.first().map_or(0, |other| other.searches);
        let ours = (
            "this",
            searches,
            &outcome.judged_compared,
            outcome
                .micros_by_fields
                .get("full")
                .copied()
                .unwrap_or_default(),
        );
        let others = outcome.compared.iter().map(|other| {
            (
                other.name.as_str(),
                other.searches,
                &other.judged,
                other.micros,
            )
        });
        for (by, searches, judged, micros) in std::iter::once(ours).chain(others) {
            let strangers = judged.strangers.iter().find(|one| one.kind == "all");
            writeln!(
                table,
                "| {} | {by} | {searches} | {} | {} | {} | {} | {} | {} | {} / {} |",
                name(outcome),
                of(judged, "clean", |group| group.recall3),
                of(judged, "one", |group| group.hit1),
                of(judged, "one", |group| group.recall3),
                of(judged, "two", |group| group.recall3),
                rare(judged.wrong_certain),
                strangers.map_or_else(|| "–".to_owned(), |one| percent(one.probable)),
                micros.p50,
                micros.p99,
            )?;
        }
    }
    Ok(table)
}

/// Searches for people who are not there.
pub fn strangers(outcome: &Outcome) -> Result<String, fmt::Error> {
    let mut table = format!(
        "| not registered, {} | items | searches | someone probable | someone certain |\n\
         |---|---|--:|--:|--:|\n",
        name(outcome)
    );
    for one in &outcome.judged.strangers {
        writeln!(
            table,
            "| {} | {} | {} | {} | {} |",
            one.kind,
            one.fields,
            one.searches,
            percent(one.probable),
            rare(one.certain),
        )?;
    }
    Ok(table)
}

fn rows(
    table: &mut String,
    groups: impl Iterator<Item = (String, Group)>,
) -> Result<(), fmt::Error> {
    for (label, group) in groups {
        writeln!(
            table,
            "| {label} | {} | {} | {} | {} | {:.1} / {:.1} | {} | {} | {} | {} / {} | {} |",
            group.fields,
            group.searches,
            percent(group.hit1),
            percent(group.recall3),
            100.0 * group.ceiling1,
            100.0 * group.ceiling3,
            percent(group.probable),
            percent(group.certain),
            rare(group.wrong_certain),
            group.likely_median,
            group.likely_p95,
            group.refused,
        )?;
    }
    Ok(())
}

const COLUMNS: &str = "items | searches | first | recall@3 | ceiling: first / @3 | at least probable | certain | \
     someone else certain | probable ones: median / p95 | refused |\n\
     |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n";

/// Everything of one size by the items that were asked for.
pub fn by_fields(outcome: &Outcome) -> Result<String, fmt::Error> {
    let mut table = format!("| {} | {COLUMNS}", name(outcome));
    let groups = outcome
        .judged
        .groups
        .iter()
        .filter(|group| matches!(group.kind.as_str(), "clean" | "one" | "two"))
        .map(|group| (group.kind.clone(), group.clone()));
    rows(&mut table, groups)?;
    Ok(table)
}

/// Everything of one size by slip.
pub fn slips(outcome: &Outcome) -> Result<String, fmt::Error> {
    let mut table = format!("| {} | {COLUMNS}", name(outcome));
    let groups = outcome
        .judged
        .groups
        .iter()
        .filter(|group| !matches!(group.kind.as_str(), "clean" | "one" | "two"))
        .map(|group| (format!("`{}`", group.kind), group.clone()));
    rows(&mut table, groups)?;
    Ok(table)
}
