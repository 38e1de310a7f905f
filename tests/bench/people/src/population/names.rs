//! What people are called, how often.
//!
//! The lists beside this file are our own compilation from general knowledge: per 100,000 people
//! rounded, the order of magnitude as in published rankings of Japanese surnames and of given names
//! by year of birth. What no list has is built of the characters that names are made of.

use crate::{
    Sex,
    random::{Random, Weighted},
};
use std::collections::{BTreeMap, HashSet};

/// A name as written, with its kana.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    pub written: String,
    pub kana: String,
}

impl Name {
    pub fn new(written: impl Into<String>, kana: impl Into<String>) -> Self {
        Self {
            written: written.into(),
            kana: kana.into(),
        }
    }
}

/// Years of birth that share their given names.
const SPAN: i16 = 5;
const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2030;

/// Of 100,000 people, those whose family names are on no list.
const BUILT_SURNAMES: f64 = 56_500.0;
/// The most common of them is as frequent as number so many of the list.
const BUILT_FROM: f64 = 150.0;
/// Of 1,000 people, those whose given names are built.
const BUILT_GIVEN: f64 = 0.45;

/// Every name and how often it is given.
#[derive(Debug)]
pub struct Names {
    pub surnames: Weighted<Name>,
    given: BTreeMap<(bool, i16), Weighted<Name>>,
}

/// The parts of a line of a list.
fn lines(list: &str) -> impl Iterator<Item = Vec<&str>> {
    list.lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|words| !words.is_empty())
}

/// The lines of a list under a heading.
fn under<'a>(list: &'a str, heading: &'a str) -> impl Iterator<Item = Vec<&'a str>> {
    list.lines()
        .skip_while(move |line| line.trim() != heading)
        .skip(1)
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        // Headings have no kana.
        .take_while(|words| words.len() > 2)
}

fn number<T: std::str::FromStr + Default>(word: &str) -> T {
    word.parse().unwrap_or_default()
}

/// A number that only the text decides.
fn stir(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Default for Names {
    fn default() -> Self {
        Self {
            surnames: surnames(),
            given: [true, false]
                .into_iter()
                .flat_map(|female| {
                    (FIRST_YEAR..=LAST_YEAR)
                        .step_by(SPAN as usize)
                        .map(move |year| ((female, year), given_in(female, year + SPAN / 2)))
                })
                .collect(),
        }
    }
}

impl Names {
    /// A given name of someone of that sex and year of birth.
    pub fn given(&self, random: &mut Random, sex: Sex, year: i16) -> Name {
        let female = match sex {
            Sex::Female => true,
            Sex::Male => false,
            Sex::Other => random.permille(500),
        };
        let year = year.clamp(FIRST_YEAR, LAST_YEAR);
        let year = year - (year - FIRST_YEAR) % SPAN;
        match self.given.get(&(female, year)) {
            Some(names) => names.draw(random).clone(),
            None => Name::new("ひかり", "ヒカリ"),
        }
    }

    /// A twin's given name: often its first or last character is the other's.
    pub fn twin(&self, random: &mut Random, of: &Name, sex: Sex, year: i16) -> Name {
        let alike = random.permille(600);
        for _ in 0..400 {
            let name = self.given(random, sex, year);
            let shares = name.written.chars().next() == of.written.chars().next()
                || name.kana.chars().take(2).eq(of.kana.chars().take(2));
            if name.kana != of.kana && (shares || !alike) {
                return name;
            }
        }
        Name::new("みつる", "ミツル")
    }
}

fn surnames() -> Weighted<Name> {
    let mut listed = Vec::new();
    for words in lines(include_str!("surnames.txt")) {
        if let [written, kana, weight] = words[..] {
            listed.push((Name::new(written, kana), 1000 * number::<u64>(weight)));
        }
    }
    let known: HashSet<Name> = listed.iter().map(|(name, _)| name.clone()).collect();
    let parts = include_str!("surname_parts.txt");
    let mut built: Vec<(u64, Name)> = Vec::new();
    for first in under(parts, "first") {
        for second in under(parts, "second") {
            let ([a, a_kana, a_weight], [b, b_kana, b_weight]) = (&first[..], &second[..]) else {
                continue;
            };
            let name = Name::new(format!("{a}{b}"), format!("{a_kana}{b_kana}"));
            if a == b || known.contains(&name) {
                continue;
            }
            let chance = 1 + stir(&format!("{a}{b}")) % 8;
            built.push((
                number::<u64>(a_weight) * number::<u64>(b_weight) * chance,
                name,
            ));
        }
    }
    built.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.kana.cmp(&b.1.kana)));
    let share = |rank: usize| 1.0 / (rank as f64 + BUILT_FROM);
    let sum: f64 = (0..built.len()).map(share).sum();
    let tail = built.into_iter().enumerate().map(|(rank, (_, name))| {
        let weight = 1000.0 * BUILT_SURNAMES * share(rank) / sum;
        (name, weight as u64)
    });
    Weighted::new(listed.into_iter().chain(tail))
}

/// The given names of a year of birth.
fn given_in(female: bool, year: i16) -> Weighted<Name> {
    let list = if female {
        include_str!("female.txt")
    } else {
        include_str!("male.txt")
    };
    let mut listed: Vec<(Name, f64)> = Vec::new();
    for words in lines(list) {
        if let [written, kana, peak, width, weight] = words[..] {
            let away = f64::from(year - number::<i16>(peak)) / number::<f64>(width).max(1.0);
            let weight = number::<f64>(weight) * (-away * away / 2.0).exp();
            listed.push((Name::new(written, kana), weight));
        }
    }
    let known: HashSet<Name> = listed.iter().map(|(name, _)| name.clone()).collect();
    let parts = include_str!("given_parts.txt");
    let (first, second) = if female {
        ("female first", "female second")
    } else {
        ("male first", "male second")
    };
    // Parts come and go within some ten years.
    let in_use = |words: &[&str]| match words[..] {
        [_, _, from, to, weight] => {
            let (from, to) = (number::<i16>(from), number::<i16>(to));
            let outside = (from - year).max(year - to).max(0);
            number::<f64>(weight) * (-f64::from(outside) / 5.0).exp()
        }
        _ => 0.0,
    };
    let mut built = Vec::new();
    for first in under(parts, first) {
        for second in under(parts, second) {
            let weight = in_use(&first) * in_use(&second);
            let name = Name::new(
                format!("{}{}", first[0], second[0]),
                format!("{}{}", first[1], second[1]),
            );
            if first[0] != second[0] && weight > 0.05 && !known.contains(&name) {
                let chance = 1 + stir(&name.written) % 6;
                built.push((name, weight * (chance * chance) as f64));
            }
        }
    }
    let sum = |names: &[(Name, f64)]| names.iter().map(|(_, weight)| weight).sum::<f64>();
    let (of_list, of_built) = (sum(&listed), sum(&built).max(1.0));
    let weigh = |share: f64, sum: f64| {
        move |(name, weight): (Name, f64)| (name, (1e8 * share * weight / sum) as u64)
    };
    Weighted::new(
        listed
            .into_iter()
            .map(weigh(1.0 - BUILT_GIVEN, of_list))
            .chain(built.into_iter().map(weigh(BUILT_GIVEN, of_built))),
    )
}
