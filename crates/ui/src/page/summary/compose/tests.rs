use super::*;
use crate::{
    page::summary::default_fire_sentence,
    presence::EXISTS_ONLY,
    sample::records::{
        TODAY, allergy, confirmed_none, entry, entry_of, full, identity, medicine, resident, shown,
    },
    wording::{Context, findings, missing_sentences},
};
use tasuki_domain::{
    alert,
    fact::{
        backup_hospital::BackupHospital,
        care::{Baseline, CareLevel, Level},
        home::Home,
        wishes::{DoctorToCall, Procedure, Speaker, Standing, Statement, Wanted, Wish},
    },
    summary::{Section, WithheldBecause},
};

impl<'a> Look<'a> {
    /// A look within an emergency, with the default sentence C.
    pub(super) fn of(resident: &'a Resident, sections: &'a [(Category, Shown)]) -> Self {
        Self {
            incident: Some(IncidentRef {
                id: "i".into(),
                label: "#1".into(),
            }),
            own: false,
            back: WayOn {
                href: "/search".into(),
                label: "検索に戻る".into(),
            },
            resident,
            sections,
            alerts: &[],
            address_hidden: false,
            fire_sentence: default_fire_sentence("みほん市消防本部"),
            today: TODAY,
        }
    }
}

fn wish(wanted: Wanted, standing: Standing) -> FactBody {
    FactBody::Wish(Wish {
        statements: vec![Statement {
            procedure: Procedure::CardiopulmonaryResuscitation,
            wanted,
        }],
        speaker: Speaker::Person,
        talked_on: "2026-06-03".parse().unwrap(),
        present: Vec::new(),
        expected_condition: None,
        verbatim: Some("延命はしないでほしい".parse().unwrap()),
        standing,
        call: Some(DoctorToCall {
            name: "佐藤医師".parse().unwrap(),
            institution: None,
            phone: "0557001111".parse().unwrap(),
            hours: None,
            night_phone: None,
        }),
        original_place: None,
        review_by: Some(jiff::civil::date(2026, 9, 1)),
    })
}

fn page(sections: &[(Category, Shown)]) -> SummaryView {
    let alerts = sections
        .iter()
        .find_map(|(_, shown)| match shown {
            Shown::Full(section) if section.category == Category::Medications => {
                Some(alert::antithrombotic(section, TODAY))
            }
            _ => None,
        })
        .unwrap_or_default();
    let resident = resident();
    let look = Look {
        alerts: &alerts,
        ..Look::of(&resident, sections)
    };
    SummaryView::compose(Frame::default(), &look)
}

fn known_identity() -> (Category, Shown) {
    let body = FactBody::Identity(identity());
    shown(Category::Identity, [entry_of(body, "2026-11-07")])
}

#[test]
fn what_no_rule_spoke_of_is_withheld_and_never_unrecorded() {
    let view = page(&[known_identity()]);
    let role = WithheldBecause::Role.japanese();
    assert_eq!(view.allergies.words(), role);
    assert_eq!(view.antithrombotics.words(), role);
    assert_eq!(view.wishes.confirmed.words(), role);
    assert_eq!(view.banner.age, "86歳");
    assert_eq!(view.banner.updated, "14日前");
}

#[test]
fn the_four_absences_stay_apart() {
    let sections = [
        known_identity(),
        shown(Category::Allergies, [confirmed_none(FactKind::Allergy)]),
        full(Category::Devices, []),
        (
            Category::Conditions,
            Shown::Withheld(WithheldBecause::PersonsWish),
        ),
        (Category::Care, Shown::Existence { recorded: true }),
    ];
    let resident = resident();
    let look = Look {
        address_hidden: true,
        ..Look::of(&resident, &sections)
    };
    let view = SummaryView::compose(Frame::default(), &look);
    assert_eq!(view.allergies.words(), "なし（確認済み R8.6.3 佐藤医師）");
    assert_eq!(view.devices, Presence::NotRecorded);
    assert_eq!(view.conditions.words(), "本人の申出により表示できません");
    assert_eq!(view.care.words(), EXISTS_ONLY);
    assert_eq!(
        view.banner.address.words(),
        WithheldBecause::Protected.japanese()
    );
    let html = view.render().unwrap();
    assert!(!html.contains("泉町"), "a protected address is on the page");
}

#[test]
fn invariant_5_every_zone_has_each_word_for_absence() {
    let kinds = [
        (Category::Allergies, FactKind::Allergy),
        (Category::Devices, FactKind::Device),
        (Category::Conditions, FactKind::Condition),
        (Category::Medications, FactKind::Medication),
        (Category::Contacts, FactKind::Contact),
        (Category::Physicians, FactKind::Physician),
        (Category::BackupHospital, FactKind::BackupHospital),
    ];
    let words = |category, page: &SummaryView| match category {
        Category::Allergies => page.allergies.words(),
        Category::Devices => page.devices.words(),
        Category::Conditions => page.conditions.words(),
        Category::Medications => page.medications.words(),
        Category::Contacts => page.contacts.words(),
        Category::Physicians => page.physicians.words(),
        _ => page.backup.words(),
    };
    for (category, kind) in kinds {
        let none = Shown::Full(Section::build(category, [confirmed_none(kind)]));
        for (shown, said) in [
            (none, "なし（確認済み R8.6.3 佐藤医師）"),
            (Shown::Full(Section::empty(category)), "記録されていません"),
            (
                Shown::Withheld(WithheldBecause::PersonsWish),
                "本人の申出により表示できません",
            ),
            (
                Shown::Withheld(WithheldBecause::Role),
                "この職種には表示されません",
            ),
        ] {
            let page = page(&[(category, shown)]);
            assert_eq!(words(category, &page), said, "{category:?}");
        }
    }
}

#[test]
fn an_empty_statement_is_not_recorded() {
    let page = page(&[
        full(Category::Home, [FactBody::Home(Home::default())]),
        full(Category::Care, [FactBody::Baseline(Baseline::default())]),
    ]);
    assert_eq!(page.home, Presence::NotRecorded);
    assert_eq!(page.care, Presence::NotRecorded);
}

#[test]
fn the_usual_state_stands_before_the_care_level() {
    let usual = Baseline {
        consciousness: Some("清明".parse().unwrap()),
        ..Baseline::default()
    };
    let level = CareLevel {
        level: Level::Care2,
        certified_on: None,
        valid_until: None,
        disability: None,
        dementia: None,
    };
    let both = page(&[full(
        Category::Care,
        [
            FactBody::CareLevel(level.clone()),
            FactBody::Baseline(usual),
        ],
    )]);
    let texts: Vec<_> = both
        .care
        .known()
        .unwrap()
        .iter()
        .map(|datum| datum.text.as_str())
        .collect();
    assert_eq!(texts, ["意識", "要介護度"]);
    let alone = page(&[full(Category::Care, [FactBody::CareLevel(level)])]);
    assert_eq!(alone.care.known().map(Vec::len), Some(1));
    let no_level = page(&[shown(Category::Care, [confirmed_none(FactKind::CareLevel)])]);
    assert_eq!(no_level.care, Presence::NotRecorded);
}

#[test]
fn the_hospital_that_agreed_stands_with_its_limits() {
    let hospital = FactBody::BackupHospital(BackupHospital {
        hospital: "みほん市立病院".parse().unwrap(),
        department: None,
        phone: None,
        second_choice: None,
        not_for: Some("骨折".parse().unwrap()),
        agreed_on: None,
    });
    let view = page(&[full(Category::BackupHospital, [hospital])]);
    assert_eq!(view.backup.known().unwrap().notes, ["対象外: 骨折"]);
}

#[test]
fn medicines_without_an_antithrombotic_confirm_nothing() {
    let medicines = |name| {
        let taken = entry_of(medicine(name), "2026-11-01");
        page(&[shown(Category::Medications, [taken])])
    };
    let view = medicines("アムロジピン");
    assert_eq!(view.antithrombotics.known(), None);
    let html = view.render().unwrap();
    let tile = html.split("antithrombotics-title").nth(2).unwrap();
    let tile = tile.split("</section>").next().unwrap();
    assert!(tile.contains("記録された薬（1種）の中にはありません"));
    assert!(tile.contains("医師 R8.11.1（薬の記録から自動判定）"));
    assert!(!tile.contains("確認済み") && !tile.contains("記録されていません"));
    let view = medicines("ワーファリン錠1mg");
    let tile = view.antithrombotics.known().unwrap();
    assert!(
        tile[0]
            .caution
            .as_deref()
            .is_some_and(|words| words.contains("処方日数を過ぎています"))
    );
}

#[test]
fn records_that_differ_are_both_shown_and_none_is_folded_into_the_other() {
    let confirmed = wish(
        Wanted::NotWanted,
        Standing::Confirmed {
            physician: "佐藤医師".parse().unwrap(),
            on: jiff::civil::date(2026, 6, 3),
        },
    );
    let heard = wish(Wanted::Depends, Standing::Heard);
    let view = page(&[shown(
        Category::Wishes,
        [entry(confirmed), entry_of(heard, "2026-09-09")],
    )]);
    let card = &view.wishes;
    assert_eq!(card.confirmed.known().map(Vec::len), Some(1));
    assert_eq!(card.heard.len(), 1);
    assert!(card.confirmed.known().unwrap()[0].review_due);
    let html = view.render().unwrap();
    let card = crate::sample::card_of(&html);
    assert!(card.contains("記録が2つあり内容が異なります（R8.6.3 佐藤医師 / R8.6.3 聞き取り）"));
    assert_eq!(findings(card, Context::WishesTemplate), []);
    assert!(missing_sentences(card, &view.wishes.fire_sentence).is_empty());
    assert!(card.contains("夜間の連絡先は記録されていません"));
}

#[test]
fn a_withdrawn_record_leaves_its_day_and_not_its_content() {
    let on = jiff::civil::date(2026, 11, 1);
    let withdrawn = wish(Wanted::NotWanted, Standing::Withdrawn { on });
    let html = page(&[full(Category::Wishes, [withdrawn])])
        .render()
        .unwrap();
    assert!(html.contains("R8.11.1 に取り下げられています"));
    assert!(!html.contains("望まない"));
    assert!(!html.contains("意思の記録はありません"));
}

#[test]
fn the_whole_page_renders_with_the_fixed_sentences() {
    let page = page(&[
        full(Category::Identity, [FactBody::Identity(identity())]),
        full(Category::Allergies, [allergy("そば")]),
    ]);
    let html = page.render().unwrap();
    assert_eq!(
        missing_sentences(&html, &page.wishes.fire_sentence),
        [""; 0]
    );
    assert!(html.contains("見本　花子") && html.contains("医師 R8.6.3"));
}

#[test]
fn what_people_typed_is_escaped() {
    let html = page(&[full(
        Category::Allergies,
        [allergy("<script>alert(1)</script>")],
    )])
    .render()
    .unwrap();
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("script&#62;alert"));
}
