//! Names as mistaken.

use super::{
    Draft,
    draft::{Joined, Typing},
    kana::{self, Long},
    slip::Slip,
};
use crate::{population::characters::FORMS, random::Random};

fn is_katakana(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'ァ'..='ヺ' | 'ー'))
}

/// Kana of another name on record: family and, if it is there, given name.
fn other_name(draft: &Draft<'_>, another_given: bool) -> Option<(String, Option<String>)> {
    let person = &draft.of.person;
    person.alt_names.iter().find_map(|name| {
        let words: Vec<&str> = name.split(' ').collect();
        let (family, given) = match words[..] {
            [_, family] => (family, None),
            [_, _, family, given] => (family, Some(given)),
            _ => return None,
        };
        let differs = given.is_some_and(|given| given != person.given_kana);
        let is_it = differs == another_given && (another_given || family != person.family_kana);
        (is_katakana(family) && is_it).then(|| (family.to_owned(), given.map(str::to_owned)))
    })
}

/// Makes the slip in the kana; false where there is nothing to slip in.
pub fn apply_to_kana(draft: &mut Draft<'_>, random: &mut Random, slip: Slip) -> bool {
    match slip {
        Slip::HeardLetters => return heard(draft),
        _ if !draft.is_kana() => return false,
        Slip::Hiragana => return typing(draft, Typing::Hiragana),
        Slip::HalfWidth => return typing(draft, Typing::HalfWidth),
        Slip::Romaji => return typing(draft, Typing::Romaji),
        Slip::Passport => return typing(draft, Typing::Passport),
        Slip::TypedLetters => {
            let person = &draft.of.person;
            if !person.family.is_ascii() || draft.typing != Typing::Katakana {
                return false;
            }
            draft.family.clone_from(&person.family);
            draft.given.clone_from(&person.given);
            return true;
        }
        Slip::Swapped => {
            if draft.one_field || draft.given.is_empty() {
                return false;
            }
            std::mem::swap(&mut draft.family, &mut draft.given);
            return true;
        }
        Slip::OneField => return !std::mem::replace(&mut draft.one_field, true),
        Slip::Beginning | Slip::GivenBeginning => return beginning(draft, random, slip),
        Slip::FormerName | Slip::CommonName => {
            let Some((family, given)) = other_name(draft, slip == Slip::CommonName) else {
                return false;
            };
            draft.family = family;
            if let Some(given) = given {
                draft.given = given;
            }
            return true;
        }
        _ => {}
    }
    let name = draft.name_mut(random);
    let changed = match slip {
        Slip::Substituted => kana::substituted(random, name),
        Slip::Deleted => kana::deleted(random, name),
        Slip::Inserted => kana::inserted(random, name),
        Slip::Transposed => kana::transposed(random, name),
        Slip::Unvoiced => kana::unvoiced(random, name),
        Slip::Voiced => kana::voiced(random, name),
        Slip::WithoutVu => kana::without_vu(name),
        Slip::JiDi => kana::swapped(random, name, ['ジ', 'ヂ']),
        Slip::ZuDu => kana::swapped(random, name, ['ズ', 'ヅ']),
        Slip::LongBar => kana::long(random, name, Long::Bar),
        Slip::LongOther => kana::long(random, name, Long::OtherVowel),
        Slip::LongDropped => kana::long(random, name, Long::Dropped),
        Slip::Small => kana::small_as_large(random, name),
        _ => None,
    };
    match changed {
        Some(changed) => {
            *name = changed;
            true
        }
        None => false,
    }
}

fn typing(draft: &mut Draft<'_>, typing: Typing) -> bool {
    std::mem::replace(&mut draft.typing, typing) == Typing::Katakana
}

fn heard(draft: &mut Draft<'_>) -> bool {
    let Some((family, given)) = draft.of.sounds.filter(|_| !draft.is_kana()) else {
        return false;
    };
    draft.family = family.to_owned();
    draft.given = given.to_owned();
    true
}

/// Only how the names begin.
fn beginning(draft: &mut Draft<'_>, random: &mut Random, slip: Slip) -> bool {
    if draft.one_field {
        return false;
    }
    let start = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let most = random.below(2) + 1;
    let given = start(&draft.given, most);
    let family = match slip {
        Slip::Beginning => start(&draft.family, 2),
        _ => draft.family.clone(),
    };
    if (&family, &given) == (&draft.family, &draft.given) {
        return false;
    }
    // What is told is shortened to the same lengths.
    for (told, short) in [
        (&mut draft.told.family, &family),
        (&mut draft.told.given, &given),
    ] {
        if let Some(told) = told {
            let length = short.chars().count();
            if told.chars().count() > length {
                *told = format!("{}*", start(told, length));
            }
        }
    }
    draft.family = family;
    draft.given = given;
    true
}

/// Makes the slip in the name as written; false where there is nothing to slip in.
pub fn apply_to_written(draft: &mut Draft<'_>, random: &mut Random, slip: Slip) -> bool {
    match slip {
        Slip::WrittenSpaced => {
            draft.joined = Joined::Spaced;
            true
        }
        Slip::GivenFirst => {
            draft.joined = Joined::GivenFirst;
            true
        }
        Slip::Variant => other_form(draft, random, false),
        Slip::OldForm => other_form(draft, random, true),
        Slip::WrongCharacter => wrong_character(draft, random),
        _ => false,
    }
}

fn other_form(draft: &mut Draft<'_>, random: &mut Random, old: bool) -> bool {
    let mut changed: Vec<[String; 2]> = Vec::new();
    for form in FORMS.iter().filter(|form| form.old == old) {
        for (from, to) in [(form.common, form.other), (form.other, form.common)] {
            let with = draft
                .written
                .clone()
                .map(|part| part.replace(from, &to.to_string()));
            if with != draft.written {
                changed.push(with);
            }
        }
    }
    if changed.is_empty() {
        return false;
    }
    draft.written.clone_from(random.pick(&changed));
    true
}

fn wrong_character(draft: &mut Draft<'_>, random: &mut Random) -> bool {
    let is_han = |c: char| matches!(c, '一'..='龠');
    let part = random.below(2);
    let Some(name) = draft.written.get_mut(part) else {
        return false;
    };
    let mut chars: Vec<char> = name.chars().collect();
    let places: Vec<usize> = (0..chars.len())
        .filter(|place| is_han(chars[*place]))
        .collect();
    let Some(wrong) = random.letter("田山川村木子美雄男夫江枝代原野本中島井上谷和正清")
    else {
        return false;
    };
    if places.is_empty() {
        return false;
    }
    let place = *random.pick(&places);
    let different = std::mem::replace(&mut chars[place], wrong) != wrong;
    *name = chars.into_iter().collect();
    different
}
