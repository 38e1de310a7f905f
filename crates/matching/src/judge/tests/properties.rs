//! What holds of any search and any set of people.

use crate::{
    Judged,
    sample::{Person, TODAY, asks, grade, person},
};
use proptest::prelude::*;
use tasuki_domain::{
    card::CardNumber,
    fact::identity::Sex,
    lookup::{
        Criteria,
        Grade::Certain,
        MatchedItem::{Address, CardNumber as Card, Phone, PhoneLast4},
    },
};

fn people() -> impl Strategy<Value = Vec<Person>> {
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
        let one: Vec<Judged> = grade(&criteria, &people, TODAY);
        prop_assert_eq!(one, grade(&criteria, &shuffled, TODAY));
    }

    #[test]
    fn nobody_contradicts_the_card_asked_for(criteria in searches(), people in people()) {
        let found = grade(&criteria, &people, TODAY);
        if let Some(card) = criteria.card_number {
            prop_assert!(found.len() <= 1);
            let holder = people.iter().find(|one| one.card == card);
            prop_assert!(found.iter().all(|one| Some(one.resident) == holder.map(|holder| holder.resident)));
        }
    }

    #[test]
    fn certain_is_one_person_with_more_than_name_and_birth_date(criteria in searches(), people in people()) {
        let found = grade(&criteria, &people, TODAY);
        let certain: Vec<&Judged> = found.iter().filter(|one| one.grade == Certain).collect();
        prop_assert!(certain.len() <= 1);
        for one in certain {
            let third = [Card, Phone, PhoneLast4, Address];
            prop_assert!(third.iter().any(|item| one.matched.contains(item)));
        }
        for (candidate, subject) in found.iter().flat_map(|one| people.iter().map(move |subject| (one, subject))) {
            if candidate.resident == subject.resident && subject.protected_address {
                prop_assert!(!candidate.matched.contains(&Address));
            }
        }
    }
}

/// What may be one slip away from a person.
#[derive(Debug, Clone, Copy)]
enum Slip {
    Family,
    Given,
    Month,
    Year,
    Sex,
    Phone,
    Town,
}

fn changed(text: &str, place: usize, by: char) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let place = place % characters.len();
    characters[place] = if characters[place] == by { 'ン' } else { by };
    characters.into_iter().collect()
}

proptest! {
    #[test]
    fn a_one_edit_corruption_never_outranks_the_exact_record(
        family in "[ア-ヂツ-モヤユヨラ-ロ]{2,5}",
        given in "[ア-ヂツ-モヤユヨラ-ロ]{2,5}",
        (year, month, day) in (1910i16..2010, 1i8..=12, 1i8..=28),
        slip in prop::sample::select(vec![
            Slip::Family, Slip::Given, Slip::Month, Slip::Year, Slip::Sex, Slip::Phone, Slip::Town,
        ]),
        place in 0usize..5,
        by in prop::sample::select(vec!['ア', 'キ', 'ト', 'ラ']),
        corrupted_first in any::<bool>(),
    ) {
        let kana = format!("{family} {given}");
        let born = format!("{year}-{month:02}-{day:02}");
        let exact = person(7, &kana, &kana, &born);
        let mut other = match slip {
            Slip::Family => {
                let kana = format!("{} {given}", changed(&family, place, by));
                person(8, &kana, &kana, &born)
            }
            Slip::Given => {
                let kana = format!("{family} {}", changed(&given, place, by));
                person(8, &kana, &kana, &born)
            }
            Slip::Month => person(8, &kana, &kana, &format!("{year}-{:02}-{day:02}", month % 12 + 1)),
            Slip::Year => person(8, &kana, &kana, &format!("{}-{month:02}-{day:02}", year + 1)),
            _ => person(8, &kana, &kana, &born),
        };
        // Of one household, but for the slip.
        other.identity.phones = exact.identity.phones.clone();
        other.identity.address = exact.identity.address.clone();
        match slip {
            Slip::Sex => other.identity.sex = Sex::Male,
            Slip::Phone => other.identity.phones = vec!["0557000017".parse().unwrap()],
            Slip::Town => other.identity.address = None,
            _ => {}
        }
        let mut criteria = asks(&kana, "", &born, "0557000007", "泉町2丁目7番4号");
        criteria.sex = Some(Sex::Female);
        let mut people = vec![exact.clone(), other.clone()];
        if corrupted_first {
            people.reverse();
        }
        let found = grade(&criteria, &people, TODAY);
        let score = |who: &Person| found.iter().find(|one| one.resident == who.resident).map(|one| (one.grade, one.score));
        prop_assert!(score(&exact) >= score(&other), "{:?} {:?}", score(&exact), score(&other));
        prop_assert_eq!(found.first().map(|first| first.resident), Some(exact.resident));
        prop_assert!(found.iter().all(|one| one.grade != Certain || one.resident == exact.resident));
    }
}
