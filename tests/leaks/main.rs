//! Invariant 9 over a whole run of the real program: the demo city is served with every log line
//! there is, everyone asks for everything, rightly and wrongly, and nothing that the program wrote
//! or refused names anybody.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what it expects by failing loudly"
)]

mod asking;
mod demo;
mod secrets;

use asking::Asked;
use demo::Demo;
use secrets::Secrets;

#[test]
fn invariant_9_a_whole_run_of_the_demo_city_names_nobody_outside_of_permitted_answers() {
    let demo = Demo::starts();
    let secrets = Secrets::of(&demo);
    let mut asked = Asked::default();
    asked.everyone_looks(&demo, &secrets);
    asked.everyone_errs(&demo, &secrets);
    asked.everyone_types(&demo, &secrets);
    let metrics = demo.anonymous().gets("/metrics").text;
    assert!(metrics.contains("tasuki_"), "{metrics}");
    let log = demo.stops();

    assert!(asked.answers > 500, "only {} answers", asked.answers);
    assert!(
        asked.errors.len() > 300,
        "only {} errors",
        asked.errors.len()
    );
    assert!(
        log.lines().count() > 1_000,
        "the log has every line there is"
    );
    // The scan knows what it looks for: permitted answers hold it.
    assert!(
        secrets.found(&asked.permitted).len() > 200,
        "permitted answers name people"
    );
    assert_eq!(secrets.found(&log), Vec::<String>::new(), "in the log");
    assert_eq!(
        secrets.found(&metrics),
        Vec::<String>::new(),
        "in the metrics"
    );
    for error in &asked.errors {
        assert_eq!(secrets.found(error), Vec::<String>::new(), "in {error}");
    }
    for address in &asked.addresses {
        assert_eq!(secrets.found(address), Vec::<String>::new(), "{address}");
    }
}

#[test]
fn the_scan_finds_what_is_planted() {
    let secrets = Secrets::from_values(["見本 花子", "ミホンハナコ", "090-0000-1234", "1234-5670"]);
    for (text, expected) in [
        ("no one here, 2026-11-21T12:03:00", None),
        ("GET /residents?name=見本 花子", Some("見本 花子")),
        ("name=見本花子", Some("見本 花子")),
        ("{\"kana\":\"ミホンハナコ\"}", Some("ミホンハナコ")),
        ("tel 09000001234", Some("090-0000-1234")),
        ("card=12345670", Some("1234-5670")),
        ("%E8%A6%8B%E6%9C%AC%E8%8A%B1%E5%AD%90", Some("見本 花子")),
        (r"\u898b\u672c\u82b1\u5b50", Some("見本 花子")),
    ] {
        let found = secrets.found(text);
        assert_eq!(found.first().map(String::as_str), expected, "{text}");
    }
}
