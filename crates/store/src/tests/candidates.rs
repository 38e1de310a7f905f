//! Who is offered to a search, and who never is.

use super::{fixtures::*, on_both};
use crate::{CandidateScope, Store};
use tasuki_domain::{
    Category,
    consent::{Purpose, RecipientClass},
    id::ResidentId,
    municipality::MunicipalityCode,
    resident::Registration,
    time::Date,
};
use tasuki_matching::{KeyKind, KeyTest, Probe, Test, keys_of};

const EMS: Option<(RecipientClass, Purpose)> = Some((RecipientClass::Ems, Purpose::Emergency));

fn probe<const N: usize>(tests: [(KeyKind, Test); N]) -> Probe {
    Probe {
        tests: tests.map(|(kind, test)| KeyTest { kind, test }).into(),
    }
}

fn exact(kind: KeyKind, value: &str) -> Probe {
    probe([(kind, Test::Exact(value.to_owned()))])
}

struct Search<'a> {
    store: &'a Store,
    municipalities: Vec<MunicipalityCode>,
    consent: Option<(RecipientClass, Purpose)>,
    today: Date,
}

impl<'a> Search<'a> {
    fn new(store: &'a Store) -> Self {
        Self {
            store,
            municipalities: vec![atami(), usuki()],
            consent: EMS,
            today: day("2026-11-21"),
        }
    }

    fn up_to(&self, probes: &[Probe], limit: usize) -> (Vec<ResidentId>, bool) {
        let scope = CandidateScope {
            municipalities: &self.municipalities,
            consent: self.consent,
            today: self.today,
        };
        let (subjects, bounded) = self
            .store
            .read(|tx| tx.candidates(probes, &scope, limit))
            .unwrap();
        (
            subjects.iter().map(|subject| subject.resident).collect(),
            bounded,
        )
    }

    fn find(&self, probe: Probe) -> Vec<ResidentId> {
        let (found, bounded) = self.up_to(&[probe], 200);
        assert!(!bounded);
        found
    }
}

fn ids<const N: usize>(ns: [u64; N]) -> Vec<ResidentId> {
    ns.map(id).into()
}

/// Three people: two share a family name, two a birth year.
fn town(store: &Store) {
    found_city(store);
    register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
    register(store, 11, &identity("タスキ", "ソラ", "1950-03-02"));
    register(store, 12, &identity("タスキダ", "ハナ", "1940-03"));
}

on_both! {
    fn tests_of_a_probe_hold_together(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let text = |text: &str| text.to_owned();
        for (found, tests) in [
            (ids([10, 11]), vec![(KeyKind::FamilyKana, Test::Exact(text("タスキ")))]),
            (ids([10, 11, 12]), vec![(KeyKind::FamilyKana, Test::Prefix(text("タス")))]),
            (ids([]), vec![(KeyKind::FamilyKana, Test::Prefix(text("スキ")))]),
            (ids([]), vec![(KeyKind::GivenKana, Test::Exact(text("タスキ")))]),
            (ids([12, 10]), vec![(KeyKind::BirthDate, Test::Range(text("1940"), text("1940-12-31")))]),
            (ids([10]), vec![(KeyKind::BirthDate, Test::Range(text("1940-03-02"), text("1940-03-02")))]),
            (ids([10, 12]), vec![
                (KeyKind::FamilyKana, Test::Prefix(text("タス"))),
                (KeyKind::GivenKana, Test::Exact(text("ハナ"))),
            ]),
            (ids([12]), vec![
                (KeyKind::FamilyKana, Test::Prefix(text("タスキ"))),
                (KeyKind::GivenKana, Test::Prefix(text("ハ"))),
                (KeyKind::BirthDate, Test::Range(text("1940-03"), text("1940-03"))),
            ]),
            (ids([11]), vec![
                (KeyKind::FamilyKana, Test::Exact(text("タスキ"))),
                (KeyKind::BirthDate, Test::Range(text("1950"), text("1959-12-31"))),
            ]),
        ] {
            let probe = Probe {
                tests: tests.into_iter().map(|(kind, test)| KeyTest { kind, test }).collect(),
            };
            assert_eq!(search.find(probe.clone()), found, "{probe:?}");
        }
    }

    fn every_key_of_a_person_finds_them(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let person = identity("タスキ", "ハナ", "1940-03-02");
        let keys = keys_of(resident(10).card, &person, false);
        assert!(keys.len() > 8);
        for key in keys {
            let found = search.find(exact(key.kind, &key.value));
            assert!(found.contains(&id(10)), "{:?}", key.kind);
            let found = search.find(probe([
                (KeyKind::Card, Test::Exact(resident(10).card.digits())),
                (key.kind, Test::Contains(key.value.chars().skip(1).collect())),
            ]));
            assert_eq!(found, ids([10]), "{:?}", key.kind);
        }
    }

    fn a_part_of_an_address_filters_and_never_drives(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let key = keys_of(resident(10).card, &identity("タスキ", "ハナ", "1940-03-02"), false)
            .into_iter()
            .find(|key| key.kind == KeyKind::Address)
            .unwrap();
        let part: String = key.value.chars().skip(1).take(3).collect();
        let contains = (KeyKind::Address, Test::Contains(part));
        let family = (KeyKind::FamilyKana, Test::Exact("タスキ".to_owned()));
        assert_eq!(search.find(probe([family.clone(), contains.clone()])), ids([10, 11]));
        assert_eq!(search.find(probe([contains.clone(), family.clone()])), ids([10, 11]));
        assert_eq!(search.find(probe([contains])), ids([]));
        let wildcard = (KeyKind::Address, Test::Contains("%".to_owned()));
        assert_eq!(search.find(probe([family, wildcard])), ids([]));
    }

    fn what_is_typed_is_never_a_pattern(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        for text in ["タス%", "_スキ", "タ*", "' OR '1'='1", "\\", ""] {
            assert_eq!(search.find(exact(KeyKind::FamilyKana, text)), ids([]), "{text:?}");
            let prefix = probe([(KeyKind::FamilyKana, Test::Prefix(text.to_owned()))]);
            assert_eq!(search.find(prefix), ids([]), "{text:?}");
        }
    }

    fn only_who_consents_is_found(database) {
        let store = &database.store;
        town(store);
        let everyone = exact(KeyKind::FamilyKana, "タスキ");
        let mut search = Search::new(store);
        assert_eq!(search.find(everyone.clone()), ids([10, 11]));
        search.consent = Some((RecipientClass::Hospital, Purpose::Emergency));
        assert_eq!(search.find(everyone.clone()), ids([]));
        search.consent = Some((RecipientClass::Ems, Purpose::Care));
        assert_eq!(search.find(everyone.clone()), ids([]));
        search.consent = EMS;
        // From the next read on: neither a withdrawal nor a narrower consent waits for anything.
        write(store, |tx| tx.withdraw_consent(id(10), at(100)));
        assert_eq!(search.find(everyone.clone()), ids([11]));
        let mut narrower = consent(21, id(11), 2);
        narrower.rows.retain(|row| row.category != Category::Identity);
        write(store, |tx| tx.insert_consent(&narrower));
        assert_eq!(search.find(everyone.clone()), ids([]));
        write(store, |tx| tx.insert_consent(&consent(20, id(10), 2)));
        assert_eq!(search.find(everyone.clone()), ids([10]));
        // What does not rest on consent finds everyone.
        search.consent = None;
        assert_eq!(search.find(everyone), ids([10, 11]));
    }

    fn a_consent_holds_through_its_last_day(database) {
        let store = &database.store;
        town(store);
        let mut until = consent(20, id(10), 2);
        until.until = Some(day("2026-11-21"));
        write(store, |tx| tx.insert_consent(&until));
        let mut search = Search::new(store);
        for (today, found) in [
            ("2026-11-20", ids([10, 11])),
            ("2026-11-21", ids([10, 11])),
            ("2026-11-22", ids([11])),
            ("2027-01-01", ids([11])),
        ] {
            search.today = day(today);
            assert_eq!(search.find(exact(KeyKind::FamilyKana, "タスキ")), found, "{today}");
        }
    }

    fn only_the_jurisdiction_is_searched(database) {
        let store = &database.store;
        town(store);
        let everyone = exact(KeyKind::FamilyKana, "タスキ");
        let mut search = Search::new(store);
        search.municipalities = vec![usuki()];
        assert_eq!(search.find(everyone.clone()), ids([]));
        search.municipalities = vec![atami()];
        assert_eq!(search.find(everyone.clone()), ids([10, 11]));
        search.municipalities = Vec::new();
        assert_eq!(search.find(everyone), ids([]));
    }

    fn who_moved_away_is_not_found_and_who_died_is(database) {
        let store = &database.store;
        town(store);
        write(store, |tx| {
            tx.set_registration(id(10), Registration::MovedAway(day("2026-11-01")))?;
            tx.set_registration(id(11), Registration::Deceased(day("2026-11-01")))
        });
        let search = Search::new(store);
        assert_eq!(search.find(exact(KeyKind::FamilyKana, "タスキ")), ids([11]));
        write(store, |tx| tx.set_registration(id(10), Registration::Active));
        assert_eq!(search.find(exact(KeyKind::FamilyKana, "タスキ")), ids([10, 11]));
    }

    fn a_protected_address_finds_nobody(database) {
        let store = &database.store;
        town(store);
        let key = keys_of(resident(10).card, &identity("タスキ", "ハナ", "1940-03-02"), false)
            .into_iter()
            .find(|key| key.kind == KeyKind::Address)
            .unwrap();
        let search = Search::new(store);
        let by_address = || search.find(exact(KeyKind::Address, &key.value));
        assert_eq!(by_address(), ids([10, 11, 12]));
        write(store, |tx| tx.set_protected_address(id(10), true));
        assert_eq!(by_address(), ids([11, 12]));
        assert_eq!(search.find(exact(KeyKind::GivenKana, "ハナ")), ids([10, 12]));
        write(store, |tx| tx.set_protected_address(id(10), false));
        assert_eq!(by_address(), ids([10, 11, 12]));
    }

    fn a_bound_is_kept_and_told(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let all = || probe([(KeyKind::FamilyKana, Test::Prefix("タスキ".to_owned()))]);
        assert_eq!(search.up_to(&[all()], 3), (ids([10, 11, 12]), false));
        assert_eq!(search.up_to(&[all()], 2), (ids([10, 11]), true));
        // Several probes make one set, each person once.
        let family = || exact(KeyKind::FamilyKana, "タスキダ");
        let given = || exact(KeyKind::GivenKana, "ハナ");
        assert_eq!(search.up_to(&[family(), given(), all()], 9), (ids([12, 10, 11]), false));
        assert_eq!(search.up_to(&[family(), given(), all()], 2), (ids([12, 10]), true));
        assert_eq!(search.up_to(&[], 2), (ids([]), false));
    }
}
