//! Text in columns on a terminal, where a Japanese character is two wide.

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.chars()
        .map(|c| match c {
            '\u{0}'..='\u{2E7F}' | '\u{FF61}'..='\u{FFDC}' => 1,
            _ => 2,
        })
        .sum()
}

/// The text filled up with spaces to a width; a longer one gets one space.
pub fn padded(text: &str, columns: usize) -> String {
    let spaces = columns.saturating_sub(width(text)).max(1);
    format!("{text}{}", " ".repeat(spaces))
}

/// Rows with every column but the last aligned.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest: Vec<usize> = (0..columns)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let line: String = row
            .iter()
            .zip(&widest)
            .map(|(cell, widest)| padded(cell, widest + 2))
            .collect();
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_is_two_wide() {
        assert_eq!(width("行"), 2);
        assert_eq!(width("ﾅﾐ abc"), 6);
        assert_eq!(padded("行", 4), "行  ");
        assert_eq!(padded("生年月日", 4), "生年月日 ");
        let rows = [
            vec!["行".to_owned(), "欄".to_owned()],
            vec!["12345".to_owned(), "氏".to_owned()],
        ];
        assert_eq!(table(&rows), "行     欄\n12345  氏\n");
    }
}
