//! Makes people and searches, has them answered, and judges.

use super::{
    Matching,
    baseline::{self, Baseline, Exact, Known, Trigram, Winkler},
    ceiling::{Ceiling, Ceilings},
    evaluate::{Judged, Trial, judge},
    lines,
    search::{Answer, Ran},
};
use crate::{edge, machine::Machine};
use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};
use tasuki_bench_people::{
    PEOPLE_SEED, Person, Places, Population, QUERY_SEED, Query, Resident, TODAY, Truth,
    population::Names, queries::make,
};

/// Microseconds within which so many of a hundred searches were answered.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub struct Micros {
    pub p50: u32,
    pub p95: u32,
    pub p99: u32,
    pub most: u32,
}

impl Micros {
    fn of(mut micros: Vec<u32>) -> Self {
        micros.sort_unstable();
        let at = |share: f64| {
            let place = ((micros.len() as f64 * share).ceil() as usize).saturating_sub(1);
            micros.get(place).copied().unwrap_or(0)
        };
        Self {
            p50: at(0.5),
            p95: at(0.95),
            p99: at(0.99),
            most: at(1.0),
        }
    }
}

/// Another way of searching, over the same file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Compared {
    pub name: String,
    /// How many searches it answered.
    pub searches: usize,
    pub judged: Judged,
    pub micros: Micros,
}

/// What a measurement found.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Outcome {
    pub database: String,
    pub residents: u64,
    pub at: String,
    pub query_seed: u64,
    pub key_version: i32,
    pub machine: Machine,
    pub ran: Ran,
    pub micros: Micros,
    pub micros_by_fields: BTreeMap<String, Micros>,
    pub judged: Judged,
    /// The same judged on the searches that the baselines answered.
    pub judged_compared: Judged,
    pub compared: Vec<Compared>,
}

/// A search whose answer does not have the person meant among the first three, or has someone
/// else as certain: to be looked at.
#[derive(Serialize)]
struct Missed<'a> {
    fields: &'a str,
    corruptions: &'a [String],
    unregistered: Option<&'a str>,
    query: &'a Query,
    meant: Option<&'a Person>,
    rank: Option<usize>,
    sharing: usize,
    answer: &'a Answer,
    offered: Vec<&'a Person>,
}

struct Files {
    population: PathBuf,
    queries: PathBuf,
    answers: PathBuf,
    missed: PathBuf,
}

/// Measures with so many people.
pub fn measure(matching: &Matching, residents: u64) -> anyhow::Result<Outcome> {
    let folder = matching.data_dir.join(format!("matching-{residents}"));
    std::fs::create_dir_all(&folder)?;
    let database = matching.database.name();
    let files = Files {
        population: folder.join("population.jsonl"),
        queries: folder.join("queries.jsonl"),
        answers: folder.join(format!("answers-{database}.jsonl")),
        missed: folder.join(format!("missed-{database}.jsonl")),
    };
    let machine = Machine::look(&folder)?;
    let names = Names::default();
    let places = Places::new(PEOPLE_SEED, residents);
    let register: Vec<Resident> = Population::new(PEOPLE_SEED, &names, &places)
        .take(usize::try_from(residents)?)
        .collect();
    lines::write(&files.population, register.iter().map(|one| &one.person))?;
    let (queries, truths): (Vec<Query>, Vec<Truth>) =
        make(&register, &names, &places, matching.searches, QUERY_SEED)
            .into_iter()
            .unzip();
    lines::write(&files.queries, &queries)?;
    lines::write(&folder.join("truth.jsonl"), &truths)?;
    let people: Vec<Person> = register.into_iter().map(|one| one.person).collect();
    edge::tell(format!(
        "{} people, {} searches",
        people.len(),
        queries.len()
    ));

    let ran = answer_apart(matching, &files)?;
    let answers: Vec<Answer> = lines::read(&files.answers)?;
    if answers.len() != truths.len() {
        bail!("{} answers to {} searches", answers.len(), truths.len());
    }
    let known: Vec<Known> = people.iter().map(Known::of).collect();
    let ceilings = Ceilings::of(&known);
    let sharing: Vec<usize> = truths
        .iter()
        .map(|truth| ceilings.sharing(&truth.told))
        .collect();
    edge::tell("ceilings counted");
    let trials = trials(&truths, &answers, &sharing);
    tell_missed(&files.missed, &trials, &queries, &people, &sharing)?;
    let (judged_compared, compared) = compare(matching, &known, &queries, &trials);
    let mut by_fields: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for trial in &trials {
        let micros = by_fields.entry(trial.truth.fields.clone()).or_default();
        micros.push(trial.answer.micros);
    }
    Ok(Outcome {
        database: database.to_owned(),
        residents,
        at: edge::now().to_string(),
        query_seed: QUERY_SEED,
        key_version: tasuki_matching::KEY_VERSION,
        machine,
        ran,
        micros: Micros::of(answers.iter().map(|answer| answer.micros).collect()),
        micros_by_fields: by_fields
            .into_iter()
            .map(|(fields, micros)| (fields, Micros::of(micros)))
            .collect(),
        judged: judge(&trials),
        judged_compared,
        compared,
    })
}

fn trials<'a>(truths: &'a [Truth], answers: &'a [Answer], sharing: &[usize]) -> Vec<Trial<'a>> {
    let both = truths.iter().zip(answers).zip(sharing);
    both.map(|((truth, answer), sharing)| Trial {
        truth,
        answer,
        ceiling: Ceiling::among(*sharing),
    })
    .collect()
}

/// Has the files answered in a process of its own, as anyone would with files of theirs; its memory
/// is then that of the search. What fills the store is another process, so that it leaves nothing
/// behind in the memory of that one.
fn answer_apart(matching: &Matching, files: &Files) -> anyhow::Result<Ran> {
    let none = files.queries.with_file_name("none.jsonl");
    lines::write::<Query>(&none, [])?;
    answer_file(matching, files, &none, matching.fresh)?;
    answer_file(matching, files, &files.queries, false)
}

fn answer_file(
    matching: &Matching,
    files: &Files,
    queries: &Path,
    fresh: bool,
) -> anyhow::Result<Ran> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("matching")
        .arg("--population")
        .arg(&files.population)
        .arg("--queries")
        .arg(queries)
        .arg("--out")
        .arg(&files.answers)
        .args(["--database", matching.database.name()])
        .arg("--data-dir")
        .arg(&matching.data_dir)
        .args(["--today", &TODAY.to_string()])
        .args(["--passes", &matching.passes.to_string()])
        .stdout(Stdio::piped());
    if let Some(postgres) = &matching.postgres {
        command.args(["--postgres", postgres]);
    }
    if fresh {
        command.arg("--fresh");
    }
    let output = command.spawn()?.wait_with_output()?;
    if !output.status.success() {
        bail!("the search ended with {}", output.status);
    }
    serde_json::from_slice(&output.stdout).context("what the search said of itself")
}

fn tell_missed(
    path: &Path,
    trials: &[Trial<'_>],
    queries: &[Query],
    people: &[Person],
    sharing: &[usize],
) -> anyhow::Result<()> {
    let by_id: BTreeMap<&str, &Person> = people
        .iter()
        .map(|person| (person.id.as_str(), person))
        .collect();
    let missed = trials.iter().zip(queries).zip(sharing);
    let missed = missed.filter_map(|((trial, query), sharing)| {
        let (truth, answer) = (trial.truth, trial.answer);
        let meant = truth.truth.as_deref();
        let rank = trial.rank();
        let lost = meant.is_some() && rank.is_none_or(|rank| rank >= 3);
        let wrong = answer
            .candidates
            .iter()
            .any(|offered| offered.grade == "certain" && meant != Some(&offered.id));
        (lost || wrong).then(|| Missed {
            fields: &truth.fields,
            corruptions: &truth.corruptions,
            unregistered: truth.unregistered.as_deref(),
            query,
            meant: meant.and_then(|id| by_id.get(id).copied()),
            rank,
            sharing: *sharing,
            answer,
            offered: answer
                .candidates
                .iter()
                .take(3)
                .filter_map(|offered| by_id.get(offered.id.as_str()).copied())
                .collect(),
        })
    });
    lines::write(path, missed)
}

/// Answers the full searches with every baseline.
fn compare(
    matching: &Matching,
    known: &[Known],
    queries: &[Query],
    trials: &[Trial<'_>],
) -> (Judged, Vec<Compared>) {
    // The searches stand in no order, so the first ones are a sample.
    let sample: Vec<(&Query, &Trial<'_>)> = queries
        .iter()
        .zip(trials)
        .filter(|(_, trial)| trial.truth.fields == "full")
        .take(matching.compared)
        .collect();
    let ours: Vec<Trial<'_>> = sample.iter().map(|(_, trial)| **trial).collect();
    let typed: Vec<(&str, serde_json::Value)> = sample
        .iter()
        .map(|(query, _)| {
            let criteria = serde_json::to_value(&query.criteria).unwrap_or_default();
            (query.query_id.as_str(), criteria)
        })
        .collect();
    let run = |baseline: &dyn Baseline| {
        let began = edge::tick();
        let answers: Vec<Answer> = typed
            .iter()
            .map(|(id, criteria)| baseline::answer(baseline, known, id, criteria, TODAY))
            .collect();
        let seconds = began.elapsed().as_secs_f64();
        edge::tell(format!("{}: {seconds:.0} s", baseline.name()));
        let trials: Vec<Trial<'_>> = ours
            .iter()
            .zip(&answers)
            .map(|(trial, answer)| Trial { answer, ..*trial })
            .collect();
        Compared {
            name: baseline.name().to_owned(),
            searches: answers.len(),
            judged: judge(&trials),
            micros: Micros::of(answers.iter().map(|answer| answer.micros).collect()),
        }
    };
    let compared = vec![
        run(&Exact::of(known)),
        run(&Winkler::of(known)),
        run(&Trigram::of(known)),
    ];
    (judge(&ours), compared)
}
