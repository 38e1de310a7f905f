//! People at work, all at once, until the server is gone or they are told to stop.

mod crew;
mod officer;
mod roster;

use crate::{
    client::{Client, Heard},
    diary::{Diary, Kind, Promise, Request},
    installation::Installation,
    patience::until,
};
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    thread::JoinHandle,
    time::Duration,
};
use tasuki_tests::given;

/// Who can be found: registered before anything goes wrong.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their identifier.
    pub id: String,
    /// How a crew searches for them.
    pub criteria: serde_json::Value,
}

/// An installation with people in it, and the diary of everything that its clients see.
pub struct Town {
    /// Where they work.
    pub installation: Installation,
    /// What they saw.
    pub diary: Arc<Diary>,
    people: Arc<Vec<Person>>,
    /// Whether requests carry an Idempotency-Key; only a mutant leaves it out.
    pub keyed: bool,
}

/// What makes a record recognizable: nothing of it may be in an answer that is an error.
pub const SECRETS: &[&str] = &["灯台荘", "ペニシリン", "ワルファリン", "ハナコ", "花子"];

/// A text that nothing else of this process has, always of the same length.
pub fn marker(what: char) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{what}{:07}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// How many clients of each sort work at once.
#[derive(Debug, Clone, Copy)]
pub struct Shift {
    pub crews: usize,
    pub officers: usize,
    pub rosters: usize,
}

impl Shift {
    /// Everybody.
    pub const USUAL: Self = Self {
        crews: 3,
        officers: 3,
        rosters: 1,
    };
}

impl Town {
    /// Registers those who can be found. The server must be running.
    pub fn settled(installation: Installation) -> Self {
        let mut town = Self {
            installation,
            diary: Arc::default(),
            people: Arc::default(),
            keyed: true,
        };
        let worker = town.worker(&town.installation.officer);
        let people = ["1940-03-02", "1941-04-03", "1942-05-04"].map(|birth| {
            let id = officer::registers(&worker, birth).expect("a good beginning");
            for (kind, value) in given::hanako_facts() {
                officer::records(&worker, &id, kind, &value).expect("a good beginning");
            }
            officer::consents(&worker, &id).expect("a good beginning");
            let criteria =
                json!({"family_kana": "シケン", "given_kana": "ハナコ", "birth_date": birth});
            Person { id, criteria }
        });
        town.people = Arc::new(people.to_vec());
        town
    }

    /// One of those who can be found.
    pub fn person(&self) -> &Person {
        &self.people[0]
    }

    /// What one client holds.
    pub fn worker(&self, client: &Client) -> Worker {
        Worker {
            client: client.acting_as_before(),
            diary: Arc::clone(&self.diary),
            people: Arc::clone(&self.people),
            keyed: self.keyed,
        }
    }

    /// Lets a shift work; it ends with the diary's word.
    pub fn works(&self, shift: Shift) -> Vec<JoinHandle<()>> {
        self.diary.begins();
        let crews = (0..shift.crews).map(|_| (&self.installation.crew, crew::round as Round));
        let officers =
            (0..shift.officers).map(|_| (&self.installation.officer, officer::round as Round));
        let rosters =
            (0..shift.rosters).map(|_| (&self.installation.officer, roster::round as Round));
        crews
            .chain(officers)
            .chain(rosters)
            .map(|(client, round)| {
                let worker = self.worker(client);
                std::thread::spawn(move || {
                    while !worker.diary.is_over() {
                        // Whoever gets no answer begins another round, as people do.
                        let _ = round(&worker);
                    }
                })
            })
            .collect()
    }

    /// Sends again whatever has no answer, as every good client does, until it has one.
    pub fn asks_again(&self) {
        // Of what was broken off, the server may for a moment still hold the locks.
        until(Duration::from_secs(60), "everybody has an answer", || {
            self.ask_again_once();
            let pages = self.diary.pages();
            (pages.unanswered.is_empty() && pages.rosters.is_empty()).then_some(())
        });
    }

    fn ask_again_once(&self) {
        let (unanswered, rosters) = {
            let mut pages = self.diary.pages();
            (
                std::mem::take(&mut pages.unanswered),
                std::mem::take(&mut pages.rosters),
            )
        };
        let officer = self.worker(&self.installation.officer);
        let crew = self.worker(&self.installation.crew);
        for request in unanswered {
            let worker = if request.kind == Kind::Incident {
                &crew
            } else {
                &officer
            };
            // Without an answer it is in the diary again.
            let _ = worker.makes(&request);
        }
        for waiting in rosters {
            let _ = roster::commits(&officer, &waiting);
        }
    }

    /// Hands out one request of each kind, to be asked as often as wanted.
    pub fn one_of_each(&self, mut each: impl FnMut(&str, &dyn Fn() -> Result<(), NoAnswer>)) {
        let crew = self.worker(&self.installation.crew);
        let officer = self.worker(&self.installation.officer);
        let incident = crew::opens(&crew, &marker('n')).expect("a good beginning");
        let person = self.person();
        let version = officer::reads(&officer, &person.id).expect("a good beginning");
        for (worker, request) in [
            (&crew, crew::opening(&marker('n'))),
            (&officer, officer::registration("1931-01-01")),
            (
                &officer,
                officer::statement(
                    &person.id,
                    &version,
                    "allergy",
                    &json!({"substance": "蕎麦", "agent": "food"}),
                ),
            ),
            (&officer, officer::consent(&person.id)),
        ] {
            each(&format!("{:?}", request.kind), &|| {
                let asked = worker.makes(&request).map(drop);
                // Whoever holds it asks again.
                self.diary.pages().unanswered.clear();
                asked
            });
        }
        each("search", &|| {
            crew::searches(&crew, &incident, &person.criteria).map(drop)
        });
        each("summary", &|| crew::views(&crew, &incident, &person.id));
        each("record", &|| officer::reads(&officer, &person.id).map(drop));
    }
}

type Round = fn(&Worker) -> Result<(), NoAnswer>;

/// Nothing good came back; the diary knows the rest.
#[derive(Debug)]
pub struct NoAnswer;

/// One client at work.
#[derive(Clone)]
pub struct Worker {
    client: Client,
    diary: Arc<Diary>,
    people: Arc<Vec<Person>>,
    keyed: bool,
}

impl Worker {
    /// Sends a request that makes something and answers its identifier and its record's version.
    fn makes(&self, request: &Request) -> Result<(String, String), NoAnswer> {
        let mut headers = Vec::new();
        if self.keyed {
            headers.push(("idempotency-key", request.marker.as_str()));
        }
        if let Some(version) = &request.if_match {
            headers.push(("if-match", version.as_str()));
        }
        let heard = self.client.posts(&request.path, &headers, &request.body);
        self.examine(&heard, &request.path);
        let Some(answer) = heard.good() else {
            let mut pages = self.diary.pages();
            pages.unanswered.push(request.clone());
            pages.promises.push(Promise::Made {
                kind: request.kind,
                marker: request.marker.clone(),
                id: None,
            });
            return Err(NoAnswer);
        };
        let body = answer.json();
        let id = body["id"].as_str().or(body["fact_id"].as_str());
        let id = id.expect("an identifier").to_owned();
        self.diary.promised(Promise::Made {
            kind: request.kind,
            marker: request.marker.clone(),
            id: Some(id.clone()),
        });
        self.diary.answered();
        let version = answer.header("etag").unwrap_or_default().to_owned();
        Ok((id, version))
    }

    /// Complains about answers that are neither good nor an honest "not now", and about an honest
    /// one that gives something away.
    fn examine(&self, heard: &Heard, what: &str) {
        let Heard::Whole(answer) = heard else { return };
        if answer.status < 300 {
            return;
        }
        let told = |fault: &str| {
            let complaint = format!("{fault}: {what}: {} {}", answer.status, answer.text);
            self.diary.pages().complaints.push(complaint);
        };
        if answer.status != 503 {
            told("an answer that nobody expects");
        } else if answer.header("retry-after").is_none() {
            told("no Retry-After");
        } else if answer.header("content-type") != Some("application/problem+json") {
            told("not a problem");
        }
        if SECRETS.iter().any(|secret| answer.text.contains(secret)) {
            told("a record in an error");
        }
        self.diary.refused();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_tests::Answer;

    #[test]
    fn mutant_answers_that_should_never_be_are_complained_about() {
        let headers = |type_: &str, retry: bool| {
            let mut headers = vec![("content-type".to_owned(), type_.to_owned())];
            headers.extend(retry.then(|| ("retry-after".to_owned(), "5".to_owned())));
            headers
        };
        let problem = "application/problem+json";
        for (status, headers, text, complaints) in [
            (503, headers(problem, true), "{}", 0),
            (200, headers("application/json", false), "花子", 0),
            (503, headers(problem, false), "{}", 1),
            (503, headers("text/html", true), "{}", 1),
            (500, headers(problem, true), "{}", 1),
            (404, headers(problem, false), "{}", 1),
            (503, headers(problem, true), "花子", 1),
        ] {
            let worker = Worker {
                client: Client::new(b"", ""),
                diary: Arc::default(),
                people: Arc::default(),
                keyed: true,
            };
            let text = text.to_owned();
            let answer = Answer {
                status,
                headers,
                text,
            };
            worker.examine(&Heard::Whole(answer.clone()), "a test");
            let pages = worker.diary.pages();
            assert_eq!(pages.complaints.len(), complaints, "{answer:?}");
        }
    }
}
