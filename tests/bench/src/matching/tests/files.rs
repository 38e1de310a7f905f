//! Files from outside, and what is wrong with them.

use super::person;
use crate::{
    dataset::Database,
    matching::{Matching, lines, outside, registered, search, search::Answer},
};
use serde_json::json;
use std::path::PathBuf;
use tasuki_bench_people::{
    PEOPLE_SEED, Places, Population, QUERY_SEED, Query, Resident, TODAY, Truth, population::Names,
    queries::make,
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
