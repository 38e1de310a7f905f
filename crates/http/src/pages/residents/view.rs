//! A registration as the use-case gives it → the page's view.

use super::lines::note;
use crate::pages::consents;
use tasuki_app::residents::{ResidentView as Found, SummaryView};
use tasuki_domain::{
    Category,
    consent::{Consent, ConsentState},
    fact::{FactKind, identity::Identity},
    summary::{Section, Shown},
    time::{Date, date_in_japan},
    wareki,
};
use tasuki_ui::{
    Datum, Frame, Presence, day,
    page::{
        ResidentView,
        resident::{ExistenceLine, FactGroup, GrantForm, Registration},
    },
    statements::{identity, lines},
};

/// The page of a registration.
pub(super) fn resident(
    frame: Frame,
    found: &Found,
    done: Option<String>,
    form: Option<GrantForm>,
) -> ResidentView {
    let summary = &found.summary;
    let version = summary.resident.version;
    let in_force = found
        .consents
        .iter()
        .find(|consent| consent.in_force(summary.today));
    ResidentView {
        frame,
        id: summary.resident.id.to_string(),
        done,
        registration: registration(summary),
        facts: facts(summary),
        existence: existence(summary),
        consent: in_force.map(consents::in_force),
        past: found
            .consents
            .iter()
            .filter(|consent| !consent.in_force(summary.today))
            .map(consents::past)
            .collect(),
        grant: Some(form.unwrap_or_else(|| consents::begun(version, in_force))),
    }
}

/// What was done just now, of what the address says and the record confirms.
pub(super) fn done(code: &str, consents: &[Consent]) -> Option<String> {
    let newest = consents.first()?;
    match (code, newest.state) {
        ("granted", ConsentState::InForce) => {
            Some(format!("同意を登録しました（版 {}）", newest.version))
        }
        ("withdrawn", ConsentState::Withdrawn(_)) => Some(format!(
            "同意を撤回しました（版 {}）。もう、どこにも表示されません。",
            newest.version
        )),
        _ => None,
    }
}

fn registration(summary: &SummaryView) -> Registration {
    let resident = &summary.resident;
    let found = identity(&summary.sections);
    let words = found.words();
    let identity: Option<&Identity> = found.known().map(|(identity, _)| *identity);
    let absent = || Presence::Withheld(words.clone());
    let of = |read: fn(&Identity, &SummaryView) -> Presence<String>| {
        identity.map_or_else(absent, |identity| read(identity, summary))
    };
    Registration {
        name: identity.map_or_else(|| words.clone(), |identity| identity.name.written()),
        kana: of(|identity, _| known(identity.name.kana())),
        birth_date: identity.map_or_else(
            || words.clone(),
            |identity| day::birth_and_age(identity.birth_date, summary.today),
        ),
        sex: identity.map_or_else(
            || words.clone(),
            |identity| identity.sex.japanese().to_owned(),
        ),
        address: of(|identity, summary| match summary.address_withheld() {
            Some(because) => because.into(),
            None => known(identity.address.as_ref().map(|address| address.one_line())),
        }),
        phones: of(|identity, _| {
            let phones: Vec<String> = identity.phones.iter().map(ToString::to_string).collect();
            known((!phones.is_empty()).then(|| phones.join("、")))
        }),
        card: resident.card.to_string(),
        roster_key: known(
            resident
                .roster_key
                .as_ref()
                .map(|key| key.as_str().to_owned()),
        ),
        registered_on: wareki::short(date_in_japan(resident.registered_at)),
        protected_address: resident.protected_address,
        note: note(resident.registration),
    }
}

fn known(value: Option<String>) -> Presence<String> {
    value.map_or(Presence::NotRecorded, Presence::Known)
}

/// The statements of every category that is shown in full; who it is stands above.
fn facts(summary: &SummaryView) -> Vec<FactGroup> {
    summary
        .sections
        .iter()
        .filter(|(category, _)| *category != Category::Identity)
        .filter_map(|(category, shown)| match shown {
            Shown::Full(section) => Some(FactGroup {
                category: category.japanese().to_owned(),
                facts: group(section, summary.today),
            }),
            Shown::Withheld(because) => Some(FactGroup {
                category: category.japanese().to_owned(),
                facts: (*because).into(),
            }),
            Shown::Existence { .. } => None,
        })
        .collect()
}

/// All statements of a category; a "none, checked" of one kind stands beside those of another.
fn group(section: &Section, today: Date) -> Presence<Vec<Datum>> {
    let data: Vec<Datum> = section
        .entries
        .iter()
        .flat_map(|entry| lines(entry, today))
        .collect();
    if !data.is_empty() {
        return Presence::Known(data);
    }
    FactKind::ALL
        .iter()
        .filter(|kind| kind.category() == section.category)
        .map(|kind| section.recorded(*kind).into())
        .find_map(
            |state: Presence<Vec<&tasuki_domain::summary::Entry>>| match state {
                Presence::None { by, on } => Some(Presence::None { by, on }),
                _ => None,
            },
        )
        .unwrap_or(Presence::NotRecorded)
}

fn existence(summary: &SummaryView) -> Vec<ExistenceLine> {
    summary
        .sections
        .iter()
        .filter_map(|(category, shown)| match shown {
            Shown::Existence { recorded } => Some(ExistenceLine {
                category: category.japanese().to_owned(),
                recorded: *recorded,
            }),
            _ => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples::{self, confirmed_none, full, view};
    use tasuki_domain::fact::{FactBody, home::Home};

    fn page(sections: Vec<(Category, Shown)>) -> ResidentView {
        let found = Found {
            summary: view(sections),
            applications: Vec::new(),
            consents: Vec::new(),
        };
        resident(Frame::default(), &found, None, None)
    }

    #[test]
    fn the_registration_says_who_it_is() {
        let page = page(vec![full(
            Category::Identity,
            [FactBody::Identity(samples::identity())],
        )]);
        let registration = &page.registration;
        assert_eq!(registration.name, "見本　花子");
        assert_eq!(registration.birth_date, "昭和15年3月2日（1940） 86歳");
        assert_eq!(registration.phones, Presence::Known("0557-00-0000".into()));
        assert_eq!(registration.roster_key, Presence::NotRecorded);
        assert_eq!(registration.registered_on, "R8.6.3");
        assert!(page.facts.is_empty());
        assert_eq!(page.grant.unwrap().resident_version, 7);
    }

    #[test]
    fn contents_and_mere_existence_stand_apart() {
        let home = Home {
            key: Some("長女".parse().unwrap()),
            ..Home::default()
        };
        let page = page(vec![
            (Category::Allergies, Shown::Existence { recorded: true }),
            (Category::Wishes, Shown::Existence { recorded: false }),
            full(Category::Home, [FactBody::Home(home)]),
            full(Category::Contacts, []),
            (
                Category::Physicians,
                Shown::Full(Section::build(
                    Category::Physicians,
                    [confirmed_none(FactKind::Physician)],
                )),
            ),
        ]);
        let existence: Vec<_> = page
            .existence
            .iter()
            .map(|line| (line.category.as_str(), line.recorded))
            .collect();
        assert_eq!(
            existence,
            [("アレルギー・副作用", true), ("本人の意思の記録", false)]
        );
        let facts: Vec<_> = page
            .facts
            .iter()
            .map(|group| (group.category.as_str(), group.facts.words()))
            .collect();
        assert_eq!(
            facts,
            [
                ("住まい・鍵", String::new()),
                ("緊急連絡先", "記録されていません".to_owned()),
                (
                    "かかりつけ医・事業所",
                    "なし（確認済み R8.6.3 佐藤医師）".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn what_was_done_is_said_only_when_the_record_confirms_it() {
        use crate::pages::consents::sample;
        let now = samples::entered_at();
        for (code, state, said) in [
            ("granted", ConsentState::InForce, true),
            ("withdrawn", ConsentState::Withdrawn(now), true),
            ("withdrawn", ConsentState::InForce, false),
            ("granted", ConsentState::Withdrawn(now), false),
            ("", ConsentState::InForce, false),
        ] {
            let consents = [Consent { state, ..sample() }];
            assert_eq!(done(code, &consents).is_some(), said, "{code} {state:?}");
        }
        assert_eq!(done("granted", &[]), None);
    }
}
