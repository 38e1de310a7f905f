//! A person of the fictional city as the rows that the store would have written.
//!
//! The loader's own, because a million people through the use-cases take hours. What keeps it true
//! is `Store::doctor`, which compares everything derived with what it was derived from.

use super::cell::{Batch, Cell, Place};
use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tasuki_city::Person;
use tasuki_domain::{
    Category,
    birth_date::PartialDate,
    card::CardNumber,
    consent::{ConsentRow, Purpose, RecipientClass},
    fact::{FactBody, FactKind, SCHEMA_VERSION},
    id::{AccountId, OrganizationId},
    provenance::Provenance,
    summary::{Entry, Section},
    time::{Date, Instant},
};
use tasuki_matching::{KEY_VERSION, Sketch, keys_of};
use uuid::{Builder, Uuid};

/// Who registered everyone, where and over which time.
#[derive(Debug, Clone)]
pub struct Registrar {
    pub account: AccountId,
    pub organization: OrganizationId,
    pub municipality: &'static str,
    pub first: Instant,
    pub step_millis: i64,
    pub today: Date,
    pub shape: Shape,
}

/// How much is on record of everyone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// As in the demo's city: 14 facts and 67 permissions on average.
    Full,
    /// One fact of each kind that the main job is about, and the permissions of crews alone: a
    /// million people then take a third of the disk.
    Slim,
}

impl Shape {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Slim => "slim",
        }
    }

    /// What is kept of a person.
    fn keeps(self, person: &mut Person) {
        if self == Self::Full {
            return;
        }
        let mut kinds = vec![
            FactKind::Contact,
            FactKind::Physician,
            FactKind::Condition,
            FactKind::Medication,
            FactKind::Allergy,
            FactKind::Wish,
        ];
        person.facts.retain(|fact| {
            let place = kinds.iter().position(|kind| *kind == fact.kind());
            place.map(|place| kinds.remove(place)).is_some()
        });
        person.by_physician.clear();
        if let Some(form) = &mut person.consent {
            form.rows.retain(|row| row.recipient == RecipientClass::Ems);
        }
    }
}

/// What someone can be searched by; only of people whom a crew may find.
#[derive(Debug, Clone)]
pub struct Sought {
    pub resident: Uuid,
    pub family_kana: String,
    pub given_kana: String,
    pub birth_date: String,
}

/// Identifiers of one person's rows: one moment, counted up, so that they sort as they were made.
struct Ids {
    millis: u64,
    index: u64,
    count: u8,
}

impl Ids {
    fn next(&mut self) -> Uuid {
        let mixed = (self.index.wrapping_mul(0x9E37_79B9_7F4A_7C15)) ^ u64::from(self.count);
        let mut random = [0; 10];
        let [_, place, rest @ ..] = &mut random;
        *place = self.count;
        *rest = mixed.wrapping_mul(0xBF58_476D_1CE4_E5B9).to_be_bytes();
        self.count = self.count.saturating_add(1);
        Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid()
    }
}

fn json<T: Serialize>(value: &T) -> anyhow::Result<Cell> {
    Ok(Cell::from(serde_json::to_string(value)?))
}

/// The rows of a consent as its document: alike ones together.
fn document(rows: &BTreeSet<ConsentRow>) -> serde_json::Value {
    let mut given: BTreeMap<_, Vec<Category>> = BTreeMap::new();
    for row in rows {
        let to = (row.recipient, row.purpose);
        given.entry(to).or_default().push(row.category);
    }
    let mut alike: BTreeMap<Vec<Category>, Vec<_>> = BTreeMap::new();
    for (to, categories) in given {
        alike.entry(categories).or_default().push(to);
    }
    let permitted: Vec<serde_json::Value> = alike
        .into_iter()
        .map(|(categories, to)| serde_json::json!({ "categories": categories, "to": to }))
        .collect();
    serde_json::json!({ "version": 1, "permitted": permitted })
}

fn micros(at: Instant) -> Cell {
    Cell::Moment(at.as_microsecond())
}

impl Registrar {
    /// Adds the rows of a person, and answers who they are and how to search for them.
    pub fn add(
        &self,
        batch: &mut Batch,
        index: u64,
        mut person: Person,
    ) -> anyhow::Result<(Uuid, Option<Sought>)> {
        self.shape.keeps(&mut person);
        let person = &person;
        let millis = self.first.as_millisecond() + i64::try_from(index)? * self.step_millis;
        let at = Instant::from_millisecond(millis)?;
        let mut ids = Ids {
            millis: u64::try_from(millis)?,
            index,
            count: 0,
        };
        let id = ids.next();
        let serial = u32::try_from((index * 6_180_339 + 2_718_281) % 10_000_000)?;
        let card = CardNumber::from_serial(serial);
        batch.residents += 1;
        batch.add(
            Place::Residents,
            [
                id.into(),
                self.municipality.into(),
                card.digits().into(),
                person.key.as_str().to_owned().into(),
                Cell::Flag(person.protected_address),
                "active".into(),
                Cell::Null,
                Cell::Count(1),
                micros(at),
                Cell::Count(KEY_VERSION.into()),
            ],
        );
        batch.add(
            Place::Applications,
            [
                ids.next().into(),
                id.into(),
                format!("名簿 {}", person.key.as_str()).into(),
                "roster".into(),
                person.signed_on.to_string().into(),
                self.account.uuid().into(),
                micros(at),
            ],
        );
        self.add_facts(batch, id, &mut ids, at, person)?;
        let sketch = Sketch::of(&person.identity, person.protected_address);
        let keys = keys_of(card, &sketch);
        let count = Cell::Count(i64::try_from(keys.len())?);
        let version = || Cell::Count(KEY_VERSION.into());
        batch.add(
            Place::Sketches,
            [id.into(), version(), json(&sketch)?, count],
        );
        for key in keys {
            batch.add(Place::Keys, [version(), key.text().into(), id.into()]);
        }
        self.add_consent(batch, id, &mut ids, at, person)?;
        Ok((id, self.sought(id, person)))
    }

    fn add_facts(
        &self,
        batch: &mut Batch,
        id: Uuid,
        ids: &mut Ids,
        at: Instant,
        person: &Person,
    ) -> anyhow::Result<()> {
        let identity = FactBody::Identity(person.identity.clone());
        let wishes = person.by_physician.iter().cloned().map(FactBody::Wish);
        let mut entries = Vec::new();
        for body in std::iter::once(identity)
            .chain(person.facts.iter().cloned())
            .chain(wishes)
        {
            let entry = Entry {
                fact: ids.next().into(),
                body,
                provenance: Provenance {
                    source: person.source,
                    said_by: None,
                    entered_by: self.account,
                    organization: self.organization,
                    entered_at: at,
                    as_of: PartialDate::Day(person.as_of),
                    confirmed_on: person.confirmed_on,
                },
            };
            let kind = entry.body.kind();
            batch.add(
                Place::Facts,
                [
                    entry.fact.uuid().into(),
                    id.into(),
                    kind.code().into(),
                    kind.category().code().into(),
                    entry.body.code().into(),
                    Cell::Flag(entry.body.is_confirmed_none()),
                    Cell::Count(SCHEMA_VERSION.into()),
                    json(&entry.body)?,
                    json(&entry.provenance)?,
                    micros(at),
                    Cell::Null,
                ],
            );
            entries.push(entry);
        }
        for category in Category::ALL {
            let section = Section::build(*category, entries.iter().cloned());
            if !section.entries.is_empty() {
                let row = [id.into(), category.code().into(), json(&section)?];
                batch.add(Place::Sections, row);
            }
        }
        Ok(())
    }

    fn add_consent(
        &self,
        batch: &mut Batch,
        id: Uuid,
        ids: &mut Ids,
        at: Instant,
        person: &Person,
    ) -> anyhow::Result<()> {
        let Some(form) = &person.consent else {
            return Ok(());
        };
        let consent = ids.next();
        let until = form.until.map(|until| until.to_string());
        let (state, ended_at) = if person.withdrawn {
            ("withdrawn", micros(at))
        } else {
            ("in_force", Cell::Null)
        };
        batch.add(
            Place::Consents,
            [
                consent.into(),
                id.into(),
                Cell::Count(1),
                Cell::Flag(form.collection),
                json(&form.evidence)?,
                form.proxy.as_ref().map(json).transpose()?.into(),
                until.clone().into(),
                micros(at),
                self.account.uuid().into(),
                state.into(),
                ended_at,
                json(&document(&form.rows))?,
            ],
        );
        if person.withdrawn {
            return Ok(());
        }
        // In the order of their index, that of the codes.
        let mut named: Vec<[&'static str; 2]> = form
            .rows
            .iter()
            .filter(|row| row.category == Category::Identity)
            .map(|row| [row.recipient.code(), row.purpose.code()])
            .collect();
        named.sort_unstable();
        for [recipient, purpose] in named {
            let row = [
                id.into(),
                recipient.into(),
                purpose.into(),
                until.clone().into(),
            ];
            batch.add(Place::Named, row);
        }
        Ok(())
    }

    /// How a crew that knows name and birth date asks for someone who lets crews find them.
    fn sought(&self, id: Uuid, person: &Person) -> Option<Sought> {
        let form = person.consent.as_ref().filter(|_| !person.withdrawn)?;
        let found_by_crews = form.rows.iter().any(|row| {
            row.category == Category::Identity
                && row.recipient == RecipientClass::Ems
                && row.purpose == Purpose::Emergency
        });
        let lasting = form
            .until
            .is_none_or(|until| until > self.today.saturating_add(jiff::Span::new().days(30)));
        let name = &person.identity.name;
        let (Some(family), Some(given)) = (&name.family_kana, &name.given_kana) else {
            return None;
        };
        let PartialDate::Day(day) = person.identity.birth_date else {
            return None;
        };
        (found_by_crews && lasting).then(|| Sought {
            resident: id,
            family_kana: family.as_str().to_owned(),
            given_kana: given.as_str().to_owned(),
            birth_date: day.to_string(),
        })
    }
}

/// A line of the list of people to search for.
pub fn line_of(sought: &Sought) -> String {
    let Sought {
        resident,
        family_kana,
        given_kana,
        birth_date,
    } = sought;
    format!("{resident}\t{family_kana}\t{given_kana}\t{birth_date}\n")
}

/// Reads such a line.
pub fn read_line(line: &str) -> anyhow::Result<Sought> {
    let mut parts = line.split('\t').map(str::to_owned);
    let mut next = || {
        parts
            .next()
            .context("a line of the list of people is too short")
    };
    Ok(Sought {
        resident: next()?.parse()?,
        family_kana: next()?,
        given_kana: next()?,
        birth_date: next()?,
    })
}
