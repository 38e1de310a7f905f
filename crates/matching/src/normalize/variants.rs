//! Classes of characters that are one in a name (異体字, 旧字体).

use std::{collections::HashMap, sync::LazyLock};

const TABLE: &str = include_str!("../../data/variants.tsv");

static REPRESENTATIVES: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    classes()
        .flat_map(|(representative, members)| members.map(move |member| (member, representative)))
        .collect()
});

/// The lines of the table: a representative and the other members of its class.
pub(super) fn classes() -> impl Iterator<Item = (char, impl Iterator<Item = char>)> {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let (representative, members) = line.split_once('\t')?;
            let members = members.chars().filter(|c| !c.is_whitespace());
            Some((representative.chars().next()?, members))
        })
}

/// The character that stands for the class of `c`; `c` itself when it has no class.
pub(super) fn representative(c: char) -> char {
    REPRESENTATIVES.get(&c).copied().unwrap_or(c)
}
