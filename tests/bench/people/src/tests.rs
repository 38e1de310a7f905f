//! What the generators promise.

use crate::{
    Criteria, PEOPLE_SEED, Person, Places, Population, QUERY_SEED, Query, Resident, Sex, TODAY,
    Truth,
    population::Names,
    queries::{Fields, Slip, Stranger, make},
};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::OnceLock,
};

const PEOPLE: usize = 60_000;

struct Town {
    names: Names,
    places: Places,
    residents: Vec<Resident>,
    queries: Vec<(Query, Truth)>,
}

fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(|| {
        let names = Names::default();
        let places = Places::new(PEOPLE_SEED, PEOPLE as u64);
        let residents: Vec<Resident> = Population::new(PEOPLE_SEED, &names, &places)
            .take(PEOPLE)
            .collect();
        let queries = make(&residents, &names, &places, 12_000, QUERY_SEED);
        Town {
            names,
            places,
            residents,
            queries,
        }
    })
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of as f64
}

fn is_kana(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'ァ'..='ヴ' | 'ー' | ' '))
}

#[test]
fn the_package_knows_no_crate_of_ours() {
    let manifest = include_str!("../Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    assert!(dependencies.contains("serde"));
    assert!(!dependencies.contains("tasuki"), "{dependencies}");
    assert!(!manifest.contains("dev-dependencies"));
    assert!(!manifest.contains("build-dependencies"));
}

#[test]
fn the_same_seed_makes_the_same_people_and_searches() {
    let town = town();
    let again: Vec<Resident> = Population::new(PEOPLE_SEED, &town.names, &town.places)
        .take(2_000)
        .collect();
    assert_eq!(again[..], town.residents[..2_000]);
    let other: Vec<Resident> = Population::new(PEOPLE_SEED + 1, &town.names, &town.places)
        .take(2_000)
        .collect();
    assert_ne!(again, other);

    let make = |seed| make(&again, &town.names, &town.places, 600, seed);
    assert_eq!(make(QUERY_SEED), make(QUERY_SEED));
    assert_ne!(make(QUERY_SEED), make(QUERY_SEED + 1));
}

#[test]
fn people_are_shaped_as_the_file_says() {
    let mut ids = HashSet::new();
    for Resident { person, place, .. } in &town().residents {
        assert!(ids.insert(&person.id), "{person:?}");
        assert!(!person.family.is_empty() && !person.given.is_empty());
        assert!(is_kana(&person.family_kana) && is_kana(&person.given_kana));
        // Without kana only in letters.
        assert!(!person.family_kana.is_empty() || person.family.is_ascii());
        assert_eq!(person.family_kana.is_empty(), person.given_kana.is_empty());
        let age = TODAY.year() - person.birth_date.year();
        assert!((0..=106).contains(&age), "{person:?}");
        let digits = person.phone.replace('-', "");
        assert!(matches!(digits.len(), 0 | 10 | 11), "{person:?}");
        assert!(person.address.contains(&place.town.name), "{person:?}");
        for name in &person.alt_names {
            assert!(
                name.split(' ').count() >= 2 && !name.contains("  "),
                "{name}"
            );
        }
    }
    let person = &town().residents[0].person;
    let line = serde_json::to_value(person).unwrap();
    let fields: Vec<&str> = line
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        fields.iter().copied().collect::<BTreeSet<_>>(),
        BTreeSet::from([
            "id",
            "family",
            "given",
            "family_kana",
            "given_kana",
            "alt_names",
            "birth_date",
            "sex",
            "phone",
            "address",
        ])
    );
    assert_eq!(&serde_json::from_value::<Person>(line).unwrap(), person);
}

#[test]
fn surnames_are_as_frequent_as_in_the_country() {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for Resident { person, .. } in &town().residents {
        *counts.entry(&person.family_kana).or_default() += 1;
    }
    let sato = share(counts["サトウ"], PEOPLE);
    assert!((0.012..0.018).contains(&sato), "{sato}");
    let mut most: Vec<usize> = counts.values().copied().collect();
    most.sort_unstable_by(|a, b| b.cmp(a));
    let top = |count: usize| share(most.iter().take(count).sum(), PEOPLE);
    assert!((0.085..0.12).contains(&top(10)), "{}", top(10));
    assert!((0.29..0.40).contains(&top(100)), "{}", top(100));
    assert!(most.len() > 3_000, "{}", most.len());
}

#[test]
fn the_register_is_old_and_has_its_ordinary_hard_cases() {
    let town = town();
    let of = |test: &dyn Fn(&Resident) -> bool| {
        share(
            town.residents.iter().filter(|one| test(one)).count(),
            PEOPLE,
        )
    };
    let old = of(&|one| TODAY.year() - one.person.birth_date.year() >= 65);
    assert!((0.70..0.92).contains(&old), "{old}");
    let foreign = of(&|one| one.person.family.is_ascii() || one.sounds.is_some());
    assert!((0.008..0.03).contains(&foreign), "{foreign}");
    for (what, least, most, share) in [
        (
            "no kana",
            0.003,
            0.02,
            of(&|one| one.person.family_kana.is_empty()),
        ),
        (
            "no phone",
            0.08,
            0.16,
            of(&|one| one.person.phone.is_empty()),
        ),
        (
            "another name",
            0.02,
            0.15,
            of(&|one| !one.person.alt_names.is_empty()),
        ),
        ("care home", 0.02, 0.12, of(&|one| one.place.in_home)),
        (
            "another character",
            0.01,
            0.15,
            of(&|one| {
                one.person.family.contains([
                    '髙', '﨑', '澤', '濱', '邊', '邉', '齋', '廣', '嶋', '冨', '𠮷',
                ])
            }),
        ),
        (
            "kana alone",
            0.02,
            0.2,
            of(&|one| {
                one.person
                    .given
                    .chars()
                    .all(|c| matches!(c, 'ぁ'..='ヺ' | 'ー'))
            }),
        ),
    ] {
        assert!((least..most).contains(&share), "{what}: {share}");
    }
    let mut homes: HashMap<(&str, &str), usize> = HashMap::new();
    let mut twins: HashMap<(&str, jiff::civil::Date, &str), usize> = HashMap::new();
    let mut namesakes: HashMap<(String, jiff::civil::Date), usize> = HashMap::new();
    for Resident { person, .. } in &town.residents {
        *homes.entry((&person.family, &person.address)).or_default() += 1;
        *twins
            .entry((&person.family, person.birth_date, &person.address))
            .or_default() += 1;
        let name = format!("{}{}", person.family_kana, person.given_kana);
        *namesakes.entry((name, person.birth_date)).or_default() += 1;
    }
    assert!(homes.values().filter(|people| **people >= 2).count() > PEOPLE / 8);
    assert!(twins.values().filter(|people| **people >= 2).count() > PEOPLE / 2_000);
    assert!(namesakes.values().filter(|people| **people >= 2).count() > PEOPLE / 4_000);
}

#[test]
fn given_names_follow_sex_and_year() {
    let women = |from: i16, to: i16| -> HashSet<&str> {
        let years = from..=to;
        town()
            .residents
            .iter()
            .map(|one| &one.person)
            .filter(|one| one.sex == Sex::Female && years.contains(&one.birth_date.year()))
            .map(|one| one.given.as_str())
            .collect()
    };
    assert!(women(1935, 1942).contains("和子"));
    assert!(!women(1995, 2010).contains("和子"));
    assert!(women(1922, 1930).contains("キヨ"));
    assert!(!women(1975, 2010).contains("キヨ"));
    assert!(women(1930, 1960).len() > 500);
}

#[test]
fn every_slip_occurs_and_changes_what_is_typed() {
    let town = town();
    let by_id: HashMap<&str, &Resident> = town
        .residents
        .iter()
        .map(|one| (one.person.id.as_str(), one))
        .collect();
    let mut seen = BTreeSet::new();
    let mut clean: BTreeMap<&str, usize> = BTreeMap::new();
    for (query, truth) in &town.queries {
        let Some(of) = truth.truth.as_deref().map(|id| by_id[id]) else {
            continue;
        };
        let fields = Fields::ALL
            .into_iter()
            .find(|fields| fields.code() == truth.fields)
            .unwrap();
        let right: Criteria = crate::queries::draft_of(of, fields).unwrap().typed();
        if let [slip] = &truth.corruptions[..] {
            seen.insert(slip.as_str());
        }
        if truth.corruptions.is_empty() {
            *clean.entry(fields.code()).or_default() += 1;
            assert_eq!(query.criteria, right, "{truth:?}");
        } else {
            assert_ne!(query.criteria, right, "{truth:?}");
        }
    }
    let all: BTreeSet<&str> = Slip::ALL.iter().map(|slip| slip.code()).collect();
    let never: Vec<_> = all.difference(&seen).collect();
    assert!(never.is_empty(), "{never:?}");
    assert_eq!(clean.len(), Fields::ALL.len(), "{clean:?}");
}

#[test]
fn a_slip_touches_its_own_item_alone() {
    for (query, truth) in &town().queries {
        let ([slip], Some(id)) = (&truth.corruptions[..], &truth.truth) else {
            continue;
        };
        let slip = Slip::ALL.iter().find(|known| known.code() == slip).unwrap();
        let of = town().residents.iter().find(|one| &one.person.id == id);
        let Some(fields) = Fields::ALL
            .into_iter()
            .find(|all| all.code() == truth.fields)
        else {
            panic!("{truth:?}");
        };
        let right = crate::queries::draft_of(of.unwrap(), fields)
            .unwrap()
            .typed();
        let typed = &query.criteria;
        let kana =
            (&typed.family_kana, &typed.given_kana) != (&right.family_kana, &right.given_kana);
        let changed = [
            ("kana_", kana),
            ("written_", typed.name != right.name),
            ("birth_", typed.birth_date != right.birth_date),
            ("sex_", typed.sex != right.sex),
            ("town_", typed.address != right.address),
            ("phone_", typed.phone != right.phone),
        ];
        let code = slip.code().replace("name_", "kana_");
        for (item, changed) in changed {
            assert_eq!(changed, code.starts_with(item), "{truth:?} {typed:?}");
        }
    }
}

#[test]
fn a_quarter_is_of_people_who_are_not_registered() {
    let queries = &town().queries;
    let strangers: Vec<&Truth> = queries
        .iter()
        .map(|(_, truth)| truth)
        .filter(|truth| truth.truth.is_none())
        .collect();
    let quarter = share(strangers.len(), queries.len());
    assert!((0.22..0.28).contains(&quarter), "{quarter}");
    let kinds: BTreeSet<&str> = strangers
        .iter()
        .map(|truth| truth.unregistered.as_deref().unwrap())
        .collect();
    let near = Stranger::NEAR.iter().map(|near| near.code());
    assert_eq!(kinds, near.chain(["anybody"]).collect());
    let ids: HashSet<&str> = queries
        .iter()
        .map(|(query, _)| query.query_id.as_str())
        .collect();
    assert_eq!(ids.len(), queries.len());
}

#[test]
fn two_slips_are_two() {
    let two: Vec<&Truth> = town()
        .queries
        .iter()
        .map(|(_, truth)| truth)
        .filter(|truth| truth.corruptions.len() == 2)
        .collect();
    assert!(two.len() > 500, "{}", two.len());
    for truth in two {
        assert_ne!(truth.corruptions[0], truth.corruptions[1]);
        assert_eq!(truth.fields, "full");
    }
}
