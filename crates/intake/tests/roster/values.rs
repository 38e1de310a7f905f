//! What is written comes back as it was meant.

use super::{TODAY, file};
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    birth_date::PartialDate,
    consent::{EvidenceKind, ProxyBasis, Purpose, RecipientClass},
    fact::{
        FactBody, FactKind,
        allergy::{Agent, Severity},
        condition::ConditionStatus,
        device::{DeviceKind, Side},
        identity::{OtherNameKind, Sex},
        physician::Practice,
        wishes::{Procedure, Speaker, Standing, Wanted},
    },
    provenance::Source,
};
use tasuki_intake::{
    Encoding, FormConsent, RosterRow, columns, header_line, read_roster, template_csv,
};

fn row(cells: &[(&str, &str)]) -> RosterRow {
    let mut roster = read_roster(file(cells).as_bytes(), TODAY).unwrap();
    assert_eq!(roster.faults, []);
    assert_eq!(roster.rows.len(), 1);
    roster.rows.remove(0)
}

fn facts(cells: &[(&str, &str)]) -> Vec<FactBody> {
    row(cells).facts
}

#[test]
fn the_template_is_read_without_faults() {
    let template = template_csv();
    assert!(template.starts_with('\u{FEFF}'));
    let roster = read_roster(template.as_bytes(), TODAY).unwrap();
    assert_eq!(roster.faults, []);
    assert_eq!(roster.encoding, Encoding::Utf8WithMark);
    let [row] = roster.rows.as_slice() else {
        panic!("one example line");
    };
    assert_eq!(row.identity.name.written(), "海風　花子");
    let kinds: BTreeSet<FactKind> = row.facts.iter().map(FactBody::kind).collect();
    let all: BTreeSet<FactKind> = FactKind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != FactKind::Identity)
        .collect();
    assert_eq!(kinds, all);
    assert!(matches!(row.consent, FormConsent::Permits(_)));

    let english: Vec<&str> = columns().iter().map(|column| column.english).collect();
    let translated = template.replace(&header_line(), &english.join(","));
    let again = read_roster(translated.as_bytes(), TODAY).unwrap();
    assert_eq!((again.rows, again.faults), (roster.rows, roster.faults));
}

#[test]
fn the_required_cells_are_enough() {
    let row = row(&[]);
    assert_eq!((row.line, row.key.as_str()), (2, "REI-1"));
    assert_eq!(row.identity.birth_date, PartialDate::Day(date(1940, 3, 2)));
    assert_eq!(row.identity.sex, Sex::Unknown);
    assert_eq!(row.identity.address, None);
    assert_eq!(row.protected_address, None);
    assert_eq!(
        (row.facts.as_slice(), row.consent),
        ([].as_slice(), FormConsent::Unanswered)
    );
    assert_eq!(row.signed_on, date(2024, 4, 10));
    assert_eq!(row.as_of, PartialDate::Day(date(2024, 4, 10)));
    assert_eq!((row.source, row.confirmed_on), (Source::City, None));
}

#[test]
fn the_person_is_read() {
    let row = row(&[
        ("名", "花子"),
        ("氏フリガナ", "うみかぜ"),
        (
            "旧姓・通称",
            "旧姓：磯辺 花子（いそべ はなこ）\nローマ字: UMIKAZE HANAKO",
        ),
        ("生年月日", "S15.3"),
        ("性別", "女性"),
        ("郵便番号", "〒４１３－００００"),
        ("町名", "浜辺町"),
        ("番地・建物", "3-4, 浜辺荘"),
        ("電話2", "090-0000-0000"),
        ("住所非開示", "はい"),
        ("出典", "ケアマネジャー"),
        ("時点", "R6.3"),
        ("確認日", "2026/11/1"),
    ]);
    let identity = &row.identity;
    assert_eq!(identity.name.kana().as_deref(), Some("ウミカゼ"));
    let [former, latin] = identity.other_names.as_slice() else {
        panic!("two other names");
    };
    assert_eq!(former.kind, OtherNameKind::Former);
    assert_eq!(former.name.kana().as_deref(), Some("イソベ　ハナコ"));
    assert_eq!(latin.kind, OtherNameKind::Latin);
    assert_eq!(latin.name.written(), "UMIKAZE　HANAKO");
    assert_eq!(identity.birth_date, PartialDate::Month(1940, 3));
    assert_eq!(identity.sex, Sex::Female);
    let address = identity.address.as_ref().unwrap();
    assert_eq!(address.one_line(), "浜辺町3-4, 浜辺荘");
    assert_eq!(identity.phones.len(), 1);
    assert_eq!(row.protected_address, Some(true));
    assert_eq!(row.source, Source::CareManager);
    assert_eq!(row.as_of, PartialDate::Month(2024, 3));
    assert_eq!(row.confirmed_on, Some(date(2026, 11, 1)));
}

#[test]
fn a_confirmed_none_is_not_an_empty_cell() {
    let none = facts(&[
        ("連絡先1氏名", "なし"),
        ("かかりつけ医1医療機関", "無し"),
        ("持病", "なし"),
        ("既往・手術", "特になし"),
        ("薬", "ナシ"),
        ("アレルギー", " なし "),
        ("機器・処置", "なし"),
        ("受入れを約束した病院", "なし"),
    ]);
    let expected = [
        FactKind::Contact,
        FactKind::Physician,
        FactKind::Condition,
        FactKind::Medication,
        FactKind::Allergy,
        FactKind::Device,
        FactKind::BackupHospital,
    ];
    assert_eq!(none, expected.map(FactBody::ConfirmedNone));
    let blank = facts(&[
        ("持病", ""),
        ("薬", " "),
        ("アレルギー", ""),
        ("機器・処置", ""),
    ]);
    assert_eq!(blank, []);
    // With a past illness, no present one is not "none" of the kind.
    let past = facts(&[("持病", "なし"), ("既往・手術", "肺炎")]);
    assert!(matches!(past.as_slice(), [FactBody::Condition(_)]));
}

#[test]
fn clinical_lists_are_read_item_by_item() {
    let read = facts(&[
        ("持病", "高血圧（H20）、脳梗塞（右麻痺軽度、R3.5）"),
        ("既往・手術", "白内障手術（R3.5）;肺炎"),
        ("薬", "アムロジピン錠｜２．５mg｜朝"),
        (
            "アレルギー",
            "ペニシリン|薬|じんましん|アナフィラキシー|1998\n卵｜食品",
        ),
        ("機器・処置", "透析｜左｜腕｜月水金;在宅酸素｜｜｜2L/分"),
    ]);
    let [
        FactBody::Condition(pressure),
        FactBody::Condition(stroke),
        FactBody::Condition(eye),
        FactBody::Condition(lung),
        FactBody::Medication(medication),
        FactBody::Allergy(penicillin),
        FactBody::Allergy(egg),
        FactBody::Device(shunt),
        FactBody::Device(oxygen),
    ] = read.as_slice()
    else {
        panic!("nine facts: {read:?}");
    };
    assert_eq!(pressure.since, Some(PartialDate::Year(2008)));
    assert_eq!(pressure.status, ConditionStatus::Active);
    assert_eq!(stroke.since, Some(PartialDate::Month(2021, 5)));
    assert_eq!(stroke.note.as_ref().unwrap().as_str(), "右麻痺軽度");
    assert_eq!(eye.status, ConditionStatus::Operation);
    assert_eq!((lung.status, lung.since), (ConditionStatus::Past, None));
    assert_eq!(medication.dose.as_ref().unwrap().as_str(), "２．５mg");
    assert_eq!(penicillin.severity, Some(Severity::Anaphylaxis));
    assert_eq!(penicillin.when, Some(PartialDate::Year(1998)));
    assert_eq!((egg.agent, egg.severity), (Agent::Food, None));
    assert_eq!(
        (shunt.kind, shunt.side),
        (DeviceKind::Dialysis, Some(Side::Left))
    );
    assert_eq!(oxygen.kind, DeviceKind::Oxygen);
    assert_eq!(oxygen.detail.as_ref().unwrap().as_str(), "2L/分");
}

#[test]
fn medicines_without_bars_may_be_listed_with_commas() {
    let read = facts(&[("薬", "アムロジピン錠、ワルファリン錠（1mg、夕）")]);
    let names: Vec<&str> = read
        .iter()
        .map(|fact| match fact {
            FactBody::Medication(medication) => medication.name.as_str(),
            _ => panic!("{fact:?}"),
        })
        .collect();
    assert_eq!(names, ["アムロジピン錠", "ワルファリン錠（1mg、夕）"]);
}

#[test]
fn people_to_call_keep_their_order_and_what_was_not_asked_stays_so() {
    let read = facts(&[
        ("連絡先2氏名", "汐見 渚"),
        ("連絡先2続柄", "姪"),
        ("連絡先2電話", "0557-00-0001、090-0000-0000"),
        ("連絡先2鍵", "いいえ"),
        ("かかりつけ医1医療機関", "うみかぜ診療所"),
        ("かかりつけ医1_24時間", "○"),
        ("かかりつけ医2医療機関", "なぎさ歯科"),
        ("ケアマネ事業所", "うみかぜケアプラン"),
    ]);
    let [
        FactBody::Contact(niece),
        FactBody::Physician(clinic),
        FactBody::Physician(dentist),
        FactBody::Service(office),
    ] = read.as_slice()
    else {
        panic!("four facts: {read:?}");
    };
    assert_eq!((niece.order, niece.phones.len()), (2, 2));
    assert_eq!((niece.at_night, niece.holds_key), (None, Some(false)));
    assert_eq!(
        (clinic.order, clinic.practice, clinic.all_day),
        (1, Practice::Medical, true)
    );
    assert_eq!((dentist.order, dentist.practice), (2, Practice::Dental));
    assert_eq!(office.office.as_str(), "うみかぜケアプラン");
}

#[test]
fn wishes_are_only_ever_heard() {
    let read = facts(&[
        ("意思・心肺蘇生", "望まない"),
        ("意思・入院", "場面による"),
        ("意思・点滴", "確認していない"),
        ("意思・話し合った日", "R6.3"),
        ("意思・話した人", "代理：海風 太郎"),
        ("意思・同席者", "長男、ケアマネジャー"),
        ("意思・主治医氏名", "岬 一郎"),
        ("意思・主治医電話", "0557-00-0002"),
    ]);
    let [FactBody::Wish(wish)] = read.as_slice() else {
        panic!("one wish: {read:?}");
    };
    assert_eq!(wish.standing, Standing::Heard);
    assert_eq!(
        wish.of(Procedure::CardiopulmonaryResuscitation),
        Wanted::NotWanted
    );
    assert_eq!(wish.of(Procedure::Hospitalization), Wanted::Depends);
    assert_eq!(wish.of(Procedure::Infusion), Wanted::NotAsked);
    assert_eq!(wish.statements.len(), 2);
    assert_eq!(
        wish.speaker,
        Speaker::Substitute("海風 太郎".parse().unwrap())
    );
    assert_eq!(wish.present.len(), 2);
    assert!(wish.call.is_some());
    // Asked nothing is no record.
    assert_eq!(facts(&[("意思・心肺蘇生", "確認していない")]), []);
}

#[test]
fn consent_carries_the_identity_with_whatever_is_permitted() {
    let FormConsent::Permits(consent) = row(&[
        ("救急への同意", "すべて"),
        ("病院への同意", "アレルギー・副作用、薬"),
        ("介護への同意", "なし"),
        ("署名者", "代理"),
        ("代理人氏名", "海風 太郎"),
        ("代理人続柄", "長男"),
        ("代理の根拠", "成年後見人"),
        ("様式版", "R6-1"),
        ("同意の期限", "R9.3.31"),
        ("収集の同意", "はい"),
    ])
    .consent
    else {
        panic!("the form permits something");
    };
    let to = |recipient| -> Vec<(Category, Purpose)> {
        let rows = consent.rows.iter().filter(|row| row.recipient == recipient);
        rows.map(|row| (row.category, row.purpose)).collect()
    };
    assert_eq!(to(RecipientClass::Ems).len(), Category::ALL.len());
    assert_eq!(
        to(RecipientClass::Hospital),
        [
            Category::Identity,
            Category::Allergies,
            Category::Medications
        ]
        .map(|category| (category, Purpose::Emergency))
    );
    assert_eq!(to(RecipientClass::Care), []);
    assert_eq!(consent.evidence.kind, EvidenceKind::ProxySignature);
    assert_eq!(consent.evidence.signed_on, date(2024, 4, 10));
    assert_eq!(
        consent.proxy.unwrap().basis,
        ProxyBasis::LegalRepresentative
    );
    assert_eq!(consent.until, Some(date(2027, 3, 31)));
    assert!(consent.collection);
}

#[test]
fn a_form_that_permits_nothing_says_so() {
    let row = row(&[
        ("救急への同意", "なし"),
        ("署名者", "本人"),
        ("様式版", "R6-1"),
    ]);
    assert_eq!(row.consent, FormConsent::Nothing);
}

/// Cells that both encodings can hold, with what a CSV file must quote.
fn cell() -> impl Strategy<Value = String> {
    "[あ-んア-ンa-z0-9海風髙﨑①,\" ]{1,20}".prop_filter("not blank", |text| !text.trim().is_empty())
}

proptest! {
    #[test]
    fn rosters_round_trip_in_both_encodings(people in prop::collection::vec((cell(), cell(), cell()), 1..20)) {
        let mut text = "登録番号,氏,番地・建物,町名,鍵の場所,生年月日,署名日\r\n".to_owned();
        for (serial, (family, rest, key)) in people.iter().enumerate() {
            let cells = [family, rest, key].map(|cell| super::quoted(cell));
            text += &format!(
                "REI-{serial},{},{},浜辺町,{},S15.3.2,R6.4.10\r\n", cells[0], cells[1], cells[2]
            );
        }
        let utf8 = read_roster(text.as_bytes(), TODAY).unwrap();
        let (bytes, _, lossy) = encoding_rs::SHIFT_JIS.encode(&text);
        prop_assert!(!lossy);
        let cp932 = read_roster(&bytes, TODAY).unwrap();
        prop_assert_eq!(utf8.encoding, Encoding::Utf8);
        prop_assert_eq!(cp932.encoding, Encoding::Cp932);
        prop_assert_eq!(&utf8.faults, &[]);
        prop_assert_eq!(&utf8.rows, &cp932.rows);
        prop_assert_eq!(utf8.rows.len(), people.len());
        for (row, (family, rest, key)) in utf8.rows.iter().zip(&people) {
            let address = row.identity.address.as_ref().unwrap();
            prop_assert_eq!(row.identity.name.family.as_str(), family.trim());
            prop_assert_eq!(address.rest.as_ref().unwrap().as_str(), rest.trim());
            let FactBody::Home(home) = &row.facts[0] else { panic!("home") };
            prop_assert_eq!(home.key.as_ref().unwrap().as_str(), key.trim());
        }
    }
}
