//! Both databases behave alike.

use serde_json::{Value, json};
use tasuki_store::Options;
use tasuki_tests::{
    World,
    database::{Database, without_postgres},
    given,
};

/// A day's work, with every answer written down as it came.
fn transcript(database: Database) -> Vec<String> {
    let world = World::on(database, Options::default());
    let mut lines = Vec::new();
    let mut note = |answer: tasuki_tests::Answer| {
        lines.push(format!("{} {}", answer.status, answer.text));
        answer
    };
    let officer = world.officer();
    let hanako = world.hanako();
    for (family, given_name, kana, given_kana) in [
        ("髙橋", "太郎", "タカハシ", "タロウ"),
        ("高橋", "次郎", "タカハシ", "ジロウ"),
        ("Åberg", "Ana", "オーベリ", "アナ"),
    ] {
        let person = given::person(family, given_name, kana, given_kana, "1940-03-02", "male");
        let id = officer.registers(&person);
        note(officer.grants(&id, &given::consent_to_crews(&["identity", "contacts"])));
    }
    let crew = world.crew();
    let incident = crew.opens_incident("0412");
    for criteria in [
        world.hanako_criteria(),
        json!({"family_kana": "たかはし", "birth_date": "S15.3.2"}),
        json!({"family_kana": "タカ", "birth_date": "80代"}),
        json!({"name": "高橋", "sex": "male"}),
        json!({"family_kana": "タカハシ", "address": "波の町2-3"}),
        json!({"phone": "090-0000-1111"}),
        json!({"family_kana": "オーベリ", "given_kana": "アナ"}),
        json!({"birth_date": "S15.3.2"}),
    ] {
        note(crew.looks_up(&incident, &criteria));
    }
    note(crew.views_summary(&hanako, &incident));
    note(crew.views_summary("0198f0b5-0000-7000-8000-000000000000", &incident));
    note(officer.gets("/v1/residents"));
    note(officer.gets(&format!("/v1/residents/{hanako}")));
    note(officer.posts("/v1/residents", &given::hanako()));
    let consents = note(officer.gets(&format!("/v1/residents/{hanako}/consents"))).expect(200);
    note(officer.withdraws(consents["consents"][0]["id"].as_str().unwrap()));
    note(crew.views_summary(&hanako, &incident));
    note(crew.closes(&incident, &json!({"search": "none", "reason": "no_match"})));
    note(world.actor("privacy").gets("/v1/accesses"));
    note(officer.gets(&format!("/v1/residents/{hanako}/accesses")));
    lines
}

#[test]
fn invariant_12_both_databases_answer_alike_to_the_byte() {
    if without_postgres() {
        return;
    }
    let on_sqlite = transcript(Database::sqlite());
    let on_postgres = transcript(Database::postgres());
    for (sqlite, postgres) in on_sqlite.iter().zip(&on_postgres) {
        assert_eq!(sqlite, postgres);
    }
    assert_eq!(on_sqlite.len(), on_postgres.len());
    assert!(
        on_sqlite
            .iter()
            .any(|line| line.starts_with("200") && line.contains("髙橋"))
    );
}

#[test]
fn invariant_13_the_same_day_again_makes_the_same_answers() {
    let value = |lines: Vec<String>| Value::from(lines);
    assert_eq!(
        value(transcript(Database::fresh())),
        value(transcript(Database::fresh()))
    );
}
