//! Makes a CP932 roster of fictional people and breaks it in places that it writes down.
//!
//! It knows the headers and the fault codes as a city's manual would print them, and nothing of the
//! reader: what is a defect is decided here, by what was put into the file.

mod flaws;

use encoding_rs::SHIFT_JIS;
use flaws::{FLAWS, Flaw, Put};
use std::collections::BTreeSet;

/// A roster file and what is wrong with it.
pub struct Generated {
    /// The file in CP932 with CR LF.
    pub bytes: Vec<u8>,
    /// Every defect in it, in the order of the lines.
    pub defects: Vec<Defect>,
    /// Lines without any defect.
    pub good: usize,
}

/// One thing that was broken.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// The physical line on which its record starts; the header is line 1.
    pub line: usize,
    /// The header of the column, or 「行全体」.
    pub column: &'static str,
    /// The code by which it is to be reported.
    pub code: &'static str,
}

const HEADERS: &[&str] = &[
    "登録番号",
    "氏",
    "名",
    "氏フリガナ",
    "名フリガナ",
    "旧姓・通称",
    "生年月日",
    "性別",
    "郵便番号",
    "町名",
    "番地・建物",
    "電話1",
    "住所非開示",
    "世帯",
    "鍵の場所",
    "連絡先1氏名",
    "連絡先1続柄",
    "連絡先1電話",
    "連絡先1夜間",
    "かかりつけ医1医療機関",
    "かかりつけ医1電話",
    "持病",
    "薬",
    "アレルギー",
    "機器・処置",
    "要介護度",
    "認定日",
    "有効期限",
    "ふだんの移動",
    "受入れを約束した病院",
    "意思・心肺蘇生",
    "意思・話し合った日",
    "意思・話した人",
    "署名日",
    "署名者",
    "代理人氏名",
    "様式版",
    "同意の期限",
    "救急への同意",
    "病院への同意",
    "災害への同意",
    "出典",
];

/// SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % (bound.max(1) as u64)).unwrap_or_default()
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.below(of) == 0
    }

    fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let place = self.below(from.len());
        from.get(place).copied().unwrap_or_default()
    }
}

/// One line before it is written.
struct Person {
    key: String,
    /// One per header, as written: encoded, and quoted where needed.
    cells: Vec<Vec<u8>>,
    /// What has been broken, so that no flaw hides another.
    broken: BTreeSet<&'static str>,
    defects: Vec<(&'static str, &'static str)>,
}

/// Makes `lines` residents and breaks them in `defects` places, or in as many as there is room for.
pub fn generate(seed: u64, lines: usize, defects: usize) -> Generated {
    let mut dice = Dice(seed);
    let mut people: Vec<Person> = (1..=lines)
        .map(|serial| person(&mut dice, serial))
        .collect();
    let (mut placed, mut tries) = (0, 0);
    while placed < defects && tries < defects.saturating_mul(200) {
        tries += 1;
        let at = dice.below(lines);
        // One time in twelve a key is repeated; that takes an earlier line to repeat.
        let done = if dice.one_in(12) {
            let earlier = dice.below(at);
            repeat_key(&mut people, earlier, at)
        } else {
            let flaw = FLAWS.get(dice.below(FLAWS.len()));
            let person = people.get_mut(at);
            flaw.zip(person)
                .is_some_and(|(flaw, person)| break_with(person, flaw))
        };
        placed += usize::from(done);
    }
    write(&people, &mut dice)
}

fn place(header: &str) -> Option<usize> {
    HEADERS.iter().position(|name| *name == header)
}

fn encoded(text: &str) -> Vec<u8> {
    SHIFT_JIS.encode(text).0.into_owned()
}

fn repeat_key(people: &mut [Person], earlier: usize, at: usize) -> bool {
    let is_free =
        |person: &Person| !person.broken.contains("key") && !person.broken.contains("whole");
    let (Some(first), Some(second)) = (people.get(earlier), people.get(at)) else {
        return false;
    };
    if earlier >= at || !is_free(first) || !is_free(second) {
        return false;
    }
    let key = first.key.clone();
    // The first line of the two must stay the first, and keep its key.
    if let Some(first) = people.get_mut(earlier) {
        first.broken.insert("key");
        first.broken.insert("line");
    }
    let (Some(second), Some(column)) = (people.get_mut(at), place("登録番号")) else {
        return false;
    };
    if let Some(cell) = second.cells.get_mut(column) {
        *cell = encoded(&key);
    }
    second.broken.extend(["key", "line"]);
    second.defects.push(("登録番号", "roster_key_repeated"));
    true
}

fn break_with(person: &mut Person, flaw: &Flaw) -> bool {
    // What breaks the line as a whole hides everything else in it.
    let is_whole = flaw.group == "line";
    if person.broken.contains(flaw.group) || (is_whole && !person.defects.is_empty()) {
        return false;
    }
    if person.broken.contains("whole") {
        return false;
    }
    for (header, put) in flaw.puts {
        match put {
            Put::Text(text) => set(person, header, quoted(text, false)),
            Put::Raw(bytes) => set(person, header, bytes.to_vec()),
            Put::Long => set(person, header, encoded(&"海".repeat(201))),
            Put::OneMoreCell => person.cells.push(encoded("余り")),
            Put::OneCellLess => {
                person.cells.pop();
            }
        }
    }
    person.broken.insert(flaw.group);
    if is_whole {
        person.broken.extend(["whole", "key"]);
    } else {
        person.broken.insert("line");
    }
    person.defects.push((flaw.column, flaw.code));
    true
}

fn set(person: &mut Person, header: &str, bytes: Vec<u8>) {
    if let Some(cell) = place(header).and_then(|place| person.cells.get_mut(place)) {
        *cell = bytes;
    }
}

fn quoted(text: &str, always: bool) -> Vec<u8> {
    if always || text.contains([',', '"', '\n', '\r']) {
        encoded(&format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        encoded(text)
    }
}

const FAMILIES: &[(&str, &str)] = &[
    ("海風", "ウミカゼ"),
    ("浜辺", "はまべ"),
    ("髙波", "タカナミ"),
    ("磯﨑", "ｲｿｻﾞｷ"),
    ("汐見", "シオミ"),
    ("潮田", "ウシオダ"),
];
const GIVENS: &[(&str, &str, &str)] = &[
    ("花子", "ハナコ", "女"),
    ("太郎", "タロウ", "男"),
    ("渚", "ナギサ", "その他"),
    ("岬", "みさき", ""),
    ("一", "ハジメ", "1"),
];
const BIRTHS: &[&str] = &[
    "S15.3.2",
    "昭和15年3月2日",
    "1940/3/2",
    "19400302",
    "Ｓ１５０３０２",
    "T14.12.1",
    "S22.7",
    "1935",
    "H元.1.8",
];

fn person(dice: &mut Dice, serial: usize) -> Person {
    let key = format!("REI-{serial:05}");
    let (family, family_kana) = dice.pick(FAMILIES);
    let (given, given_kana, sex) = dice.pick(GIVENS);
    let wish = dice.pick(&[
        ["", "", ""],
        ["望む", "R6.3", "本人"],
        ["話し合い中", "R6", "代理：海風 太郎"],
        ["確認していない", "", ""],
    ]);
    let contact = dice.pick(&[
        ["海風 次郎", "長男", "090-0000-0000、0557-00-0001", "はい"],
        ["なし", "", "", ""],
        ["", "", "", ""],
        [
            "汐見 渚",
            "近所の人",
            "０９０－００００－００００",
            "いいえ",
        ],
    ]);
    let care = dice.pick(&[
        ["要介護2", "R6.4.1", "R40.3.31"],
        ["要支援１", "", ""],
        ["", "", ""],
    ]);
    let phone = format!("0557-00-{:04}", dice.below(10_000));
    let cells = [
        key.as_str(),
        family,
        given,
        family_kana,
        given_kana,
        dice.pick(&["", "旧姓：磯辺（イソベ）", "通称：渚ちゃん、旧姓：岬 花子"]),
        dice.pick(BIRTHS),
        sex,
        dice.pick(&["413-0000", "〒4130000", ""]),
        dice.pick(&["うみかぜ市浜辺町2丁目", "うみかぜ市岬町"]),
        dice.pick(&["3番4号", "3-4, 浜辺荘 \"南\" 101", ""]),
        phone.as_str(),
        dice.pick(&["", "いいえ", "はい"]),
        dice.pick(&["独居", "同居", ""]),
        dice.pick(&["長男が持つ", "植木鉢の下", ""]),
        contact[0],
        contact[1],
        contact[2],
        contact[3],
        dice.pick(&["うみかぜ診療所", "なぎさ歯科"]),
        dice.pick(&["0557-00-0002", ""]),
        dice.pick(&[
            "高血圧（H20）、糖尿病",
            "高血圧\n糖尿病（2型、H10.4）",
            "",
            "喘息",
        ]),
        dice.pick(&[
            "アムロジピン錠｜5mg｜1日1回朝食後｜28｜R6.4.1;ワルファリン錠｜1mg",
            "なし",
            "",
        ]),
        dice.pick(&["ペニシリン|薬|じんましん|重い|H10", "なし", "卵｜食品", ""]),
        dice.pick(&["ペースメーカー｜左｜胸", "在宅酸素｜｜｜2L/分", "なし", ""]),
        care[0],
        care[1],
        care[2],
        dice.pick(&["見守り", "自立", ""]),
        dice.pick(&["うみかぜ総合病院", "なし", ""]),
        wish[0],
        wish[1],
        wish[2],
        dice.pick(&["R6.4.10", "2024/4/10"]),
        dice.pick(&["本人", "認定申請書の同意欄"]),
        "",
        "R6-1",
        dice.pick(&["", "R40.3.31"]),
        dice.pick(&["すべて", "アレルギー、薬、機器"]),
        dice.pick(&["すべて", "なし", ""]),
        dice.pick(&["本人の基本情報;連絡先", ""]),
        dice.pick(&["本人", "家族", "市", ""]),
    ];
    let cells = cells.map(|text| {
        let always = dice.one_in(9);
        quoted(text, always)
    });
    Person {
        key,
        cells: cells.into(),
        broken: BTreeSet::new(),
        defects: Vec::new(),
    }
}

fn write(people: &[Person], dice: &mut Dice) -> Generated {
    let mut bytes = encoded(&HEADERS.join(","));
    bytes.extend(b"\r\n");
    let mut generated = Generated {
        bytes,
        defects: Vec::new(),
        good: 0,
    };
    let mut line = 2;
    for person in people {
        // Rows that someone cleared in Excel, and empty lines, are not residents.
        if dice.one_in(150) {
            let blank = if dice.one_in(2) { HEADERS.len() - 1 } else { 0 };
            generated.bytes.extend(vec![b','; blank]);
            generated.bytes.extend(b"\r\n");
            line += 1;
        }
        let record = person.cells.join(&b',');
        generated.good += usize::from(person.defects.is_empty());
        let mut defects: Vec<Defect> = person
            .defects
            .iter()
            .map(|(column, code)| Defect { line, column, code })
            .collect();
        defects.sort();
        generated.defects.extend(defects);
        line += 1 + record.iter().filter(|byte| **byte == b'\n').count();
        generated.bytes.extend(record);
        generated.bytes.extend(b"\r\n");
    }
    generated
}
