//! What agrees and what does not, item by item, and how much it weighs.

use super::{
    address::{self, AddressVerdict},
    birth::{self, BirthVerdict},
    name::{self, NameLevel, NameVerdict},
};
use crate::{Subject, asked::Asked, name::NameKeys};
use tasuki_domain::{
    fact::identity::{Identity, Sex},
    lookup::{Criteria, Grade, MatchedItem},
    text::PhoneFragment,
    time::Date,
};

/// What a telephone number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhoneVerdict {
    Whole,
    Last4,
    Differs,
}

/// One person against one search. An item that was not asked for, or is not on record, is `None`.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    card: Option<bool>,
    name: NameVerdict,
    birth: Option<BirthVerdict>,
    phone: Option<PhoneVerdict>,
    address: Option<AddressVerdict>,
    sex: Option<bool>,
    /// Whether anything beside the name was asked for.
    more_asked: bool,
}

/// From this weight on a person is probable.
///
/// The weights below stand for log2 of how much likelier an agreement is in the same person than
/// in another, by judgment: a whole name in one of some thousands, a day of birth in one of some
/// ten thousand, four digits in one of a thousand when a household shares them. The bound is
/// reached by a whole name with a day of birth, by a whole name with a telephone number's digits,
/// and by the beginning of a name only with two other items.
const PROBABLE: i32 = 21;

impl Weighed {
    /// Compares item by item.
    pub fn new(
        criteria: &Criteria,
        asked: &Asked,
        subject: &Subject,
        names: &[NameKeys],
        today: Date,
    ) -> Self {
        let identity = &subject.identity;
        let recorded = identity
            .address
            .as_ref()
            .filter(|_| !subject.protected_address);
        Self {
            card: criteria.card_number.map(|card| card == subject.card),
            name: name::compare(asked, names),
            birth: birth::compare(criteria, identity.birth_date, today),
            phone: phone(criteria.phone.as_ref(), identity),
            address: asked
                .address
                .as_ref()
                .zip(recorded)
                .map(|(asked, recorded)| address::compare(asked, recorded)),
            sex: sex(criteria.sex, identity.sex),
            more_asked: criteria.birth_date.is_some()
                || criteria.phone.is_some()
                || criteria.address.is_some()
                || criteria.sex.is_some_and(|sex| sex != Sex::Unknown),
        }
    }

    /// Whether the person agrees enough to be offered at all.
    pub fn agrees(&self) -> bool {
        if let Some(card) = self.card {
            return card;
        }
        if self.phone == Some(PhoneVerdict::Whole) {
            return true;
        }
        match self.name.best() {
            None => false,
            Some(NameLevel::Whole) => true,
            Some(NameLevel::Beginning | NameLevel::Sound) => {
                self.birth != Some(BirthVerdict::Differs)
                    && (!self.more_asked || self.second_item())
            }
        }
    }

    fn second_item(&self) -> bool {
        self.third_item()
            || self
                .birth
                .is_some_and(|birth| birth != BirthVerdict::Differs)
            || self.address == Some(AddressVerdict::Touches)
            || self.sex == Some(true)
    }

    /// Whether an item beyond name and birth date agrees that tells people of one name apart. Sex
    /// does not.
    fn third_item(&self) -> bool {
        matches!(self.phone, Some(PhoneVerdict::Whole | PhoneVerdict::Last4))
            || self.address == Some(AddressVerdict::Agrees)
    }

    /// How many asked-for items are contradicted by the record.
    fn contradictions(&self) -> usize {
        [
            self.name.conflict,
            self.birth == Some(BirthVerdict::Differs),
            self.phone == Some(PhoneVerdict::Differs),
            self.address == Some(AddressVerdict::Differs),
            self.sex == Some(false),
        ]
        .into_iter()
        .filter(|contradiction| *contradiction)
        .count()
    }

    /// The grade by this person alone; whether another is near is judged apart.
    pub fn grade(&self) -> Grade {
        let contradictions = self.contradictions();
        if self.card == Some(true) {
            // A card in the wrong pocket shows by what else does not fit.
            return match contradictions {
                0 => Grade::Certain,
                1 => Grade::Probable,
                _ => Grade::Possible,
            };
        }
        if self.birth == Some(BirthVerdict::Differs)
            || self.sex == Some(false)
            || self.name.best().is_none()
        {
            return Grade::Possible;
        }
        let certain = self.name.best() == Some(NameLevel::Whole)
            && self.birth == Some(BirthVerdict::SameDay)
            && self.third_item()
            && contradictions == 0;
        if certain {
            Grade::Certain
        } else if self.score() >= PROBABLE {
            Grade::Probable
        } else {
            Grade::Possible
        }
    }

    /// The sum of the weights: agreement counts for, contradiction against, silence for nothing.
    pub fn score(&self) -> i32 {
        let name = |level| match level {
            NameLevel::Whole => 12,
            NameLevel::Beginning | NameLevel::Sound => 5,
        };
        let best = self.name.best().map_or(0, name);
        // Kana and kanji of one name say nearly the same; the second adds little.
        let both = self.name.kana.is_some() && self.name.written.is_some();
        let sum = [
            if self.card == Some(true) { 40 } else { 0 },
            best + if both { 3 } else { 0 },
            if self.name.conflict { -4 } else { 0 },
            match self.birth {
                Some(BirthVerdict::SameDay) => 14,
                Some(BirthVerdict::MayBe) => 5,
                Some(BirthVerdict::Differs) => -10,
                None => 0,
            },
            match self.phone {
                Some(PhoneVerdict::Whole) => 16,
                Some(PhoneVerdict::Last4) => 10,
                Some(PhoneVerdict::Differs) => -2,
                None => 0,
            },
            match self.address {
                Some(AddressVerdict::Agrees) => 6,
                Some(AddressVerdict::Touches) => 2,
                Some(AddressVerdict::Differs) => -2,
                None => 0,
            },
            match self.sex {
                Some(true) => 1,
                Some(false) => -6,
                None => 0,
            },
        ];
        sum.into_iter().sum()
    }

    /// The items that agree, in the order in which they are read.
    pub fn matched(&self) -> Vec<MatchedItem> {
        [
            (self.card == Some(true)).then_some(MatchedItem::CardNumber),
            self.name.kana.map(|level| match level {
                NameLevel::Whole => MatchedItem::Kana,
                NameLevel::Beginning => MatchedItem::KanaPrefix,
                NameLevel::Sound => MatchedItem::KanaSound,
            }),
            self.name.written.map(|_| MatchedItem::Name),
            match self.birth {
                Some(BirthVerdict::SameDay) => Some(MatchedItem::BirthDate),
                Some(BirthVerdict::MayBe) => Some(MatchedItem::BirthDateRange),
                _ => None,
            },
            (self.sex == Some(true)).then_some(MatchedItem::Sex),
            match self.phone {
                Some(PhoneVerdict::Whole) => Some(MatchedItem::Phone),
                Some(PhoneVerdict::Last4) => Some(MatchedItem::PhoneLast4),
                _ => None,
            },
            match self.address {
                Some(AddressVerdict::Agrees | AddressVerdict::Touches) => {
                    Some(MatchedItem::Address)
                }
                _ => None,
            },
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn phone(asked: Option<&PhoneFragment>, identity: &Identity) -> Option<PhoneVerdict> {
    let asked = asked?;
    if identity.phones.is_empty() {
        return None;
    }
    let last4 = match asked {
        PhoneFragment::Full(phone) if identity.phones.contains(phone) => {
            return Some(PhoneVerdict::Whole);
        }
        PhoneFragment::Full(phone) => phone.last4(),
        PhoneFragment::Last4(digits) => digits,
    };
    Some(
        if identity.phones.iter().any(|phone| phone.last4() == last4) {
            PhoneVerdict::Last4
        } else {
            PhoneVerdict::Differs
        },
    )
}

fn sex(asked: Option<Sex>, recorded: Sex) -> Option<bool> {
    let asked = asked.filter(|sex| *sex != Sex::Unknown)?;
    (recorded != Sex::Unknown).then_some(asked == recorded)
}
