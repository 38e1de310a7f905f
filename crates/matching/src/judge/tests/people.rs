//! Items and people of every kind.

use super::{alone, hanako, in_words};
use crate::sample::{TODAY, also, asks, grade, person};
use tasuki_domain::{
    card::CardNumber,
    fact::identity::{OtherNameKind, Sex},
    lookup::{
        Criteria,
        Grade::{Certain, Possible, Probable},
        MatchedItem, SimilarItem,
    },
};

fn with_sex(mut criteria: Criteria, sex: Sex) -> Criteria {
    criteria.sex = Some(sex);
    criteria
}

#[test]
fn sex_counts_little_for_and_more_against() {
    let full = || asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    let name_and_birth = || asks("ヤマダ ハナコ", "", "S15.3.2", "", "");
    for (criteria, asked, expected) in [
        (
            full(),
            Sex::Female,
            "certain kana birth_date sex phone_last4",
        ),
        (
            full(),
            Sex::Male,
            "probable kana birth_date phone_last4 !sex",
        ),
        (full(), Sex::Unknown, "certain kana birth_date phone_last4"),
        // It is not a third item.
        (
            name_and_birth(),
            Sex::Female,
            "probable kana birth_date sex",
        ),
    ] {
        let found = in_words(&with_sex(criteria, asked), &hanako());
        assert_eq!(found, expected, "{asked:?}");
    }
    // Not recorded, it says nothing.
    let mut unknown = hanako();
    unknown.identity.sex = Sex::Unknown;
    let found = in_words(&with_sex(full(), Sex::Male), &unknown);
    assert_eq!(found, "certain kana birth_date phone_last4");
}

#[test]
fn a_card_is_certain_unless_the_rest_does_not_fit() {
    let carrying = |mut criteria: Criteria| {
        criteria.card_number = Some(CardNumber::from_serial(1));
        criteria
    };
    let other_person = with_sex(asks("サトウ", "", "S20", "", ""), Sex::Male);
    for (criteria, expected) in [
        (Criteria::default(), "certain card_number"),
        (
            asks("ヤマダ", "", "S15", "", ""),
            "certain card_number kana_prefix birth_date_range",
        ),
        (asks("サトウ", "", "", "", ""), "probable card_number !kana"),
        // A sister's card in the pocket: nearly everything fits.
        (
            asks("ヤマダ ハルコ", "", "S16.3.2", "", "泉町2-1-4"),
            "possible card_number address ~kana_one ~birth_next_year",
        ),
        (
            asks("ヤマダ ハナコ", "", "S16.3.2", "", ""),
            "probable card_number kana ~birth_next_year",
        ),
        (other_person, "possible card_number !kana !birth_date !sex"),
    ] {
        assert_eq!(in_words(&carrying(criteria), &hanako()), expected);
    }
    // Whoever has another card is nobody, whatever else agrees.
    let twin = person(2, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    let all_else = carrying(asks("ヤマダ ハナコ", "", "S15.3.2", "0002", "泉町"));
    assert_eq!(in_words(&all_else, &twin), "nobody");
    assert_eq!(
        grade(&carrying(Criteria::default()), &[twin, hanako()], TODAY).len(),
        1
    );
}

#[test]
fn a_protected_address_neither_agrees_nor_leaves() {
    let mut protected = hanako();
    protected.protected_address = true;
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町2-1-4");
    let found = grade(&criteria, &[protected.clone()], TODAY);
    assert_eq!(in_words(&criteria, &protected), "probable kana birth_date");
    // A wrong address says as little as a right one, so nobody can probe for it.
    let elsewhere = asks("ヤマダ ハナコ", "", "S15.3.2", "", "伊豆山");
    let wrong = grade(&elsewhere, &[protected.clone()], TODAY);
    assert_eq!(wrong, found);
    let beginning = asks("ヤマダ", "", "", "", "泉町");
    assert_eq!(in_words(&beginning, &protected), "nobody");
}

#[test]
fn a_birth_date_on_record_in_part_is_only_a_range() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    for recorded in ["1940-03", "1940"] {
        let known_in_part = person(1, "山田 花子", "ヤマダ ハナコ", recorded);
        let found = in_words(&criteria, &known_in_part);
        assert_eq!(
            found, "probable kana birth_date_range phone_last4",
            "{recorded}"
        );
        let other = asks("ヤマダ ハナ", "", "S16.3.2", "0001", "");
        let other = in_words(&other, &known_in_part);
        assert_eq!(
            other, "probable kana_prefix phone_last4 ~birth_beside",
            "{recorded}"
        );
    }
    // One still to come cannot be right and says nothing.
    let slip = person(1, "山田 花子", "ヤマダ ハナコ", "2040-03-02");
    assert_eq!(in_words(&criteria, &slip), "probable kana phone_last4");
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
        // All but the family name agrees: she may have married.
        (&former, "サトウ ハナコ", "", Some(Possible)),
        (&latin, "", "Hanako Yamada", Some(Certain)),
        // The given name has no kana on record, so 「ヤマダ」 is not the whole name.
        (&undivided_kana, "ヤマダ", "", Some(Probable)),
    ] {
        let found = alone(&asks(kana, name, "S15.3.2", "0001", ""), subject);
        assert_eq!(found.map(|found| found.grade), expected, "{kana} {name}");
    }
}

#[test]
fn addresses_agree_as_places() {
    for (asked, agrees, third) in [
        ("泉町", true, true),
        ("泉", true, true),
        ("泉町2丁目", true, true),
        ("泉町二丁目１−４", true, true),
        ("泉2-1-4", true, true),
        ("泉町2-1-4 203号室", true, true),
        // A city in front that is not on record may be another one.
        ("静岡県熱海市泉", true, false),
        ("静岡県熱海市泉町2丁目1番4号", true, false),
        ("伊東市泉町2-1-4", true, false),
        // Towns of the same ending.
        ("東泉町2-1-4", true, false),
        ("東泉", false, false),
        // Another block of the same town, seen with the city in front.
        ("熱海市泉町2-9-9", true, false),
        // Numbers and single characters are too little to tell anybody apart.
        ("1-4", true, false),
        ("町", true, false),
        // 泉町2 is not 泉町21, and still of one town.
        ("泉町21", true, false),
        ("伊豆山", false, false),
        ("泉町2-1-40", true, false),
    ] {
        let found = alone(&asks("ヤマダ ハナコ", "", "S15.3.2", "", asked), &hanako());
        let found = found.unwrap();
        let touches = found.similar.contains(&SimilarItem::AddressPart);
        assert_eq!(
            found.matched.contains(&MatchedItem::Address) || touches,
            agrees,
            "{asked}"
        );
        assert_eq!(found.grade == Certain, third, "{asked}");
    }
}

/// What an address says of a person who lives there.
#[test]
fn another_town_is_never_the_third_item() {
    let at = |town: &str, rest: &str| {
        let mut person = hanako();
        let address = person.identity.address.as_mut().unwrap();
        address.town = town.parse().unwrap();
        address.rest = (!rest.is_empty()).then(|| rest.parse().unwrap());
        person
    };
    for (town, rest, asked, third) in [
        ("東泉町2丁目", "1番4号", "泉町2-1-4", false),
        ("東泉町2丁目", "1番4号", "泉町2", false),
        // One name of a house, or of whom they live with, in two towns.
        ("浜町5", "青木荘", "泉町 青木荘", false),
        ("浜町5", "青木荘", "泉町2 青木荘", false),
        ("浜町5", "佐藤様方", "泉町2 佐藤様方", false),
        ("浜町5", "青木荘", "浜町 青木荘", false),
        ("浜町5", "青木荘", "浜5", true),
        ("浜町5", "青木荘", "青木荘", true),
        // The city on record too.
        ("熱海市泉町", "2-1", "泉町2", true),
        ("熱海市泉町", "2-1", "泉2", true),
        ("熱海市泉町", "2-1", "熱海市泉町2-1", true),
        ("熱海市泉町", "2-1", "伊東市泉町2-1", false),
        // A facility, with its kind in front or without.
        ("泉町2-3", "特別養護老人ホーム青葉苑", "青葉苑", true),
        ("泉町2-3", "特別養護老人ホーム青葉苑", "特養青葉苑", true),
        ("泉町2-3", "特別養護老人ホーム青葉苑", "浜町青葉苑", false),
    ] {
        let found = alone(
            &asks("ヤマダ ハナコ", "", "S15.3.2", "", asked),
            &at(town, rest),
        );
        let certain = found.unwrap().grade == Certain;
        assert_eq!(certain, third, "{town} {rest}: {asked}");
    }
}

/// Whoever is known by another given name may be taken for a sister who bears it.
#[test]
fn by_a_common_name_of_another_given_name_nobody_is_certain() {
    let nobuko = || person(1, "佐沢 信子", "サザワ ノブコ", "1934-05-05");
    let also_kazuko = also(nobuko(), OtherNameKind::Alias, "佐沢 和子", "サザワ カズコ");
    let formerly = also(nobuko(), OtherNameKind::Former, "鈴木", "スズキ");
    for (kana, name, subject, expected) in [
        ("サザワ カズコ", "", &also_kazuko, Probable),
        ("", "佐沢 和子", &also_kazuko, Probable),
        ("サザワ ノブコ", "", &also_kazuko, Certain),
        ("スズキ ノブコ", "", &formerly, Certain),
        ("サザワ ノブコ", "佐沢 信子", &formerly, Certain),
    ] {
        let found = alone(&asks(kana, name, "S9.5.5", "", "泉町2"), subject);
        assert_eq!(found.unwrap().grade, expected, "{kana}{name}");
    }
}

/// A whole number that differs is another number, though its last four digits are the same.
#[test]
fn the_end_of_another_number_is_no_third_item() {
    for (phone, grade) in [
        ("0557-00-0001", Certain),
        ("0001", Certain),
        ("090-1234-0001", Probable),
    ] {
        let found = alone(&asks("ヤマダ ハナコ", "", "S15.3.2", phone, ""), &hanako());
        assert_eq!(found.unwrap().grade, grade, "{phone}");
    }
    let both = asks("ヤマダ ハナコ", "", "S15.3.2", "090-1234-0001", "泉町");
    assert_eq!(alone(&both, &hanako()).unwrap().grade, Probable);
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
    let order: Vec<_> = found.iter().map(|one| one.resident).collect();
    let expected = [1, 0, 3, 2].map(|place: usize| people[place].resident);
    assert_eq!(order, expected);
}
