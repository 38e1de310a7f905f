//! The light client: threads that each keep one connection and ask again as soon as answered.

mod connection;

pub use connection::Connection;

use crate::{
    dataset::Sought,
    edge,
    figures::{Times, micros},
};
use anyhow::Context as _;
use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Barrier,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// How long clients run before anything counts.
pub const WARMING: Duration = Duration::from_secs(2);

/// Which residents a thread asks for, one after the other, in no order of theirs.
pub struct Choice {
    state: u64,
}

impl Choice {
    pub fn of(thread: usize) -> Self {
        let seed = edge::tick().elapsed().as_nanos() as u64 ^ u64::from(std::process::id());
        Self {
            state: (thread as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ seed,
        }
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        // SplitMix64.
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let z = z ^ (z >> 31);
        usize::try_from((u128::from(z) * bound as u128) >> 64).unwrap_or(0)
    }
}

/// What the clients saw: every duration in microseconds.
#[derive(Debug, Default)]
pub struct Seen {
    pub lookups: Vec<u32>,
    pub summaries: Vec<u32>,
    pub both: Vec<u32>,
}

impl Seen {
    pub fn times(self) -> [Times; 3] {
        [self.both, self.lookups, self.summaries].map(Times::of)
    }
}

/// Runs `threads` copies of `work` until told to stop. `measure` is called once all are warm, and
/// what they answer is what they did while it ran.
pub fn drive<T: Send>(
    threads: usize,
    work: impl Fn(usize, &Barrier, &Phase) -> anyhow::Result<T> + Sync,
    measure: impl FnOnce(&Phase),
) -> anyhow::Result<Vec<T>> {
    let phase = Phase::default();
    let ready = Barrier::new(threads + 1);
    std::thread::scope(|scope| {
        let (work, ready_ref, phase_ref) = (&work, &ready, &phase);
        let running: Vec<_> = (0..threads)
            .map(|thread| {
                scope.spawn(move || {
                    let done = work(thread, ready_ref, phase_ref);
                    if done.is_err() {
                        phase_ref.stop();
                    }
                    done
                })
            })
            .collect();
        ready.wait();
        edge::pause(WARMING);
        measure(&phase);
        phase.stop();
        running
            .into_iter()
            .map(|thread| {
                thread
                    .join()
                    .map_err(|_| anyhow::anyhow!("a client panicked"))?
            })
            .collect()
    })
}

/// Whether durations count, and whether to go on.
#[derive(Debug, Default)]
pub struct Phase {
    counting: AtomicBool,
    over: AtomicBool,
}

impl Phase {
    pub fn count(&self, counting: bool) {
        self.counting.store(counting, Ordering::Relaxed);
    }

    pub fn counts(&self) -> bool {
        self.counting.load(Ordering::Relaxed)
    }

    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Where and as whom clients ask.
pub struct Target<'a> {
    pub address: SocketAddr,
    pub authority: &'a Path,
    pub tokens: &'a [String],
    /// Clients among whom the tokens are shared out.
    pub clients: usize,
}

impl<'a> Target<'a> {
    /// Those that one client has.
    fn tokens_of(&self, thread: usize) -> impl Iterator<Item = &'a str> {
        let tokens = self.tokens.iter().skip(thread).step_by(self.clients);
        tokens.map(String::as_str)
    }
}

/// One client of the main job: for each of its crews an emergency, then search and summary again and
/// again, by one crew after the other.
pub fn look(
    target: &Target<'_>,
    people: &[Sought],
    thread: usize,
    ready: &Barrier,
    phase: &Phase,
) -> anyhow::Result<Seen> {
    let opened = Connection::open(target.address, target.authority).and_then(|mut connection| {
        let crews: Vec<(&str, String)> = target
            .tokens_of(thread)
            .map(|token| Ok((token, incident(&mut connection, token)?)))
            .collect::<anyhow::Result<_>>()?;
        Ok((crews, connection))
    });
    // Whoever failed is waited for as well.
    ready.wait();
    let (crews, mut connection) = opened?;
    let mut choice = Choice::of(thread);
    let mut seen = Seen::default();
    for (token, incident) in crews.iter().cycle() {
        if phase.is_over() {
            break;
        }
        let counted = phase.counts();
        let person = people.get(choice.below(people.len())).context("nobody")?;
        let began = edge::tick();
        let criteria = format!(
            "{{\"family_kana\":\"{}\",\"given_kana\":\"{}\",\"birth_date\":\"{}\"}}",
            person.family_kana, person.given_kana, person.birth_date
        );
        let id = person.resident.to_string();
        let path = format!("/v1/incidents/{incident}/lookups");
        connection.post(&path, token, &criteria)?.expect(200, &id)?;
        let between = began.elapsed();
        let path = format!("/v1/residents/{id}/summary?incident_id={incident}");
        connection.get(&path, token)?.expect(200, &id)?;
        let whole = began.elapsed();
        // Begun and ended within the window.
        if counted && phase.counts() {
            seen.lookups.push(micros(between));
            seen.summaries.push(micros(whole - between));
            seen.both.push(micros(whole));
        }
    }
    Ok(seen)
}

/// Opens an emergency.
fn incident(connection: &mut Connection, token: &str) -> anyhow::Result<String> {
    let now = edge::now();
    // Several clients act for one headquarters.
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let place = NEXT.fetch_add(1, Ordering::Relaxed);
    let number = format!("B-{place}-{}", now.as_microsecond());
    let body =
        format!("{{\"number\":\"{number}\",\"origin\":\"call119\",\"called_at\":\"{now}\"}}");
    let answer = connection.post("/v1/incidents", token, &body)?;
    answer.expect(201, "\"id\"")?;
    let answer: serde_json::Value = serde_json::from_slice(answer.body)?;
    let id = answer.get("id").and_then(serde_json::Value::as_str);
    Ok(id.context("an incident without an identifier")?.to_owned())
}

/// One client of the bare transport: the same two requests.
pub fn greet(
    target: &Target<'_>,
    thread: usize,
    ready: &Barrier,
    phase: &Phase,
) -> anyhow::Result<Seen> {
    let opened = Connection::open(target.address, target.authority);
    ready.wait();
    let mut connection = opened?;
    let id = format!("{thread:036}");
    let token = target.tokens_of(thread).next().context("no token")?;
    let mut seen = Seen::default();
    while !phase.is_over() {
        let counted = phase.counts();
        let began = edge::tick();
        let body =
            "{\"family_kana\":\"テスト\",\"given_kana\":\"ハナコ\",\"birth_date\":\"1940-03-02\"}";
        connection
            .post(&format!("/v1/incidents/{id}/lookups"), token, body)?
            .expect(200, "hello")?;
        let between = began.elapsed();
        connection
            .get(
                &format!("/v1/residents/{id}/summary?incident_id={id}"),
                token,
            )?
            .expect(200, "hello")?;
        let whole = began.elapsed();
        if counted && phase.counts() {
            seen.lookups.push(micros(between));
            seen.summaries.push(micros(whole - between));
            seen.both.push(micros(whole));
        }
    }
    Ok(seen)
}
