//! Signing in and out by API.

use serde_json::json;
use tasuki_auth::token::Use;
use tasuki_tests::{Actor, World, server::Server, world::PASSWORD};

#[test]
fn password_and_code_give_a_token_and_signing_out_ends_it() {
    let world = World::begins();
    let body = json!({"login": "crew", "password": PASSWORD, "totp": world.code()});
    let session = world.anonymous().posts("/v1/sessions", &body).expect(201);
    assert!(session["expires_at"].as_str().unwrap().ends_with("+09:00"));
    let crew = world
        .anonymous()
        .with_token(session["token"].as_str().unwrap());
    crew.opens_incident("0412");
    assert_eq!(
        crew.sends("DELETE", "/v1/sessions/current", &[], b"")
            .status,
        204
    );
    assert_eq!(crew.gets("/v1/incidents").problem(401), "signed_out");
}

#[test]
fn every_wrong_part_gives_the_same_answer() {
    let world = World::begins();
    let code = world.code();
    let tries = |login: &str, password: &str, code: &str| {
        let mut body = world
            .anonymous()
            .posts(
                "/v1/sessions",
                &json!({"login": login, "password": password, "totp": code}),
            )
            .expect(401);
        body.as_object_mut().unwrap().remove("instance");
        body
    };
    let unknown = tries("nobody", PASSWORD, &code);
    assert_eq!(
        unknown,
        tries("crew", "wrong but long enough to be one", &code)
    );
    assert_eq!(unknown, tries("leader", PASSWORD, "000000"));
    assert_eq!(unknown["code"], "sign_in_failed");
}

#[test]
fn six_failures_wait_with_a_retry_after() {
    let world = World::begins();
    let tries = |code: &str| {
        world.anonymous().posts(
            "/v1/sessions",
            &json!({"login": "crew", "password": PASSWORD, "totp": code}),
        )
    };
    for _ in 0..5 {
        assert_eq!(tries("000000").status, 401);
    }
    let answer = tries(&world.code());
    assert!(answer.header("retry-after").is_some());
    assert_eq!(answer.problem(429), "throttled");
    world.passes(jiff::SignedDuration::from_mins(16));
    tries(&world.code()).expect(201);
}

#[test]
fn a_code_works_once() {
    let world = World::begins();
    let body = json!({"login": "crew", "password": PASSWORD, "totp": world.code()});
    world.anonymous().posts("/v1/sessions", &body).expect(201);
    assert_eq!(
        world.anonymous().posts("/v1/sessions", &body).problem(401),
        "sign_in_failed"
    );
}

#[test]
fn no_token_an_old_token_and_a_page_session_are_401() {
    let world = World::begins();
    let anonymous = world.anonymous();
    let answer = anonymous.gets("/v1/incidents");
    assert!(answer.header("www-authenticate").is_some());
    assert_eq!(answer.status, 401);
    assert_eq!(
        anonymous.with_token("a.b.c").gets("/v1/incidents").status,
        401
    );
    let page = world.token("crew", Use::Page);
    assert_eq!(
        anonymous.with_token(&page).gets("/v1/incidents").status,
        401,
        "a cookie is not a bearer token"
    );
    let crew = world.crew();
    crew.gets("/v1/incidents").expect(200);
    world.passes(jiff::SignedDuration::from_hours(2));
    assert_eq!(crew.gets("/v1/incidents").status, 401);
}

#[test]
fn an_unauthorized_request_is_judged_before_its_body() {
    let world = World::begins();
    let answer = world.anonymous().sends(
        "POST",
        "/v1/incidents",
        &[("content-type", "application/json")],
        b"{ not json",
    );
    assert_eq!(answer.status, 401);
}

#[test]
fn the_public_keys_verify_what_was_issued() {
    let world = World::begins();
    let keys = world.anonymous().gets("/.well-known/jwks.json").expect(200);
    let key = &keys["keys"][0];
    assert_eq!(
        (
            key["kty"].as_str(),
            key["crv"].as_str(),
            key["alg"].as_str()
        ),
        (Some("EC"), Some("P-256"), Some("ES256"))
    );
    assert!(key["kid"].is_string());
    assert!(key.get("d").is_none(), "never the private part");
}

#[test]
fn a_sign_in_that_fails_is_counted_at_both_doors() {
    let world = World::begins();
    let (browser, csrf) = world.anonymous().opens_sign_in();
    let form = format!("csrf={csrf}&login=crew&password=wrong&totp=000000");
    assert_eq!(browser.sends_form("/sign-in", &form).status, 422);
    let counted = |failures: u32| {
        let metrics = world.anonymous().gets("/metrics").text;
        let line = format!("tasuki_sign_in_failures_total {failures}\n");
        assert!(metrics.contains(&line), "{failures}: {metrics}");
    };
    counted(1);
    let body = json!({"login": "crew", "password": "wrong", "totp": "000000"});
    world.anonymous().posts("/v1/sessions", &body).expect(401);
    counted(2);
    for _ in 0..3 {
        assert_eq!(browser.sends_form("/sign-in", &form).status, 422);
    }
    assert_eq!(browser.sends_form("/sign-in", &form).status, 429);
    world.anonymous().posts("/v1/sessions", &body).expect(429);
    counted(7);
}

#[test]
fn the_sign_in_form_is_no_oracle_for_the_tokens_of_a_session() {
    let world = World::begins();
    let (page, csrf) = world.page("crew");
    let session = world.session_of(&page);
    let asked = world
        .anonymous()
        .with_cookie(&format!("__Host-pre={session}"))
        .opens_sign_in();
    assert_ne!(asked.1, csrf);
    assert_eq!(
        page.sends_form("/sign-out", &format!("csrf={}", asked.1))
            .status,
        403
    );
    assert_eq!(
        page.sends_form("/sign-out", &format!("csrf={csrf}")).status,
        303
    );
}

#[test]
fn thirty_failures_at_one_address_do_not_lock_out_a_browser_that_is_known_there() {
    let world = World::begins();
    let (browser, csrf) = world.anonymous().opens_sign_in();
    let form = |login: &str, code: &str| {
        let password = tasuki_tests::actor::escaped(PASSWORD);
        format!("login={login}&password={password}&totp={code}")
    };
    let signed_in = browser.sends_form(
        "/sign-in",
        &format!("csrf={csrf}&{}", form("crew", &world.code())),
    );
    assert_eq!(signed_in.status, 303, "{}", signed_in.text);
    let mark = signed_in
        .cookies()
        .into_iter()
        .find(|cookie| cookie.starts_with("__Host-browser="))
        .expect("the browser is known from now on")
        .to_owned();
    for failure in 0..30 {
        let body = json!({"login": format!("nobody-{failure}"), "password": "x", "totp": "000000"});
        world.anonymous().posts("/v1/sessions", &body).expect(401);
    }
    let tries = |known: Option<&str>| {
        // A client of its own: the one above keeps its cookies.
        let stranger = Actor::anonymous(Server::client(), world.base());
        let (browser, csrf) = stranger.opens_sign_in();
        let browser =
            known.map_or_else(|| browser.clone(), |mark| browser.with_another_cookie(mark));
        let sent = format!("csrf={csrf}&{}", form("leader", &world.code()));
        browser.sends_form("/sign-in", &sent).status
    };
    assert_eq!(tries(None), 429, "a stranger waits with the others");
    assert_eq!(tries(Some("__Host-browser=forged")), 429);
    assert_eq!(
        tries(Some(&mark)),
        303,
        "a colleague on the station's tablet"
    );
}
