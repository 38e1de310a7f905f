//! Cells that hold a list, and the items of it.

use super::{cells::Cells, column::Field, limit, words};
use tasuki_domain::Invalid;

/// What a list cell says.
pub(crate) enum Listed<T> {
    /// Nothing, or something that has been listed as a fault.
    NotSaid,
    /// 「なし」
    None,
    /// These.
    Items(Vec<T>),
}

/// Splits at 、 ; and line ends that are not within brackets.
fn split(text: &str) -> Result<Vec<&str>, Invalid> {
    let (mut items, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let unbalanced = || {
        Invalid::new(
            "list_brackets",
            "かっこの開きと閉じが合いません",
            "（ と ） をそろえてください",
        )
    };
    for (at, c) in text.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.checked_sub(1).ok_or_else(unbalanced)?,
            '、' | ';' | '；' | '\n' | '\r' if depth == 0 => {
                items.extend(text.get(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    if depth > 0 {
        return Err(unbalanced());
    }
    items.extend(text.get(from..));
    let items: Vec<&str> = items
        .into_iter()
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    if items.len() > limit::ITEMS {
        return Err(Invalid::new(
            "list_too_long",
            format!("多すぎます（いま{}件）", items.len()),
            format!("{}件までにしてください", limit::ITEMS),
        ));
    }
    Ok(items)
}

/// A name and the remark in the brackets at its end: 「高血圧（H20）」.
pub(crate) fn with_remark(item: &str) -> (&str, Option<&str>) {
    let Some(inner) = item.strip_suffix(['）', ')']) else {
        return (item, None);
    };
    let mut depth = 0_usize;
    for (at, c) in inner.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth > 0 => depth -= 1,
            '（' | '(' => {
                let name = inner.get(..at).unwrap_or_default().trim();
                let remark = inner.get(at + c.len_utf8()..).unwrap_or_default().trim();
                // A name that is all brackets is a name.
                return if name.is_empty() {
                    (item, None)
                } else {
                    (name, (!remark.is_empty()).then_some(remark))
                };
            }
            _ => {}
        }
    }
    (item, None)
}

/// The parts of an item with bars, exactly `N` of them, empty where left out.
pub(crate) fn parts<const N: usize>(item: &str) -> Result<[&str; N], Invalid> {
    let mut parts = [""; N];
    let given = item.split(['｜', '|']).map(str::trim);
    let count = given.clone().count();
    if count > N {
        return Err(Invalid::new(
            "list_parts",
            format!("｜で区切った数が多すぎます（いま{count}）"),
            format!("{N}までにしてください"),
        ));
    }
    for (place, part) in parts.iter_mut().zip(given) {
        *place = part;
    }
    Ok(parts)
}

impl<'a> Cells<'a> {
    /// Reads each item of a list; every item at fault is listed with its number.
    pub(crate) fn items<T>(
        &mut self,
        field: Field,
        mut read: impl FnMut(&'a str) -> Result<T, Invalid>,
    ) -> Vec<T> {
        let items = match split(self.text(field)) {
            Ok(items) => items,
            Err(invalid) => {
                self.refuse(field, invalid);
                return Vec::new();
            }
        };
        let several = items.len() > 1;
        let mut values = Vec::with_capacity(items.len());
        for (place, item) in items.into_iter().enumerate() {
            match read(item) {
                Ok(value) => values.push(value),
                Err(mut invalid) => {
                    if several {
                        invalid.problem = format!("{}件目: {}", place + 1, invalid.problem);
                    }
                    self.refuse(field, invalid);
                }
            }
        }
        values
    }

    /// The same of a clinical list, where one word says that there is none.
    pub(crate) fn clinical<T>(
        &mut self,
        field: Field,
        mut read: impl FnMut(&'a str) -> Result<T, Invalid>,
    ) -> Listed<T> {
        let text = self.text(field);
        if words::is_none_word(text) {
            return Listed::None;
        }
        let items = self.items(field, |item| {
            if words::is_unknown_word(item) {
                return Err(words::unknown_word());
            }
            if words::is_none_word(item) {
                return Err(Invalid::new(
                    "none_among_items",
                    "「なし」と内容がいっしょに入っています",
                    "ないときは「なし」だけを、あるときは内容だけを入れてください",
                ));
            }
            read(item)
        });
        if items.is_empty() {
            Listed::NotSaid
        } else {
            Listed::Items(items)
        }
    }

    /// The same of a list whose items have parts between bars. There 、 could as well belong to a
    /// part as end an item, so it is refused instead of being guessed at.
    pub(crate) fn clinical_parts<T, const N: usize>(
        &mut self,
        field: Field,
        mut read: impl FnMut([&'a str; N]) -> Result<T, Invalid>,
    ) -> Listed<T> {
        let text = self.text(field);
        if text.contains(['｜', '|']) && text.contains('、') {
            self.fault(
                field,
                "list_comma",
                "｜と 、 がいっしょに使われています",
                "件と件の間は ; か改行で区切り、1件の中では 、 の代わりに ・ を使ってください",
            );
            return Listed::NotSaid;
        }
        self.clinical(field, |item| parts(item).and_then(&mut read))
    }
}

/// A part of an item; none when left out.
pub(crate) fn part<T>(
    text: &str,
    read: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Result<Option<T>, Invalid> {
    if text.is_empty() {
        Ok(None)
    } else {
        read(text).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_split_outside_brackets() {
        assert_eq!(
            split("高血圧（H20、軽い）、糖尿病;;喘息\n痛風；").unwrap(),
            ["高血圧（H20、軽い）", "糖尿病", "喘息", "痛風"]
        );
        assert!(split("").unwrap().is_empty());
        for text in ["高血圧（H20、糖尿病", "高血圧）、糖尿病"] {
            assert_eq!(split(text).unwrap_err().code, "list_brackets");
        }
        assert_eq!(
            split(&"あ、".repeat(101)).unwrap_err().code,
            "list_too_long"
        );
    }

    #[test]
    fn remarks_stand_in_the_last_brackets() {
        assert_eq!(with_remark("高血圧（H20）"), ("高血圧", Some("H20")));
        assert_eq!(
            with_remark("脳梗塞(右)(H20 (春))"),
            ("脳梗塞(右)", Some("H20 (春)"))
        );
        assert_eq!(with_remark("高血圧"), ("高血圧", None));
        assert_eq!(with_remark("高血圧（）"), ("高血圧", None));
        assert_eq!(with_remark("（仮）"), ("（仮）", None));
    }

    #[test]
    fn parts_are_at_most_as_many_as_named() {
        assert_eq!(parts::<3>("a｜ |c").unwrap(), ["a", "", "c"]);
        assert_eq!(parts::<3>("a").unwrap(), ["a", "", ""]);
        assert_eq!(parts::<3>("a|b|c|d").unwrap_err().code, "list_parts");
    }
}
