//! What is wrong with each column is said with its code, and the other lines live on.

use super::{TODAY, file};
use std::collections::BTreeSet;
use tasuki_intake::{columns, read_roster};

fn codes(cells: &[(&str, &str)]) -> Vec<(String, &'static str)> {
    let text = file(cells).replace(LONG, &"海".repeat(201));
    let roster = read_roster(text.as_bytes(), TODAY).unwrap();
    assert_eq!(roster.rows.is_empty(), !roster.faults.is_empty());
    roster
        .faults
        .into_iter()
        .map(|fault| (fault.column, fault.code))
        .collect()
}

/// Stands for a text beyond the bound of a line of text.
const LONG: &str = "LONG";

/// Column, cell, code: each alone in an otherwise right line.
const ALONE: &[(&str, &str, &str)] = &[
    ("登録番号", "", "cell_missing"),
    ("登録番号", "第7号", "roster_key_malformed"),
    ("氏", "　", "cell_missing"),
    ("氏", LONG, "text_too_long"),
    ("氏", "\u{E000}", "cell_private_character"),
    ("氏", "海\u{FFFD}", "cell_replaced"),
    ("名", "花\u{202E}子", "text_control"),
    ("氏フリガナ", "海風", "kana_other_characters"),
    ("名フリガナ", "花", "kana_other_characters"),
    ("旧姓・通称", "磯辺", "other_name_kind"),
    ("旧姓・通称", "旧姓：", "text_empty"),
    ("旧姓・通称", "旧姓：磯辺（磯）", "kana_other_characters"),
    ("生年月日", "", "cell_missing"),
    ("生年月日", "ねずみ年", "birth_date_malformed"),
    ("生年月日", "R9.1.1", "birth_date_in_future"),
    ("性別", "おんな", "word_unknown"),
    ("町名", LONG, "text_too_long"),
    ("電話1", "0557", "phone_length"),
    ("電話2", "呼出", "phone_malformed"),
    ("住所非開示", "不可", "word_unknown"),
    ("話す言語", LONG, "text_too_long"),
    ("世帯", "ひとり", "word_unknown"),
    ("鍵の場所", "a\tb", "text_control"),
    ("入口", LONG, "text_too_long"),
    ("同居者", LONG, "text_too_long"),
    ("動物", LONG, "text_too_long"),
    ("搬出の注意", "\u{7}", "text_control"),
    ("救急キットの場所", LONG, "text_too_long"),
    ("連絡先1氏名", "不明", "unknown_word"),
    ("連絡先2氏名", "なし", "none_not_here"),
    ("かかりつけ医2医療機関", "なし", "none_not_here"),
    ("訪問看護名称", "なし", "none_not_here"),
    ("ケアマネ事業所", "無", "none_not_here"),
    ("薬局名称", "不明", "unknown_word"),
    ("持病", "高血圧（S70）", "date_not_in_era"),
    ("持病", "高血圧（H20", "list_brackets"),
    ("持病", "なし、高血圧", "none_among_items"),
    ("既往・手術", "未確認", "unknown_word"),
    ("薬", "アムロジピン錠|5mg|朝|四週", "days_unreadable"),
    ("薬", "アムロジピン錠|5mg|朝|28|R6.4", "date_not_a_day"),
    ("薬", "アムロジピン錠|5mg、ワルファリン錠|1mg", "list_comma"),
    ("薬", "a|b|c|28|R6.4.1|f", "list_parts"),
    ("薬", "|5mg", "text_empty"),
    ("アレルギー", "卵|たべもの", "word_unknown"),
    ("アレルギー", "卵|食品|湿疹|つよい", "word_unknown"),
    ("アレルギー", "卵|食品|湿疹|軽い|R50", "date_in_future"),
    ("機器・処置", "シャント", "device_kind_unknown"),
    ("機器・処置", "胃ろう|うえ", "word_unknown"),
    ("要介護度", "要介護6", "word_unknown"),
    ("ふだんの意識", LONG, "text_too_long"),
    ("ふだんの会話", LONG, "text_too_long"),
    ("ふだんの移動", "ゆっくり", "word_unknown"),
    ("補助具", LONG, "text_too_long"),
    ("食事", "少し", "word_unknown"),
    ("排泄", "少し", "word_unknown"),
    ("聞こえ", LONG, "text_too_long"),
    ("見え方", LONG, "text_too_long"),
    ("認知", LONG, "text_too_long"),
    ("麻痺", LONG, "text_too_long"),
    ("受入れを約束した病院", "不明", "unknown_word"),
    ("意思・話し合った日", "R6.3", "wish_without_statement"),
    ("意思・同席者", "長男", "wish_without_statement"),
    ("署名日", "", "cell_missing"),
    ("署名日", "R6.4", "date_not_a_day"),
    ("署名日", "R9.4.1", "date_in_future"),
    ("出典", "うわさ", "word_unknown"),
    ("時点", "いつか", "date_unreadable"),
    ("確認日", "R9.1.1", "date_in_future"),
];

/// Column, cell, code: beside the other cells of its group.
const IN_GROUP: &[(&str, &str, &str)] = &[
    ("郵便番号", "413", "postal_code_length"),
    ("番地・建物", LONG, "text_too_long"),
    ("連絡先1氏名", "", "cell_missing"),
    ("連絡先1フリガナ", "海風", "kana_other_characters"),
    ("連絡先1続柄", "", "cell_missing"),
    ("連絡先1電話", "", "cell_missing"),
    ("連絡先1電話", "090", "phone_length"),
    ("連絡先1夜間", "ときどき", "word_unknown"),
    ("連絡先1鍵", "たぶん", "word_unknown"),
    ("連絡先1代わりに話せる人", "たぶん", "word_unknown"),
    ("連絡先1氏名", "なし", "none_among_items"),
    ("かかりつけ医1医療機関", "", "cell_missing"),
    ("かかりつけ医1診療科", LONG, "text_too_long"),
    ("かかりつけ医1医師", LONG, "text_too_long"),
    ("かかりつけ医1電話", "0557", "phone_length"),
    ("かかりつけ医1時間外電話", "夜", "phone_malformed"),
    ("かかりつけ医1_24時間", "だいたい", "word_unknown"),
    ("訪問看護名称", "", "cell_missing"),
    ("訪問看護電話", "0557", "phone_length"),
    ("ケアマネ事業所", "", "cell_missing"),
    ("ケアマネ氏名", LONG, "text_too_long"),
    ("ケアマネ電話", "0557", "phone_length"),
    ("薬局名称", "", "cell_missing"),
    ("薬局電話", "0557", "phone_length"),
    ("要介護度", "", "cell_missing"),
    ("認定日", "R6.2.30", "date_no_such_day"),
    ("有効期限", "R2.3.31", "dates_reversed"),
    ("有効期限", "末日", "date_unreadable"),
    ("障害高齢者自立度", "D1", "word_unknown"),
    ("認知症高齢者自立度", "Ⅴ", "word_unknown"),
    ("受入れを約束した病院", "", "cell_missing"),
    ("受入れを約束した病院", "なし", "none_among_items"),
    ("約束した病院の診療科", LONG, "text_too_long"),
    ("約束した病院の電話", "0557", "phone_length"),
    ("約束の対象外", LONG, "text_too_long"),
    ("約束した日", "R9.1.1", "date_in_future"),
    ("意思・心肺蘇生", "しない", "word_unknown"),
    ("意思・人工呼吸器", "DNAR", "word_unknown"),
    ("意思・入院", "○", "word_unknown"),
    ("意思・集中治療", "○", "word_unknown"),
    ("意思・血液透析", "○", "word_unknown"),
    ("意思・経管栄養", "○", "word_unknown"),
    ("意思・点滴", "○", "word_unknown"),
    ("意思・輸血", "○", "word_unknown"),
    ("意思・抗菌薬", "○", "word_unknown"),
    ("意思・苦痛の緩和", "○", "word_unknown"),
    ("意思・本人の言葉", "\u{7}", "text_control"),
    ("意思・話し合った日", "", "cell_missing"),
    ("意思・話した人", "", "cell_missing"),
    ("意思・話した人", "家族", "wish_speaker_unreadable"),
    ("意思・想定した病態", LONG, "text_too_long"),
    ("意思・主治医氏名", "", "cell_missing"),
    ("意思・主治医電話", "", "cell_missing"),
    ("意思・主治医対応時間", LONG, "text_too_long"),
    ("意思・原本の場所", LONG, "text_too_long"),
    ("意思・見直し予定日", "そのうち", "date_unreadable"),
    ("署名者", "", "cell_missing"),
    ("署名者", "家族", "word_unknown"),
    ("代理人氏名", "海風 太郎", "proxy_unexpected"),
    ("代理人続柄", "長男", "proxy_unexpected"),
    ("代理の根拠", "委任", "proxy_unexpected"),
    ("様式版", "", "cell_missing"),
    ("同意の期限", "R6.4.9", "dates_reversed"),
    ("同意の期限", "R6.4.11", "consent_expired"),
    ("収集の同意", "たぶん", "word_unknown"),
    ("救急への同意", "ぜんぶ", "category_unknown"),
    ("病院への同意", "薬、ぜんぶ", "category_unknown"),
    ("かかりつけへの同意", "ぜんぶ", "category_unknown"),
    ("介護への同意", "ぜんぶ", "category_unknown"),
    ("災害への同意", "ぜんぶ", "category_unknown"),
];

#[test]
fn each_column_says_what_is_wrong_with_it() {
    for (column, cell, code) in ALONE {
        let expected = vec![((*column).to_owned(), *code)];
        assert_eq!(codes(&[(column, cell)]), expected, "{column}: {cell}");
    }
}

#[test]
fn each_column_of_a_filled_line_says_what_is_wrong_with_it() {
    // The template's example fills every group.
    let example: Vec<(&str, &str)> = columns()
        .iter()
        .map(|column| (column.japanese, column.example))
        .collect();
    assert_eq!(codes(&example), []);
    for (column, cell, code) in IN_GROUP {
        let mut cells = example.clone();
        cells.push((column, cell));
        let expected = vec![((*column).to_owned(), *code)];
        assert_eq!(codes(&cells), expected, "{column}: {cell}");
    }
}

#[test]
fn every_column_is_in_a_table() {
    let tested: BTreeSet<&str> = ALONE
        .iter()
        .chain(IN_GROUP)
        .map(|(column, ..)| *column)
        .collect();
    // The second and third of a kind are read by the code of the first.
    let repeated = |name: &str| {
        ["連絡先2", "連絡先3", "かかりつけ医2"]
            .iter()
            .any(|group| name.starts_with(group))
    };
    let untested: Vec<&str> = columns()
        .iter()
        .map(|column| column.japanese)
        .filter(|name| !tested.contains(name) && !repeated(name))
        .collect();
    assert_eq!(untested, [] as [&str; 0]);
}

#[test]
fn rules_across_columns_name_the_column_to_change() {
    for (cells, column, code) in [
        (
            [("郵便番号", "413-0000"), ("町名", "")],
            "町名",
            "cell_missing",
        ),
        (
            [("番地・建物", "3番4号"), ("町名", "")],
            "町名",
            "cell_missing",
        ),
        (
            [("薬局名称", ""), ("薬局電話", "0557-00-0000")],
            "薬局名称",
            "cell_missing",
        ),
        (
            [("持病", "なし"), ("既往・手術", "")],
            "既往・手術",
            "none_needs_both",
        ),
        (
            [("既往・手術", "なし"), ("持病", "")],
            "持病",
            "none_needs_both",
        ),
        (
            [("署名者", "本人"), ("様式版", "R6-1")],
            "救急への同意",
            "consent_scope_missing",
        ),
        (
            [("収集の同意", "はい"), ("救急への同意", "なし")],
            "収集の同意",
            "collection_without_consent",
        ),
    ] {
        assert_eq!(codes(&cells), [(column.to_owned(), code)], "{cells:?}");
    }
    let proxy = codes(&[
        ("救急への同意", "薬"),
        ("署名者", "代理"),
        ("様式版", "R6-1"),
    ]);
    let columns: Vec<&str> = proxy.iter().map(|(column, _)| column.as_str()).collect();
    assert_eq!(columns, ["代理人氏名", "代理人続柄", "代理の根拠"]);
}

#[test]
fn no_fault_repeats_a_cell() {
    let secret = "ひみつの値";
    for column in columns() {
        let cells = [(column.japanese, secret), ("町名", "浜辺町")];
        let roster = read_roster(file(&cells).as_bytes(), TODAY).unwrap();
        for fault in roster.faults {
            let said = format!("{}{}{}", fault.column, fault.problem, fault.expected);
            assert!(!said.contains(secret), "{said}");
            assert!(!fault.problem.is_empty() && !fault.expected.is_empty());
        }
    }
}

#[test]
fn an_unreadable_cell_is_one_fault_and_not_a_missing_one() {
    let roster = read_roster(
        file(&[
            ("氏", "\u{FFFD}"),
            ("町名", "\u{E000}"),
            ("郵便番号", "413-0000"),
        ])
        .as_bytes(),
        TODAY,
    )
    .unwrap();
    let codes: Vec<&str> = roster.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["cell_replaced", "cell_private_character"]);
}
