//! Bound values, read back from the text in which diesel shows them.

use anyhow::{Context as _, bail};
use uuid::Uuid;

/// A bound value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Flag(bool),
    Number(i64),
    Text(String),
    Document(String),
    Bytes(Vec<u8>),
    Id(Uuid),
    Moment(i64),
    Ids(Vec<Uuid>),
    Texts(Vec<String>),
    /// An identifier that the unit of work made; every time another one. The number tells the new
    /// ones of a unit apart.
    New(usize),
}

/// Reads `[a, b, …]`.
pub fn read_all(text: &str) -> anyhow::Result<Vec<Value>> {
    let mut reader = Reader { rest: text.trim() };
    let values = reader.list()?;
    if !reader.rest.is_empty() {
        bail!("more than a list of values: {text}");
    }
    Ok(values)
}

struct Reader<'t> {
    rest: &'t str,
}

impl Reader<'_> {
    fn takes(&mut self, part: &str) -> bool {
        match self.rest.strip_prefix(part) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn needs(&mut self, part: &str) -> anyhow::Result<()> {
        if self.takes(part) {
            Ok(())
        } else {
            bail!("{part} is missing before {}", self.rest)
        }
    }

    /// Up to a character that ends a plain word.
    fn word(&mut self) -> &str {
        let end = self.rest.find([',', ')', ']']).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn list(&mut self) -> anyhow::Result<Vec<Value>> {
        self.needs("[")?;
        let mut values = Vec::new();
        while !self.takes("]") {
            values.push(self.value()?);
            self.takes(", ");
        }
        Ok(values)
    }

    fn value(&mut self) -> anyhow::Result<Value> {
        if self.rest.starts_with('"') {
            return Ok(Value::Text(self.text()?));
        }
        if self.rest.starts_with('[') {
            return of_list(self.list()?);
        }
        if self.takes("Some(") {
            let value = self.value()?;
            self.needs(")")?;
            return Ok(value);
        }
        if self.takes("Json(") {
            let text = self.text()?;
            self.needs(")")?;
            return Ok(Value::Document(text));
        }
        if self.takes("Id(") {
            let id = self.word().parse()?;
            self.needs(")")?;
            return Ok(Value::Id(id));
        }
        if self.takes("Moment(") {
            let micros = self.word().parse()?;
            self.needs(")")?;
            return Ok(Value::Moment(micros));
        }
        Ok(match self.word() {
            "None" => Value::Null,
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            number => Value::Number(
                number
                    .parse()
                    .with_context(|| format!("no value: {number}"))?,
            ),
        })
    }

    fn text(&mut self) -> anyhow::Result<String> {
        self.needs("\"")?;
        let mut text = String::new();
        let mut letters = self.rest.char_indices();
        while let Some((place, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = self.rest.get(place + 1..).unwrap_or_default();
                    return Ok(text);
                }
                '\\' => match letters.next().map(|(_, letter)| letter) {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('0') => text.push('\0'),
                    Some('u') => {
                        let code: String = letters
                            .by_ref()
                            .map(|(_, letter)| letter)
                            .skip(1)
                            .take_while(|letter| *letter != '}')
                            .collect();
                        let code = u32::from_str_radix(&code, 16)?;
                        text.push(char::from_u32(code).context("no character")?);
                    }
                    Some(other) => text.push(other),
                    None => bail!("a text ends in an escape"),
                },
                other => text.push(other),
            }
        }
        bail!("a text has no end")
    }
}

/// A list is bytes, or a list of identifiers or texts for `= ANY`.
fn of_list(values: Vec<Value>) -> anyhow::Result<Value> {
    if let Some(bytes) = all(&values, |value| match value {
        Value::Number(number) => u8::try_from(*number).ok(),
        _ => None,
    }) {
        return Ok(Value::Bytes(bytes));
    }
    if let Some(ids) = all(&values, |value| match value {
        Value::Id(id) => Some(*id),
        _ => None,
    }) {
        return Ok(Value::Ids(ids));
    }
    all(&values, |value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    })
    .map(Value::Texts)
    .context("a list of several kinds")
}

fn all<T>(values: &[Value], read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    values.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_diesel_shows_reads_back() {
        let id = Uuid::from_u128(7);
        let shown = format!(
            "[Id({id}), \"a\\\"ヴ\\u{{3099}}\\n\", 12, -3, true, None, Some(Moment(5)), Json(\"{{\\\"a\\\":[1,2]}}\"), [1, 255], [Id({id})], [\"x\", \"y\"]]"
        );
        assert_eq!(
            read_all(&shown).unwrap(),
            [
                Value::Id(id),
                Value::Text("a\"ヴ\u{3099}\n".to_owned()),
                Value::Number(12),
                Value::Number(-3),
                Value::Flag(true),
                Value::Null,
                Value::Moment(5),
                Value::Document("{\"a\":[1,2]}".to_owned()),
                Value::Bytes(vec![1, 255]),
                Value::Ids(vec![id]),
                Value::Texts(vec!["x".to_owned(), "y".to_owned()]),
            ]
        );
        for broken in [
            "",
            "[",
            "[\"a]",
            "[Id(1)]",
            "[1, \"a\"",
            "[[1, \"a\"]]",
            "[1] 2",
        ] {
            assert!(read_all(broken).is_err(), "{broken}");
        }
    }
}
