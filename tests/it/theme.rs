//! Day or night, on every page that has the button.

use tasuki_tests::World;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[test]
fn the_button_works_on_pages_that_have_no_token_too() {
    let world = World::begins();
    let (signed_in, _) = world.page("crew");
    for browser in [world.anonymous(), signed_in] {
        for page in ["/docs", "/policy", "/nowhere"] {
            let html = [("accept", "text/html")];
            let shown = browser.sends("GET", page, &html, b"").text;
            assert!(shown.contains("action=\"/theme\""), "{page}");
            // No script of ours and no header of a new browser: only what the form holds.
            let answer = browser.sends_form("/theme", "theme=night&return=/docs");
            assert_eq!(answer.status, 303, "{page}: {}", answer.text);
            assert_eq!(answer.header("location"), Some("/docs"));
            assert!(answer.cookies().contains(&"theme=night"));
        }
    }
}

#[test]
fn what_another_site_sends_is_refused_in_words() {
    let world = World::begins();
    let (signed_in, csrf) = world.page("crew");
    for browser in [world.anonymous(), signed_in] {
        for body in [format!("csrf={csrf}&theme=night"), "theme".to_owned()] {
            let headers = [FORM, ("sec-fetch-site", "cross-site")];
            let answer = browser.sends("POST", "/theme", &headers, body.as_bytes());
            assert_eq!(answer.status, 403, "{}", answer.text);
            assert!(answer.cookies().is_empty());
        }
    }
    for body in ["", "theme=x&return=//evil.example"] {
        let answer = world.anonymous().sends_form("/theme", body);
        assert_eq!(answer.header("location"), Some("/"), "{body}");
    }
}
