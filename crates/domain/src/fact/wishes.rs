//! The record of the person's wishes (本人の意思の記録). Reported, never commanded.

use crate::{
    birth_date::PartialDate,
    text::{Line, Note, Phone},
    time::Date,
};
use serde::{Deserialize, Serialize};

/// A procedure that a wish speaks of. One is never inferred from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// 心停止時の心肺蘇生
    CardiopulmonaryResuscitation,
    /// 人工呼吸器
    Ventilation,
    /// 入院
    Hospitalization,
    /// 集中治療室での治療
    IntensiveCare,
    /// 血液透析
    Dialysis,
    /// 経管栄養・胃ろう
    TubeFeeding,
    /// 点滴
    Infusion,
    /// 輸血
    Transfusion,
    /// 抗菌薬
    Antibiotics,
    /// 苦痛の緩和
    Palliation,
}

impl Procedure {
    /// All, in the order of the card.
    pub const ALL: &[Self] = &[
        Self::CardiopulmonaryResuscitation,
        Self::Ventilation,
        Self::Hospitalization,
        Self::IntensiveCare,
        Self::Dialysis,
        Self::TubeFeeding,
        Self::Infusion,
        Self::Transfusion,
        Self::Antibiotics,
        Self::Palliation,
    ];

    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardiopulmonaryResuscitation => "cardiopulmonary_resuscitation",
            Self::Ventilation => "ventilation",
            Self::Hospitalization => "hospitalization",
            Self::IntensiveCare => "intensive_care",
            Self::Dialysis => "dialysis",
            Self::TubeFeeding => "tube_feeding",
            Self::Infusion => "infusion",
            Self::Transfusion => "transfusion",
            Self::Antibiotics => "antibiotics",
            Self::Palliation => "palliation",
        }
    }

    /// The words on the card.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::CardiopulmonaryResuscitation => "心停止時の心肺蘇生",
            Self::Ventilation => "人工呼吸器",
            Self::Hospitalization => "入院",
            Self::IntensiveCare => "集中治療室での治療",
            Self::Dialysis => "血液透析",
            Self::TubeFeeding => "経管栄養・胃ろう",
            Self::Infusion => "点滴",
            Self::Transfusion => "輸血",
            Self::Antibiotics => "抗菌薬",
            Self::Palliation => "苦痛の緩和",
        }
    }
}

/// What the person said about a procedure. The default is that nobody asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// 望む
    Wanted,
    /// 望まない
    NotWanted,
    /// 場面による
    Depends,
    /// 話し合い中
    UnderDiscussion,
    /// 確認していない
    #[default]
    NotAsked,
}

impl Wanted {
    /// All values.
    pub const ALL: &[Self] = &[
        Self::Wanted,
        Self::NotWanted,
        Self::Depends,
        Self::UnderDiscussion,
        Self::NotAsked,
    ];

    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wanted => "wanted",
            Self::NotWanted => "not_wanted",
            Self::Depends => "depends",
            Self::UnderDiscussion => "under_discussion",
            Self::NotAsked => "not_asked",
        }
    }

    /// The words on the card, a quotation and never an order.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Wanted => "望む",
            Self::NotWanted => "望まない",
            Self::Depends => "場面による",
            Self::UnderDiscussion => "話し合い中",
            Self::NotAsked => "確認していない",
        }
    }
}

/// One row of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Of which procedure.
    pub procedure: Procedure,
    /// What was said.
    pub wanted: Wanted,
}

/// Whose words they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "who", content = "name")]
pub enum Speaker {
    /// The person's own.
    Person,
    /// Those of someone who may speak for the person.
    Substitute(Line),
}

/// Whether a physician stands behind the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum Standing {
    /// Confirmed by a physician.
    Confirmed {
        /// Who.
        physician: Line,
        /// When.
        on: Date,
    },
    /// 聞き取り（医師未確認）: heard by someone else, shown below and never merged.
    Heard,
    /// Withdrawn by the person on that day.
    Withdrawn {
        /// When.
        on: Date,
    },
}

/// The doctor to call first, the most prominent control of the card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorToCall {
    /// Who.
    pub name: Line,
    /// The clinic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub institution: Option<Line>,
    /// The number.
    pub phone: Phone,
    /// When it is answered: 「24時間」「平日9–18時」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Line>,
    /// The number at night, when another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub night_phone: Option<Phone>,
}

/// One record of the person's wishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Rows by procedure.
    pub statements: Vec<Statement>,
    /// Whose words.
    pub speaker: Speaker,
    /// When it was talked about.
    pub talked_on: PartialDate,
    /// With whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub present: Vec<Line>,
    /// For which expected condition (想定した病態): the fourth condition of 東京消防庁's protocol.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_condition: Option<Line>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbatim: Option<Note>,
    /// Whether a physician stands behind it.
    pub standing: Standing,
    /// Whom to call first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<DoctorToCall>,
    /// Where the original paper is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_place: Option<Line>,
    /// When it is to be talked about again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<Date>,
}

impl Wish {
    /// Reading order: confirmed by a physician, then heard, then withdrawn.
    pub fn rank(&self) -> u32 {
        match self.standing {
            Standing::Confirmed { .. } => 0,
            Standing::Heard => 1,
            Standing::Withdrawn { .. } => 2,
        }
    }

    /// Whether a physician stands behind it.
    pub fn is_confirmed(&self) -> bool {
        matches!(self.standing, Standing::Confirmed { .. })
    }

    /// What it says of a procedure; nobody asked when it says nothing.
    pub fn of(&self, procedure: Procedure) -> Wanted {
        self.statements
            .iter()
            .find(|statement| statement.procedure == procedure)
            .map_or(Wanted::NotAsked, |statement| statement.wanted)
    }

    /// Whether two records in force say different things of a procedure; both are then shown.
    pub fn differs_from(&self, other: &Self) -> bool {
        Procedure::ALL.iter().any(|procedure| {
            let (mine, theirs) = (self.of(*procedure), other.of(*procedure));
            mine != Wanted::NotAsked && theirs != Wanted::NotAsked && mine != theirs
        })
    }

    /// Whether the day to talk about it again has passed.
    pub fn review_is_due(&self, today: Date) -> bool {
        self.review_by.is_some_and(|review| review < today)
    }
}

/// Fixed sentence A: the card is never rendered without it.
pub const SENTENCE_RECORD: &str = "これは本人の意思の記録であり、処置の指示ではありません。";
/// Fixed sentence A2, of the same standing.
pub const SENTENCE_CONTINUE: &str =
    "救急隊は通常の活動を続け、意思は必ずかかりつけ医等に確認します。";
/// Fixed sentence B.
pub const SENTENCE_LIMITS: &str = "心停止でないときの治療・搬送を制限するものではありません。";
