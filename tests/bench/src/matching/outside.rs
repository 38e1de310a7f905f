//! Files that others made, read with the line and the field of what is wrong.

use super::lines::numbered;
use anyhow::{Context as _, anyhow, bail};
use serde_json::{Map, Value};
use std::{collections::HashSet, path::Path};
use tasuki_bench_people::{Person, Sex};

/// A search as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    pub query_id: String,
    /// JSON, kept as text because that is smaller.
    pub criteria: String,
}

impl Typed {
    /// The JSON of it.
    pub fn criteria(&self) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.criteria)?)
    }
}

/// The fields of one line.
struct Fields {
    map: Map<String, Value>,
}

impl Fields {
    fn of(line: &str, known: &[&str]) -> anyhow::Result<Self> {
        let Value::Object(map) = serde_json::from_str(line)? else {
            bail!("not a JSON object");
        };
        if let Some(unknown) = map.keys().find(|name| !known.contains(&name.as_str())) {
            bail!("{unknown}: no such field; known are {}", known.join(", "));
        }
        Ok(Self { map })
    }

    /// A text; one that is left out or null is empty.
    fn text(&self, name: &str) -> anyhow::Result<String> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.trim().to_owned()),
            Some(_) => bail!("{name}: not a text"),
        }
    }

    fn required(&self, name: &str) -> anyhow::Result<String> {
        match self.text(name)? {
            text if text.is_empty() => bail!("{name}: missing"),
            text => Ok(text),
        }
    }

    fn texts(&self, name: &str) -> anyhow::Result<Vec<String>> {
        match self.map.get(name) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| item.as_str().map(str::to_owned))
                .collect::<Option<Vec<String>>>()
                .ok_or_else(|| anyhow!("{name}: not a list of texts")),
            Some(_) => bail!("{name}: not a list of texts"),
        }
    }
}

const PERSON: &[&str] = &[
    "id",
    "family",
    "given",
    "family_kana",
    "given_kana",
    "alt_names",
    "birth_date",
    "sex",
    "phone",
    "address",
];

fn person(line: &str) -> anyhow::Result<Person> {
    let fields = Fields::of(line, PERSON)?;
    let birth_date = fields.required("birth_date")?;
    Ok(Person {
        id: fields.required("id")?,
        family: fields.required("family")?,
        given: fields.text("given")?,
        family_kana: fields.text("family_kana")?,
        given_kana: fields.text("given_kana")?,
        alt_names: fields.texts("alt_names")?,
        birth_date: birth_date
            .parse()
            .map_err(|_| anyhow!("birth_date: not YYYY-MM-DD"))?,
        sex: match fields.required("sex")?.as_str() {
            "female" => Sex::Female,
            "male" => Sex::Male,
            "other" => Sex::Other,
            _ => bail!("sex: neither female, male nor other"),
        },
        phone: fields.text("phone")?,
        address: fields.text("address")?,
    })
}

fn query(line: &str) -> anyhow::Result<Typed> {
    let fields = Fields::of(line, &["query_id", "criteria"])?;
    let criteria = fields.map.get("criteria").context("criteria: missing")?;
    if !criteria.is_object() {
        bail!("criteria: not a JSON object");
    }
    Ok(Typed {
        query_id: fields.required("query_id")?,
        criteria: criteria.to_string(),
    })
}

/// The people of a file, one after the other.
pub fn people(
    path: &Path,
) -> anyhow::Result<impl Iterator<Item = anyhow::Result<(usize, Person)>> + use<>> {
    let name = path.display().to_string();
    Ok(numbered(path)?.map(move |line| {
        let (number, line) = line?;
        let person = person(&line).with_context(|| format!("{name}, line {number}"))?;
        Ok((number, person))
    }))
}

/// The searches of a file.
pub fn queries(path: &Path) -> anyhow::Result<Vec<Typed>> {
    let mut taken = HashSet::new();
    numbered(path)?
        .map(|line| {
            let (number, line) = line?;
            let place = || format!("{}, line {number}", path.display());
            let query = query(&line).with_context(place)?;
            if !taken.insert(query.query_id.clone()) {
                bail!("{}: query_id: there before", place());
            }
            Ok(query)
        })
        .collect()
}
