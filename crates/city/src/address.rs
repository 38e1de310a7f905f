//! Where the people of the city live. No town, postal code or building of it exists.

use super::{
    made::{Made, line},
    random::Random,
};
use tasuki_domain::fact::identity::Address;

/// The towns of うみかぜ市 with the number of their 丁目 (0: not divided).
const TOWNS: &[(&str, i32)] = &[
    ("波の町", 4),
    ("汐見台", 5),
    ("灯台町", 3),
    ("桜貝町", 3),
    ("鴎ヶ丘", 6),
    ("白砂町", 2),
    ("夕凪町", 4),
    ("海鳴町", 0),
    ("潮騒町", 3),
    ("松風町", 5),
    ("浜木綿町", 2),
    ("帆立町", 0),
    ("朝凪台", 4),
    ("珊瑚町", 2),
    ("大字磯笛", 0),
];

const BUILDINGS: &[&str] = &[
    "海風荘",
    "コーポなぎさ",
    "汐見ハイツ",
    "メゾン・ド・ナミ",
    "市営桜貝団地",
    "サンビーチ鴎",
];

/// The address of a household.
pub fn address(random: &mut Random) -> Made<Address> {
    let index = random.below(TOWNS.len());
    let (town, parts) = TOWNS[index];
    let town = match parts {
        0 => format!("うみかぜ市{town}"),
        parts => format!("うみかぜ市{town}{}丁目", random.between(1, parts)),
    };
    let (block, lot) = (random.between(1, 28), random.between(1, 24));
    let mut rest = match random.below(4) {
        0 => format!("{block}-{lot}"),
        1 => format!("{block}番{lot}号"),
        2 => format!("{block}番地{lot}"),
        _ => format!("{block}番地の{lot}"),
    };
    if random.permille(320) {
        let building = random.pick(BUILDINGS);
        let room = random.between(1, 5) * 100 + random.between(1, 9);
        rest.push_str(&match random.below(3) {
            0 => format!(" {building}{room}"),
            1 => format!(" {building} {room}号室"),
            _ => format!("-{room} {building}"),
        });
    }
    Ok(Address {
        postal_code: Some(format!("000-00{:02}", index + 1).parse()?),
        town: line(town)?,
        rest: Some(line(rest)?),
    })
}

/// The address of a facility's room.
pub fn in_facility(facility: &str, room: i32) -> Made<Address> {
    Ok(Address {
        postal_code: Some("000-0005".parse()?),
        town: line("うみかぜ市鴎ヶ丘6丁目")?,
        rest: Some(line(format!("1番1号 {facility} {room}号室"))?),
    })
}
