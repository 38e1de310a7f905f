//! How a caller comes to a record: the situations that hold now, and what the table makes of them.

use crate::{
    Occasion, Refusal, Tasuki,
    perform::{About, Changed, Looked, Noted, Present, own_register, serves},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    access::Action,
    consent::Consent,
    id::{IncidentId, ResidentId},
    incident::{Basis, Incident},
    resident::{Registration, Resident},
    role::Role,
};
use tasuki_policy::{Decision, Level, Question, Scope, Situation, Verdict, decide, scope};
use tasuki_store::{ReadTx, StoreError};

/// A record that the caller may see something of.
pub(crate) struct Reached {
    pub resident: Resident,
    pub decision: Decision,
    /// The consent in force, whether or not the decision rests on it.
    pub consent: Option<Consent>,
    /// The emergency that the look is part of.
    pub incident: Option<Incident>,
    /// The entry of it, with the rules and consents that decided; what leaves is for the verb to
    /// say.
    pub noted: Noted,
}

/// A record that the caller may see nothing of.
pub(crate) struct Denied {
    pub refusal: Refusal,
    /// The entry of it, with the rules that did not suffice.
    pub noted: Noted,
}

impl<T> From<Denied> for Looked<T> {
    fn from(denied: Denied) -> Self {
        Self::turned_down(denied.refusal, denied.noted)
    }
}

impl<T> From<Denied> for Changed<T> {
    fn from(denied: Denied) -> Self {
        Self::turned_down(denied.refusal, denied.noted)
    }
}

/// The caller's live incident; another institution's does not exist for them.
pub(crate) fn live_incident(
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    id: IncidentId,
) -> Result<Result<Incident, Refusal>, StoreError> {
    let incident = tx.incident(id)?;
    Ok(live(incident, present, occasion))
}

fn live(
    incident: Option<Incident>,
    present: &Present<'_>,
    occasion: &Occasion,
) -> Result<Incident, Refusal> {
    match incident {
        Some(incident) if incident.organization == present.caller.organization => {
            if incident.is_live(occasion.now) {
                Ok(incident)
            } else {
                Err(Refusal::IncidentOver)
            }
        }
        _ => Err(Refusal::NotFound),
    }
}

/// What an entry says of the incident: its number or its reason, never the place.
pub(crate) fn reason_of(incident: &Incident) -> String {
    match &incident.basis {
        Basis::Number(number) => format!("事案 {}", number.as_str()),
        Basis::Reason(reason) => reason.japanese().to_owned(),
    }
}

/// Decides what of a record the caller may see.
///
/// An unknown, withdrawn, foreign or moved-away resident is the same [`Refusal::NotFound`].
pub(crate) fn reach(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    action: Action,
    id: ResidentId,
    incident: Option<IncidentId>,
) -> Result<Result<Reached, Denied>, StoreError> {
    let resident = tx.resident(id)?;
    let named = incident.map(|incident| tx.incident(incident)).transpose()?;
    // What exists, so that an entry never points at nothing.
    let about = About {
        resident: resident.as_ref().map(|resident| resident.id),
        incident: named
            .as_ref()
            .and_then(Option::as_ref)
            .map(|incident| incident.id),
    };
    let mut noted = Noted::new(action, about);
    let mut situations = BTreeSet::new();
    let incident = match named {
        Some(incident) => match live(incident, present, occasion) {
            Ok(incident) => {
                situations.insert(Situation::LiveIncident);
                noted.reason = Some(reason_of(&incident));
                Some(incident)
            }
            Err(refusal) => return Ok(Err(Denied { refusal, noted })),
        },
        None => None,
    };
    let refusal = Refusal::NotFound;
    let Some(resident) = resident else {
        return Ok(Err(Denied { refusal, noted }));
    };
    if !serves(tx, present, &resident)? {
        return Ok(Err(Denied { refusal, noted }));
    }
    standing_situations(tx, present, occasion, &resident, &mut situations)?;
    let own_city = situations.contains(&Situation::OwnRegister);
    if matches!(resident.registration, Registration::MovedAway(_)) && !own_city {
        return Ok(Err(Denied { refusal, noted }));
    }
    let consent = tx.consent_in_force(id)?;
    let role = present.caller.role;
    Ok(
        match judge(
            tasuki,
            role,
            &situations,
            consent.as_ref(),
            occasion,
            &resident,
        ) {
            Verdict::Permitted(decision) => Ok(Reached {
                resident,
                noted: noted.resting_on(&decision),
                decision,
                consent,
                incident,
            }),
            Verdict::Denied { rules } => {
                noted.rules = rules;
                Err(Denied { refusal, noted })
            }
        },
    )
}

/// Asks the table.
fn judge(
    tasuki: &Tasuki,
    role: Role,
    situations: &BTreeSet<Situation>,
    consent: Option<&Consent>,
    occasion: &Occasion,
    resident: &Resident,
) -> Verdict {
    let question = Question {
        role,
        situations,
        consent,
        today: occasion.today(),
        protected_address: resident.protected_address,
        own_city: situations.contains(&Situation::OwnRegister),
    };
    decide(&tasuki.table, &question)
}

/// Whether the table lets a role's lists name anyone in a situation: a row is a name, so nothing
/// less than the identity in full makes one.
pub(crate) fn list_scope(tasuki: &Tasuki, role: Role, situation: Situation) -> Option<Scope> {
    scope(&tasuki.table, role, situation).filter(|scope| scope.level == Level::Full)
}

/// What a list may say of one person; none when it may not name them.
pub(crate) fn list_row(
    tasuki: &Tasuki,
    role: Role,
    situation: Situation,
    consent: Option<&Consent>,
    occasion: &Occasion,
    resident: &Resident,
) -> Option<Decision> {
    let situations = BTreeSet::from([situation, Situation::Listing]);
    match judge(tasuki, role, &situations, consent, occasion, resident) {
        Verdict::Permitted(decision)
            if decision.shown.get(&Category::Identity) == Some(&Level::Full) =>
        {
            Some(decision)
        }
        _ => None,
    }
}

/// The situations that hold without an incident.
fn standing_situations(
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    resident: &Resident,
    situations: &mut BTreeSet<Situation>,
) -> Result<(), StoreError> {
    match present.caller.role {
        Role::CityOfficer
            if own_register(tx, present)?.as_ref() == Some(&resident.municipality) =>
        {
            situations.insert(Situation::OwnRegister);
        }
        Role::PrivacyOfficer | Role::Auditor => {
            situations.insert(Situation::ReviewOfLooks);
        }
        Role::Resident if present.standing.resident == Some(resident.id) => {
            situations.insert(Situation::OwnRecord);
        }
        _ => {}
    }
    if tx.in_care_team(resident.id, present.caller.organization, occasion.now)? {
        situations.insert(Situation::CareTeam);
    }
    Ok(())
}
