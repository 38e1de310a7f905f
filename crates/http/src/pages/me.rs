//! `/me`: the resident's own page.

use super::{
    accesses,
    answer::{self, PageAnswer},
    consents,
    visit::Visit,
};
use tasuki_app::{Refusal, accesses::list_of_resident, accounts::organizations, consents::list};
use tasuki_domain::{
    access::Action,
    consent::Consent,
    municipality::MunicipalityCode,
    organization::{Organization, OrganizationKind},
    time::Date,
    wareki,
};
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
    let (_, institutions) = visit.see(organizations).await?;
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
        withdraw_path: in_force.map(|consent| format!("/consents/{}/withdraw", consent.id)),
        withdrawn_now: in_force.is_none() && visit.query().get("done") == "withdrawn",
        ask: desk(&institutions, &who.jurisdiction),
    };
    answer::page(view.render())
}

/// Whom the person asks: their city, whatever the institution of their account is called.
fn desk(institutions: &[Organization], served: &[MunicipalityCode]) -> String {
    let city = institutions.iter().find(|institution| {
        institution.kind == OrganizationKind::City
            && institution
                .jurisdiction
                .iter()
                .any(|code| served.contains(code))
    });
    match city {
        Some(city) => format!("{}の窓口", city.name.as_str()),
        None => "お住まいの市町村の窓口".to_owned(),
    }
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
    fn the_city_is_asked_and_not_the_institution_of_the_account() {
        let code: MunicipalityCode = "222054".parse().unwrap();
        let institution = |kind, name: &str, code: &MunicipalityCode| Organization {
            id: uuid::Uuid::from_u128(1).into(),
            kind,
            name: name.parse().unwrap(),
            jurisdiction: vec![code.clone()],
            wishes_sentence: None,
        };
        let other: MunicipalityCode = "131016".parse().unwrap();
        let all = [
            institution(OrganizationKind::Residents, "みほん市の登録者", &code),
            institution(OrganizationKind::City, "よその市", &other),
            institution(OrganizationKind::City, "みほん市", &code),
        ];
        let served = [code];
        assert_eq!(desk(&all, &served), "みほん市の窓口");
        assert_eq!(desk(&all[..2], &served), "お住まいの市町村の窓口");
    }

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
