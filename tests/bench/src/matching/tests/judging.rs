//! Answers made by hand, and a handful of people.

use super::person;
use crate::matching::{
    baseline::{self, Baseline, Exact, Known, Trigram, Winkler, place_key},
    ceiling::{Ceiling, Ceilings},
    evaluate::{Trial, judge},
    search::{Answer, Offered},
    share::Share,
};
use serde_json::json;
use tasuki_bench_people::{TODAY, Told, Truth};

#[test]
fn intervals_are_wilsons() {
    // Brown, Cai and DasGupta (2001) and the formula by hand.
    for (hits, of, low, high) in [
        (0, 30_000, 0.0, 0.000_128),
        (1, 10, 0.017_9, 0.404_2),
        (95, 100, 0.888_25, 0.978_5),
        (10, 10, 0.722_5, 1.0),
        (0, 0, 0.0, 1.0),
    ] {
        let share = Share::new(hits, of);
        assert!((share.low - low).abs() < 5e-5, "{share:?}");
        assert!((share.high - high).abs() < 5e-5, "{share:?}");
        assert!(share.low <= share.share && share.share <= share.high);
    }
}

fn truth(id: &str, meant: Option<&str>, slips: &[&str]) -> Truth {
    Truth {
        query_id: id.to_owned(),
        truth: meant.map(str::to_owned),
        fields: "full".to_owned(),
        corruptions: slips.iter().map(|slip| (*slip).to_owned()).collect(),
        unregistered: meant.is_none().then(|| "twin".to_owned()),
        told: Told::default(),
    }
}

fn answer(id: &str, offered: &[(&str, &str)]) -> Answer {
    let candidates: Vec<Offered> = offered
        .iter()
        .map(|(id, grade)| Offered {
            id: (*id).to_owned(),
            grade: (*grade).to_owned(),
            score: 0,
        })
        .collect();
    Answer {
        query_id: id.to_owned(),
        refused: None,
        total: candidates.len(),
        likely: candidates
            .iter()
            .filter(|one| one.grade != "possible")
            .count(),
        bounded: false,
        candidates,
        micros: 10,
    }
}

#[test]
fn answers_made_by_hand_are_judged() {
    let told = [
        // Found first and certain; found third and possible; not found; wrong and certain.
        (
            truth("1", Some("a"), &[]),
            answer("1", &[("a", "certain"), ("b", "possible")]),
        ),
        (
            truth("2", Some("a"), &["sex_wrong"]),
            answer(
                "2",
                &[("b", "probable"), ("c", "possible"), ("a", "possible")],
            ),
        ),
        (truth("3", Some("a"), &["sex_wrong"]), answer("3", &[])),
        (
            truth("4", Some("a"), &["birth_era"]),
            answer("4", &[("b", "certain"), ("a", "probable")]),
        ),
        (
            truth("5", Some("a"), &["birth_era", "sex_wrong"]),
            answer("5", &[("a", "probable")]),
        ),
        // Nobody is meant.
        (truth("6", None, &[]), answer("6", &[("b", "certain")])),
        (truth("7", None, &[]), answer("7", &[("b", "probable")])),
        (truth("8", None, &[]), answer("8", &[("b", "possible")])),
    ];
    let trials: Vec<Trial<'_>> = told
        .iter()
        .map(|(truth, answer)| Trial {
            truth,
            answer,
            ceiling: Ceiling::among(4),
        })
        .collect();
    let judged = judge(&trials);
    let hits = |share: Share| (share.hits, share.of);

    let clean = judged.group("full", "clean").unwrap();
    assert_eq!((hits(clean.hit1), hits(clean.certain)), ((1, 1), (1, 1)));
    assert_eq!((clean.ceiling1, clean.ceiling3), (0.25, 0.75));
    let one = judged.group("full", "one").unwrap();
    assert_eq!(one.searches, 3);
    assert_eq!(hits(one.hit1), (0, 3));
    assert_eq!(hits(one.recall3), (2, 3));
    assert_eq!(hits(one.probable), (1, 3));
    assert_eq!(hits(one.wrong_certain), (1, 3));
    assert_eq!((one.likely_median, one.likely_p95), (1, 2));
    let sex = judged.group("full", "sex_wrong").unwrap();
    assert_eq!((sex.searches, hits(sex.recall3)), (2, (1, 2)));
    assert_eq!(judged.group("full", "two").unwrap().searches, 1);

    let twins = judged
        .strangers
        .iter()
        .find(|one| one.kind == "twin")
        .unwrap();
    assert_eq!(
        (hits(twins.probable), hits(twins.certain)),
        ((2, 3), (1, 3))
    );
    assert_eq!(hits(judged.wrong_certain), (2, 8));
}

fn some_people() -> Vec<Known> {
    [
        person(
            "a",
            "ヤマダ",
            "ハナコ",
            "1940-03-02",
            "潮見市本町2丁目3番4号",
        ),
        person("b", "ヤマダ", "ハナコ", "1940-03-02", "本町二丁目5番6号"),
        person("c", "ヤマダ", "ハナエ", "1940-03-02", "本町2-3-4"),
        person("d", "ヤマダ", "ハナコ", "1941-03-02", "栄町3番地"),
        person("e", "タナカ", "イチロウ", "1940-03-02", "栄町3番地"),
    ]
    .iter()
    .map(Known::of)
    .collect()
}

#[test]
fn who_cannot_be_told_apart_is_counted() {
    let people = some_people();
    let ceilings = Ceilings::of(&people);
    let full = Told {
        family: Some("ヤマダ".to_owned()),
        given: Some("ハナコ".to_owned()),
        born: Some(("1940-03-02".parse().unwrap(), "1940-03-02".parse().unwrap())),
        sex: Some("female".to_owned()),
        town: Some("本町2丁目".to_owned()),
        ..Told::default()
    };
    let beginning = Told {
        given: Some("ハナ*".to_owned()),
        ..full.clone()
    };
    let short = Told {
        town: None,
        born: Some(("1940-01-01".parse().unwrap(), "1949-12-31".parse().unwrap())),
        ..full.clone()
    };
    let phone = Told {
        phone: Some("0557001234".to_owned()),
        ..Told::default()
    };
    let last = Told {
        phone: Some("*1234".to_owned()),
        ..beginning.clone()
    };
    for (told, sharing) in [
        (&full, 2),
        (&beginning, 3),
        (&short, 3),
        (&phone, 5),
        (&last, 3),
    ] {
        assert_eq!(ceilings.sharing(told), sharing, "{told:?}");
    }
    let four = Ceiling::among(4);
    assert_eq!((four.first, four.among_three), (0.25, 0.75));
    assert_eq!(Ceiling::among(2).among_three, 1.0);
}

#[test]
fn the_baselines_find_what_their_rules_say() {
    let people = some_people();
    let exact = Exact::of(&people);
    let winkler = Winkler::of(&people);
    let trigram = Trigram::of(&people);
    let found = |baseline: &dyn Baseline, given: &str, born: &str| {
        let criteria = json!({
            "family_kana": "ヤマダ", "given_kana": given, "birth_date": born, "sex": "female",
            "address": "本町2丁目",
        });
        let answer = baseline::answer(baseline, &people, "q", &criteria, TODAY);
        let all = answer.candidates.into_iter();
        all.map(|one| format!("{} {}", one.id, one.grade))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found(&exact, "ハナコ", "S15.3.2"),
        ["a certain", "b certain"]
    );
    assert_eq!(found(&exact, "ハナゴ", "S15.3.2"), [""; 0]);
    assert_eq!(
        found(&winkler, "ハナコ", "S15.3.2"),
        ["a certain", "b certain", "c certain", "d probable"]
    );
    assert_eq!(
        found(&winkler, "ハナコ", "S15.2.3")[..2],
        ["a probable", "b probable"]
    );
    assert_eq!(
        found(&trigram, "ハナコ", "S15.3.2")[..2],
        ["a probable", "b probable"]
    );
    // Its counts are clean again.
    assert_eq!(
        found(&trigram, "ハナコ", "S15.3.2")[..2],
        ["a probable", "b probable"]
    );
    assert_eq!(
        place_key("大字上原字中道12番地3"),
        place_key("上原中道12-3")
    );
}
