//! What is left of a text when its numbers are read: names, sex, address.

use super::{
    Part,
    label::{Label, is_word},
    lexicon::{HONORIFICS, NOT_NAMES, PLACES, SEX_LETTERS, SEXES},
};
use crate::normalize::{is_kana_or_letters, kana_key};
use tasuki_domain::{
    fact::identity::Sex,
    lookup::{Criteria, CriteriaItem},
    text::{KanaName, Line, is_hyphen},
};

/// The words of a text by what they are.
#[derive(Default)]
pub(super) struct Words {
    written: Vec<String>,
    kana: Vec<String>,
    letters: Vec<String>,
    address: Vec<String>,
    sex: Option<(Sex, String)>,
    unread: Vec<String>,
}

impl Words {
    /// Leaves all of it unread.
    pub(super) fn leave(&mut self, text: &str) {
        self.unread.extend(pieces(text));
    }

    /// Takes all of it as an address.
    pub(super) fn address(&mut self, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.address.is_empty() && !text.is_empty() {
            self.address.push(text);
        } else {
            self.leave(&text);
        }
    }

    /// Sorts the words.
    pub(super) fn read(&mut self, text: &str, label: Option<Label>) {
        let all: Vec<String> = pieces(text).collect();
        for (place, piece) in all.iter().enumerate() {
            let next = all.get(place + 1).map(String::as_str);
            self.piece(piece, next, label);
        }
    }

    fn piece(&mut self, piece: &str, next: Option<&str>, label: Option<Label>) {
        let name = without_honorific(piece);
        let letters: &[_] = if label == Some(Label::Sex) {
            SEX_LETTERS
        } else {
            &[]
        };
        let sex = SEXES
            .iter()
            .chain(letters)
            .find(|(word, _)| *word == name)
            .map(|(_, sex)| *sex);
        if let Some(sex) = sex
            && self.sex.is_none()
        {
            self.sex = Some((sex, name.to_owned()));
            return;
        }
        let named = matches!(label, Some(Label::Name | Label::Kana));
        let nobody = is_word(name) || (!named && NOT_NAMES.contains(&name));
        if sex.is_some() || label == Some(Label::Sex) || nobody {
            self.unread.push(piece.to_owned());
            return;
        }
        if is_kana(name) {
            // A single kana is a particle or a slip.
            let room = self.kana.len() < 4 && (named || name.chars().count() >= 2);
            self.keep(room, piece, |words| words.kana.push(name.to_owned()));
        } else if is_letters(name) {
            let room = self.letters.len() < 6;
            self.keep(room, piece, |words| words.letters.push(name.to_owned()));
        } else if !named
            && (is_place(name, next, self.written.is_empty()) || goes_on_with(&self.address, piece))
        {
            self.address.push(piece.to_owned());
        } else {
            let room = self.has_room_for(name);
            self.keep(room, piece, |words| words.written.push(name.to_owned()));
        }
    }

    fn keep(&mut self, room: bool, piece: &str, keep: impl FnOnce(&mut Self)) {
        if room {
            keep(self);
        } else {
            self.unread.push(piece.to_owned());
        }
    }

    /// A name has two parts at most, or one that is both.
    fn has_room_for(&self, name: &str) -> bool {
        let plausible = name.chars().count() <= 10
            && name
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '々' | '〆' | '・' | '\''));
        plausible
            && match self.written.as_slice() {
                [] => true,
                [one] => one.chars().count() <= 3 && name.chars().count() <= 4,
                _ => false,
            }
    }

    /// Puts what was found into the criteria; answers what was left.
    pub(super) fn compose(mut self, criteria: &mut Criteria, parts: &mut Vec<Part>) -> Vec<String> {
        let mut part = |item, typed: &str, read_as: &str| {
            parts.push(Part {
                item,
                typed: typed.to_owned(),
                read_as: read_as.to_owned(),
            });
        };
        if let Some((family, given)) = self.kana.split_first() {
            let given = given.join(" ");
            let fields = [
                (family.as_str(), CriteriaItem::FamilyKana),
                (given.as_str(), CriteriaItem::GivenKana),
            ];
            for (typed, item) in fields.into_iter().filter(|(typed, _)| !typed.is_empty()) {
                let Ok(kana) = typed.parse::<KanaName>() else {
                    self.unread.push(typed.to_owned());
                    continue;
                };
                part(item, typed, kana.as_str());
                match item {
                    CriteriaItem::FamilyKana => criteria.family_kana = Some(kana),
                    _ => criteria.given_kana = Some(kana),
                }
            }
        }
        let (name, beside) = if self.written.is_empty() {
            (self.letters, Vec::new())
        } else {
            (self.written, self.letters)
        };
        self.unread.extend(beside);
        let lines = [
            (name.join(" "), CriteriaItem::Name),
            (self.address.join(" "), CriteriaItem::Address),
        ];
        for (typed, item) in lines.into_iter().filter(|(typed, _)| !typed.is_empty()) {
            let Ok(line) = typed.parse::<Line>() else {
                self.unread.push(typed);
                continue;
            };
            part(item, &typed, line.as_str());
            match item {
                CriteriaItem::Name => criteria.name = Some(line),
                _ => criteria.address = Some(line),
            }
        }
        if let Some((sex, typed)) = self.sex {
            part(CriteriaItem::Sex, &typed, sex.japanese());
            criteria.sex = Some(sex);
        }
        self.unread
    }
}

/// The words of a text: parted by spaces, brackets and marks.
fn pieces(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '(' | ')'
                    | '「'
                    | '」'
                    | '、'
                    | ','
                    | ';'
                    | '。'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '|'
                    | '<'
                    | '>'
                    | ':'
                    | '='
                    | '/'
                    | '!'
                    | '?'
                    | '"'
            )
    })
    .map(|piece| {
        piece.trim_matches(|c: char| {
            (is_hyphen(c) && c != 'ー')
                || matches!(c, '.' | '・' | '※' | '*' | '●' | '■' | '○' | '◆' | '→')
        })
    })
    .filter(|piece| !piece.is_empty())
    .map(str::to_owned)
}

fn without_honorific(mut piece: &str) -> &str {
    while let Some(rest) = HONORIFICS
        .iter()
        .find_map(|honorific| piece.strip_suffix(honorific))
        .map(|rest| rest.trim_end_matches('・'))
        .filter(|rest| rest.chars().count() >= 2)
    {
        piece = rest;
    }
    piece
}

fn is_kana(text: &str) -> bool {
    let key = kana_key(text);
    is_kana_or_letters(&key)
        && !key.chars().any(|c| c.is_ascii_alphabetic())
        && text.parse::<KanaName>().is_ok()
}

fn is_letters(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
        && text.chars().all(|c| {
            (c.is_alphabetic() && !is_east_asian(c))
                || matches!(c, '\'' | '.' | '’')
                || is_hyphen(c)
        })
}

fn is_east_asian(c: char) -> bool {
    u32::from(c) >= 0x2E80
}

/// Whether a word is of an address: a number in it, or the ending of a place. 木村 花子 is a name
/// although it ends like a village, and so is what is followed by a given name.
fn is_place(piece: &str, next: Option<&str>, name_open: bool) -> bool {
    if piece.chars().any(|c| c.is_ascii_digit()) {
        return piece.chars().any(|c| c.is_alphabetic() && c != 'ー');
    }
    let length = piece.chars().count();
    let Some(ending) = PLACES.iter().find(|ending| piece.ends_with(*ending)) else {
        return false;
    };
    if length <= ending.chars().count() {
        return false;
    }
    let short = length == 2 && ending.chars().count() == 1;
    let before_given = next.is_some_and(|next| {
        next.chars().count() <= 3
            && next.chars().all(is_east_asian)
            && !PLACES.iter().any(|ending| next.ends_with(ending))
            && !SEXES.iter().any(|(word, _)| *word == next)
            && !is_kana(next)
    });
    !(short && name_open && (*ending == "村" || before_given))
}

/// Whether a number goes on with an address: 泉町 2.
fn goes_on_with(address: &[String], piece: &str) -> bool {
    !address.is_empty()
        && piece.chars().all(|c| c.is_ascii_digit() || is_hyphen(c))
        && piece.len() <= 9
}
