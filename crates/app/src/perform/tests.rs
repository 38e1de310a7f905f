//! What a look rests on is looked at again when it is recorded.

use super::*;
use std::cell::Cell;
use tasuki_domain::{
    id::OrganizationId,
    incident::{Basis, LookReason, Origin, SearchOutcome},
    organization::OrganizationKind,
};
use town::{Town, now};

#[expect(dead_code, reason = "what the tests outside need of the town")]
#[path = "../../tests/use_cases/town.rs"]
mod town;

/// A look at the resident, during whose first run `meanwhile` happens; how often it ran.
fn runs(
    town: &Town,
    caller: &Caller,
    resident: ResidentId,
    incident: Option<IncidentId>,
    meanwhile: &dyn Fn(),
) -> (usize, Result<(), Refusal>) {
    let runs = Cell::new(0);
    let action = Action::ViewSummary;
    let occasion = town.occasion();
    let answer = look(
        &town.tasuki,
        caller,
        &occasion,
        action,
        About::resident(resident),
        |tx, present, _| {
            runs.set(runs.get() + 1);
            let tasuki = &town.tasuki;
            let reached = crate::residents::reach::reach(
                tasuki, tx, present, &occasion, action, resident, incident,
            )?;
            if runs.get() == 1 {
                meanwhile();
            }
            Ok(match reached {
                Ok(reached) => Looked::found((), vec![reached.noted])
                    .while_still(resident, reached.resident.version)
                    .within(incident),
                Err(denied) => denied.into(),
            })
        },
    );
    (runs.get(), answer.unwrap())
}

#[test]
fn invariant_1_a_look_that_lost_what_it_rested_on_starts_anew() {
    let town = Town::new();
    let resident = town.registers_hanako(false);
    town.consents(resident, &[]);
    town.joins(resident, town.clinic);
    let doctor = &town.physician;
    let (once, answer) = runs(&town, doctor, resident, None, &|| {});
    assert_eq!((once, answer), (1, Ok(())));
    let (twice, answer) = runs(&town, doctor, resident, None, &|| {
        leaves(&town, resident, town.clinic)
    });
    assert_eq!((twice, answer), (2, Err(Refusal::NotFound)));

    let crew = town.employs(OrganizationKind::FireHeadquarters, Role::Crew, "crew");
    let open = crate::incidents::OpenIncident {
        basis: Basis::Reason(LookReason::OnDuty),
        origin: Origin::Call119,
        called_at: now(),
        place: None,
    };
    let occasion = town.occasion();
    let opened = crate::incidents::open(&town.tasuki, &crew, &occasion, None, &open);
    let incident = opened.unwrap().unwrap().incident.id;
    let (twice, answer) = runs(&town, &crew, resident, Some(incident), &|| {
        let (occasion, hit) = (town.occasion(), SearchOutcome::Hit);
        crate::incidents::close(&town.tasuki, &crew, &occasion, incident, &hit)
            .unwrap()
            .unwrap();
    });
    assert_eq!((twice, answer), (2, Err(Refusal::IncidentOver)));
}

fn leaves(town: &Town, resident: ResidentId, organization: OrganizationId) {
    let occasion = town.occasion();
    crate::care_teams::leave(
        &town.tasuki,
        &town.officer,
        &occasion,
        resident,
        organization,
    )
    .unwrap()
    .unwrap();
}
