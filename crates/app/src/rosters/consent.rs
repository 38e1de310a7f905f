//! A roster's form beside the consents on record.
//!
//! A city's spreadsheet keeps the first form for ever. What the person said later, at the counter or
//! by withdrawing, must not come undone because the sheet was taken in again.

use std::collections::BTreeSet;
use tasuki_domain::{
    consent::{Consent, ConsentRow, ConsentState, Evidence, Proxy, with_identity},
    id::ConsentId,
    time::{Date, date_in_japan},
};

/// What the form of a line says of consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormConsent {
    /// Nothing is said.
    Unanswered,
    /// It was asked, and nothing is permitted.
    Nothing,
    /// This is permitted.
    Permits(RosterConsent),
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

/// What a form means beside the consents on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    /// What is on record holds: it says the same, or is newer.
    Holds,
    /// The form takes its place.
    Newer,
    /// The form permits nothing any more.
    Ends(ConsentId),
    /// A form of the same day, permitting more than the one in force: which of them the person
    /// meant, a spreadsheet cannot say.
    Wider,
}

/// Compares a form with every consent of the resident. `signed_on` is the day on the form.
pub(super) fn compare(history: &[Consent], form: &FormConsent, signed_on: Date) -> Compared {
    let in_force = history
        .iter()
        .find(|consent| consent.state == ConsentState::InForce);
    let newest = history
        .iter()
        .map(|consent| consent.evidence.signed_on)
        .max();
    let is_older = newest.is_some_and(|newest| signed_on < newest);
    match form {
        FormConsent::Unanswered => Compared::Holds,
        FormConsent::Nothing => match in_force {
            Some(consent) if !is_older => Compared::Ends(consent.id),
            _ => Compared::Holds,
        },
        FormConsent::Permits(_) if is_older || was_withdrawn_since(history, signed_on) => {
            Compared::Holds
        }
        FormConsent::Permits(wanted) => match in_force {
            Some(current) if says(current, wanted) => Compared::Holds,
            Some(current) if current.evidence.signed_on == signed_on => {
                if is_within(wanted, current) {
                    Compared::Newer
                } else if history.iter().any(|earlier| says(earlier, wanted)) {
                    Compared::Holds
                } else {
                    Compared::Wider
                }
            }
            _ => Compared::Newer,
        },
    }
}

/// Whether a consent was withdrawn on the day of the form or later.
fn was_withdrawn_since(history: &[Consent], signed_on: Date) -> bool {
    history.iter().any(|consent| match consent.state {
        ConsentState::Withdrawn(at) => signed_on <= date_in_japan(at),
        _ => false,
    })
}

fn says(consent: &Consent, wanted: &RosterConsent) -> bool {
    consent.rows == with_identity(&wanted.rows)
        && consent.collection == wanted.collection
        && consent.evidence == wanted.evidence
        && consent.proxy == wanted.proxy
        && consent.until == wanted.until
}

/// Whether the form permits nothing that the consent does not.
fn is_within(wanted: &RosterConsent, consent: &Consent) -> bool {
    let ends_no_later = match (wanted.until, consent.until) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(wanted), Some(current)) => wanted <= current,
    };
    with_identity(&wanted.rows).is_subset(&consent.rows)
        && (consent.collection || !wanted.collection)
        && ends_no_later
}

#[cfg(test)]
mod tests;
