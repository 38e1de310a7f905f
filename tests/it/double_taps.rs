//! A form that is sent twice happens once.

use tasuki_tests::{World, actor::escaped};

#[test]
fn a_search_sent_twice_opens_one_incident_and_another_reason_another() {
    let world = World::begins();
    let (page, csrf) = world.page("crew");
    let once = page.gets("/search").hidden("once").expect("a number");
    let sends = |reason: &str, kana: &str| {
        let form = format!(
            "csrf={csrf}&once={once}&reason={reason}&family_kana={}&birth_date=S15.3.2",
            escaped(kana)
        );
        let answer = page.sends_form("/search", &form);
        assert_eq!(answer.status, 303, "{}", answer.text);
        answer.header("location").unwrap().to_owned()
    };
    let first = sends("on_duty", "シケン");
    assert_eq!(sends("on_duty", "シケン"), first);
    // Gone back and corrected, it is the same emergency.
    assert_eq!(sends("on_duty", "シゲン"), first);
    assert_ne!(sends("transfer", "シケン"), first);
    assert_ne!(page.gets("/search").hidden("once"), Some(once.clone()));
    let open = world.crew().gets("/v1/incidents").expect(200);
    assert_eq!(open["incidents"].as_array().unwrap().len(), 2, "{open}");
}

#[test]
fn a_search_too_long_to_keep_opens_nothing() {
    let world = World::begins();
    let (page, csrf) = world.page("crew");
    let fields: String = ["address", "name", "family_kana", "given_kana"]
        .iter()
        .map(|name| format!("&{name}={}", escaped(&"ア".repeat(250))))
        .collect();
    let answer = page.sends_form(
        "/search",
        &format!("csrf={csrf}&reason=on_duty&birth_date=S15.3.2{fields}"),
    );
    assert_eq!(answer.status, 422, "{}", answer.text);
    let open = world.crew().gets("/v1/incidents").expect(200);
    assert_eq!(open["incidents"].as_array().unwrap().len(), 0, "{open}");
}

#[test]
fn a_consent_sent_twice_is_taken_in_once() {
    let world = World::begins();
    let hanako = world.hanako();
    let (page, csrf) = world.page("officer");
    let shown = page.gets(&format!("/officer/residents/{hanako}"));
    let (once, version) = (
        shown.hidden("once").expect("a number"),
        shown.hidden("version").expect("a version"),
    );
    let form = format!(
        "csrf={csrf}&once={once}&version={version}&row={}&evidence_kind=own_signature\
         &form_version={}&signed_on=R8.6.1&until=&proxy_name=&proxy_relation=&proxy_basis=",
        escaped("allergies:ems:emergency"),
        escaped("様式1")
    );
    let path = format!("/officer/residents/{hanako}/consents");
    for _ in 0..2 {
        let answer = page.sends_form(&path, &form);
        assert_eq!(answer.status, 303, "{}", answer.text);
    }
    let listed = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    assert_eq!(listed["consents"].as_array().unwrap().len(), 2, "{listed}");
}
