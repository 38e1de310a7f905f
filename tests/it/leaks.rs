//! No personal data in logs, metrics and error texts.

use serde_json::json;
use std::{
    io::Write,
    sync::{Arc, Mutex, OnceLock},
};
use tasuki_tests::{World, given};
use tracing_subscriber::fmt::MakeWriter;

/// Everything that was logged in this process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn kept() -> &'static Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        LOG.get_or_init(|| {
            let log = Self::default();
            tracing_subscriber::fmt()
                .with_max_level(tracing_subscriber::filter::LevelFilter::DEBUG)
                .with_ansi(false)
                .with_writer(log.clone())
                .init();
            log
        })
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn found(text: &str) -> Vec<&'static str> {
    given::HANAKO_SECRETS
        .iter()
        .copied()
        .filter(|secret| text.contains(secret))
        .collect()
}

#[test]
fn invariant_9_a_days_work_leaves_no_personal_data_in_logs_metrics_and_errors() {
    let log = Log::kept();
    let world = World::begins();
    let hanako = world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    crew.looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    crew.views_summary(&hanako, &incident).expect(200);
    let (page, csrf) = world.page("crew");
    let form = format!(
        "csrf={csrf}&incident_id={incident}&family_kana=%E3%82%B7%E3%82%B1%E3%83%B3&birth_date=S15.3.2"
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let sent = page.sends("POST", "/search", &headers, form.as_bytes());
    assert_eq!(sent.status, 303, "{}", sent.text);
    assert_eq!(found(sent.header("location").unwrap()), Vec::<&str>::new());
    let mut errors = String::new();
    for criteria in [
        json!({"family_kana": "試験花子"}),
        json!({"phone": "09000001111x"}),
        json!({"family_kana": "シケン", "birth_date": "1940-03-02-02"}),
        json!({"ハナコ": "シケン"}),
    ] {
        errors.push_str(&crew.looks_up(&incident, &criteria).text);
    }
    world.database.breaks_entries();
    errors.push_str(&crew.views_summary(&hanako, &incident).text);
    world.database.mends_entries();
    assert_eq!(found(&errors), Vec::<&str>::new(), "{errors}");
    assert_eq!(
        found(&world.anonymous().gets("/metrics").text),
        Vec::<&str>::new()
    );
    let text = log.text();
    assert!(text.lines().count() > 5, "something was logged");
    assert_eq!(found(&text), Vec::<&str>::new());
}

#[test]
fn the_scan_finds_a_planted_name() {
    assert_eq!(found("GET /residents?kana=ハナコ"), ["ハナコ"]);
}

#[test]
fn a_sign_in_that_fails_stands_in_the_security_log_without_its_login() {
    let log = Log::kept();
    let world = World::begins();
    let login = "typed-where-the-login-goes";
    let (browser, csrf) = world.anonymous().opens_sign_in();
    let form = format!("csrf={csrf}&login={login}&password=wrong&totp=000000");
    let body = json!({"login": login, "password": "wrong", "totp": "000000"});
    for _ in 0..5 {
        assert_eq!(browser.sends_form("/sign-in", &form).status, 422);
    }
    assert_eq!(browser.sends_form("/sign-in", &form).status, 429);
    world.anonymous().posts("/v1/sessions", &body).expect(429);
    let text = log.text();
    for (door, reason) in [
        ("/sign-in", "sign_in_failed"),
        ("/sign-in", "throttled"),
        ("/v1/sessions", "throttled"),
    ] {
        let door = format!("door=\"{door}\"");
        let reason = format!("reason=\"{reason}\"");
        assert!(
            text.lines().any(|line| line.contains("tasuki::security")
                && line.contains(&door)
                && line.contains(&reason)
                && line.contains("127.0.0.1")),
            "{door} {reason}"
        );
    }
    assert!(!text.contains(login));
}
