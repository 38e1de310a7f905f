use super::*;
use crate::wording::{Context, findings, missing_sentences};
use tasuki_domain::{
    alert,
    card::CardNumber,
    fact::{
        allergy::{Agent, Allergy},
        identity::{Address, PersonName, Sex},
        medication::Medication,
        wishes::{DoctorToCall, Procedure, Speaker, Standing, Statement, Wanted, Wish},
    },
    id::{AccountId, FactId, OrganizationId, ResidentId},
    provenance::{Provenance, Source},
    summary::Section,
    text::Line,
};

const TODAY: Date = jiff::civil::date(2026, 11, 21);

fn line(text: &str) -> Line {
    text.parse().expect("a line")
}

fn id(last: u64) -> uuid::Uuid {
    uuid::Uuid::from_u64_pair(1, last)
}

fn entry(number: u64, body: FactBody, as_of: &str) -> Entry {
    Entry {
        fact: FactId::from(id(number)),
        body,
        provenance: Provenance {
            source: Source::Physician,
            said_by: Some(line("佐藤医師")),
            entered_by: AccountId::from(id(1)),
            organization: OrganizationId::from(id(2)),
            entered_at: "2026-06-03T00:00:00Z".parse().expect("an instant"),
            as_of: as_of.parse().expect("a date"),
            confirmed_on: None,
        },
    }
}

fn resident() -> Resident {
    Resident {
        id: ResidentId::from(id(3)),
        municipality: "222054".parse().expect("a municipality code"),
        card: CardNumber::from_serial(553_0441),
        roster_key: None,
        protected_address: false,
        registration: Registration::Active,
        version: 1,
        registered_at: "2026-06-03T00:00:00Z".parse().expect("an instant"),
    }
}

fn identity() -> FactBody {
    FactBody::Identity(Identity {
        name: PersonName {
            family: line("見本"),
            given: Some(line("花子")),
            family_kana: Some("ミホン".parse().expect("kana")),
            given_kana: None,
        },
        other_names: Vec::new(),
        birth_date: "1940-03-02".parse().expect("a date"),
        sex: Sex::Female,
        address: Some(Address {
            postal_code: None,
            town: line("泉町2丁目"),
            rest: None,
        }),
        phones: Vec::new(),
        language: None,
    })
}

fn wish(wanted: Wanted, standing: Standing) -> FactBody {
    FactBody::Wish(Wish {
        statements: vec![Statement {
            procedure: Procedure::CardiopulmonaryResuscitation,
            wanted,
        }],
        speaker: Speaker::Person,
        talked_on: "2026-06-03".parse().expect("a date"),
        present: Vec::new(),
        expected_condition: None,
        verbatim: Some("延命はしないでほしい".parse().expect("a note")),
        standing,
        call: Some(DoctorToCall {
            name: line("佐藤医師"),
            institution: None,
            phone: "0557001111".parse().expect("a phone"),
            hours: None,
            night_phone: None,
        }),
        original_place: None,
        review_by: Some(jiff::civil::date(2026, 9, 1)),
    })
}

fn full(category: Category, entries: Vec<Entry>) -> (Category, Shown) {
    (category, Shown::Full(Section::build(category, entries)))
}

fn page(resident: &Resident, sections: &[(Category, Shown)], hidden: bool) -> SummaryView {
    let alerts = sections
        .iter()
        .find_map(|(_, shown)| match shown {
            Shown::Full(section) if section.category == Category::Medications => {
                Some(alert::antithrombotic(section, TODAY))
            }
            _ => None,
        })
        .unwrap_or_default();
    SummaryView::compose(
        Frame::default(),
        &Look {
            incident: IncidentRef {
                id: "i".into(),
                label: "#1".into(),
            },
            resident,
            sections,
            alerts: &alerts,
            address_hidden: hidden,
            fire_sentence: None,
            headquarters: "みほん市消防本部",
            today: TODAY,
        },
    )
}

#[test]
fn what_no_rule_spoke_of_is_withheld_and_never_unrecorded() {
    let resident = resident();
    let view = page(
        &resident,
        &[full(
            Category::Identity,
            vec![entry(1, identity(), "2026-11-07")],
        )],
        false,
    );
    assert_eq!(view.allergies.words(), WithheldBecause::Role.japanese());
    assert_eq!(
        view.antithrombotics.words(),
        WithheldBecause::Role.japanese()
    );
    assert_eq!(
        view.wishes.confirmed.words(),
        WithheldBecause::Role.japanese()
    );
    assert_eq!(view.banner.age, "86歳");
    assert_eq!(view.banner.updated, "14日前");
}

#[test]
fn the_four_absences_stay_apart() {
    let resident = resident();
    let sections = [
        full(Category::Identity, vec![entry(1, identity(), "2026-11-07")]),
        full(
            Category::Allergies,
            vec![entry(
                2,
                FactBody::ConfirmedNone(FactKind::Allergy),
                "2026-06-03",
            )],
        ),
        full(Category::Devices, Vec::new()),
        (
            Category::Conditions,
            Shown::Withheld(WithheldBecause::PersonsWish),
        ),
        (Category::Care, Shown::Existence { recorded: true }),
    ];
    let view = page(&resident, &sections, true);
    assert!(
        view.allergies
            .words()
            .starts_with("なし（確認済み R8.6.3 佐藤医師")
    );
    assert_eq!(view.devices, Presence::NotRecorded);
    assert_eq!(view.conditions.words(), "本人の申出により表示できません");
    assert_eq!(view.care.words(), EXISTS_ONLY);
    assert_eq!(
        view.banner.address.words(),
        WithheldBecause::Protected.japanese()
    );
    let html = view.render().expect("renders");
    assert!(!html.contains("泉町"), "a protected address is on the page");
}

#[test]
fn medicines_without_an_antithrombotic_confirm_nothing() {
    let resident = resident();
    let medicine = |name: &str| {
        FactBody::Medication(Medication {
            name: line(name),
            code: None,
            dose: None,
            usage: None,
            days: Some(14),
            dispensed_on: Some(jiff::civil::date(2026, 11, 1)),
            pharmacy: None,
            prescriber: None,
        })
    };
    let view = page(
        &resident,
        &[full(
            Category::Medications,
            vec![entry(1, medicine("アムロジピン"), "2026-11-01")],
        )],
        false,
    );
    assert_eq!(view.antithrombotics, Presence::NotRecorded);
    let view = page(
        &resident,
        &[full(
            Category::Medications,
            vec![entry(1, medicine("ワーファリン錠1mg"), "2026-11-01")],
        )],
        false,
    );
    let tile = view.antithrombotics.known().expect("a warning");
    assert!(
        tile[0]
            .caution
            .as_deref()
            .is_some_and(|words| words.contains("処方日数を過ぎています"))
    );
}

#[test]
fn records_that_differ_are_both_shown_and_none_is_folded_into_the_other() {
    let resident = resident();
    let confirmed = wish(
        Wanted::NotWanted,
        Standing::Confirmed {
            physician: line("佐藤医師"),
            on: jiff::civil::date(2026, 6, 3),
        },
    );
    let sections = [full(
        Category::Wishes,
        vec![
            entry(1, confirmed, "2026-06-03"),
            entry(2, wish(Wanted::Depends, Standing::Heard), "2026-09-09"),
        ],
    )];
    let view = page(&resident, &sections, false);
    let card = &view.wishes;
    assert_eq!(card.confirmed.known().map(Vec::len), Some(1));
    assert_eq!(card.heard.len(), 1);
    assert!(
        card.conflict
            .as_deref()
            .is_some_and(|words| words.contains("聞き取り"))
    );
    assert!(card.confirmed.known().expect("one")[0].review_due);
    let html = view.render().expect("renders");
    let card = crate::sample::card_of(&html);
    assert_eq!(findings(card, Context::WishesTemplate), []);
    assert!(
        missing_sentences(
            card,
            "対応はみほん市消防本部の手順に従い、医師に確認してください。"
        )
        .is_empty()
    );
    assert!(card.contains("夜間の連絡先は記録されていません"));
}

#[test]
fn a_withdrawn_record_leaves_its_day_and_not_its_content() {
    let resident = resident();
    let on = jiff::civil::date(2026, 11, 1);
    let withdrawn = wish(Wanted::NotWanted, Standing::Withdrawn { on });
    let view = page(
        &resident,
        &[full(
            Category::Wishes,
            vec![entry(1, withdrawn, "2026-06-03")],
        )],
        false,
    );
    let html = view.render().expect("renders");
    assert!(html.contains("R8.11.1 に取り下げられています"));
    assert!(!html.contains("望まない"));
    assert!(!html.contains("意思の記録はありません"));
}

#[test]
fn what_people_typed_is_escaped() {
    let resident = resident();
    let allergy = FactBody::Allergy(Allergy {
        substance: line("<script>alert(1)</script>"),
        agent: Agent::Drug,
        reaction: None,
        severity: None,
        when: None,
    });
    let view = page(
        &resident,
        &[full(
            Category::Allergies,
            vec![entry(1, allergy, "2026-06-03")],
        )],
        false,
    );
    let html = view.render().expect("renders");
    assert!(!html.contains("<script>alert"));
    assert!(html.contains("script&#62;alert"));
}
