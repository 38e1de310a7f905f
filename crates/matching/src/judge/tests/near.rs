//! Who else is near.

use super::hanako;
use crate::{
    MAX_SUBJECTS,
    sample::{Person, TODAY, asks, grade, person},
};
use tasuki_domain::lookup::Grade::{Certain, Probable};

#[test]
fn nobody_is_certain_while_another_is_near() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    for (why, written, kana, born, expected) in [
        (
            "registered twice",
            "山田 花子",
            "ヤマダ ハナコ",
            "1940-03-02",
            Probable,
        ),
        (
            "heard as one",
            "山田 華子",
            "ヤマダ ハナコ",
            "1940-03-02",
            Probable,
        ),
        (
            "written as one",
            "山田 花子",
            "ヤマダ カコ",
            "1940-03-02",
            Probable,
        ),
        (
            "namesake of the year",
            "山田 花子",
            "ヤマダ ハナコ",
            "1940",
            Probable,
        ),
        (
            "namesake a year away",
            "山田 花子",
            "ヤマダ ハナコ",
            "1941-03-02",
            Probable,
        ),
        (
            "namesake a digit away",
            "山田 花子",
            "ヤマダ ハナコ",
            "1950-03-02",
            Probable,
        ),
        (
            "namesake an era away",
            "山田 花子",
            "ヤマダ ハナコ",
            "2003-03-02",
            Probable,
        ),
        (
            "namesake, day and month swapped",
            "山田 花子",
            "ヤマダ ハナコ",
            "1940-02-03",
            Probable,
        ),
        (
            "twin with a like name",
            "山田 初子",
            "ヤマダ ハツコ",
            "1940-03-02",
            Probable,
        ),
        (
            "namesake of another generation",
            "山田 花子",
            "ヤマダ ハナコ",
            "1965-10-20",
            Certain,
        ),
        (
            "one of the family name and day",
            "山田 幸枝",
            "ヤマダ ユキエ",
            "1940-03-02",
            Certain,
        ),
        (
            "somebody of that day",
            "佐藤 花子",
            "サトウ ハナコ",
            "1940-03-02",
            Certain,
        ),
    ] {
        let other = person(2, written, kana, born);
        let found = grade(&criteria, &[other, hanako()], TODAY);
        let first = found.first().unwrap();
        assert_eq!(first.resident, hanako().resident, "{why}");
        assert_eq!(first.grade, expected, "{why}");
    }
}

#[test]
fn who_lives_together_is_near() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    for (why, written, kana, born, expected) in [
        ("twin", "山田 幸枝", "ヤマダ ユキエ", "1940-03-02", Probable),
        ("twin without kana", "山田 幸枝", "", "1940-03-02", Probable),
        (
            "namesake of another generation",
            "山田 花子",
            "ヤマダ ハナコ",
            "1965-10-20",
            Probable,
        ),
        (
            "sister",
            "山田 幸枝",
            "ヤマダ ユキエ",
            "1943-07-11",
            Certain,
        ),
    ] {
        let other = person(2, written, kana, born);
        let mut same_address = other.clone();
        same_address.identity.address = hanako().identity.address;
        let mut same_phone = other;
        same_phone.identity.phones.extend(hanako().identity.phones);
        for other in [same_address, same_phone] {
            let found = grade(&criteria, &[other, hanako()], TODAY);
            let mine = found.iter().find(|one| one.resident == hanako().resident);
            assert_eq!(mine.unwrap().grade, expected, "{why}");
        }
    }
}

#[test]
fn two_of_one_name_and_day_are_both_probable() {
    let other = person(2, "山田 花子", "ヤマダ ハナコ", "1940-03-02");
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "", "泉町");
    let both = grade(&criteria, &[hanako(), other], TODAY);
    assert_eq!(both.len(), 2);
    assert!(both.iter().all(|one| one.grade == Probable));
}

#[test]
fn nobody_is_certain_when_people_were_left_out() {
    let criteria = asks("ヤマダ ハナコ", "", "S15.3.2", "0001", "");
    let mut subjects: Vec<Person> = (2..)
        .take(MAX_SUBJECTS - 1)
        .map(|serial| person(serial, "佐藤 一", "サトウ ハジメ", "1960-01-01"))
        .collect();
    let last = subjects.pop();
    subjects.push(hanako());
    assert_eq!(
        grade(&criteria, &subjects, TODAY).first().unwrap().grade,
        Certain
    );
    subjects.extend(last);
    assert_eq!(
        grade(&criteria, &subjects, TODAY).first().unwrap().grade,
        Probable
    );
}
