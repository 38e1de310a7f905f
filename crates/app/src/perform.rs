//! The single door to the data.
//!
//! A *look* reads on a snapshot and decides, then in one short write checks that what it decided
//! on still holds, appends the entries and commits; only then does the answer exist. A *change*
//! reads, decides, acts, appends and commits in one write. A refusal found after acting rolls back
//! to the savepoint, and its entry commits: a refusal is a value, not an error.

use crate::{
    Answer, Occasion, Refusal, Tasuki, canonical::seal, occasion::Draw,
    residents::reach::live_incident,
};
use tasuki_domain::{
    access::{AccessEntry, Action},
    caller::Caller,
    id::{ImportId, IncidentId, ResidentId},
    municipality::MunicipalityCode,
    role::Role,
    search_event::SearchEvent,
    time::Instant,
};
use tasuki_store::{LookupRow, ReadTx, SealedEntry, Standing, StoreError, WriteTx};

pub use crate::noted::About;
pub(crate) use crate::noted::Noted;

/// How often a look starts anew when the record changes under it. Changes to one record are rare;
/// a look that loses this often meets something broken, and answers 503.
const LOOK_ATTEMPTS: usize = 8;

/// What a look found: its answer, what to record, and what must still hold when it is recorded.
pub(crate) struct Looked<T> {
    pub answer: Result<T, Refusal>,
    pub noted: Vec<Noted>,
    pub still: Still,
    pub kept: Option<Kept>,
}

/// What must still hold when a look is recorded: it is what the answer rests on.
#[derive(Default)]
pub(crate) struct Still {
    /// These records are at these versions, and the caller's institution serves them.
    pub residents: Vec<(ResidentId, i64)>,
    /// This emergency is live.
    pub incident: Option<IncidentId>,
}

impl Still {
    fn holds(
        &self,
        tx: &mut ReadTx<'_>,
        present: &Present<'_>,
        occasion: &Occasion,
    ) -> Result<bool, StoreError> {
        if let Some(incident) = self.incident
            && live_incident(tx, present, occasion, incident)?.is_err()
        {
            return Ok(false);
        }
        let mut served = None;
        for (id, version) in &self.residents {
            let Some(now) = tx.resident(*id)?.filter(|now| now.version == *version) else {
                return Ok(false);
            };
            // The people of a list are mostly of one municipality.
            if present.caller.role != Role::Resident && served.as_ref() == Some(&now.municipality) {
                continue;
            }
            if !serves(tx, present, &now)? {
                return Ok(false);
            }
            served = Some(now.municipality);
        }
        Ok(true)
    }
}

/// A roster file that waits for its decision.
pub(crate) struct Waiting {
    pub import: ImportId,
    pub sealed: Vec<u8>,
    /// Files that have waited since before then are dropped.
    pub dropping_before: Instant,
}

/// What a look leaves behind beside its entries.
pub(crate) enum Kept {
    /// The search, and what was unusual about it and those before it.
    Lookup(Box<LookupRow>, Vec<SearchEvent>),
    /// A roster that waits for its decision.
    Roster(Waiting),
}

impl<T> Looked<T> {
    pub(crate) fn found(answer: T, noted: Vec<Noted>) -> Self {
        Self {
            answer: Ok(answer),
            noted,
            still: Still::default(),
            kept: None,
        }
    }

    pub(crate) fn refused(refusal: Refusal, action: Action, about: About) -> Self {
        Self::turned_down(refusal, Noted::new(action, about))
    }

    /// A refusal that keeps what the entry knows of it already.
    pub(crate) fn turned_down(refusal: Refusal, noted: Noted) -> Self {
        let noted = vec![noted.turned_down(&refusal)];
        Self {
            answer: Err(refusal),
            noted,
            still: Still::default(),
            kept: None,
        }
    }

    /// Keeps that too.
    pub(crate) fn keeping(mut self, kept: Kept) -> Self {
        self.kept = Some(kept);
        self
    }

    /// Records only if the resident's record is still at this version.
    pub(crate) fn while_still(mut self, resident: ResidentId, version: i64) -> Self {
        self.still.residents.push((resident, version));
        self
    }

    /// Records only if the emergency that the look is part of is still live.
    pub(crate) fn within(mut self, incident: Option<IncidentId>) -> Self {
        self.still.incident = incident;
        self
    }
}

/// What a change did: its answer and what to record.
pub(crate) struct Changed<T> {
    pub answer: Result<T, Refusal>,
    pub noted: Vec<Noted>,
}

impl<T> Changed<T> {
    pub(crate) fn done(answer: T, noted: Noted) -> Self {
        Self {
            answer: Ok(answer),
            noted: vec![noted],
        }
    }

    pub(crate) fn refused(refusal: Refusal, action: Action, about: About) -> Self {
        Self::turned_down(refusal, Noted::new(action, about))
    }

    /// A refusal that keeps what the entry knows of it already.
    pub(crate) fn turned_down(refusal: Refusal, noted: Noted) -> Self {
        let noted = vec![noted.turned_down(&refusal)];
        Self {
            answer: Err(refusal),
            noted,
        }
    }
}

/// Where the caller stands as the database knows it now.
pub(crate) struct Present<'a> {
    pub caller: &'a Caller,
    pub standing: Standing,
}

/// Performs a look; see the module.
pub(crate) fn look<T>(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    action: Action,
    about: About,
    read: impl Fn(&mut ReadTx<'_>, &Present<'_>, &mut Draw) -> Result<Looked<T>, StoreError>,
) -> Answer<T> {
    for _ in 0..LOOK_ATTEMPTS {
        let mut draw = occasion.draw();
        let looked = tasuki
            .store
            .read(|tx| match admit(tasuki, tx, caller, action)? {
                Ok(present) => read(tx, &present, &mut draw),
                Err(refusal) => Ok(Looked::refused(refusal, action, known(tx, about)?)),
            })?;
        let entries = seal_all(tasuki, caller, occasion, &mut draw, looked.noted)?;
        let recorded = tasuki.store.write(|tx| {
            // The account, the emergency, the jurisdiction, the consents and the registrations that
            // decided must be those that hold when the entry is committed; a withdrawal in between
            // starts the look anew.
            if looked.answer.is_ok() {
                let holds = match admit(tasuki, tx, caller, action)? {
                    Ok(present) => looked.still.holds(tx, &present, occasion)?,
                    Err(_) => false,
                };
                if !holds {
                    return Ok(false);
                }
            }
            match &looked.kept {
                Some(Kept::Lookup(lookup, events)) => {
                    tx.insert_lookup(lookup)?;
                    tx.insert_search_events(events)?;
                }
                Some(Kept::Roster(roster)) => {
                    tx.drop_staged_imports_before(roster.dropping_before)?;
                    tx.stage_import(roster.import, caller.account, &roster.sealed, occasion.now)?;
                }
                None => {}
            }
            tx.append_accesses(&entries)?;
            Ok::<_, StoreError>(true)
        })?;
        if recorded {
            tasuki.recorded(entries.len());
            return Ok(looked.answer);
        }
    }
    Err(StoreError::Busy)
}

/// Performs a change; see the module.
pub(crate) fn change<T>(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    action: Action,
    about: About,
    act: impl Fn(&mut WriteTx<'_>, &Present<'_>, &mut Draw) -> Result<Changed<T>, StoreError>,
) -> Answer<T> {
    let (answer, entries) = tasuki.store.write(|tx| {
        let mut draw = occasion.draw();
        let changed = match admit(tasuki, tx, caller, action)? {
            Ok(present) => {
                let outcome = tx.savepoint(|tx| match act(tx, &present, &mut draw) {
                    Ok(changed) if changed.answer.is_err() => {
                        Err(Undone::Refused(Box::new(changed)))
                    }
                    Ok(changed) => Ok(changed),
                    Err(failure) => Err(Undone::Failed(failure)),
                });
                match outcome {
                    Ok(changed) => changed,
                    Err(Undone::Refused(changed)) => *changed,
                    Err(Undone::Failed(failure)) => return Err(failure),
                }
            }
            Err(refusal) => Changed::refused(refusal, action, known(tx, about)?),
        };
        let entries = seal_all(tasuki, caller, occasion, &mut draw, changed.noted)?;
        tx.append_accesses(&entries)?;
        Ok::<_, StoreError>((changed.answer, entries.len()))
    })?;
    tasuki.recorded(entries);
    Ok(answer)
}

/// Why a savepoint was rolled back.
enum Undone<T> {
    Refused(Box<Changed<T>>),
    Failed(StoreError),
}

impl<T> From<StoreError> for Undone<T> {
    fn from(failure: StoreError) -> Self {
        Self::Failed(failure)
    }
}

/// The caller's account as it is now, if it is still what the token says.
pub(crate) fn standing(
    tx: &mut ReadTx<'_>,
    caller: &Caller,
) -> Result<Option<Standing>, StoreError> {
    let standing = tx.standing(caller.account, caller.session)?;
    Ok(standing.filter(|standing| {
        standing.active
            && !standing.session_ended
            && standing.generation == caller.generation
            && standing.organization == caller.organization
            && standing.role == caller.role
    }))
}

pub(crate) fn admit<'a>(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    caller: &'a Caller,
    action: Action,
) -> Result<Result<Present<'a>, Refusal>, StoreError> {
    Ok(match standing(tx, caller)? {
        None => Err(Refusal::SignedOut),
        Some(_) if !tasuki.table.may(caller.role, action) => Err(Refusal::Forbidden),
        Some(standing) => Ok(Present { caller, standing }),
    })
}

/// Keeps of `about` what exists, so that an entry never points at nothing.
pub(crate) fn known(tx: &mut ReadTx<'_>, about: About) -> Result<About, StoreError> {
    let resident = match about.resident {
        Some(id) => tx.resident(id)?.map(|resident| resident.id),
        None => None,
    };
    let incident = match about.incident {
        Some(id) => tx.incident(id)?.map(|incident| incident.id),
        None => None,
    };
    Ok(About { resident, incident })
}

fn seal_all(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    draw: &mut Draw,
    noted: Vec<Noted>,
) -> Result<Vec<SealedEntry>, StoreError> {
    noted
        .into_iter()
        .map(|noted| seal(entry(tasuki, caller, occasion, draw, noted), draw))
        .collect()
}

fn entry(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    draw: &mut Draw,
    noted: Noted,
) -> AccessEntry {
    AccessEntry {
        version: 1,
        id: draw.id(),
        at: occasion.now,
        account: caller.account,
        organization: caller.organization,
        role: caller.role,
        action: noted.action,
        resident: noted.resident,
        incident: noted.incident,
        lookup: noted.lookup,
        reason: noted.reason,
        outcome: noted.outcome,
        refusal: noted.refusal.map(str::to_owned),
        rules: noted.rules,
        policy: tasuki.table.hash().to_owned(),
        consents: noted.consents,
        shown: noted.shown,
        withheld: noted.withheld,
        search_keys: noted.search_keys,
        people: noted.people,
    }
}

/// Whether the caller's role is one whose institution serves the municipality of a record by
/// jurisdiction; a resident's own account needs none.
pub(crate) fn serves(
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    resident: &tasuki_domain::resident::Resident,
) -> Result<bool, StoreError> {
    if present.caller.role == Role::Resident {
        return Ok(present.standing.resident == Some(resident.id));
    }
    tx.serves(present.caller.organization, &resident.municipality)
}

/// The municipality whose register the caller's institution keeps, if it keeps one.
pub(crate) fn own_register(
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
) -> Result<Option<MunicipalityCode>, StoreError> {
    let organization = tx.organization(present.caller.organization)?;
    Ok(organization.and_then(|organization| organization.own_register().cloned()))
}

#[cfg(test)]
mod tests;
