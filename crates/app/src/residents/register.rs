//! Registers a resident on a signed form.

use super::{alike::registered_alike, reach::list_row};
use crate::{
    Answer, Occasion, Once, Refusal, Tasuki,
    occasion::Draw,
    once::{Turn, take_turn},
    perform::{About, Changed, Noted, Present, change, own_register},
};
use tasuki_domain::{
    Category, Invalid,
    access::Action,
    application::{Application, Route},
    birth_date::PartialDate,
    caller::Caller,
    card::CardNumber,
    fact::{Fact, FactBody, identity::Identity},
    id::ResidentId,
    municipality::MunicipalityCode,
    provenance::{Provenance, Source},
    resident::{Registration, Resident, RosterKey},
    text::Line,
    time::Date,
};
use tasuki_policy::Situation;
use tasuki_store::{ReadTx, StoreError, WriteTx};

/// How many card numbers are tried before giving up; at ten million numbers and a million
/// residents, twenty misses in a row happen once in 10^20.
const CARD_ATTEMPTS: usize = 20;

/// A person to register, and the form it rests on.
#[derive(Debug, Clone)]
pub struct NewResident {
    /// The registering municipality; it must be the officer's own.
    pub municipality: MunicipalityCode,
    /// Who the person is.
    pub identity: Identity,
    /// 支援措置
    pub protected_address: bool,
    /// The municipality's own number for the person.
    pub roster_key: Option<RosterKey>,
    /// The receipt number of the form.
    pub receipt: Line,
    /// By which route the form came.
    pub route: Route,
    /// The day on the form.
    pub signed_on: Date,
    /// Where the identity came from.
    pub source: Source,
    /// Whether an officer has looked at the possible duplicates and says this is another person.
    pub not_a_duplicate: bool,
}

/// The registration made.
#[derive(Debug, Clone)]
pub struct Registered {
    /// The registration.
    pub resident: Resident,
    /// Whether the request had been made before.
    pub replayed: bool,
}

/// Registers a resident.
///
/// Refuses a municipality that is not the officer's own, a form dated in the future, and — so
/// that two records of one person do not grow apart — anyone whose name and birth date are already
/// registered there, unless the officer has said that it is another person.
pub fn register(
    tasuki: &Tasuki,
    caller: &Caller,
    occasion: &Occasion,
    once: Option<&Once>,
    input: &NewResident,
) -> Answer<Registered> {
    change(
        tasuki,
        caller,
        occasion,
        Action::RegisterResident,
        About::default(),
        |tx, present, draw| {
            let refused = |refusal| {
                Ok(Changed::refused(
                    refusal,
                    Action::RegisterResident,
                    About::default(),
                ))
            };
            if own_register(tx, present)?.as_ref() != Some(&input.municipality) {
                return refused(Refusal::NotFound);
            }
            if input.signed_on > occasion.today() {
                return refused(Refusal::invalid("signed_on", future_form()));
            }
            let id: ResidentId = match take_turn(tx, once, present.caller, draw, occasion.now)? {
                Ok(Turn::First(id)) => id,
                Ok(Turn::Again(id)) => {
                    let Some(resident) = tx.resident(id)? else {
                        return refused(Refusal::NotFound);
                    };
                    let noted = Noted::new(Action::RegisterResident, About::resident(id));
                    return Ok(Changed::done(
                        Registered {
                            resident,
                            replayed: true,
                        },
                        noted,
                    ));
                }
                Err(refusal) => return refused(refusal),
            };
            if !input.not_a_duplicate {
                let alike = registered_alike(tx, &input.municipality, &input.identity)?;
                if !alike.is_empty() {
                    return possible_duplicate(tasuki, tx, present, occasion, &alike);
                }
            }
            if let Some(key) = &input.roster_key
                && tx
                    .resident_by_roster_key(&input.municipality, key)?
                    .is_some()
            {
                return refused(Refusal::Conflict {
                    code: "roster_key_taken",
                    problem: "この登録番号は登録済みです",
                    expected: "登録番号を確かめてください。同じ方なら記録を更新してください",
                });
            }
            let resident = insert(tx, present, occasion, draw, id, input)?;
            let noted = Noted::new(Action::RegisterResident, About::resident(id));
            Ok(Changed::done(
                Registered {
                    resident,
                    replayed: false,
                },
                noted,
            ))
        },
    )
}

fn future_form() -> Invalid {
    Invalid::new(
        "signed_in_future",
        "申出書の日付が未来です",
        "申出書に書かれた日付を入れてください",
    )
}

/// The refusal that names those registered alike. Each of them sees that the caller was told of
/// them.
fn possible_duplicate<T>(
    tasuki: &Tasuki,
    tx: &mut ReadTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    alike: &[Resident],
) -> Result<Changed<T>, StoreError> {
    let mut of = Vec::new();
    let mut told = Vec::new();
    for resident in alike {
        let consent = tx.consent_in_force(resident.id)?;
        let (role, situation) = (present.caller.role, Situation::OwnRegister);
        let row = list_row(
            tasuki,
            role,
            situation,
            consent.as_ref(),
            occasion,
            resident,
        );
        if let Some(decision) = row {
            of.push(resident.id);
            let about = About::resident(resident.id);
            told.push((Noted::new(Action::RegisterResident, about), decision));
        }
    }
    let refusal = Refusal::PossibleDuplicate { of };
    let mut changed = Changed::refused(refusal.clone(), Action::RegisterResident, About::default());
    for (noted, decision) in told {
        let mut noted = noted.turned_down(&refusal).resting_on(&decision);
        noted.shown.insert(Category::Identity);
        noted.people = 1;
        changed.noted.push(noted);
    }
    Ok(changed)
}

/// Writes the registration, its form and its identity.
pub(crate) fn insert(
    tx: &mut WriteTx<'_>,
    present: &Present<'_>,
    occasion: &Occasion,
    draw: &mut Draw,
    id: ResidentId,
    input: &NewResident,
) -> Result<Resident, StoreError> {
    let resident = Resident {
        id,
        municipality: input.municipality.clone(),
        card: unused_card(tx, draw)?,
        roster_key: input.roster_key.clone(),
        protected_address: input.protected_address,
        registration: Registration::Active,
        version: 1,
        registered_at: occasion.now,
    };
    tx.insert_resident(&resident)?;
    tx.insert_application(&Application {
        id: draw.id(),
        resident: id,
        receipt: input.receipt.clone(),
        route: input.route,
        signed_on: input.signed_on,
        received_by: present.caller.account,
        received_at: occasion.now,
    })?;
    let fact = Fact {
        id: draw.id(),
        resident: id,
        body: FactBody::Identity(input.identity.clone()),
        provenance: Provenance {
            source: input.source,
            said_by: None,
            entered_by: present.caller.account,
            organization: present.caller.organization,
            entered_at: occasion.now,
            as_of: PartialDate::Day(input.signed_on),
            confirmed_on: None,
        },
        superseded_by: None,
    };
    tx.record_fact(&fact, None)?;
    tx.rebuild_summary(id)?;
    Ok(resident)
}

fn unused_card(tx: &mut WriteTx<'_>, draw: &mut Draw) -> Result<CardNumber, StoreError> {
    for _ in 0..CARD_ATTEMPTS {
        let card = CardNumber::from_serial(draw.card_serial());
        if tx.resident_by_card(card)?.is_none() {
            return Ok(card);
        }
    }
    Err(StoreError::Busy)
}
