//! Situations (場面): what stands between a caller and a resident at this moment.

macro_rules! situations {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// What stands between a caller and a resident at this moment. Each is established by the
        /// unit of work from the store, never asserted by the caller.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Situation { $($(#[$doc])* $variant,)+ }

        impl Situation {
            /// All situations.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the disclosure table.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// The situation of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

situations! {
    /// A live incident of the caller's own institution.
    LiveIncident, "live_incident", "自機関の救急事案が続いている";
    /// The caller's institution is in the resident's care team.
    CareTeam, "care_team", "担当している";
    /// A crew hands the resident over to the caller's hospital.
    Handover, "handover", "搬送を引き継ぐ";
    /// The caller's hospital agreed beforehand to take the resident.
    BackupRegistration, "backup_registration", "受入れを約束している";
    /// An override with both legal reasons.
    Override, "override", "同意のない緊急閲覧";
    /// The city declared a disaster.
    DisasterMode, "disaster_mode", "災害時";
    /// The resident is registered by the caller's own city.
    OwnRegister, "own_register", "自市の登録者";
    /// The caller is the resident.
    OwnRecord, "own_record", "本人自身の記録";
    /// Looks are being reviewed.
    ReviewOfLooks, "review_of_looks", "閲覧の点検";
    /// The answer is a list, a search result or a board. It comes on top of another situation,
    /// permits nothing by itself, and is where the rows of what is never listed apply.
    Listing, "listing", "一覧・検索結果・掲示板";
}
