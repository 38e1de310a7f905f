//! Which passwords are taken.
//!
//! Guideline 6.0 (システム運用編 14) asks for periodic changes unless a password has 13 characters
//! or more and is hard to guess; this holds to the second, so that nobody has to change theirs
//! every few months.

use std::collections::BTreeSet;
use tasuki_domain::{Invalid, text::nfkc};

/// Characters at least.
pub const LEAST_CHARACTERS: usize = 13;
/// Characters at most; a bound on the work of hashing, far beyond what people type.
pub const MOST_CHARACTERS: usize = 128;

/// Different characters at least; fewer is a pattern.
const LEAST_DIFFERENT: usize = 5;

/// Characters that must remain without the words that every guesser tries first.
const LEAST_BESIDE_COMMON: usize = 8;

const COMMON: [&str; 12] = [
    "password", "passw0rd", "p@ssw0rd", "qwerty", "letmein", "welcome", "iloveyou", "admin",
    "tasuki", "kyukyu", "shobo", "byoin",
];

/// Rows of the keyboard, whose neighbors are as easy to guess as those of the alphabet.
const ROWS: [&str; 4] = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Refuses a password that is short or easy to guess for someone who knows the login.
pub fn check_strength(password: &str, login: &str) -> Result<(), Invalid> {
    let folded = nfkc(password).to_lowercase();
    let characters: Vec<char> = folded.chars().collect();
    if characters.len() < LEAST_CHARACTERS {
        return Err(refusal(
            "password_too_short",
            &format!("パスワードが短すぎます（{LEAST_CHARACTERS}文字より少ない）"),
        ));
    }
    if characters.len() > MOST_CHARACTERS {
        return Err(Invalid::new(
            "password_too_long",
            "パスワードが長すぎます",
            format!("{MOST_CHARACTERS}文字までにしてください"),
        ));
    }
    let login = nfkc(login).trim().to_lowercase();
    if !login.is_empty() && folded.contains(&login) {
        return Err(refusal(
            "password_contains_login",
            "パスワードにログイン名が入っています",
        ));
    }
    if is_repeated(&characters) {
        return Err(refusal("password_repeats", "同じ文字や並びの繰り返しです"));
    }
    if is_sequence(&characters) {
        return Err(refusal(
            "password_sequence",
            "文字や数字の順、キーボードの並び順です",
        ));
    }
    let beside = COMMON
        .iter()
        .fold(folded, |left, common| left.replace(common, ""));
    if beside.chars().count() < LEAST_BESIDE_COMMON {
        return Err(refusal("password_common", "よく使われる言葉でできています"));
    }
    Ok(())
}

fn refusal(code: &'static str, problem: &str) -> Invalid {
    Invalid::new(
        code,
        problem,
        format!(
            "関係のない言葉を3つ以上つなぐなど、{LEAST_CHARACTERS}文字以上で推測されにくいものにしてください"
        ),
    )
}

/// Few different characters, or one part said again and again.
fn is_repeated(characters: &[char]) -> bool {
    let different: BTreeSet<&char> = characters.iter().collect();
    let periodic = (1..=characters.len() / 2).any(|period| {
        characters
            .iter()
            .zip(characters.iter().skip(period))
            .all(|(one, next)| one == next)
    });
    different.len() < LEAST_DIFFERENT || periodic
}

/// More than half of the steps go to a neighbor in the alphabet, in a keyboard row, or nowhere.
fn is_sequence(characters: &[char]) -> bool {
    let steps = characters.windows(2).filter(|pair| match pair {
        [one, next] => u32::from(*one).abs_diff(u32::from(*next)) <= 1 || in_row(*one, *next),
        _ => false,
    });
    steps.count() * 2 > characters.len() - 1
}

fn in_row(one: char, next: char) -> bool {
    ROWS.iter().any(|row| {
        let place = |c: char| row.chars().position(|each| each == c);
        matches!((place(one), place(next)), (Some(a), Some(b)) if a.abs_diff(b) == 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn guessable_passwords_are_refused() {
        let cases = [
            ("", "password_too_short"),
            ("k7#mWq2!xR9z", "password_too_short"),
            ("aaaaaaaaaaaaaaaa", "password_repeats"),
            ("ababababababababab", "password_repeats"),
            ("tea9!tea9!tea9!tea9!", "password_repeats"),
            ("abcdefghijklmnop", "password_sequence"),
            ("1234567890123", "password_sequence"),
            ("9876543210zyxwv", "password_sequence"),
            ("qwertyuiopasdf", "password_sequence"),
            ("ｑｗｅｒｔｙｕｉｏｐａｓｄｆ", "password_sequence"),
            ("あぃいぅうぇえぉおかがきぎく", "password_sequence"),
            ("xx-Crew.Atami-7713", "password_contains_login"),
            ("PASSWORD!2026w", "password_common"),
            ("Tasuki-Admin-4x", "password_common"),
        ];
        for (password, code) in cases {
            let refusal = check_strength(password, "crew.atami").unwrap_err();
            assert_eq!(refusal.code, code, "{password}");
        }
        let long = "k7#mWq2!xR9z".repeat(11);
        let refusal = check_strength(&long, "crew").unwrap_err();
        assert_eq!(refusal.code, "password_too_long");
    }

    #[test]
    fn good_ones_are_taken() {
        for password in [
            "k7#mWq2!xR9zB",
            "みかん 灯台 回覧板 83",
            "correct-horse-battery",
            "夜明け前の3つの灯と水平線",
        ] {
            assert_eq!(check_strength(password, "crew.atami"), Ok(()), "{password}");
        }
    }

    proptest! {
        #[test]
        fn no_refusal_says_the_password(password in "\\PC{1,30}") {
            if let Err(refusal) = check_strength(&password, "crew") {
                let said = format!("{}{}", refusal.problem, refusal.expected);
                prop_assert!(password.chars().count() < 4 || !said.contains(&password));
                prop_assert_eq!(refusal.suggestion, None);
            }
        }
    }
}
