//! Who is offered to a search, and who never is.

use super::{fixtures::*, on_both};
use crate::{CandidateScope, Candidates, Store, StoreError};
use tasuki_domain::{
    Category,
    consent::{Purpose, RecipientClass},
    id::ResidentId,
    municipality::MunicipalityCode,
    resident::Registration,
    time::Date,
};
use tasuki_matching::{KeyKind, Probe, SearchKey, Sketch, keys_of};

const EMS: Option<(RecipientClass, Purpose)> = Some((RecipientClass::Ems, Purpose::Emergency));

/// Whoever has the key.
fn exact(kind: KeyKind, value: &str) -> Probe {
    Probe::AnyOf(vec![SearchKey::new(kind, value).text()])
}

/// Whoever has a key of the kind that begins so.
fn begins(kind: KeyKind, value: &str) -> Probe {
    Probe::Prefix(SearchKey::new(kind, value).text())
}

/// Whoever has this part of a name, born whenever.
fn named(part: &str) -> Probe {
    begins(KeyKind::NameDate, &format!("{part}|"))
}

fn keys() -> Vec<SearchKey> {
    let sketch = Sketch::of(&identity("タスキ", "ハナ", "1940-03-02"), false);
    keys_of(resident(10).card, &sketch)
}

struct Search<'a> {
    store: &'a Store,
    municipalities: Vec<MunicipalityCode>,
    consent: Option<(RecipientClass, Purpose)>,
    moved_away: bool,
    today: Date,
}

impl<'a> Search<'a> {
    fn new(store: &'a Store) -> Self {
        Self {
            store,
            municipalities: vec![atami(), usuki()],
            consent: EMS,
            moved_away: false,
            today: day("2026-11-21"),
        }
    }

    fn up_to(&self, probes: &[Probe], limit: usize) -> (Vec<ResidentId>, bool) {
        let scope = CandidateScope {
            municipalities: &self.municipalities,
            consent: self.consent,
            moved_away: self.moved_away,
            today: self.today,
        };
        let found = self
            .store
            .read(|tx| {
                let mut found = Candidates::default();
                tx.candidates(probes, &scope, (limit, limit), &mut found)?;
                Ok::<_, StoreError>(found)
            })
            .unwrap();
        let people = found.subjects.iter().map(|subject| subject.resident);
        (people.collect(), found.bounded)
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
    fn a_probe_is_a_range_or_a_list_of_keys(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let key = |value: &str| SearchKey::new(KeyKind::NameDate, value).text();
        for (found, probe) in [
            (ids([10, 11]), named("タスキ")),
            (ids([10, 11, 12]), begins(KeyKind::NameDate, "タス")),
            (ids([]), named("スキ")),
            (ids([10]), exact(KeyKind::NameDate, "タスキ|1940-03-02")),
            (ids([12]), exact(KeyKind::NameDate, "タスキダ|1940-03")),
            (ids([10, 11]), Probe::AnyOf(vec![key("タスキ|1940-03-02"), key("タスキ|1950-03-02")])),
            (ids([12, 10]), Probe::Range(key("ハナ|1940"), key("ハナ|1940-12-31"))),
            (ids([10]), Probe::Range(key("タスキ|1940-03-02"), key("タスキ|1940-03-02"))),
            (ids([10, 11]), begins(KeyKind::NameDay, "タスキ|03-02")),
            (ids([10]), begins(KeyKind::Kana, "タスキハナ|")),
        ] {
            assert_eq!(search.find(probe.clone()), found, "{probe:?}");
        }
    }

    fn every_key_of_a_person_finds_them(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let keys = keys();
        assert!(keys.len() > 20);
        for key in &keys {
            let found = search.find(exact(key.kind, &key.value));
            assert!(found.contains(&id(10)), "{:?}", key.kind);
        }
        // A list is asked for in pieces, each with places for a power of two.
        for length in [1, 2, 3, 5, 64, 65, 200] {
            let mut texts: Vec<String> = (1..length).map(|n| format!("none:{n}")).collect();
            texts.push(keys[0].text());
            assert!(search.find(Probe::AnyOf(texts)).contains(&id(10)), "{length}");
        }
    }

    fn what_is_typed_is_never_a_pattern(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        for text in ["タス%", "_スキ", "タ*", "' OR '1'='1", "\\", ""] {
            assert_eq!(search.find(exact(KeyKind::NameDate, text)), ids([]), "{text:?}");
            assert_eq!(search.find(named(text)), ids([]), "{text:?}");
        }
    }

    fn only_who_consents_is_found(database) {
        let store = &database.store;
        town(store);
        let everyone = named("タスキ");
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
            assert_eq!(search.find(named("タスキ")), found, "{today}");
        }
    }

    fn only_the_jurisdiction_is_searched(database) {
        let store = &database.store;
        town(store);
        let everyone = named("タスキ");
        let mut search = Search::new(store);
        search.municipalities = vec![usuki()];
        assert_eq!(search.find(everyone.clone()), ids([]));
        search.municipalities = vec![atami()];
        assert_eq!(search.find(everyone.clone()), ids([10, 11]));
        search.municipalities = Vec::new();
        assert_eq!(search.find(everyone), ids([]));
    }

    fn who_moved_away_is_found_where_that_is_asked_for_and_who_died_always(database) {
        let store = &database.store;
        town(store);
        write(store, |tx| {
            tx.set_registration(id(10), Registration::MovedAway(day("2026-11-01")))?;
            tx.set_registration(id(11), Registration::Deceased(day("2026-11-01")))
        });
        let mut search = Search::new(store);
        assert_eq!(search.find(named("タスキ")), ids([11]));
        search.moved_away = true;
        assert_eq!(search.find(named("タスキ")), ids([10, 11]));
        search.moved_away = false;
        write(store, |tx| tx.set_registration(id(10), Registration::Active));
        assert_eq!(search.find(named("タスキ")), ids([10, 11]));
    }

    fn a_protected_address_finds_nobody(database) {
        let store = &database.store;
        town(store);
        let key = keys()
            .into_iter()
            .find(|key| key.kind == KeyKind::Address)
            .unwrap();
        let search = Search::new(store);
        let by_address = || search.find(exact(KeyKind::Address, &key.value));
        assert_eq!(by_address(), ids([10, 11, 12]));
        write(store, |tx| tx.set_protected_address(id(10), true));
        assert_eq!(by_address(), ids([11, 12]));
        assert_eq!(search.find(named("ハナ")), ids([12, 10]));
        write(store, |tx| tx.set_protected_address(id(10), false));
        assert_eq!(by_address(), ids([10, 11, 12]));
    }

    fn a_bound_is_kept_and_told(database) {
        let store = &database.store;
        town(store);
        let search = Search::new(store);
        let all = || begins(KeyKind::NameDate, "タスキ");
        // Of six keys, three are whole names; a bound counts rows and people alike.
        assert_eq!(search.up_to(&[all()], 6), (ids([10, 11, 12]), false));
        assert_eq!(search.up_to(&[all()], 2), (ids([10, 11]), true));
        // Several probes make one set, each person once.
        let family = || named("タスキダ");
        let given = || named("ハナ");
        assert_eq!(search.up_to(&[family(), given(), all()], 9), (ids([12, 10, 11]), false));
        assert_eq!(search.up_to(&[family(), given(), all()], 2), (ids([12, 10]), true));
        assert_eq!(search.up_to(&[], 2), (ids([]), false));
    }
}
