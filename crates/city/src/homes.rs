//! Keys, access, household.

use super::{
    made::{Made, line, note},
    random::Random,
};
use tasuki_domain::fact::{
    FactBody,
    home::{Home, Household},
};

/// The statement of a home.
pub fn home(random: &mut Random, household: Household, with: Option<&str>) -> Made<FactBody> {
    let mut some = |chance: usize, texts: &[&str]| -> Made<_> {
        if random.permille(chance) {
            line(random.pick(texts)).map(Some)
        } else {
            Ok(None)
        }
    };
    let facility = household == Household::Facility;
    let key = if facility {
        Some(line("夜間は事務室の呼び鈴")?)
    } else {
        some(
            650,
            &[
                "玄関の合鍵を長女が持つ",
                "ケアマネジャーがキーボックスの番号を知っている",
                "隣の家が預かる",
                "夜も勝手口が開いている",
            ],
        )?
    };
    let entrance = some(
        300,
        &[
            "東側の通用口から",
            "オートロック。管理室を呼ぶ",
            "外階段を上がって2階",
        ],
    )?;
    let animals = some(120, &["猫1匹", "小型犬1匹。人にほえる", "インコ"])?;
    let paper_kit = some(450, &["冷蔵庫", "玄関の棚"])?;
    let narrow = some(250, &["階段がせまい。布担架がよい", "玄関先に段差がある"])?;
    Ok(FactBody::Home(Home {
        household: Some(household),
        key,
        entrance,
        cohabitants: with.map(line).transpose()?,
        animals,
        carrying_out: narrow.map(|text| note(text.as_str())).transpose()?,
        paper_kit,
    }))
}
