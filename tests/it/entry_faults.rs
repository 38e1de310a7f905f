//! No look without a record: when the entry cannot be written, no byte of a record leaves.

use crate::requests::cases;
use tasuki_tests::{World, given};

#[test]
fn invariant_1_without_its_entry_no_byte_of_a_record_leaves_any_route() {
    let disclosing: Vec<_> = tasuki_http::routes()
        .into_iter()
        .filter(|route| route.discloses)
        .collect();
    assert!(disclosing.len() >= 8, "the real routes: {disclosing:?}");
    for route in disclosing {
        let name = format!("{} {}", route.method, route.path);
        let world = World::begins();
        let Some(case) = cases(&world).remove(&name) else {
            panic!("requests.rs has no request for {name}")
        };
        world.database.breaks_entries();
        let answer = case.asks_as(&world, case.login, route.kind);
        assert!(
            answer.status >= 500,
            "{name}: {} {}",
            answer.status,
            answer.text
        );
        for secret in given::HANAKO_SECRETS {
            assert!(!answer.text.contains(secret), "{name}: {secret}");
            assert!(
                !answer
                    .headers
                    .iter()
                    .any(|(_, value)| value.contains(secret)),
                "{name}: {secret}"
            );
        }
        world.database.mends_entries();
        let answer = case.asks_as(&world, case.login, route.kind);
        assert!(
            answer.status < 400,
            "{name}, mended: {} {}",
            answer.status,
            answer.text
        );
    }
}

#[test]
fn invariant_1_a_change_without_its_entry_does_not_happen() {
    let world = World::begins();
    let hanako = world.hanako();
    world.database.breaks_entries();
    let answer = world
        .officer()
        .grants(&hanako, &given::consent_to_crews(&["allergies"]));
    assert!(answer.status >= 500, "{}", answer.text);
    world.database.mends_entries();
    let list = world
        .officer()
        .gets(&format!("/v1/residents/{hanako}/consents"))
        .expect(200);
    assert_eq!(list["consents"].as_array().unwrap().len(), 1);
}

#[test]
fn entries_cannot_be_changed_or_deleted_past_the_service() {
    let world = World::begins();
    world.hanako();
    for sql in [
        "UPDATE access_entries SET seq = seq",
        "DELETE FROM access_entries",
        "UPDATE access_bodies SET salt = salt",
        "DELETE FROM access_bodies",
    ] {
        assert!(world.database.try_execute(sql).is_err(), "{sql}");
    }
}
