//! Where people live: one prefecture, cities and towns that are not there.

use crate::random::{Random, Weighted};
use std::sync::Arc;

/// The prefecture is one, so that it is read as one; its cities are not.
pub const PREFECTURE: &str = "静岡県";
const CITIES: &[&str] = &[
    "潮見市",
    "緑野市",
    "川辺市",
    "美原市",
    "北浜市",
    "高台市",
    "汐路市",
    "南郷町",
];
/// Their area codes; the numbers behind begin with 0 or 1, which no exchange does.
const AREAS: &[&str] = &[
    "0550", "0551", "0552", "0553", "0554", "0555", "0556", "0557",
];
#[rustfmt::skip]
const FIRST: &[&str] = &[
    "本", "栄", "緑", "旭", "桜", "中央", "大", "新", "上", "下", "東", "西", "南", "北", "松", "竹", "梅", "若葉",
    "泉", "富士見", "日の出", "八幡", "天神", "寿", "幸", "末広", "港", "城", "宮", "寺", "山", "川", "原", "沢", "金",
    "清水", "花園", "朝日", "千代田", "弥生", "常盤", "青葉", "双葉", "美園", "磯", "浜", "霞", "平", "稲荷", "弁天",
];
const SECOND: &[&str] = &[
    "町", "台", "ヶ丘", "木町", "田", "野", "原", "島", "崎", "里",
];
const BUILDINGS: &[&str] = &[
    "コーポ旭",
    "グリーンハイツ",
    "メゾン青葉",
    "市営住宅",
    "サンハイム",
    "第二若葉荘",
    "パークサイド",
    "ハイツ富士",
];
const CARE_HOMES: &[&str] = &[
    "特別養護老人ホーム",
    "介護老人保健施設",
    "グループホーム",
    "有料老人ホーム",
    "ケアハウス",
];
const HOME_NAMES: &[&str] = &[
    "ひまわり",
    "ことぶき",
    "やすらぎ",
    "あさがお",
    "松寿園",
    "清風荘",
    "みどりの郷",
    "富士の家",
];
const AZA: &[&str] = &[
    "中道",
    "前田",
    "上ノ山",
    "下河原",
    "宮前",
    "堂ノ下",
    "西久保",
];

/// How a town is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Division {
    /// So many 丁目.
    Chome(i32),
    /// Not at all.
    None,
    /// A 大字, perhaps with a 字 in it.
    Oaza(Option<&'static str>),
}

/// A town of a city.
#[derive(Debug, PartialEq, Eq)]
pub struct Town {
    pub city: usize,
    pub name: String,
    pub division: Division,
    /// A care home, whose people all have its address and telephone.
    pub home: Option<String>,
}

impl Town {
    pub fn city_name(&self) -> &'static str {
        CITIES[self.city]
    }
}

/// Every town.
#[derive(Debug)]
pub struct Places {
    pub towns: Weighted<Arc<Town>>,
    /// The towns with a care home.
    homes: Vec<Arc<Town>>,
}

/// Where someone lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub town: Arc<Town>,
    pub chome: i32,
    pub block: i32,
    pub lot: i32,
    pub building: Option<String>,
    /// The care home of the town.
    pub in_home: bool,
    /// With whom someone lodges.
    pub host: Option<String>,
}

/// Figures of 丁目 in kanji.
pub fn kanji_number(number: i32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let place = |digit: i32, unit: &str| match digit {
        0 => String::new(),
        1 => unit.to_owned(),
        digit => format!("{}{unit}", DIGITS[digit as usize]),
    };
    format!(
        "{}{}{}",
        place(hundreds, "百"),
        place(tens, "十"),
        DIGITS[ones as usize]
    )
}

impl Places {
    /// The towns for so many people: one for 3,300, and at least 40.
    pub fn new(seed: u64, people: u64) -> Self {
        let count = usize::try_from(people / 3_300)
            .unwrap_or(300)
            .clamp(40, 400);
        let mut random = Random::of(seed, 0x9_1ACE);
        let mut towns: Vec<(Arc<Town>, u64)> = Vec::new();
        let mut taken = std::collections::HashSet::new();
        while towns.len() < count {
            let rank = towns.len();
            // Every city has a 本町; other names occur again now and then.
            let city = rank % CITIES.len();
            let name = if rank < CITIES.len() {
                "本町".to_owned()
            } else {
                format!("{}{}", random.pick(FIRST), random.pick(SECOND))
            };
            if !taken.insert((city, name.clone())) {
                continue;
            }
            let division = match random.below(100) {
                _ if rank < CITIES.len() => Division::Chome(random.between(3, 7)),
                0..60 => Division::Chome(random.between(2, 7)),
                60..82 => Division::None,
                82..92 => Division::Oaza(None),
                _ => Division::Oaza(Some(*random.pick::<&str>(AZA))),
            };
            let home = random.permille(250).then(|| {
                let kind = random.pick(CARE_HOMES);
                format!("{kind}{}", random.pick(HOME_NAMES))
            });
            let town = Arc::new(Town {
                city,
                name,
                division,
                home,
            });
            towns.push((town, 10_000 / (rank as u64 + 20)));
        }
        let homes = towns
            .iter()
            .filter(|(town, _)| town.home.is_some())
            .map(|(town, _)| Arc::clone(town))
            .collect();
        Self {
            towns: Weighted::new(towns),
            homes,
        }
    }

    /// A place to live.
    pub fn draw(&self, random: &mut Random) -> Place {
        let town = Arc::clone(self.towns.draw(random));
        let building = random.permille(270).then(|| {
            let room = random.between(1, 6) * 100 + random.between(1, 9);
            let gap = if random.permille(500) { " " } else { "" };
            format!("{}{gap}{room}", random.pick(BUILDINGS))
        });
        let (block, lot) = (random.between(1, 40), random.between(1, 30));
        place(random, town, block, lot, building, false)
    }

    /// A room of a care home.
    pub fn draw_home(&self, random: &mut Random) -> Place {
        if self.homes.is_empty() {
            return self.draw(random);
        }
        let town = Arc::clone(random.pick(&self.homes));
        place(random, town, 3, 1, None, true)
    }

    /// Another town of the same city.
    pub fn beside(&self, random: &mut Random, town: &Town) -> Option<Arc<Town>> {
        let others: Vec<_> = self
            .towns
            .items()
            .iter()
            .filter(|other| other.city == town.city && other.name != town.name)
            .collect();
        (!others.is_empty()).then(|| Arc::clone(random.pick::<&Arc<Town>>(&others)))
    }
}

fn place(
    random: &mut Random,
    town: Arc<Town>,
    block: i32,
    lot: i32,
    building: Option<String>,
    in_home: bool,
) -> Place {
    let chome = match town.division {
        // A care home stands in one place.
        Division::Chome(_) if in_home => 1,
        Division::Chome(parts) => random.between(1, parts),
        _ => 0,
    };
    let host = (!in_home && random.permille(12)).then(|| {
        let host = random.pick(&["鈴木", "山田", "佐藤", "望月", "杉山", "渡辺"]);
        format!("{host}様方")
    });
    Place {
        town,
        chome,
        block,
        lot,
        building,
        in_home,
        host,
    }
}

impl Place {
    /// The town with its 丁目: 本町2丁目, 栄町, 大字上原.
    pub fn town_text(&self) -> String {
        let name = &self.town.name;
        match self.town.division {
            Division::Chome(_) => format!("{name}{}丁目", self.chome),
            Division::None => name.clone(),
            Division::Oaza(_) => format!("大字{name}"),
        }
    }

    /// The address as one of the ways of writing has it.
    pub fn written(&self, random: &mut Random) -> String {
        let (block, lot) = (self.block, self.lot);
        let mut text = match random.below(100) {
            0..55 => String::new(),
            55..85 => self.town.city_name().to_owned(),
            _ => format!("{PREFECTURE}{}", self.town.city_name()),
        };
        let name = &self.town.name;
        text.push_str(&match (self.town.division, random.below(10)) {
            (Division::Chome(_), 0..4) => format!("{name}{}丁目{block}番{lot}号", self.chome),
            (Division::Chome(_), 4..8) => format!("{name}{}-{block}-{lot}", self.chome),
            (Division::Chome(_), _) => {
                format!("{name}{}丁目{block}番{lot}号", kanji_number(self.chome))
            }
            (Division::None, 0..5) => format!("{name}{block}番地{lot}"),
            (Division::None, _) => format!("{name}{block}-{lot}"),
            (Division::Oaza(Some(aza)), _) => format!("大字{name}字{aza}{block}番地"),
            (Division::Oaza(None), _) => format!("大字{name}{block}番地{lot}"),
        });
        let home = self.town.home.as_deref().filter(|_| self.in_home);
        let more = [self.building.as_deref(), home, self.host.as_deref()];
        for part in more.into_iter().flatten() {
            text.push(' ');
            text.push_str(part);
        }
        text
    }

    /// A telephone number of the place; no exchange begins with 0 or 1, so nobody has it.
    pub fn phone(&self, number: u64) -> String {
        let area = AREAS[self.town.city];
        let number = format!("{:06}", (number * 7_919 + 1_117) % 200_000);
        match (number.get(..2), number.get(2..)) {
            (Some(exchange), Some(rest)) => format!("{area}-{exchange}-{rest}"),
            _ => format!("{area}{number}"),
        }
    }
}

/// A mobile number. None is assigned whose fourth digit is 0.
pub fn mobile(number: u64) -> String {
    let digits = format!("{:07}", (number * 7_368_787 + 4_242) % 10_000_000);
    match (digits.get(..3), digits.get(3..)) {
        (Some(a), Some(b)) => format!("090-0{a}-{b}"),
        _ => format!("0900{digits}"),
    }
}
