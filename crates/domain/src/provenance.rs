//! Who said it, who entered it, and how old it is (出典). Every fact carries one.

use crate::{
    birth_date::PartialDate,
    id::{AccountId, OrganizationId},
    text::Line,
    time::{Date, Instant},
};
use serde::{Deserialize, Serialize};

macro_rules! sources {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $japanese:literal;)+) => {
        /// Where a statement came from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Source { $($(#[$doc])* $variant,)+ }

        impl Source {
            /// All sources.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API and storage.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words shown beside a fact.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// The source of that code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

sources! {
    /// The person.
    Resident, "resident", "本人申出";
    /// The family or a representative.
    Family, "family", "家族";
    /// A physician.
    Physician, "physician", "医師";
    /// A pharmacist.
    Pharmacist, "pharmacist", "薬剤師";
    /// A visiting nurse.
    Nurse, "nurse", "看護師";
    /// A care manager.
    CareManager, "care_manager", "ケアマネジャー";
    /// A facility's staff.
    Facility, "facility", "施設";
    /// A city's roster file or counter.
    City, "city", "市";
    /// The national health insurance database.
    Kdb, "kdb", "KDB";
    /// The QR code of a medication notebook.
    MedicationNotebook, "medication_notebook", "お薬手帳QR";
    /// A hospital.
    Hospital, "hospital", "病院";
    /// The fire headquarters.
    Fire, "fire", "消防";
}

/// Who said it, who entered it and how old it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Where it came from.
    pub source: Source,
    /// The person who said it, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said_by: Option<Line>,
    /// The account that entered it.
    pub entered_by: AccountId,
    /// The institution of that account at the time.
    pub organization: OrganizationId,
    /// When it was entered.
    pub entered_at: Instant,
    /// When it was true, as precisely as the source said.
    pub as_of: PartialDate,
    /// When someone last confirmed it unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_on: Option<Date>,
}

/// How old a statement is, by the marks of the summary: 90 and 365 days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Confirmed within 90 days.
    Fresh,
    /// 「90日以上前」
    Over90Days,
    /// 「1年以上前・要確認」
    OverOneYear,
}

impl Provenance {
    /// The later of the as-of and the confirmed date: what freshness counts from.
    pub fn fresh_from(&self) -> Date {
        let as_of = self.as_of.latest();
        self.confirmed_on
            .map_or(as_of, |confirmed| confirmed.max(as_of))
    }

    /// How old the statement is on `today`. A date in the future counts as fresh.
    pub fn age(&self, today: Date) -> Age {
        let days = self
            .fresh_from()
            .until(today)
            .map_or(0, |span| span.get_days());
        match days {
            366.. => Age::OverOneYear,
            91.. => Age::Over90Days,
            _ => Age::Fresh,
        }
    }
}
