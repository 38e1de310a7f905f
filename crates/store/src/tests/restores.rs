//! What is no whole backup of this version is refused, and leaves nothing.

use super::{
    backups::{back_up, fill, put_back, record, restoration},
    database::{Database, Vacant, free_path, options, remove},
    fixtures::*,
    on_both,
};
use crate::{AccessExtent, DatabaseUrl, Evidence, RestoreError, Store, StoreError, restore};
use tasuki_domain::restoration::Later;

/// Nothing is at the place, nor beside it.
fn is_vacant(place: &Vacant) -> bool {
    match &place.url {
        DatabaseUrl::Sqlite(path) => {
            let own = path.file_name().unwrap().to_str().unwrap();
            let beside = std::fs::read_dir(path.parent().unwrap()).unwrap();
            !beside
                .filter_map(Result::ok)
                .any(|entry| entry.file_name().to_string_lossy().starts_with(own))
        }
        DatabaseUrl::Postgres(_) => super::database::execute(
            &place.url,
            "DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM pg_class \
             WHERE relnamespace = 'public'::regnamespace); END $$",
        )
        .is_ok(),
    }
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1).into_bytes()
}

/// As a program wrote it that knew one migration less.
fn one_migration_less(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::from_utf8(bytes.to_vec()).unwrap();
    let end = text.find("\"]").unwrap() + 1;
    let last = text[..end].rfind(",\"").unwrap();
    text.replace_range(last..end, "");
    text.into_bytes()
}

fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n').collect()
}

/// Where the n-th line begins.
fn start(bytes: &[u8], n: usize) -> usize {
    lines(bytes)[..n].iter().map(|line| line.len()).sum()
}

type Fault = (&'static str, Vec<u8>, fn(&RestoreError) -> bool);

fn faults(good: &[u8]) -> Vec<Fault> {
    let all = lines(good);
    let last = all.len() - 1;
    let row = all.iter().position(|line| line.starts_with(b"[")).unwrap();
    let without = |n: usize| [&all[..n], &all[n + 1..]].concat().concat();
    let twice = [&all[..=row], &all[row..]].concat().concat();
    let organization = all
        .iter()
        .position(|line| line.starts_with(b"{\"table\":\"organizations\""));
    let early = start(good, organization.unwrap());
    vec![
        ("nothing", Vec::new(), |e| matches!(e, RestoreError::CutOff)),
        ("another file", b"PK\x03\x04\n".to_vec(), |e| {
            matches!(e, RestoreError::NotABackup)
        }),
        ("another JSON", b"{\"a\":1}\n".to_vec(), |e| {
            matches!(e, RestoreError::NotABackup)
        }),
        (
            "a newer format",
            replaced(good, "\"tasuki_backup\":1", "\"tasuki_backup\":2"),
            |e| matches!(e, RestoreError::Newer(_)),
        ),
        (
            "a newer schema",
            replaced(good, "\"]", "\",\"9999\"]"),
            |e| matches!(e, RestoreError::Newer(name) if name.contains("9999")),
        ),
        ("an older schema", one_migration_less(good), |e| {
            matches!(e, RestoreError::Older(_))
        }),
        ("the header only", all[0].to_vec(), |e| {
            matches!(e, RestoreError::CutOff)
        }),
        (
            "cut within a row",
            good[..start(good, row) + 3].to_vec(),
            |e| matches!(e, RestoreError::CutOff),
        ),
        ("cut between tables", good[..early].to_vec(), |e| {
            matches!(e, RestoreError::CutOff)
        }),
        ("no footer", without(last), |e| {
            matches!(e, RestoreError::CutOff)
        }),
        ("a lost row", without(row), |e| {
            matches!(e, RestoreError::Rows("installation"))
        }),
        ("a row twice", twice, |e| {
            matches!(e, RestoreError::Store(StoreError::Conflict { .. }))
        }),
        ("a lost table", without(organization.unwrap()), |e| {
            matches!(e, RestoreError::Damaged(_))
        }),
        (
            "a changed value",
            replaced(good, "襷市役所", "襷町役場"),
            |e| matches!(e, RestoreError::Checksum),
        ),
        (
            "a word for a number",
            replaced(good, "[1,\"", "[\"1\",\""),
            |e| matches!(e, RestoreError::Damaged("installation")),
        ),
        (
            "another column",
            replaced(good, "\"wishes_sentence\"", "\"wish_sentence\""),
            |e| matches!(e, RestoreError::Damaged("organizations")),
        ),
        ("something after it", [good, b"more"].concat(), |e| {
            matches!(e, RestoreError::Damaged("what follows the footer"))
        }),
        (
            "an early footer",
            [&good[..early], all[last]].concat(),
            |e| matches!(e, RestoreError::Damaged("organizations")),
        ),
    ]
}

on_both! {
    fn what_is_no_whole_backup_is_refused_and_leaves_nothing(database) {
        fill(database);
        let good = back_up(&database.store).0;
        for place in Vacant::of_each() {
            for (what, bytes, expected) in faults(&good) {
                let error = put_back(&place, &bytes).unwrap_err();
                assert!(expected(&error), "{what}: {error:?}");
                assert!(is_vacant(&place), "{what}");
                // Reasons never repeat what is stored.
                assert!(!format!("{error} {error:?}").contains('襷'), "{what}");
            }
            put_back(&place, &good).unwrap();
        }
    }

    fn what_exists_is_never_restored_over(database) {
        fill(database);
        let good = back_up(&database.store).0;
        let error = restore(&database.url, &mut &*good, &record(&[]), &mut |_| ()).unwrap_err();
        assert!(matches!(error, RestoreError::Store(StoreError::AlreadyExists)), "{error:?}");
        assert_eq!(back_up(&database.store).0, good);
    }

    fn a_database_that_disagrees_with_itself_is_restored_only_if_asked(database) {
        fill(database);
        database.execute("DELETE FROM search_keys").unwrap();
        let bytes = back_up(&database.store).0;
        for place in Vacant::of_each() {
            let error = put_back(&place, &bytes).unwrap_err();
            assert!(matches!(&error, RestoreError::Unsound(findings) if findings.len() == 2), "{error:?}");
            assert!(is_vacant(&place));
            let asked = crate::RestoreRecord { accept_findings: true, ..record(&[]) };
            let restored = restore(&place.url, &mut &*bytes, &asked, &mut |_| ()).unwrap();
            assert_eq!(restored.findings.len(), 2);
        }
    }

    fn a_restore_is_on_record_with_what_it_lost(database) {
        fill(database);
        let (bytes, contents) = back_up(&database.store);
        let known = |entries, at_second, first| Evidence {
            at: at(at_second),
            extent: AccessExtent { entries, first, last_index: None, last_at: None },
        };
        let own = contents.accesses.first;
        let cases = [
            (vec![], None),
            (vec![known(9, 6000, own), known(7, 7000, own)], Some((9, 6000))),
            (vec![known(3, 6000, own), known(3, 5500, own)], Some((3, 6000))),
            // Before the backup, less than the backup, of another installation.
            (vec![known(9, 4000, own), known(1, 6000, own), known(9, 6000, Some(id(77)))], None),
        ];
        for (evidence, expected) in cases {
            for place in Vacant::of_each() {
                let restored =
                    restore(&place.url, &mut &*bytes, &record(&evidence), &mut |_| ()).unwrap();
                let later = expected.map(|(entries, second)| Later { entries, at: at(second) });
                assert_eq!(restored.restoration.later, later);
                let store = Store::open(&place.url, options()).unwrap();
                let kept = store.read(|tx| tx.restorations()).unwrap();
                assert_eq!(kept, [restored.restoration.clone(), restoration(None)]);
                assert_eq!(kept[0].lost(), expected.map(|(entries, _)| entries - 3));
            }
        }
    }

    fn restores_stay_on_record(database) {
        write(&database.store, |tx| tx.record_restoration(id(1), &restoration(None)));
        for sql in ["DELETE FROM restorations", "UPDATE restorations SET entries = 9"] {
            let result = database.execute(sql);
            assert!(
                matches!(&result, Err(StoreError::Conflict { constraint }) if constraint == "append_only"),
                "{sql}: {result:?}"
            );
        }
    }
}

#[test]
fn the_log_of_a_lost_database_is_not_mixed_into_the_new_one() {
    let database = Database::sqlite();
    let good = back_up(&database.store).0;
    let path = free_path();
    for suffix in ["-wal", "-shm", "-journal"] {
        let mut left = path.as_os_str().to_owned();
        left.push(suffix);
        std::fs::write(&left, "left behind").unwrap();
        let url = DatabaseUrl::Sqlite(path.clone());
        let error = restore(&url, &mut &*good, &record(&[]), &mut |_| ()).unwrap_err();
        assert!(matches!(error, RestoreError::Leftover), "{error:?}");
        assert!(!path.exists());
        std::fs::remove_file(left).unwrap();
    }
    remove(&path);
}

#[cfg(unix)]
#[test]
fn a_restored_file_is_its_owners_only_and_stands_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = Database::sqlite();
    let good = back_up(&database.store).0;
    let place = Vacant::sqlite();
    put_back(&place, &good).unwrap();
    let DatabaseUrl::Sqlite(path) = &place.url else {
        return;
    };
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let own = path.file_name().unwrap().to_str().unwrap();
    let beside: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.starts_with(own))
        .collect();
    assert_eq!(beside, [own]);
}
