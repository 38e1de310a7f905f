//! The judging on answers made by hand, and files from outside from end to end.

mod files;
mod judging;

use tasuki_bench_people::{Person, Sex};

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
