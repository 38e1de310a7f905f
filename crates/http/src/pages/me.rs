//! `/me`: the resident's own page.

use super::{
    accesses,
    answer::{self, PageAnswer},
    consents,
    visit::Visit,
};
use tasuki_app::{Refusal, accesses::list_of_resident, consents::list};
use tasuki_domain::{access::Action, consent::Consent, time::Date, wareki};
use tasuki_ui::page::ResidentHomeView;

/// Looks shown before 「全部見る」.
const LATEST: usize = 5;

/// Shows who looked and what is permitted.
pub(crate) async fn show(visit: Visit) -> PageAnswer {
    // Who may see no looks at all is refused on record; whoever may, but is no resident, has none of
    // their own to see.
    let who = visit.begins(Action::ListAccesses).await?;
    let Some(resident) = who.resident else {
        return Err(visit.refused(Some(&who), &Refusal::Forbidden));
    };
    let (_, page) = visit
        .see(move |tasuki, caller, occasion| {
            list_of_resident(tasuki, caller, occasion, resident, None)
        })
        .await?;
    let (who, (consents, _)) = visit
        .see(move |tasuki, caller, occasion| list(tasuki, caller, occasion, resident))
        .await?;
    let in_force = consents
        .iter()
        .find(|consent| consent.in_force(visit.setting.today()));
    let view = ResidentHomeView {
        frame: visit.frame("わたしの記録", &who),
        subject: format!("{} さん", who.name.as_str()),
        latest: page.lines.iter().take(LATEST).map(accesses::line).collect(),
        accesses_path: format!("/residents/{resident}/accesses"),
        summary_path: format!("/residents/{resident}/summary"),
        permitted: in_force.map(consents::permitted).unwrap_or_default(),
        consent_note: note(&consents, visit.setting.today()),
        ask: format!("{}の窓口", who.organization.as_str()),
    };
    answer::page(view.render())
}

/// On which paper it rests, or how the last one ended.
fn note(consents: &[Consent], today: Date) -> Option<String> {
    if let Some(consent) = consents.iter().find(|consent| consent.in_force(today)) {
        let signed = wareki::short(consent.evidence.signed_on);
        let until = consent
            .until
            .map(|until| format!("{} まで有効です。", wareki::short(until)));
        return Some(format!(
            "{signed} に署名した同意（版 {}）です。{}",
            consent.version,
            until.unwrap_or_default()
        ));
    }
    consents.first().map(|newest| {
        format!(
            "前の同意（版 {}）は {}",
            newest.version,
            consents::past(newest).ended
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{TODAY, entered_at};
    use tasuki_domain::consent::ConsentState;

    #[test]
    fn the_paper_behind_it_is_named() {
        let withdrawn = Consent {
            state: ConsentState::Withdrawn(entered_at()),
            ..consents::sample()
        };
        let ending = Consent {
            until: Some("2027-03-31".parse().unwrap()),
            ..consents::sample()
        };
        for (consents, words) in [
            (vec![], None),
            (
                vec![consents::sample()],
                Some("R8.6.3 に署名した同意（版 2）です。"),
            ),
            (
                vec![ending],
                Some("R8.6.3 に署名した同意（版 2）です。R9.3.31 まで有効です。"),
            ),
            (vec![withdrawn], Some("前の同意（版 2）は R8.11.7 に撤回")),
        ] {
            assert_eq!(note(&consents, TODAY).as_deref(), words);
        }
    }
}
