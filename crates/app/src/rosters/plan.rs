//! What one line of a roster would change: new, changed or the same.

use super::consent::{self, Compared, FormConsent};
use crate::residents::alike::registered_alike;
use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{Fact, FactBody, FactKind, identity::Identity},
    id::{ConsentId, FactId, OrganizationId},
    municipality::MunicipalityCode,
    provenance::Source,
    resident::{Resident, RosterKey},
    time::Date,
};
use tasuki_store::{ReadTx, StoreError};

/// One good line of a roster.
#[derive(Debug, Clone)]
pub struct RosterLine {
    /// The physical line in the file.
    pub line: usize,
    /// The municipality's own number for the person.
    pub key: RosterKey,
    /// Who the person is.
    pub identity: Identity,
    /// 支援措置; none when the line does not say.
    pub protected_address: Option<bool>,
    /// What the line says about them.
    pub facts: Vec<FactBody>,
    /// What the form permits.
    pub consent: FormConsent,
    /// The day on the form.
    pub signed_on: Date,
    /// When the statements were true.
    pub as_of: PartialDate,
    /// When someone last confirmed them unchanged.
    pub confirmed_on: Option<Date>,
    /// Where they came from.
    pub source: Source,
}

/// What a line would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineVerdict {
    /// Registers a person.
    New,
    /// Changes a registered person.
    Changed,
    /// Changes nothing.
    Same,
    /// Looks like a person registered under another number; nothing is written until a person has
    /// looked.
    PossibleDuplicate,
    /// Needs a person's decision; nothing is written.
    Undecided(Undecided),
}

/// Why a line waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undecided {
    /// It would show an address that is protected (支援措置).
    LiftsProtection,
    /// It permits more than the form of the same day that is in force.
    WidensConsent,
}

/// How many lines would do what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// Lines that register a person.
    pub new: usize,
    /// Lines that change one.
    pub changed: usize,
    /// Lines that change nothing.
    pub same: usize,
    /// Lines that are not taken.
    pub rejected: usize,
}

impl Verdicts {
    pub(crate) fn count(&mut self, verdict: LineVerdict) {
        match verdict {
            LineVerdict::New => self.new += 1,
            LineVerdict::Changed => self.changed += 1,
            LineVerdict::Same => self.same += 1,
            LineVerdict::PossibleDuplicate | LineVerdict::Undecided(_) => self.rejected += 1,
        }
    }
}

/// One step of bringing a record to what a line says.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Record {
        body: Box<FactBody>,
        replaces: Option<FactId>,
    },
    /// A roster only ever raises the protection.
    Protect,
    Consent,
    Withdraw(ConsentId),
}

/// What a line means for the register as it stands.
pub(crate) enum Planned {
    New,
    Existing {
        resident: Resident,
        steps: Vec<Step>,
    },
    PossibleDuplicate,
    Undecided(Undecided),
}

impl Planned {
    pub(crate) fn verdict(&self) -> LineVerdict {
        match self {
            Self::New => LineVerdict::New,
            Self::Existing { steps, .. } if steps.is_empty() => LineVerdict::Same,
            Self::Existing { .. } => LineVerdict::Changed,
            Self::PossibleDuplicate => LineVerdict::PossibleDuplicate,
            Self::Undecided(why) => LineVerdict::Undecided(*why),
        }
    }
}

/// Whose register a roster is compared with.
pub(crate) struct Register<'a> {
    pub municipality: &'a MunicipalityCode,
    pub organization: OrganizationId,
    /// Every number in the file: two lines with two numbers are two people, as the city says.
    pub numbers: BTreeSet<&'a RosterKey>,
}

impl<'a> Register<'a> {
    pub(crate) fn of(
        municipality: &'a MunicipalityCode,
        organization: OrganizationId,
        lines: &'a [RosterLine],
    ) -> Self {
        let numbers = lines.iter().map(|line| &line.key).collect();
        Self {
            municipality,
            organization,
            numbers,
        }
    }
}

/// Compares a line with the register.
///
/// Who sees less by a line is served at once; who would see more (an address that is protected, a
/// consent that a newer form narrowed) waits for a person, because a spreadsheet outlives what was
/// said at the counter since.
///
/// A roster owns what its own institution recorded: there it replaces and takes back. What a clinic
/// or care manager recorded it never touches, so an old spreadsheet cannot undo a doctor's word.
pub(crate) fn plan(
    tx: &mut ReadTx<'_>,
    register: &Register<'_>,
    line: &RosterLine,
) -> Result<Planned, StoreError> {
    let organization = register.organization;
    let Some(resident) = tx.resident_by_roster_key(register.municipality, &line.key)? else {
        return Ok(if registered_otherwise(tx, register, line)? {
            Planned::PossibleDuplicate
        } else {
            Planned::New
        });
    };
    let current = tx.current_facts(resident.id)?;
    let mut steps = Vec::new();
    match (resident.protected_address, line.protected_address) {
        (false, Some(true)) => steps.push(Step::Protect),
        (true, Some(false)) => return Ok(Planned::Undecided(Undecided::LiftsProtection)),
        _ => {}
    }
    let identity = FactBody::Identity(line.identity.clone());
    let mut wanted: Vec<&FactBody> = vec![&identity];
    wanted.extend(&line.facts);
    let kinds: BTreeSet<FactKind> = wanted.iter().map(|body| body.kind()).collect();
    for kind in kinds {
        let said: Vec<&FactBody> = wanted
            .iter()
            .copied()
            .filter(|body| body.kind() == kind)
            .collect();
        steps.extend(bring(kind, &said, &current, organization));
    }
    match consent::compare(&tx.consents(resident.id)?, &line.consent, line.signed_on) {
        Compared::Holds => {}
        Compared::Newer => steps.push(Step::Consent),
        Compared::Ends(consent) => steps.push(Step::Withdraw(consent)),
        Compared::Wider => return Ok(Planned::Undecided(Undecided::WidensConsent)),
    }
    Ok(Planned::Existing { resident, steps })
}

/// Whether someone of the same name and birth date is registered without a number, or under one
/// that the file does not hold.
fn registered_otherwise(
    tx: &mut ReadTx<'_>,
    register: &Register<'_>,
    line: &RosterLine,
) -> Result<bool, StoreError> {
    let alike = registered_alike(tx, register.municipality, &line.identity)?;
    Ok(alike.into_iter().any(|resident| {
        resident
            .roster_key
            .is_none_or(|number| !register.numbers.contains(&number))
    }))
}

fn bring(
    kind: FactKind,
    said: &[&FactBody],
    current: &[Fact],
    organization: OrganizationId,
) -> Vec<Step> {
    let of_kind: Vec<&Fact> = current
        .iter()
        .filter(|fact| fact.body.kind() == kind)
        .collect();
    let missing: Vec<&FactBody> = said
        .iter()
        .copied()
        .filter(|body| !of_kind.iter().any(|fact| fact.body == **body))
        .collect();
    let mut own: Vec<&Fact> = of_kind
        .iter()
        .copied()
        .filter(|fact| fact.provenance.organization == organization && !said.contains(&&fact.body))
        .collect();
    let others = of_kind
        .iter()
        .any(|fact| fact.provenance.organization != organization);
    if others && (kind.is_single() || missing.iter().any(|body| body.is_confirmed_none())) {
        return Vec::new();
    }
    let mut steps = Vec::new();
    for body in missing {
        let replaces = if own.is_empty() {
            None
        } else {
            Some(own.remove(0).id)
        };
        steps.push(Step::Record {
            body: Box::new(body.clone()),
            replaces,
        });
    }
    let none_said = said.iter().any(|body| body.is_confirmed_none());
    for fact in own {
        // A confirmed none supersedes every current fact of the kind by itself.
        if !none_said {
            steps.push(Step::Record {
                body: Box::new(FactBody::Retracted(kind)),
                replaces: Some(fact.id),
            });
        }
    }
    steps
}
