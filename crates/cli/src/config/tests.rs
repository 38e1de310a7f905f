//! What is refused, and what the environment changes.

use super::*;
use crate::{demo, files::new_private_file, keys};
use std::{collections::BTreeMap, fs};

struct Scratch(PathBuf);

impl Scratch {
    /// An installation with everything in order.
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("tasuki-config-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let scratch = Self(path);
        let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
        let certificate = rcgen::CertificateParams::new(vec!["localhost".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap();
        scratch.private("server.pem", &certificate.pem());
        scratch.private("server.key", &key.serialize_pem());
        scratch.private("signing.pem", &keys::signing_text(|| [7; 32]).unwrap());
        scratch.private("master.key", &keys::master_text([5; 32]));
        tasuki_store::Store::create(&tasuki_store::DatabaseUrl::Sqlite(scratch.0.join("a.db")))
            .unwrap();
        scratch
    }

    fn private(&self, name: &str, text: &str) {
        let _ = fs::remove_file(self.0.join(name));
        new_private_file(&self.0.join(name), text.as_bytes()).unwrap();
    }

    fn open(&self, lines: &BTreeMap<&str, String>) -> anyhow::Result<open::Opened> {
        let text: String = lines
            .iter()
            .map(|(name, value)| format!("{name} = {value}\n"))
            .collect();
        self.private("tasuki.toml", &text);
        open(&Settings::read(&self.0.join("tasuki.toml"), &|_| None)?)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn good() -> BTreeMap<&'static str, String> {
    [
        ("database", "sqlite:a.db"),
        ("certificate", "server.pem"),
        ("private_key", "server.key"),
        ("signing_key", "signing.pem"),
        ("master_key", "master.key"),
    ]
    .into_iter()
    .map(|(name, value)| (name, format!("{value:?}")))
    .collect()
}

#[test]
fn an_installation_in_order_opens() {
    let scratch = Scratch::new("good");
    let opened = scratch.open(&good()).unwrap();
    assert_eq!(opened.listen.to_string(), "127.0.0.1:8443");
    assert!(!opened.drill);
}

type Spoil = fn(&Scratch, &mut BTreeMap<&'static str, String>);

#[cfg(unix)]
fn open_to_others(scratch: &Scratch, name: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(scratch.0.join(name), fs::Permissions::from_mode(0o644)).unwrap();
}

#[cfg(unix)]
#[test]
fn what_is_not_secure_is_refused() {
    let cases: &[(&str, Spoil, &str)] = &[
        (
            "no certificate",
            |_, lines| drop(lines.remove("certificate")),
            "TLS",
        ),
        (
            "no private key",
            |_, lines| drop(lines.remove("private_key")),
            "TLS",
        ),
        (
            "no signing key",
            |_, lines| drop(lines.remove("signing_key")),
            "署名鍵",
        ),
        (
            "no master key",
            |_, lines| drop(lines.remove("master_key")),
            "マスター鍵",
        ),
        (
            "no database",
            |_, lines| drop(lines.remove("database")),
            "データベース",
        ),
        (
            "readable private key",
            |scratch, _| open_to_others(scratch, "server.key"),
            "chmod",
        ),
        (
            "readable signing key",
            |scratch, _| open_to_others(scratch, "signing.pem"),
            "chmod",
        ),
        (
            "readable master key",
            |scratch, _| open_to_others(scratch, "master.key"),
            "chmod",
        ),
        (
            "a demo's signing key",
            |scratch, _| {
                let text = keys::marked(&keys::signing_text(|| [7; 32]).unwrap());
                scratch.private("signing.pem", &text);
            },
            "デモの鍵",
        ),
        (
            "a demo's master key",
            |scratch, _| scratch.private("master.key", &keys::marked(&keys::master_text([5; 32]))),
            "デモの鍵",
        ),
        (
            "a demo's folder",
            |scratch, _| scratch.private(demo::MARK, "{}"),
            "デモのフォルダー",
        ),
        (
            "no such database",
            |_, lines| drop(lines.insert("database", "\"sqlite:b.db\"".to_owned())),
            "tasuki init",
        ),
        (
            "a database that is not migrated",
            |scratch, _| {
                fs::remove_file(scratch.0.join("a.db")).unwrap();
                fs::write(scratch.0.join("a.db"), b"").unwrap();
            },
            "tasuki migrate",
        ),
        (
            "a certificate of another key",
            |scratch, _| {
                let key = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
                scratch.private("server.key", &key.serialize_pem());
            },
            "合いません",
        ),
        (
            "an overlay that widens",
            |scratch, lines| {
                let widens = "[[rule]]\nid = \"dispatcher_live_incident\"\ncategories = [\"identity\", \"medications\"]\n";
                scratch.private("overlay.toml", widens);
                lines.insert("overlay", "\"overlay.toml\"".to_owned());
            },
            "狭める",
        ),
        (
            "a setting that does not exist",
            |_, lines| drop(lines.insert("insecure", "true".to_owned())),
            "設定の書き方",
        ),
    ];
    for (index, (what, spoil, expected)) in cases.iter().enumerate() {
        let scratch = Scratch::new(&format!("refused-{index}"));
        let mut lines = good();
        spoil(&scratch, &mut lines);
        let Err(error) = scratch.open(&lines) else {
            panic!("{what} was not refused");
        };
        let text = format!("{error:#}");
        assert!(text.contains(expected), "{what}: {text}");
        // In Japanese and in English.
        assert!(text.contains(" / "), "{what}: {text}");
    }
}

#[cfg(unix)]
#[test]
fn a_databases_password_is_not_left_readable() {
    let scratch = Scratch::new("password");
    let path = scratch.0.join("tasuki.toml");
    for (url, refused) in [
        ("postgres://u:secret@h/d", true),
        ("postgres://h/d?password=secret", true),
        ("postgres://u@h/d", false),
    ] {
        scratch.private("tasuki.toml", &format!("database = {url:?}\n"));
        let open = Settings::read(&path, &|_| None).unwrap();
        assert!(check::database(&open).is_ok(), "{url}");
        open_to_others(&scratch, "tasuki.toml");
        let checked = check::database(&Settings::read(&path, &|_| None).unwrap());
        assert_eq!(checked.is_err(), refused, "{url}");
        if let Err(error) = checked {
            assert!(!format!("{error:#}").contains("secret"));
        }
        let from_environment = |name: &str| (name == "TASUKI_DATABASE").then(|| url.to_owned());
        let settings = Settings::read(&path, &from_environment).unwrap();
        assert!(check::database(&settings).is_ok(), "{url}");
    }
}

#[test]
fn the_example_is_one_and_the_environment_wins() {
    let read = |environment: &dyn Fn(&str) -> Option<String>| {
        Settings::parse(EXAMPLE, Path::new("/etc/tasuki"), environment)
    };
    let settings = read(&|_| None).unwrap();
    assert_eq!(settings.workers, Some(2));
    assert_eq!(settings.log(), (Format::Json, "info"));
    let values = BTreeMap::from([
        ("TASUKI_DATABASE", "sqlite:/srv/other.db"),
        ("TASUKI_LISTEN", "127.0.0.1:9000"),
        ("TASUKI_WORKERS", "7"),
        ("TASUKI_LOG", "text"),
        ("TASUKI_DRILL", "true"),
        ("TASUKI_MASTER_KEY", "/run/keys/master"),
        ("TASUKI_TRUSTED_PROXIES", "10.1.0.0/16, 2001:db8::1"),
    ]);
    let settings = read(&|name| values.get(name).map(|value| (*value).to_owned())).unwrap();
    assert_eq!(settings.database.as_deref(), Some("sqlite:/srv/other.db"));
    assert_eq!(settings.listen.unwrap().port(), 9000);
    assert_eq!((settings.workers, settings.drill), (Some(7), Some(true)));
    assert_eq!(settings.log().0, Format::Text);
    assert_eq!(settings.trusted_proxies().unwrap().len(), 2);
    let wrong =
        read(&|name| (name == "TASUKI_TRUSTED_PROXIES").then(|| "proxy".to_owned())).unwrap();
    assert!(wrong.trusted_proxies().is_err());
    assert_eq!(
        settings.key_paths().unwrap().1,
        Path::new("/run/keys/master")
    );
    for (name, value) in [
        ("TASUKI_LISTEN", "here"),
        ("TASUKI_LOG", "xml"),
        ("TASUKI_DRILL", "1"),
    ] {
        let wrong = read(&|asked| (asked == name).then(|| value.to_owned()));
        assert!(wrong.is_err(), "{name}");
    }
}

#[test]
fn backups_are_where_the_file_or_the_environment_says_and_the_witness_beside_them() {
    let text = "[backup]\nto = \"backups\"\nrecipients = [\"age1x\"]\n";
    let read = |text: &str, environment: &dyn Fn(&str) -> Option<String>| {
        Settings::parse(text, Path::new("/etc/tasuki"), environment).unwrap()
    };
    let witness = |settings: &Settings| settings.witness().unwrap();
    let settings = read(text, &|_| None);
    assert_eq!(
        witness(&settings),
        Path::new("/etc/tasuki/backups/witness.json")
    );
    let settings = read("", &|_| None);
    assert!(settings.backup().is_none() && settings.witness().is_none());
    let elsewhere = |name: &str| (name == "TASUKI_BACKUP_TO").then(|| "/mnt/b".to_owned());
    for text in ["", text] {
        assert_eq!(
            witness(&read(text, &elsewhere)),
            Path::new("/mnt/b/witness.json")
        );
    }
    let told = read("[witness]\nfile = \"w.json\"\n", &elsewhere);
    assert_eq!(witness(&told), Path::new("/etc/tasuki/w.json"));
    assert!(Settings::parse("[backup]\nkept = 3\n", Path::new("."), &|_| None).is_err());
}

#[test]
fn a_mistake_in_the_file_does_not_repeat_its_lines() {
    let text = "database = \"postgres://u:hunter2@h/d\"\nlisten = 3\n";
    let error = Settings::parse(text, Path::new("."), &|_| None).unwrap_err();
    let text = format!("{error:#}");
    assert!(!text.contains("hunter2"), "{text}");
}
