//! What agrees and what does not, item by item, and how much it weighs.

use super::{
    address, birth, items,
    level::{Field, Level},
    name::{self, NameVerdict},
    weights::{PROBABLE, SHORT, weight},
};
use crate::{
    Sketch,
    asked::{Asked, AskedNames},
};
use tasuki_domain::{
    card::CardNumber,
    fact::identity::Sex,
    lookup::{Criteria, Grade, MatchedItem, SimilarItem},
    text::PhoneFragment,
    time::Date,
};

/// One person against one search. An item that was not asked for, or is not on record, is `None`.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    card: Option<bool>,
    kana: Option<NameVerdict>,
    written: Option<NameVerdict>,
    birth: Option<Level>,
    phone: Option<Level>,
    address: Option<Level>,
    sex: Option<Level>,
    /// Of two fields in kana, the one that agrees less.
    other_kana: Option<NameVerdict>,
    /// Whether it is by the name itself that they agree, or by one with the same given name.
    by_own_name: bool,
    /// Whether the telephone number was asked for whole.
    whole_phone: bool,
    /// Whether anything beside the name was asked for.
    more_asked: bool,
}

/// A card weighs more than everything else together.
const CARD: i32 = 6_000;
/// Kana and kanji of one name say nearly the same; the second adds little, and takes little away.
const BOTH: i32 = 300;

impl Weighed {
    /// Compares item by item.
    pub fn new(
        criteria: &Criteria,
        asked: &Asked,
        card: CardNumber,
        sketch: &Sketch,
        today: Date,
    ) -> Self {
        let in_kana = |names| name::in_kana(names, &sketch.names);
        let (kana, other_kana) = match (in_kana(&asked.kana), in_kana(&asked.name_in_kana)) {
            (Some(field), Some(name)) if field.weight >= name.weight => (Some(field), Some(name)),
            (Some(field), Some(name)) => (Some(name), Some(field)),
            (field, name) => (field.or(name), None),
        };
        let by_own_name = sketch.names.len() < 2 || {
            let own = name::own_names(&sketch.names);
            let whole = |names: &AskedNames, verdict: Option<NameVerdict>| {
                names.0.is_empty() || verdict.is_none_or(|verdict| verdict.whole)
            };
            whole(&asked.kana, name::in_kana(&asked.kana, &own))
                && whole(
                    &asked.name_in_kana,
                    name::in_kana(&asked.name_in_kana, &own),
                )
                && whole(&asked.written, name::as_written(&asked.written, &own))
        };
        Self {
            by_own_name,
            card: criteria.card_number.map(|asked| asked == card),
            kana,
            other_kana,
            written: (!asked.written.0.is_empty())
                .then(|| name::as_written(&asked.written, &sketch.names))
                .flatten(),
            birth: birth::compare(criteria, sketch.birth, today),
            phone: items::phone(criteria.phone.as_ref(), &sketch.phones),
            address: asked
                .place
                .as_ref()
                .zip(sketch.place.as_ref())
                .map(|(asked, recorded)| address::compare(asked, recorded)),
            sex: items::sex(criteria.sex, sketch.sex),
            whole_phone: criteria.phone.as_ref().is_some_and(PhoneFragment::is_full),
            more_asked: criteria.birth_date.is_some()
                || criteria.phone.is_some()
                || criteria.address.is_some()
                || criteria.sex.is_some_and(|sex| sex != Sex::Unknown),
        }
    }

    /// What each field of names says.
    fn names(&self) -> impl Iterator<Item = &NameVerdict> {
        [&self.kana, &self.other_kana, &self.written]
            .into_iter()
            .flatten()
    }

    /// The better of kana and writing.
    fn name(&self) -> Option<&NameVerdict> {
        [self.kana.as_ref(), self.written.as_ref()]
            .into_iter()
            .flatten()
            .max_by_key(|verdict| (verdict.weight, verdict.whole))
    }

    /// Whether the person agrees enough to be offered at all: some name, or the whole telephone
    /// number, and no more amiss than two slips.
    pub fn agrees(&self) -> bool {
        if let Some(card) = self.card {
            return card;
        }
        if self.phone == Some(Level::Same) {
            return true;
        }
        let Some(name) = self.name().filter(|name| name.touches()) else {
            return false;
        };
        let enough = name.whole || !self.more_asked || self.more_agrees();
        enough && self.score() > 0 && self.most() - self.score() <= SHORT
    }

    /// Whether anything beside the name agrees, or is alike.
    fn more_agrees(&self) -> bool {
        [self.birth, self.phone, self.address, self.sex]
            .into_iter()
            .flatten()
            .any(|level| level != Level::Differs)
    }

    /// Whether an item beyond name and birth date agrees that tells people of one name apart. Sex
    /// does not.
    fn third_item(&self) -> bool {
        self.phone.is_some_and(|level| self.rings(level)) || self.address == Some(Level::Same)
    }

    /// Whether the telephone number agrees as far as it was said. Of a whole one the last four digits
    /// are not that.
    fn rings(&self, level: Level) -> bool {
        level == Level::Same || (level == Level::LastFour && !self.whole_phone)
    }

    /// How many asked-for items are contradicted by the record.
    fn contradictions(&self) -> usize {
        let conflicts = self.names().filter(|verdict| !verdict.agrees()).count();
        let items = [self.birth, self.phone, self.address, self.sex];
        let differ = items
            .into_iter()
            .filter(|item| *item == Some(Level::Differs));
        let another_number = self.phone == Some(Level::LastFour) && self.whole_phone;
        conflicts + differ.count() + usize::from(another_number)
    }

    /// How many asked-for items do not agree to the letter. That a place is not quite the one on
    /// record says nothing: whose card may be in the wrong pocket lives in the same house.
    fn amiss(&self) -> usize {
        let names = self
            .names()
            .filter(|verdict| !verdict.agrees_to_the_letter())
            .count();
        let birth = self.birth.is_some_and(|level| {
            !matches!(
                level,
                Level::Same | Level::Month | Level::Year | Level::Decade
            )
        });
        let phone = self.phone.is_some_and(|level| !self.rings(level));
        let others = [self.address, self.sex];
        let others = others
            .into_iter()
            .filter(|item| *item == Some(Level::Differs));
        names + usize::from(birth) + usize::from(phone) + others.count()
    }

    /// The grade by this person alone; whether another is near is judged apart.
    pub fn grade(&self) -> Grade {
        if self.card == Some(true) {
            // A card in the wrong pocket shows by what else does not fit: a sister has the family name
            // and nearly the rest.
            return match self.amiss() {
                0 => Grade::Certain,
                1 => Grade::Probable,
                _ => Grade::Possible,
            };
        }
        let Some(name) = self.name() else {
            return Grade::Possible;
        };
        let to_the_letter = self.names().all(NameVerdict::agrees_to_the_letter);
        let certain = name.whole
            && to_the_letter
            && self.by_own_name
            && self.birth == Some(Level::Same)
            && self.third_item()
            && self.contradictions() == 0;
        if certain {
            Grade::Certain
        } else if self.score() >= PROBABLE && name.agrees() && self.birth != Some(Level::Differs) {
            Grade::Probable
        } else {
            Grade::Possible
        }
    }

    /// The sum of the weights in hundredths of a bit: agreement counts for, contradiction against,
    /// silence for nothing.
    pub fn score(&self) -> i32 {
        self.sum(weight, |verdict| verdict.weight)
    }

    /// What the score would be if everything that was asked for and is on record agreed.
    fn most(&self) -> i32 {
        let item = |field, level| match (field, level) {
            // As far as it was said, or is on record.
            (_, Level::Month | Level::Year | Level::Decade) => weight(field, level),
            (_, Level::Beside) => weight(field, Level::Decade),
            (Field::Phone, _) if !self.whole_phone => weight(field, Level::LastFour),
            _ => weight(field, Level::Same),
        };
        self.sum(item, |verdict| verdict.most)
    }

    fn sum(&self, item: impl Fn(Field, Level) -> i32, name: impl Fn(&NameVerdict) -> i32) -> i32 {
        let both = match (&self.kana, &self.written) {
            (Some(kana), Some(written)) if kana.agrees() == written.agrees() => BOTH,
            (Some(_), Some(_)) => -BOTH,
            _ => 0,
        };
        let of = |field, level: Option<Level>| level.map_or(0, |level| item(field, level));
        let card = if self.card == Some(true) { CARD } else { 0 };
        card + self.name().map_or(0, name)
            + both
            + of(Field::Birth, self.birth)
            + of(Field::Phone, self.phone)
            + of(Field::Address, self.address)
            + of(Field::Sex, self.sex)
    }

    /// The items that agree, in the order in which they are read.
    pub fn matched(&self) -> Vec<MatchedItem> {
        let kana = self.kana.filter(NameVerdict::agrees);
        let whole = kana.is_some_and(|verdict| verdict.whole);
        let kana = kana.and_then(|verdict| verdict.levels().min());
        [
            (self.card == Some(true)).then_some(MatchedItem::CardNumber),
            match kana {
                Some(Level::Same) if whole => Some(MatchedItem::Kana),
                Some(Level::Same | Level::Begins | Level::BeginsWithOne) => {
                    Some(MatchedItem::KanaPrefix)
                }
                Some(Level::Sound) => Some(MatchedItem::KanaSound),
                _ => None,
            },
            self.written
                .as_ref()
                .filter(|verdict| verdict.agrees_to_the_letter())
                .map(|_| MatchedItem::Name),
            match self.birth {
                Some(Level::Same) => Some(MatchedItem::BirthDate),
                Some(Level::Month | Level::Year | Level::Decade) => {
                    Some(MatchedItem::BirthDateRange)
                }
                _ => None,
            },
            (self.sex == Some(Level::Same)).then_some(MatchedItem::Sex),
            match self.phone {
                Some(Level::Same) => Some(MatchedItem::Phone),
                Some(Level::LastFour) => Some(MatchedItem::PhoneLast4),
                _ => None,
            },
            (self.address == Some(Level::Same)).then_some(MatchedItem::Address),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The items that are alike and not the same, with what parts them.
    pub fn similar(&self) -> Vec<SimilarItem> {
        let slips = |verdict: &Option<NameVerdict>| verdict.and_then(|one| one.levels().min());
        [
            match slips(&self.kana) {
                Some(Level::Voice) => Some(SimilarItem::KanaVoice),
                Some(Level::Length) => Some(SimilarItem::KanaLength),
                Some(Level::Slip | Level::SlipOfTwo | Level::SlipOfThree) => {
                    Some(SimilarItem::KanaOne)
                }
                Some(Level::TwoSlips) => Some(SimilarItem::KanaTwo),
                Some(Level::Consonants) => Some(SimilarItem::KanaLetters),
                Some(Level::Differs) if self.kana.is_some_and(|kana| kana.touches()) => {
                    Some(SimilarItem::KanaPart)
                }
                _ => None,
            },
            match slips(&self.written) {
                Some(Level::Slip | Level::SlipOfTwo | Level::SlipOfThree | Level::TwoSlips) => {
                    Some(SimilarItem::NameOne)
                }
                Some(Level::Differs) if self.written.is_some_and(|name| name.touches()) => {
                    Some(SimilarItem::NamePart)
                }
                _ => None,
            },
            match self.birth {
                Some(Level::Era) => Some(SimilarItem::BirthEra),
                Some(Level::Turned) => Some(SimilarItem::BirthTurned),
                Some(Level::Digit) => Some(SimilarItem::BirthDigit),
                Some(Level::NextYear) => Some(SimilarItem::BirthNextYear),
                Some(Level::TwoSlips) => Some(SimilarItem::BirthTwo),
                Some(Level::Beside) => Some(SimilarItem::BirthBeside),
                _ => None,
            },
            (self.phone == Some(Level::Slip)).then_some(SimilarItem::PhoneDigit),
            (self.address == Some(Level::Touches)).then_some(SimilarItem::AddressPart),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The items in which the person is another than was asked for.
    pub fn differing(&self) -> Vec<MatchedItem> {
        let differs = |verdict: &Option<NameVerdict>| verdict.is_some_and(|one| !one.touches());
        [
            differs(&self.kana).then_some(MatchedItem::Kana),
            differs(&self.written).then_some(MatchedItem::Name),
            (self.birth == Some(Level::Differs)).then_some(MatchedItem::BirthDate),
            (self.sex == Some(Level::Differs)).then_some(MatchedItem::Sex),
            (self.phone == Some(Level::Differs)).then_some(MatchedItem::Phone),
            (self.address == Some(Level::Differs)).then_some(MatchedItem::Address),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Every item that was compared, at its level.
    fn levels(&self) -> Vec<(Field, Level)> {
        let name = self.name();
        [
            (Field::Family, name.and_then(|name| name.family)),
            (Field::Given, name.and_then(|name| name.given)),
            (Field::Birth, self.birth),
            (Field::Sex, self.sex),
            (Field::Address, self.address),
            (Field::Phone, self.phone),
        ]
        .into_iter()
        .filter_map(|(field, level)| Some((field, level?)))
        .collect()
    }
}

/// At which level every item of a search agrees with a person: what the weights are estimated from.
pub fn levels(criteria: &Criteria, sketch: &Sketch, today: Date) -> Vec<(Field, Level)> {
    Weighed::new(
        criteria,
        &Asked::of(criteria),
        CardNumber::from_serial(0),
        sketch,
        today,
    )
    .levels()
}
