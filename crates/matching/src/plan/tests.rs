use crate::{
    Probe, keys_of, meant, namesakes, plan, plan_with_purpose,
    sample::{Person, TODAY, also, asks, grade, person},
};
use proptest::prelude::*;
use tasuki_domain::{
    card::CardNumber,
    fact::identity::{OtherNameKind, Sex},
    lookup::{Criteria, Grade},
};

fn keys(person: &Person) -> Vec<String> {
    let keys = keys_of(person.card, &person.folded().sketch);
    keys.iter().map(crate::SearchKey::text).collect()
}

fn finds(probes: &[Probe], keys: &[String]) -> bool {
    probes
        .iter()
        .any(|probe| keys.iter().any(|key| probe.holds(key)))
}

/// In which step a search finds the person.
fn step(criteria: &Criteria, person: &Person) -> &'static str {
    let (plan, keys) = (plan(criteria), keys(person));
    if finds(&plan.guard, &keys) {
        "guard"
    } else if finds(&plan.wide, &keys) {
        "wide"
    } else if finds(&plan.last, &keys) {
        "last"
    } else {
        "nowhere"
    }
}

fn texts(probes: &[Probe]) -> Vec<String> {
    let text = |probe: &Probe| match probe {
        Probe::AnyOf(keys) => keys.clone(),
        Probe::Prefix(start) => vec![format!("{start}…")],
        Probe::Range(from, to) => vec![format!("{from}..{to}")],
    };
    probes.iter().flat_map(text).collect()
}

#[test]
fn items_are_asked_in_pairs() {
    let found = plan(&asks("ヤマダ ハナ", "", "S15.3.2", "", "泉町"));
    assert_eq!(
        texts(&found.guard),
        [
            "name_date:ハナ|1940",
            "name_date:ハナ|1940-03",
            "name_date:ハナ|1940-03-02",
            "name_date:ハナヤマダ|1940",
            "name_date:ハナヤマダ|1940-03",
            "name_date:ハナヤマダ|1940-03-02",
            "name_date:ヤマダ|1940",
            "name_date:ヤマダ|1940-03",
            "name_date:ヤマダ|1940-03-02",
            "name_date:ヤマダハナ|1940",
            "name_date:ヤマダハナ|1940-03",
            "name_date:ヤマダハナ|1940-03-02",
            "name_day:ハナヤマダ|03-02",
            "name_day:ヤマダハナ|03-02",
            "place_name:泉|ハナヤマダ",
            "place_name:泉|ヤマダハナ",
            "name_date:ハナヤマダ|1940…",
            "name_date:ヤマダハナ|1940…",
        ]
    );
    assert_eq!(
        texts(&found.wide),
        [
            "name_date:~HN|1940-03-02",
            "name_date:~MT|1940-03-02",
            "place_date:泉|1940",
            "place_date:泉|1940-03",
            "place_date:泉|1940-03-02",
            "place_name_day:泉|ハナ|03-02",
            "place_name_day:泉|ヤマダ|03-02",
            "place_name_date:泉|ハナ|1940…",
            "place_name_date:泉|ヤマダ|1940…",
        ]
    );
    assert!(found.last.is_empty());
    // Without a town, the same of a part of the name, and at last everyone of the day and of the name.
    let found = plan(&asks("ヤマダ ハナ", "", "S15.3.2", "", ""));
    assert_eq!(
        texts(&found.last),
        [
            "birth_date:1940",
            "birth_date:1940-03",
            "birth_date:1940-03-02",
            "name_date:ハナヤマダ…",
            "name_date:ヤマダハナ…",
        ]
    );
}

#[test]
fn whoever_is_meant_is_found_whatever_slipped() {
    let hanako = person(1, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    let ono = person(1, "大野 優子", "オオノ ユウコ", "1940-11-12");
    let kanji = person(1, "渡邊 一", "", "1940-03-02");
    let former = also(hanako.clone(), OtherNameKind::Former, "邊見", "ヘンミ");
    let foreigner = person(1, "NGUYEN THI", "グエン ティ", "1985-05-06");
    let santos = person(1, "SANTOS MARIA", "", "1985-05-06");
    for (person, kana, name, birth, phone, address, expected) in [
        (&hanako, "ヤマダ ハナコ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "ハナコ ヤマダ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "ヤマダハナコ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "yamada hanako", "", "S15.3.2", "", "", "guard"),
        (&hanako, "", "山田花子", "S15.3.2", "", "", "guard"),
        (&hanako, "", "花子 山田", "S15.3.2", "", "", "guard"),
        // A slip in the date: the day, the month, both turned round, the era, the year.
        (&hanako, "ヤマダ ハナコ", "", "S15.3.22", "", "", "guard"),
        (&hanako, "ヤマダ ハナコ", "", "S15.8.2", "", "", "guard"),
        (&hanako, "ヤマダ ハナコ", "", "S15.2.3", "", "", "guard"),
        (&hanako, "ヤマダ ハナコ", "", "T15.3.2", "", "", "guard"),
        (&hanako, "ヤマダ ハナコ", "", "S51.3.2", "", "", "guard"),
        // One in the name: the other part is left.
        (&hanako, "ヤマダ ハナエ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "ヤマタ ハナコ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "ヤマダ ハ", "", "S15.3.2", "", "", "guard"),
        // One in each.
        (&hanako, "ヤマダ ハナエ", "", "S15.3.22", "", "", "wide"),
        (&hanako, "ヤマタ ハナコ", "", "S15.8.2", "", "", "wide"),
        (&hanako, "ヤマタ ハナコ", "", "S51.3.2", "", "", "wide"),
        (&hanako, "ヤマタ ハナコ", "", "S51.3.2", "", "泉町", "wide"),
        (
            &hanako,
            "ヤマタ ハナコ",
            "",
            "S15.12.31",
            "",
            "泉町",
            "wide",
        ),
        (&hanako, "ヤマダ ハナコ", "", "T9.8.7", "", "泉町", "guard"),
        (&hanako, "ヤマ ハ", "", "S15.3.2", "", "泉町", "wide"),
        // A slip in the name and another date altogether is somebody else.
        (
            &hanako,
            "ヤマタ ハナコ",
            "",
            "T9.8.7",
            "",
            "泉町",
            "nowhere",
        ),
        (&hanako, "ヤマタ ハナエ", "", "S15.3.2", "", "泉町", "wide"),
        (&hanako, "ヤマタ ハナエ", "", "S15.3.2", "", "", "last"),
        (&hanako, "ヤマダ ハナコ", "", "T9.8.7", "", "", "last"),
        // Less was said.
        (&hanako, "ヤマダ", "", "S15.3.2", "", "", "guard"),
        (&hanako, "ヤマ", "", "S15.3.2", "", "", "last"),
        (&hanako, "ヤマ", "", "", "", "泉町", "wide"),
        (&hanako, "ヤマ", "", "", "0001", "", "wide"),
        (&hanako, "ヤマダ ハナコ", "", "80代", "", "", "wide"),
        (&hanako, "ヤマダ", "", "80代", "", "泉町", "wide"),
        (&hanako, "ヤマタ ハナコ", "", "80代", "", "泉町", "wide"),
        (&hanako, "ヤマダ ハナエ", "", "80代", "", "", "wide"),
        (&hanako, "", "", "", "0557-00-0001", "", "guard"),
        (&hanako, "ヤマダ", "", "", "0001", "", "guard"),
        (
            &hanako,
            "ヤマダ",
            "",
            "",
            "",
            "静岡県熱海市泉町2-1-4",
            "wide",
        ),
        (&ono, "オノ ユコ", "", "S15.11.12", "", "", "guard"),
        (&ono, "ono yuko", "", "S15.11.12", "", "", "guard"),
        (&ono, "オーノ ユーコ", "", "S15.11.21", "", "", "guard"),
        (&kanji, "", "渡辺一", "S15.3.2", "", "", "guard"),
        (&kanji, "", "渡辺", "S15.3.2", "", "", "guard"),
        (&kanji, "ワタナベ ハジメ", "", "S15.3.2", "", "", "last"),
        (&former, "ヘンミ ハナコ", "", "S15.3.2", "", "", "guard"),
        (&former, "", "辺見花子", "S15.3.2", "", "", "guard"),
        (&foreigner, "", "Thi Nguyen", "19850506", "", "", "guard"),
        (&foreigner, "グエン ティ", "", "19850506", "", "", "guard"),
        // Only the beginnings were heard; letters on record were heard as kana.
        (&hanako, "ヤマ ハ", "", "80代", "", "泉町", "last"),
        (&santos, "サントス マリア", "", "19850506", "", "", "wide"),
        (&santos, "サントス マリア", "", "40代", "", "泉町", "wide"),
        (&hanako, "サトウ ジロウ", "", "T9.8.7", "", "", "nowhere"),
    ] {
        let criteria = asks(kana, name, birth, phone, address);
        assert_eq!(
            step(&criteria, person),
            expected,
            "{kana} {name} {birth} {phone} {address}"
        );
    }
}

#[test]
fn a_birth_date_on_record_in_part_is_found() {
    for (born, birth, expected) in [
        ("1940", "S15.3.2", "guard"),
        ("1940-03", "S15.3.2", "guard"),
        ("1940-03", "S15.3", "wide"),
        ("1940", "S15", "wide"),
        ("1940-03-02", "S15.3", "wide"),
        ("1940-03-02", "S15", "wide"),
        ("1940-03-02", "86歳", "wide"),
        ("1989-01-08", "H1", "wide"),
    ] {
        let hanako = person(1, "山田 花子", "ヤマダ ハナコ", born);
        let criteria = asks("ヤマダ ハナコ", "", birth, "", "");
        assert_eq!(step(&criteria, &hanako), expected, "{born} {birth}");
    }
}

#[test]
fn a_card_is_asked_for_alone() {
    let mut criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "", "");
    criteria.card_number = Some(CardNumber::from_serial(1));
    let found = plan(&criteria);
    let card = format!("card:{}", CardNumber::from_serial(1).digits());
    assert_eq!(texts(&found.guard), [card]);
    assert!(found.wide.is_empty() && found.last.is_empty());
}

#[test]
fn too_little_asks_nothing() {
    for criteria in [
        Criteria::default(),
        asks("ヤ", "", "", "", ""),
        asks("", "", "S15.3.2", "", "泉町"),
        asks("", "", "", "0001", ""),
    ] {
        assert_eq!(plan(&criteria), crate::Plan::default());
    }
}

#[test]
fn a_protected_address_is_no_key() {
    let mut hanako = person(1, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    hanako.protected_address = true;
    assert!(keys(&hanako).iter().all(|key| !key.contains('泉')));
}

/// A name of two kana parts or more.
const NAME: &str = "[ア-ヂツ-モヤユヨラ-ロ]{2,5}";

proptest! {
    #[test]
    fn whoever_has_exactly_what_was_asked_is_found_and_first(
        family in NAME, given in NAME,
        (other_family, other_given) in (NAME, NAME),
        day in 1i8..=28, month in 1i8..=12, year in 1910i16..2020,
        sex in prop::sample::select(vec![Sex::Female, Sex::Unknown]),
    ) {
        let born = format!("{year}-{month:02}-{day:02}");
        let kana = format!("{family} {given}");
        let one = person(1, &kana, &kana, &born);
        let mut criteria = asks(&kana, "", &born, "", "泉町");
        criteria.sex = Some(sex);
        prop_assert_eq!(step(&criteria, &one), "guard");
        let other_kana = format!("{other_family} {other_given}");
        let other = person(2, &other_kana, &other_kana, &born);
        let found = grade(&criteria, &[other, one.clone()], TODAY);
        prop_assert_eq!(found.first().map(|first| first.resident), Some(one.resident));
    }
}

/// Whoever was born in the month that was said, among hundreds of one name of that year.
#[test]
fn a_month_is_asked_for_without_the_months_before_it() {
    let found = plan(&asks("サトウ", "", "S15.12", "", ""));
    for (born, asked) in [
        ("1940-12-01", true),
        ("1940-12-31", true),
        ("1940-12", true),
        ("1940", true),
        ("1940-04-01", false),
        ("1940-11-30", false),
        ("1941-01-01", false),
    ] {
        let key = format!("name_date:サト|{born}");
        assert_eq!(finds(&found.wide, &[key]), asked, "{born}");
    }
}

/// Who has no kana on record is found by kana only through whoever bears the same written name.
#[test]
fn a_namesake_without_kana_is_seen_before_anybody_is_certain() {
    let hanako = person(1, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    let without_kana = person(2, "山田 花子", "", "1940-03-02");
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町2");
    assert!(!finds(&plan(&criteria).guard, &keys(&without_kana)));
    let certain = grade(&criteria, std::slice::from_ref(&hanako), TODAY);
    assert_eq!(certain[0].grade, Grade::Certain);
    let namesakes = namesakes(&hanako.folded());
    assert!(finds(
        std::slice::from_ref(&namesakes),
        &keys(&without_kana)
    ));
    assert!(finds(&[namesakes], &keys(&hanako)));
    let both = grade(&criteria, &[hanako, without_kana], TODAY);
    assert_eq!(both[0].grade, Grade::Probable);
}

/// A register is listed by the beginning of the kana, also of who has them of one name only.
#[test]
fn kana_of_one_name_are_a_key_too() {
    let family_only = person(1, "山田 花子", "ヤマダ", "1940-03-02");
    assert!(keys(&family_only).contains(&"kana:ヤマダ|1940-03-02".to_owned()));
    assert!(
        crate::whole_names_of(&family_only.identity)
            .iter()
            .all(|key| key.kind != crate::KeyKind::Kana)
    );
}

/// What says nothing is not the second item that a name needs.
#[test]
fn an_address_of_marks_and_an_unknown_sex_say_nothing() {
    for (criteria, enough) in [
        (asks("ヤマダ", "", "", "", "-"), false),
        (asks("ヤマダ ハナコ", "", "", "", "、。"), true),
        (asks("", "山田花子", "", "", "ー"), false),
        (asks("ヤマダ", "", "", "", "泉"), true),
        (
            Criteria {
                sex: Some(Sex::Unknown),
                ..asks("ヤマダ", "", "", "", "")
            },
            false,
        ),
        (
            Criteria {
                sex: Some(Sex::Female),
                ..asks("ヤマダ", "", "", "", "")
            },
            true,
        ),
    ] {
        assert_eq!(meant(&criteria).is_enough(), enough, "{criteria:?}");
        let asked = plan(&criteria);
        assert_eq!(
            !asked.guard.is_empty() || !asked.wide.is_empty(),
            enough,
            "{criteria:?}"
        );
    }
    let alone = asks("ヤマダ", "", "", "", "");
    assert!(plan(&alone).wide.is_empty() && !plan_with_purpose(&alone).wide.is_empty());
}
