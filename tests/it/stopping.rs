//! The server ends: requests finish first, unless it is told twice.

use std::{
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};
use tasuki_store::Options;
use tasuki_tests::{Actor, Answer, World, database::Database, server::Server};

/// Waits for something that the server does by itself.
#[expect(
    clippy::disallowed_methods,
    reason = "polls another thread with a bounded deadline"
)]
pub(crate) fn within(seconds: u64, what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(seconds), "{what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn takes_connections(world: &World) -> bool {
    TcpStream::connect(world.base().trim_start_matches("https://")).is_ok()
}

/// A client of its own, so that nothing of an earlier connection is used again.
fn own_connection(world: &World, token: &str) -> Actor {
    Actor::anonymous(Server::client(), world.base()).with_token(token)
}

/// Has the crew read Hanako's summary, which waits for the lock, and returns once it is in flight:
/// a request draws its identifier and then, on its way to the database, its unit of work's.
fn asks(world: &World, hanako: String, incident: String) -> thread::JoinHandle<Answer> {
    let token = world.token("crew", tasuki_auth::token::Use::Api);
    let actor = own_connection(world, &token);
    let drawn = world.drawn();
    let asked = thread::spawn(move || actor.views_summary(&hanako, &incident));
    within(10, "the request is in flight", || {
        world.drawn() >= drawn + 2
    });
    asked
}

#[test]
fn a_request_in_flight_is_answered_and_recorded_and_no_new_one_is_taken() {
    let world = World::begins();
    let hanako = world.hanako();
    let incident = world.crew().opens_incident("0412");
    let before = world.entries_of("view_summary");
    let held = world.database.holds_writes();
    let asked = asks(&world, hanako, incident);
    world.server().stop().gracefully();
    within(10, "no new connection is taken", || {
        !takes_connections(&world)
    });
    assert!(!world.server().has_ended(), "it waits for the request");
    drop(held);
    let answer = asked.join().unwrap();
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(world.entries_of("view_summary"), before + 1);
    within(10, "the server has ended", || world.server().has_ended());
}

#[test]
fn told_twice_it_ends_at_once() {
    let patient = Options {
        wait: Duration::from_secs(60),
        ..Options::default()
    };
    let world = World::on(Database::fresh(), patient);
    let hanako = world.hanako();
    let incident = world.crew().opens_incident("0412");
    let held = world.database.holds_writes();
    let asked = asks(&world, hanako, incident);
    world.server().stop().gracefully();
    world.server().stop().now();
    // The graceful end would wait twenty seconds for the request, which waits for the lock.
    within(10, "the server has ended", || world.server().has_ended());
    drop(held);
    // What was begun runs to its end or is cut off with the process; here the thread lives on.
    let _ = asked.join();
}
