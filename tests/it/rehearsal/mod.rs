//! The rehearsal of a disaster, with the real program: backed up while people work, destroyed,
//! restored with one command, served again.

mod installation;

use crate::rosters::roster_generator;
use installation::{Installation, Serving};
use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
};
use tasuki_tests::Actor;

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Every page of a list, as its items.
fn all(actor: &Actor, path: &str, member: &str) -> Vec<Value> {
    let (mut items, mut next) = (Vec::new(), path.to_owned());
    loop {
        let page = actor.gets(&next).expect(200);
        items.extend(page[member].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(cursor) => next = format!("{path}?cursor={cursor}"),
            None => return items,
        }
    }
}

fn ids(items: &[Value]) -> BTreeSet<String> {
    items
        .iter()
        .map(|item| item["id"].as_str().or(item["resident_id"].as_str()))
        .map(|id| id.unwrap().to_owned())
        .collect()
}

/// What the city knows: its residents, and the consents of some.
fn knowledge(officer: &Actor) -> (BTreeSet<String>, Vec<Value>) {
    let residents = ids(&all(officer, "/v1/residents", "residents"));
    let consents = residents
        .iter()
        .take(5)
        .map(|id| {
            officer
                .gets(&format!("/v1/residents/{id}/consents"))
                .expect(200)
        })
        .collect();
    (residents, consents)
}

/// The names of the residents; one of a single letter may stand in any file by chance.
fn names(officer: &Actor) -> BTreeSet<String> {
    all(officer, "/v1/residents", "residents")
        .iter()
        .flat_map(|resident| match &resident["name"] {
            Value::Object(parts) => parts.values().cloned().collect::<Vec<_>>(),
            whole => vec![whole.clone()],
        })
        .filter_map(|part| part.as_str().map(str::to_owned))
        .filter(|part| part.len() >= 6)
        .collect()
}

/// Runs a backup while the officer keeps looking, and answers how many looks succeeded meanwhile.
fn backs_up_while_looking(city: &Installation, officer: &Actor) -> u32 {
    let (done, looks) = (AtomicBool::new(false), AtomicU32::new(0));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                officer.gets("/v1/residents").expect(200);
                looks.fetch_add(1, Ordering::Relaxed);
            }
        });
        let said = city.tries(&["backup", "--config", &city.path("tasuki.toml")]);
        done.store(true, Ordering::Relaxed);
        assert!(
            said.status.success(),
            "{}",
            String::from_utf8_lossy(&said.stderr)
        );
    });
    looks.into_inner()
}

/// Waits, at most half a minute, until the server says when it took its backup.
fn its_own_backup_is_there(serving: &Serving) {
    let never = "tasuki_backup_last_success_timestamp_seconds 0\n";
    for _ in 0..600 {
        let metrics = serving.anonymous.gets("/metrics").text;
        assert!(
            metrics.contains("tasuki_backup_last_failure_timestamp_seconds 0\n"),
            "{metrics}"
        );
        if !metrics.contains(never) {
            return;
        }
        std::thread::park_timeout(std::time::Duration::from_millis(50));
    }
    panic!("the server took no backup");
}

/// No file that is left holds a name in the clear.
fn nothing_is_left_in_the_clear(city: &Installation, names: &BTreeSet<String>) {
    for folder in ["backups", "archive", "scratch", "tmp"] {
        for path in city.files(folder, "") {
            assert!(path.is_file(), "{} was left", path.display());
            let bytes = fs::read(&path).unwrap();
            for name in names {
                let found = bytes
                    .windows(name.len())
                    .any(|part| part == name.as_bytes());
                assert!(!found, "a name is in {}", path.display());
            }
        }
    }
}

fn manifest_of(backup: &Path) -> Value {
    read(&backup.with_extension("json"))
}

fn looks_in_order(serving: Serving) -> String {
    let log = serving.ends();
    assert!(!log.contains("panic"), "{log}");
    log
}

#[test]
fn a_destroyed_city_is_back_with_one_command_and_says_what_it_lost() {
    let roster = roster_generator::generate(7, 60, 0);
    let city = Installation::founded(&roster.bytes);
    let serving = city.serves();
    let officer_token = city.signs_in(&serving, "officer");
    let officer = serving.anonymous.with_token(&officer_token);
    let privacy_token = city.signs_in(&serving, "privacy");
    let privacy = serving.anonymous.with_token(&privacy_token);
    let (residents, consents) = knowledge(&officer);
    assert_eq!(residents.len(), 60);
    let names = names(&officer);
    assert!(names.len() > 10, "{names:?}");
    let entries = ids(&all(&privacy, "/v1/accesses", "accesses"));

    // The server takes its first backup by itself; the next one is taken while people work.
    its_own_backup_is_there(&serving);
    assert_eq!(city.files("archive", ".age").len(), 1);
    let looks = backs_up_while_looking(&city, &officer);
    assert!(looks > 1, "nobody could work meanwhile: {looks}");
    let backup = city.files("backups", ".age").pop().unwrap();
    let held = manifest_of(&backup);
    assert_eq!(held["verified"], true);
    for _ in 0..7 {
        officer.gets("/v1/residents").expect(200);
    }
    looks_in_order(serving);
    let witness = read(&city.folder.join("backups/witness.json"));
    let (n, m) = (
        &held["accesses"]["entries"],
        &witness["accesses"]["entries"],
    );
    let lost = m.as_u64().unwrap() - n.as_u64().unwrap();
    assert!(lost >= 7, "{n} {m}");

    city.database.is_destroyed();
    let key = city.path("city.key");
    let restored = city.restores(&backup, &key);
    let said = String::from_utf8(restored.stdout).unwrap();
    assert!(restored.status.success(), "{said}");
    assert!(said.contains(&format!("{lost}件の閲覧")), "{said}");

    let serving = city.serves();
    // Whoever was signed in still is.
    let officer = serving.anonymous.with_token(&officer_token);
    let privacy = serving.anonymous.with_token(&privacy_token);
    assert_eq!(knowledge(&officer), (residents, consents));
    let again = ids(&all(&privacy, "/v1/accesses", "accesses"));
    assert!(entries.is_subset(&again));
    let page = privacy.gets("/v1/accesses").expect(200);
    assert_eq!(page["restorations"][0]["lost"], lost);
    assert_eq!(page["restorations"][0]["backup_id"], held["id"]);
    let log = looks_in_order(serving);
    // The witness noticed that the record is shorter than it was, and kept what it knew.
    assert!(log.contains("SHORTER THAN THE WITNESS"), "{log}");
    assert_eq!(city.files("backups", "Z.json").len(), 1);

    let doctor = city.does(&["doctor", "--database", &city.database.address()]);
    assert!(
        doctor.contains("お知らせ") && doctor.contains(&format!("{lost} looks")),
        "{doctor}"
    );
    assert!(doctor.contains("nothing was found"), "{doctor}");
    nothing_is_left_in_the_clear(&city, &names);
}

#[test]
fn old_generations_go_and_the_archive_stays() {
    let city = Installation::founded(&roster_generator::generate(8, 3, 0).bytes);
    let config = city.path("tasuki.toml");
    let back_up = |keep: &str| city.does(&["backup", "--config", &config, "--keep", keep]);
    for _ in 0..3 {
        back_up("3");
    }
    let first = city.files("backups", ".age");
    assert_eq!(first.len(), 3);
    let archived = city.files("archive", "");
    assert_eq!(archived.len(), 6);
    let bytes: Vec<Vec<u8>> = archived
        .iter()
        .map(|path| fs::read(path).unwrap())
        .collect();

    // Somebody else's file and an unfinished backup are nobody's generation.
    fs::write(city.folder.join("backups/notes.json"), "{}").unwrap();
    fs::write(city.folder.join("backups/tasuki-x.age"), "unfinished").unwrap();
    let said = back_up("3");
    assert!(said.contains("古い世代を消しました"), "{said}");
    let left = city.files("backups", ".age");
    assert_eq!(left.len(), 4);
    assert!(!left.contains(&first[0]) && left.contains(&first[1]));
    assert!(!first[0].with_extension("json").exists());
    assert!(city.folder.join("backups/notes.json").exists());
    for (path, bytes) in archived.iter().zip(bytes) {
        assert_eq!(fs::read(path).unwrap(), bytes, "{}", path.display());
    }
    assert_eq!(city.files("archive", ".age").len(), 4);

    for keep in ["0", "2"] {
        let refused = city.is_refused(&["backup", "--config", &config, "--keep", keep]);
        assert!(refused.contains("3世代以上"), "{refused}");
    }
    assert_eq!(city.files("backups", ".age"), left);

    // A backup that fails removes nothing, and leaves nothing of itself.
    city.database.execute("DROP TABLE identity_consents");
    let failed = city.is_refused(&["backup", "--config", &config]);
    assert!(failed.contains("データベース"), "{failed}");
    assert_eq!(city.files("backups", ".age"), left);
    assert_eq!(
        city.files("backups", ".part"),
        Vec::<std::path::PathBuf>::new()
    );
    assert_eq!(city.files("scratch", ""), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_server_without_a_usable_backup_does_not_start() {
    let city = Installation::founded(&roster_generator::generate(9, 1, 0).bytes);
    let config = city.path("tasuki.toml");
    let public = fs::read_to_string(city.path("city.key")).unwrap();
    let public = public
        .lines()
        .next()
        .unwrap()
        .trim_start_matches("# ")
        .to_owned();
    let missing = city.path("nowhere");
    for (key, more, reason) in [
        (public.as_str(), "keep = 2", "3世代以上"),
        ("age1nobody", "", "公開鍵ではありません"),
        (public.as_str(), "at = \"25:00\"", "時刻"),
    ] {
        city.configures(key, more);
        let said = city.is_refused(&["serve", "--config", &config]);
        assert!(
            said.contains(reason) && said.contains("起動しません"),
            "{said}"
        );
    }
    city.configures(&public, "");
    for (arguments, reason) in [
        (["--to", missing.as_str()], "書けません"),
        (["--archive", missing.as_str()], "写しの置き場所"),
        (["--recipient", "AGE-SECRET-KEY-1X"], "秘密鍵です"),
    ] {
        let mut all = vec!["backup", "--config", &config];
        all.extend(arguments);
        let said = city.is_refused(&all);
        assert!(said.contains(reason), "{said}");
        assert!(!said.contains("AGE-SECRET"), "{said}");
    }
}

#[test]
fn a_file_that_is_not_whole_is_refused_with_its_reason_and_leaves_nothing() {
    let city = Installation::founded(&roster_generator::generate(10, 6, 0).bytes);
    city.does(&["backup", "--config", &city.path("tasuki.toml")]);
    let backup = city.files("backups", ".age").pop().unwrap();
    let key = city.path("city.key");
    let good = fs::read(&backup).unwrap();
    let bad = city.folder.join("bad.age");
    let refuses = |bytes: &[u8], reasons: &[&str]| {
        fs::write(&bad, bytes).unwrap();
        let output = city.restores(&bad, &key);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("復元していません / not restored"), "{said}");
        assert!(reasons.iter().any(|reason| said.contains(reason)), "{said}");
        assert!(city.database.is_vacant(), "{said}");
    };

    let existing = city.restores(&backup, &key);
    let said = String::from_utf8_lossy(&existing.stderr).into_owned();
    assert!(
        !existing.status.success() && said.contains("上書きしません"),
        "{said}"
    );
    city.database.is_destroyed();

    // The same places in every run, spread over the file: its header, its first and its last block.
    let size = good.len();
    for place in [
        0,
        30,
        120,
        260,
        420,
        size / 3,
        size / 2,
        size - 40_000,
        size - 17,
        size - 1,
    ] {
        let mut bytes = good.clone();
        bytes[place] ^= 0x20;
        refuses(
            &bytes,
            &[
                "壊れて",
                "この鍵では開けません",
                "新しい形式",
                "途中で切れて",
            ],
        );
    }
    for length in [
        0,
        10,
        200,
        500,
        size / 4,
        size / 2,
        65_736,
        size - 65_536,
        size - 1,
    ] {
        refuses(&good[..length], &["切れています", "壊れて"]);
    }
    refuses(&[good.as_slice(), b"more"].concat(), &["壊れて"]);
    refuses(b"name,kana\n", &["Tasukiのバックアップではない"]);

    // With its manifest beside it, a short file is known to be cut off.
    fs::copy(backup.with_extension("json"), bad.with_extension("json")).unwrap();
    refuses(&good[..size - 100], &["途中で切れています"]);
    fs::remove_file(bad.with_extension("json")).unwrap();

    let other = city.path("other.key");
    city.does(&["backup", "keygen", "--identity", &other]);
    let wrong = city.restores(&backup, &other);
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert!(said.contains("この鍵では開けません"), "{said}");
    assert!(city.database.is_vacant());
    assert!(city.restores(&backup, &key).status.success());
}
