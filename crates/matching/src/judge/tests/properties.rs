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
