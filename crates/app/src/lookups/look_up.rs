//! Searches for a person within an incident.

use super::{
    conduct::{Asked, searchable, stopped, turned_down},
    search,
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
    fact::{FactBody, identity::Identity},
    id::{IncidentId, LookupId, ResidentId},
    incident::Incident,
    lookup::{Candidate, Criteria, ListedTown, Lookup},
    resident::Registration,
};
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
            let offered = offer(tasuki, tx, present, occasion, &incident, &input.criteria)?;
            let Offered {
                candidates,
                total,
                bounded,
                listed,
                items,
            } = offered;
            let id: LookupId = draw.id();

            let mut searched = Noted::new(Action::LookUp, about).because(reason_of(&incident));
            searched.lookup = Some(id);
            searched.people = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
            if candidates.is_empty() {
                searched.outcome = Outcome::Missed;
            }
            searched.search_keys = keyed_hashes(&tasuki.keys.master, &items);
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

/// What a search offers.
#[derive(Default)]
struct Offered {
    /// The people shown, best first.
    candidates: Vec<Candidate>,
    /// How many agreed in all.
    total: usize,
    /// Whether even that count stopped at the bound.
    bounded: bool,
    /// What is noted of each person shown, and at which version they were seen.
    listed: Vec<(Noted, i64)>,
    /// What was searched with.
    items: Vec<(&'static str, String)>,
}

/// Finds, grades, and asks the table about every person before they are offered.
fn offer(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    incident: &Incident,
    criteria: &Criteria,
) -> Result<Offered, StoreError> {
    let role = present.caller.role;
    let Some(scope) = list_scope(tasuki, role, Situation::LiveIncident) else {
        return Ok(Offered::default());
    };
    let municipalities = tx.jurisdiction(present.caller.organization)?;
    let reach = CandidateScope {
        municipalities: &municipalities,
        consent: scope.consent,
        moved_away: false,
        today: occasion.today(),
    };
    let ranked = search(tx, criteria, &reach, occasion.today())?;
    let mut offered = Offered {
        bounded: ranked.bounded,
        items: ranked.items,
        ..Offered::default()
    };
    for judged in ranked.people {
        if offered.candidates.len() >= Lookup::MAX_ROWS {
            // Beyond the rows only the count leaves, so nobody there needs a decision.
            offered.total += 1;
            continue;
        }
        let Some(resident) = tx.resident(judged.resident)? else {
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
        let Some(identity) = identity(tx, resident.id)? else {
            continue;
        };
        let about = About {
            resident: Some(resident.id),
            incident: Some(incident.id),
        };
        // Of what the list's rules leave, this one shows the identity alone.
        let mut noted = Noted::new(Action::ListCandidate, about)
            .resting_on(&decision)
            .because(reason_of(incident));
        noted.shown.insert(Category::Identity);
        offered.listed.push((noted, resident.version));
        offered.total += 1;
        offered.candidates.push(Candidate {
            resident: resident.id,
            name: identity.name,
            birth_date: identity.birth_date,
            sex: identity.sex,
            town: ListedTown::of(
                identity.address,
                resident.protected_address || decision.address_hidden,
            ),
            card_suffix: resident.card.suffix(),
            grade: judged.grade,
            matched: judged.matched,
            similar: judged.similar,
            differing: judged.differing,
        });
    }
    Ok(offered)
}

/// Who the person is, as recorded.
pub(crate) fn identity(
    tx: &mut ReadTx<'_>,
    resident: ResidentId,
) -> Result<Option<Identity>, StoreError> {
    let sections = tx.sections(resident, Some(&[Category::Identity]))?;
    let mut entries = sections.into_iter().flat_map(|section| section.entries);
    Ok(entries.find_map(|entry| match entry.body {
        FactBody::Identity(identity) => Some(identity),
        _ => None,
    }))
}

/// Keyed hashes of what was searched with, so that repeated misses can be counted without anyone
/// reading what was typed.
fn keyed_hashes(master: &MasterKey, items: &[(&'static str, String)]) -> Vec<String> {
    let hashes: BTreeSet<String> = items
        .iter()
        .map(|(kind, value)| {
            let hash = master.keyed_hash(kind, value.as_bytes());
            format!("{kind}:{}", hex(hash.get(..8).unwrap_or_default()))
        })
        .collect();
    hashes.into_iter().collect()
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
