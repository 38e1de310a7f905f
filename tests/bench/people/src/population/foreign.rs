//! Residents from elsewhere: in letters with kana or without, or in characters with both.

use super::{household::Named, names::Name};
use crate::random::Random;

/// A name in letters and in kana; of some also in characters.
type Parts = &'static [(&'static str, &'static str)];

/// Family names, women's and men's given names of one language.
#[rustfmt::skip]
const LETTERS: &[[Parts; 3]] = &[
    [
        &[("NGUYEN", "グエン"), ("TRAN", "チャン"), ("LE", "レ"), ("PHAM", "ファム"), ("HOANG", "ホアン"), ("VU", "ヴー")],
        &[("THI LAN", "ティ ラン"), ("THI HUONG", "ティ フオン"), ("THI MAI", "ティ マイ"), ("NGOC ANH", "ゴック アン"), ("THUY LINH", "トゥイ リン")],
        &[("VAN HUNG", "ヴァン フン"), ("MINH TUAN", "ミン トゥアン"), ("DUC ANH", "ドゥック アン"), ("QUANG HUY", "クアン フイ"), ("VAN NAM", "ヴァン ナム")],
    ],
    [
        &[("SANTOS", "サントス"), ("REYES", "レイエス"), ("CRUZ", "クルス"), ("GARCIA", "ガルシア"), ("DELA CRUZ", "デラ クルス")],
        &[("MARIA", "マリア"), ("MARIA LUISA", "マリア ルイサ"), ("JENNIFER", "ジェニファー"), ("ANGELICA", "アンジェリカ"), ("ROSE ANN", "ローズ アン")],
        &[("JOSE", "ホセ"), ("MARK ANTHONY", "マーク アンソニー"), ("JUAN CARLOS", "フアン カルロス"), ("MICHAEL", "マイケル")],
    ],
    [
        &[("SILVA", "シルヴァ"), ("OLIVEIRA", "オリヴェイラ"), ("PEREIRA", "ペレイラ"), ("SOUZA", "ソウザ"), ("SUZUKI", "スズキ"), ("VIEIRA", "ヴィエイラ")],
        &[("ANA PAULA", "アナ パウラ"), ("PATRICIA", "パトリシア"), ("VALERIA", "ヴァレリア"), ("AKEMI", "アケミ")],
        &[("CARLOS", "カルロス"), ("PAULO", "パウロ"), ("VINICIUS", "ヴィニシウス"), ("LUIS FERNANDO", "ルイス フェルナンド")],
    ],
    [
        &[("SMITH", "スミス"), ("EVANS", "エヴァンズ"), ("SHRESTHA", "シュレスタ"), ("TAMANG", "タマン"), ("DAVIES", "デイヴィス")],
        &[("SITA", "シタ"), ("ELIZABETH", "エリザベス"), ("EMILY", "エミリー"), ("SUNITA", "スニタ")],
        &[("DAVID", "デイヴィッド"), ("STEVEN", "スティーヴン"), ("RAM BAHADUR", "ラム バハドゥル"), ("OLIVER", "オリヴァー")],
    ],
];

/// Characters, kana, letters and the Japanese name in daily use.
type Han = (
    &'static str,
    &'static str,
    &'static str,
    (&'static str, &'static str),
);

#[rustfmt::skip]
const HAN_FAMILIES: &[Han] = &[
    ("金", "キム", "KIM", ("金田", "カネダ")), ("李", "イ", "LEE", ("岩本", "イワモト")), ("朴", "パク", "PARK", ("新井", "アライ")),
    ("崔", "チェ", "CHOI", ("山本", "ヤマモト")), ("鄭", "チョン", "CHUNG", ("東", "アズマ")), ("張", "チョウ", "ZHANG", ("長田", "ナガタ")),
    ("王", "オウ", "WANG", ("大山", "オオヤマ")), ("陳", "チン", "CHEN", ("東山", "ヒガシヤマ")), ("劉", "リュウ", "LIU", ("柳", "ヤナギ")),
];
#[rustfmt::skip]
const HAN_GIVEN: &[[(&str, &str, &str); 2]] = &[
    [("美淑", "ミスク", "MI SUK"), ("正浩", "ジョンホ", "JUNG HO")], [("英姫", "ヨンヒ", "YOUNG HEE"), ("成洙", "ソンス", "SUNG SOO")],
    [("麗華", "レイカ", "LIHUA"), ("偉", "イ", "WEI")], [("秀英", "シュウエイ", "XIUYING"), ("建国", "ケンコク", "JIANGUO")],
    [("玉蘭", "ギョクラン", "YULAN"), ("志明", "シメイ", "ZHIMING")],
];

/// Draws one; families share the family name.
pub fn named(random: &mut Random, female: bool) -> Named {
    if random.permille(300) {
        return in_characters(random, female);
    }
    let [families, women, men] = random.pick(LETTERS);
    let (family, family_kana) = *random.pick(families);
    let (given, given_kana) = *random.pick(if female { women } else { men });
    let kana = random.permille(550);
    let known = |text: &str| if kana { text } else { "" }.to_owned();
    let alt = random
        .permille(120)
        .then(|| format!("{given} {given_kana}"))
        .filter(|_| kana && !given.contains(' '));
    Named {
        family: Name::new(family, known(family_kana)),
        given: Name::new(given, known(given_kana)),
        alt_names: alt.into_iter().collect(),
        sounds: Some((family_kana, given_kana)),
    }
}

fn in_characters(random: &mut Random, female: bool) -> Named {
    let (family, family_kana, family_letters, (daily, daily_kana)) = *random.pick(HAN_FAMILIES);
    let (given, given_kana, letters) = random.pick(HAN_GIVEN)[usize::from(!female)];
    let mut alt_names = vec![format!("{family_letters} {letters}")];
    if random.permille(500) {
        alt_names.push(format!("{daily} {given} {daily_kana} {given_kana}"));
    }
    Named {
        family: Name::new(family, family_kana),
        given: Name::new(given, given_kana),
        alt_names,
        sounds: None,
    }
}
