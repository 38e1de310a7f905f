//! A text in parts: a label and what stands behind it, or what has none.

use super::label::{Label, label};

/// A part of a text that belongs together.
pub(super) struct Segment {
    /// What is said to stand there.
    pub label: Option<Label>,
    /// What stands there.
    pub text: String,
}

/// The parts of a text. A label reaches to the next one or to the end of its line; one at the end of
/// a line speaks of the next.
pub(super) fn segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut carried = None;
    for line in text.split('\n') {
        let chars: Vec<char> = line.chars().collect();
        let mut current = carried.take();
        let mut value = String::new();
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            let rest = chars.get(at..).unwrap_or_default();
            if let Some((found, length)) = label(rest).filter(|_| begins(&chars, at)) {
                push(&mut segments, current, &value);
                value.clear();
                current = Some(found);
                at += length;
            } else if breaks(&chars, at) {
                push(&mut segments, current, &value);
                value.clear();
                current = None;
                at += 1;
            } else {
                value.push(*c);
                at += 1;
            }
        }
        if value.trim().is_empty() {
            carried = current;
        } else {
            push(&mut segments, current, &value);
        }
    }
    segments
}

fn push(segments: &mut Vec<Segment>, label: Option<Label>, text: &str) {
    let text = text.trim();
    if !text.is_empty() {
        segments.push(Segment {
            label,
            text: text.to_owned(),
        });
    }
}

/// Whether a word may begin there.
fn begins(chars: &[char], at: usize) -> bool {
    let opened = chars
        .get(at)
        .is_some_and(|c| matches!(c, '【' | '[' | '〔' | '<'));
    opened
        || at
            .checked_sub(1)
            .and_then(|before| chars.get(before))
            .is_none_or(|c| {
                c.is_whitespace() || is_break(*c) || matches!(c, ')' | '】' | ']' | ':' | '=')
            })
}

pub(super) fn is_break(c: char) -> bool {
    matches!(c, '、' | ',' | ';' | '|' | '。' | '，')
}

/// Whether a part ends there: at a comma that is not between digits, as in S15、3、2.
fn breaks(chars: &[char], at: usize) -> bool {
    let digit = |place: Option<usize>| {
        place
            .and_then(|place| chars.get(place))
            .is_some_and(char::is_ascii_digit)
    };
    chars.get(at).is_some_and(|c| is_break(*c))
        && !(digit(at.checked_sub(1)) && digit(Some(at + 1)))
}
