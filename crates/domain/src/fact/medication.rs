//! Medicines.

use crate::{
    text::{Code, Line},
    time::Date,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The drug coding systems that Japanese records carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrugCodeSystem {
    /// YJコード, 12 characters.
    Yj,
    /// HOTコード, 7, 9 or 13 digits.
    Hot,
    /// 厚労省コード（薬価基準収載医薬品コード）, 12 characters.
    Mhlw,
    /// レセプト電算コード, 9 digits.
    Receipt,
}

/// A drug code with its system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrugCode {
    /// Which system.
    pub system: DrugCodeSystem,
    /// The code.
    pub value: Code,
}

impl fmt::Display for DrugCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let system = match self.system {
            DrugCodeSystem::Yj => "yj",
            DrugCodeSystem::Hot => "hot",
            DrugCodeSystem::Mhlw => "mhlw",
            DrugCodeSystem::Receipt => "receipt",
        };
        write!(f, "{system}:{}", self.value.as_str())
    }
}

/// One medicine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Medication {
    /// Its name as dispensed or said.
    pub name: Line,
    /// Its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<DrugCode>,
    /// Dose with its unit: 「2.5錠」. Units are never converted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dose: Option<Line>,
    /// Usage: 「1日1回夕食後」.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Line>,
    /// Days of supply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
    /// When it was last dispensed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dispensed_on: Option<Date>,
    /// The pharmacy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pharmacy: Option<Line>,
    /// The prescribing institution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prescriber: Option<Line>,
}

/// The two classes that a crew must know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AntithromboticClass {
    /// 抗凝固薬
    Anticoagulant,
    /// 抗血小板薬
    Antiplatelet,
}

impl Medication {
    /// The antithrombotic class, by the code's therapeutic class or by the names of
    /// [`ANTITHROMBOTICS`].
    ///
    /// YJ and 厚労省 codes begin with the 薬効分類: 333 is 血液凝固阻止剤; 339 is その他の血液・
    /// 体液用薬, which holds most antiplatelets but other drugs too, so there the name decides.
    pub fn antithrombotic(&self) -> Option<AntithromboticClass> {
        let by_code = self.code.as_ref().and_then(|code| match code.system {
            DrugCodeSystem::Yj | DrugCodeSystem::Mhlw if code.value.as_str().starts_with("333") => {
                Some(AntithromboticClass::Anticoagulant)
            }
            _ => None,
        });
        by_code.or_else(|| {
            let name = crate::text::katakana(&crate::text::nfkc(self.name.as_str()));
            ANTITHROMBOTICS
                .iter()
                .find(|(word, _)| name.contains(word))
                .map(|(_, class)| *class)
        })
    }

    /// The last day that the dispensed supply covers.
    pub fn lasts_through(&self) -> Option<Date> {
        let (dispensed, days) = (self.dispensed_on?, self.days?);
        dispensed
            .checked_add(jiff::Span::new().days(i64::from(days) - 1))
            .ok()
    }

    /// Dose and usage in one line.
    pub fn dose_and_usage(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.dose, &self.usage]
            .into_iter()
            .flatten()
            .map(Line::as_str)
            .collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Reading order: antithrombotics first.
    pub fn rank(&self) -> u32 {
        u32::from(self.antithrombotic().is_none())
    }
}

/// Generic and brand names, in katakana after NFKC, of the oral and injected antithrombotics in use
/// in Japan, from their package inserts (添付文書). Longer names stand before names they contain.
pub const ANTITHROMBOTICS: &[(&str, AntithromboticClass)] = &[
    ("ワルファリン", AntithromboticClass::Anticoagulant),
    ("ワーファリン", AntithromboticClass::Anticoagulant),
    ("ダビガトラン", AntithromboticClass::Anticoagulant),
    ("プラザキサ", AntithromboticClass::Anticoagulant),
    ("リバーロキサバン", AntithromboticClass::Anticoagulant),
    ("イグザレルト", AntithromboticClass::Anticoagulant),
    ("アピキサバン", AntithromboticClass::Anticoagulant),
    ("エリキュース", AntithromboticClass::Anticoagulant),
    ("エドキサバン", AntithromboticClass::Anticoagulant),
    ("リクシアナ", AntithromboticClass::Anticoagulant),
    ("ヘパリン", AntithromboticClass::Anticoagulant),
    ("フォンダパリヌクス", AntithromboticClass::Anticoagulant),
    ("アリクストラ", AntithromboticClass::Anticoagulant),
    ("アスピリン", AntithromboticClass::Antiplatelet),
    ("バイアスピリン", AntithromboticClass::Antiplatelet),
    ("バファリン配合錠A81", AntithromboticClass::Antiplatelet),
    ("タケルダ", AntithromboticClass::Antiplatelet),
    ("キャブピリン", AntithromboticClass::Antiplatelet),
    ("クロピドグレル", AntithromboticClass::Antiplatelet),
    ("プラビックス", AntithromboticClass::Antiplatelet),
    ("コンプラビン", AntithromboticClass::Antiplatelet),
    ("プラスグレル", AntithromboticClass::Antiplatelet),
    ("エフィエント", AntithromboticClass::Antiplatelet),
    ("チカグレロル", AntithromboticClass::Antiplatelet),
    ("ブリリンタ", AntithromboticClass::Antiplatelet),
    ("チクロピジン", AntithromboticClass::Antiplatelet),
    ("パナルジン", AntithromboticClass::Antiplatelet),
    ("シロスタゾール", AntithromboticClass::Antiplatelet),
    ("プレタール", AntithromboticClass::Antiplatelet),
    ("サルポグレラート", AntithromboticClass::Antiplatelet),
    ("アンプラーグ", AntithromboticClass::Antiplatelet),
    ("ベラプロスト", AntithromboticClass::Antiplatelet),
    ("ドルナー", AntithromboticClass::Antiplatelet),
    ("プロサイリン", AntithromboticClass::Antiplatelet),
    ("リマプロスト", AntithromboticClass::Antiplatelet),
    ("オパルモン", AntithromboticClass::Antiplatelet),
    ("プロレナール", AntithromboticClass::Antiplatelet),
    ("イコサペント酸", AntithromboticClass::Antiplatelet),
    ("エパデール", AntithromboticClass::Antiplatelet),
];
