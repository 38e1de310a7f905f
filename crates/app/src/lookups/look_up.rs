//! Searches for a person within an incident.

use super::{
    conduct::{Asked, searchable, stopped, turned_down},
    watch::unusual,
};
use crate::{
    Answer, Occasion, Tasuki,
    perform::{About, Kept, Looked, Noted, Present, Still, known, look},
    residents::reach::{list_row, list_scope, live_incident, reason_of},
};
use std::collections::BTreeSet;
use tasuki_auth::seal::MasterKey;
use tasuki_domain::{
    Category,
    access::{Action, Outcome},
    caller::Caller,
    id::{IncidentId, LookupId},
    incident::Incident,
    lookup::{Candidate, Criteria, Lookup},
    resident::Registration,
};
use tasuki_matching::{MAX_SUBJECTS, Probe, Test};
use tasuki_policy::Situation;
use tasuki_store::{CandidateScope, LookupRow, ReadTx, StoreError};

/// What to search for, within which emergency.
#[derive(Debug, Clone)]
pub struct LookUp {
    /// Within which emergency.
    pub incident: IncidentId,
    /// What the searcher knows.
    pub criteria: Criteria,
}

/// The people offered, and the emergency they were offered in.
#[derive(Debug, Clone)]
pub struct Found {
    /// The search and its candidates.
    pub lookup: Lookup,
    /// The emergency.
    pub incident: Incident,
}

/// Searches for a person. Search offers; a human opens.
///
/// One entry is recorded for the search itself and one per person listed, so that each resident's
/// proof shows only themselves; a miss keeps only keyed hashes of what was searched for. Refuses a
/// closed incident, too little to search with (fishing), and a birth date that can be read in
/// several ways.
pub fn look_up(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    input: &LookUp,
) -> Answer<Found> {
    let about = About::incident(input.incident);
    look(
        tasuki,
        caller,
        occasion,
        Action::LookUp,
        about,
        |tx, present, draw| {
            let incident = match live_incident(tx, present, occasion, input.incident)? {
                Ok(incident) => incident,
                Err(refusal) => {
                    return Ok(Looked::refused(refusal, Action::LookUp, known(tx, about)?));
                }
            };
            let asked = Asked {
                action: Action::LookUp,
                about,
                reason: reason_of(&incident),
                criteria: &input.criteria,
            };
            if let Err(refusal) = searchable(&input.criteria) {
                return turned_down(tasuki, tx, present, occasion, draw, &asked, refusal);
            }
            if let Some(refusal) = stopped(tasuki, tx, present, occasion, Some(input.incident))? {
                return turned_down(tasuki, tx, present, occasion, draw, &asked, refusal);
            }
            let search = Search {
                incident: &incident,
                criteria: &input.criteria,
                probes: tasuki_matching::plan(&input.criteria),
            };
            let (candidates, bounded, mut listed) = offer(tasuki, tx, present, occasion, &search)?;
            let id: LookupId = draw.id();
            let total = candidates.len();
            let mut candidates = candidates;
            candidates.truncate(Lookup::MAX_ROWS);
            listed.truncate(Lookup::MAX_ROWS);

            let mut searched = Noted::new(Action::LookUp, about).because(reason_of(&incident));
            searched.lookup = Some(id);
            searched.people = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
            if candidates.is_empty() {
                searched.outcome = Outcome::Missed;
            }
            searched.search_keys = keyed_hashes(&tasuki.keys.master, &search.probes);
            let mut noted = vec![searched];
            let mut still = Still {
                incident: Some(input.incident),
                ..Still::default()
            };
            for (mut person, version) in listed {
                if let Some(resident) = person.resident {
                    still.residents.push((resident, version));
                }
                person.lookup = Some(id);
                noted.push(person);
            }
            let row = LookupRow {
                candidates: u32::try_from(candidates.len()).unwrap_or(u32::MAX),
                total: u32::try_from(total).unwrap_or(u32::MAX),
                ..asked.row(id, present, occasion)
            };
            let events = unusual(tasuki, tx, present, occasion, draw, row.candidates)?;
            let lookup = Lookup {
                id,
                incident: input.incident,
                candidates,
                total,
                bounded,
            };
            Ok(Looked {
                answer: Ok(Found { lookup, incident }),
                noted,
                still,
                kept: Some(Kept::Lookup(Box::new(row), events)),
            })
        },
    )
}

/// A search that may run.
struct Search<'a> {
    incident: &'a Incident,
    criteria: &'a Criteria,
    probes: Vec<Probe>,
}

type Offered = (Vec<Candidate>, bool, Vec<(Noted, i64)>);

/// Finds, grades, and asks the table about every person before they are offered.
fn offer(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    search: &Search<'_>,
) -> Result<Offered, StoreError> {
    let role = present.caller.role;
    let Some(scope) = list_scope(tasuki, role, Situation::LiveIncident) else {
        return Ok((Vec::new(), false, Vec::new()));
    };
    let municipalities = tx.jurisdiction(present.caller.organization)?;
    let reach = CandidateScope {
        municipalities: &municipalities,
        consent: scope.consent,
        today: occasion.today(),
    };
    let (subjects, bounded) = tx.candidates(&search.probes, &reach, MAX_SUBJECTS)?;
    let graded = tasuki_matching::grade(search.criteria, &subjects, occasion.today());
    let mut offered = Vec::new();
    let mut listed = Vec::new();
    for candidate in graded {
        if offered.len() >= Lookup::MAX_ROWS {
            // Beyond the rows only the count leaves, so nobody there needs a decision.
            offered.push(candidate);
            continue;
        }
        let Some(resident) = tx.resident(candidate.resident)? else {
            continue;
        };
        if matches!(resident.registration, Registration::MovedAway(_)) {
            continue;
        }
        let consent = tx.consent_in_force(resident.id)?;
        let Some(decision) = list_row(
            tasuki,
            role,
            Situation::LiveIncident,
            consent.as_ref(),
            occasion,
            &resident,
        ) else {
            continue;
        };
        let about = About {
            resident: Some(resident.id),
            incident: Some(search.incident.id),
        };
        // Of what the list's rules leave, this one shows the identity alone.
        let mut noted = Noted::new(Action::ListCandidate, about)
            .resting_on(&decision)
            .because(reason_of(search.incident));
        noted.shown.insert(Category::Identity);
        listed.push((noted, resident.version));
        let town = candidate.town.filter(|_| !decision.address_hidden);
        offered.push(Candidate { town, ..candidate });
    }
    Ok((offered, bounded, listed))
}

/// Keyed hashes of the tests that were searched with, so that repeated misses can be counted
/// without anyone reading what was typed.
fn keyed_hashes(master: &MasterKey, probes: &[Probe]) -> Vec<String> {
    let mut hashes = BTreeSet::new();
    for test in probes.iter().flat_map(|probe| &probe.tests) {
        let value = match &test.test {
            Test::Exact(value) | Test::Prefix(value) | Test::Contains(value) => value.clone(),
            Test::Range(from, to) => format!("{from}/{to}"),
        };
        let hash = master.keyed_hash(test.kind.code(), value.as_bytes());
        hashes.insert(format!(
            "{}:{}",
            test.kind.code(),
            hex(hash.get(..8).unwrap_or_default())
        ));
    }
    hashes.into_iter().collect()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
