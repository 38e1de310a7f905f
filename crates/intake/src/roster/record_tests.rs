use super::*;
use proptest::prelude::*;

/// Records as text: the line with its cells, or with `!` and the place of the broken cell.
fn read(text: &str) -> Vec<(usize, String)> {
    let mut records = Records::new(text.as_bytes());
    records.expect_cells(3);
    records
        .map(|record| {
            let shown = match record.cells {
                Ok(cells) => cells
                    .iter()
                    .map(|cell| String::from_utf8_lossy(cell).replace('\n', "/"))
                    .collect::<Vec<_>>()
                    .join("|"),
                Err(Broken::Quote(place)) => format!("!quote {place}"),
                Err(Broken::Stray(place)) => format!("!stray {place}"),
                Err(Broken::TooLong) => "!long".to_owned(),
            };
            (record.line, shown)
        })
        .collect()
}

#[test]
fn quotes_stay_within_their_line_when_broken() {
    let table: &[(&str, &[(usize, &str)])] = &[
        ("a,b,c\nd,e,f", &[(1, "a|b|c"), (2, "d|e|f")]),
        ("a,b,c\r\n\r\nd,e,f\r\n", &[(1, "a|b|c"), (3, "d|e|f")]),
        ("a,b\rc,d", &[(1, "a|b"), (2, "c|d")]),
        ("\"a,\"\"x\"\"\",,\n", &[(1, "a,\"x\"||")]),
        ("\"a\nb\",c,d\ne,f,g", &[(1, "a/b|c|d"), (3, "e|f|g")]),
        // Never closed: to the end of the file, or up to a later quote of any kind.
        (
            "a,\"b,c\nd,e,f\ng,h,i",
            &[(1, "!quote 1"), (2, "d|e|f"), (3, "g|h|i")],
        ),
        ("a,\"b,c\nd,\"e\",f", &[(1, "!quote 1"), (2, "d|e|f")]),
        ("a,\"b,c\nd,\"\",f\n", &[(1, "!quote 1"), (2, "d||f")]),
        // A later line closes it by its own mistake: the lines between would be swallowed.
        (
            "a,\"b,c\nd,e,f\ng,h\",i\nj,k,l",
            &[(1, "!quote 1"), (2, "d|e|f"), (3, "!stray 1"), (4, "j|k|l")],
        ),
        (
            "a,\"b,c\nd,e\",f\ng,h,i",
            &[(1, "!quote 1"), (2, "!stray 1"), (3, "g|h|i")],
        ),
        ("\"a\"b,c\nd,e,f", &[(1, "!quote 0"), (2, "d|e|f")]),
        ("a,b\"c,d\ne,f,g", &[(1, "!stray 1"), (2, "e|f|g")]),
        // It opened in the second physical line of its record.
        ("\"a\nb\",\"c,d\ne,f,g", &[(2, "!quote 1"), (3, "e|f|g")]),
        ("", &[]),
        ("\n\n", &[]),
        ("\"", &[(1, "!quote 0")]),
        (",", &[(1, "|")]),
    ];
    for (text, expected) in table {
        let expected: Vec<(usize, String)> = expected
            .iter()
            .map(|(line, shown)| (*line, (*shown).to_owned()))
            .collect();
        assert_eq!(read(text), expected, "{text:?}");
    }
}

#[test]
fn an_endless_record_is_not_read() {
    let long = "x".repeat(limit::RECORD_BYTES + 1);
    assert_eq!(
        read(&format!("{long},b,c\nd,e,f")),
        [(1, "!long".to_owned()), (2, "d|e|f".to_owned())]
    );
    assert_eq!(
        read(&format!("\"{long}\",b,c\nd,e,f")),
        [(1, "!quote 0".to_owned()), (2, "d|e|f".to_owned())]
    );
    let lines = "\n".repeat(limit::CELL_LINES + 1);
    assert_eq!(
        read(&format!("\"{lines}\",b,c\nd,e,f"))[0],
        (1, "!quote 0".to_owned())
    );
}

proptest! {
    #[test]
    fn whatever_the_bytes_every_line_is_visited_once(bytes in prop::collection::vec(
        prop_oneof![Just(b'"'), Just(b','), Just(b'\n'), Just(b'\r'), any::<u8>()], 0..300)
    ) {
        let mut last = 0;
        for record in Records::new(&bytes) {
            prop_assert!(record.line > last);
            last = record.line;
        }
    }

    #[test]
    fn what_is_quoted_comes_back(rows in prop::collection::vec(
        prop::collection::vec("[a-c\",\n\r ]{0,6}", 3), 1..6)
    ) {
        let text: String = rows
            .iter()
            .map(|row| {
                let cells: Vec<String> =
                    row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                cells.join(",") + "\r\n"
            })
            .collect();
        let read: Vec<Vec<String>> = Records::new(text.as_bytes())
            .map(|record| {
                let cells = record.cells.unwrap();
                cells.iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect()
            })
            .collect();
        prop_assert_eq!(read, rows);
    }
}
