//! A search on its way from what somebody knows to what is typed.

use super::{
    Criteria, Told,
    birth::{Birth, Style},
    kana, romaji,
};
use crate::{Resident, random::Random};

/// Which items a search has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fields {
    /// Kana, birth date, sex, town.
    Full,
    /// Kana, birth date.
    Short,
    /// Kana, a decade of ages, town.
    Radio,
    /// The name as written, birth date, sex, town.
    Written,
    /// A telephone number.
    Phone,
    /// A telephone number and kana.
    PhoneName,
}

impl Fields {
    pub const ALL: [Self; 6] = [
        Self::Full,
        Self::Short,
        Self::Radio,
        Self::Written,
        Self::Phone,
        Self::PhoneName,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
            Self::Radio => "radio",
            Self::Written => "written",
            Self::Phone => "phone",
            Self::PhoneName => "phone_name",
        }
    }

    const fn has_kana(self) -> bool {
        !matches!(self, Self::Written | Self::Phone)
    }
}

/// The keyboard on which kana are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typing {
    Katakana,
    Hiragana,
    HalfWidth,
    /// As an input method wants it: oono yuuko.
    Romaji,
    /// As a passport has it: ono yuko.
    Passport,
}

/// How family and given name in characters are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    Close,
    Spaced,
    GivenFirst,
}

/// What is about to be typed.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    pub of: &'a Resident,
    pub fields: Fields,
    pub family: String,
    pub given: String,
    pub typing: Typing,
    /// Both names in the first of the two fields.
    pub one_field: bool,
    pub written: [String; 2],
    pub joined: Joined,
    pub birth: Birth,
    pub sex: String,
    pub town: String,
    pub phone: String,
    pub told: Told,
}

impl<'a> Draft<'a> {
    /// What somebody types who makes no mistake; none where the items are not known.
    pub fn of(of: &'a Resident, fields: Fields) -> Option<Self> {
        let person = &of.person;
        let letters = person.family_kana.is_empty();
        // Of who has no kana the letters of the card are typed.
        let (family, given) = if letters {
            (person.family.clone(), person.given.clone())
        } else {
            (person.family_kana.clone(), person.given_kana.clone())
        };
        let in_letters = person.family.is_ascii();
        let needs_phone = matches!(fields, Fields::Phone | Fields::PhoneName);
        if (needs_phone && person.phone.is_empty()) || (fields == Fields::Written && in_letters) {
            return None;
        }
        let birth = match fields {
            Fields::Radio => Birth::decade_of(person.birth_date),
            _ => Birth::Day(person.birth_date, Style::Short),
        };
        let dated = !needs_phone;
        let sexed = matches!(fields, Fields::Full | Fields::Written);
        let placed = sexed || fields == Fields::Radio;
        let sex = person.sex.code().to_owned();
        let town = of.place.town_text();
        let told = Told {
            family: fields.has_kana().then(|| family.clone()),
            given: fields.has_kana().then(|| given.clone()),
            written: (fields == Fields::Written)
                .then(|| format!("{}{}", person.family, person.given)),
            born: dated.then(|| birth.range()),
            sex: sexed.then(|| sex.clone()),
            town: placed.then(|| town.clone()),
            phone: needs_phone.then(|| person.phone.replace('-', "")),
        };
        Some(Self {
            of,
            fields,
            family,
            given,
            typing: Typing::Katakana,
            one_field: false,
            written: [person.family.clone(), person.given.clone()],
            joined: Joined::Close,
            birth,
            sex,
            town,
            phone: person.phone.clone(),
            told,
        })
    }

    /// Whether the name is typed in kana, and not in letters.
    pub fn is_kana(&self) -> bool {
        !self.family.is_ascii()
    }

    /// One of the two names to slip in, the longer one more often.
    pub fn name_mut(&mut self, random: &mut Random) -> &mut String {
        let (family, given) = (self.family.chars().count(), self.given.chars().count());
        if random.below(family + given) < family {
            &mut self.family
        } else {
            &mut self.given
        }
    }

    /// What stands in the fields at the end.
    pub fn typed(&self) -> Criteria {
        let fields = self.fields;
        let kana = |text: &str| {
            let typed = match self.typing {
                Typing::Katakana => text.to_owned(),
                Typing::Hiragana => kana::hiragana(text),
                Typing::HalfWidth => kana::half_width(text),
                Typing::Romaji => romaji::typed(text),
                Typing::Passport => romaji::passport(text),
            };
            (!typed.is_empty()).then_some(typed)
        };
        let mut criteria = Criteria::default();
        if fields.has_kana() && self.one_field {
            criteria.family_kana = kana(&format!("{}{}", self.family, self.given));
        } else if fields.has_kana() {
            criteria.family_kana = kana(&self.family);
            criteria.given_kana = kana(&self.given);
        }
        if fields == Fields::Written {
            let [family, given] = &self.written;
            criteria.name = Some(match self.joined {
                Joined::Close => format!("{family}{given}"),
                Joined::Spaced => format!("{family}　{given}"),
                Joined::GivenFirst => format!("{given} {family}"),
            });
        }
        criteria.birth_date = self.told.born.map(|_| self.birth.typed());
        criteria.sex = self.told.sex.as_ref().map(|_| self.sex.clone());
        criteria.address = self.told.town.as_ref().map(|_| self.town.clone());
        criteria.phone = self.told.phone.as_ref().map(|_| self.phone.clone());
        criteria
    }
}
