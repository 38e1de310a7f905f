//! People of a file as residents who let crews find them in emergencies.

use super::{Matching, outside};
use crate::dataset::{self, Kept, Shape, Wanted};
use anyhow::Context as _;
use std::{
    collections::{BTreeSet, HashSet},
    path::Path,
};
use tasuki_bench_people as people;
use tasuki_city::{Form, Person};
use tasuki_domain::{
    Category, Invalid,
    birth_date::PartialDate,
    consent::{ConsentRow, Evidence, EvidenceKind, Purpose, RecipientClass},
    fact::identity::{Address, Identity, OtherName, OtherNameKind, PersonName, Sex},
    provenance::Source,
    text::{KanaName, Line, nfkc},
    time::Date,
};
use tasuki_matching::KEY_VERSION;

/// A value, or the field that it does not fit in.
fn field<T>(name: &str, read: Result<T, Invalid>) -> anyhow::Result<T> {
    read.map_err(|invalid| anyhow::anyhow!("{name}: {} ({})", invalid.problem, invalid.code))
}

fn line(name: &str, text: &str) -> anyhow::Result<Line> {
    field(name, text.parse())
}

/// None of an empty text.
fn some<T: std::str::FromStr<Err = Invalid>>(name: &str, text: &str) -> anyhow::Result<Option<T>> {
    (!text.is_empty())
        .then(|| field(name, text.parse()))
        .transpose()
}

fn is_katakana(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'))
}

/// A former or common name. The words in katakana at its end are its kana, unless all are; of each
/// half the first word is the family name.
fn other_name(text: &str) -> anyhow::Result<OtherName> {
    let text = nfkc(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let kana_words = words
        .iter()
        .rev()
        .take_while(|word| is_katakana(word))
        .count();
    let (written, kana) = words.split_at(words.len() - kana_words);
    // Whoever is known by kana alone is written so.
    let written = if written.is_empty() { kana } else { written };
    let half = |words: &[&str]| {
        let family = words.first().copied().unwrap_or_default().to_owned();
        (family, words.get(1..).unwrap_or_default().join(" "))
    };
    let ((family, given), (family_kana, given_kana)) = (half(written), half(kana));
    let kind = if text.is_ascii() {
        OtherNameKind::Latin
    } else if given.is_empty() {
        OtherNameKind::Former
    } else {
        OtherNameKind::Alias
    };
    let name = PersonName {
        family: line("alt_names", &family)?,
        given: some("alt_names", &given)?,
        family_kana: some::<KanaName>("alt_names", &family_kana)?,
        given_kana: some::<KanaName>("alt_names", &given_kana)?,
    };
    Ok(OtherName { kind, name })
}

/// Where the town ends and the block begins: behind 丁目, or before the first figure.
fn town_ends(address: &str) -> usize {
    if let Some(place) = address.find("丁目") {
        return place + "丁目".len();
    }
    let figure = |c: char| c.is_numeric() && !"一二三四五六七八九十百千".contains(c);
    address
        .find(|c: char| figure(c) || c.is_whitespace())
        .filter(|place| *place > 0)
        .unwrap_or(address.len())
}

fn address(text: &str) -> anyhow::Result<Option<Address>> {
    if text.is_empty() {
        return Ok(None);
    }
    let (town, rest) = text.split_at(town_ends(text));
    Ok(Some(Address {
        postal_code: None,
        town: line("address", town)?,
        rest: some("address", rest.trim())?,
    }))
}

/// Who somebody of a file is.
pub fn identity(person: &people::Person) -> anyhow::Result<Identity> {
    let family = line("family", &person.family)?;
    let phones = some("phone", &person.phone)?;
    Ok(Identity {
        name: PersonName {
            family,
            given: some("given", &person.given)?,
            family_kana: some("family_kana", &person.family_kana)?,
            given_kana: some("given_kana", &person.given_kana)?,
        },
        other_names: person
            .alt_names
            .iter()
            .map(|name| other_name(name))
            .collect::<anyhow::Result<_>>()?,
        birth_date: PartialDate::Day(person.birth_date),
        sex: match person.sex {
            people::Sex::Female => Sex::Female,
            people::Sex::Male => Sex::Male,
            people::Sex::Other => Sex::Other,
        },
        address: address(&person.address)?,
        phones: phones.into_iter().collect(),
        language: None,
    })
}

fn resident(index: usize, person: &people::Person, signed_on: Date) -> anyhow::Result<Person> {
    let row = ConsentRow {
        category: Category::Identity,
        recipient: RecipientClass::Ems,
        purpose: Purpose::Emergency,
    };
    Ok(Person {
        key: field("id", format!("P{index}").parse())?,
        identity: identity(person)?,
        protected_address: false,
        facts: Vec::new(),
        consent: Some(Form {
            rows: BTreeSet::from([row]),
            collection: true,
            evidence: Evidence {
                kind: EvidenceKind::OwnSignature,
                form_version: line("id", "R8-1")?,
                signed_on,
            },
            proxy: None,
            until: None,
        }),
        withdrawn: false,
        by_physician: Vec::new(),
        teams: BTreeSet::new(),
        signed_on,
        as_of: signed_on,
        confirmed_on: None,
        source: Source::Family,
        same_as_another: false,
    })
}

/// A store with the people of a file in it, and the file's identifiers in the store's order.
pub struct Register {
    pub kept: Kept,
    pub ids: Vec<String>,
}

/// A number that only the bytes decide.
fn fingerprint(path: &Path) -> anyhow::Result<u64> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    }))
}

/// Opens the store of a file, or makes it.
pub fn keep(matching: &Matching, population: &Path) -> anyhow::Result<Register> {
    // Everything wrong with the file is told before anything is made of it.
    let mut ids = Vec::new();
    let mut taken = HashSet::new();
    for read in outside::people(population)? {
        let (number, person) = read?;
        let place = || format!("{}, line {number}", population.display());
        identity(&person).with_context(place)?;
        if !taken.insert(person.id.clone()) {
            anyhow::bail!("{}: id: there before", place());
        }
        ids.push(person.id);
    }
    anyhow::ensure!(!ids.is_empty(), "{}: nobody is in it", population.display());
    drop(taken);
    let label = format!("matching-{:016x}-{KEY_VERSION}", fingerprint(population)?);
    if matching.fresh {
        let folder = matching
            .data_dir
            .join(format!("{}-{label}", matching.database.name()));
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
    }
    let wanted = Wanted {
        database: matching.database,
        label,
        residents: ids.len() as u64,
        shape: Shape::Full,
        folder: &matching.data_dir,
        server: matching.postgres.as_deref(),
    };
    let kept = dataset::keep(&wanted, || {
        let people = outside::people(population)?.enumerate();
        Ok(Box::new(people.map(|(index, read)| {
            resident(index, &read?.1, people::TODAY)
        })))
    })?;
    Ok(Register { kept, ids })
}
