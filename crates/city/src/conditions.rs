//! Illnesses of the people of the city, and the medicines that go with them.

use super::{
    made::{Made, line, some_line},
    random::Random,
};
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody,
        condition::{Condition, ConditionStatus},
    },
};

/// A medicine: name, dose of a day, usage, days of a supply.
pub type Dose = (&'static str, &'static str, &'static str, u16);

/// An illness with its ICD-10 code, how common it is in old age, and what is taken for it.
pub struct Illness {
    pub name: &'static str,
    pub icd10: &'static str,
    pub weight: u32,
    pub doses: &'static [Dose],
}

const fn i(
    name: &'static str,
    icd10: &'static str,
    weight: u32,
    doses: &'static [Dose],
) -> Illness {
    Illness {
        name,
        icd10,
        weight,
        doses,
    }
}

const MORNING: &str = "1日1回朝食後";
const EVENING: &str = "1日1回夕食後";
const TWICE: &str = "1日2回朝夕食後";
const THRICE: &str = "1日3回毎食後";
const BEDTIME: &str = "1日1回就寝前";

/// What is treated.
#[rustfmt::skip]
pub const ILLNESSES: &[Illness] = &[
    i("高血圧症", "I10", 100, &[("アムロジピン錠5mg", "1錠", MORNING, 28), ("カンデサルタン錠8mg", "1錠", MORNING, 28), ("アジルサルタン錠20mg", "1錠", MORNING, 56)]),
    i("脂質異常症", "E78.5", 60, &[("ロスバスタチン錠2.5mg", "1錠", EVENING, 56), ("アトルバスタチン錠10mg", "1錠", EVENING, 28)]),
    i("2型糖尿病", "E11.9", 45, &[("メトホルミン塩酸塩錠250mg", "2錠", TWICE, 28), ("シタグリプチン錠50mg", "1錠", MORNING, 28), ("グリメピリド錠1mg", "1錠", MORNING, 28)]),
    i("心房細動", "I48", 28, &[("アピキサバン錠2.5mg", "2錠", TWICE, 28), ("エドキサバン錠30mg", "1錠", MORNING, 28), ("ワルファリンカリウム錠1mg", "2.5錠", EVENING, 28), ("リバーロキサバン錠10mg", "1錠", MORNING, 28)]),
    i("陳旧性脳梗塞", "I69.3", 26, &[("クロピドグレル錠75mg", "1錠", MORNING, 28), ("シロスタゾール錠100mg", "2錠", TWICE, 28)]),
    i("狭心症", "I20.9", 18, &[("アスピリン腸溶錠100mg", "1錠", MORNING, 28), ("ニコランジル錠5mg", "3錠", THRICE, 28)]),
    i("陳旧性心筋梗塞", "I25.2", 12, &[("アスピリン腸溶錠100mg", "1錠", MORNING, 28), ("プラスグレル錠3.75mg", "1錠", MORNING, 28), ("ビソプロロール錠2.5mg", "1錠", MORNING, 28)]),
    i("慢性心不全", "I50.9", 24, &[("フロセミド錠20mg", "1錠", MORNING, 28), ("スピロノラクトン錠25mg", "1錠", MORNING, 28), ("カルベジロール錠2.5mg", "2錠", TWICE, 28)]),
    i("慢性腎臓病", "N18.9", 22, &[("球形吸着炭細粒", "6g", "1日3回食間", 28)]),
    i("慢性閉塞性肺疾患", "J44.9", 14, &[("チオトロピウム吸入用", "1回2吸入", "1日1回", 30)]),
    i("気管支喘息", "J45.9", 12, &[("ブデソニド・ホルモテロール吸入剤", "1回1吸入", "1日2回", 30), ("モンテルカスト錠10mg", "1錠", BEDTIME, 28)]),
    i("骨粗鬆症", "M81.9", 34, &[("アレンドロン酸錠35mg", "1錠", "週1回起床時", 28), ("エルデカルシトールカプセル0.75μg", "1カプセル", MORNING, 28)]),
    i("変形性膝関節症", "M17.9", 34, &[("アセトアミノフェン錠200mg", "6錠", THRICE, 14), ("ロキソプロフェンナトリウムテープ100mg", "1回1枚", "1日1回 膝", 14)]),
    i("腰部脊柱管狭窄症", "M48.0", 20, &[("リマプロストアルファデクス錠5μg", "3錠", THRICE, 28), ("プレガバリン錠25mg", "2錠", TWICE, 28)]),
    i("アルツハイマー型認知症", "G30.9", 30, &[("ドネペジル塩酸塩錠5mg", "1錠", MORNING, 28), ("メマンチン塩酸塩錠20mg", "1錠", MORNING, 28)]),
    i("パーキンソン病", "G20", 8, &[("レボドパ・カルビドパ配合錠", "3錠", THRICE, 28)]),
    i("関節リウマチ", "M06.9", 8, &[("メトトレキサートカプセル2mg", "3カプセル", "週1回", 28), ("プレドニゾロン錠5mg", "1錠", MORNING, 28)]),
    i("前立腺肥大症", "N40", 14, &[("タムスロシン塩酸塩錠0.2mg", "1錠", MORNING, 28)]),
    i("緑内障", "H40.9", 16, &[("ラタノプロスト点眼液0.005%", "1回1滴", "1日1回 両眼", 30)]),
    i("白内障", "H26.9", 14, &[]),
    i("うつ病", "F32.9", 8, &[("エスシタロプラム錠10mg", "1錠", EVENING, 28)]),
    i("不眠症", "G47.0", 20, &[("レンボレキサント錠5mg", "1錠", BEDTIME, 28)]),
    i("症候性てんかん", "G40.9", 6, &[("レベチラセタム錠500mg", "2錠", TWICE, 28)]),
    i("甲状腺機能低下症", "E03.9", 10, &[("レボチロキシンナトリウム錠50μg", "1錠", MORNING, 28)]),
    i("便秘症", "K59.0", 22, &[("酸化マグネシウム錠330mg", "3錠", THRICE, 28)]),
    i("逆流性食道炎", "K21.0", 18, &[("ランソプラゾールOD錠15mg", "1錠", MORNING, 28)]),
    i("肺がん", "C34.9", 4, &[("オキシコドン徐放錠5mg", "2錠", "1日2回12時間ごと", 14)]),
    i("大腸がん", "C18.9", 5, &[]),
    i("筋萎縮性側索硬化症", "G12.2", 1, &[("リルゾール錠50mg", "2錠", TWICE, 28)]),
];

#[rustfmt::skip]
const PAST: &[(&str, &str, ConditionStatus, &str)] = &[
    ("右大腿骨頸部骨折", "S72.0", ConditionStatus::Past, "歩行器を使う"), ("腰椎圧迫骨折", "S32.0", ConditionStatus::Past, ""),
    ("誤嚥性肺炎", "J69.0", ConditionStatus::Past, "食事はとろみを付ける"), ("胃潰瘍", "K25.9", ConditionStatus::Past, ""),
    ("脳出血", "I61.9", ConditionStatus::Past, "左に軽い麻痺が残る"), ("肺結核", "A15.0", ConditionStatus::Past, "治療は終わっている"),
    ("白内障手術", "", ConditionStatus::Operation, "両眼"), ("人工膝関節置換手術", "", ConditionStatus::Operation, "左"),
    ("胃切除手術", "", ConditionStatus::Operation, ""), ("冠動脈バイパス手術", "", ConditionStatus::Operation, ""),
    ("胆のう摘出手術", "", ConditionStatus::Operation, ""), ("虫垂切除手術", "", ConditionStatus::Operation, ""),
];

/// Some illnesses for someone of that age, the commoner ones more often.
pub fn illnesses(random: &mut Random, age: i16) -> Vec<&'static Illness> {
    let most = match age {
        ..40 => 1,
        40..65 => 2,
        65..80 => 4,
        _ => 6,
    };
    let mut drawn: Vec<&Illness> = Vec::new();
    for _ in 0..random.below(most + 1) {
        let illness = random.weighted(ILLNESSES, |illness| illness.weight);
        if !drawn.iter().any(|known| known.icd10 == illness.icd10) {
            drawn.push(illness);
        }
    }
    drawn
}

/// The statement of a treated illness.
pub fn active(
    random: &mut Random,
    illness: &Illness,
    year: i16,
    birth_year: i16,
) -> Made<FactBody> {
    let years = i16::try_from(random.below(25)).unwrap_or(0);
    let since = (year - years).max(birth_year);
    Ok(FactBody::Condition(Condition {
        name: line(illness.name)?,
        status: ConditionStatus::Active,
        icd10: Some(illness.icd10.parse()?),
        since: random.permille(700).then_some(PartialDate::Year(since)),
        note: None,
    }))
}

/// Something of the past.
pub fn past(random: &mut Random, year: i16, birth_year: i16) -> Made<FactBody> {
    let (name, icd10, status, note) = *random.pick(PAST);
    let years = i16::try_from(1 + random.below(30)).unwrap_or(1);
    Ok(FactBody::Condition(Condition {
        name: line(name)?,
        status,
        icd10: (!icd10.is_empty()).then(|| icd10.parse()).transpose()?,
        since: Some(PartialDate::Year((year - years).max(birth_year))),
        note: some_line(note)?,
    }))
}
