//! How a caller comes to a record: the situations that hold now, and what the table makes of them.

use crate::{
    Occasion, Refusal, Tasuki,
    perform::{Present, serves},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    consent::Consent,
    id::{IncidentId, ResidentId},
    incident::{Basis, Incident},
    resident::{Registration, Resident},
    role::Role,
};
use tasuki_policy::{Decision, Question, Situation, Verdict, decide};
use tasuki_store::{ReadTx, StoreError};

/// A record that the caller may see something of.
pub(crate) struct Reached {
    pub resident: Resident,
    pub decision: Decision,
    /// The emergency that the look is part of.
    pub incident: Option<Incident>,
}

/// The caller's live incident; another institution's does not exist for them.
pub(crate) fn live_incident(
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    id: IncidentId,
) -> Result<Result<Incident, Refusal>, StoreError> {
    Ok(match tx.incident(id)? {
        Some(incident) if incident.organization == present.caller.organization => {
            if incident.is_live(occasion.now) {
                Ok(incident)
            } else {
                Err(Refusal::IncidentOver)
            }
        }
        _ => Err(Refusal::NotFound),
    })
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
    id: ResidentId,
    incident: Option<IncidentId>,
) -> Result<Result<Reached, Refusal>, StoreError> {
    let mut situations = BTreeSet::new();
    let incident = match incident {
        Some(incident) => match live_incident(tx, present, occasion, incident)? {
            Ok(incident) => {
                situations.insert(Situation::LiveIncident);
                Some(incident)
            }
            Err(refusal) => return Ok(Err(refusal)),
        },
        None => None,
    };
    let Some(resident) = tx.resident(id)? else {
        return Ok(Err(Refusal::NotFound));
    };
    if !serves(tx, present, &resident)? {
        return Ok(Err(Refusal::NotFound));
    }
    standing_situations(tx, present, occasion, &resident, &mut situations)?;
    let own_city = situations.contains(&Situation::OwnRegister);
    if matches!(resident.registration, Registration::MovedAway(_)) && !own_city {
        return Ok(Err(Refusal::NotFound));
    }
    let consent = tx.consent_in_force(id)?;
    Ok(
        match judge(
            tasuki,
            present.caller.role,
            &situations,
            consent.as_ref(),
            occasion,
            &resident,
        ) {
            Some(decision) => Ok(Reached {
                resident,
                decision,
                incident,
            }),
            None => Err(Refusal::NotFound),
        },
    )
}

/// Asks the table.
pub(crate) fn judge(
    tasuki: &Tasuki,
    role: Role,
    situations: &BTreeSet<Situation>,
    consent: Option<&Consent>,
    occasion: &Occasion,
    resident: &Resident,
) -> Option<Decision> {
    let question = Question {
        role,
        situations,
        consent,
        today: occasion.today(),
        protected_address: resident.protected_address,
        own_city: situations.contains(&Situation::OwnRegister),
    };
    match decide(&tasuki.table, &question) {
        Verdict::Permitted(decision) => Some(decision),
        Verdict::Denied { .. } => None,
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
        Role::CityOfficer => {
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
