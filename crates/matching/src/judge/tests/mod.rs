//! What agrees in one person, and what makes nobody certain.

mod near;
mod people;
mod properties;

use crate::{
    Judged,
    sample::{Person, TODAY, asks, grade, person},
};
use tasuki_domain::lookup::Criteria;

fn hanako() -> Person {
    person(1, "山田 花子", "ヤマダ ハナコ", "1940-03-02")
}

/// The grade and reasons of one person alone; none when they are left out.
fn alone(criteria: &Criteria, subject: &Person) -> Option<Judged> {
    let offered = grade(criteria, std::slice::from_ref(subject), TODAY);
    assert!(offered.len() <= 1);
    offered.into_iter().next()
}

/// The same as codes in one line: `certain kana birth_date phone_last4 ~address_part !sex`.
fn in_words(criteria: &Criteria, subject: &Person) -> String {
    alone(criteria, subject).map_or_else(
        || "nobody".to_owned(),
        |one| {
            let mut words = vec![one.grade.code().to_owned()];
            words.extend(one.matched.iter().map(|item| item.code().to_owned()));
            words.extend(one.similar.iter().map(|item| format!("~{}", item.code())));
            words.extend(one.differing.iter().map(|item| format!("!{}", item.code())));
            words.join(" ")
        },
    )
}

#[test]
fn one_person_is_graded_by_what_agrees() {
    let mut amiss = Vec::new();
    for (kana, name, birth, phone, address, expected) in [
        // Whole name, day and a third item.
        (
            "ヤマダ ハナコ",
            "",
            "S15.3.2",
            "0001",
            "",
            "certain kana birth_date phone_last4",
        ),
        (
            "やまだ はなこ",
            "",
            "19400302",
            "",
            "泉町",
            "certain kana birth_date address",
        ),
        (
            "ヤマダハナコ",
            "",
            "S15.3.2",
            "",
            "泉",
            "certain kana birth_date address",
        ),
        (
            "",
            "山田花子",
            "S15.3.2",
            "0557-00-0001",
            "",
            "certain name birth_date phone",
        ),
        (
            "ヤマダ ハナコ",
            "山田 花子",
            "S15.3.2",
            "0001",
            "泉町2-1",
            "certain kana name birth_date phone_last4 address",
        ),
        // Given name first.
        (
            "ハナコ ヤマダ",
            "",
            "S15.3.2",
            "0001",
            "",
            "certain kana birth_date phone_last4",
        ),
        (
            "",
            "花子 山田",
            "S15.3.2",
            "0001",
            "",
            "certain name birth_date phone_last4",
        ),
        (
            "",
            "ハナコ ヤマダ",
            "S15.3.2",
            "0001",
            "",
            "certain kana birth_date phone_last4",
        ),
        // Name and birth date alone are never certain.
        (
            "ヤマダ ハナコ",
            "",
            "S15.3.2",
            "",
            "",
            "probable kana birth_date",
        ),
        (
            "ヤマダ ハナコ",
            "山田花子",
            "S15.3.2",
            "",
            "",
            "probable kana name birth_date",
        ),
        // A beginning or a sound is never certain.
        (
            "ヤマダ ハ",
            "",
            "S15.3.2",
            "0001",
            "泉町2-1-4",
            "probable kana_prefix birth_date phone_last4 address",
        ),
        (
            "ヤマ",
            "",
            "S15.3.2",
            "",
            "泉",
            "probable kana_prefix birth_date address",
        ),
        (
            "ヤマ",
            "",
            "S15.3.2",
            "",
            "",
            "possible kana_prefix birth_date",
        ),
        (
            "_ ハナ",
            "",
            "S15.3.2",
            "",
            "",
            "possible kana_prefix birth_date",
        ),
        (
            "ヤマダ ハナコー",
            "",
            "S15.3.2",
            "0001",
            "",
            "probable birth_date phone_last4 ~kana_length",
        ),
        (
            "ヤマダ ハーナコ",
            "",
            "S15.3.2",
            "",
            "",
            "probable birth_date ~kana_length",
        ),
        // A part of the birth date is a range.
        (
            "ヤマダ ハナコ",
            "",
            "S15",
            "0001",
            "泉町",
            "probable kana birth_date_range phone_last4 address",
        ),
        (
            "ヤマダ ハナコ",
            "",
            "86歳",
            "",
            "",
            "probable kana birth_date_range",
        ),
        (
            "ヤマダ",
            "",
            "80代",
            "",
            "",
            "possible kana_prefix birth_date_range",
        ),
        // Six digits without an era are several days, never the day.
        (
            "ヤマダ ハナコ",
            "",
            "150302",
            "0001",
            "",
            "probable kana birth_date_range phone_last4",
        ),
        // A slip in the birth date; one that is another altogether is at most possible.
        (
            "ヤマダ ハナコ",
            "山田花子",
            "S15.3.3",
            "0001",
            "泉町2-1-4",
            "probable kana name phone_last4 address ~birth_digit",
        ),
        (
            "ヤマダ ハナ",
            "",
            "S15.3.3",
            "0001",
            "",
            "probable kana_prefix phone_last4 ~birth_digit",
        ),
        (
            "ヤマダ ハナコ",
            "",
            "70代",
            "",
            "",
            "possible kana !birth_date",
        ),
        // A contradicted item takes certainty away.
        (
            "ヤマダ ハナコ",
            "",
            "S15.3.2",
            "0002",
            "泉町",
            "probable kana birth_date address !phone",
        ),
        (
            "ヤマダ ハナコ",
            "",
            "S15.3.2",
            "0001",
            "伊豆山",
            "probable kana birth_date phone_last4 !address",
        ),
        (
            "ヤマダ ハルコ",
            "山田花子",
            "S15.3.2",
            "0001",
            "",
            "probable name birth_date phone_last4 ~kana_one",
        ),
        // A whole telephone number finds the household; another name in it is only possible.
        ("", "", "", "0557000001", "", "possible phone"),
        (
            "ヤマ",
            "",
            "",
            "0557000001",
            "",
            "probable kana_prefix phone",
        ),
        (
            "ヤマダ タロウ",
            "",
            "S15.3.2",
            "0557000001",
            "",
            "possible birth_date phone ~kana_part",
        ),
        (
            "ヤマダ ハナコ",
            "",
            "",
            "0001",
            "",
            "probable kana phone_last4",
        ),
        // Nothing but the beginning of the name agrees.
        ("ヤマダ", "", "", "0002", "", "nobody"),
        ("ヤマダ", "", "", "", "伊豆山", "nobody"),
        ("ヤマダ", "山田", "", "", "", "possible kana_prefix name"),
        (
            "サトウ ハナコ",
            "",
            "S15.3.2",
            "0001",
            "泉町",
            "possible birth_date phone_last4 address ~kana_part",
        ),
    ] {
        let found = in_words(&asks(kana, name, birth, phone, address), &hanako());
        if found != expected {
            amiss.push(format!(
                "{kana} {name} {birth} {phone} {address}: {found}, not {expected}"
            ));
        }
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
}

#[test]
fn a_sound_alike_is_shown_to_be_looked_at() {
    let kato = person(1, "加藤 洋子", "カトウ ヨウコ", "1940-03-02");
    for kana in ["カトー ヨーコ", "カトオ ヨオコ", "カトウ ヨーコ"] {
        let found = in_words(&asks(kana, "", "S15.3.2", "0001", ""), &kato);
        assert_eq!(
            found, "probable kana_sound birth_date phone_last4",
            "{kana}"
        );
    }
}
