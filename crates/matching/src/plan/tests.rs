use crate::{
    KeyKind, Probe, SearchKey, Subject, Test, grade, keys_of, plan,
    sample::{TODAY, also, asks, person},
};
use proptest::prelude::*;
use tasuki_domain::{
    card::CardNumber,
    fact::identity::{OtherNameKind, Sex},
    lookup::Criteria,
};

/// What an index must answer: every test holds for some key of the person.
fn finds(probe: &Probe, keys: &[SearchKey]) -> bool {
    probe.tests.iter().all(|test| {
        keys.iter()
            .any(|key| key.kind == test.kind && test.test.holds(&key.value))
    })
}

fn found(criteria: &Criteria, subject: &Subject) -> bool {
    let keys = keys_of(subject.card, &subject.identity, subject.protected_address);
    plan(criteria).iter().any(|probe| finds(probe, &keys))
}

fn text(probe: &Probe) -> String {
    let tests = probe.tests.iter().map(|test| {
        let asked = match &test.test {
            Test::Exact(value) => format!("={value}"),
            Test::Prefix(value) => format!("={value}…"),
            Test::Contains(value) => format!("=…{value}…"),
            Test::Range(from, to) => format!("={from}..{to}"),
        };
        format!("{}{asked}", test.kind.code())
    });
    tests.collect::<Vec<_>>().join(" ")
}

fn texts(criteria: &Criteria) -> Vec<String> {
    plan(criteria).iter().map(text).collect()
}

#[test]
fn a_day_drives_and_the_name_filters() {
    assert_eq!(
        texts(&asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町")),
        [
            "birth_date=1940-03-02 full_sound=ヤマ…",
            "birth_date=1940-03-02 full_sound=ハナ…",
            "birth_date=1940-03 full_sound=ヤマ…",
            "birth_date=1940-03 full_sound=ハナ…",
            "birth_date=1940 full_sound=ヤマ…",
            "birth_date=1940 full_sound=ハナ…",
            "family_kana=ヤマダ… given_kana=ハナコ… address=…泉町…",
            "family_kana=ハナコ… given_kana=ヤマダ… address=…泉町…",
            "full_kana=ヤマダハナコ",
            "full_sound=ヤマダハナコ",
            "full_kana=ハナコヤマダ",
            "full_sound=ハナコヤマダ",
        ]
    );
}

#[test]
fn a_year_only_filters_behind_the_name() {
    assert_eq!(
        texts(&asks("サトウ", "", "S15", "1234", "")),
        [
            "phone_last4=1234 full_sound=サト…",
            "full_kana=サトウ birth_date=1940..1940-12-31",
            "full_kana=サトウ… birth_date=1940..1940-12-31",
            "full_sound=サトー… birth_date=1940..1940-12-31",
            "full_kana=サトウ",
        ]
    );
}

#[test]
fn ranges_reach_those_known_by_month_or_year() {
    let ranges = |birth: &str| -> Vec<String> {
        let mut tests: Vec<String> = plan(&asks("ヤマダ", "", birth, "", ""))
            .iter()
            .flat_map(|probe| &probe.tests)
            .filter(|test| test.kind == KeyKind::BirthDate)
            .map(|test| match &test.test {
                Test::Range(from, to) => format!("{from}..{to}"),
                Test::Exact(value) => value.clone(),
                other => panic!("{other:?}"),
            })
            .collect();
        tests.sort();
        tests.dedup();
        tests
    };
    assert_eq!(ranges("S15.3"), ["1940", "1940-03..1940-03-31"]);
    assert_eq!(ranges("S15"), ["1940..1940-12-31"]);
    assert_eq!(ranges("H1"), ["1989", "1989-01", "1989-01-08..1989-12-31"]);
    // The days of every reading, none of them as the day.
    assert_eq!(
        ranges("151226"),
        [
            "1940",
            "1940-12",
            "1940-12-26",
            "2003",
            "2003-12",
            "2003-12-26"
        ]
    );
}

#[test]
fn a_card_or_a_telephone_number_is_enough() {
    let mut card = asks("ヤマダ", "", "S15.3.2", "", "");
    card.card_number = Some(CardNumber::from_serial(1));
    assert_eq!(
        texts(&card),
        [format!("card={}", CardNumber::from_serial(1).digits())]
    );
    assert_eq!(
        texts(&asks("", "", "", "0557-00-0001", "")),
        ["phone=0557000001"]
    );
}

#[test]
fn too_little_asks_nothing() {
    let mut sex_only = Criteria {
        sex: Some(Sex::Female),
        ..Criteria::default()
    };
    for criteria in [
        Criteria::default(),
        sex_only.clone(),
        asks("", "", "S15.3.2", "", ""),
        asks("", "", "", "1234", "泉町"),
        asks("ヤマダ", "", "", "", ""),
        asks("ヤ", "", "S15.3.2", "", ""),
    ] {
        assert_eq!(plan(&criteria), []);
    }
    sex_only.family_kana = Some("ヤマ".parse().unwrap());
    assert_eq!(
        texts(&sex_only),
        ["full_kana=ヤマ", "full_kana=ヤマ…", "full_sound=ヤマ…"]
            .into_iter()
            .collect::<Vec<_>>()
    );
}

#[test]
fn twins_and_namesakes_come_along() {
    let twin = person(2, "山田 初子", "ヤマダ ハツコ", "1940-03-02");
    let namesake = person(3, "山田 花子", "ヤマダ ハナコ", "1970-01-01");
    for criteria in [
        asks("ヤマダ ハナコ", "", "S15.3.2", "0001", ""),
        asks("ヤマダハナコ", "", "S15.3.2", "0001", ""),
        asks("", "山田花子", "S15.3.2", "", "泉町"),
        asks("", "花子 山田", "S15.3.2", "", "泉町"),
    ] {
        assert!(found(&criteria, &twin));
        assert!(found(&criteria, &namesake));
    }
}

#[test]
fn keys_are_everything_a_person_is_found_by() {
    let mut one = also(
        person(1, "山田 花子", "ヤマダ ハナコ", "1940-03"),
        OtherNameKind::Former,
        "邊見",
        "ヘンミ",
    );
    let keys = |one: &Subject| -> Vec<String> {
        keys_of(one.card, &one.identity, one.protected_address)
            .into_iter()
            .map(|key| format!("{}={}", key.kind.code(), key.value))
            .collect()
    };
    let mut expected = vec![
        format!("card={}", one.card.digits()),
        "phone=0557000001".to_owned(),
        "phone_last4=0001".to_owned(),
    ];
    expected.extend(
        [
            "family_kana=ヘンミ",
            "family_kana=ヤマダ",
            "given_kana=ハナコ",
            "full_kana=ヘンミハナコ",
            "full_kana=ヤマダハナコ",
            "family_sound=ヘンミ",
            "family_sound=ヤマダ",
            "given_sound=ハナコ",
            "full_sound=ヘンミハナコ",
            "full_sound=ヤマダハナコ",
            "written=山田花子",
            "written=花子山田",
            "written=花子辺見",
            "written=辺見花子",
            "birth_date=1940-03",
        ]
        .map(str::to_owned),
    );
    one.protected_address = true;
    assert_eq!(keys(&one), expected);
    one.protected_address = false;
    expected.push("address=泉町2-1-4".to_owned());
    assert_eq!(keys(&one), expected);
}

#[test]
fn kinds_have_stable_codes() {
    for kind in KeyKind::ALL {
        assert_eq!(KeyKind::from_code(kind.code()), Some(*kind));
    }
    assert_eq!(KeyKind::from_code("nothing"), None);
}

/// What a searcher may type of a person: each item as recorded, in part, or not at all.
fn typed_of() -> impl Strategy<Value = (Subject, Criteria)> {
    let person = (
        prop::sample::select(vec![
            ("山田 花子", "ヤマダ ハナコ"),
            ("髙𣘺 ゑい", "タカハシ エイ"),
            ("渡邊 佐和子", "ワタナベ サワコ"),
            ("SMITH JOHN", "スミス ジョン"),
            ("李", "リ"),
        ]),
        prop::sample::select(vec![
            "1940-03-02",
            "1940-03",
            "1940",
            "1989-01-08",
            "1926-12-25",
        ]),
    )
        .prop_map(|((written, kana), born)| person(1, written, kana, born));
    let parts = (0usize..4, 0usize..4, 0usize..5, 0usize..3, any::<bool>());
    (person, parts).prop_map(|(subject, (kana, name, birth, phone, address))| {
        let identity = &subject.identity;
        let spelled = identity.name.kana().unwrap_or_default().replace('　', " ");
        let turned: String = spelled.split(' ').rev().collect::<Vec<_>>().join(" ");
        let written = identity.name.written();
        let first = identity.birth_date.earliest();
        let criteria = asks(
            &[
                String::new(),
                spelled.clone(),
                turned,
                spelled.replace(' ', ""),
            ][kana],
            &[
                String::new(),
                written.clone(),
                written.replace('　', " "),
                written
                    .chars()
                    .rev()
                    .collect::<String>()
                    .chars()
                    .rev()
                    .filter(|c| *c != '　')
                    .collect(),
            ][name],
            &[
                String::new(),
                tasuki_domain::wareki::short(first),
                identity.birth_date.japanese_short(),
                first.year().to_string(),
                identity.birth_date.japanese(),
            ][birth],
            ["", "0001", "0557-00-0001"][phone],
            if address { "泉町2丁目" } else { "" },
        );
        (subject, criteria)
    })
}

proptest! {
    #[test]
    fn who_is_asked_for_as_recorded_is_found_and_offered((subject, criteria) in typed_of()) {
        if criteria.is_enough() {
            prop_assert!(found(&criteria, &subject), "{:?}", texts(&criteria));
            let offered = grade(&criteria, std::slice::from_ref(&subject), TODAY);
            prop_assert_eq!(offered.len(), 1);
        }
    }

    #[test]
    fn whom_no_name_and_no_number_names_is_never_asked_for(
        family in "[ァ-ヺー・]{0,4}", given in "[ァ-ヺー・]{0,4}", name in "[山田花ァ-ンA-Z・ ]{0,6}",
        birth in prop::sample::select(vec!["", "S15", "S15.3.2", "S15.3", "80代", "150302"]),
        phone in prop::sample::select(vec!["", "1234", "0557001234"]),
        address in "[泉町0-9一二字]{0,4}",
    ) {
        let mut criteria = asks("", "", birth, phone, "");
        criteria.family_kana = family.parse().ok();
        criteria.given_kana = given.parse().ok();
        criteria.name = name.parse().ok();
        criteria.address = address.parse().ok();
        for probe in plan(&criteria) {
            let names = |kind: KeyKind| !matches!(kind, KeyKind::BirthDate | KeyKind::Address | KeyKind::PhoneLast4);
            prop_assert!(probe.tests.iter().any(|test| names(test.kind)), "{}", text(&probe));
            for (place, test) in probe.tests.iter().enumerate() {
                match &test.test {
                    Test::Exact(value) | Test::Prefix(value) => prop_assert!(!value.is_empty()),
                    Test::Contains(value) => {
                        prop_assert!(place > 0 && test.kind == KeyKind::Address && !value.is_empty());
                    }
                    Test::Range(from, to) => {
                        prop_assert!(test.kind == KeyKind::BirthDate && from <= to);
                    }
                }
            }
        }
    }
}
