//! Who lives together.

use super::{
    address,
    contacts::Relative,
    made::{Made, home_phone, line},
    names::{self, Surname},
    offices,
    person::Place,
    random::Random,
};
use tasuki_domain::{
    fact::{
        home::Household,
        identity::{OtherName, OtherNameKind, PersonName, Sex},
    },
    time::Date,
};

/// Someone of a household, before anything else is known of them.
struct Member {
    name: PersonName,
    sex: Sex,
    birth: Date,
    /// What they are to the others there.
    relation: &'static str,
}

/// The ages of an elderly register, by groups of five years from 65, and the few others.
const AGES: &[(i32, i32, u32)] = &[
    (4, 17, 12),
    (20, 39, 14),
    (40, 64, 60),
    (65, 69, 70),
    (70, 74, 130),
    (75, 79, 190),
    (80, 84, 220),
    (85, 89, 180),
    (90, 94, 95),
    (95, 98, 29),
    (99, 104, 4),
];

fn born(random: &mut Random, age: i32, today: Date) -> Date {
    let days = age * 1_461 / 4 + random.between(0, 364);
    super::made::ago(today, days)
}

fn elder(random: &mut Random) -> i32 {
    let (low, high, _) = *random.weighted(&AGES[3..], |ages| ages.2);
    random.between(low, high)
}

fn member(
    random: &mut Random,
    family: &Surname,
    sex: Sex,
    age: i32,
    relation: &'static str,
    today: Date,
) -> Made<Member> {
    let birth = born(random, age, today);
    let given = names::given(random, sex, birth.year());
    Ok(Member {
        name: names::name(family, given)?,
        sex,
        birth,
        relation,
    })
}

fn members(random: &mut Random, family: &Surname, today: Date) -> Made<(Vec<Member>, Household)> {
    let either = |random: &mut Random| {
        if random.permille(640) {
            Sex::Female
        } else {
            Sex::Male
        }
    };
    let mut there = Vec::new();
    let kind = match random.below(1000) {
        0..330 => {
            let (low, high, _) = *random.weighted(AGES, |ages| ages.2);
            let (sex, age) = (either(random), random.between(low, high));
            there.push(member(random, family, sex, age, "本人", today)?);
            if age < 65 {
                Household::WithFamily
            } else {
                Household::Alone
            }
        }
        330..640 => {
            let age = elder(random).min(96);
            there.push(member(random, family, Sex::Male, age, "夫", today)?);
            let hers = (age - random.between(-2, 7)).max(60);
            there.push(member(random, family, Sex::Female, hers, "妻", today)?);
            Household::ElderlyOnly
        }
        640..770 => {
            let age = elder(random).max(80);
            let sex = either(random);
            there.push(member(random, family, sex, age, "親", today)?);
            let sex = either(random);
            let younger = random.between(22, 34);
            there.push(member(random, family, sex, age - younger, "子", today)?);
            if random.permille(500) {
                Household::AloneByDay
            } else {
                Household::WithFamily
            }
        }
        770..830 => {
            let age = elder(random);
            there.push(member(random, family, Sex::Female, age, "姉", today)?);
            let younger = random.between(1, 6);
            let sex = either(random);
            let relation = if sex == Sex::Male { "弟" } else { "妹" };
            there.push(member(random, family, sex, age - younger, relation, today)?);
            Household::ElderlyOnly
        }
        830..845 => {
            let age = elder(random);
            let birth = born(random, age, today);
            for (written, kana, sex) in names::twins(random) {
                there.push(Member {
                    name: names::name(family, (written, kana))?,
                    sex: *sex,
                    birth,
                    relation: "双子のきょうだい",
                });
            }
            Household::ElderlyOnly
        }
        845..870 => {
            let age = elder(random).max(72);
            there.push(member(random, family, Sex::Female, age, "祖母", today)?);
            let sex = either(random);
            let child = random.between(5, 17);
            there.push(member(random, family, sex, child, "孫", today)?);
            Household::WithFamily
        }
        870..885 => {
            there.push(foreign(random, today)?);
            Household::Alone
        }
        _ => {
            let sex = either(random);
            let age = elder(random).max(76);
            there.push(member(random, family, sex, age, "入居者", today)?);
            Household::Facility
        }
    };
    Ok((there, kind))
}

/// Names as they stand on a residence card: Latin letters, kana, no kanji.
#[rustfmt::skip]
const FOREIGN: &[(&str, &str, &str, &str, Sex)] = &[
    ("サンプル", "マリア", "SAMPLE", "MARIA", Sex::Female), ("テスト", "ホセ", "TESTO", "JOSE", Sex::Male),
    ("グエン", "ティ ホア", "NGUYEN", "THI HOA", Sex::Female), ("キム", "ソンス", "KIM", "SEONGSU", Sex::Male),
    ("ワン", "シウイン", "WANG", "XIUYING", Sex::Female), ("シルバ", "カルロス", "SILVA", "CARLOS", Sex::Male),
];

fn foreign(random: &mut Random, today: Date) -> Made<Member> {
    let (family, given, _, _, sex) = *random.pick(FOREIGN);
    let age = random.between(38, 84);
    Ok(Member {
        name: names::written_name(family, given, family, given)?,
        sex,
        birth: born(random, age, today),
        relation: "本人",
    })
}

/// The Latin spelling of a name in kana, if the person is one of those with one.
pub fn latin(name: &PersonName) -> Made<Option<OtherName>> {
    let found = FOREIGN
        .iter()
        .find(|(family, ..)| *family == name.family.as_str());
    let Some((_, _, family, given, _)) = found else {
        return Ok(None);
    };
    Ok(Some(OtherName {
        kind: OtherNameKind::Latin,
        name: PersonName {
            family: line(family)?,
            given: Some(line(given)?),
            family_kana: None,
            given_kana: None,
        },
    }))
}

/// The places of a household. `first` is the number of its first person.
pub fn household(
    random: &mut Random,
    index: u64,
    first: u64,
    today: Date,
) -> Made<Vec<Place<'static>>> {
    let family = names::surname(random);
    let (there, kind) = members(random, family, today)?;
    let facility = kind == Household::Facility;
    let address = if facility {
        let room = random.between(1, 4) * 100 + random.between(1, 30);
        address::in_facility(offices::FACILITY, room)?
    } else {
        address::address(random)?
    };
    let phone = (!facility && random.permille(800))
        .then(|| home_phone(index))
        .transpose()?;
    let mut places = Vec::new();
    for (position, member) in there.iter().enumerate() {
        let with = there
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != position)
            .map(|(_, other)| Relative {
                name: other.name.written().replace('　', " "),
                kana: other.name.kana().unwrap_or_default().replace('　', " "),
                relation: other.relation,
                lives: Some("同居"),
            })
            .collect();
        places.push(Place {
            serial: first + position as u64,
            family,
            name: member.name.clone(),
            sex: member.sex,
            birth: member.birth,
            address: address.clone(),
            phone: phone.clone(),
            household: kind,
            with,
            device: None,
        });
    }
    Ok(places)
}
