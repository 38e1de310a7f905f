use crate::{
    MAX_SUBJECTS, Subject, grade,
    sample::{TODAY, also, asks, person},
};
use proptest::prelude::*;
use tasuki_domain::{
    card::CardNumber,
    fact::identity::{OtherNameKind, Sex},
    lookup::{Candidate, Criteria, Grade, MatchedItem},
};

fn hanako() -> Subject {
    person(1, "山田 花子", "ヤマダ ハナコ", "1940-03-02")
}

/// The grade and reasons of one person alone; none when they are left out.
fn alone(criteria: &Criteria, subject: &Subject) -> Option<(Grade, Vec<MatchedItem>)> {
    let offered = grade(criteria, std::slice::from_ref(subject), TODAY);
    assert!(offered.len() <= 1);
    offered
        .into_iter()
        .next()
        .map(|one| (one.grade, one.matched))
}

fn with_sex(mut criteria: Criteria, sex: Sex) -> Criteria {
    criteria.sex = Some(sex);
    criteria
}

use Grade::{Certain, Possible, Probable};
use MatchedItem::{
    Address, BirthDate, BirthDateRange, CardNumber as Card, Kana, KanaPrefix, KanaSound, Name,
    Phone, PhoneLast4,
};

#[test]
fn one_person_is_graded_by_what_agrees() {
    for (kana, name, birth, phone, address, expected) in [
        // Whole name, day and a third item.
        ("ヤマダ ハナコ", "", "S15.3.2", "0001", "", "certain kana birth_date phone_last4"),
        ("やまだ はなこ", "", "19400302", "", "泉町", "certain kana birth_date address"),
        ("ヤマダハナコ", "", "S15.3.2", "", "泉", "certain kana birth_date address"),
        ("", "山田花子", "S15.3.2", "0557-00-0001", "", "certain name birth_date phone"),
        ("ヤマダ ハナコ", "山田 花子", "S15.3.2", "0001", "泉町2-1", "certain kana name birth_date phone_last4 address"),
        // Given name first.
        ("ハナコ ヤマダ", "", "S15.3.2", "0001", "", "certain kana birth_date phone_last4"),
        ("", "花子 山田", "S15.3.2", "0001", "", "certain name birth_date phone_last4"),
        ("", "ハナコ ヤマダ", "S15.3.2", "0001", "", "certain kana birth_date phone_last4"),
        // Name and birth date alone are never certain.
        ("ヤマダ ハナコ", "", "S15.3.2", "", "", "probable kana birth_date"),
        ("ヤマダ ハナコ", "山田花子", "S15.3.2", "", "", "probable kana name birth_date"),
        // A beginning or a sound is never certain.
        ("ヤマダ ハ", "", "S15.3.2", "0001", "泉町2-1-4", "probable kana_prefix birth_date phone_last4 address"),
        ("ヤマ", "", "S15.3.2", "", "泉", "probable kana_prefix birth_date address"),
        ("ヤマ", "", "S15.3.2", "", "", "possible kana_prefix birth_date"),
        ("_ ハナ", "", "S15.3.2", "", "", "possible kana_prefix birth_date"),
        ("ヤマダ ハナコー", "", "S15.3.2", "0001", "", "nobody"),
        ("ヤマダ ハーナコ", "", "S15.3.2", "", "", "nobody"),
        // A part of the birth date is a range.
        ("ヤマダ ハナコ", "", "S15", "0001", "泉町", "probable kana birth_date_range phone_last4 address"),
        ("ヤマダ ハナコ", "", "86歳", "", "", "possible kana birth_date_range"),
        ("ヤマダ", "", "80代", "", "", "possible kana_prefix birth_date_range"),
        // Six digits without an era are several days, never the day.
        ("ヤマダ ハナコ", "", "150302", "0001", "", "probable kana birth_date_range phone_last4"),
        // Another birth date: at most possible with the whole name, otherwise nobody.
        ("ヤマダ ハナコ", "山田花子", "S15.3.3", "0001", "泉町2-1-4", "possible kana name phone_last4 address"),
        ("ヤマダ ハナ", "", "S15.3.3", "0001", "", "nobody"),
        ("ヤマダ ハナコ", "", "70代", "", "", "possible kana"),
        // A contradicted item takes certainty away.
        ("ヤマダ ハナコ", "", "S15.3.2", "0002", "泉町", "probable kana birth_date address"),
        ("ヤマダ ハナコ", "", "S15.3.2", "0001", "伊豆山", "probable kana birth_date phone_last4"),
        ("ヤマダ ハルコ", "山田花子", "S15.3.2", "0001", "", "probable name birth_date phone_last4"),
        // A whole telephone number finds the household; another name in it is only possible.
        ("", "", "", "0557000001", "", "possible phone"),
        ("ヤマ", "", "", "0557000001", "", "probable kana_prefix phone"),
        ("ヤマダ タロウ", "", "S15.3.2", "0557000001", "", "possible birth_date phone"),
        ("ヤマダ ハナコ", "", "", "0001", "", "probable kana phone_last4"),
        // Nothing but the beginning of the name agrees.
        ("ヤマダ", "", "", "0002", "", "nobody"),
        ("ヤマダ", "", "", "", "伊豆山", "nobody"),
        ("ヤマダ", "山田", "", "", "", "possible kana_prefix name"),
        ("サトウ ハナコ", "", "S15.3.2", "0001", "泉町", "nobody"),
    ] {
        let found = alone(&asks(kana, name, birth, phone, address), &hanako());
        let found = found.map_or_else(|| "nobody".to_owned(), in_words);
        assert_eq!(found, expected, "{kana} {name} {birth} {phone} {address}");
    }
}

#[test]
fn a_sound_alike_is_shown_to_be_looked_at() {
    let kato = person(1, "加藤 洋子", "カトウ ヨウコ", "1940-03-02");
    for kana in [
        "カトー ヨーコ",
        "カトオ ヨオコ",
        "カトウ ヨーコ",
        "カトー ヨウ",
    ] {
        let found = alone(&asks(kana, "", "S15.3.2", "0001", ""), &kato);
        assert_eq!(
            found,
            Some((Probable, vec![KanaSound, BirthDate, PhoneLast4])),
            "{kana}"
        );
    }
}

#[test]
fn sex_counts_little_for_and_much_against() {
    let full = || asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    let (found, matched) = alone(&with_sex(full(), Sex::Female), &hanako()).unwrap();
    assert_eq!(
        (found, matched.contains(&MatchedItem::Sex)),
        (Certain, true)
    );
    let (found, matched) = alone(&with_sex(full(), Sex::Male), &hanako()).unwrap();
    assert_eq!(
        (found, matched.contains(&MatchedItem::Sex)),
        (Possible, false)
    );
    assert_eq!(
        alone(&with_sex(full(), Sex::Unknown), &hanako()).unwrap().0,
        Certain
    );
    // It is not a third item.
    let name_and_birth = asks("ヤマダ ハナコ", "", "S15.3.2", "", "");
    assert_eq!(
        alone(&with_sex(name_and_birth, Sex::Female), &hanako())
            .unwrap()
            .0,
        Probable
    );
    // Not recorded, it says nothing.
    let mut unknown = hanako();
    unknown.identity.sex = Sex::Unknown;
    assert_eq!(
        alone(&with_sex(full(), Sex::Male), &unknown).unwrap().0,
        Certain
    );
}

#[test]
fn a_card_is_certain_unless_the_rest_does_not_fit() {
    let carrying = |mut criteria: Criteria| {
        criteria.card_number = Some(CardNumber::from_serial(1));
        criteria
    };
    let nothing = carrying(Criteria::default());
    assert_eq!(alone(&nothing, &hanako()), Some((Certain, vec![Card])));
    let fits = carrying(asks("ヤマダ", "", "S15", "", ""));
    assert_eq!(
        alone(&fits, &hanako()),
        Some((Certain, vec![Card, KanaPrefix, BirthDateRange]))
    );
    let other_name = carrying(asks("サトウ", "", "", "", ""));
    assert_eq!(alone(&other_name, &hanako()), Some((Probable, vec![Card])));
    let other_person = carrying(with_sex(asks("サトウ", "", "S20", "", ""), Sex::Male));
    assert_eq!(
        alone(&other_person, &hanako()),
        Some((Possible, vec![Card]))
    );
    // Whoever has another card is nobody, whatever else agrees.
    let twin = person(2, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    assert_eq!(
        alone(
            &carrying(asks("ヤマダ ハナコ", "", "S15.3.2", "0002", "泉町")),
            &twin
        ),
        None
    );
    assert_eq!(grade(&nothing, &[twin, hanako()], TODAY).len(), 1);
}

#[test]
fn nobody_is_certain_while_another_is_near() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    let mut same_address = person(2, "山田 春江", "ヤマダ ハルエ", "1940-03-02");
    same_address.identity.address = hanako().identity.address;
    let mut same_phone = person(2, "山田 春江", "ヤマダ ハルエ", "1940-03-02");
    same_phone.identity.phones = hanako().identity.phones;
    let mut namesake_at_home = person(2, "山田 花子", "ヤマダ ハナコ", "1965-10-20");
    namesake_at_home.identity.address = hanako().identity.address;
    for (why, other, expected) in [
        (
            "registered twice",
            person(2, "山田 花子", "ヤマダ ハナコ", "1940-03-02"),
            Probable,
        ),
        (
            "namesake of the same day",
            person(2, "山田 華子", "ヤマダ ハナコ", "1940-03-02"),
            Probable,
        ),
        (
            "namesake of the year",
            person(2, "山田 花子", "ヤマダ ハナコ", "1940"),
            Probable,
        ),
        (
            "namesake a digit away",
            person(2, "山田 花子", "ヤマダ ハナコ", "1941-03-02"),
            Probable,
        ),
        (
            "namesake, day and month swapped",
            person(2, "山田 花子", "ヤマダ ハナコ", "1940-02-03"),
            Probable,
        ),
        ("namesake at the same address", namesake_at_home, Probable),
        (
            "twin with a like name",
            person(2, "山田 初子", "ヤマダ ハツコ", "1940-03-02"),
            Probable,
        ),
        ("twin at the same address", same_address, Probable),
        ("twin with the same telephone", same_phone, Probable),
        (
            "namesake of another generation elsewhere",
            person(2, "山田 花子", "ヤマダ ハナコ", "1965-10-20"),
            Certain,
        ),
        (
            "one of the family name and day",
            person(2, "山田 幸枝", "ヤマダ ユキエ", "1940-03-02"),
            Certain,
        ),
        (
            "somebody of that day",
            person(2, "佐藤 花子", "サトウ ハナコ", "1940-03-02"),
            Certain,
        ),
    ] {
        let found = grade(&criteria, &[other, hanako()], TODAY);
        let first = found.first().unwrap();
        assert_eq!(first.resident, hanako().resident, "{why}");
        assert_eq!(first.grade, expected, "{why}");
    }
    let same_day = [
        hanako(),
        person(2, "山田 花子", "ヤマダ ハナコ", "1940-03-02"),
    ];
    let both = grade(
        &asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町"),
        &same_day,
        TODAY,
    );
    assert!(both.iter().all(|one| one.grade == Probable));
    assert_eq!(both.len(), 2);
}

#[test]
fn nobody_is_certain_when_people_were_left_out() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    let mut subjects: Vec<Subject> = (2..)
        .take(MAX_SUBJECTS - 1)
        .map(|serial| person(serial, "佐藤 一", "サトウ ハジメ", "1960-01-01"))
        .collect();
    let last = subjects.pop();
    subjects.push(hanako());
    assert_eq!(
        grade(&criteria, &subjects, TODAY).first().unwrap().grade,
        Certain
    );
    subjects.extend(last);
    assert_eq!(
        grade(&criteria, &subjects, TODAY).first().unwrap().grade,
        Probable
    );
}

#[test]
fn a_protected_address_neither_agrees_nor_leaves() {
    let mut protected = hanako();
    protected.protected_address = true;
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町2-1-4");
    let found = grade(&criteria, &[protected.clone()], TODAY);
    let one = found.first().unwrap();
    assert_eq!(one.town, None);
    assert_eq!(
        (one.grade, one.matched.clone()),
        (Probable, vec![Kana, BirthDate])
    );
    // A wrong address says as little as a right one, so nobody can probe for it.
    let elsewhere = asks("ヤマダ ハナコ", "", "S15.3.2", "", "伊豆山");
    let wrong = grade(&elsewhere, &[protected.clone()], TODAY);
    assert_eq!(wrong, found);
    assert_eq!(alone(&asks("ヤマダ", "", "", "", "泉町"), &protected), None);
    let open = grade(&criteria, &[hanako()], TODAY);
    assert_eq!(
        open.first().unwrap().town.as_ref().unwrap().as_str(),
        "泉町2丁目"
    );
}

#[test]
fn a_birth_date_on_record_in_part_is_only_a_range() {
    for recorded in ["1940-03", "1940"] {
        let known_in_part = person(1, "山田 花子", "ヤマダ ハナコ", recorded);
        let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
        let expected = Some((Probable, vec![Kana, BirthDateRange, PhoneLast4]));
        assert_eq!(alone(&criteria, &known_in_part), expected, "{recorded}");
        let other = asks("ヤマダ ハナ", "", "S16.3.2", "0001", "");
        assert_eq!(alone(&other, &known_in_part), None, "{recorded}");
    }
    // One still to come cannot be right and says nothing.
    let slip = person(1, "山田 花子", "ヤマダ ハナコ", "2040-03-02");
    let found = alone(&asks("ヤマダ ハナコ", "", "S15.3.2", "0001", ""), &slip);
    assert_eq!(found, Some((Probable, vec![Kana, PhoneLast4])));
}

#[test]
fn names_of_every_kind_are_found() {
    let kanji_only = person(1, "髙𣘺 渡", "", "1940-03-02");
    let foreigner = person(1, "NGUYỄN THỊ", "グエン ティ", "1940-03-02");
    let dotted = person(1, "ジョン・スミス", "", "1940-03-02");
    let former = also(hanako(), OtherNameKind::Former, "邊見", "ヘンミ");
    let latin = also(hanako(), OtherNameKind::Latin, "YAMADA HANAKO", "");
    let undivided_kana = person(1, "山田 花子", "ヤマダ", "1940-03-02");
    for (subject, kana, name, expected) in [
        (&kanji_only, "", "高橋渡", Some(Certain)),
        (&kanji_only, "", "高橋", Some(Probable)),
        // Kana says nothing about who has none on record, and the written name still does.
        (&kanji_only, "タカハシ", "高橋渡", Some(Certain)),
        (&kanji_only, "タカハシ ワタル", "", None),
        (&foreigner, "グエン ティ", "", Some(Certain)),
        (&foreigner, "", "NGUYEN THI", Some(Certain)),
        (&foreigner, "", "Thi Nguyen", Some(Certain)),
        (&foreigner, "ニュエン ティ", "Nguyen Thi", Some(Probable)),
        (&dotted, "", "スミス ジョン", Some(Certain)),
        (&dotted, "", "ジョン スミス", Some(Certain)),
        (&dotted, "ジョン スミス", "", Some(Certain)),
        (&former, "ヘンミ ハナコ", "", Some(Certain)),
        (&former, "", "辺見花子", Some(Certain)),
        (&former, "ヤマダ ハナコ", "", Some(Certain)),
        (&former, "サトウ ハナコ", "", None),
        (&latin, "", "Hanako Yamada", Some(Certain)),
        // The given name has no kana on record, so 「ヤマダ」 is not the whole name.
        (&undivided_kana, "ヤマダ", "", Some(Probable)),
    ] {
        let found = alone(&asks(kana, name, "S15.3.2", "0001", ""), subject);
        assert_eq!(found.map(|found| found.0), expected, "{kana} {name}");
    }
}

#[test]
fn addresses_agree_as_places() {
    for (asked, agrees, third) in [
        ("泉町", true, true),
        ("泉", true, true),
        ("泉町2丁目", true, true),
        ("泉町二丁目１−４", true, true),
        ("静岡県熱海市泉町2丁目1番4号", true, true),
        ("熱海市泉町2-1-4 203号室", true, true),
        // Another block of the same town, seen with the city in front.
        ("熱海市泉町2-9-9", true, false),
        // Numbers and single characters are too little to tell anybody apart.
        ("1-4", true, false),
        ("町", true, false),
        // 泉町2 is not 泉町21.
        ("泉町21", false, false),
        ("伊豆山", false, false),
        ("泉町2-1-40", true, false),
    ] {
        let found = alone(&asks("ヤマダ ハナコ", "", "S15.3.2", "", asked), &hanako());
        let (found, matched) = found.unwrap();
        assert_eq!(matched.contains(&Address), agrees, "{asked}");
        assert_eq!(found == Certain, third, "{asked}");
    }
}

#[test]
fn the_order_is_grade_then_weight_then_card() {
    let people = [
        person(4, "山田 花子", "ヤマダ ハナコ", "1940-03-02"),
        person(9, "山田 初子", "ヤマダ ハツコ", "1940-03-02"),
        person(3, "山田 春子", "ヤマダ ハルコ", "1940"),
        person(2, "山田 春江", "ヤマダ ハルエ", "1940"),
    ];
    let found = grade(
        &asks("ヤマダ ハ", "", "S15.3.2", "0009", ""),
        &people,
        TODAY,
    );
    let order: Vec<&str> = found
        .iter()
        .map(|one| one.name.given.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(order, ["初子", "花子", "春江", "春子"]);
}

fn people() -> impl Strategy<Value = Vec<Subject>> {
    let names = prop::sample::select(vec![
        ("山田 花子", "ヤマダ ハナコ"),
        ("山田 初子", "ヤマダ ハツコ"),
        ("佐藤 洋子", "サトウ ヨウコ"),
        ("佐藤 陽子", "サトー ヨーコ"),
        ("渡邊 一", ""),
    ]);
    let births = prop::sample::select(vec![
        "1940-03-02",
        "1940-03",
        "1941-03-02",
        "1940",
        "1970-01-01",
    ]);
    let one = (names, births, any::<bool>(), 0u32..3);
    prop::collection::vec(one, 0..8).prop_map(|drawn| {
        let numbered = drawn.into_iter().zip(1..);
        numbered
            .map(|(((written, kana), born, protected, shared), serial)| {
                let mut one = person(serial, written, kana, born);
                one.protected_address = protected;
                one.identity.phones = vec![format!("055700{shared:04}").parse().unwrap()];
                one
            })
            .collect()
    })
}

fn searches() -> impl Strategy<Value = Criteria> {
    let pick = |texts: &[&'static str]| prop::sample::select(texts.to_vec());
    (
        pick(&["", "ヤマダ", "ヤマダ ハナコ", "サトウ ヨウコ", "_ ハ"]),
        pick(&["", "山田花子", "渡辺一", "佐藤"]),
        pick(&["", "S15.3.2", "S15", "150302", "86歳"]),
        pick(&["", "0001", "0557000001"]),
        pick(&["", "泉町", "泉町2-1-4", "伊豆山"]),
        prop::option::of(prop::sample::select(Sex::ALL.to_vec())),
        prop::option::weighted(0.2, 1u32..8),
    )
        .prop_map(|(kana, name, birth, phone, address, sex, card)| {
            let mut criteria = asks(kana, name, birth, phone, address);
            criteria.sex = sex;
            criteria.card_number = card.map(CardNumber::from_serial);
            criteria
        })
}

proptest! {
    #[test]
    fn the_order_of_the_subjects_changes_nothing(
        criteria in searches(),
        (people, shuffled) in people().prop_flat_map(|people| (Just(people.clone()), Just(people).prop_shuffle())),
    ) {
        let one: Vec<Candidate> = grade(&criteria, &people, TODAY);
        prop_assert_eq!(one, grade(&criteria, &shuffled, TODAY));
    }

    #[test]
    fn nobody_contradicts_the_card_asked_for(criteria in searches(), people in people()) {
        let found = grade(&criteria, &people, TODAY);
        if let Some(card) = criteria.card_number {
            prop_assert!(found.len() <= 1);
            prop_assert!(found.iter().all(|one| one.card_suffix == card.suffix()));
        }
    }

    #[test]
    fn certain_is_one_person_with_more_than_name_and_birth_date(criteria in searches(), people in people()) {
        let found = grade(&criteria, &people, TODAY);
        let certain: Vec<&Candidate> = found.iter().filter(|one| one.grade == Certain).collect();
        prop_assert!(certain.len() <= 1);
        for one in certain {
            let third = [Card, Phone, PhoneLast4, Address];
            prop_assert!(third.iter().any(|item| one.matched.contains(item)));
        }
        for (candidate, subject) in found.iter().flat_map(|one| people.iter().map(move |subject| (one, subject))) {
            if candidate.resident == subject.resident && subject.protected_address {
                prop_assert_eq!(&candidate.town, &None);
                prop_assert!(!candidate.matched.contains(&Address));
            }
        }
    }
}
