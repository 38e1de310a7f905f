//! The demo city in a process of its own, with every log line there is.

use serde_json::{Value, json};
use std::{
    fs::File,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tasuki_auth::totp;
use tasuki_tests::Actor;
use ureq::{
    Agent,
    tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem},
};

/// A seeded city takes seconds; a debug build on a busy machine, a minute.
const PATIENCE: Duration = Duration::from_secs(300);

/// A served demo city. Its process ends with it.
pub struct Demo {
    folder: PathBuf,
    child: Child,
    document: Value,
    authority: Vec<u8>,
    anonymous: Actor,
}

#[expect(
    clippy::disallowed_methods,
    reason = "the program under test may be named by environment"
)]
fn program() -> PathBuf {
    std::env::var_os("TASUKI_BINARY").map_or_else(
        || {
            let test = std::env::current_exe().unwrap();
            test.parent().unwrap().parent().unwrap().join("tasuki")
        },
        PathBuf::from,
    )
}

impl Demo {
    /// Starts it and waits until it is served.
    pub fn starts() -> Self {
        let folder = std::env::temp_dir().join(format!("tasuki_leaks_{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let data = folder.join("demo");
        let mut child = Command::new(program())
            .args(["demo", "--port", "0", "--residents", "200", "--data-dir"])
            .arg(&data)
            .env("TASUKI_LOG_FILTER", "trace")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.join("log")).unwrap())
            .spawn()
            .expect("the program is built beside the tests");
        let document = document(&data.join("demo.json"), &mut child);
        let authority = std::fs::read(document["ca_certificate"].as_str().unwrap()).unwrap();
        let anonymous =
            Actor::anonymous(client(&authority), document["base_url"].as_str().unwrap());
        Self {
            folder,
            child,
            document,
            authority,
            anonymous,
        }
    }

    /// Nobody.
    pub fn anonymous(&self) -> Actor {
        self.anonymous.clone()
    }

    /// The roles of its accounts.
    pub fn roles(&self) -> Vec<String> {
        let accounts = self.document["accounts"].as_array().unwrap();
        accounts
            .iter()
            .map(|account| account["role"].as_str().unwrap().to_owned())
            .collect()
    }

    /// The first account of a role.
    pub fn account(&self, role: &str) -> Actor {
        let accounts = self.document["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|account| account["role"] == role);
        let token = account.expect("an account of the role")["token"].as_str();
        self.anonymous.with_token(token.unwrap())
    }

    /// The browser of the first account of a role, signed in to the pages, and the token of its forms.
    #[expect(
        clippy::disallowed_methods,
        reason = "another process goes by the clock, and takes no code of another minute"
    )]
    pub fn page(&self, role: &str) -> (Actor, String) {
        let accounts = self.document["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|account| account["role"] == role);
        let account = account.expect("an account of the role");
        let text = |member: &str| account[member].as_str().unwrap();
        let secret = data_encoding::BASE32_NOPAD
            .decode(text("totp_secret").trim_end_matches('=').as_bytes())
            .unwrap();
        let secret = totp::Secret::from_bytes(secret.try_into().unwrap());
        // A browser of its own: an agent keeps the cookies that it is given.
        let base = self.document["base_url"].as_str().unwrap();
        let browser = Actor::anonymous(client(&self.authority), base);
        let (form, csrf) = browser.opens_sign_in();
        let signed_in = form.submits(
            "/sign-in",
            &[
                ("csrf", csrf.as_str()),
                ("login", text("login")),
                ("password", text("password")),
                ("totp", &totp::code(&secret, jiff::Timestamp::now())),
            ],
        );
        assert_eq!(signed_in.status, 303, "{role} is signed in");
        let first = browser.gets(signed_in.header("location").unwrap());
        let csrf = first.hidden("csrf").expect("the page has forms");
        (browser, csrf)
    }

    /// A new emergency of the crew's.
    #[expect(
        clippy::disallowed_methods,
        reason = "another process goes by the clock, and takes no call of another day"
    )]
    pub fn incident(&self, crew: &Actor) -> String {
        let body = json!({
            "reason": "on_duty", "origin": "call119", "called_at": jiff::Timestamp::now().to_string(),
        });
        let opened = crew.posts("/v1/incidents", &body).expect(201);
        opened["id"].as_str().unwrap().to_owned()
    }

    /// Ends it and answers everything that it logged.
    pub fn stops(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let log = std::fs::read(self.folder.join("log")).unwrap();
        String::from_utf8_lossy(&log).into_owned()
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// What the demo says of itself, once it is served.
#[expect(
    clippy::disallowed_methods,
    reason = "another process cannot be waited for otherwise than by looking, for a bounded time"
)]
fn document(path: &Path, child: &mut Child) -> Value {
    let began = Instant::now();
    loop {
        if let Ok(text) = std::fs::read(path) {
            return serde_json::from_slice(&text).unwrap();
        }
        assert_eq!(child.try_wait().unwrap(), None, "the demo ended early");
        assert!(began.elapsed() < PATIENCE, "the demo is not served");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A client that trusts the demo's own authority, and takes every status as an answer.
fn client(authority: &[u8]) -> Agent {
    let certificates: Vec<Certificate<'static>> = parse_pem(authority)
        .filter_map(|item| match item.unwrap() {
            PemItem::Certificate(certificate) => Some(certificate),
            _ => None,
        })
        .collect();
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::Specific(Arc::new(certificates)))
        .build();
    Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into()
}
