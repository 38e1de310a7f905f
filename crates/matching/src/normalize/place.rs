//! The words of an address by which people are looked for: the town, and what has a name there.

use super::address_key;

/// The town and the named things of an address, each without what people leave out: prefecture
/// and city in front, 町 or 村 behind, the kind of a facility, 様方.
///
/// 静岡県熱海市泉町2-3-4 青木荘201 has 泉 and 青木荘; 北九州市小倉北区浅野1 has 浅野; of 大字城野字宮前11
/// either may be said alone. The first is the town, if the address begins with one.
pub fn place_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: &str| {
        let word = plain(word);
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    };
    let within_the_city = text.replace("大字", "");
    let whole = address_key(text);
    let sections = within_the_city.split('字').map(address_key);
    let sections: Vec<String> = sections.collect();
    // A section of a town is a word of its own, and so is the town without it.
    let parts = if sections.len() > 1 {
        sections
    } else {
        Vec::new()
    };
    for (part, key) in std::iter::once(whole).chain(parts).enumerate() {
        for (place, run) in runs(&key) {
            if place == 0 && part <= 1 {
                let town = behind_the_city(run);
                add(town);
                // 南郷町本町 is a town within a municipality that is a town itself.
                if let Some(within) = behind(town, '町', 2).or_else(|| behind(town, '村', 2)) {
                    add(within);
                }
            } else if run.chars().count() >= 2 {
                add(run);
            }
        }
    }
    words.truncate(MOST);
    words
}

/// What stands between the numbers, and where. A hyphen beside a number belongs to it; any other is
/// a long vowel.
fn runs(address_key: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    address_key
        .split(|c: char| c.is_ascii_digit())
        .filter_map(move |run| {
            let begins = at;
            at += run.len() + 1;
            let run = run.trim_matches('-');
            (!run.is_empty()).then_some((begins, run))
        })
}

/// Words of one address at most; more of them tell nothing more.
const MOST: usize = 5;

/// What follows the prefecture, the city and its ward, or the county and its town.
fn behind_the_city(head: &str) -> &str {
    let head = behind_the_prefecture(head);
    if let Some(rest) = behind(head, '市', 2) {
        return behind(rest, '区', 2).unwrap_or(rest);
    }
    if let Some(county) = behind(head, '郡', 2) {
        return behind(county, '町', 2)
            .or_else(|| behind(county, '村', 2))
            .unwrap_or(county);
    }
    // A ward of 東京, whose name may stand without the prefecture.
    behind(head, '区', 3).unwrap_or(head)
}

fn behind_the_prefecture(head: &str) -> &str {
    for short in ["北海道", "東京都", "大阪府", "京都府"] {
        if let Some(rest) = head.strip_prefix(short).filter(|rest| !rest.is_empty()) {
            return rest;
        }
    }
    // The others have two or three characters and 県.
    let mut characters = head.char_indices().skip(2).take(2);
    characters
        .find(|(_, c)| *c == '県')
        .and_then(|(place, c)| head.get(place + c.len_utf8()..))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(head)
}

/// What follows the first `end` that has at least `before` characters less one in front of it and
/// something behind it. 市 is a part of the names 市川, 四日市, 廿日市 and 野々市 too.
fn behind(text: &str, end: char, before: usize) -> Option<&str> {
    let least = [
        "四日市市",
        "廿日市市",
        "野々市市",
        "野野市市",
        "八日市場市",
        "余市郡",
        "高市郡",
    ]
    .into_iter()
    .find(|name| text.starts_with(name))
    .map_or(before - 1, |name| name.chars().count() - 1);
    text.char_indices()
        .enumerate()
        .filter(|(place, _)| *place >= least)
        // No municipality of Japan has more characters (かすみがうら市, いちき串木野市).
        .take_while(|(place, _)| *place <= 7)
        .find(|(_, (_, c))| *c == end)
        .and_then(|(_, (at, c))| text.get(at + c.len_utf8()..))
        .filter(|rest| !rest.is_empty())
}

/// Kinds of facilities, which people say or leave out. From the kinds of 介護保険法 and 老人福祉法.
const FACILITIES: [&str; 10] = [
    "特別養護老人ホ-ム",
    "サ-ビス付キ高齢者向ケ住宅",
    "サ-ビス付キ高齢者住宅",
    "介護老人保健施設",
    "介護医療院",
    "有料老人ホ-ム",
    "グル-プホ-ム",
    "ケアハウス",
    "特養",
    "老健",
];

/// Whether a folded text ends in what a prefecture, a city, its ward or a county ends in.
pub(crate) fn ends_a_city(text: &str) -> bool {
    text.ends_with(['市', '区', '郡', '県', '府', '都'])
}

/// Whether the folded text is nothing but a kind of facility.
pub(crate) fn is_kind_of_facility(text: &str) -> bool {
    FACILITIES.contains(&text)
}

fn plain(word: &str) -> &str {
    let word = ["様方", "方", "内", "様"]
        .into_iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(word);
    let word = FACILITIES
        .into_iter()
        .find_map(|kind| word.strip_prefix(kind))
        .filter(|rest| rest.chars().count() >= 2)
        .unwrap_or(word);
    ["町", "村"]
        .into_iter()
        .find_map(|end| word.strip_suffix(end))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::place_words;
    use proptest::prelude::*;

    /// Prefectures, cities, wards and counties as 地方自治法 names them; the kinds of facilities of
    /// 介護保険法.
    #[test]
    fn the_town_and_what_has_a_name_are_what_people_say() {
        for (address, expected) in [
            ("泉町2丁目3番4号", &["泉"][..]),
            ("泉", &["泉"]),
            ("熱海市泉町2-3-4 青木荘201", &["泉", "青木荘"]),
            ("静岡県熱海市泉町二丁目三番四号", &["泉"]),
            ("静岡県賀茂郡河津町笹原100", &["笹原"]),
            ("南郷町本町3丁目", &["南郷町本", "本"]),
            ("静岡県南郷町大字城野5", &["南郷町城野", "城野"]),
            ("福岡県北九州市小倉北区浅野1-1", &["浅野"]),
            ("東京都千代田区霞が関1-2", &["霞ケ関"]),
            ("千代田区霞ヶ関1-2", &["霞ケ関"]),
            ("三重県四日市市諏訪町1", &["諏訪"]),
            ("四日市市諏訪町1", &["諏訪"]),
            ("市川市市川南1", &["市川南"]),
            ("大字泉字山下5", &["泉山下", "泉", "山下"]),
            (
                "汐路市大字富士見台字下河原27番地 メゾン青葉604",
                &["富士見台下河原", "メゾン青葉", "富士見台", "下河原"],
            ),
            ("三番町5", &["三番"]),
            ("本町1", &["本"]),
            ("泉町2-3 佐藤様方", &["泉", "佐藤"]),
            ("泉町2-3 サニーコート泉201", &["泉", "サニ-コ-ト泉"]),
            ("泉町2-3 特別養護老人ホーム青葉苑", &["泉", "青葉苑"]),
            ("青葉苑", &["青葉苑"]),
            ("北海道函館市本町1", &["本"]),
            ("2-3-4", &[]),
            ("", &[]),
        ] {
            assert_eq!(place_words(address), expected, "{address}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_a_few_words_or_none(address in "\\PC{0,40}") {
            let words = place_words(&address);
            prop_assert!(words.len() <= super::MOST);
            prop_assert!(words.iter().all(|word| !word.is_empty()));
        }
    }
}
