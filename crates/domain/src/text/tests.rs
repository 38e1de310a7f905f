use super::*;
use proptest::prelude::*;

#[test]
fn kana_folds_every_keyboard() {
    for typed in ["ヤマダ", "やまだ", "ﾔﾏﾀﾞ", " やまだ "] {
        assert_eq!(
            typed.parse::<KanaName>().unwrap().as_str(),
            "ヤマダ",
            "{typed}"
        );
    }
    assert_eq!(
        "じょん・すみす".parse::<KanaName>().unwrap().as_str(),
        "ジョン・スミス"
    );
    assert_eq!("smith".parse::<KanaName>().unwrap().as_str(), "SMITH");
    assert_eq!(
        "山田".parse::<KanaName>().unwrap_err().code,
        "kana_other_characters"
    );
    assert_eq!("".parse::<KanaName>().unwrap_err().code, "text_empty");
}

#[test]
fn phones_are_read_as_people_write_them() {
    for (typed, digits) in [
        ("0557-81-0000", "0557810000"),
        ("０９０−１２３４−５６７８", "09012345678"),
        ("+81 90 1234 5678", "09012345678"),
        ("(03)0000-0000", "0300000000"),
    ] {
        assert_eq!(typed.parse::<Phone>().unwrap().digits(), digits, "{typed}");
    }
    let short = "090-1234-567".parse::<Phone>();
    assert_eq!(short.unwrap().digits().len(), 10);
    let refusal = "090-1234-5".parse::<Phone>().unwrap_err();
    assert!(refusal.problem.contains("いまは8桁"), "{}", refusal.problem);
}

#[test]
fn phones_are_shown_with_hyphens() {
    for (digits, shown) in [
        ("09012345678", "090-1234-5678"),
        ("0300000000", "03-0000-0000"),
        ("0120000000", "0120-000-000"),
        ("0557810000", "0557-81-0000"),
    ] {
        assert_eq!(digits.parse::<Phone>().unwrap().to_string(), shown);
    }
}

#[test]
fn area_codes_say_where_and_mobile_numbers_do_not() {
    let tells = |digits: &str| digits.parse::<Phone>().unwrap().tells_where();
    assert!(tells("0557810000") && tells("0300000000"));
    for nowhere in ["09012345678", "05012345678", "0120000000", "08001234567"] {
        assert!(!tells(nowhere), "{nowhere}");
    }
}

#[test]
fn lines_refuse_what_could_make_a_record_read_otherwise() {
    assert_eq!(
        "a\u{202E}b".parse::<Line>().unwrap_err().code,
        "text_control"
    );
    assert_eq!("a\nb".parse::<Line>().unwrap_err().code, "text_control");
    assert_eq!("a\r\nb".parse::<Note>().unwrap().as_str(), "a\nb");
    assert_eq!(
        "あ".repeat(201).parse::<Line>().unwrap_err().code,
        "text_too_long"
    );
}

proptest! {
    #[test]
    fn parsing_is_idempotent(text in "\\PC{0,40}") {
        if let Ok(line) = text.parse::<Line>() {
            prop_assert_eq!(line.as_str().parse::<Line>().ok(), Some(line));
        }
        if let Ok(kana) = text.parse::<KanaName>() {
            prop_assert_eq!(kana.as_str().parse::<KanaName>().ok(), Some(kana));
        }
    }

    #[test]
    fn nothing_panics(text in ".{0,60}") {
        let _ = text.parse::<Phone>();
        let _ = text.parse::<PhoneFragment>();
        let _ = text.parse::<PostalCode>();
        let _ = text.parse::<Code>();
    }
}
