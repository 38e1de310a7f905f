//! What an officer searches the register for.

macro_rules! purposes {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// What an officer searches the register for. It stands in every entry of the search, so
        /// that the person reads why they were listed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum SearchPurpose { $($(#[$doc])* $variant,)+ }

        impl SearchPurpose {
            /// All purposes, in the order of the page.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words on the page and in the entry.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// The purpose of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

purposes! {
    /// An application or a consent is checked.
    Application, "application", "申出・同意の確認";
    /// The person or their family asked for something.
    OwnRequest, "own_request", "本人・家族の求め";
    /// Whether somebody is registered twice.
    Duplicate, "duplicate", "重複の確認";
    /// A move, a death or another change is entered.
    Change, "change", "異動・訂正の処理";
    /// A disaster: who lives where help must go.
    Disaster, "disaster", "災害対応";
    /// A complaint or an accident is looked into.
    Inquiry, "inquiry", "苦情・事故の調査";
}
