//! The certified care level and the person's usual state.

use crate::{text::Line, time::Date};
use serde::{Deserialize, Serialize};

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($variant:ident, $code:literal, $japanese:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $(#[doc = $japanese] $variant,)+ }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The words people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }
        }
    };
}

coded! {
    /// 要介護度
    Level {
        NotApplied, "not_applied", "未申請";
        Applying, "applying", "申請中";
        Support1, "support1", "要支援1";
        Support2, "support2", "要支援2";
        Care1, "care1", "要介護1";
        Care2, "care2", "要介護2";
        Care3, "care3", "要介護3";
        Care4, "care4", "要介護4";
        Care5, "care5", "要介護5";
        Other, "other", "その他";
    }
}

coded! {
    /// 障害高齢者の日常生活自立度
    DisabilityGrade {
        Independent, "independent", "自立";
        J1, "j1", "J1";
        J2, "j2", "J2";
        A1, "a1", "A1";
        A2, "a2", "A2";
        B1, "b1", "B1";
        B2, "b2", "B2";
        C1, "c1", "C1";
        C2, "c2", "C2";
    }
}

coded! {
    /// 認知症高齢者の日常生活自立度
    DementiaGrade {
        Independent, "independent", "自立";
        I, "i", "Ⅰ";
        Iia, "iia", "Ⅱa";
        Iib, "iib", "Ⅱb";
        Iiia, "iiia", "Ⅲa";
        Iiib, "iiib", "Ⅲb";
        Iv, "iv", "Ⅳ";
        M, "m", "M";
    }
}

coded! {
    /// 自立 / 見守り / 一部介助 / 全介助
    Assistance {
        Independent, "independent", "自立";
        Watching, "watching", "見守り";
        Partial, "partial", "一部介助";
        Full, "full", "全介助";
    }
}

/// The certified care level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CareLevel {
    /// 要介護度
    pub level: Level,
    /// 認定日
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certified_on: Option<Date>,
    /// 有効期限
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// 障害高齢者の日常生活自立度
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disability: Option<DisabilityGrade>,
    /// 認知症高齢者の日常生活自立度
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dementia: Option<DementiaGrade>,
}

/// The person's usual state: what answers "is this new?".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Baseline {
    /// ふだんの意識
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consciousness: Option<Line>,
    /// 会話
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<Line>,
    /// 移動
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobility: Option<Assistance>,
    /// 補助具: 杖・歩行器・車いす
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aid: Option<Line>,
    /// 食事
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eating: Option<Assistance>,
    /// 排泄
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub toilet: Option<Assistance>,
    /// 聞こえ
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hearing: Option<Line>,
    /// 視力
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sight: Option<Line>,
    /// 認知
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cognition: Option<Line>,
    /// 麻痺
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paralysis: Option<Line>,
}
