//! `/consents/{id}/withdraw`: what a withdrawal does, and doing it, at the desk and by the person.

use super::view;
use crate::pages::{
    answer::{self, PageAnswer},
    posted::Posted,
    visit::Visit,
};
use tasuki_app::{consents, residents};
use tasuki_domain::{consent::Consent, id::ConsentId, role::Role};
use tasuki_ui::{day, page::WithdrawView, statements::identity};

/// Asks before it is done, with whose consent it is.
pub(crate) async fn ask_withdrawal(visit: Visit) -> PageAnswer {
    let id: ConsentId = visit.id()?;
    let (_, consent) = visit
        .see(move |tasuki, caller, occasion| consents::view(tasuki, caller, occasion, id))
        .await?;
    if visit.caller.role == Role::Resident {
        return ask_own(&visit, &consent).await;
    }
    let resident = consent.resident;
    let (who, found) = visit
        .see(move |tasuki, caller, occasion| residents::view(tasuki, caller, occasion, resident))
        .await?;
    let identity = identity(&found.summary.sections);
    let words = identity.words();
    let (name, birth_date) = identity.known().map_or_else(
        || (words.clone(), words.clone()),
        |(identity, _)| {
            (
                identity.name.written(),
                day::birth_and_age(identity.birth_date, found.summary.today),
            )
        },
    );
    let page = WithdrawView {
        frame: visit.frame("同意の撤回", &who),
        consent_id: consent.id.to_string(),
        version: consent.version,
        own: false,
        back: format!("/officer/residents/{resident}"),
        name,
        birth_date,
        loses: view::loses(&consent),
    };
    answer::page(page.render())
}

/// Asks the person themselves, who needs no list of what is registered for it.
async fn ask_own(visit: &Visit, consent: &Consent) -> PageAnswer {
    let who = visit.who().await?;
    let page = WithdrawView {
        frame: visit.frame("同意の取下げ", &who),
        consent_id: consent.id.to_string(),
        version: consent.version,
        own: true,
        back: "/me".to_owned(),
        name: format!("{} さん", who.name.as_str()),
        birth_date: String::new(),
        loses: view::loses(consent),
    };
    answer::page(page.render())
}

/// Withdraws.
pub(crate) async fn withdraw(Posted { visit, .. }: Posted) -> PageAnswer {
    let id: ConsentId = visit.id()?;
    let (_, withdrawn) = visit
        .see(move |tasuki, caller, occasion| consents::withdraw(tasuki, caller, occasion, id))
        .await?;
    if visit.caller.role == Role::Resident {
        return Ok(answer::see_other("/me?done=withdrawn"));
    }
    let resident = withdrawn.consent.resident;
    Ok(answer::see_other(&format!(
        "/officer/residents/{resident}?done=withdrawn"
    )))
}
