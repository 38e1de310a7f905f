//! From characters to a statement: which form was typed, without judging the date.

use super::{refusal, stated::Stated};
use crate::{
    Invalid,
    text::{is_hyphen, nfkc},
    wareki::Era,
};

/// Characters at most.
const LONGEST: usize = 40;

/// Which form was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// A day, month or year of an era or of the Gregorian calendar.
    Calendar(Stated),
    /// A day with a year of two digits and no era.
    Eraless { year: i16, month: i8, day: i8 },
    /// Ages, both included, and the words for them.
    Ages { from: i16, to: i16, label: String },
}

/// Finds the form of what was typed.
pub(super) fn lex(typed: &str) -> Result<Typed, Invalid> {
    if typed.chars().take(LONGEST + 1).count() > LONGEST {
        return Err(refusal::too_long(LONGEST));
    }
    let folded = nfkc(typed).to_uppercase();
    let folded = folded.trim();
    if folded.is_empty() {
        return Err(refusal::empty());
    }
    let (spaced, joined) = without_spaces(folded);
    if let Some(ages) = ages(&joined) {
        return Ok(ages);
    }
    // A space between digits parts them (S15 3 2) unless only joined digits make sense (1940 0302).
    calendar(&spaced).or_else(|refused| {
        if refused == refusal::malformed() {
            calendar(&joined)
        } else {
            Err(refused)
        }
    })
}

/// The text with spaces between digits as separators, and with all spaces removed.
fn without_spaces(text: &str) -> (String, String) {
    let joined: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut spaced = String::new();
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && c.is_ascii_digit() && spaced.ends_with(|b: char| b.is_ascii_digit()) {
            spaced.push('/');
        }
        space = false;
        spaced.push(c);
    }
    (spaced, joined)
}

/// 「86歳」「86才」「80代」「80歳代」.
fn ages(text: &str) -> Option<Typed> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at_checked(split)?;
    let age: i16 = number.parse().ok().filter(|_| number.len() <= 3)?;
    match unit {
        "歳" | "才" => Some(Typed::Ages {
            from: age,
            to: age,
            label: format!("{age}歳"),
        }),
        "代" | "歳代" | "才代" if age % 10 == 0 && age > 0 => Some(Typed::Ages {
            from: age,
            to: age + 9,
            label: format!("{age}代"),
        }),
        _ => None,
    }
}

/// A date, with the same year in the other calendar in parentheses if need be, as forms and our
/// own pages print it: 昭和15年3月2日（1940）, 1940年（昭和15年）3月2日.
fn calendar(text: &str) -> Result<Typed, Invalid> {
    let text = ["生まれ", "生れ", "生"]
        .into_iter()
        .find_map(|ending| text.strip_suffix(ending))
        .unwrap_or(text);
    let Some((before, rest)) = text.split_once('(') else {
        return date(text);
    };
    let (inside, after) = rest.split_once(')').ok_or_else(refusal::malformed)?;
    let outside = date(&format!("{before}{after}"))?;
    match (&outside, date(inside)?) {
        (Typed::Calendar(outer), Typed::Calendar(inner)) if inner.month.is_none() => {
            if outer.gregorian() == inner.gregorian() {
                Ok(outside)
            } else {
                Err(refusal::years_differ())
            }
        }
        _ => Err(refusal::malformed()),
    }
}

/// A number and the mark behind it.
struct Part<'a> {
    digits: &'a str,
    mark: Option<char>,
}

fn date(text: &str) -> Result<Typed, Invalid> {
    if let Some((era, rest)) = era(text) {
        // 元 is the first year; what follows it is another number.
        let rest = rest
            .strip_prefix('元')
            .map_or_else(|| rest.to_owned(), |rest| format!("1{}", part_off(rest)));
        let rest = rest.trim_start_matches(is_separator);
        return match parts(rest)?.as_slice() {
            [Part { digits, mark: None }] if digits.len() == 6 => {
                let (year, month, day) = six(digits)?;
                Ok(stated(Some(era), year, Some(month), Some(day)))
            }
            parts => in_parts(Some(era), parts),
        };
    }
    let text = text.strip_prefix("西暦").unwrap_or(text);
    let parts = parts(text)?;
    match parts.as_slice() {
        [Part { digits, mark: None }] => match digits.len() {
            8 => {
                let (year, rest) = digits.split_at_checked(4).ok_or_else(refusal::malformed)?;
                let (month, day) = rest.split_at_checked(2).ok_or_else(refusal::malformed)?;
                Ok(stated(
                    None,
                    number(year)?,
                    Some(small(month)?),
                    Some(small(day)?),
                ))
            }
            7 => {
                let (era, rest) = digits.split_at_checked(1).ok_or_else(refusal::malformed)?;
                let era = claim_era(era).ok_or_else(refusal::malformed)?;
                let (year, month, day) = six(rest)?;
                Ok(stated(Some(era), year, Some(month), Some(day)))
            }
            6 => {
                let (year, month, day) = six(digits)?;
                Ok(Typed::Eraless { year, month, day })
            }
            _ => in_parts(None, &parts),
        },
        [year, month, day] if year.digits.len() <= 2 => {
            check_marks(&parts)?;
            Ok(Typed::Eraless {
                year: number(year.digits)?,
                month: small(month.digits)?,
                day: small(day.digits)?,
            })
        }
        parts => in_parts(None, parts),
    }
}

fn part_off(rest: &str) -> String {
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        format!("/{rest}")
    } else {
        rest.to_owned()
    }
}

/// Year, year and month, or the whole date, with marks between.
fn in_parts(era: Option<Era>, parts: &[Part<'_>]) -> Result<Typed, Invalid> {
    check_marks(parts)?;
    let year = |part: &Part<'_>| {
        let fits = match era {
            Some(_) => (1..=2).contains(&part.digits.len()),
            None => part.digits.len() == 4,
        };
        if fits {
            number(part.digits)
        } else {
            Err(refusal::malformed())
        }
    };
    match parts {
        [y] => Ok(stated(era, year(y)?, None, None)),
        [y, m] => Ok(stated(era, year(y)?, Some(small(m.digits)?), None)),
        [y, m, d] => Ok(stated(
            era,
            year(y)?,
            Some(small(m.digits)?),
            Some(small(d.digits)?),
        )),
        _ => Err(refusal::malformed()),
    }
}

/// Refuses 年, 月 and 日 in another place than theirs, so that 15年2日 is no month.
fn check_marks(parts: &[Part<'_>]) -> Result<(), Invalid> {
    let in_place = parts.iter().zip(['年', '月', '日']).all(|(part, own)| {
        part.mark
            .is_none_or(|mark| mark == own || !matches!(mark, '年' | '月' | '日'))
    });
    if in_place {
        Ok(())
    } else {
        Err(refusal::malformed())
    }
}

/// The numbers of a text and the first mark behind each.
fn parts(text: &str) -> Result<Vec<Part<'_>>, Invalid> {
    let mut parts = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (digits, after) = rest.split_at_checked(end).ok_or_else(refusal::malformed)?;
        let mark = after.chars().next();
        if digits.is_empty() || mark.is_some_and(|mark| !is_separator(mark)) {
            return Err(refusal::malformed());
        }
        rest = after.trim_start_matches(is_separator);
        parts.push(Part { digits, mark });
    }
    Ok(parts)
}

fn is_separator(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '.' | '/' | '・' | '、' | ',') || is_hyphen(c)
}

/// The era at the beginning: 昭和, 昭 or S.
fn era(text: &str) -> Option<(Era, &str)> {
    Era::ALL.into_iter().find_map(|era| {
        let name = era.japanese();
        let rest = text
            .strip_prefix(name)
            .or_else(|| {
                name.chars()
                    .next()
                    .and_then(|first| text.strip_prefix(first))
            })
            .or_else(|| text.strip_prefix(era.letter()))?;
        Some((era, rest))
    })
}

/// The era of a claim's leading digit: 1 明治 to 5 令和.
fn claim_era(digit: &str) -> Option<Era> {
    let place = digit.parse::<usize>().ok()?.checked_sub(1)?;
    Era::ALL.get(place).copied()
}

fn six(digits: &str) -> Result<(i16, i8, i8), Invalid> {
    match (digits.get(..2), digits.get(2..4), digits.get(4..)) {
        (Some(year), Some(month), Some(day)) => Ok((number(year)?, small(month)?, small(day)?)),
        _ => Err(refusal::malformed()),
    }
}

fn stated(era: Option<Era>, year: i16, month: Option<i8>, day: Option<i8>) -> Typed {
    Typed::Calendar(Stated {
        era,
        year,
        month,
        day,
    })
}

fn number(digits: &str) -> Result<i16, Invalid> {
    digits.parse().map_err(|_| refusal::malformed())
}

fn small(digits: &str) -> Result<i8, Invalid> {
    if (1..=2).contains(&digits.len()) {
        digits.parse().map_err(|_| refusal::malformed())
    } else {
        Err(refusal::malformed())
    }
}
