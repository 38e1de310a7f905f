//! The card of wishes in every state.

use super::*;
use crate::sample::records::{TODAY, entry};
use jiff::civil::date;
use tasuki_domain::{fact::wishes::Statement, summary::WithheldBecause};

fn confirmed() -> Wish {
    Wish {
        statements: vec![
            Statement {
                procedure: Procedure::Palliation,
                wanted: Wanted::Wanted,
            },
            Statement {
                procedure: Procedure::CardiopulmonaryResuscitation,
                wanted: Wanted::NotWanted,
            },
            Statement {
                procedure: Procedure::Dialysis,
                wanted: Wanted::NotAsked,
            },
        ],
        speaker: Speaker::Person,
        talked_on: "2026-06-03".parse().unwrap(),
        present: vec!["長女".parse().unwrap()],
        expected_condition: None,
        verbatim: None,
        standing: Standing::Confirmed {
            physician: "佐藤医師".parse().unwrap(),
            on: date(2026, 6, 3),
        },
        call: None,
        original_place: None,
        review_by: None,
    }
}

fn heard(wanted: Wanted) -> Wish {
    Wish {
        statements: vec![Statement {
            procedure: Procedure::CardiopulmonaryResuscitation,
            wanted,
        }],
        standing: Standing::Heard,
        speaker: Speaker::Substitute("長女 見本 由美".parse().unwrap()),
        talked_on: "2026-09-09".parse().unwrap(),
        ..confirmed()
    }
}

fn card_of(wishes: Vec<Wish>) -> WishesCard {
    let entries: Vec<Entry> = wishes
        .into_iter()
        .map(|wish| entry(FactBody::Wish(wish)))
        .collect();
    card(
        Presence::Known(entries.iter().collect()),
        "対応は手順に従い、医師に確認してください。".into(),
        TODAY,
    )
}

#[test]
fn a_confirmed_record_is_told_row_by_row_and_nothing_is_inferred() {
    let card = card_of(vec![confirmed()]);
    let record = &card.confirmed.known().unwrap()[0];
    let rows: Vec<_> = record
        .statements
        .iter()
        .map(|(of, said)| (of.as_str(), said.as_str()))
        .collect();
    assert_eq!(
        rows,
        [("心停止時の心肺蘇生", "望まない"), ("苦痛の緩和", "望む")]
    );
    assert_eq!(record.not_asked.len(), Procedure::ALL.len() - 2);
    assert!(record.not_asked.contains(&"血液透析".to_owned()));
    assert_eq!(record.talked_on, "R8.6.3");
    assert_eq!(record.speaker, "本人の言葉");
    assert_eq!(record.standing, "佐藤医師が確認 R8.6.3");
    assert!(card.conflict.is_empty());
    assert_eq!(card.doctor, None);
}

#[test]
fn what_was_heard_stands_below_and_a_difference_is_named() {
    let card = card_of(vec![heard(Wanted::Wanted), confirmed()]);
    assert_eq!(card.confirmed.known().map(Vec::len), Some(1));
    assert_eq!(card.heard[0].standing, "聞き取り（医師未確認）");
    assert_eq!(
        card.heard[0].speaker,
        "代わりに話す人（長女 見本 由美）の言葉"
    );
    assert_eq!(card.conflict, ["R8.6.3 佐藤医師", "R8.9.9 聞き取り"]);
    for agreeing in [Wanted::NotWanted, Wanted::NotAsked] {
        let card = card_of(vec![heard(agreeing), confirmed()]);
        assert!(card.conflict.is_empty(), "{agreeing:?}");
    }
}

#[test]
fn only_records_that_differ_are_counted_as_a_conflict() {
    let mut elsewhere = confirmed();
    elsewhere.talked_on = "2026-10-01".parse().unwrap();
    elsewhere.statements = vec![Statement {
        procedure: Procedure::Ventilation,
        wanted: Wanted::Depends,
    }];
    let two = [heard(Wanted::Wanted), confirmed(), elsewhere];
    assert_eq!(card_of(two.to_vec()).conflict.len(), 2);
    let mut third = heard(Wanted::Depends);
    third.talked_on = "2026-11-01".parse().unwrap();
    let three = [&two[..], &[third]].concat();
    assert_eq!(
        card_of(three).conflict,
        ["R8.6.3 佐藤医師", "R8.11.1 聞き取り", "R8.9.9 聞き取り"]
    );
}

#[test]
fn two_confirmed_records_are_both_shown_the_newer_first() {
    let mut newer = confirmed();
    newer.talked_on = "2026-10-01".parse().unwrap();
    newer.statements = vec![Statement {
        procedure: Procedure::Ventilation,
        wanted: Wanted::Depends,
    }];
    let card = card_of(vec![confirmed(), newer]);
    let days: Vec<_> = card
        .confirmed
        .known()
        .unwrap()
        .iter()
        .map(|record| record.talked_on.as_str())
        .collect();
    assert_eq!(days, ["R8.10.1", "R8.6.3"]);
    assert!(card.conflict.is_empty());
}

#[test]
fn a_withdrawn_record_is_said_and_says_nothing_more() {
    let mut withdrawn = confirmed();
    withdrawn.standing = Standing::Withdrawn {
        on: date(2026, 11, 1),
    };
    let card = card_of(vec![withdrawn, heard(Wanted::Wanted)]);
    assert_eq!(card.withdrawn_on, ["R8.11.1"]);
    assert_eq!(card.confirmed, Presence::NotRecorded);
    assert!(card.conflict.is_empty());
    assert!(!card.is_silent());
}

#[test]
fn a_passed_review_is_due() {
    for (review_by, due) in [
        (None, false),
        (Some(TODAY), false),
        (Some(date(2026, 11, 20)), true),
    ] {
        let card = card_of(vec![Wish {
            review_by,
            ..confirmed()
        }]);
        assert_eq!(
            card.confirmed.known().unwrap()[0].review_due,
            due,
            "{review_by:?}"
        );
    }
}

#[test]
fn the_doctor_is_called_by_day_and_at_night() {
    let day = DoctorToCall {
        name: "佐藤医師".parse().unwrap(),
        institution: None,
        phone: "0557001111".parse().unwrap(),
        hours: None,
        night_phone: None,
    };
    let night_phone: Phone = "09000002222".parse().unwrap();
    let other = NightCall::Other(Call {
        hours: None,
        shown: "090-0000-2222".into(),
        dial: "09000002222".into(),
    });
    for (call, night) in [
        (day.clone(), NightCall::NotRecorded),
        (
            DoctorToCall {
                hours: Some("平日9–18時".parse().unwrap()),
                ..day.clone()
            },
            NightCall::NotRecorded,
        ),
        (
            DoctorToCall {
                hours: Some("8時から24時".parse().unwrap()),
                ..day.clone()
            },
            NightCall::NotRecorded,
        ),
        (
            DoctorToCall {
                hours: Some("２４時間".parse().unwrap()),
                ..day.clone()
            },
            NightCall::Same,
        ),
        (
            DoctorToCall {
                hours: Some("24h".parse().unwrap()),
                ..day.clone()
            },
            NightCall::Same,
        ),
        (
            DoctorToCall {
                night_phone: Some(night_phone),
                ..day
            },
            other,
        ),
    ] {
        let doctor = card_of(vec![Wish {
            call: Some(call),
            ..confirmed()
        }])
        .doctor
        .unwrap();
        assert_eq!(doctor.night, night);
        assert_eq!(doctor.call.dial, "0557001111");
    }
}

#[test]
fn absence_is_silence_or_withheld_and_never_a_none() {
    let sentence = String::from("対応は手順に従い、医師に確認してください。");
    let silent = card(Presence::NotRecorded, sentence.clone(), TODAY);
    assert!(silent.is_silent());
    let withheld = card(WithheldBecause::PersonsWish.into(), sentence, TODAY);
    assert_eq!(withheld.confirmed.words(), "本人の申出により表示できません");
    assert!(!withheld.is_silent());
}
