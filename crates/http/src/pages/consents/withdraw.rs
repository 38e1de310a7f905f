//! `/officer/consents/{id}/withdraw`: what a withdrawal does, and doing it.

use super::view;
use crate::pages::{
    answer::{self, PageAnswer},
    day,
    posted::Posted,
    problem::PageProblem,
    statements::entries,
    visit::Visit,
};
use tasuki_app::{Refusal, consents, residents};
use tasuki_domain::{
    consent::Consent,
    fact::{FactBody, FactKind},
    id::{ConsentId, ResidentId},
};
use tasuki_ui::page::WithdrawView;

/// The consent's segment of an address: the resident and the consent. Both are opaque.
pub(super) fn segment(consent: &Consent) -> String {
    format!("{}.{}", consent.resident, consent.id)
}

/// Who and which; the resident only where the address names them.
fn parts(segment: &str) -> Option<(Option<ResidentId>, ConsentId)> {
    match segment.split_once('.') {
        Some((resident, consent)) => Some((Some(resident.parse().ok()?), consent.parse().ok()?)),
        None => Some((None, segment.parse().ok()?)),
    }
}

fn named(visit: &Visit) -> Result<(Option<ResidentId>, ConsentId), PageProblem> {
    parts(visit.segment()).ok_or_else(|| visit.refused(None, &Refusal::NotFound))
}

/// Asks before it is done.
pub(crate) async fn ask_withdrawal(visit: Visit) -> PageAnswer {
    let (Some(resident), id) = named(&visit)? else {
        return Err(visit.refused(None, &Refusal::NotFound));
    };
    let (who, found) = visit
        .see(move |tasuki, caller, occasion| residents::view(tasuki, caller, occasion, resident))
        .await?;
    let Some(consent) = found.consents.iter().find(|consent| consent.id == id) else {
        return Err(visit.refused(Some(&who), &Refusal::NotFound));
    };
    let entries = entries(&found.summary, FactKind::Identity);
    let words = entries.words();
    let identity = entries.known().and_then(|entries| {
        entries.iter().find_map(|entry| match &entry.body {
            FactBody::Identity(identity) => Some(identity),
            _ => None,
        })
    });
    let page = WithdrawView {
        frame: visit.frame("同意の撤回", &who),
        consent_id: segment(consent),
        version: consent.version,
        resident_id: resident.to_string(),
        name: identity.map_or_else(|| words.clone(), |identity| identity.name.written()),
        birth_date: identity
            .map(|identity| day::birth_and_age(identity.birth_date, found.summary.today))
            .unwrap_or(words),
        loses: view::loses(consent),
    };
    answer::page(page.render())
}

/// Withdraws.
pub(crate) async fn withdraw(Posted { visit, .. }: Posted) -> PageAnswer {
    let (_, id) = named(&visit)?;
    let (_, withdrawn) = visit
        .see(move |tasuki, caller, occasion| consents::withdraw(tasuki, caller, occasion, id))
        .await?;
    let resident = withdrawn.consent.resident;
    Ok(answer::see_other(&format!(
        "/officer/residents/{resident}?done=withdrawn"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_the_consent_and_perhaps_the_resident() {
        let consent = view::sample();
        assert_eq!(
            parts(&segment(&consent)),
            Some((Some(consent.resident), consent.id))
        );
        assert_eq!(parts(&consent.id.to_string()), Some((None, consent.id)));
        for wrong in ["", "x", ".", "x.y", &format!("{}.", consent.resident)] {
            assert_eq!(parts(wrong), None, "{wrong}");
        }
    }
}
