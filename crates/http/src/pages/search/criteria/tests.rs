use super::*;
use crate::pages::samples::TODAY;

fn form(pairs: &[(&str, &str)]) -> Fields {
    Fields::new(
        pairs
            .iter()
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
    )
}

#[test]
fn a_birth_date_is_shown_as_it_was_read() {
    for (typed, reading, note) in [
        ("S15.3.2", Some("昭和15年3月2日（1940） 86歳"), None),
        ("19400302", Some("昭和15年3月2日（1940） 86歳"), None),
        ("80代", Some("80代"), None),
        (
            "T15.12.26",
            Some("昭和元年12月26日（1926） 99歳"),
            Some("元号を直しました"),
        ),
    ] {
        let read = read(
            &form(&[("family_kana", "ミホン"), ("birth_date", typed)]),
            TODAY,
        );
        assert_eq!(
            (read.reading.as_deref(), read.note.as_deref()),
            (reading, note),
            "{typed}"
        );
        assert!(read.is_right(), "{typed}");
    }
}

#[test]
fn six_digits_are_never_guessed() {
    let typed = form(&[("family_kana", "ミホン"), ("birth_date", "150302")]);
    let asked = read(&typed, TODAY);
    assert!(!asked.is_right());
    let values: Vec<_> = asked
        .choices
        .iter()
        .map(|choice| choice.value.as_str())
        .collect();
    assert_eq!(values, ["S15.3.2", "H15.3.2", "T15.3.2"]);
    let problem = |read: &Read| read.fields.birth_date.error.clone().unwrap().problem;
    assert!(problem(&asked).starts_with("元号のない6桁は"));
    let parted = form(&[("birth_date", "16.3.2")]);
    assert!(problem(&read(&parted, TODAY)).starts_with("元号のない年は"));
    let answered = chosen(typed.clone().with("birth_date_choice", "T15.3.2"), TODAY);
    assert_eq!(answered.get("birth_date"), "T15.3.2");
    assert!(read(&answered, TODAY).is_right());
    // A choice of what was typed before, and one that never was offered, change nothing.
    for (birth_date, choice) in [("S20.1.1", "T15.3.2"), ("150302", "M15.3.2")] {
        let typed = form(&[("birth_date", birth_date), ("birth_date_choice", choice)]);
        assert_eq!(chosen(typed, TODAY).get("birth_date"), birth_date);
    }
}

#[test]
fn what_is_wrong_stands_at_its_field_with_the_value_kept() {
    let typed = form(&[
        ("card_number", "1234"),
        ("family_kana", "山田"),
        ("birth_date", "S65.2.1"),
        ("phone", "123"),
    ]);
    let read = read(&typed, TODAY);
    assert!(!read.is_right());
    for (field, value) in [
        (&read.fields.card_number, "1234"),
        (&read.fields.family_kana, "山田"),
        (&read.fields.birth_date, "S65.2.1"),
        (&read.fields.phone, "123"),
    ] {
        assert_eq!(field.value, value);
        let error = field.error.as_ref().unwrap();
        assert!(
            !error.problem.is_empty() && !error.expected.is_empty(),
            "{value}"
        );
    }
    assert_eq!(read.form_errors, []);
}

#[test]
fn what_is_too_little_is_for_the_service_to_refuse_on_record() {
    for typed in [
        form(&[]),
        form(&[("family_kana", "ミホン")]),
        form(&[("birth_date", "S15.3.2")]),
    ] {
        let read = read(&typed, TODAY);
        assert!(read.is_right() && !read.criteria.is_enough());
    }
}

#[test]
fn a_pasted_text_is_read_and_its_rest_is_told() {
    let pasted = read(&form(&[("text", "見本花子 S15.3.2 胸痛")]), TODAY);
    assert!(pasted.is_right() && pasted.criteria.is_enough());
    assert_eq!(pasted.unread, ["胸痛"]);
    let labels: Vec<_> = pasted
        .parts
        .iter()
        .map(|part| part.label.as_str())
        .collect();
    assert_eq!(labels, ["氏名", "生年月日"]);
    let both = read(&form(&[("text", "見本花子"), ("sex", "female")]), TODAY);
    assert_eq!(both.form_errors.len(), 1);
    let unclear = form(&[("text", "見本花子 150302")]);
    let asked = read(&unclear, TODAY);
    assert!(!asked.is_right() && asked.choices.len() == 3);
    let answered = read(&unclear.with("birth_date_choice", "S15.3.2"), TODAY);
    assert!(answered.is_right());
}

#[test]
fn a_looser_search_sends_what_is_left_and_widens_once() {
    let typed = form(&[
        ("family_kana", "ミホン"),
        ("given_kana", "ハナコ"),
        ("birth_date", "S15.3.2"),
    ]);
    let first = read(&typed, TODAY);
    let offers = first.criteria.loosened(TODAY);
    let near = offers
        .iter()
        .find(|offer| offer.way == Loosening::NearYears)
        .unwrap();
    let again = read(&Fields::new(first.fields_of(near)), TODAY);
    assert_eq!(again.criteria, near.criteria);
    assert!(again.near_years);
    for offer in again.criteria.loosened(TODAY) {
        assert_ne!(offer.way, Loosening::NearYears);
        let next = read(&Fields::new(again.fields_of(&offer)), TODAY);
        assert_eq!(next.criteria, offer.criteria, "{:?}", offer.way);
    }
}

#[test]
fn the_text_alone_leaves_the_fields_out() {
    let typed = form(&[
        ("csrf", "x"),
        ("text", "見本花子 S15.3.2"),
        ("sex", "female"),
        ("near_years", "yes"),
    ]);
    let both = read(&text_alone(typed.clone()), TODAY);
    assert!(both.text_and_fields && !both.is_right());
    let alone = text_alone(typed.clone().with("text_only", "yes"));
    assert_eq!(alone.get("csrf"), "x");
    let alone = read(&alone, TODAY);
    assert!(alone.is_right() && !alone.text_and_fields && !alone.near_years);
    assert!(alone.criteria.sex.is_none() && alone.criteria.name.is_some());
    // Without a text there is nothing to search with alone.
    let empty = text_alone(typed.with("text", " ").with("text_only", "yes"));
    assert_eq!(read(&empty, TODAY).criteria.sex, Some(Sex::Female));
}
