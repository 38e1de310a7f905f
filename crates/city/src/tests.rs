//! The city is the same for its seed, and everything that the screens must show occurs in it.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use tasuki_domain::{
    alert::{Supply, antithrombotic},
    consent::RecipientClass,
    fact::{FactBody, FactKind, identity::Sex, wishes::Standing},
    summary::{Entry, Section},
};

fn today() -> Date {
    Date::new(2026, 11, 21).unwrap()
}

fn people(seed: u64, count: usize) -> Vec<Person> {
    City::new(seed, today())
        .unwrap()
        .take(count)
        .collect::<Made<_>>()
        .unwrap()
}

#[test]
fn a_seed_makes_one_city() {
    let city = people(1, 400);
    assert_eq!(city, people(1, 400));
    assert_eq!(city[..300], people(1, 300)[..]);
    let other = people(2, 400);
    assert_eq!(city[..20], other[..20], "the patients of the drills");
    let same = (20..400)
        .filter(|index| city[*index].identity == other[*index].identity)
        .count();
    assert_eq!(same, 0);
}

#[test]
fn every_kind_of_fact_and_every_absence_occurs() {
    let city = people(1, 1_000);
    for kind in FactKind::ALL
        .iter()
        .filter(|kind| **kind != FactKind::Identity)
    {
        let of_kind = |person: &Person| -> Vec<bool> {
            let wishes = person.by_physician.iter().map(|_| FactKind::Wish);
            let none = person.facts.iter().filter(|body| body.kind() == *kind);
            let confirmed: Vec<bool> = none.map(FactBody::is_confirmed_none).collect();
            let by_physician = wishes.filter(|wish| wish == kind).map(|_| false);
            confirmed.into_iter().chain(by_physician).collect()
        };
        let all: Vec<Vec<bool>> = city.iter().map(of_kind).collect();
        let known = all.iter().filter(|said| said.contains(&false)).count();
        let none = all.iter().filter(|said| said.contains(&true)).count();
        let silent = all.iter().filter(|said| said.is_empty()).count();
        assert!(known >= 30, "{kind:?} known: {known}");
        assert!(silent >= 10, "{kind:?} not recorded: {silent}");
        assert_eq!(none > 0, kind.may_be_none(), "{kind:?} none: {none}");
        assert!(
            all.iter()
                .all(|said| !(said.contains(&true) && said.len() > 1)),
            "{kind:?} is none and something"
        );
    }
}

#[test]
fn every_device_and_service_occurs() {
    let city = people(1, 1_000);
    let bodies = || city.iter().flat_map(|person| &person.facts);
    for kind in tasuki_domain::fact::device::DeviceKind::ALL {
        assert!(
            bodies().any(|body| matches!(body, FactBody::Device(device) if device.kind == *kind)),
            "{kind:?}"
        );
    }
    for kind in tasuki_domain::fact::physician::ServiceKind::ALL {
        assert!(
            bodies()
                .any(|body| matches!(body, FactBody::Service(service) if service.kind == *kind)),
            "{kind:?}"
        );
    }
}

#[test]
fn every_standing_of_wishes_occurs() {
    let city = people(1, 1_000);
    let wishes = |person: &Person| -> Vec<tasuki_domain::fact::wishes::Wish> {
        let heard = person.facts.iter().filter_map(|body| match body {
            FactBody::Wish(wish) => Some(wish.clone()),
            _ => None,
        });
        heard.chain(person.by_physician.iter().cloned()).collect()
    };
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for person in &city {
        let wishes = wishes(person);
        for wish in &wishes {
            let standing = match wish.standing {
                Standing::Confirmed { .. } => "confirmed",
                Standing::Heard => "heard",
                Standing::Withdrawn { .. } => "withdrawn",
            };
            *seen.entry(standing).or_default() += 1;
            if wish.review_is_due(today()) {
                *seen.entry("overdue").or_default() += 1;
            }
            if wish
                .statements
                .iter()
                .any(|said| said.wanted == tasuki_domain::fact::wishes::Wanted::UnderDiscussion)
            {
                *seen.entry("under discussion").or_default() += 1;
            }
        }
        if wishes.len() == 2 && wishes[0].differs_from(&wishes[1]) {
            *seen.entry("conflicting").or_default() += 1;
        }
        // The doctor reaches the record only through the care team and a consent to clinics.
        if !person.by_physician.is_empty() {
            assert!(person.teams.contains(&offices::Team::HomeClinic));
            assert!(!person.withdrawn);
            let consent = person.consent.as_ref().unwrap();
            assert!(
                consent
                    .rows
                    .iter()
                    .any(|row| row.recipient == RecipientClass::Clinic)
            );
        }
        for body in &person.facts {
            if let FactBody::Wish(wish) = body {
                assert_eq!(
                    wish.standing,
                    Standing::Heard,
                    "a form only tells what was heard"
                );
            }
        }
    }
    for (standing, least) in [
        ("confirmed", 20),
        ("heard", 20),
        ("withdrawn", 2),
        ("overdue", 2),
        ("under discussion", 5),
        ("conflicting", 2),
    ] {
        let count = seen.get(standing).copied().unwrap_or(0);
        assert!(count >= least, "{standing}: {count}");
    }
}

#[test]
fn consents_are_spread_as_they_should_be() {
    let city = people(1, 2_000);
    let (mut full, mut partial, mut withdrawn, mut none, mut protected) = (0, 0, 0, 0, 0);
    for person in &city {
        protected += usize::from(person.protected_address);
        match &person.consent {
            None => none += 1,
            Some(_) if person.withdrawn => withdrawn += 1,
            Some(form) if person::is_full(form) => full += 1,
            Some(_) => partial += 1,
        }
    }
    assert!((1_600..1_800).contains(&full), "{full}");
    assert!((140..260).contains(&partial), "{partial}");
    assert!((30..100).contains(&withdrawn), "{withdrawn}");
    assert!((15..75).contains(&none), "{none}");
    assert!((5..50).contains(&protected), "{protected}");
}

#[test]
fn the_city_is_old_and_its_names_are_common() {
    let city = people(1, 2_000);
    let ages: Vec<i16> = city
        .iter()
        .map(|person| today().year() - person.identity.birth_date.earliest().year())
        .collect();
    let share = |low: i16, high: i16| {
        ages.iter()
            .filter(|age| (low..=high).contains(*age))
            .count()
            * 100
            / ages.len()
    };
    assert!((80..95).contains(&share(65, 99)), "{}", share(65, 99));
    assert!(share(75, 90) > 45);
    assert!(ages.iter().any(|age| *age < 18) && ages.iter().any(|age| (20..60).contains(age)));
    let women = city
        .iter()
        .filter(|person| person.identity.sex == Sex::Female)
        .count();
    assert!((1_000..1_400).contains(&women), "{women}");
    let mut by_kana: BTreeMap<String, usize> = BTreeMap::new();
    for person in &city {
        *by_kana
            .entry(person.identity.name.kana().unwrap())
            .or_default() += 1;
    }
    assert!(by_kana.values().any(|count| *count >= 3), "namesakes");
    for variant in ["髙橋", "渡邊", "齋藤"] {
        assert!(
            city.iter()
                .any(|person| person.identity.name.family.as_str() == variant),
            "{variant}"
        );
    }
    assert!(
        city.iter()
            .any(|person| person.identity.name.given_kana.is_none())
    );
    assert!(
        city.iter()
            .any(|person| !person.identity.other_names.is_empty())
    );
}

#[test]
fn antithrombotics_last_run_out_or_are_unknown() {
    let mut seen = BTreeSet::new();
    for person in people(1, 1_000) {
        let entries = person.facts.iter().enumerate().map(|(index, body)| Entry {
            fact: tasuki_domain::id::FactId::from(uuid_of(index)),
            body: body.clone(),
            provenance: provenance(&person),
        });
        let section = Section::build(tasuki_domain::Category::Medications, entries);
        for alert in antithrombotic(&section, today()) {
            seen.insert((
                alert.kind,
                match alert.supply {
                    Supply::Until(_) => "until",
                    Supply::RanOut(_) => "ran out",
                    Supply::Unknown => "unknown",
                },
            ));
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

fn uuid_of(index: usize) -> uuid::Uuid {
    uuid::Uuid::from_u128(index as u128)
}

fn provenance(person: &Person) -> tasuki_domain::provenance::Provenance {
    tasuki_domain::provenance::Provenance {
        source: person.source,
        said_by: None,
        entered_by: uuid_of(1).into(),
        organization: uuid_of(2).into(),
        entered_at: tasuki_domain::time::Instant::from_second(0).unwrap(),
        as_of: PartialDate::Day(person.as_of),
        confirmed_on: person.confirmed_on,
    }
}

#[test]
fn everyone_is_someone_and_nobody_comes_from_the_future() {
    let city = people(3, 5_000);
    let mut keys = BTreeSet::new();
    let mut people = BTreeSet::new();
    for person in &city {
        assert!(keys.insert(person.key.clone()));
        let new = people.insert(key(person));
        assert_eq!(new, !person.same_as_another, "{}", person.key.as_str());
        assert!(person.as_of <= today() && person.signed_on <= today());
        assert!(person.identity.birth_date.earliest() <= person.signed_on);
        assert!(person.confirmed_on.is_none_or(|day| day <= today()));
        for wish in &person.by_physician {
            assert!(wish.talked_on.earliest() <= today());
        }
        assert_ne!(
            person.identity.name.family.as_str(),
            training::NOT_REGISTERED.0
        );
    }
    let samples = city
        .iter()
        .filter(|person| person.identity.name.family.as_str() == training::SAMPLE_FAMILY);
    assert_eq!(samples.count(), 1);
}

#[test]
fn telephone_numbers_belong_to_nobody() {
    for person in people(1, 1_000) {
        for phone in &person.identity.phones {
            let digits = phone.digits();
            // No exchange and no mobile number begins with 0 or 1 after its area.
            assert!(
                digits.starts_with("05570")
                    || digits.starts_with("05571")
                    || digits.starts_with("0900"),
                "{digits}"
            );
        }
    }
}

#[test]
fn no_wish_is_worded_as_a_command() {
    let banned = [
        "しない",
        "不要",
        "禁止",
        "中止",
        "不搬送",
        "DNAR",
        "蘇生不可",
    ];
    for person in people(1, 1_000) {
        let heard = person.facts.iter().filter_map(|body| match body {
            FactBody::Wish(wish) => Some(wish),
            _ => None,
        });
        for wish in heard.chain(&person.by_physician) {
            let text = format!("{wish:?}");
            assert!(banned.iter().all(|word| !text.contains(word)), "{text}");
        }
    }
}
