//! Brings one resident's record to what a roster's line says.

use super::{
    consent::FormConsent,
    plan::{Planned, RosterLine, Step},
};
use crate::{
    Occasion, Refusal,
    consents::{self, GrantConsent},
    occasion::Draw,
    perform::Present,
    residents::register::{NewResident, insert},
};
use tasuki_domain::{
    application::Route,
    fact::{Fact, FactBody},
    id::{FactId, ResidentId},
    municipality::MunicipalityCode,
    provenance::Provenance,
    text::Line,
};
use tasuki_store::{StoreError, WriteTx};

/// Writes a planned line. The refusal is that of the consent's evidence.
pub(crate) fn write(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    municipality: &MunicipalityCode,
    line: &RosterLine,
    planned: Planned,
) -> Result<Result<Option<ResidentId>, Refusal>, StoreError> {
    match planned {
        Planned::New => {
            let id: ResidentId = draw.id();
            let receipt: Line = format!("名簿 {}", line.key.as_str())
                .parse()
                .map_err(|_| StoreError::Corrupt("roster key"))?;
            let new = NewResident {
                municipality: municipality.clone(),
                identity: line.identity.clone(),
                protected_address: line.protected_address.unwrap_or(false),
                roster_key: Some(line.key.clone()),
                receipt,
                route: Route::Roster,
                signed_on: line.signed_on,
                source: line.source,
                not_a_duplicate: true,
            };
            insert(tx, present, occasion, draw, id, &new)?;
            for body in &line.facts {
                record(
                    tx,
                    present,
                    occasion,
                    draw.id(),
                    id,
                    line,
                    body.clone(),
                    None,
                )?;
            }
            tx.rebuild_summary(id)?;
            if let Err(refusal) = consent(tx, present, occasion, draw, id, line)? {
                return Ok(Err(refusal));
            }
            Ok(Ok(Some(id)))
        }
        Planned::Existing { steps, .. } if steps.is_empty() => Ok(Ok(None)),
        Planned::Existing { resident, steps } => {
            for step in steps {
                match step {
                    Step::Record { body, replaces } => {
                        record(
                            tx,
                            present,
                            occasion,
                            draw.id(),
                            resident.id,
                            line,
                            *body,
                            replaces,
                        )?;
                    }
                    Step::Protect => tx.set_protected_address(resident.id, true)?,
                    Step::Withdraw(consent) => tx.withdraw_consent(consent, occasion.now)?,
                    Step::Consent => {
                        if let Err(refusal) =
                            consent(tx, present, occasion, draw, resident.id, line)?
                        {
                            return Ok(Err(refusal));
                        }
                    }
                }
            }
            tx.rebuild_summary(resident.id)?;
            tx.bump_version(resident.id, None)?;
            Ok(Ok(Some(resident.id)))
        }
        Planned::PossibleDuplicate | Planned::Undecided(_) => Ok(Ok(None)),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "one statement of one line: all of it is needed and none belongs together"
)]
fn record(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    id: FactId,
    resident: ResidentId,
    line: &RosterLine,
    body: FactBody,
    replaces: Option<FactId>,
) -> Result<(), StoreError> {
    let fact = Fact {
        id,
        resident,
        body,
        provenance: Provenance {
            source: line.source,
            said_by: None,
            entered_by: present.caller.account,
            organization: present.caller.organization,
            entered_at: occasion.now,
            as_of: line.as_of,
            confirmed_on: line.confirmed_on,
        },
        superseded_by: None,
    };
    tx.record_fact(&fact, replaces)
}

fn consent(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    resident: ResidentId,
    line: &RosterLine,
) -> Result<Result<(), Refusal>, StoreError> {
    let FormConsent::Permits(wanted) = &line.consent else {
        return Ok(Ok(()));
    };
    let input = GrantConsent {
        resident,
        rows: wanted.rows.clone(),
        collection: wanted.collection,
        evidence: wanted.evidence.clone(),
        proxy: wanted.proxy.clone(),
        until: wanted.until,
        if_version: None,
    };
    Ok(consents::insert(tx, present, occasion, draw.id(), &input)?.map(|_| ()))
}
