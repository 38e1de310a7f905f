//! The card of the person's wishes. Reported, never commanded; `wording` holds it to that.

use super::Call;
use crate::{Mark, Presence};
use tasuki_domain::fact::wishes::{SENTENCE_CONTINUE, SENTENCE_LIMITS, SENTENCE_RECORD};

/// What answers at night.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NightCall {
    /// The same number, around the clock.
    Same,
    /// Another number.
    Other(Call),
    /// 「夜間の連絡先は記録されていません」
    NotRecorded,
}

/// The doctor to call first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoctorCall {
    /// 「佐藤医師」
    pub name: String,
    /// The clinic; empty when not recorded.
    pub institution: String,
    /// The number.
    pub call: Call,
    /// 「24時間」「平日9–18時」; empty when not recorded.
    pub hours: String,
    /// At night.
    pub night: NightCall,
}

/// One record of wishes in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishRecord {
    /// Procedure and what was said of it, in the card's order; only what was asked.
    pub statements: Vec<(String, String)>,
    /// The procedures that nobody asked about.
    pub not_asked: Vec<String>,
    /// 「R8.6.3」
    pub talked_on: String,
    /// 「本人の言葉」「代わりに話す人（長女 山田由美）の言葉」
    pub speaker: String,
    /// With whom.
    pub present: Vec<String>,
    /// For which expected condition.
    pub expected_condition: Option<String>,
    /// 「佐藤医師が確認 R8.6.3」, or 「聞き取り（医師未確認）」.
    pub standing: String,
    /// The person's own words.
    pub verbatim: Option<String>,
    /// 「冷蔵庫」
    pub original_place: Option<String>,
    /// 「R8.12」
    pub review_by: Option<String>,
    /// Whether that day has passed.
    pub review_due: bool,
    /// Source and date.
    pub mark: Mark,
}

/// The card.
#[derive(Debug, Clone, PartialEq)]
pub struct WishesCard {
    /// Records that a physician confirmed; more than one only when they differ.
    pub confirmed: Presence<Vec<WishRecord>>,
    /// 聞き取り（医師未確認）, shown below and never merged.
    pub heard: Vec<WishRecord>,
    /// The days of withdrawal: 「R8.11.1」.
    pub withdrawn_on: Vec<String>,
    /// The records that differ, each by day and whose: 「R8.6.3 佐藤医師」「R8.9.9 聞き取り」.
    pub conflict: Vec<String>,
    /// The doctor to call first.
    pub doctor: Option<DoctorCall>,
    /// Sentence C, the fire headquarters' own.
    pub fire_sentence: String,
}

impl WishesCard {
    /// Sentence A.
    pub const fn sentence_a(&self) -> &'static str {
        SENTENCE_RECORD
    }

    /// Sentence A2.
    pub const fn sentence_a2(&self) -> &'static str {
        SENTENCE_CONTINUE
    }

    /// Sentence B.
    pub const fn sentence_b(&self) -> &'static str {
        SENTENCE_LIMITS
    }

    /// Whether nothing at all is on record.
    pub fn is_silent(&self) -> bool {
        self.confirmed == Presence::NotRecorded
            && self.heard.is_empty()
            && self.withdrawn_on.is_empty()
    }
}

/// Sentence C where the headquarters has not written its own.
pub fn default_fire_sentence(headquarters: &str) -> String {
    format!("対応は{headquarters}の手順に従い、医師に確認してください。")
}
