//! A database that came back from a backup says so where looks are reviewed.

use tasuki_domain::restoration::{Later, Restoration};
use tasuki_store::{Options, Store, StoreError};
use tasuki_tests::World;
use uuid::Uuid;

fn is_restored(world: &World) {
    let store = Store::open(&world.database.url, Options::default()).unwrap();
    let at = |text: &str| text.parse().unwrap();
    let restoration = Restoration {
        restored_at: at("2026-11-20T09:00:00+09:00"),
        backup: Uuid::from_u128(7).into(),
        taken_at: at("2026-11-20T03:00:00+09:00"),
        entries: 120,
        later: Some(Later {
            entries: 131,
            at: at("2026-11-20T08:40:00+09:00"),
        }),
    };
    store
        .write(|tx| tx.record_restoration(Uuid::from_u128(8), &restoration))
        .map_err(|failure: StoreError| failure.to_string())
        .unwrap();
}

#[test]
fn reviewers_and_residents_are_told_what_a_restore_lost() {
    let world = World::begins();
    let hanako = world.hanako();
    let privacy = world.actor("privacy");
    let officer = world.officer();
    let none = privacy.gets("/v1/accesses").expect(200);
    assert_eq!(none["restorations"], serde_json::json!([]));
    let (reviewer, _) = world.page("privacy");
    assert!(!reviewer.gets("/accesses").text.contains("バックアップ"));

    is_restored(&world);
    let told = privacy.gets("/v1/accesses").expect(200)["restorations"][0].clone();
    assert_eq!(told["lost"], 11);
    assert_eq!(told["entries"], 120);
    assert_eq!(told["known_entries"], 131);
    assert_eq!(told["taken_at"], "2026-11-20T03:00:00+09:00");
    let of_one = officer
        .gets(&format!("/v1/residents/{hanako}/accesses"))
        .expect(200);
    assert_eq!(of_one["restorations"][0], told);
    let page = reviewer.gets("/accesses").text;
    assert!(
        page.contains("131件あった閲覧記録のうち、11件がここにありません"),
        "{page}"
    );
}
