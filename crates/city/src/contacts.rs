//! Whom to call.

use super::{
    made::{Made, kana, line, mobile_phone},
    names::{self, Surname},
    random::Random,
};
use tasuki_domain::fact::{FactBody, contact::Contact, identity::Sex};

/// Someone to call, before their order is known.
pub struct Relative {
    pub name: String,
    pub kana: String,
    pub relation: &'static str,
    pub lives: Option<&'static str>,
}

/// A child, niece, neighbor or friend.
pub fn relative(random: &mut Random, family: &Surname, birth_year: i16) -> Relative {
    let kinds = [
        ("長男", Sex::Male, 28, 30),
        ("長女", Sex::Female, 28, 30),
        ("次男", Sex::Male, 31, 14),
        ("次女", Sex::Female, 31, 12),
        ("姪", Sex::Female, 30, 5),
        ("甥", Sex::Male, 30, 4),
        ("妹", Sex::Female, 4, 5),
        ("弟", Sex::Male, 4, 4),
        ("隣人", Sex::Female, 5, 3),
        ("民生委員", Sex::Female, 20, 2),
    ];
    let (relation, sex, younger, _) = *random.weighted(&kinds, |kind| kind.3);
    let (written, sound) = names::given(random, sex, (birth_year + younger).clamp(1915, 2006));
    // Daughters have often married, and neighbors are of other families.
    let own_family = matches!(relation, "長男" | "次男" | "弟") || random.permille(400);
    let family = if own_family {
        family
    } else {
        names::surname(random)
    };
    let lives = *random.pick(&[Some("市内"), Some("隣の市"), Some("遠方"), None]);
    Relative {
        name: format!("{} {written}", family.written),
        kana: format!("{} {sound}", family.kana),
        relation,
        lives,
    }
}

/// The statements of those to call, in order.
pub fn contacts(random: &mut Random, relatives: &[Relative], serial: u64) -> Made<Vec<FactBody>> {
    let mut facts = Vec::new();
    for (index, relative) in relatives.iter().take(3).enumerate() {
        let order = u8::try_from(index + 1).unwrap_or(u8::MAX);
        let first = index == 0;
        let with = relative.lives == Some("同居");
        facts.push(FactBody::Contact(Contact {
            order,
            name: line(&relative.name)?,
            kana: Some(kana(&relative.kana)?),
            relation: line(relative.relation)?,
            phones: vec![mobile_phone(serial * 4 + u64::from(order))?],
            at_night: *random.pick(&[Some(true), Some(true), Some(false), None]),
            holds_key: if with {
                Some(true)
            } else {
                *random.pick(&[Some(true), Some(false), None])
            },
            key_person: first && random.permille(700),
            main_carer: first && (with || random.permille(300)),
            speaks_for_person: first && random.permille(500),
            lives: relative.lives.map(line).transpose()?,
        }));
    }
    Ok(facts)
}
