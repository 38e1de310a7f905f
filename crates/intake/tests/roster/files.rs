//! Files that cannot be read, and lines that stay alone in their fault.

use super::TODAY;
use proptest::prelude::*;
use tasuki_intake::{Encoding, FileFault, read_roster};

const HEADER: &str = "登録番号,氏,生年月日,署名日";
const RIGHT: &str = "海風,S15.3.2,R6.4.10";

fn faults(text: &str) -> Vec<(usize, String, &'static str)> {
    let roster = read_roster(text.as_bytes(), TODAY).unwrap();
    roster
        .faults
        .into_iter()
        .map(|fault| (fault.line, fault.column, fault.code))
        .collect()
}

#[test]
fn a_file_that_is_no_roster_says_what_to_do() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(HEADER.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (bytes, code) in [
        (Vec::new(), "file_empty"),
        (b"\xEF\xBB\xBF".to_vec(), "file_empty"),
        (b" \r\n\n".to_vec(), "file_empty"),
        (format!("{HEADER}\r\n,,,\r\n").into_bytes(), "file_no_lines"),
        (utf16, "file_utf16"),
        (b"PK\x03\x04\0\0".to_vec(), "file_not_text"),
        (vec![b'a'; 32 * 1024 * 1024 + 1], "file_too_large"),
        (vec![b'\n'; 200_002], "file_empty"),
        (
            [HEADER.as_bytes(), &vec![b'\n'; 200_002]].concat(),
            "file_too_many_lines",
        ),
        (b"\"roster_key,family".to_vec(), "file_header_broken"),
        (b"\xFD\xFD,a\n".to_vec(), "file_header_broken"),
        (
            format!("REI-1,{RIGHT}\n").into_bytes(),
            "file_header_missing",
        ),
        (
            "登録番号,氏,生年月日\n".to_owned().into_bytes(),
            "file_columns",
        ),
        (format!("{HEADER},あだ名\n").into_bytes(), "file_columns"),
        (format!("{HEADER},family\n").into_bytes(), "file_columns"),
        (format!("{HEADER},\n").into_bytes(), "file_columns"),
    ] {
        let fault = read_roster(&bytes, TODAY).unwrap_err();
        assert_eq!(fault.code(), code, "{fault}");
        assert!(!fault.problem().is_empty() && !fault.expected().is_empty());
    }
    assert!(FileFault::Utf16.expected().contains("CSV UTF-8"));
}

#[test]
fn lines_at_fault_leave_the_others_alone() {
    let text = format!(
        "{HEADER}\r\n1,{RIGHT}\r\n2,\"海風,S15.3.2,R6.4.10\r\n3,{RIGHT},余り\r\n4,海風\r\n\r\n5,\"海\r\n風\",S15.3.2,R6.4.10\r\n6,{RIGHT}\r\n7,海\"風,S15.3.2,R6.4.10\r\n6,{RIGHT}\r\n8,,ねずみ年,R6.4\r\n9,{RIGHT}"
    );
    let roster = read_roster(text.as_bytes(), TODAY).unwrap();
    let keys: Vec<(usize, &str)> = roster
        .rows
        .iter()
        .map(|row| (row.line, row.key.as_str()))
        .collect();
    assert_eq!(keys, [(2, "1"), (9, "6"), (13, "9")]);
    assert_eq!(
        faults(&text),
        [
            (3, "氏".to_owned(), "quote_broken"),
            (4, "行全体".to_owned(), "cells_too_many"),
            (5, "行全体".to_owned(), "cells_too_few"),
            (7, "氏".to_owned(), "text_control"),
            (10, "氏".to_owned(), "quote_stray"),
            (11, "登録番号".to_owned(), "roster_key_repeated"),
            (12, "氏".to_owned(), "cell_missing"),
            (12, "生年月日".to_owned(), "birth_date_malformed"),
            (12, "署名日".to_owned(), "date_not_a_day"),
        ]
    );
    assert_eq!(roster.lines, 10);
    let problem = |code| {
        let fault = roster.faults.iter().find(|fault| fault.code == code);
        fault
            .map(|fault| fault.problem.as_str())
            .unwrap_or_default()
    };
    assert!(problem("cells_too_many").contains("見出しは4、この行は5"));
    assert!(problem("roster_key_repeated").contains("9行目"));
}

#[test]
fn a_quote_that_a_later_mistake_closes_swallows_nothing() {
    let text = format!(
        "{HEADER}\n1,\"海風,S15.3.2,R6.4.10\n2,{RIGHT}\n3,海風\",S15.3.2,R6.4.10\n4,{RIGHT}\n"
    );
    let roster = read_roster(text.as_bytes(), TODAY).unwrap();
    assert_eq!(roster.rows.len(), 2);
    assert_eq!(
        faults(&text),
        [
            (2, "氏".to_owned(), "quote_broken"),
            (4, "氏".to_owned(), "quote_stray")
        ]
    );
}

#[test]
fn a_broken_byte_is_a_fault_of_its_line_in_either_encoding() {
    let text = format!("{HEADER}\n1,{RIGHT}\n2,@,S15.3.2,R6.4.10\n3,{RIGHT}\n");
    let cp932 = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    for (bytes, encoding) in [
        (text.clone().into_bytes(), Encoding::Utf8),
        (cp932, Encoding::Cp932),
    ] {
        let broken: Vec<u8> = bytes
            .iter()
            .map(|byte| if *byte == b'@' { 0xFD } else { *byte })
            .collect();
        let roster = read_roster(&broken, TODAY).unwrap();
        assert_eq!(roster.encoding, encoding);
        let faults: Vec<(usize, &str)> = roster
            .faults
            .iter()
            .map(|fault| (fault.line, fault.code))
            .collect();
        assert_eq!(faults, [(3, "cell_undecodable")]);
        assert_eq!(roster.rows.len(), 2);
    }
}

#[test]
fn a_key_counts_where_it_came_first_even_in_a_line_at_fault() {
    let text = format!("{HEADER}\nrei-1,,S15.3.2,R6.4.10\nＲＥＩ-1,{RIGHT}\n");
    assert_eq!(
        faults(&text),
        [
            (2, "氏".to_owned(), "cell_missing"),
            (3, "登録番号".to_owned(), "roster_key_repeated")
        ]
    );
}

#[test]
fn faults_beyond_the_bound_are_counted() {
    let lines: String = (0..15_000)
        .map(|serial| format!("{serial},,,R6.4.10\n"))
        .collect();
    let roster = read_roster(format!("{HEADER}\n{lines}").as_bytes(), TODAY).unwrap();
    assert_eq!(
        (roster.faults.len(), roster.unlisted_faults),
        (20_000, 10_000)
    );
    assert_eq!((roster.rows.len(), roster.lines), (0, 15_000));
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_roster(&bytes, TODAY);
    }

    #[test]
    fn no_line_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "[\\PC\",\n|｜、（）]{0,80}") {
        for header in [tasuki_intake::header_line(), HEADER.to_owned()] {
            let file = [header.as_bytes(), b"\n", &bytes, b"\n", text.as_bytes()].concat();
            if let Ok(roster) = read_roster(&file, TODAY) {
                prop_assert!(roster.lines > 0);
                prop_assert!(roster.rows.len() <= roster.lines);
            }
        }
    }

    #[test]
    fn no_cell_makes_it_panic(place in 0usize..tasuki_intake::columns().len(), text in "\\PC{0,40}") {
        let column = tasuki_intake::columns()[place];
        let roster = read_roster(super::file(&[(column.japanese, &text)]).as_bytes(), TODAY).unwrap();
        prop_assert_eq!(roster.rows.is_empty(), !roster.faults.is_empty());
    }
}
