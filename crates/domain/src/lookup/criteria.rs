//! What a searcher knows, and whether it is enough to search with.

use super::Shortfall;
use crate::{
    birth_date::BirthDateInput,
    card::CardNumber,
    fact::identity::Sex,
    text::{KanaName, Line, PhoneFragment},
};

/// What the searcher knows. Each item is optional; `is_enough` says which combinations may run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Criteria {
    /// Kana of the family name, whole or its beginning.
    pub family_kana: Option<KanaName>,
    /// Kana of the given name, whole or its beginning.
    pub given_kana: Option<KanaName>,
    /// The name as written, in kanji, kana or letters, family name first or not.
    pub name: Option<Line>,
    /// The birth date in any form of the entry rules.
    pub birth_date: Option<BirthDateInput>,
    /// Sex.
    pub sex: Option<Sex>,
    /// A telephone number or its last four digits.
    pub phone: Option<PhoneFragment>,
    /// Town, block, building or facility.
    pub address: Option<Line>,
    /// The number on the card.
    pub card_number: Option<CardNumber>,
}

macro_rules! items {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// One thing that a searcher may know.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum CriteriaItem { $($(#[$doc])* $variant,)+ }

        impl CriteriaItem {
            /// All items.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The name of its field in the API and in storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words of its field.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }
        }
    };
}

items! {
    /// The number on the card.
    CardNumber, "card_number", "カード番号";
    /// Kana of the family name.
    FamilyKana, "family_kana", "フリガナ（姓）";
    /// Kana of the given name.
    GivenKana, "given_kana", "フリガナ（名）";
    /// The name as written.
    Name, "name", "氏名";
    /// The birth date.
    BirthDate, "birth_date", "生年月日";
    /// Sex.
    Sex, "sex", "性別";
    /// The telephone number.
    Phone, "phone", "電話";
    /// The address.
    Address, "address", "町名・施設";
}

/// Days that a birth date may mean and still tell people apart.
const FEW_DAYS: i32 = 31;

/// Items that are asked for at once; more would be a list and not a hint.
const ASKED_AT_ONCE: usize = 4;

impl Criteria {
    /// Which items are given, in the order of [`CriteriaItem::ALL`].
    pub fn items(&self) -> Vec<CriteriaItem> {
        CriteriaItem::ALL
            .iter()
            .copied()
            .filter(|item| self.has(*item))
            .collect()
    }

    /// Whether that item is given.
    pub const fn has(&self, item: CriteriaItem) -> bool {
        match item {
            CriteriaItem::CardNumber => self.card_number.is_some(),
            CriteriaItem::FamilyKana => self.family_kana.is_some(),
            CriteriaItem::GivenKana => self.given_kana.is_some(),
            CriteriaItem::Name => self.name.is_some(),
            CriteriaItem::BirthDate => self.birth_date.is_some(),
            // 不明 says nothing.
            CriteriaItem::Sex => matches!(self.sex, Some(Sex::Female | Sex::Male | Sex::Other)),
            CriteriaItem::Phone => self.phone.is_some(),
            CriteriaItem::Address => self.address.is_some(),
        }
    }

    /// The same without that item.
    #[must_use]
    pub fn without(mut self, item: CriteriaItem) -> Self {
        match item {
            CriteriaItem::CardNumber => self.card_number = None,
            CriteriaItem::FamilyKana => self.family_kana = None,
            CriteriaItem::GivenKana => self.given_kana = None,
            CriteriaItem::Name => self.name = None,
            CriteriaItem::BirthDate => self.birth_date = None,
            CriteriaItem::Sex => self.sex = None,
            CriteriaItem::Phone => self.phone = None,
            CriteriaItem::Address => self.address = None,
        }
        self
    }

    /// How an item is understood, in words; none when it is not given.
    pub fn read_as(&self, item: CriteriaItem) -> Option<String> {
        let kana = |kana: &Option<KanaName>| Some(kana.as_ref()?.as_str().to_owned());
        let line = |line: &Option<Line>| Some(line.as_ref()?.as_str().to_owned());
        match item {
            CriteriaItem::CardNumber => Some(self.card_number?.to_string()),
            CriteriaItem::FamilyKana => kana(&self.family_kana),
            CriteriaItem::GivenKana => kana(&self.given_kana),
            CriteriaItem::Name => line(&self.name),
            CriteriaItem::BirthDate => Some(match self.birth_date.as_ref()? {
                BirthDateInput::Read(reading) => match reading.note {
                    Some(note) => format!("{}（{note}）", reading.label),
                    None => reading.label.clone(),
                },
                BirthDateInput::Ambiguous(_) => "元号がなく、何通りにも読めます".to_owned(),
            }),
            CriteriaItem::Sex => Some(self.sex?.japanese().to_owned()),
            CriteriaItem::Phone => Some(match self.phone.as_ref()? {
                PhoneFragment::Full(phone) => format!("{phone}（この番号の登録者）"),
                PhoneFragment::Last4(digits) => format!("下4桁 {digits}"),
            }),
            CriteriaItem::Address => line(&self.address),
        }
    }

    /// Whether the search may run: a card number, a full telephone number, or a name (2 kana, or a
    /// written name) with one other item. Less would be fishing.
    pub fn is_enough(&self) -> bool {
        self.shortfall().is_none()
    }

    /// What is missing for the search to run; none when it may.
    pub fn shortfall(&self) -> Option<Shortfall> {
        if self.card_number.is_some() || self.phone.as_ref().is_some_and(PhoneFragment::is_full) {
            return None;
        }
        let (family, given) = self.kana_lengths();
        let by_kana = family + given >= 2;
        let others = [
            // The other name is another item only beside one that is a name by itself: two single
            // kana are the two kana of the name, and not once more what is beside it.
            family.min(given) >= 1 && family.max(given) >= 2,
            self.birth_date.is_some(),
            self.has(CriteriaItem::Sex),
            self.phone.is_some(),
            self.address.is_some(),
            by_kana && self.name.is_some(),
        ];
        if self.is_named() {
            return (!others.contains(&true)).then_some(Shortfall::NameAlone);
        }
        Some(if family + given > 0 || self.name.is_some() {
            Shortfall::NameTooShort
        } else {
            match self.items().as_slice() {
                [] => Shortfall::Nothing,
                [CriteriaItem::BirthDate] => Shortfall::BirthDateAlone,
                [CriteriaItem::Address] => Shortfall::AddressAlone,
                _ => Shortfall::Nameless,
            }
        })
    }

    /// Whether a search of a register may run that has a stated purpose behind it: also a name, a
    /// birth date or an address alone.
    pub fn is_enough_with_purpose(&self) -> bool {
        self.is_enough()
            || self.is_named()
            || self.birth_date.is_some()
            || self
                .address
                .as_ref()
                .is_some_and(|address| address.as_str().chars().count() >= 2)
    }

    /// What would tell apart people who agree in all of this, the most telling first.
    pub fn would_help(&self) -> Vec<CriteriaItem> {
        let vague_birth = match &self.birth_date {
            None => true,
            Some(BirthDateInput::Read(reading)) => reading
                .from
                .until(reading.to)
                .is_ok_and(|span| span.get_days() > FEW_DAYS),
            Some(BirthDateInput::Ambiguous(_)) => false,
        };
        let half_named =
            self.name.is_none() && self.family_kana.is_some() != self.given_kana.is_some();
        let unheard = if self.given_kana.is_none() {
            CriteriaItem::GivenKana
        } else {
            CriteriaItem::FamilyKana
        };
        [
            (CriteriaItem::BirthDate, vague_birth),
            (unheard, half_named),
            (CriteriaItem::Phone, self.phone.is_none()),
            (CriteriaItem::Address, self.address.is_none()),
            (CriteriaItem::Sex, !self.has(CriteriaItem::Sex)),
            (
                CriteriaItem::Name,
                self.name.is_none() && self.family_kana.is_some() && self.given_kana.is_some(),
            ),
        ]
        .into_iter()
        .filter(|(_, helps)| *helps)
        .map(|(item, _)| item)
        .take(ASKED_AT_ONCE)
        .collect()
    }

    /// Whether there is a name in it that is one by itself.
    fn is_named(&self) -> bool {
        let (family, given) = self.kana_lengths();
        let written = self
            .name
            .as_ref()
            .is_some_and(|name| name.as_str().chars().count() >= 2);
        family + given >= 2 || written
    }

    fn kana_lengths(&self) -> (usize, usize) {
        let length = |kana: &Option<KanaName>| {
            kana.as_ref()
                .map_or(0, |kana| kana.as_str().chars().count())
        };
        (length(&self.family_kana), length(&self.given_kana))
    }
}

#[cfg(test)]
mod tests;
