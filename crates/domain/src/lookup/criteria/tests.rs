use super::*;
use crate::birth_date;
use jiff::civil::date;

fn named(family: &str, given: &str, name: &str) -> Criteria {
    Criteria {
        family_kana: family.parse().ok(),
        given_kana: given.parse().ok(),
        name: name.parse().ok(),
        ..Criteria::default()
    }
}

fn born(typed: &str) -> Criteria {
    Criteria {
        birth_date: birth_date::read(typed, date(2026, 11, 21)).ok(),
        ..Criteria::default()
    }
}

#[test]
fn a_name_and_one_other_item_and_no_item_twice() {
    for (family, given, name, enough) in [
        ("ア", "ア", "", false),
        ("ア", "", "", false),
        ("アイ", "", "", false),
        ("", "アイ", "", false),
        ("", "", "襷花", false),
        ("アイ", "ア", "", true),
        ("ア", "アイ", "", true),
        ("アイ", "", "襷花", true),
        ("ア", "ア", "襷花", true),
        ("ア", "", "花", false),
    ] {
        let criteria = named(family, given, name);
        assert_eq!(criteria.is_enough(), enough, "{family} {given} {name}");
        let with_sex = Criteria {
            sex: Some(Sex::Female),
            ..criteria
        };
        let has_name =
            family.chars().count() + given.chars().count() >= 2 || name.chars().count() >= 2;
        assert_eq!(
            with_sex.is_enough(),
            has_name,
            "{family} {given} {name}, sex"
        );
    }
}

#[test]
fn what_is_missing_is_named_for_what_it_is() {
    let address = Criteria {
        address: "泉町2丁目".parse().ok(),
        ..Criteria::default()
    };
    let by_last4 = |digits: &str| Criteria {
        phone: digits.parse().ok(),
        ..Criteria::default()
    };
    for (criteria, expected) in [
        (Criteria::default(), Some(Shortfall::Nothing)),
        (born("S15.3.2"), Some(Shortfall::BirthDateAlone)),
        (born("80代"), Some(Shortfall::BirthDateAlone)),
        (address.clone(), Some(Shortfall::AddressAlone)),
        (
            Criteria {
                address: address.address,
                ..born("S15.3.2")
            },
            Some(Shortfall::Nameless),
        ),
        (by_last4("1234"), Some(Shortfall::Nameless)),
        (by_last4("0557000000"), None),
        (named("ヤ", "", ""), Some(Shortfall::NameTooShort)),
        (named("ヤマダ", "", ""), Some(Shortfall::NameAlone)),
        (named("", "", "山田花子"), Some(Shortfall::NameAlone)),
    ] {
        assert_eq!(criteria.shortfall(), expected, "{criteria:?}");
    }
    for shortfall in Shortfall::ALL {
        let invalid = shortfall.invalid();
        assert_eq!(invalid.code, "criteria_too_few");
        assert!(!invalid.problem.ends_with('。') && !invalid.expected.ends_with('。'));
    }
    let fishing = Shortfall::BirthDateAlone.invalid();
    assert!(fishing.problem.contains("別の方まで並ぶため"));
    assert!(fishing.expected.contains("フリガナ"));
}

#[test]
fn a_purpose_makes_one_item_enough_but_not_any() {
    for (criteria, enough) in [
        (born("S15.3.2"), true),
        (named("ヤマ", "", ""), true),
        (named("ヤ", "", ""), false),
        (
            Criteria {
                address: "泉町".parse().ok(),
                ..Criteria::default()
            },
            true,
        ),
        (
            Criteria {
                phone: "1234".parse().ok(),
                sex: Some(Sex::Male),
                ..Criteria::default()
            },
            false,
        ),
        (Criteria::default(), false),
    ] {
        assert_eq!(criteria.is_enough_with_purpose(), enough, "{criteria:?}");
    }
}

#[test]
fn what_would_help_is_what_is_not_there_or_vague() {
    use CriteriaItem::{Address, BirthDate, FamilyKana, GivenKana, Name, Phone, Sex as BySex};
    let helps = |criteria: Criteria| criteria.would_help();
    assert_eq!(
        helps(named("サトウ", "", "")),
        [BirthDate, GivenKana, Phone, Address]
    );
    assert_eq!(
        helps(Criteria {
            family_kana: "サトウ".parse().ok(),
            ..born("80代")
        }),
        [BirthDate, GivenKana, Phone, Address]
    );
    assert_eq!(
        helps(Criteria {
            given_kana: "ハナコ".parse().ok(),
            sex: Some(Sex::Female),
            ..born("S15.3.2")
        }),
        [FamilyKana, Phone, Address]
    );
    assert_eq!(
        helps(Criteria {
            family_kana: "サトウ".parse().ok(),
            given_kana: "ハナコ".parse().ok(),
            ..born("S15.3.2")
        }),
        [Phone, Address, BySex, Name]
    );
}

#[test]
fn items_are_given_or_not_and_go_one_by_one() {
    let whole = Criteria {
        card_number: Some(CardNumber::from_serial(1)),
        phone: "0557000000".parse().ok(),
        address: "泉町".parse().ok(),
        sex: Some(Sex::Female),
        birth_date: born("80代").birth_date,
        ..named("ヤマダ", "ハナコ", "山田花子")
    };
    assert_eq!(whole.items(), CriteriaItem::ALL);
    let none = CriteriaItem::ALL
        .iter()
        .fold(whole, |criteria, item| criteria.without(*item));
    assert_eq!(none, Criteria::default());
}
