//! Anything pasted into one box → what is searched for, how each part of it was read, and what was
//! left unread.
//!
//! A dispatcher pastes what the call display, the caller or another system gives: a name in kanji,
//! kana or letters, a number, an address, a telephone number, a birth date or an age, a sex; in any
//! order, on several lines, in full width, with or without labels. Nothing is guessed in silence:
//! every part is shown as it was read, and what was not read is shown too.

mod date;
mod label;
mod lexicon;
mod number;
mod segment;
mod word;

#[cfg(test)]
mod tests;

use label::Label;
use segment::{Segment, segments};
use tasuki_domain::{
    Invalid,
    birth_date::BirthDateInput,
    lookup::{Criteria, CriteriaItem},
    text::{Phone, PhoneFragment, nfkc},
    time::Date,
};
use word::Words;

/// Characters at most.
pub const MAX: usize = 500;

/// What was read of a text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pasted {
    /// What is searched for.
    pub criteria: Criteria,
    /// How each part was read, in the order of [`CriteriaItem::ALL`].
    pub parts: Vec<Part>,
    /// What was left unread, in the order of the text.
    pub unread: Vec<String>,
}

/// One part of a text and what it was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it says.
    pub item: CriteriaItem,
    /// As it stands in the text, folded to usual characters.
    pub typed: String,
    /// As it was understood: 「昭和15年3月2日（1940） 86歳」.
    pub read_as: String,
}

/// Reads a text as of `today`. Refuses an empty one and one of more than [`MAX`] characters.
pub fn read(text: &str, today: Date) -> Result<Pasted, Invalid> {
    check(text)?;
    let mut reader = Reader {
        today,
        pasted: Pasted::default(),
        words: Words::default(),
        caller: None,
    };
    for segment in segments(&folded(text)) {
        reader.segment(segment);
    }
    Ok(reader.finish())
}

/// Refuses an empty text and one of more than [`MAX`] characters; the end of a line is one, however
/// it is sent.
pub fn check(text: &str) -> Result<(), Invalid> {
    let length = with_plain_ends(text).chars().take(MAX + 1).count();
    if length > MAX {
        return Err(Invalid::new(
            "text_too_long",
            format!("文が長すぎます（{MAX}文字まで）"),
            "氏名・生年月日・電話・住所のところだけを貼ってください",
        ));
    }
    if text.trim().is_empty() {
        return Err(Invalid::new(
            "text_empty",
            "何も入っていません",
            "分かることをそのまま貼ってください",
        ));
    }
    Ok(())
}

/// Browsers send the end of a line as two characters.
fn with_plain_ends(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Usual characters only: full width and half width folded, other controls as spaces.
fn folded(text: &str) -> String {
    let shown = |c: char| {
        if c == '\n' || !(c.is_control() || is_invisible(c)) {
            c
        } else {
            ' '
        }
    };
    nfkc(&with_plain_ends(text)).chars().map(shown).collect()
}

/// Marks that reorder what is displayed, or show nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

struct Reader {
    today: Date,
    pasted: Pasted,
    words: Words,
    /// The telephone of whoever calls, and how it was typed.
    caller: Option<(Phone, String)>,
}

impl Reader {
    fn segment(&mut self, segment: Segment) {
        let mut rest = segment.text;
        match segment.label {
            Some(Label::Caller) => {
                // Whoever calls is not the patient, and their telephone finds the household only where
                // the patient's own is not said.
                match number::phone(&rest) {
                    Some(found) if self.caller.is_none() => {
                        self.words.leave(&found.rest);
                        self.caller = Some((found.value, found.typed));
                    }
                    _ => self.words.leave(&rest),
                }
                return;
            }
            Some(Label::Other) => {
                self.words.leave(&rest);
                return;
            }
            Some(Label::LastFour) => {
                if let Some((typed, phone)) = number::last_four(&rest)
                    && self.pasted.criteria.phone.is_none()
                {
                    self.pasted.criteria.phone = Some(phone);
                    self.part(CriteriaItem::Phone, typed);
                } else {
                    self.words.leave(&rest);
                }
                return;
            }
            Some(Label::Address) => {
                self.words.address(&rest);
                return;
            }
            Some(Label::Card) => {
                rest = self.card(&rest, true);
                self.words.leave(&rest);
                return;
            }
            Some(Label::Birth) => {
                rest = self.birth(&rest, true);
                self.words.read(&rest, None);
                return;
            }
            Some(Label::Name | Label::Kana | Label::Sex | Label::Phone) | None => {}
        }
        rest = self.phone(&rest);
        if segment.label == Some(Label::Phone) {
            self.words.leave(&rest);
            return;
        }
        rest = self.card(&rest, false);
        rest = self.birth(&rest, false);
        self.words.read(&rest, segment.label);
    }

    /// Takes the first telephone number out; further ones stay and are left unread.
    fn phone(&mut self, text: &str) -> String {
        match number::phone(text) {
            Some(found) if self.pasted.criteria.phone.is_none() => {
                self.pasted.criteria.phone = Some(PhoneFragment::Full(found.value));
                self.part(CriteriaItem::Phone, found.typed);
                found.rest
            }
            _ => text.to_owned(),
        }
    }

    fn card(&mut self, text: &str, labelled: bool) -> String {
        match number::card(text, labelled, self.today) {
            Some(found) if self.pasted.criteria.card_number.is_none() => {
                self.pasted.criteria.card_number = Some(found.value);
                self.part(CriteriaItem::CardNumber, found.typed);
                found.rest
            }
            _ => text.to_owned(),
        }
    }

    /// Takes a birth date out. A day is kept over an age, whichever came first.
    fn birth(&mut self, text: &str, labelled: bool) -> String {
        let Some(found) = date::birth(text, labelled, self.today) else {
            return text.to_owned();
        };
        let known = &self.pasted.criteria.birth_date;
        if known
            .as_ref()
            .is_some_and(|known| is_day(known) || !is_day(&found.value))
        {
            return text.to_owned();
        }
        // What was an age before is not searched for any more.
        let age = self
            .pasted
            .parts
            .iter()
            .position(|part| part.item == CriteriaItem::BirthDate);
        if let Some(age) = age {
            let age = self.pasted.parts.remove(age);
            self.words.leave(&age.typed);
        }
        self.pasted.criteria.birth_date = Some(found.value);
        self.part(CriteriaItem::BirthDate, found.typed);
        // An age may stand beside the day.
        self.birth(&found.rest, labelled)
    }

    fn part(&mut self, item: CriteriaItem, typed: String) {
        let read_as = self.pasted.criteria.read_as(item).unwrap_or_default();
        self.pasted.parts.push(Part {
            item,
            typed,
            read_as,
        });
    }

    fn finish(mut self) -> Pasted {
        if let Some((phone, typed)) = self.caller.take() {
            if self.pasted.criteria.phone.is_none() {
                self.pasted.criteria.phone = Some(PhoneFragment::Full(phone));
                self.part(CriteriaItem::Phone, typed);
            } else {
                self.words.leave(&typed);
            }
        }
        let words = std::mem::take(&mut self.words);
        self.pasted.unread = words.compose(&mut self.pasted.criteria, &mut self.pasted.parts);
        self.pasted.parts.sort_by_key(|part| part.item);
        self.pasted
    }
}

fn is_day(input: &BirthDateInput) -> bool {
    match input {
        BirthDateInput::Read(reading) => reading.exact().is_some(),
        BirthDateInput::Ambiguous(_) => true,
    }
}

/// A value found in a text, as it stands there, and the text without it.
struct Found<T> {
    value: T,
    typed: String,
    rest: String,
}

impl<T> Found<T> {
    /// Takes the characters from `start` to `end` out; a line ends where they were.
    fn taken(chars: &[char], start: usize, end: usize, value: T) -> Self {
        let piece = |from: usize, to: usize| -> String {
            chars.get(from..to).unwrap_or_default().iter().collect()
        };
        Self {
            value,
            typed: piece(start, end).trim().to_owned(),
            rest: format!("{}\n{}", piece(0, start), piece(end, chars.len())),
        }
    }
}
