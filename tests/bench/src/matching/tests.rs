//! The judging on answers made by hand, and files from outside from end to end.

use super::{
    Matching,
    baseline::{self, Baseline, Exact, Known, Trigram, Winkler, place_key},
    ceiling::{Ceiling, Ceilings},
    evaluate::{Trial, judge},
    lines, outside, registered,
    search::{self, Answer, Offered},
    share::Share,
};
use crate::dataset::Database;
use serde_json::json;
use std::path::PathBuf;
use tasuki_bench_people::{
    PEOPLE_SEED, Person, Places, Population, QUERY_SEED, Query, Resident, Sex, TODAY, Told, Truth,
    population::Names, queries::make,
};

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let id = std::process::id();
        let folder = std::env::temp_dir().join(format!("tasuki-bench-{name}-{id}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

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

fn person(id: &str, family: &str, given: &str, born: &str, address: &str) -> Person {
    Person {
        id: id.to_owned(),
        family: "山田".to_owned(),
        given: "花子".to_owned(),
        family_kana: family.to_owned(),
        given_kana: given.to_owned(),
        alt_names: Vec::new(),
        birth_date: born.parse().unwrap(),
        sex: Sex::Female,
        phone: "0557-00-1234".to_owned(),
        address: address.to_owned(),
    }
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

#[test]
fn what_is_wrong_with_a_file_is_told_with_line_and_field() {
    let folder = Folder::new("faults");
    let person = r#"{"id":"1","family":"山田","birth_date":"1940-03-02","sex":"female"}"#;
    for (wrong, told) in [
        (
            r#"{"id":"2","family":"山田","birth_date":"1940-13-02","sex":"female"}"#,
            "birth_date",
        ),
        (
            r#"{"id":"2","family":"山田","birth_date":"1940-03-02","sex":"F"}"#,
            "sex",
        ),
        (
            r#"{"id":"2","birth_date":"1940-03-02","sex":"male"}"#,
            "family",
        ),
        (
            r#"{"id":"1","family":"山田","birth_date":"1940-03-02","sex":"male"}"#,
            "id",
        ),
        (
            r#"{"id":"2","family":"山","birth_date":"1940-03-02","sex":"male","phone":"12"}"#,
            "phone",
        ),
        (
            r#"{"id":"2","family":"山","birth_date":"1940-03-02","sex":"male","family_kana":"山"}"#,
            "family_kana",
        ),
        (
            r#"{"id":"2","family":"山","birth_date":"1940-03-02","sex":"male","alt_names":"海"}"#,
            "alt_names",
        ),
        (r#"{"id":"2","name":"山田"}"#, "name"),
        ("[]", "object"),
    ] {
        let file = folder.file("p.jsonl", &format!("{person}\n\n{wrong}\n"));
        let Err(error) = registered::keep(&matching(&folder), &file) else {
            panic!("{wrong} was taken");
        };
        let error = format!("{error:#}");
        assert!(error.contains("line 3") && error.contains(told), "{error}");
    }
    for (wrong, told) in [
        (r#"{"query_id":"1","criteria":{}}"#, "query_id"),
        (r#"{"query_id":"2"}"#, "criteria"),
        (r#"{"query_id":"2","criteria":[]}"#, "criteria"),
        (r#"{"query_id":2,"criteria":{}}"#, "query_id"),
    ] {
        let first = r#"{"query_id":"1","criteria":{}}"#;
        let file = folder.file("q.jsonl", &format!("{first}\n{wrong}\n"));
        let error = format!("{:#}", outside::queries(&file).unwrap_err());
        assert!(error.contains("line 2") && error.contains(told), "{error}");
    }
}

fn matching(folder: &Folder) -> Matching {
    Matching {
        population: None,
        queries: None,
        out: None,
        residents: None,
        searches: 0,
        compared: 0,
        passes: 1,
        database: Database::Sqlite,
        postgres: None,
        data_dir: folder.0.clone(),
        today: Some(TODAY),
        fresh: false,
    }
}

#[test]
fn files_from_outside_are_answered_by_the_service_search() {
    let folder = Folder::new("outside");
    let names = Names::default();
    let places = Places::new(PEOPLE_SEED, 200);
    let residents: Vec<Resident> = Population::new(PEOPLE_SEED, &names, &places)
        .take(200)
        .collect();
    let population = folder.0.join("p.jsonl");
    lines::write(&population, residents.iter().map(|one| &one.person)).unwrap();
    let (mut queries, truths): (Vec<Query>, Vec<Truth>) =
        make(&residents, &names, &places, 400, QUERY_SEED)
            .into_iter()
            .unzip();
    let file = folder.0.join("q.jsonl");
    let mut refused = queries[0].clone();
    refused.query_id = "fishing".to_owned();
    refused.criteria = serde_json::from_value(json!({"birth_date": "S15.3.2"})).unwrap();
    queries.push(refused.clone());
    refused.query_id = "unreadable".to_owned();
    refused.criteria.birth_date = Some("いつか".to_owned());
    queries.push(refused);
    lines::write(&file, &queries).unwrap();

    let register = registered::keep(&matching(&folder), &population).unwrap();
    let typed = outside::queries(&file).unwrap();
    let out = folder.0.join("r.jsonl");
    let ran = search::run(&register, &typed, TODAY, 2, &out).unwrap();
    assert_eq!((ran.residents, ran.searches), (200, queries.len()));

    let answers: Vec<Answer> = lines::read(&out).unwrap();
    let ids: Vec<&str> = answers.iter().map(|one| one.query_id.as_str()).collect();
    let asked: Vec<&str> = queries.iter().map(|one| one.query_id.as_str()).collect();
    assert_eq!(ids, asked);
    let code = |id: &str| {
        let answer = answers.iter().find(|one| one.query_id == id).unwrap();
        answer.refused.clone().unwrap()
    };
    assert_eq!(code("fishing"), "criteria_too_few");
    assert_eq!(code("unreadable"), "birth_date_malformed");
    assert!(answers.iter().all(|one| one.candidates.len() <= 8));

    // Among 200 people whoever is searched without a slip stands first.
    let clean = answers.iter().zip(&truths);
    let clean = clean.filter(|(_, truth)| truth.fields == "full" && truth.corruptions.is_empty());
    let mut searched = 0;
    for (answer, truth) in clean {
        let Some(meant) = &truth.truth else { continue };
        searched += 1;
        assert_eq!(&answer.candidates[0].id, meant, "{truth:?}");
    }
    assert!(searched >= 20, "{searched}");

    // Opened again, the store is the same.
    let again = registered::keep(&matching(&folder), &population).unwrap();
    assert_eq!(again.kept.folder, register.kept.folder);
    assert_eq!(again.ids, register.ids);
}

#[test]
fn people_of_a_file_are_taken_apart() {
    let mut one = person(
        "a",
        "ヤマダ",
        "ハナコ",
        "1940-03-02",
        "潮見市本町2丁目3番4号 旭荘101",
    );
    one.alt_names = [
        "田中 タナカ",
        "田中 花 タナカ ハナ",
        "田中 花",
        "タナカ ハナ",
        "NGUYEN THI LAN グエン",
        "MARIA LUISA",
    ]
    .map(str::to_owned)
    .to_vec();
    let identity = registered::identity(&one).unwrap();
    let address = identity.address.unwrap();
    assert_eq!(address.town.as_str(), "潮見市本町2丁目");
    assert_eq!(address.rest.unwrap().as_str(), "3番4号 旭荘101");
    let names: Vec<String> = identity
        .other_names
        .iter()
        .map(|other| {
            let name = &other.name;
            let kana = name.kana().unwrap_or_default();
            format!("{} / {kana}", name.written()).replace('　', " ")
        })
        .collect();
    assert_eq!(
        names,
        [
            "田中 / タナカ",
            "田中 花 / タナカ ハナ",
            "田中 花 / ",
            "タナカ ハナ / タナカ ハナ",
            "NGUYEN THI LAN / グエン",
            "MARIA LUISA / ",
        ]
    );
    for (address, town) in [
        ("本町2-3-4", "本町"),
        ("本町二丁目3番4号", "本町二丁目"),
        ("大字上原字中道12番地", "大字上原字中道"),
        ("三島町12", "三島町"),
        ("栄町", "栄町"),
    ] {
        one.address = address.to_owned();
        let identity = registered::identity(&one).unwrap();
        assert_eq!(identity.address.unwrap().town.as_str(), town);
    }
}
