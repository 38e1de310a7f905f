//! Answers searches as the service does.

use super::{lines, outside::Typed, registered::Register};
use crate::{
    dataset::{self, Loading, Site},
    edge,
    figures::micros,
    process::{self, Memory},
};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::HashMap, path::Path};
use tasuki_app::lookups::{self, Ranked};
use tasuki_domain::{
    birth_date::BirthDateInput,
    consent::{Purpose, RecipientClass},
    id::ResidentId,
    lookup::{Criteria, Grade, Lookup},
    municipality::MunicipalityCode,
    role::Role,
    time::Date,
};
use tasuki_policy::{Situation, Table, scope};
use tasuki_store::{CandidateScope, DatabaseUrl, Options, Store, StoreError};
use uuid::Uuid;

/// Someone offered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offered {
    pub id: String,
    pub grade: String,
    /// Hundredths of a bit.
    pub score: i32,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub query_id: String,
    /// Why it was not searched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// At most as many as a page shows, best first.
    pub candidates: Vec<Offered>,
    /// How many agreed in all.
    #[serde(default)]
    pub total: usize,
    /// How many of them are at least probable.
    #[serde(default)]
    pub likely: usize,
    /// Whether the candidates were cut at their bound.
    #[serde(default)]
    pub bounded: bool,
    pub micros: u32,
}

/// What a run says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ran {
    pub residents: usize,
    pub searches: usize,
    #[serde(default)]
    pub passes: usize,
    pub seconds: f64,
    pub loading: Loading,
    /// Before the first search, and after the last.
    pub idle: Memory,
    pub memory: Memory,
}

/// So many are searched first and not counted: caches are then as warm as in service.
const WARM_UP: usize = 200;

/// A search, answered or refused with a code; no more of it than is written down.
#[derive(Default)]
struct Outcome {
    refused: Option<String>,
    shown: Vec<(ResidentId, Grade, i32)>,
    total: usize,
    likely: usize,
    bounded: bool,
    micros: u32,
}

impl Outcome {
    fn of(found: Result<Ranked, String>, micros: u32) -> Self {
        let ranked = match found {
            Ok(ranked) => ranked,
            Err(code) => {
                return Self {
                    refused: Some(code),
                    micros,
                    ..Self::default()
                };
            }
        };
        let people = &ranked.people;
        let likely = people.iter().filter(|one| one.grade >= Grade::Probable);
        let shown = people.iter().take(Lookup::MAX_ROWS);
        Self {
            refused: None,
            total: people.len(),
            likely: likely.count(),
            bounded: ranked.bounded,
            shown: shown
                .map(|one| (one.resident, one.grade, one.score))
                .collect(),
            micros,
        }
    }
}

/// The service's search over one store.
struct Search {
    store: Store,
    municipalities: Vec<MunicipalityCode>,
    consent: Option<(RecipientClass, Purpose)>,
    today: Date,
}

impl Search {
    fn open(url: &DatabaseUrl, today: Date) -> anyhow::Result<Self> {
        let scope = scope(&Table::builtin()?, Role::Crew, Situation::LiveIncident)
            .context("crews may not search")?;
        Ok(Self {
            store: Store::open(url, Options::default())?,
            municipalities: vec![Site::municipality()?],
            consent: scope.consent,
            today,
        })
    }

    fn answer(&self, criteria: &Value) -> anyhow::Result<Outcome> {
        let began = edge::tick();
        let found = match readable(criteria, self.today) {
            Ok(criteria) => Ok(self.look_up(&criteria)?),
            Err(code) => Err(code),
        };
        let micros = micros(began.elapsed());
        Ok(Outcome::of(found, micros))
    }

    fn look_up(&self, criteria: &Criteria) -> Result<Ranked, StoreError> {
        let reach = CandidateScope {
            municipalities: &self.municipalities,
            consent: self.consent,
            moved_away: false,
            today: self.today,
        };
        self.store
            .read(|tx| lookups::search(tx, criteria, &reach, self.today))
    }
}

/// Reads the criteria as the API does; the code of the refusal where it refuses.
pub fn readable(criteria: &Value, today: Date) -> Result<Criteria, String> {
    let criteria = tasuki_http::read_criteria(criteria, today).map_err(|problem| {
        problem.errors().first().map_or_else(
            || problem.code().code().to_owned(),
            |fault| fault.code.to_owned(),
        )
    })?;
    if let Some(BirthDateInput::Ambiguous(_)) = criteria.birth_date {
        return Err("birth_date_ambiguous".to_owned());
    }
    if !criteria.is_enough() {
        return Err("criteria_too_few".to_owned());
    }
    Ok(criteria)
}

/// Answers all searches, one after the other, and writes the answers down. Of several passes the
/// shortest time of each search counts, because others may want the processor too.
pub fn run(
    register: &Register,
    queries: &[Typed],
    today: Date,
    passes: usize,
    out: &Path,
) -> anyhow::Result<Ran> {
    let kept = &register.kept;
    let search = Search::open(&kept.url, today)?;
    for query in queries.iter().take(WARM_UP) {
        search.answer(&query.criteria()?)?;
    }
    let own = std::process::id();
    let idle = process::memory(own)?;
    let began = edge::tick();
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(queries.len());
    for pass in 0..passes.max(1) {
        for (place, query) in queries.iter().enumerate() {
            let outcome = search.answer(&query.criteria()?)?;
            match outcomes.get_mut(place) {
                Some(first) => first.micros = first.micros.min(outcome.micros),
                None => outcomes.push(outcome),
            }
        }
        let seconds = began.elapsed().as_secs_f64();
        edge::tell(format!(
            "pass {}: {} searches after {seconds:.0} s",
            pass + 1,
            queries.len()
        ));
    }
    let ran = Ran {
        residents: register.ids.len(),
        searches: queries.len(),
        passes: passes.max(1),
        seconds: began.elapsed().as_secs_f64(),
        loading: kept.loading.clone(),
        idle,
        memory: process::memory(own)?,
    };
    let ids: HashMap<Uuid, &str> = dataset::identifiers(&kept.folder)?
        .into_iter()
        .zip(register.ids.iter().map(String::as_str))
        .collect();
    let answers = queries.iter().zip(outcomes).map(|(query, outcome)| Answer {
        query_id: query.query_id.clone(),
        refused: outcome.refused,
        total: outcome.total,
        likely: outcome.likely,
        bounded: outcome.bounded,
        candidates: outcome
            .shown
            .into_iter()
            .map(|(resident, grade, score)| Offered {
                id: ids
                    .get(&resident.uuid())
                    .copied()
                    .unwrap_or_default()
                    .to_owned(),
                grade: grade.code().to_owned(),
                score,
            })
            .collect(),
        micros: outcome.micros,
    });
    lines::write(out, answers)?;
    Ok(ran)
}
