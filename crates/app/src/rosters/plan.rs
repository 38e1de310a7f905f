//! What one line of a roster would change: new, changed or the same.

use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::PartialDate,
    consent::{Consent, ConsentRow, Evidence, Proxy},
    fact::{Fact, FactBody, FactKind, identity::Identity},
    id::{FactId, OrganizationId},
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
    /// 支援措置
    pub protected_address: bool,
    /// What the line says about them.
    pub facts: Vec<FactBody>,
    /// The consent on the form, if the line has one.
    pub consent: Option<RosterConsent>,
    /// The day on the form.
    pub signed_on: Date,
    /// When the statements were true.
    pub as_of: PartialDate,
    /// When someone last confirmed them unchanged.
    pub confirmed_on: Option<Date>,
    /// Where they came from.
    pub source: Source,
}

/// The consent of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterConsent {
    /// What is permitted.
    pub rows: BTreeSet<ConsentRow>,
    /// Consent to collect.
    pub collection: bool,
    /// What proves it.
    pub evidence: Evidence,
    /// Who signed in the person's place.
    pub proxy: Option<Proxy>,
    /// The last day.
    pub until: Option<Date>,
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
            LineVerdict::PossibleDuplicate => self.rejected += 1,
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
    Protect(bool),
    Consent,
}

/// What a line means for the register as it stands.
pub(crate) enum Planned {
    New,
    Existing {
        resident: Resident,
        steps: Vec<Step>,
    },
    PossibleDuplicate,
}

impl Planned {
    pub(crate) fn verdict(&self) -> LineVerdict {
        match self {
            Self::New => LineVerdict::New,
            Self::Existing { steps, .. } if steps.is_empty() => LineVerdict::Same,
            Self::Existing { .. } => LineVerdict::Changed,
            Self::PossibleDuplicate => LineVerdict::PossibleDuplicate,
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
    if resident.protected_address != line.protected_address {
        steps.push(Step::Protect(line.protected_address));
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
    if let Some(consent) = &line.consent
        && !is_in_force(tx.consent_in_force(resident.id)?.as_ref(), consent)
        && !was_withdrawn_after(&tx.consents(resident.id)?, consent)
    {
        steps.push(Step::Consent);
    }
    Ok(Planned::Existing { resident, steps })
}

/// Whether someone with the same kana and birth date is registered without a number, or under one
/// that the file does not hold.
fn registered_otherwise(
    tx: &mut ReadTx<'_>,
    register: &Register<'_>,
    line: &RosterLine,
) -> Result<bool, StoreError> {
    let Some(kana) = line.identity.name.kana() else {
        return Ok(false);
    };
    let key = tasuki_matching::normalize::kana_key(&kana);
    let birth_date = line.identity.birth_date.to_string();
    for id in tx.residents_by_name_and_birth(register.municipality, &key, &birth_date)? {
        let numbered_apart = tx
            .resident(id)?
            .and_then(|resident| resident.roster_key)
            .is_some_and(|number| register.numbers.contains(&number));
        if !numbered_apart {
            return Ok(true);
        }
    }
    Ok(false)
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

fn is_in_force(current: Option<&Consent>, wanted: &RosterConsent) -> bool {
    current.is_some_and(|current| {
        current.rows == named(&wanted.rows)
            && current.collection == wanted.collection
            && current.evidence == wanted.evidence
            && current.proxy == wanted.proxy
            && current.until == wanted.until
    })
}

/// A consent that the person withdrew does not come back because the same old form is still in
/// the city's spreadsheet.
fn was_withdrawn_after(history: &[Consent], wanted: &RosterConsent) -> bool {
    use tasuki_domain::{consent::ConsentState, time::date_in_japan};
    history.iter().any(|consent| match consent.state {
        ConsentState::Withdrawn(at) => wanted.evidence.signed_on <= date_in_japan(at),
        _ => false,
    })
}

fn named(rows: &BTreeSet<ConsentRow>) -> BTreeSet<ConsentRow> {
    let mut rows = rows.clone();
    let identity: Vec<ConsentRow> = rows
        .iter()
        .map(|row| ConsentRow {
            category: tasuki_domain::Category::Identity,
            ..*row
        })
        .collect();
    rows.extend(identity);
    rows
}
