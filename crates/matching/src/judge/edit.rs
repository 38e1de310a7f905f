//! How many slips part two texts.

/// Characters of a text that are compared at most; no part of a name has more.
const LONGEST: usize = 40;

/// The number of characters left out, added, changed or turned round with their neighbor that make
/// one text of the other (optimal string alignment); `most` plus one when it is more than `most`.
pub(super) fn slips(one: &str, other: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len().max(b.len()) > LONGEST {
        return most + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&row, j) + usize::from(x != y);
            let mut least = changed.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let turned = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if turned {
                least = least.min(at(&before, j - 1) + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default().min(most + 1)
}

#[cfg(test)]
mod tests {
    use super::slips;
    use proptest::prelude::*;

    #[test]
    fn slips_are_counted() {
        for (one, other, count) in [
            ("", "", 0),
            ("ハナコ", "ハナコ", 0),
            ("ハナコ", "ハツコ", 1),
            ("ハナコ", "ハナ", 1),
            ("ハナコ", "ハナノコ", 1),
            ("ハナコ", "ナハコ", 1),
            ("ハナコ", "コナハ", 2),
            ("ハナコ", "ユキエ", 3),
            ("ハナコ", "ハナコハナコ", 3),
        ] {
            assert_eq!(slips(one, other, 2), count, "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn both_directions_count_alike(one in "[ア-ン]{0,8}", other in "[ア-ン]{0,8}") {
            prop_assert_eq!(slips(&one, &other, 2), slips(&other, &one, 2));
            prop_assert_eq!(slips(&one, &other, 2) == 0, one == other);
        }

        #[test]
        fn one_character_more_is_one_slip(text in "[ア-ン]{0,8}", c in "[ア-ン]", at in 0usize..9) {
            let mut longer: Vec<char> = text.chars().collect();
            longer.insert(at.min(longer.len()), c.chars().next().unwrap());
            prop_assert_eq!(slips(&text, &longer.into_iter().collect::<String>(), 2), 1);
        }
    }
}
