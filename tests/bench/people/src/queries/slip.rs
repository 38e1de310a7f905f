//! The ways in which a search goes wrong, or is typed differently.

use super::{Draft, birth, draft::Fields, name, phone, town};
use crate::{Places, Sex, random::Random};

/// The item that a slip happens in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Kana,
    Written,
    Birth,
    Sex,
    Town,
    Phone,
}

macro_rules! slips {
    ($($item:ident { $($slip:ident $code:literal,)+ })+) => {
        /// One slip.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Slip { $($($slip,)+)+ }

        impl Slip {
            pub const ALL: &[Self] = &[$($(Self::$slip,)+)+];

            pub const fn code(self) -> &'static str {
                match self { $($(Self::$slip => $code,)+)+ }
            }

            pub const fn item(self) -> Item {
                match self { $($(Self::$slip => Item::$item,)+)+ }
            }
        }
    };
}

slips! {
    Kana {
        Hiragana "kana_hiragana", HalfWidth "kana_half_width", Romaji "kana_romaji", Passport "kana_passport",
        Substituted "kana_substituted", Deleted "kana_deleted", Inserted "kana_inserted",
        Transposed "kana_transposed", Unvoiced "kana_dakuten_dropped", Voiced "kana_dakuten_added",
        WithoutVu "kana_vu_bu", JiDi "kana_di_ji", ZuDu "kana_du_zu", LongBar "kana_long_bar",
        LongOther "kana_long_other", LongDropped "kana_long_dropped", Small "kana_small_large",
        Swapped "kana_family_given_swapped", OneField "kana_joined", Beginning "kana_beginning",
        GivenBeginning "kana_given_beginning", FormerName "name_former", CommonName "name_common",
        HeardLetters "name_letters_heard_as_kana", TypedLetters "name_kana_typed_in_letters",
    }
    Written {
        WrittenSpaced "written_spaced", GivenFirst "written_given_first", Variant "written_variant",
        OldForm "written_old_form", WrongCharacter "written_wrong_character",
    }
    Birth {
        EraSlip "birth_era", DayMonthSwapped "birth_day_month", OneDigit "birth_one_digit", YearOff "birth_year_off",
        DecadeOnly "birth_decade", AgeOnly "birth_age", YearOnly "birth_year_only", MonthOnly "birth_month_only",
        TypedWide "birth_typed_wide", TypedLong "birth_typed_long", TypedCompact "birth_typed_compact",
        TypedWestern "birth_typed_western",
    }
    Sex { WrongSex "sex_wrong", }
    Town {
        KanjiNumerals "town_kanji_numerals", Hyphens "town_hyphens", Block "town_with_block", NoChome "town_without_chome",
        OazaDropped "town_oaza_dropped", WithPrefecture "town_prefecture", HomeOnly "town_facility_only",
        WithHost "town_sama_kata", Neighbor "town_neighbor",
    }
    Phone { International "phone_international", WrongDigit "phone_one_digit", LastFour "phone_last_four", }
}

impl Slip {
    /// Whether it can happen in a search of these items.
    pub fn fits(self, fields: Fields) -> bool {
        match self.item() {
            Item::Kana => matches!(fields, Fields::Full | Fields::Short | Fields::Radio),
            Item::Written => fields == Fields::Written,
            Item::Birth => matches!(fields, Fields::Full | Fields::Short),
            Item::Sex => fields == Fields::Full,
            Item::Town => matches!(fields, Fields::Full | Fields::Radio),
            // A wrong number alone is another household's, and four digits alone are refused.
            Item::Phone => {
                fields == Fields::PhoneName
                    || (fields == Fields::Phone && self == Self::International)
            }
        }
    }

    /// Makes it; false where there is nothing to slip in.
    pub fn apply(self, draft: &mut Draft<'_>, random: &mut Random, places: &Places) -> bool {
        match self.item() {
            Item::Kana => name::apply_to_kana(draft, random, self),
            Item::Written => name::apply_to_written(draft, random, self),
            Item::Birth => birth::apply(draft, random, self),
            Item::Sex => {
                let wrong = match draft.of.person.sex {
                    Sex::Female => Sex::Male,
                    Sex::Male | Sex::Other => Sex::Female,
                };
                draft.sex = wrong.code().to_owned();
                true
            }
            Item::Town => town::apply(draft, random, places, self),
            Item::Phone => phone::apply(draft, random, self),
        }
    }
}
