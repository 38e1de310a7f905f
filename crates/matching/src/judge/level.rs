//! How far an item agrees.

macro_rules! levels {
    ($($(#[$doc:meta])* $variant:ident, $code:literal;)+) => {
        /// How far an item agrees, by what has gone wrong with it. What weighs how much is in
        /// `data/weights.tsv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Level { $($(#[$doc])* $variant,)+ }

        impl Level {
            /// All levels.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the file of weights.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

levels! {
    /// It is another.
    Differs, "differs";
    /// Two characters of five or more differ.
    TwoSlips, "two_slips";
    /// One character of two differs.
    SlipOfTwo, "slip_of_two";
    /// One character of three differs.
    SlipOfThree, "slip_of_three";
    /// One character of more differs.
    Slip, "slip";
    /// It begins with the one character that was said.
    BeginsWithOne, "begins_with_one";
    /// It begins with the two characters that were said, or more.
    Begins, "begins";
    /// Of kana and letters: the consonants are alike.
    Consonants, "consonants";
    /// Only 濁点 differ.
    Voice, "voice";
    /// Only long vowels differ.
    Length, "length";
    /// It sounds alike.
    Sound, "sound";
    /// Of a date: some years beside the range of ages or years that was said.
    Beside, "beside";
    /// Of a date: it lies in the ten years that were said, or more.
    Decade, "decade";
    /// Of a date: it lies in the year or two that were said.
    Year, "year";
    /// Of a date: it lies in the month that was said.
    Month, "month";
    /// Of a date: one digit of it differs, in this calendar or the Japanese one.
    Digit, "digit";
    /// Of a date: the year before or after.
    NextYear, "next_year";
    /// Of a date: the same year, month and day of another era.
    Era, "era";
    /// Of a date: month and day turned round.
    Turned, "turned";
    /// Of an address: some characters, or another block of the town.
    Touches, "touches";
    /// Of a telephone number: the last four digits.
    LastFour, "last_four";
    /// The very same.
    Same, "same";
}

/// The items that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The family name.
    Family,
    /// The given name.
    Given,
    /// The birth date.
    Birth,
    /// Sex.
    Sex,
    /// The address.
    Address,
    /// The telephone number.
    Phone,
}

impl Field {
    /// All items.
    pub const ALL: [Self; 6] = [
        Self::Family,
        Self::Given,
        Self::Birth,
        Self::Sex,
        Self::Address,
        Self::Phone,
    ];

    /// The stable name in the file of weights.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Given => "given",
            Self::Birth => "birth",
            Self::Sex => "sex",
            Self::Address => "address",
            Self::Phone => "phone",
        }
    }
}
