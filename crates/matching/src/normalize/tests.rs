use super::{address_key, kana_key, sound_key, variants, written_key};
use proptest::prelude::*;
use std::collections::HashSet;
use tasuki_domain::text::nfkc;

#[test]
fn kana_is_one_from_every_keyboard() {
    for (typed, key) in [
        ("ヤマダ　ハナコ", "ヤマダハナコ"),
        ("やまだ はなこ", "ヤマダハナコ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダハナコ"),
        ("ヤマタ\u{3099}", "ヤマダ"),
        ("ヤマタ゛", "ヤマダ"),
        ("ジョン・スミス", "ジョンスミス"),
        ("ヨ-コ", "ヨーコ"),
        ("ヴ", "ヴ"),
        ("smith-jones", "SMITHJONES"),
        ("O'Brien, Jr.", "OBRIENJR"),
        ("Ｎｇｕｙễｎ", "NGUYEN"),
        ("Łódź Đỗ", "LODZDO"),
        ("", ""),
    ] {
        assert_eq!(kana_key(typed), key, "{typed}");
    }
    assert_ne!(kana_key("ヤマタ"), kana_key("ヤマダ"));
}

#[test]
fn what_sounds_alike_has_one_key() {
    for class in [
        &["オオノ", "オウノ", "オーノ", "おおの"][..],
        &["サトウ", "サトー", "サトオ"],
        &["ユウコ", "ユーコ", "ゆうこ"],
        &["ケイコ", "ケーコ", "ケエコ"],
        &["カヅコ", "カズコ"],
        &["チヂワ", "チジワ"],
        &["ヲガワ", "オガワ"],
        &["ヴィクター", "ビクター", "ヴイクター"],
        &["ヴァン", "バン"],
        &["キョウコ", "キヨウコ", "キョーコ", "キヨオコ"],
        &["ハットリ", "ハツトリ"],
        &["ヱイ", "エイ", "エー"],
        &["スヾキ", "スズキ"],
    ] {
        let keys: HashSet<String> = class.iter().map(|kana| sound_key(kana)).collect();
        assert_eq!(keys.len(), 1, "{class:?}: {keys:?}");
    }
    for (one, other) in [
        ("オノ", "オオノ"),
        ("コノ", "コウノ"),
        ("ヤマタ", "ヤマダ"),
        ("ハナコ", "ハツコ"),
        ("イダ", "イイダ"),
    ] {
        assert_ne!(sound_key(one), sound_key(other));
    }
    // Only one vowel is lengthened, wherever the family name ends.
    assert_eq!(sound_key("カトウオサム"), "カトーオサム");
}

#[test]
fn a_mark_behind_a_small_kana_is_joined_at_once() {
    let once = sound_key("ヶ\u{3099}");
    assert_eq!(once, "ゲ");
    assert_eq!(sound_key(&once), once);
}

#[test]
fn variant_characters_are_one_name() {
    for class in [
        &["渡辺", "渡邊", "渡邉", "渡邉\u{E0101}", "渡 辺"][..],
        &["高橋", "髙橋", "髙𣘺", "高槗"],
        &["山崎", "山﨑", "山嵜"],
        &["斎藤", "齋藤", "斉藤", "齊藤", "齊\u{E0100}藤"],
        &["浜田", "濱田", "濵田"],
        &["吉田", "𠮷田"],
        &["広沢", "廣澤"],
        &["佐々木", "佐佐木"],
        &["神谷", "神谷"],
        &["みつ子", "ミツ子"],
        &["三ヶ尻", "三ケ尻"],
        &["島", "嶋", "嶌"],
        &["O’Brien", "OBRIEN"],
    ] {
        let keys: HashSet<String> = class.iter().map(|name| written_key(name)).collect();
        assert_eq!(keys.len(), 1, "{class:?}: {keys:?}");
    }
    for (one, other) in [
        ("坂本", "阪本"),
        ("畑中", "畠中"),
        ("園田", "薗田"),
        ("伊藤", "伊東"),
    ] {
        assert_ne!(written_key(one), written_key(other));
    }
}

#[test]
fn the_variant_table_is_well_formed() {
    let mut seen = HashSet::new();
    let mut classes = 0;
    for (representative, members) in variants::classes() {
        classes += 1;
        let mut count = 0;
        for member in members {
            count += 1;
            assert!(seen.insert(member), "{member} stands twice");
            assert_eq!(nfkc(&member.to_string()), member.to_string());
            assert_eq!(variants::representative(member), representative);
        }
        assert!(count > 0, "{representative} is alone");
        assert!(seen.insert(representative), "{representative} stands twice");
        assert_eq!(variants::representative(representative), representative);
        assert_eq!(
            nfkc(&representative.to_string()),
            representative.to_string()
        );
    }
    assert!(classes >= 200);
}

#[test]
fn addresses_are_one_as_people_write_them() {
    for (class, key) in [
        (
            &[
                "泉町2丁目3番4号",
                "泉町2-3-4",
                "泉町２−３−４",
                "泉町二丁目三番四号",
                "泉町２丁目３番地４",
                "泉町 2 丁目 3 番 4 号",
                "泉町2丁目3ー4",
                "泉町2丁目3番地の4",
                "泉町2丁目3の4",
                "泉町2 3 4",
            ][..],
            "泉町2-3-4",
        ),
        (
            &[
                "大字伊豆山字浜99番地",
                "伊豆山浜99",
                "伊豆山 字 濱 九十九番地",
            ],
            "伊豆山浜99",
        ),
        (
            &["霞ヶ関1", "霞ケ関1", "霞が関1", "霞ガ関一丁目"],
            "霞ケ関1",
        ),
        (&["千二百三十四番地", "1234番地", "一二三四番地"], "1234"),
        (&["三番町5", "三番町5番"], "三番町5"),
        (&["十二所5"], "十二所5"),
        (
            &["泉町2丁目3番4号 203号室", "泉町2-3-4-203", "泉町2-3-4 203"],
            "泉町2-3-4-203",
        ),
        (&["", "　", "-"], ""),
    ] {
        for typed in class {
            assert_eq!(address_key(typed), key, "{typed}");
        }
    }
    assert_ne!(address_key("泉町2-34"), address_key("泉町2-3-4"));
}

proptest! {
    #[test]
    fn the_key_of_a_key_is_the_key(text in "\\PC{0,20}") {
        for key in [kana_key, sound_key, written_key, address_key] {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }
    }

    #[test]
    fn so_it_is_with_what_is_folded(text in "[一二三十百丁目番地号室町大字の之ノ々ァ-ヾーあ-ゞ゛゜0-9 ・邊﨑髙ßǰŉéA-Za-z\u{3099}\u{309A}\u{0301}\u{E0100}-]{0,16}") {
        for key in [kana_key, sound_key, written_key, address_key] {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }
    }

    #[test]
    fn a_beginning_sounds_like_the_beginning(name in "[ア-ンー]{1,8}", length in 0usize..8) {
        let beginning: String = name.chars().take(length).collect();
        prop_assert!(sound_key(&name).starts_with(&sound_key(&beginning)));
    }
}

#[test]
fn a_number_in_kanji_that_no_block_has_stays_as_written() {
    let much = "架空九九九九九九九九千番地";
    assert_eq!(address_key(much), much);
    assert_eq!(
        address_key("架空一七二一七番地"),
        address_key("架空17217番地")
    );
    assert_eq!(address_key("架空九千九百九十九番地"), "架空9999");
}

proptest! {
    #[test]
    fn no_number_in_kanji_is_too_much(text in "[〇一二三四五六七八九十百千丁目番地号町]{0,24}") {
        let key = address_key(&text);
        prop_assert_eq!(address_key(&key), key);
    }
}
