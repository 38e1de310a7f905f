//! Everyone asks for everything, rightly and wrongly.

use crate::{
    demo::Demo,
    secrets::{Person, Secrets},
};
use serde_json::{Value, json};
use tasuki_tests::{Actor, Answer};

/// What came back.
#[derive(Default)]
pub struct Asked {
    /// How many answers there were.
    pub answers: usize,
    /// The bodies of the first permitted answers, which may name people.
    pub permitted: String,
    /// The bodies of all others.
    pub errors: Vec<String>,
    /// Where answers sent the asker to.
    pub addresses: Vec<String>,
}

/// Bytes of permitted answers that are enough to see that the scan finds what it looks for.
const PERMITTED_KEPT: usize = 1_000_000;

/// Residents that are asked about in every wrong way; all are asked about in the right one.
const WRONGLY: usize = 25;

impl Asked {
    fn takes(&mut self, answer: Answer) -> Value {
        self.answers += 1;
        if let Some(address) = answer.header("location") {
            self.addresses.push(address.to_owned());
        }
        if answer.status < 300 {
            if self.permitted.len() < PERMITTED_KEPT {
                self.permitted.push_str(&answer.text);
            }
            return serde_json::from_str(&answer.text).unwrap_or_default();
        }
        self.errors.push(answer.text);
        Value::Null
    }

    /// Crews, hospital and dispatch search for everybody and read what they may; officers, privacy
    /// officers, physicians and the resident read their lists.
    pub fn everyone_looks(&mut self, demo: &Demo, secrets: &Secrets) {
        for role in ["crew", "er_staff"] {
            let actor = demo.account(role);
            let incident = demo.incident(&actor);
            for person in &secrets.people {
                self.takes(actor.posts(&lookups(&incident), &by_name(person)));
                self.takes(actor.gets(&format!(
                    "/v1/residents/{}/summary?incident_id={incident}",
                    person.resident
                )));
            }
        }
        for role in demo.roles() {
            let actor = demo.account(&role);
            for path in [
                "/v1/me",
                "/v1/accesses",
                "/v1/residents",
                "/v1/organizations",
            ] {
                self.takes(actor.gets(path));
            }
            for person in secrets.people.iter().take(WRONGLY) {
                for of in ["", "/summary", "/consents", "/accesses"] {
                    self.takes(actor.gets(&format!("/v1/residents/{}{of}", person.resident)));
                }
            }
        }
    }

    /// Names, numbers and addresses stand wherever a hurried person or a broken client puts them.
    pub fn everyone_errs(&mut self, demo: &Demo, secrets: &Secrets) {
        let crew = demo.account("crew");
        let officer = demo.account("city_officer");
        let incident = demo.incident(&crew);
        let dispatch = demo.account("dispatcher");
        let emergency = demo.incident(&dispatch);
        let privacy = demo.account("privacy_officer");
        for person in secrets.people.iter().take(WRONGLY) {
            self.pastes(&dispatch, &emergency, person);
            self.searches_a_register(&officer, person);
            self.notes_wrongly(&privacy, person);
            self.searches_wrongly(&crew, &incident, person);
            self.records_wrongly(&officer, person);
            self.mistakes_the_door(&demo.anonymous(), &crew, person);
        }
    }

    fn searches_wrongly(&mut self, crew: &Actor, incident: &str, person: &Person) {
        let name = &person.name;
        for criteria in [
            json!({"family_kana": name}),
            json!({"birth_date": name, "family_kana": person.family_kana}),
            json!({"phone": name, "card_number": person.card.replace('-', "") + "9"}),
            json!({"family_kana": {"name": name}}),
            json!({(name): person.card}),
        ] {
            self.takes(crew.posts(&lookups(incident), &criteria));
        }
        let broken = format!("{{\"family_kana\": \"{name}\", ");
        let json = [("content-type", "application/json")];
        self.takes(crew.sends("POST", &lookups(incident), &json, broken.as_bytes()));
        let reason = json!({"search": "not_searched", "reason": format!("{name}\u{0}{name}")});
        self.takes(crew.posts(&format!("/v1/incidents/{incident}/close"), &reason));
        let place = json!({
            "number": name.repeat(20), "origin": name, "called_at": name, "place": name,
        });
        self.takes(crew.posts("/v1/incidents", &place));
    }

    /// Whatever is heard, in the one box: rightly, unclear, too little, too long.
    fn pastes(&mut self, dispatch: &Actor, incident: &str, person: &Person) {
        let Person { name, card, .. } = person;
        let all = format!(
            "患者 {name}（{} {}）{} {} {}",
            person.family_kana, person.given_kana, person.birth_date, person.phone, person.address
        );
        for text in [
            all.clone(),
            format!("{name} 150302"),
            person.address.clone(),
            format!("{name}\u{0}{card}"),
            format!("{all}\n").repeat(20),
        ] {
            self.takes(dispatch.posts(&lookups(incident), &json!({"text": text})));
            let both = json!({"text": text, "family_kana": person.family_kana});
            self.takes(dispatch.posts(&lookups(incident), &both));
        }
    }

    /// An officer's criteria, with and without what makes a search of them.
    fn searches_a_register(&mut self, officer: &Actor, person: &Person) {
        let Person {
            name,
            phone,
            address,
            ..
        } = person;
        for criteria in [
            json!({"name": name, "phone": phone, "address": address}),
            json!({"family_kana": name, "phone": name, "address": address.repeat(30)}),
            json!({"text": format!("{name} 150302 {address}")}),
            json!({"text": format!("{name} {phone} {address}").repeat(30)}),
            json!({"sex": "female"}),
        ] {
            for purpose in ["inquiry", name.as_str()] {
                let body = json!({"purpose": purpose, "criteria": criteria});
                self.takes(officer.posts("/v1/residents/searches", &body));
            }
        }
    }

    /// Names where what was found of many searches is noted, in a note that is none and to an event
    /// that is none.
    fn notes_wrongly(&mut self, privacy: &Actor, person: &Person) {
        let Person { name, resident, .. } = person;
        let path = format!("/v1/search-events/{resident}/review");
        for note in [name.clone(), name.repeat(60), format!("{name}\u{0}")] {
            self.takes(privacy.posts(&path, &json!({"note": note})));
        }
        self.takes(privacy.posts(&path, &json!({(name): person.phone})));
    }

    /// The same things typed into forms, by people who signed in to the pages. A form comes back with
    /// what was typed, so only where it leads to and what is logged is compared.
    pub fn everyone_types(&mut self, demo: &Demo, secrets: &Secrets) {
        let (dispatch, dispatch_csrf) = demo.page("dispatcher");
        let (officer, officer_csrf) = demo.page("city_officer");
        let (privacy, privacy_csrf) = demo.page("privacy_officer");
        for person in secrets.people.iter().take(WRONGLY) {
            let Person {
                name,
                phone,
                address,
                ..
            } = person;
            let all = format!("{name} {} {phone} {address}", person.birth_date);
            let long = all.repeat(20);
            for fields in [
                vec![("text", all.as_str())],
                vec![("text", long.as_str())],
                vec![("text", all.as_str()), ("family_kana", name.as_str())],
                vec![("name", name.as_str()), ("address", address.as_str())],
                vec![("phone", phone.as_str()), ("card_number", &person.card)],
            ] {
                let mut search = vec![("csrf", dispatch_csrf.as_str()), ("reason", "on_duty")];
                search.extend(&fields);
                self.types(&dispatch, "/search", &search);
                let mut register = vec![("csrf", officer_csrf.as_str()), ("purpose", "inquiry")];
                register.extend(&fields);
                self.types(&officer, "/officer/search", &register);
            }
            let note = [("csrf", privacy_csrf.as_str()), ("note", name.as_str())];
            let path = format!("/search-events/{}/review", person.resident);
            self.types(&privacy, &path, &note);
        }
    }

    fn types(&mut self, page: &Actor, path: &str, form: &[(&str, &str)]) {
        let answer = page.submits(path, form);
        self.answers += 1;
        assert!(
            matches!(answer.status, 200 | 303 | 404 | 409 | 422),
            "{path}: {}",
            answer.status
        );
        let Some(address) = answer.header("location").map(str::to_owned) else {
            return;
        };
        // The criteria of the results are in a cookie, which nobody can read either.
        let cookies = answer.cookies().into_iter().map(str::to_owned);
        self.addresses.extend(cookies);
        assert!(page.gets(&address).status < 500);
        self.addresses.push(address);
    }

    fn records_wrongly(&mut self, officer: &Actor, person: &Person) {
        let (name, card) = (&person.name, &person.card);
        let record = format!("/v1/residents/{}", person.resident);
        let stale = [("if-match", "\"v0\"")];
        for body in [
            json!({"kind": "allergy", "source": name, "as_of": card, "value": {"substance": name}}),
            json!({"kind": name, "source": "family", "as_of": "2026", "value": {}}),
        ] {
            self.takes(officer.posts_with(&format!("{record}/facts"), &stale, &body));
        }
        let consent = json!({"rows": [{"category": name, "recipient": name, "purpose": card}]});
        self.takes(officer.posts(&format!("{record}/consents"), &consent));
        let again = json!({
            "identity": {
                "name": {"family": name, "family_kana": person.family_kana},
                "birth_date": name, "sex": name,
            },
            "receipt": name.repeat(30), "route": "counter", "signed_on": card, "source": "city",
        });
        self.takes(officer.posts("/v1/residents", &again));
        let roster = format!("登録番号,{name},生年月日\n{card},{name},{name}\n");
        let csv = [("content-type", "text/csv")];
        self.takes(officer.sends("POST", "/v1/rosters/dry-runs", &csv, roster.as_bytes()));
    }

    fn mistakes_the_door(&mut self, anonymous: &Actor, crew: &Actor, person: &Person) {
        let sign_in = json!({"login": person.name, "password": person.name, "totp": "000000"});
        self.takes(anonymous.posts("/v1/sessions", &sign_in));
        let encoded: String = person
            .name
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        for path in [
            format!("/v1/residents/{encoded}/summary"),
            format!("/v1/residents?name={encoded}&cursor={encoded}"),
            format!("/residents/{encoded}"),
            format!("/{encoded}"),
            format!(
                "/v1/residents/{}/summary?incident_id={}",
                person.resident, person.card
            ),
        ] {
            self.takes(crew.gets(&path));
            self.takes(anonymous.gets(&path));
        }
        let named = [
            ("idempotency-key", person.card.as_str()),
            ("x-request-id", &encoded),
        ];
        self.takes(crew.posts_with("/v1/incidents", &named, &json!({"place": person.name})));
    }
}

fn lookups(incident: &str) -> String {
    format!("/v1/incidents/{incident}/lookups")
}

fn by_name(person: &Person) -> Value {
    json!({
        "family_kana": person.family_kana,
        "given_kana": person.given_kana,
        "birth_date": person.birth_date,
    })
}
