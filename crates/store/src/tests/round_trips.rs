//! What is written is what is read, for every value of the domain that is kept.

use super::{fact_bodies::every_fact_body, fixtures::*, on_both};
use crate::{ImportRow, LookupRow, Store, StoreError};
use proptest::{collection::btree_set, prelude::*, test_runner::TestRunner};
use std::fmt::Debug;
use tasuki_domain::{
    Category,
    application::{Application, Route},
    consent::{
        Consent, ConsentRow, Evidence, EvidenceKind, Proxy, ProxyBasis, Purpose, RecipientClass,
    },
    fact::{FactBody, FactKind, identity::Sex},
    incident::{
        Basis, IncidentNumber, IncidentState, LookReason, MissReason, Origin, SearchOutcome,
    },
    organization::OrganizationKind,
    resident::Registration,
    role::Role,
    time::{Date, Instant},
};

fn all_of<T: Copy + Debug>(values: &'static [T]) -> impl Strategy<Value = T> + Clone {
    proptest::sample::select(values)
}

/// A text of one line, of letters that databases are known to treat specially.
fn line<T: std::str::FromStr<Err = tasuki_domain::Invalid> + Debug>() -> impl Strategy<Value = T> {
    "[襷ア-ンa-zA-Z0-9'\"%_\\\\;🚑𠮷\u{FF00}-\u{FF60}-]{1,40}"
        .prop_filter_map("not a line", |text| text.parse().ok())
}

fn instant() -> impl Strategy<Value = Instant> {
    // Years 1900 to 2200, to the microsecond.
    (-2_200_000_000_000_000_i64..7_200_000_000_000_000)
        .prop_map(|micros| Instant::from_microsecond(micros).unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    (1900_i16..2200, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn consent_row() -> impl Strategy<Value = ConsentRow> {
    (
        all_of(Category::ALL),
        all_of(RecipientClass::ALL),
        all_of(Purpose::ALL),
    )
        .prop_map(|(category, recipient, purpose)| row(category, recipient, purpose))
}

/// Runs a property with fresh identifiers for every case.
fn check<S: Strategy>(
    strategy: S,
    mut test: impl FnMut(u64, S::Value) -> Result<(), TestCaseError>,
) {
    let config = ProptestConfig {
        cases: 24,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let next = std::cell::Cell::new(1000);
    let test = std::cell::RefCell::new(&mut test);
    TestRunner::new(config)
        .run(&strategy, |value| {
            next.set(next.get() + 1);
            (test.borrow_mut())(next.get(), value)
        })
        .unwrap();
}

on_both! {
    fn organizations_and_accounts(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let strategy = (
            all_of(OrganizationKind::ALL), all_of(Role::ALL), line(), proptest::option::of(line()),
            any::<(bool, bool, bool, i32)>(),
        );
        check(strategy, |n, (kind, role, name, sentence, (served, active, own, generation))| {
            let mut written = organization(n);
            written.kind = kind;
            written.name = name;
            written.wishes_sentence = sentence;
            if served {
                written.jurisdiction = vec![usuki(), atami()];
            }
            let mut user = account(n, written.id);
            (user.role, user.active, user.generation) = (role, active, generation);
            user.resident = own.then_some(who);
            write(store, |tx| {
                tx.insert_organization(&written)?;
                tx.insert_account(&user, &credential())
            });
            let read = store.read(|tx| {
                Ok::<_, StoreError>((
                    tx.organization(written.id)?,
                    tx.organizations()?.pop(),
                    tx.serves(written.id, &atami())?,
                    tx.jurisdiction(written.id)?,
                    tx.account(user.id)?,
                    tx.account_by_login(&user.login)?,
                ))
            }).unwrap();
            let expected = (
                Some(written.clone()), Some(written.clone()), served, written.jurisdiction.clone(),
                Some(user.clone()), Some((user.clone(), credential())),
            );
            prop_assert_eq!(read, expected);
            Ok(())
        });
    }

    fn residents(database) {
        let store = &database.store;
        let strategy = (
            0..3_u8, date(), any::<bool>(), 0..i64::MAX, instant(), proptest::option::of("[A-Z0-9-]{1,20}"),
        );
        check(strategy, |n, (state, on, protected, version, registered_at, key)| {
            let mut written = resident(n);
            written.registration = match state {
                0 => Registration::Active,
                1 => Registration::MovedAway(on),
                _ => Registration::Deceased(on),
            };
            (written.protected_address, written.version) = (protected, version);
            written.registered_at = registered_at;
            written.roster_key = key.map(|key| parsed(&format!("{key}-{n}")));
            write(store, |tx| tx.insert_resident(&written));
            let read = |tx: &mut crate::ReadTx<'_>| {
                let by_key = match &written.roster_key {
                    Some(key) => tx.resident_by_roster_key(&written.municipality, key)?,
                    None => Some(written.clone()),
                };
                Ok::<_, StoreError>([
                    tx.resident(written.id)?, tx.resident_by_card(written.card)?, by_key,
                ])
            };
            let read = store.read(read).unwrap();
            prop_assert_eq!(read, [(); 3].map(|()| Some(written.clone())));
            Ok(())
        });
    }

    fn facts_of_every_kind(database) {
        let store = &database.store;
        found_city(store);
        let bodies = every_fact_body();
        for kind in FactKind::ALL {
            assert!(bodies.iter().any(|body| body.kind() == *kind), "{kind:?}");
        }
        for (n, body) in (100..).zip(bodies) {
            write(store, |tx| tx.insert_resident(&resident(n)));
            let mut written = fact(n, id(n), body);
            written.provenance.said_by = Some(parsed("長女"));
            written.provenance.confirmed_on = Some(day("2026-11-20"));
            write(store, |tx| tx.record_fact(&written, None));
            let read = |tx: &mut crate::ReadTx<'_>| {
                Ok::<_, StoreError>((tx.fact(written.id)?, tx.current_facts(id(n))?, tx.sections(id(n), None)?))
            };
            let (one, current, sections) = store.read(read).unwrap();
            assert_eq!(one, Some(written.clone()));
            assert_eq!(current, [written.clone()]);
            let entries: Vec<_> = sections.into_iter().flat_map(|section| section.entries).collect();
            assert_eq!(entries.len(), 1);
            assert_eq!((&entries[0].body, &entries[0].provenance), (&written.body, &written.provenance));
        }
    }

    fn identities(database) {
        let store = &database.store;
        found_city(store);
        let strategy = (line(), line(), proptest::sample::select(Sex::ALL.as_slice()));
        check(strategy, |n, (family, town, sex)| {
            let mut person = identity("タスキ", "ハナ", "1940");
            (person.name.family, person.sex) = (family, sex);
            if let Some(address) = &mut person.address {
                address.town = town;
            }
            let who = register(store, n, &person);
            let read = store.read(|tx| tx.current_facts(who)).unwrap();
            prop_assert_eq!(&read[0].body, &FactBody::Identity(person));
            Ok(())
        });
        assert_eq!(store.doctor().unwrap(), []);
    }

    fn consents(database) {
        let store = &database.store;
        found_city(store);
        let strategy = (
            btree_set(consent_row(), 0..30), any::<bool>(), proptest::option::of(date()), date(),
            instant(), proptest::option::of((line(), line(), any::<bool>())), line(),
        );
        check(strategy, |n, (rows, collection, until, signed_on, granted_at, proxy, form_version)| {
            let who = write(store, |tx| tx.insert_resident(&resident(n)).map(|()| id(n)));
            let written = Consent {
                rows, collection, until, granted_at,
                evidence: Evidence {
                    kind: if proxy.is_some() { EvidenceKind::ProxySignature } else { EvidenceKind::CareCertificationBox },
                    form_version,
                    signed_on,
                },
                proxy: proxy.map(|(name, relation, legal)| Proxy {
                    name,
                    relation,
                    basis: if legal { ProxyBasis::LegalRepresentative } else { ProxyBasis::Mandate },
                }),
                ..consent(n, who, 1)
            };
            write(store, |tx| tx.insert_consent(&written));
            let read = store.read(|tx| {
                Ok::<_, StoreError>((tx.consent(written.id)?, tx.consent_in_force(who)?, tx.consents(who)?))
            }).unwrap();
            prop_assert_eq!(read, (Some(written.clone()), Some(written.clone()), vec![written]));
            Ok(())
        });
    }

    fn incidents(database) {
        let store = &database.store;
        found_city(store);
        let origins = [Origin::Call119, Origin::HomeDoctor, Origin::AlarmCentre, Origin::Facility, Origin::WalkIn];
        let bases = LookReason::ALL.map(Basis::Reason).into_iter()
            .chain([Basis::Number(IncidentNumber::try_from("令8-00123".to_owned()).unwrap())]);
        let outcomes = MissReason::ALL.map(SearchOutcome::None).into_iter()
            .chain([SearchOutcome::Hit, SearchOutcome::NotSearched(parsed("会話可能"))]);
        let cases = bases.cycle().zip(outcomes.cycle()).zip(origins.into_iter().cycle());
        for (n, ((basis, search), origin)) in (100..130).zip(cases) {
            let mut written = incident(n);
            (written.basis, written.origin) = (basis, origin);
            written.place = (n % 2 == 0).then(|| parsed("架空町2丁目"));
            write(store, |tx| tx.insert_incident(&written));
            assert_eq!(store.read(|tx| tx.incident(written.id)).unwrap(), Some(written.clone()));
            let closed = written.close(search, at(900), officer()).unwrap();
            write(store, |tx| tx.update_incident(&closed));
            assert_eq!(store.read(|tx| tx.incident(closed.id)).unwrap(), Some(closed.clone()));
            let again = store.write(|tx| tx.update_incident(&closed));
            assert!(matches!(again, Err(StoreError::Stale)));
            assert!(matches!(closed.state, IncidentState::Closed { .. }));
        }
        assert_eq!(store.read(|tx| tx.incident(id(999))).unwrap(), None);
    }

    fn applications(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        let routes = [Route::Counter, Route::CareCertification, Route::Visit, Route::Roster];
        let written: Vec<Application> = (100..)
            .zip(routes)
            .map(|(n, route)| Application {
                id: id(n),
                resident: who,
                receipt: parsed("受付-1"),
                route,
                signed_on: day("2026-10-01"),
                received_by: officer(),
                received_at: at(i64::try_from(n).unwrap()),
            })
            .collect();
        write(store, |tx| written.iter().try_for_each(|form| tx.insert_application(form)));
        assert_eq!(store.read(|tx| tx.applications(who)).unwrap(), written);
    }

    fn looks(database) {
        let store = &database.store;
        found_city(store);
        let who = register(store, 10, &identity("タスキ", "ハナ", "1940-03-02"));
        // More than one statement of PostgreSQL holds.
        let written: Vec<_> = (2000..3050).map(|n| sealed(n, Some(who))).collect();
        write(store, |tx| tx.append_accesses(&written));
        let read = store.read(|tx| tx.accesses_of(who, None, 2000)).unwrap();
        let expected: Vec<_> = written.into_iter().rev().map(|sealed| sealed.entry).collect();
        assert_eq!(read, expected);
    }

    fn searches_and_files(database) {
        let store = &database.store;
        found_city(store);
        write(store, |tx| {
            tx.insert_incident(&incident(50))?;
            tx.insert_lookup(&LookupRow {
                id: id(51),
                incident: Some(id(50)),
                account: officer(),
                organization: city(),
                at: at(0),
                criteria_kinds: vec!["family_kana".to_owned(), "birth_date".to_owned()],
                candidates: 8,
                total: u32::MAX,
                refusal: None,
            })?;
            tx.insert_import(&ImportRow {
                id: id(52),
                municipality: atami(),
                file_hash: [7; 32],
                by: officer(),
                at: at(0),
                new: 1,
                changed: 2,
                same: 3,
                rejected: 4,
            })
        });
        staged(store);
    }
}

fn staged(store: &Store) {
    write(store, |tx| {
        tx.insert_account(&account(3, city()), &credential())?;
        for n in 60..63 {
            tx.stage_import(id(n), officer(), &[0, 255, u8::try_from(n).unwrap()], at(0))?;
        }
        Ok(())
    });
    let read = |n, by| store.read(|tx| tx.staged_import(id(n), id(by))).unwrap();
    assert_eq!(read(60, 2), Some(vec![0, 255, 60]));
    assert_eq!(read(60, 3), None);
    assert_eq!(read(99, 2), None);
    write(store, |tx| tx.drop_staged_import(id(60)));
    assert_eq!((read(60, 2), read(61, 2).is_some()), (None, true));
    write(store, |tx| tx.drop_staged_imports_before(at(0)));
    assert!(read(61, 2).is_some());
    write(store, |tx| tx.drop_staged_imports_before(at(1)));
    assert_eq!((read(61, 2), read(62, 2)), (None, None));
}
