//! What nobody may read in a log: every name, telephone number, address and card number.

use crate::demo::Demo;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What is looked for, by the form that it is compared in.
pub struct Secrets {
    /// The compared form, and the value as it was told.
    values: BTreeMap<String, String>,
    /// The names, told apart for those who search by them.
    pub people: Vec<Person>,
}

/// What a searcher knows of somebody.
pub struct Person {
    pub resident: String,
    pub family_kana: String,
    pub given_kana: String,
    pub name: String,
    pub birth_date: String,
    pub card: String,
    /// Where they live, as the summary says it; empty where nothing is shown.
    pub address: String,
    /// Their own telephone number; empty likewise.
    pub phone: String,
}

/// Parts of a text that are no secret by themselves: too short, or a word of the language.
const SHORTEST: usize = 4;

impl Secrets {
    /// Those of the demo city, from what its officer and its crew may read.
    pub fn of(demo: &Demo) -> Self {
        let mut people = residents(demo);
        let mut values = BTreeSet::new();
        for person in &people {
            values.insert(person.name.clone());
            values.insert(format!("{}{}", person.family_kana, person.given_kana));
            values.insert(person.card.clone());
        }
        let crew = demo.account("crew");
        let incident = demo.incident(&crew);
        for person in &mut people {
            let path = format!(
                "/v1/residents/{}/summary?incident_id={incident}",
                person.resident
            );
            let summary = crew.gets(&path);
            // Some have withdrawn, and nothing of them is shown.
            if summary.status == 200 {
                let summary = summary.json();
                collect(&summary, "", &mut values);
                (person.address, person.phone) = reach(&summary);
            }
        }
        let mut secrets = Self::from_values(values);
        secrets.people = people;
        assert!(
            secrets.values.len() > 1_000,
            "{} values",
            secrets.values.len()
        );
        secrets
    }

    /// These.
    pub fn from_values<S: Into<String>>(values: impl IntoIterator<Item = S>) -> Self {
        let values = values
            .into_iter()
            .map(Into::into)
            .map(|value| (compared(&value), value))
            .filter(|(compared, _)| compared.chars().count() >= SHORTEST)
            .collect();
        Self {
            values,
            people: Vec::new(),
        }
    }

    /// Which of them a text holds, however it is spaced, hyphenated or escaped.
    pub fn found(&self, text: &str) -> Vec<String> {
        let plain = unescaped(text);
        let words = compared(&plain);
        let numbers = numbers(&plain);
        let found = |(form, _): &(&String, &String)| {
            if is_number(form) {
                numbers.contains(form.as_str())
            } else {
                words.contains(form.as_str())
            }
        };
        self.values
            .iter()
            .filter(found)
            .map(|(_, value)| value.clone())
            .collect()
    }
}

fn is_number(form: &str) -> bool {
    form.bytes().all(|byte| byte.is_ascii_digit())
}

/// The numbers that stand by themselves, without their hyphens: digits within an identifier or an
/// instant are nobody's telephone.
fn numbers(text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .map(compared)
        .filter(|run| !run.is_empty() && is_number(run))
        .collect()
}

/// Without what people put between the parts of names and numbers.
fn compared(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, ' ' | '\u{3000}' | '-' | '・'))
        .collect()
}

/// Percent and JSON escapes undone, where they are any.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hexadecimal = |digits: &[u8]| {
            let digits = std::str::from_utf8(digits).ok()?;
            u32::from_str_radix(digits, 16).ok()
        };
        let (decoded, taken) = match first {
            b'%' => (
                after
                    .get(..2)
                    .and_then(hexadecimal)
                    .and_then(|byte| u8::try_from(byte).ok())
                    .map(|byte| vec![byte]),
                2,
            ),
            b'\\' if after.first() == Some(&b'u') => {
                let letter = after
                    .get(1..5)
                    .and_then(hexadecimal)
                    .and_then(char::from_u32);
                (letter.map(|letter| letter.to_string().into_bytes()), 5)
            }
            _ => (None, 0),
        };
        match decoded {
            Some(decoded) => {
                bytes.extend(decoded);
                rest = &after[taken..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The members of the API whose text is about one person. Towns, institutions and medicines are
/// shared by many and prove nothing.
const TELLING: &[&str] = &[
    "name",
    "phone",
    "phones",
    "number",
    "verbatim",
    "key",
    "card_number",
];

fn collect(value: &Value, member: &str, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            let text = |member: &str| members.get(member).and_then(Value::as_str);
            if let (Some(family), Some(given)) = (text("family"), text("given")) {
                into.insert(format!("{family} {given}"));
            }
            if let (Some(family), Some(given)) = (text("family_kana"), text("given_kana")) {
                into.insert(format!("{family} {given}"));
            }
            if let (Some(town), Some(rest)) = (text("town"), text("rest")) {
                into.insert(format!("{town}{rest}"));
            }
            for (name, value) in members {
                collect(value, name, into);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, member, into)),
        Value::String(text) if TELLING.contains(&member) => {
            into.insert(text.clone());
        }
        _ => {}
    }
}

/// Address and telephone number of the identity that a summary shows.
fn reach(summary: &Value) -> (String, String) {
    let identity = find(summary, "address").unwrap_or(&Value::Null);
    let text = |member: &str| identity["address"][member].as_str().unwrap_or_default();
    let phone = identity["phones"][0].as_str().unwrap_or_default();
    (
        format!("{}{}", text("town"), text("rest")),
        phone.to_owned(),
    )
}

/// The first object with that member.
fn find<'v>(value: &'v Value, member: &str) -> Option<&'v Value> {
    match value {
        Value::Object(members) if members.contains_key(member) => Some(value),
        Value::Object(members) => members.values().find_map(|value| find(value, member)),
        Value::Array(items) => items.iter().find_map(|item| find(item, member)),
        _ => None,
    }
}

fn residents(demo: &Demo) -> Vec<Person> {
    let officer = demo.account("city_officer");
    let mut people = Vec::new();
    let mut path = "/v1/residents".to_owned();
    loop {
        let page = officer.gets(&path).expect(200);
        for line in page["residents"].as_array().unwrap() {
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            let name = &line["name"];
            people.push(Person {
                resident: text(&line["id"]),
                family_kana: text(&name["family_kana"]),
                given_kana: text(&name["given_kana"]),
                name: format!("{} {}", text(&name["family"]), text(&name["given"])),
                birth_date: text(&line["birth_date"]),
                card: text(&line["card_number"]),
                address: String::new(),
                phone: String::new(),
            });
        }
        match page["next_cursor"].as_str() {
            Some(cursor) => path = format!("/v1/residents?cursor={cursor}"),
            None => return people,
        }
    }
}
