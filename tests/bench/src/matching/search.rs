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
    pub seconds: f64,
    pub loading: Loading,
    /// Before the first search, and after the last.
    pub idle: Memory,
    pub memory: Memory,
}

/// So many are searched first and not counted: caches are then as warm as in service.
const WARM_UP: usize = 200;

/// Someone found, by the store's identifier.
struct Found {
    resident: ResidentId,
    grade: Grade,
    score: i32,
}

/// A search, answered or refused with a code.
struct Outcome {
    found: Result<(Vec<Found>, bool), String>,
    micros: u32,
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
        Ok(Outcome {
            found,
            micros: micros(began.elapsed()),
        })
    }

    fn look_up(&self, criteria: &Criteria) -> Result<(Vec<Found>, bool), StoreError> {
        let reach = CandidateScope {
            municipalities: &self.municipalities,
            consent: self.consent,
            today: self.today,
        };
        self.store.read(|tx| {
            let probes = tasuki_matching::plan(criteria);
            let (subjects, bounded) =
                tx.candidates(&probes, &reach, tasuki_matching::MAX_SUBJECTS)?;
            let graded = tasuki_matching::grade(criteria, &subjects, self.today);
            let found = graded
                .into_iter()
                .map(|candidate| Found {
                    resident: candidate.resident,
                    grade: candidate.grade,
                    score: 0,
                })
                .collect();
            Ok::<_, StoreError>((found, bounded))
        })
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

/// Answers all searches, one after the other, and writes the answers down.
pub fn run(register: &Register, queries: &[Typed], today: Date, out: &Path) -> anyhow::Result<Ran> {
    let kept = &register.kept;
    let search = Search::open(&kept.url, today)?;
    for query in queries.iter().take(WARM_UP) {
        search.answer(&query.criteria)?;
    }
    let own = std::process::id();
    let idle = process::memory(own)?;
    let began = edge::tick();
    let mut outcomes = Vec::with_capacity(queries.len());
    for (place, query) in queries.iter().enumerate() {
        outcomes.push(search.answer(&query.criteria)?);
        if (place + 1) % 5_000 == 0 {
            let seconds = began.elapsed().as_secs_f64();
            edge::tell(format!("{} searches after {seconds:.0} s", place + 1));
        }
    }
    let ran = Ran {
        residents: register.ids.len(),
        searches: queries.len(),
        seconds: began.elapsed().as_secs_f64(),
        loading: kept.loading.clone(),
        idle,
        memory: process::memory(own)?,
    };
    let ids: HashMap<Uuid, &str> = dataset::identifiers(&kept.folder)?
        .into_iter()
        .zip(register.ids.iter().map(String::as_str))
        .collect();
    let answers = queries.iter().zip(outcomes).map(|(query, outcome)| {
        answer(&query.query_id, outcome, |resident| {
            ids.get(&resident.uuid()).copied().unwrap_or_default()
        })
    });
    lines::write(out, answers)?;
    Ok(ran)
}

fn answer<'a>(query_id: &str, outcome: Outcome, id: impl Fn(ResidentId) -> &'a str) -> Answer {
    let (refused, (found, bounded)) = match outcome.found {
        Ok(found) => (None, found),
        Err(code) => (Some(code), (Vec::new(), false)),
    };
    Answer {
        query_id: query_id.to_owned(),
        refused,
        total: found.len(),
        likely: found
            .iter()
            .filter(|found| found.grade >= Grade::Probable)
            .count(),
        bounded,
        candidates: found
            .into_iter()
            .take(Lookup::MAX_ROWS)
            .map(|found| Offered {
                id: id(found.resident).to_owned(),
                grade: found.grade.code().to_owned(),
                score: found.score,
            })
            .collect(),
        micros: outcome.micros,
    }
}
