//! The twenty patients of the drills (図上訓練): each meets one difficulty, and every city has them.

mod sample;
mod statement;

use super::{
    conditions::Dose,
    consents,
    made::{Made, ago, line, phone},
    names::written_name,
    offices::{self, Team},
    person::Person,
    wishes::{self, AT_HOME, FOOD, TALKING, TREATMENT},
};
use statement::{contact, device, illness, medicine};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    birth_date::PartialDate,
    consent::RecipientClass,
    fact::{
        FactBody, FactKind,
        device::{DeviceKind, Side},
        identity::{Address, Identity, OtherName, OtherNameKind, PersonName, Sex},
        wishes::{Standing, Wish},
    },
    provenance::Source,
    time::Date,
};

/// The family name of the first patient, an ordinary record; nobody else in the city has it.
pub const SAMPLE_FAMILY: &str = "汐見";
/// Someone who is in no city, for the search that finds nobody.
#[cfg(test)]
pub const NOT_REGISTERED: (&str, &str) = ("沖野", "オキノ");

const WARFARIN: Dose = ("ワルファリンカリウム錠1mg", "2.5錠", "1日1回夕食後", 28);
const AMLODIPINE: Dose = ("アムロジピン錠5mg", "1錠", "1日1回朝食後", 28);
const APIXABAN: Dose = ("アピキサバン錠2.5mg", "2錠", "1日2回朝夕食後", 28);

struct Who(
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Sex,
    (i16, i8, i8),
);

/// A patient of whom only the usual is known: a full consent, told last week, no facts.
fn patient(number: u64, who: Who, today: Date) -> Made<Person> {
    let Who(family, given, family_kana, given_kana, sex, (year, month, day)) = who;
    let as_of = ago(today, 6);
    let signed_on = ago(today, 40);
    let birth = Date::new(year, month, day).unwrap_or(Date::MIN);
    Ok(Person {
        key: format!("T-{number:04}").parse()?,
        identity: Identity {
            name: written_name(family, given, family_kana, given_kana)?,
            other_names: Vec::new(),
            birth_date: PartialDate::Day(birth),
            sex,
            address: Some(home_address(number)?),
            phones: vec![phone(format!("0557-00-1{number:03}"))?],
            language: None,
        },
        protected_address: false,
        facts: Vec::new(),
        consent: Some(consents::signed(consents::rows(|_, _| false), signed_on)?),
        withdrawn: false,
        by_physician: Vec::new(),
        teams: BTreeSet::from([Team::HomeClinic]),
        signed_on,
        as_of,
        confirmed_on: None,
        source: Source::Family,
        same_as_another: false,
    })
}

fn home_address(number: u64) -> Made<Address> {
    Ok(Address {
        postal_code: Some("000-0001".parse()?),
        town: line(format!("うみかぜ市波の町{}丁目", number % 4 + 1))?,
        rest: Some(line(format!("{number}番{}号", number * 2 + 1))?),
    })
}

fn heard(said: wishes::Said, on: Date) -> Made<Wish> {
    wishes::wish(said, on, Standing::Heard)
}

fn confirmed(said: wishes::Said, on: Date) -> Made<Wish> {
    wishes::wish(said, on, wishes::confirmed(on)?)
}

/// The patients, the sample first.
pub fn patients(today: Date) -> Made<Vec<Person>> {
    use Sex::{Female, Male};
    #[rustfmt::skip]
    let who = [
        Who(SAMPLE_FAMILY, "花江", "シオミ", "ハナエ", Female, (1941, 3, 2)),
        Who("浜田", "幸子", "ハマダ", "サチコ", Female, (1938, 11, 23)),
        Who("濱田", "祥子", "ハマダ", "サチコ", Female, (1938, 11, 23)),
        Who("波多野", "撤", "ハタノ", "トオル", Male, (1944, 7, 8)),
        Who("二見", "言葉", "フタミ", "コトハ", Female, (1936, 5, 5)),
        Who("切石", "薬", "キレイシ", "クスリ", Male, (1940, 9, 12)),
        Who("左腕", "透", "サワン", "トオル", Male, (1947, 1, 30)),
        Who("昼間", "番", "ヒルマ", "バン", Male, (1939, 12, 1)),
        Who("サントス", "マリア ルス", "サントス", "マリア ルス", Female, (1955, 8, 15)),
        Who("聞取", "耳子", "キキトリ", "ミミコ", Female, (1943, 4, 29)),
        Who("戻田", "取消", "モドリタ", "トリオ", Male, (1937, 6, 17)),
        Who("見直", "暦", "ミナオ", "コヨミ", Female, (1935, 2, 28)),
        Who("話合", "中", "ハナシアイ", "アタル", Male, (1942, 10, 10)),
        Who("守屋", "かくれ", "モリヤ", "カクレ", Female, (1958, 3, 3)),
        Who("半沢", "部分子", "ハンザワ", "ブブンコ", Female, (1946, 6, 6)),
        Who("双葉", "正一", "フタバ", "ショウイチ", Male, (1945, 5, 20)),
        Who("双葉", "正二", "フタバ", "ショウジ", Male, (1945, 5, 20)),
        Who("齋藤", "﨑子", "サイトウ", "サキコ", Female, (1934, 1, 8)),
        Who("海神浜波止場長太郎左衛門", "寿限無之助", "ワダツミハマハトバチョウタロウザエモン", "", Male, (1933, 1, 1)),
        Who("小波", "息吹", "サザナミ", "イブキ", Female, (2017, 9, 9)),
    ];
    let mut patients = Vec::new();
    for (index, who) in who.into_iter().enumerate() {
        patients.push(patient(index as u64 + 1, who, today)?);
    }
    let mut each = patients.iter_mut();
    let mut with =
        |tell: &dyn Fn(&mut Person) -> Made<()>| -> Made<()> { each.next().map_or(Ok(()), tell) };
    with(&|sample| sample::tell(sample, today))?;
    with(&|_first_of_the_same_sound| Ok(()))?;
    with(&|second_of_the_same_sound| {
        second_of_the_same_sound.same_as_another = true;
        Ok(())
    })?;
    with(&|withdrew| {
        withdrew.withdrawn = true;
        Ok(())
    })?;
    with(&|two_records| {
        two_records
            .facts
            .push(FactBody::Wish(heard(TREATMENT, ago(today, 20))?));
        two_records
            .by_physician
            .push(confirmed(AT_HOME, ago(today, 200))?);
        Ok(())
    })?;
    with(&|supply_ran_out| {
        supply_ran_out.as_of = ago(today, 70);
        supply_ran_out.signed_on = ago(today, 75);
        supply_ran_out.facts.push(illness("心房細動", "I48", 2019)?);
        supply_ran_out
            .facts
            .push(medicine(&APIXABAN, ago(today, 75))?);
        Ok(())
    })?;
    with(&|shunt_arm| {
        shunt_arm.facts.push(illness("末期腎不全", "N18.5", 2020)?);
        let days = "月水金 うみかぜ市立病院";
        shunt_arm.facts.push(device(
            DeviceKind::Dialysis,
            Some(Side::Left),
            "前腕",
            days,
        )?);
        Ok(())
    })?;
    with(&|doctor_by_day_only| {
        doctor_by_day_only.teams = BTreeSet::new();
        doctor_by_day_only.facts.push(offices::day_clinic(
            1,
            "岬うみかぜ診療所",
            "内科",
            "岬 一郎",
        )?);
        for kind in FactKind::ALL.iter().filter(|kind| kind.may_be_none()) {
            if *kind != FactKind::Physician {
                doctor_by_day_only
                    .facts
                    .push(FactBody::ConfirmedNone(*kind));
            }
        }
        Ok(())
    })?;
    with(&|from_abroad| {
        from_abroad.identity.other_names.push(OtherName {
            kind: OtherNameKind::Latin,
            name: PersonName {
                family: line("SANTOS")?,
                given: Some(line("MARIA LUZ")?),
                family_kana: None,
                given_kana: None,
            },
        });
        from_abroad.identity.language = Some(line("タガログ語、やさしい日本語")?);
        Ok(())
    })?;
    with(&|heard_only| {
        heard_only
            .facts
            .push(FactBody::Wish(heard(FOOD, ago(today, 30))?));
        Ok(())
    })?;
    with(&|took_back| {
        let on = ago(today, 15);
        took_back.by_physician.push(wishes::wish(
            AT_HOME,
            ago(today, 300),
            Standing::Withdrawn { on },
        )?);
        Ok(())
    })?;
    with(&|review_overdue| {
        let mut wish = confirmed(AT_HOME, ago(today, 500))?;
        wish.review_by = Some(ago(today, 135));
        review_overdue.by_physician.push(wish);
        Ok(())
    })?;
    with(&|talking| {
        talking
            .by_physician
            .push(confirmed(TALKING, ago(today, 10))?);
        Ok(())
    })?;
    with(&|protected| {
        protected.protected_address = true;
        Ok(())
    })?;
    with(&|partly| {
        partly.facts.push(medicine(&AMLODIPINE, ago(today, 8))?);
        partly
            .facts
            .push(FactBody::Wish(heard(AT_HOME, ago(today, 60))?));
        let rows = consents::rows(|class, category| {
            class == RecipientClass::Ems
                && matches!(category, Category::Medications | Category::Wishes)
        });
        partly.consent = Some(consents::signed(rows, partly.signed_on)?);
        Ok(())
    })?;
    with(&|_elder_twin| Ok(()))?;
    with(&|_younger_twin| Ok(()))?;
    with(&|variant_characters| {
        variant_characters.identity.other_names.push(OtherName {
            kind: OtherNameKind::Former,
            name: written_name("渡邉", "﨑子", "ワタナベ", "サキコ")?,
        });
        Ok(())
    })?;
    with(&|long_name_and_year_only| {
        long_name_and_year_only.identity.birth_date = PartialDate::Year(1933);
        Ok(())
    })?;
    with(&|child| {
        child
            .facts
            .push(device(DeviceKind::Ventilator, None, "", "夜間のみ")?);
        child.facts.push(device(
            DeviceKind::Tracheostomy,
            None,
            "",
            "カフなし 4.5mm",
        )?);
        child.facts.push(contact(
            1,
            "小波 渚",
            "サザナミ ナギサ",
            "母",
            "090-0000-2001",
        )?);
        Ok(())
    })?;
    Ok(patients)
}
