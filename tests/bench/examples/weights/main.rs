//! Estimates the weights: `cargo run --release -p tasuki-bench --example weights > crates/matching/data/weights.tsv`.
//!
//! For every item, how often it agrees at each level in the person meant (m) and in somebody else
//! (u); the weight is log2(m/u). For m, the people of the fictional city are asked for with slips
//! (`slips.rs`), each item wrong as often as `slips.rs` says; for u, each is compared with people
//! drawn at random. People, slips and seed are this program's own: what measures the weights
//! (`people` beside it) shares none of them.

mod slips;

use slips::{Draw, asked};
use std::{
    collections::BTreeMap,
    error::Error,
    io::{self, Write},
};
use tasuki_city::City;
use tasuki_domain::time::Date;
use tasuki_matching::{Field, Level, Sketch, levels};

/// Fixed, so that the file comes out the same.
const SEED: u64 = 0x005E_ED0F_3E16_4751;
const PEOPLE: usize = 20_000;
/// Strangers whom everyone is compared with.
const STRANGERS: usize = 60;
const TODAY: Date = jiff::civil::date(2026, 11, 21);
/// How often a level is taken to have been seen when it was not: half a time.
const UNSEEN: f64 = 0.5;
/// Of a name that `names.tsv` does not have: ten in a hundred thousand.
const UNLISTED: f64 = 1e-4;

/// What the city has too few people for: names in letters only, asked for in kana. Three in four are
/// heard with their consonants; of other names in letters one in thirty has the same.
const ASSUMED: [(Field, Level, f64, f64); 2] = [
    (Field::Family, Level::Consonants, 0.75, 0.03),
    (Field::Given, Level::Consonants, 0.75, 0.03),
];

type Counts = BTreeMap<(Field, Level), f64>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    let people: Vec<_> = City::new(SEED, TODAY)?
        .take(PEOPLE)
        .collect::<Result<_, _>>()?;
    let mut draw = Draw::new(SEED);
    let (mut own, mut others) = (Counts::new(), Counts::new());
    let (mut owns, mut strangers) = (Counts::new(), Counts::new());
    let sketches: Vec<Sketch> = people
        .iter()
        .map(|person| Sketch::of(&person.identity, person.protected_address))
        .collect();
    for (person, sketch) in people.iter().zip(&sketches) {
        let criteria = asked(&person.identity, &mut draw, TODAY);
        let count = |into: &mut Counts, all: &mut Counts, sketch| {
            for (field, level) in levels(&criteria, sketch, TODAY) {
                *into.entry((field, level)).or_default() += 1.0;
                *all.entry((field, Level::Same)).or_default() += 1.0;
            }
        };
        count(&mut own, &mut owns, sketch);
        for _ in 0..STRANGERS {
            if let Some(stranger) = sketches.get(draw.below(sketches.len()))
                && stranger != sketch
            {
                count(&mut others, &mut strangers, stranger);
            }
        }
    }
    writeln!(
        out,
        "# Weights, in hundredths of a bit: item, level, weight, m and u (how often the item agrees at this level
# in the person meant, and in somebody else). Made by the example `weights` of tasuki-bench and frozen; what
# it assumes of slips stands there. Version 2."
    )?;
    for field in Field::ALL {
        for (level, m, u) in shares(field, &own, &owns, &others, &strangers) {
            line(&mut out, field, level, m, u)?;
        }
        for (_, level, m, u) in ASSUMED.iter().filter(|(assumed, ..)| *assumed == field) {
            line(&mut out, field, *level, *m, *u)?;
        }
    }
    Ok(())
}

fn line(out: &mut impl Write, field: Field, level: Level, m: f64, u: f64) -> io::Result<()> {
    let weight = weight(field, level, m, u);
    let (field, level) = (field.code(), level.code());
    writeln!(out, "{field}\t{level}\t{weight:.0}\t{m:.6}\t{u:.8}")
}

fn shares(
    field: Field,
    own: &Counts,
    owns: &Counts,
    others: &Counts,
    strangers: &Counts,
) -> Vec<(Level, f64, f64)> {
    let of = |counts: &Counts, level| counts.get(&(field, level)).copied().unwrap_or_default();
    let (all_own, all_others) = (of(owns, Level::Same), of(strangers, Level::Same));
    Level::ALL
        .iter()
        .filter(|level| !ASSUMED.iter().any(|one| (one.0, one.1) == (field, **level)))
        .filter(|level| of(own, **level) + of(others, **level) > 0.0)
        .map(|level| {
            let m = (of(own, *level) + UNSEEN) / all_own;
            let u = (of(others, *level) + UNSEEN) / all_others;
            (*level, m, u)
        })
        .collect()
}

/// Whether a part of a name agrees says more the rarer it is, so of the same name the weight is that
/// of one that `names.tsv` does not have.
fn weight(field: Field, level: Level, m: f64, u: f64) -> f64 {
    let u = match (field, level) {
        (Field::Family | Field::Given, Level::Same) => UNLISTED,
        _ => u,
    };
    (m / u).log2() * 100.0
}
