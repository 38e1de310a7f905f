//! Unusually many searches: an event for the privacy officer, once per window.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tasuki_app::lookups::{SearchBounds, Unusual};
use tasuki_tests::World;

fn watched() -> SearchBounds {
    SearchBounds {
        incident_per_quarter: None,
        account_per_hour: None,
        organization_per_hour: None,
        unusual: Some(Unusual {
            account_searches: 9,
            account_misses: 6,
            account_listed: 6,
            account_refused: 3,
            organization_searches: 12,
        }),
    }
}

fn events(world: &World, login: &str) -> Vec<Value> {
    let events = world.actor(login).gets("/v1/search-events").expect(200);
    events["search_events"].as_array().unwrap().clone()
}

fn kinds(world: &World) -> Vec<String> {
    let mut kinds: Vec<String> = events(world, "privacy")
        .iter()
        .map(|event| event["kind"].as_str().unwrap().to_owned())
        .collect();
    kinds.sort();
    kinds
}

#[test]
fn many_searches_are_noticed_once_an_hour_and_looked_into_once() {
    let world = World::bounded(watched());
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    let nobody = json!({"family_kana": "イナイ", "birth_date": "S15.3.2"});
    for searched in 1..=12 {
        crew.looks_up(&incident, &nobody).expect(200);
        let expected: &[&str] = match searched {
            ..6 => &[],
            6..9 => &["account_misses"],
            9..12 => &["account_misses", "account_searches"],
            _ => &[
                "account_misses",
                "account_searches",
                "organization_searches",
            ],
        };
        assert_eq!(kinds(&world), expected, "{searched}");
    }
    let all = events(&world, "privacy");
    assert_eq!(events(&world, "auditor").len(), 3);
    let one = all
        .iter()
        .find(|event| event["kind"] == "account_searches")
        .unwrap();
    assert_eq!((&one["counted"], &one["bound"]), (&json!(9), &json!(9)));
    assert_eq!(one["role"], "crew");
    assert!(one["review"].is_null() && one["usual"].is_null());
    // Nobody who was searched for stands in it.
    assert!(!one.to_string().contains("イナイ"));

    let path = format!("/v1/search-events/{}/review", one["id"].as_str().unwrap());
    let note = json!({"note": "多数傷病者の事案だった"});
    let privacy = world.actor("privacy");
    let reviewed = privacy.posts(&path, &note).expect(200);
    assert_eq!(reviewed["review"]["note"], note["note"]);
    // The answer was lost, so it is said again.
    assert_eq!(privacy.posts(&path, &note).expect(200), reviewed);
    let other = json!({"note": "新人の練習だった"});
    assert_eq!(
        privacy.posts(&path, &other).problem(409),
        "search_event_reviewed"
    );
    assert_eq!(
        world.actor("auditor").posts(&path, &note).problem(403),
        "forbidden"
    );
    assert_eq!(world.entries_of("review_search_event"), 4);

    world.passes(SignedDuration::from_hours(1));
    for _ in 0..9 {
        world.crew().looks_up(&incident, &nobody).expect(200);
    }
    let again = kinds(&world);
    assert_eq!(
        again
            .iter()
            .filter(|kind| *kind == "account_searches")
            .count(),
        2
    );
}

#[test]
fn people_listed_fishing_and_stopped_searches_are_noticed_too() {
    let bounds = SearchBounds {
        account_per_hour: Some(7),
        ..watched()
    };
    let world = World::bounded(bounds);
    world.hanako();
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for _ in 0..3 {
        crew.looks_up(&incident, &json!({"birth_date": "S15.3.2"}));
    }
    assert_eq!(kinds(&world), ["account_refused"]);
    for _ in 0..6 {
        crew.looks_up(&incident, &world.hanako_criteria())
            .expect(200);
    }
    assert_eq!(kinds(&world), ["account_listed", "account_refused"]);
    crew.looks_up(&incident, &world.hanako_criteria())
        .expect(200);
    for _ in 0..2 {
        assert_eq!(
            crew.looks_up(&incident, &world.hanako_criteria()).status,
            429
        );
    }
    assert_eq!(
        kinds(&world),
        ["account_listed", "account_refused", "stopped"]
    );
}

#[test]
fn ten_times_the_usual_is_unusual_before_the_bound() {
    let bounds = SearchBounds {
        unusual: Some(Unusual {
            account_searches: 30,
            account_misses: u32::MAX,
            account_listed: u32::MAX,
            ..Unusual::default()
        }),
        ..watched()
    };
    let world = World::bounded(bounds);
    // An officer's searches are counted like a crew's.
    let searches = || {
        let body = json!({"purpose": "duplicate", "criteria": {"birth_date": "S15.3.2"}});
        let officer = world.officer();
        officer.posts("/v1/residents/searches", &body).expect(200);
    };
    // One search on each of three days is usual here.
    for _ in 0..3 {
        searches();
        world.passes(SignedDuration::from_hours(24));
    }
    for searched in 1..=10 {
        searches();
        assert_eq!(
            kinds(&world).len(),
            usize::from(searched == 10),
            "{searched}"
        );
    }
    let event = &events(&world, "privacy")[0];
    assert_eq!((&event["usual"], &event["bound"]), (&json!(1), &json!(10)));
}

#[test]
fn another_city_sees_nothing_of_it_and_the_page_takes_the_note() {
    let world = World::bounded(watched());
    let crew = world.actor("other-crew");
    let incident = crew.opens_incident("0412");
    for _ in 0..3 {
        crew.looks_up(&incident, &json!({"birth_date": "S15.3.2"}));
    }
    assert_eq!(kinds(&world), Vec::<String>::new());
    let crew = world.crew();
    let incident = crew.opens_incident("0413");
    for _ in 0..3 {
        crew.looks_up(&incident, &json!({"birth_date": "S15.3.2"}));
    }
    let (privacy, csrf) = world.page("privacy");
    let page = privacy.gets("/search-events");
    assert!(
        page.text.contains("条件の足りない検索が多い"),
        "{}",
        page.text
    );
    let id = events(&world, "privacy")[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/search-events/{id}/review");
    let empty = privacy.submits(&path, &[("csrf", csrf.as_str()), ("note", " ")]);
    assert_eq!(empty.status, 422);
    let kept = privacy.submits(
        &path,
        &[("csrf", csrf.as_str()), ("note", "新人の練習だった")],
    );
    assert_eq!(kept.status, 303);
    let page = privacy.gets("/search-events");
    assert!(page.text.contains("新人の練習だった") && !page.text.contains("確認済みにする"));
    // Said again it is the same; another note does not get lost without a word.
    let form = |note| [("csrf", csrf.as_str()), ("note", note)];
    let again = privacy.submits(&path, &form("新人の練習だった"));
    assert_eq!(again.status, 303);
    let late = privacy.submits(&path, &form("多数傷病者の事案だった"));
    assert_eq!(late.status, 409);
    for words in [
        "この知らせは確認が済んでいます",
        "多数傷病者の事案だった",
        "新人の練習だった",
        "role=\"alert\"",
    ] {
        assert!(late.text.contains(words), "{words}");
    }
    let nobodys = privacy.submits(
        "/search-events/0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f90/review",
        &form(""),
    );
    assert_eq!(nobodys.status, 404);
}

/// One event an hour: an officer who searches once is unusual here.
fn one_an_hour() -> SearchBounds {
    SearchBounds {
        unusual: Some(Unusual {
            account_searches: 1,
            account_misses: u32::MAX,
            account_listed: u32::MAX,
            account_refused: u32::MAX,
            organization_searches: u32::MAX,
        }),
        ..watched()
    }
}

fn officer_searches(world: &World) {
    let body = json!({"purpose": "duplicate", "criteria": {"birth_date": "S15.3.2"}});
    let officer = world.officer();
    officer.posts("/v1/residents/searches", &body).expect(200);
}

#[test]
fn all_events_can_be_reached_and_what_nobody_looked_into_comes_first() {
    let world = World::bounded(one_an_hour());
    for _ in 0..52 {
        officer_searches(&world);
        world.passes(SignedDuration::from_hours(1));
    }
    let page = |path: &str| world.actor("privacy").gets(path).expect(200);
    let ids = |page: &Value| -> Vec<String> {
        let events = page["search_events"].as_array().unwrap();
        let id = |event: &Value| event["id"].as_str().unwrap().to_owned();
        events.iter().map(id).collect()
    };
    let first = page("/v1/search-events");
    let newest = ids(&first);
    assert_eq!(newest.len(), 50);
    let behind = |page: &Value| {
        format!(
            "/v1/search-events?cursor={}",
            page["next_cursor"].as_str().unwrap()
        )
    };
    let rest = page(&behind(&first));
    let oldest = ids(&rest);
    assert_eq!(oldest.len(), 2);
    assert!(rest["next_cursor"].is_null());
    assert!(newest.iter().all(|id| !oldest.contains(id)));
    // Somebody looks into the newest: the older ones are in front of it now.
    let review = format!("/v1/search-events/{}/review", newest[0]);
    let note = json!({"note": "本部に確認した"});
    world.actor("privacy").posts(&review, &note).expect(200);
    let first = page("/v1/search-events");
    assert_eq!(ids(&first)[..], [&newest[1..], &oldest[..1]].concat()[..]);
    assert_eq!(
        ids(&page(&behind(&first))),
        [oldest[1].clone(), newest[0].clone()]
    );
    let foreign = world.actor("auditor").gets(&behind(&first));
    assert_eq!(foreign.problem(422), "invalid");

    let (privacy, csrf) = world.page("privacy");
    let shown = privacy.gets("/search-events");
    let (_, link) = shown
        .text
        .split_once("/search-events?after=")
        .expect("a way on");
    let cursor = link.split('"').next().unwrap();
    let second = privacy.gets(&format!("/search-events?after={cursor}"));
    assert!(second.text.contains(&oldest[1]) && second.text.contains("本部に確認した"));
    // What is wrong with the note of an event that stands on no first page is shown there all the same.
    let path = format!("/search-events/{}/review", oldest[1]);
    let long = "あ".repeat(201);
    let wrong = privacy.submits(&path, &[("csrf", csrf.as_str()), ("note", long.as_str())]);
    assert_eq!(wrong.status, 422);
    let alert = format!("href=\"#note-{}\"", oldest[1]);
    assert!(wrong.text.contains(&alert) && wrong.text.contains(&long));
}

#[test]
fn an_event_leads_to_the_looks_of_its_own_hour() {
    let world = World::bounded(one_an_hour());
    officer_searches(&world);
    world.passes(SignedDuration::from_hours(2));
    for _ in 0..3 {
        officer_searches(&world);
    }
    let (privacy, _) = world.page("privacy");
    let page = privacy.gets("/search-events").text;
    let links: Vec<String> = page
        .split("href=\"/accesses?")
        .skip(1)
        .map(|rest| {
            rest.split('"')
                .next()
                .unwrap()
                .replace("&#38;", "&")
                .replace("&amp;", "&")
        })
        .collect();
    assert_eq!(links.len(), 2, "{page}");
    for (link, hour, searches) in [(&links[1], "12:00", 1), (&links[0], "14:00", 3)] {
        assert!(link.contains(&format!("from=2026-11-21T{hour}")), "{link}");
        let looks = privacy.gets(&format!("/accesses?{link}"));
        assert_eq!(looks.status, 200);
        let rows = looks.text.matches("<tr role=\"row\"><td").count();
        assert_eq!(rows, searches, "{}", looks.text);
        assert!(looks.text.contains(&format!("value=\"R8.11.21 {hour}\"")));
    }
}
