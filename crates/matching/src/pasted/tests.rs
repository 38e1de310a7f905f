use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 21);

fn parts(text: &str) -> Vec<String> {
    read(text, TODAY)
        .unwrap()
        .parts
        .iter()
        .map(|part| format!("{}={}", part.item.code(), part.typed))
        .collect()
}

/// The caller's number is searched with only where the patient's own is not said.
#[test]
fn the_telephone_of_whoever_calls_stands_back() {
    let both = read(
        "通報者：長女 090-1111-2222\n患者：山田花子 S15.3.2 電話 0557-12-3456",
        TODAY,
    )
    .unwrap();
    let phone = both.parts.iter().find(|part| part.item.code() == "phone");
    assert_eq!(phone.unwrap().typed, "0557-12-3456");
    assert!(
        both.unread
            .iter()
            .any(|left| left.contains("090-1111-2222")),
        "{:?}",
        both.unread
    );
    assert!(
        parts("通報者：長女 090-1111-2222\n患者：山田花子")
            .contains(&"phone=090-1111-2222".to_owned())
    );
}

#[test]
fn whatever_the_order_each_part_is_read_as_what_it_is() {
    for (text, expected) in [
        // One thing alone.
        ("0557-12-3456", &["phone=0557-12-3456"][..]),
        ("０９０（１２３４）５６７８", &["phone=090(1234)5678"]),
        ("+81 90 1234 5678", &["phone=+81 90 1234 5678"]),
        ("０５５７１２３４５６", &["phone=0557123456"]),
        ("1234-5671", &["card_number=1234-5671"]),
        ("山田花子", &["name=山田花子"]),
        (
            "ヤマダ ハナコ",
            &["family_kana=ヤマダ", "given_kana=ハナコ"],
        ),
        ("ﾔﾏﾀﾞﾊﾅｺ", &["family_kana=ヤマダハナコ"]),
        ("NGUYEN VAN AN", &["name=NGUYEN VAN AN"]),
        ("泉町2丁目3-4", &["address=泉町2丁目3-4"]),
        // Together, in any order, on one line.
        (
            "山田 花子 S15.3.2 女",
            &["name=山田 花子", "birth_date=S15.3.2", "sex=女"],
        ),
        (
            "80代女性 泉町 やまだはなこ",
            &[
                "family_kana=やまだはなこ",
                "birth_date=80代",
                "sex=女性",
                "address=泉町",
            ],
        ),
        (
            "090-1234-5678 山田花子さん 昭和15年3月2日生まれ",
            &[
                "name=山田花子",
                "birth_date=昭和15年3月2日生まれ",
                "phone=090-1234-5678",
            ],
        ),
        (
            "山田花子（ヤマダ ハナコ）86歳",
            &[
                "family_kana=ヤマダ",
                "given_kana=ハナコ",
                "name=山田花子",
                "birth_date=86歳",
            ],
        ),
        (
            "1940/3/2 男 木村 太郎 静岡県うみかぜ市泉町2-3-4 青木荘201",
            &[
                "name=木村 太郎",
                "birth_date=1940/3/2",
                "sex=男",
                "address=静岡県うみかぜ市泉町2-3-4 青木荘201",
            ],
        ),
        ("佐々木様 19400302", &["name=佐々木", "birth_date=19400302"]),
        (
            "山田花子、S15、3、2、泉町",
            &["name=山田花子", "birth_date=S15、3、2", "address=泉町"],
        ),
        // With labels and on lines.
        (
            "氏名：山田　花子\nフリガナ：ヤマダ　ハナコ\n生年月日：昭和１５年３月２日\n性別：女\n電話：0557-12-3456\n住所：うみかぜ市泉町２丁目３番４号",
            &[
                "family_kana=ヤマダ",
                "given_kana=ハナコ",
                "name=山田 花子",
                "birth_date=昭和15年3月2日",
                "sex=女",
                "phone=0557-12-3456",
                "address=うみかぜ市泉町2丁目3番4号",
            ],
        ),
        (
            "【氏名】山田花子【生年月日】150302",
            &["name=山田花子", "birth_date=150302"],
        ),
        (
            "氏名\n山田花子\n年齢\n86歳",
            &["name=山田花子", "birth_date=86歳"],
        ),
        (
            "氏名 中村 町子 住所 中村町1",
            &["name=中村 町子", "address=中村町1"],
        ),
        ("カード 19400103", &["card_number=19400103"]),
        ("19400103", &["birth_date=19400103"]),
        ("カード 19400308", &[]),
        ("性別: F 氏名: SMITH JOHN", &["name=SMITH JOHN", "sex=F"]),
        (
            "電話下4桁 1234\nヤマダ",
            &["family_kana=ヤマダ", "phone=1234"],
        ),
        ("ヤマダ 下4桁:1234", &["family_kana=ヤマダ", "phone=1234"]),
        // The caller is not the patient, but the telephone is the household's.
        (
            "通報者：長女 山田由美 090-1111-2222\n患者：山田花子 86歳",
            &["name=山田花子", "birth_date=86歳", "phone=090-1111-2222"],
        ),
    ] {
        assert_eq!(parts(text), expected, "{text}");
    }
}

#[test]
fn what_is_not_read_is_told() {
    for (text, unread) in [
        ("山田花子 胸痛", &["胸痛"][..]),
        ("主訴: 転倒 右足", &["転倒", "右足"]),
        ("山田花子 86歳 S15.3.2", &["86歳"]),
        ("0557-12-3456 0557-12-3457", &["0557-12-3457"]),
        ("1234", &["1234"]),
        ("1234-5672 ヤマダ", &["1234-5672"]),
        ("山田花子 女", &[]),
    ] {
        assert_eq!(read(text, TODAY).unwrap().unread, unread, "{text}");
    }
}

#[test]
fn the_reading_is_said_in_words() {
    let pasted = read("S15.3.2 0557123456 ﾔﾏﾀﾞ", TODAY).unwrap();
    let said: Vec<_> = pasted
        .parts
        .iter()
        .map(|part| part.read_as.as_str())
        .collect();
    assert_eq!(
        said,
        [
            "ヤマダ",
            "昭和15年3月2日（1940） 86歳",
            "0557-12-3456（この番号の登録者）"
        ]
    );
    assert!(pasted.criteria.is_enough());
    let ambiguous = read("山田花子 150302", TODAY).unwrap();
    assert!(matches!(
        ambiguous.criteria.birth_date,
        Some(BirthDateInput::Ambiguous(_))
    ));
}

#[test]
fn nothing_and_too_much_are_refused() {
    assert_eq!(read(" \n", TODAY).unwrap_err().code, "text_empty");
    assert!(read(&"あ".repeat(MAX), TODAY).is_ok());
    let long = read(&"あ".repeat(MAX + 1), TODAY).unwrap_err();
    assert_eq!(long.code, "text_too_long");
}

/// What was read, written with labels.
fn written(pasted: &Pasted) -> String {
    let mut lines = Vec::new();
    let mut kana = Vec::new();
    for part in &pasted.parts {
        let label = match part.item {
            CriteriaItem::CardNumber => "カード番号",
            CriteriaItem::FamilyKana | CriteriaItem::GivenKana => {
                kana.push(part.typed.clone());
                continue;
            }
            CriteriaItem::Name => "氏名",
            CriteriaItem::BirthDate => "生年月日",
            CriteriaItem::Sex => "性別",
            CriteriaItem::Phone if part.typed.chars().count() == 4 => "下4桁",
            CriteriaItem::Phone => "電話",
            CriteriaItem::Address => "住所",
        };
        lines.push(format!("{label}: {}", part.typed));
    }
    if !kana.is_empty() {
        lines.push(format!("フリガナ: {}", kana.join(" ")));
    }
    lines.join("\n")
}

/// Text as it is pasted: real parts, labels and noise in any order.
fn pasted_text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "山田花子",
        "山田",
        "花子",
        "ヤマダ",
        "ハナコ",
        "ﾔﾏﾀﾞ",
        "やまだ",
        "NGUYEN",
        "VAN",
        "S15.3.2",
        "昭和15年3月2日",
        "150302",
        "19400302",
        "86歳",
        "80代",
        "女",
        "男性",
        "0557-12-3456",
        "090 1234 5678",
        "1234-5671",
        "1234",
        "泉町2丁目3-4",
        "泉町",
        "2-3-4",
        "青木荘201",
        "木村",
        "氏名：",
        "生年月日:",
        "電話",
        "住所：",
        "フリガナ ",
        "性別:",
        "通報者：",
        "主訴：",
        "カード番号:",
        "下4桁:",
        "さん",
        "様方",
        "（",
        "）",
        "、",
        "・",
        "ー",
        "-",
        "胸痛",
        "不明",
        "方",
        "の",
    ]);
    let gap = prop::sample::select(vec![" ", "　", "\n", "", "、", "\t"]);
    prop::collection::vec((piece, gap), 0..14)
        .prop_map(|pieces| pieces.into_iter().map(|(a, b)| format!("{a}{b}")).collect())
}

proptest! {
    #[test]
    fn any_text_is_read_without_harm(text in "\\PC{0,200}") {
        if let Ok(pasted) = read(&text, TODAY) {
            // NFKC writes one character as 18 at most.
            let total: usize = pasted.unread.iter().map(|piece| piece.chars().count()).sum();
            prop_assert!(total <= 18 * MAX);
            prop_assert!(pasted.parts.len() <= CriteriaItem::ALL.len());
            prop_assert_eq!(
                pasted.parts.iter().map(|part| part.item).collect::<Vec<_>>(),
                pasted.criteria.items()
            );
        }
    }

    #[test]
    fn what_was_read_reads_the_same_again(text in pasted_text()) {
        let Ok(first) = read(&text, TODAY) else { return Ok(()) };
        prop_assume!(!first.parts.is_empty());
        let again = read(&written(&first), TODAY).unwrap();
        prop_assert_eq!(&again.criteria, &first.criteria, "{:?}", written(&first));
        prop_assert_eq!(again.unread, Vec::<String>::new());
    }
}
