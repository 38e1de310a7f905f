//! An installation as an operator makes it: the real program, its files, its database.

use data_encoding::BASE32_NOPAD;
use rcgen::{CertificateParams, KeyPair};
use rustls::pki_types::CertificateDer;
use serde_json::json;
use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread::JoinHandle,
};
use tasuki_auth::totp::{self, Secret};
use tasuki_tests::{
    Actor,
    database::Database,
    world::{CITY, PASSWORD},
};
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

/// Everything of one installation; gone with the test.
pub struct Installation {
    pub folder: PathBuf,
    pub database: Database,
    authority: CertificateDer<'static>,
    secrets: Vec<(String, String)>,
}

/// The program that was built with this test.
#[expect(
    clippy::disallowed_methods,
    reason = "only the environment of the test run knows of a program built elsewhere"
)]
fn program() -> PathBuf {
    let beside = || {
        let test = std::env::current_exe().unwrap();
        test.parent().unwrap().parent().unwrap().join("tasuki")
    };
    let path = std::env::var_os("TASUKI_BINARY").map_or_else(beside, PathBuf::from);
    assert!(
        path.is_file(),
        "{} is not there: cargo build -p tasuki-cli --features tasuki-store/postgres",
        path.display()
    );
    path
}

fn quoted(path: &Path) -> String {
    format!("{:?}", path.to_str().unwrap())
}

impl Installation {
    /// Keys, settings, an empty database, a city, its people, and a roster taken in.
    pub fn founded(residents: &[u8]) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("tasuki-rehearsal-{}-{next}", std::process::id()));
        for name in ["backups", "archive", "scratch", "tmp"] {
            fs::create_dir_all(folder.join(name)).unwrap();
        }
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap();
        let mut installation = Self {
            authority: certificate.der().clone(),
            database: Database::vacant(),
            folder,
            secrets: Vec::new(),
        };
        installation.keeps("server.pem", certificate.pem().as_bytes());
        installation.keeps("server.key", key.serialize_pem().as_bytes());
        installation.keeps("roster.csv", residents);
        let public = installation.does(&[
            "backup",
            "keygen",
            "--identity",
            &installation.path("city.key"),
        ]);
        installation.configures(&public, "");
        if installation.database.is_vacant() {
            installation.does(&["init", "--config", &installation.path("tasuki.toml")]);
        }
        installation.peoples();
        installation
    }

    /// Writes the settings, with more lines of `[backup]`.
    pub fn configures(&self, public: &str, more: &str) {
        let path = |name: &str| quoted(&self.folder.join(name));
        let text = format!(
            "database = {:?}\nlisten = \"127.0.0.1:0\"\nlog = \"text\"\nworkers = 1\n\
             certificate = {}\nprivate_key = {}\nsigning_key = {}\nmaster_key = {}\n\
             [backup]\nto = {}\narchive = {}\nscratch = {}\nrecipients = [{:?}]\n{more}\n",
            self.database.address(),
            path("server.pem"),
            path("server.key"),
            path("signing.pem"),
            path("master.key"),
            path("backups"),
            path("archive"),
            path("scratch"),
            public.trim(),
        );
        let _ = fs::remove_file(self.folder.join("tasuki.toml"));
        self.keeps("tasuki.toml", text.as_bytes());
    }

    fn peoples(&mut self) {
        let config = self.path("tasuki.toml");
        let organization = self.does(&[
            "organization",
            "create",
            "--config",
            &config,
            "--kind",
            "city",
            "--name",
            "架空市",
            "--municipality",
            CITY,
        ]);
        self.keeps("password", PASSWORD.as_bytes());
        for (login, role) in [("officer", "city_officer"), ("privacy", "privacy_officer")] {
            let said = self.does(&[
                "account",
                "create",
                "--config",
                &config,
                "--organization",
                organization.trim(),
                "--role",
                role,
                "--login",
                login,
                "--name",
                "架空　職員",
                "--password-file",
                &self.path("password"),
            ]);
            let line = said
                .lines()
                .find(|line| line.starts_with("ワンタイムコードの鍵"));
            let secret = line.unwrap().split_whitespace().last().unwrap();
            self.secrets.push((login.to_owned(), secret.to_owned()));
        }
        self.does(&[
            "import",
            "roster",
            &self.path("roster.csv"),
            "--config",
            &config,
            "--account",
            "officer",
            "--commit",
        ]);
    }

    /// The path of a file of the installation.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    fn keeps(&self, name: &str, bytes: &[u8]) {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(self.folder.join(name)).unwrap();
        file.write_all(bytes).unwrap();
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .env("TMPDIR", self.folder.join("tmp"))
            .env_remove("TASUKI_DATABASE")
            .stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn tries(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// Runs it, and it succeeds.
    pub fn does(&self, arguments: &[&str]) -> String {
        let output = self.tries(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs it, and it refuses, in both languages.
    pub fn is_refused(&self, arguments: &[&str]) -> String {
        let output = self.tries(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success(), "{arguments:?} went through");
        assert!(errors.contains(" / "), "{errors}");
        errors
    }

    /// Restores a file into the place of the database.
    pub fn restores(&self, file: &Path, key: &str) -> Output {
        self.command()
            .env("TASUKI_DATABASE", self.database.address())
            .args(["restore", file.to_str().unwrap(), "--identity", key])
            .output()
            .unwrap()
    }

    /// Starts the server.
    pub fn serves(&self) -> Serving {
        let mut child = self
            .command()
            .args(["serve", "--config", &self.path("tasuki.toml")])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        let base = loop {
            let mut line = String::new();
            let read = errors.read_line(&mut line).unwrap();
            assert!(read > 0, "the server ended: {said}");
            said.push_str(&line);
            if let Some(address) = line.strip_suffix(" で待ち受けています\n") {
                break address.to_owned();
            }
        };
        // Read on, or a full pipe would stop the server.
        let log = std::thread::spawn(move || {
            let _ = errors.read_to_string(&mut said);
            said
        });
        let authority = Certificate::from_der(&self.authority).to_owned();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(vec![authority])))
            .build();
        let agent: Agent = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into();
        Serving {
            anonymous: Actor::anonymous(agent, &base),
            child: Some(child),
            log: Some(log),
        }
    }

    /// Signs in; a code works once, so each account does once.
    #[expect(
        clippy::disallowed_methods,
        reason = "the program reads the machine's clock, and its codes are of now"
    )]
    pub fn signs_in(&self, serving: &Serving, login: &str) -> String {
        let (_, secret) = self
            .secrets
            .iter()
            .find(|(known, _)| known == login)
            .unwrap();
        let bytes = BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
        let code = totp::code(
            &Secret::from_bytes(bytes.try_into().unwrap()),
            jiff::Timestamp::now(),
        );
        let body = json!({"login": login, "password": PASSWORD, "totp": code});
        let session = serving.anonymous.posts("/v1/sessions", &body).expect(201);
        session["token"].as_str().unwrap().to_owned()
    }

    /// Files of a folder of the installation with this end, by name.
    pub fn files(&self, folder: &str, end: &str) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> = fs::read_dir(self.folder.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().ends_with(end))
            .collect();
        found.sort();
        found
    }
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A running server.
pub struct Serving {
    pub anonymous: Actor,
    child: Option<Child>,
    log: Option<JoinHandle<String>>,
}

impl Serving {
    /// Asks it to end, waits until it did so in order, and answers what it logged.
    pub fn ends(mut self) -> String {
        let mut child = self.child.take().unwrap();
        let asked = Command::new("kill").arg(child.id().to_string()).status();
        assert!(asked.unwrap().success());
        let status = child.wait().unwrap();
        let log = self.log.take().unwrap().join().unwrap();
        assert!(status.success(), "{status}: {log}");
        log
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
