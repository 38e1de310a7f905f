//! Whatever is typed into a search is read, folded, planned and judged without a panic, and what is
//! folded twice is what is folded once.
#![no_main]

use libfuzzer_sys::{arbitrary::{self, Arbitrary}, fuzz_target};
use tasuki_domain::{
    birth_date,
    card::CardNumber,
    fact::identity::{Address, Identity, OtherName, OtherNameKind, PersonName, Sex},
    lookup::Criteria,
    time::Date,
};
use tasuki_matching::{KeyKind, SearchKey, Sketch, Subject, grade, keys_of, normalize, plan};

const TODAY: Date = jiff::civil::date(2026, 11, 21);

#[derive(Debug, Arbitrary)]
struct Typed<'a> {
    family: &'a str,
    given: &'a str,
    name: &'a str,
    birth: &'a str,
    phone: &'a str,
    address: &'a str,
    card: &'a str,
    female: bool,
    pasted: &'a str,
}

fuzz_target!(|typed: Typed<'_>| {
    for text in [typed.family, typed.given, typed.name, typed.birth, typed.address, typed.pasted] {
        folds_once(text);
        let _ = birth_date::read(text, TODAY);
        let _ = birth_date::read_for_record(text, TODAY);
    }
    pasted(typed.pasted);
    let criteria = criteria(&typed);
    let plan = plan(&criteria);
    let Some(identity) = identity(&typed) else { return };
    let sketch = Sketch::of(&identity, false);
    let card = CardNumber::from_serial(1);
    let keys = keys_of(card, &sketch);
    assert!(keys.contains(&SearchKey::new(KeyKind::Card, card.digits())));
    // Protected, the address is in no key.
    let hidden = keys_of(card, &Sketch::of(&identity, true));
    assert!(hidden.iter().all(|key| {
        !matches!(key.kind, KeyKind::Address | KeyKind::PlaceName | KeyKind::PlaceDate)
    }));
    let subject = Subject { resident: uuid::Uuid::nil().into(), card, sketch };
    let found = grade(&criteria, &[subject], true, TODAY);
    assert!(found.len() <= 1);
    if !found.is_empty() && criteria.is_enough() && criteria.card_number.is_none() {
        assert!(!plan.guard.is_empty() || !plan.wide.is_empty());
    }
});

/// Whatever is pasted into the one box is read within its bounds, and searched with.
fn pasted(text: &str) {
    if let Ok(read) = tasuki_matching::pasted::read(text, TODAY) {
        let _ = plan(&read.criteria);
    }
}

fn folds_once(text: &str) {
    for fold in [normalize::kana_key, normalize::sound_key, normalize::written_key, normalize::address_key] {
        let once = fold(text);
        assert_eq!(fold(&once), once);
    }
    let address = normalize::address_key(text);
    assert!(normalize::place_words(&address).iter().all(|word| !word.is_empty()));
    let _ = normalize::kana_of_letters(&normalize::kana_key(text));
}

fn criteria(typed: &Typed<'_>) -> Criteria {
    Criteria {
        family_kana: typed.family.parse().ok(),
        given_kana: typed.given.parse().ok(),
        name: typed.name.parse().ok(),
        birth_date: birth_date::read(typed.birth, TODAY).ok(),
        sex: typed.female.then_some(Sex::Female),
        phone: typed.phone.parse().ok(),
        address: typed.address.parse().ok(),
        card_number: typed.card.parse().ok(),
    }
}

/// Somebody recorded with the same words.
fn identity(typed: &Typed<'_>) -> Option<Identity> {
    let name = PersonName {
        family: typed.name.parse().ok()?,
        given: typed.pasted.parse().ok(),
        family_kana: typed.family.parse().ok(),
        given_kana: typed.given.parse().ok(),
    };
    Some(Identity {
        other_names: vec![OtherName { kind: OtherNameKind::Alias, name: name.clone() }],
        name,
        birth_date: birth_date::read_for_record(typed.birth, TODAY)
            .ok()
            .or_else(|| "1940-03-02".parse().ok())?,
        sex: Sex::Female,
        address: typed.address.parse().ok().map(|town| Address {
            postal_code: None,
            town,
            rest: typed.pasted.parse().ok(),
        }),
        phones: typed.phone.parse().ok().into_iter().collect(),
        language: None,
    })
}
