//! A backup holds everything, of one moment, and either database reads what either wrote.

use super::{
    database::{Database, Vacant, options},
    fixtures::*,
    on_both, schema_rules,
};
use crate::{
    BackupContents, BackupLabel, Evidence, ImportRow, Installation, LookupRow, RestoreError,
    RestoreRecord, Restored, Store, StoreError, backup, restore,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    io::Write,
};
use tasuki_domain::{
    application::{Application, Route},
    fact::FactBody,
    incident::SearchOutcome,
    organization::Organization,
    restoration::Later,
    search_event::{SearchEvent, SearchEventKind, SearchEventReview},
};
use uuid::Uuid;

pub(super) fn label(n: u64) -> BackupLabel {
    BackupLabel {
        id: id(n),
        taken_at: at(5000),
    }
}

pub(super) fn back_up(store: &Store) -> (Vec<u8>, BackupContents) {
    let mut bytes = Vec::new();
    let contents = store.back_up(label(900), &mut bytes, &mut |_| ()).unwrap();
    (bytes, contents)
}

pub(super) fn record(evidence: &[Evidence]) -> RestoreRecord<'_> {
    RestoreRecord {
        id: id(901),
        restored_at: at(9000),
        evidence,
        accept_findings: false,
    }
}

pub(super) fn put_back(place: &Vacant, bytes: &[u8]) -> Result<Restored, RestoreError> {
    restore(&place.url, &mut &*bytes, &record(&[]), &mut |_| ())
}

/// A row in every table, among them a fact whose identifier comes after the one that took its
/// place, and texts that formats are known to stumble over.
pub(super) fn fill(database: &Database) {
    let store = &database.store;
    found_city(store);
    let mut person = identity("タスキ", "ハナ", "1940-03-02");
    person.name.family = parsed("𠮷'\"\\%_;🚑\u{FF21}");
    let who = register(store, 90, &person);
    write(store, |tx| {
        tx.insert_organization(&Organization {
            jurisdiction: vec![atami(), usuki()],
            ..organization(3)
        })?;
        tx.record_fact(
            &fact(20, who, FactBody::Identity(person.clone())),
            Some(id(90)),
        )?;
        tx.insert_consent(&consent(91, who, 2))?;
        tx.insert_application(&Application {
            id: id(30),
            resident: who,
            receipt: parsed("受付-1"),
            route: Route::Counter,
            signed_on: day("2026-10-01"),
            received_by: officer(),
            received_at: at(3),
        })?;
        tx.insert_installation(&Installation {
            master_key_check: vec![7; 32],
            drill: false,
        })?;
        tx.end_session(id(31), at(40))?;
        tx.record_sign_in_failure("aa", at(1))?;
        let emergency = incident(32);
        tx.insert_incident(&emergency)?;
        let closed = emergency
            .close(SearchOutcome::Hit, at(60), officer())
            .unwrap();
        tx.update_incident(&closed)?;
        tx.insert_lookup(&LookupRow {
            id: id(33),
            incident: Some(id(32)),
            account: officer(),
            organization: city(),
            at: at(0),
            criteria_kinds: vec!["family_kana".to_owned()],
            candidates: 1,
            total: 1,
            refusal: None,
        })?;
        let event = SearchEvent {
            id: id(34),
            kind: SearchEventKind::AccountSearches,
            organization: city(),
            account: Some(officer()),
            window_start: at(0),
            counted: 60,
            bound: 60,
            usual: Some(2),
            at: at(1),
        };
        tx.insert_search_events(&[event])?;
        let review = SearchEventReview {
            by: officer(),
            at: at(2),
            note: parsed("多数傷病者の事案だった"),
        };
        tx.insert_search_event_review(id(34), &review)?;
        tx.append_accesses(&[
            sealed(40, Some(who)),
            sealed(41, None),
            sealed(42, Some(who)),
        ])?;
        tx.join_care_team(who, city(), at(0), officer())?;
        tx.claim_key(officer(), "key", &[3; 32], Uuid::nil(), at(0))?;
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
        })?;
        tx.stage_import(id(53), officer(), &[0, 255], at(0))
    });
    let earlier = restoration(None);
    write(store, |tx| tx.record_restoration(id(60), &earlier));
    let when = if database.is_sqlite() { "0" } else { "now()" };
    database
        .execute(&format!(
            "INSERT INTO access_erasures (entry_id, at, reason) \
                 SELECT id, {when}, 'court order' FROM access_entries ORDER BY seq LIMIT 1; \
             DELETE FROM access_bodies WHERE entry_id IN (SELECT entry_id FROM access_erasures)"
        ))
        .unwrap();
}

pub(super) fn restoration(later: Option<Later>) -> tasuki_domain::restoration::Restoration {
    tasuki_domain::restoration::Restoration {
        restored_at: at(1),
        backup: id(1),
        taken_at: at(0),
        entries: 0,
        later,
    }
}

/// The rows by table; documents by what they say, as PostgreSQL orders their keys anew.
fn rows(backup: &[u8]) -> BTreeMap<String, Vec<Value>> {
    let (mut tables, mut table) = (BTreeMap::new(), String::new());
    for line in backup.split(|byte| *byte == b'\n').skip(1) {
        match serde_json::from_slice(line) {
            Ok(Value::Array(row)) => {
                let meant = |value: Value| match value.as_str().map(serde_json::from_str) {
                    Some(Ok(document @ (Value::Object(_) | Value::Array(_)))) => document,
                    _ => value,
                };
                let rows: &mut Vec<Value> = tables.get_mut(&table).unwrap();
                rows.push(row.into_iter().map(meant).collect());
            }
            Ok(Value::Object(heading)) if heading.contains_key("table") => {
                table = heading["table"].as_str().unwrap().to_owned();
                tables.insert(table.clone(), Vec::new());
            }
            _ => {}
        }
    }
    tables
}

on_both! {
    fn either_database_takes_what_it_wrote(database) {
        fill(database);
        let (bytes, contents) = back_up(&database.store);
        let mut expected = rows(&bytes);
        for (table, rows) in &expected {
            assert!(!rows.is_empty(), "{table} has no row to lose");
            assert_eq!(contents.rows[table], rows.len() as u64);
        }
        expected.remove("restorations");
        for place in Vacant::of_each() {
            let restored = put_back(&place, &bytes).unwrap();
            assert_eq!(restored.contents, contents);
            let store = Store::open(&place.url, options()).unwrap();
            assert_eq!(store.doctor().unwrap(), []);
            let mut found = rows(&back_up(&store).0);
            assert_eq!(found.remove("restorations").unwrap().len(), 2);
            for (table, rows) in &expected {
                assert_eq!(&found[table], rows, "{table}");
            }
        }
    }

    fn what_is_restored_goes_on_counting(database) {
        fill(database);
        let (bytes, contents) = back_up(&database.store);
        for place in Vacant::of_each() {
            put_back(&place, &bytes).unwrap();
            let store = Store::open(&place.url, options()).unwrap();
            write(&store, |tx| {
                tx.record_sign_in_failure("bb", at(2))?;
                tx.append_accesses(&[sealed(70, None)])
            });
            let extent = store.read(|tx| tx.access_extent()).unwrap();
            assert_eq!(extent.entries, contents.accesses.entries + 1);
            assert_eq!(extent.last_at, Some(at(70)));
            assert!(extent.last_index > contents.accesses.last_index);
            assert_eq!(extent.first, contents.accesses.first);
            // The rules of the schema are as strict as before.
            let twice = store.write(|tx| tx.append_accesses(&[sealed(70, None)]));
            assert!(matches!(twice, Err(StoreError::Conflict { .. })));
        }
    }

    fn a_backup_is_of_one_moment_and_nobody_waits_for_it(database) {
        /// Writes to the database with every line that is backed up.
        struct Busy<'s>(&'s Store, u64, Vec<u8>);
        impl Write for Busy<'_> {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.1 += 1;
                write(self.0, |tx| {
                    tx.insert_organization(&organization(self.1))?;
                    tx.append_accesses(&[sealed(self.1, None)])
                });
                self.2.extend(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        fill(database);
        let before = back_up(&database.store).0;
        let mut busy = Busy(&database.store, 1000, Vec::new());
        database.store.back_up(label(900), &mut busy, &mut |_| ()).unwrap();
        assert!(busy.1 > 1040);
        assert!(rows(&busy.2) == rows(&before), "others' writes are in the backup");
    }

    fn what_cannot_be_written_is_no_backup(database) {
        struct Full(usize);
        impl Write for Full {
            fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
                self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
                Ok(bytes.len())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        fill(database);
        let size = back_up(&database.store).0.len();
        for room in [0, 10, size / 2, size - 1] {
            let result = database.store.back_up(label(900), &mut Full(room), &mut |_| ());
            assert!(matches!(result, Err(crate::BackupError::Output(_))), "{room}");
        }
        database.store.back_up(label(900), &mut Full(size), &mut |_| ()).unwrap();
        // The connection is whole afterwards.
        write(&database.store, |tx| tx.insert_organization(&organization(1000)));
    }

    fn the_format_has_every_column_there_is(database) {
        let there: BTreeSet<String> = schema_rules::columns(database)
            .iter()
            .filter_map(|line| line.split(' ').next().map(str::to_owned))
            .collect();
        let kept: BTreeSet<String> = backup::columns()
            .iter()
            .flat_map(|(table, columns)| columns.iter().map(move |column| format!("{table}.{column}")))
            .collect();
        assert_eq!(kept, there);
    }
}
