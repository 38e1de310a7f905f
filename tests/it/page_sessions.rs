//! A page session that ends while somebody works.

use jiff::SignedDuration;
use tasuki_tests::{Actor, World, actor::escaped, world::PASSWORD};

fn signs_in(world: &World) -> (Actor, i64) {
    let (browser, csrf) = world.anonymous().opens_sign_in();
    let form = format!(
        "csrf={csrf}&login=crew&password={}&totp={}",
        escaped(PASSWORD),
        world.code()
    );
    let answer = browser.sends_form("/sign-in", &form);
    assert_eq!(answer.status, 303, "{}", answer.text);
    let cookie = answer
        .headers
        .iter()
        .find(|(name, value)| name == "set-cookie" && value.starts_with("__Host-session="))
        .map(|(_, cookie)| cookie.clone())
        .unwrap();
    let (value, attributes) = cookie.split_once(';').unwrap();
    let seconds = attributes
        .split("; ")
        .find_map(|attribute| attribute.trim().strip_prefix("Max-Age="))
        .and_then(|seconds| seconds.parse().ok())
        .unwrap();
    (world.anonymous().with_cookie(value), seconds)
}

#[test]
fn the_browser_keeps_the_cookie_longer_than_the_session_and_is_told_that_it_is_over() {
    let world = World::begins();
    let (crew, seconds) = signs_in(&world);
    assert!(seconds > 12 * 3600, "{seconds}");
    assert_eq!(crew.gets("/search").status, 200);
    world.passes(SignedDuration::from_hours(13));
    let answer = crew.gets("/search");
    assert_eq!(answer.status, 303);
    let location = answer.header("location").unwrap();
    assert_eq!(location, "/sign-in?notice=over&next=%2Fsearch");
    let page = crew.gets(location).text;
    assert!(page.contains("時間がたったため"), "{page}");
}

#[test]
fn whoever_was_never_signed_in_is_not_told_that_something_is_over() {
    let world = World::begins();
    let answer = world.anonymous().gets("/search");
    assert_eq!(answer.header("location"), Some("/sign-in?next=%2Fsearch"));
}

#[test]
fn a_form_of_an_ended_session_leads_back_to_the_page_that_has_it() {
    let world = World::begins();
    let (page, csrf) = world.page("crew");
    let form = format!("csrf={csrf}&family_kana=%E3%82%B7%E3%82%B1%E3%83%B3&reason=on_duty");
    world.passes(SignedDuration::from_hours(13));
    let answer = page.sends_form("/search", &form);
    assert_eq!(
        answer.header("location"),
        Some("/sign-in?notice=over&next=%2Fsearch")
    );
    // Ended elsewhere: the token holds still, the session does not.
    let (page, csrf) = world.page("officer");
    let token = page.cookie("__Host-session").unwrap();
    let session = format!("csrf={csrf}");
    let signed_out = world
        .anonymous()
        .with_cookie(&format!("__Host-session={token}"))
        .sends_form("/sign-out", &session);
    assert_eq!(signed_out.status, 303);
    let path = format!("/officer/residents/{}/consents", world.hanako());
    let answer = page.sends_form(&path, &session);
    let location = answer.header("location").unwrap().to_owned();
    assert!(
        location.starts_with("/sign-in?notice=over&next="),
        "{location}"
    );
    assert!(!location.contains("consents"), "{location}");
}
