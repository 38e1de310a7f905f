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
    /// YJ and 厚労省 codes begin with the 薬効分類: 333 is 血液凝固阻止剤, of which 3339950 is
    /// ヘパリン類似物質, an ointment for dry skin that thins no blood; 339 is その他の血液・体液用薬,
    /// which holds most antiplatelets but other drugs too, so there the name decides.
    pub fn antithrombotic(&self) -> Option<AntithromboticClass> {
        let by_code = self.code.as_ref().and_then(|code| match code.system {
            DrugCodeSystem::Yj | DrugCodeSystem::Mhlw => {
                let code = code.value.as_str();
                (code.starts_with("333") && !code.starts_with("3339950"))
                    .then_some(AntithromboticClass::Anticoagulant)
            }
            _ => None,
        });
        by_code.or_else(|| {
            let name = comparable(self.name.as_str());
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

/// A name as it is compared: katakana after NFKC, a hyphen behind kana read as the long vowel that it
/// stands for in many receipts, without the ointment whose name holds that of heparin.
fn comparable(name: &str) -> String {
    let name = crate::text::katakana(&crate::text::nfkc(name));
    let mut read = String::with_capacity(name.len());
    for c in name.chars() {
        let behind_kana = read.ends_with(|before| matches!(before, 'ァ'..='ヺ'));
        read.push(if behind_kana && crate::text::is_hyphen(c) {
            'ー'
        } else {
            c
        });
    }
    read.replace("ヘパリン類似", "")
}

/// Generic and brand names, as [`Medication::antithrombotic`] compares them, of the oral and injected
/// antithrombotics in use in Japan, from their package inserts (添付文書). A name that holds another
/// one of the list is found by that and has no line: バイアスピリン by アスピリン.
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
    ("エノキサパリン", AntithromboticClass::Anticoagulant),
    ("クレキサン", AntithromboticClass::Anticoagulant),
    ("ダルテパリン", AntithromboticClass::Anticoagulant),
    ("フラグミン", AntithromboticClass::Anticoagulant),
    ("パルナパリン", AntithromboticClass::Anticoagulant),
    ("ダナパロイド", AntithromboticClass::Anticoagulant),
    ("オルガラン", AntithromboticClass::Anticoagulant),
    ("アルガトロバン", AntithromboticClass::Anticoagulant),
    ("アスピリン", AntithromboticClass::Antiplatelet),
    // バファリン配合錠A81 and its generics; バファリンA of the drugstore is a painkiller.
    ("配合錠A81", AntithromboticClass::Antiplatelet),
    ("タケルダ", AntithromboticClass::Antiplatelet),
    ("キャブピリン", AntithromboticClass::Antiplatelet),
    ("クロピドグレル", AntithromboticClass::Antiplatelet),
    ("プラビックス", AntithromboticClass::Antiplatelet),
    ("コンプラビン", AntithromboticClass::Antiplatelet),
    ("ロレアス", AntithromboticClass::Antiplatelet),
    ("プラスグレル", AntithromboticClass::Antiplatelet),
    ("エフィエント", AntithromboticClass::Antiplatelet),
    ("チカグレロル", AntithromboticClass::Antiplatelet),
    ("ブリリンタ", AntithromboticClass::Antiplatelet),
    ("チクロピジン", AntithromboticClass::Antiplatelet),
    ("パナルジン", AntithromboticClass::Antiplatelet),
    ("シロスタゾール", AntithromboticClass::Antiplatelet),
    ("プレタール", AntithromboticClass::Antiplatelet),
    ("ジピリダモール", AntithromboticClass::Antiplatelet),
    ("ペルサンチン", AntithromboticClass::Antiplatelet),
    ("サルポグレラート", AntithromboticClass::Antiplatelet),
    ("アンプラーグ", AntithromboticClass::Antiplatelet),
    ("ベラプロスト", AntithromboticClass::Antiplatelet),
    ("ドルナー", AntithromboticClass::Antiplatelet),
    ("プロサイリン", AntithromboticClass::Antiplatelet),
    ("ケアロード", AntithromboticClass::Antiplatelet),
    ("ベラサス", AntithromboticClass::Antiplatelet),
    ("リマプロスト", AntithromboticClass::Antiplatelet),
    ("オパルモン", AntithromboticClass::Antiplatelet),
    ("プロレナール", AntithromboticClass::Antiplatelet),
    ("イコサペント酸", AntithromboticClass::Antiplatelet),
    ("エパデール", AntithromboticClass::Antiplatelet),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn class(name: &str, code: Option<(DrugCodeSystem, &str)>) -> Option<AntithromboticClass> {
        let code = code.map(|(system, value)| DrugCode {
            system,
            value: value.parse().unwrap(),
        });
        let medication = Medication {
            name: name.parse().unwrap(),
            code,
            dose: None,
            usage: None,
            days: None,
            dispensed_on: None,
            pharmacy: None,
            prescriber: None,
        };
        medication.antithrombotic()
    }

    #[test]
    fn every_antithrombotic_as_it_is_dispensed() {
        use AntithromboticClass::{Anticoagulant, Antiplatelet};
        for (name, expected) in [
            ("ワーファリン錠1mg", Anticoagulant),
            ("ﾜｰﾌｧﾘﾝ錠1mg", Anticoagulant),
            ("ワ－ファリン錠１ｍｇ", Anticoagulant),
            ("わーふぁりん", Anticoagulant),
            ("ワルファリンK錠1mg「架空」", Anticoagulant),
            ("イグザレルトOD錠15mg", Anticoagulant),
            ("ヘパリンカルシウム皮下注5千単位", Anticoagulant),
            ("クレキサン皮下注キット2000IU", Anticoagulant),
            ("アルガトロバン注射液10mg", Anticoagulant),
            ("バイアスピリン錠100mg", Antiplatelet),
            ("アスピリン腸溶錠100mg「架空」", Antiplatelet),
            ("バファリン配合錠Ａ８１", Antiplatelet),
            ("バッサミン配合錠A81", Antiplatelet),
            ("ロレアス配合錠「架空」", Antiplatelet),
            ("プレタ－ルＯＤ錠１００ｍｇ", Antiplatelet),
            ("ジピリダモール錠25mg", Antiplatelet),
            ("ケアロードLA錠60μg", Antiplatelet),
            ("イコサペント酸エチル粒状カプセル900mg", Antiplatelet),
        ] {
            assert_eq!(class(name, None), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_thins_no_blood_raises_no_alert() {
        for name in [
            "ヘパリン類似物質油性クリーム0.3%「架空」",
            "ﾍﾊﾟﾘﾝ類似物質外用ｽﾌﾟﾚｰ0.3%",
            "ヒルドイドソフト軟膏0.3%",
            "ビーソフテンローション0.3%",
            "バファリンA",
            "アムロジピン錠5mg",
            "トラネキサム酸錠250mg",
            "カロナール錠200",
        ] {
            assert_eq!(class(name, None), None, "{name}");
        }
        for code in ["3339950M1077", "3339950N1033", "3339950Q1025"] {
            for system in [DrugCodeSystem::Yj, DrugCodeSystem::Mhlw] {
                assert_eq!(class("ヒルドイド", Some((system, code))), None, "{code}");
                let name = "ヘパリン類似物質ローション";
                assert_eq!(class(name, Some((system, code))), None, "{code}");
            }
        }
    }

    #[test]
    fn the_code_tells_when_the_name_does_not() {
        use DrugCodeSystem::{Mhlw, Receipt, Yj};
        let anticoagulant = Some(AntithromboticClass::Anticoagulant);
        assert_eq!(class("白い錠剤", Some((Yj, "3332001F1024"))), anticoagulant);
        assert_eq!(
            class("白い錠剤", Some((Mhlw, "3339004F1020"))),
            anticoagulant
        );
        assert_eq!(class("白い錠剤", Some((Yj, "3399007H1021"))), None);
        // The first digits of other systems are no class.
        assert_eq!(class("白い錠剤", Some((Receipt, "333000001"))), None);
        let aspirin = class("アスピリン", Some((Yj, "3399007H1021")));
        assert_eq!(aspirin, Some(AntithromboticClass::Antiplatelet));
    }

    #[test]
    fn every_name_of_the_list_is_comparable_and_found_by_no_other() {
        for (name, class) in ANTITHROMBOTICS {
            assert_eq!(comparable(name), *name);
            let found: Vec<_> = ANTITHROMBOTICS
                .iter()
                .filter(|(word, _)| name.contains(word))
                .collect();
            assert_eq!(found, [&(*name, *class)]);
        }
    }
}
