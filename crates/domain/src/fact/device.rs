//! Devices in or on the body and treatments at home.

use crate::{
    birth_date::PartialDate,
    text::{Line, Phone},
};
use serde::{Deserialize, Serialize};

macro_rules! device_kinds {
    ($($variant:ident, $code:literal, $nintei:expr, $japanese:literal;)+) => {
        /// A device or treatment. The first twelve are the 特別な医療 of the care certification
        /// survey (認定調査); the rest are what crews and facilities ask for beyond it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DeviceKind { $(#[doc = $japanese] $variant,)+ }

        impl DeviceKind {
            /// All kinds, in reading order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The stable name in the API and files.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The name people read.
            pub const fn japanese(self) -> &'static str {
                match self { $(Self::$variant => $japanese,)+ }
            }

            /// The number in the certification survey (認定調査 特別な医療), 1 to 12.
            pub const fn survey_number(self) -> Option<u8> {
                match self { $(Self::$variant => $nintei,)+ }
            }
        }
    };
}

// Declared in reading order: what changes the crew's hands first.
device_kinds! {
    Pacemaker, "pacemaker", None, "ペースメーカー";
    Defibrillator, "defibrillator", None, "植込み型除細動器（ICD）";
    Dialysis, "dialysis", Some(3), "透析（シャント）";
    Ventilator, "ventilator", Some(6), "人工呼吸器";
    Tracheostomy, "tracheostomy", Some(7), "気管切開";
    Oxygen, "oxygen", Some(5), "在宅酸素";
    CentralVenousNutrition, "central_venous_nutrition", Some(2), "中心静脈栄養（CVポート・PICC）";
    Infusion, "infusion", Some(1), "点滴の管理";
    InsulinPump, "insulin_pump", None, "インスリンポンプ";
    InsulinInjection, "insulin_injection", None, "インスリン自己注射";
    VentricularShunt, "ventricular_shunt", None, "脳室シャント";
    Gastrostomy, "gastrostomy", None, "胃ろう";
    TubeFeeding, "tube_feeding", Some(9), "経管栄養";
    Stoma, "stoma", Some(4), "ストーマ（人工肛門・人工膀胱）";
    UrinaryCatheter, "urinary_catheter", Some(12), "尿道カテーテル";
    PainCare, "pain_care", Some(8), "疼痛の看護";
    Monitoring, "monitoring", Some(10), "モニター測定";
    PressureUlcer, "pressure_ulcer", Some(11), "じょくそうの処置";
    Other, "other", None, "その他";
}

impl DeviceKind {
    /// The kind of that code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Which side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 左
    Left,
    /// 右
    Right,
    /// 両側
    Both,
}

impl Side {
    /// The stable name in the API and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Both => "both",
        }
    }

    /// The word people read.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Left => "左",
            Self::Right => "右",
            Self::Both => "両側",
        }
    }
}

/// One device or treatment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Which.
    pub kind: DeviceKind,
    /// Which side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<Side>,
    /// Where: 「胸」「腕」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
    /// Model, flow, days: 「2L/分」「月水金」. Units are never converted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Line>,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
    /// The supplier's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier_phone: Option<Phone>,
}

impl Device {
    /// What to mind because of it, where general practice says so: the shunt arm takes neither
    /// blood pressure nor blood samples.
    pub const fn caution(&self) -> Option<&'static str> {
        match self.kind {
            DeviceKind::Dialysis => Some("血圧・採血を避ける腕"),
            _ => None,
        }
    }
}
