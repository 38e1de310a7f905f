//! The page on which a city searches its register.

use serde_json::json;
use tasuki_app::lookups::SearchBounds;
use tasuki_tests::{World, given};

#[test]
fn the_page_asks_for_a_purpose_and_shows_no_clinical_word() {
    let world = World::begins();
    world.hanako();
    let (officer, csrf) = world.page("officer");
    let form = [("csrf", csrf.as_str()), ("birth_date", given::HANAKO_BIRTH)];
    let asked = officer.submits("/officer/search", &form);
    assert_eq!(asked.status, 422);
    assert!(asked.text.contains("目的が選ばれていません"));
    let form = [
        ("csrf", csrf.as_str()),
        ("birth_date", given::HANAKO_BIRTH),
        ("purpose", "duplicate"),
    ];
    let found = officer.submits("/officer/search", &form);
    assert_eq!(found.status, 200);
    assert!(found.text.contains("試験") && found.text.contains("昭和15年3月2日"));
    for secret in ["ペニシリン", "ワルファリン", "心房細動"] {
        assert!(!found.text.contains(secret), "{secret}");
    }
}

#[test]
fn the_page_offers_the_readings_of_six_digits_and_takes_one() {
    let world = World::begins();
    world.hanako();
    let (officer, csrf) = world.page("officer");
    let form = [
        ("csrf", csrf.as_str()),
        ("purpose", "duplicate"),
        ("birth_date", "150302"),
    ];
    let asked = officer.submits("/officer/search", &form);
    assert_eq!(asked.status, 422);
    for value in ["S15.3.2", "H15.3.2", "T15.3.2"] {
        let choice = format!("name=\"birth_date_choice\" value=\"{value}\"");
        assert!(asked.text.contains(&choice), "{value}");
    }
    let mut chosen = form.to_vec();
    chosen.push(("birth_date_choice", "S15.3.2"));
    let found = officer.submits("/officer/search", &chosen);
    assert_eq!(found.status, 200);
    assert!(found.text.contains("候補 1人"));
}

#[test]
fn who_is_stopped_keeps_what_was_typed_and_is_told_a_way_of_their_own() {
    let world = World::bounded(SearchBounds {
        account_per_hour: Some(2),
        ..SearchBounds::default()
    });
    world.hanako();
    let (officer, csrf) = world.page("officer");
    let form = [
        ("csrf", csrf.as_str()),
        ("purpose", "duplicate"),
        ("family_kana", "シケン"),
        ("birth_date", given::HANAKO_BIRTH),
    ];
    for _ in 0..2 {
        assert_eq!(officer.submits("/officer/search", &form).status, 200);
    }
    let stopped = officer.submits("/officer/search", &form);
    assert_eq!(stopped.status, 429);
    assert_eq!(stopped.header("retry-after"), Some("3600"));
    for words in [
        "検索が続いたため、いったん止めています",
        "別の利用者（その人のサインイン）で検索",
        "60分ほどでまた検索できます",
        "value=\"シケン\"",
        "value=\"S15.3.2\"",
        "value=\"duplicate\" checked",
    ] {
        assert!(stopped.text.contains(words), "{words}");
    }
    assert!(!stopped.text.contains("指令") && !stopped.text.contains("端末"));
    let body = json!({"purpose": "duplicate", "criteria": {"birth_date": "S15.3.2"}});
    let by_api = world.officer().posts("/v1/residents/searches", &body);
    let advice = by_api.json()["detail"].as_str().unwrap().to_owned();
    assert!(
        advice.contains("別の利用者") && !advice.contains("指令"),
        "{advice}"
    );
}
