//! How people are asked for when something goes wrong on the way. Shares are assumptions: nobody has
//! published how often what is wrong in searches of Japanese ambulance crews. They follow what is
//! said of radio, telephone and paper in general, and matter little: a share twice as large moves a
//! weight by one bit.

use tasuki_domain::{
    birth_date::{self, PartialDate},
    fact::identity::{Identity, Sex},
    lookup::Criteria,
    text::KanaName,
    time::Date,
    wareki::Era,
};

/// The example's own random numbers (xorshift64*, Vigna 2016).
pub struct Draw(u64);

impl Draw {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or_default() % bound.max(1)
    }

    /// True in so many of a thousand.
    fn permille(&mut self, chance: usize) -> bool {
        self.below(1000) < chance
    }
}

/// How a crew asks for someone.
pub fn asked(identity: &Identity, draw: &mut Draw, today: Date) -> Criteria {
    let mut kana = |kana: &Option<KanaName>| {
        let text = kana.as_ref()?.as_str();
        slipped_kana(text, draw).parse().ok()
    };
    let (family_kana, given_kana) = (
        kana(&identity.name.family_kana),
        kana(&identity.name.given_kana),
    );
    let birth = match identity.birth_date {
        PartialDate::Day(day) => slipped_birth(day, draw, today),
        other => other.to_string(),
    };
    let address = identity
        .address
        .as_ref()
        .map(|address| slipped_town(address.town.as_str(), draw));
    let phone = identity.phones.first().map(|phone| {
        let mut digits: Vec<char> = phone.digits().chars().collect();
        if draw.permille(30) {
            let place = 1 + draw.below(digits.len() - 1);
            if let Some(digit) = digits.get_mut(place) {
                *digit = char::from_digit(draw.below(10) as u32, 10).unwrap_or('0');
            }
        }
        let digits: String = digits.into_iter().collect();
        if draw.permille(500) {
            digits[digits.len() - 4..].to_owned()
        } else {
            digits
        }
    });
    Criteria {
        family_kana,
        given_kana,
        birth_date: birth_date::read(&birth, today).ok(),
        sex: Some(if draw.permille(15) {
            other(identity.sex)
        } else {
            identity.sex
        }),
        address: address.and_then(|address| address.parse().ok()),
        phone: phone.and_then(|phone| phone.parse().ok()),
        ..Criteria::default()
    }
}

fn other(sex: Sex) -> Sex {
    if sex == Sex::Female {
        Sex::Male
    } else {
        Sex::Female
    }
}

/// Another town, or another block of it.
fn slipped_town(town: &str, draw: &mut Draw) -> String {
    match draw.below(1000) {
        0..80 => "隣の町".to_owned(),
        80..120 => format!("{town}99番地88"),
        _ => town.to_owned(),
    }
}

/// Most of what is heard wrong sounds nearly the same; the rest is typed wrong, or is the beginning
/// only, or another name.
fn slipped_kana(text: &str, draw: &mut Draw) -> String {
    let mut kana: Vec<char> = text.chars().collect();
    let place = draw.below(kana.len());
    match draw.below(1000) {
        0..15 => kana.retain(|c| *c != 'ー' && *c != 'ウ'),
        15..25 => {
            kana = swapped(
                &kana,
                &[
                    ('ヂ', 'ジ'),
                    ('ヅ', 'ズ'),
                    ('ヴ', 'ブ'),
                    ('ョ', 'ヨ'),
                    ('ュ', 'ユ'),
                    ('ッ', 'ツ'),
                    ('オ', 'ヲ'),
                ],
            )
        }
        25..45 => {
            kana = kana
                .iter()
                .map(|c| tasuki_matching::normalize::plain_voice(*c))
                .collect()
        }
        45..75 => kana.truncate(1 + draw.below(kana.len())),
        75..100 => {
            if let Some(c) = kana.get_mut(place) {
                *c = KANA[draw.below(KANA.len())];
            }
        }
        100..110 if kana.len() > 2 => {
            kana.remove(place);
        }
        110..118 => kana.insert(place, KANA[draw.below(KANA.len())]),
        118..124 if place > 0 => kana.swap(place - 1, place),
        124..130 if kana.len() > 4 => {
            for _ in 0..2 {
                let place = draw.below(kana.len());
                if let Some(c) = kana.get_mut(place) {
                    *c = KANA[draw.below(KANA.len())];
                }
            }
        }
        // A name from before a marriage that is not on record.
        130..145 => return "チガウ".to_owned(),
        _ => {}
    }
    kana.into_iter().collect()
}

fn swapped(kana: &[char], pairs: &[(char, char)]) -> Vec<char> {
    let other = |c: char| {
        let pair = pairs.iter().find(|(a, b)| *a == c || *b == c);
        pair.map_or(c, |(a, b)| if *a == c { *b } else { *a })
    };
    kana.iter().map(|c| other(*c)).collect()
}

const KANA: [char; 20] = [
    'ア', 'イ', 'カ', 'キ', 'ク', 'コ', 'サ', 'シ', 'タ', 'チ', 'ト', 'ナ', 'ノ', 'ハ', 'フ', 'マ',
    'ミ', 'ヤ', 'ラ', 'ワ',
];

/// Ages and years are said more often than wrong.
fn slipped_birth(day: Date, draw: &mut Draw, today: Date) -> String {
    let age = today.year() - day.year();
    match draw.below(1000) {
        0..60 => format!("{}代", age / 10 * 10).replace("0代", if age < 10 { "歳" } else { "0代" }),
        60..90 => format!("{}", day.year()),
        90..110 => format!("{}歳", age),
        110..118 => day.strftime("%Y-%m").to_string(),
        118..130 => era_slipped(day),
        130..140 => Date::new(day.year(), day.day(), day.month())
            .unwrap_or(day)
            .to_string(),
        140..155 => day
            .saturating_add(jiff::Span::new().years(if draw.permille(500) { 1 } else { -1 }))
            .to_string(),
        155..195 => digit_slipped(day, draw),
        195..200 => Date::new(day.year(), day.month(), 1 + draw.below(28) as i8)
            .unwrap_or(day)
            .to_string(),
        200..215 => day
            .saturating_add(
                jiff::Span::new()
                    .days(1000 + draw.below(9000) as i64 * if draw.permille(500) { 1 } else { -1 }),
            )
            .to_string(),
        _ => day.to_string(),
    }
}

fn era_slipped(day: Date) -> String {
    let year = Era::of(day).map_or(1, |era| era.year_of(day.year()));
    let letter = if Era::of(day) == Some(Era::Showa) {
        'T'
    } else {
        'S'
    };
    format!("{letter}{year}.{}.{}", day.month(), day.day())
}

fn digit_slipped(day: Date, draw: &mut Draw) -> String {
    let mut digits: Vec<char> = day.strftime("%Y%m%d").to_string().chars().collect();
    let place = 2 + draw.below(6);
    if let Some(digit) = digits.get_mut(place) {
        *digit = char::from_digit(draw.below(10) as u32, 10).unwrap_or('0');
    }
    let slipped: String = digits.into_iter().collect();
    // A slip that makes no date is noticed.
    if slipped.get(4..6) > Some("12") || slipped.get(6..) > Some("28") {
        day.to_string()
    } else {
        slipped
    }
}
