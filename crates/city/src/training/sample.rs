//! The first patient: an ordinary record with something in every section.

use super::{
    super::{
        made::{Made, ago, ahead, line, note, phone},
        offices::{self, Team},
        person::Person,
        random::Random,
        wishes::AT_HOME,
    },
    AMLODIPINE, WARFARIN, confirmed,
    statement::{contact, device, illness, medicine},
};
use std::collections::BTreeSet;
use tasuki_domain::{
    birth_date::PartialDate,
    fact::{
        FactBody,
        allergy::{Agent, Allergy, Severity},
        care::{Assistance, Baseline, CareLevel, Level},
        device::{DeviceKind, Side},
        home::{Home, Household},
        identity::Address,
        physician::ServiceKind,
    },
    time::Date,
};

/// The person of the first screenshots: something in every section.
pub fn tell(sample: &mut Person, today: Date) -> Made<()> {
    let dispensed = ago(today, 9);
    sample.identity.address = Some(Address {
        postal_code: Some("000-0001".parse()?),
        town: line("うみかぜ市波の町1丁目")?,
        rest: Some(line("2番3号 海風荘101")?),
    });
    sample.identity.phones.push(phone("090-0000-1001")?);
    sample.facts = vec![
        FactBody::Allergy(Allergy {
            substance: line("ペニシリン系抗菌薬")?,
            agent: Agent::Drug,
            reaction: Some(line("全身の発疹、息苦しさ")?),
            severity: Some(Severity::Anaphylaxis),
            when: Some(PartialDate::Year(1998)),
        }),
        medicine(&WARFARIN, dispensed)?,
        medicine(&AMLODIPINE, dispensed)?,
        medicine(&("フロセミド錠20mg", "1錠", "1日1回朝食後", 28), dispensed)?,
        device(
            DeviceKind::Pacemaker,
            Some(Side::Left),
            "胸",
            "手帳は財布の中",
        )?,
        illness("心房細動", "I48", 2018)?,
        illness("慢性心不全", "I50.9", 2021)?,
        illness("高血圧症", "I10", 2003)?,
        FactBody::CareLevel(CareLevel {
            level: Level::Care2,
            certified_on: Some(ago(today, 200)),
            valid_until: Some(ahead(today, 895)),
            disability: None,
            dementia: None,
        }),
        FactBody::Baseline(Baseline {
            consciousness: Some(line("はっきりしている")?),
            conversation: Some(line("ゆっくりなら通じる")?),
            mobility: Some(Assistance::Watching),
            aid: Some(line("杖")?),
            eating: Some(Assistance::Independent),
            toilet: Some(Assistance::Independent),
            hearing: Some(line("右に補聴器")?),
            ..Baseline::default()
        }),
        contact(1, "汐見 太一", "シオミ タイチ", "長男", "090-0000-1002")?,
        contact(2, "磯貝 澄江", "イソガイ スミエ", "長女", "090-0000-1003")?,
        offices::home_clinic(1)?,
        offices::day_clinic(2, "浜辺うみかぜ整形外科", "整形外科", "浜辺 岩男")?,
        offices::service(
            ServiceKind::VisitingNursing,
            offices::NURSING,
            "磯部 岬",
            31,
        )?,
        offices::service(
            ServiceKind::CareManagement,
            offices::CARE_OFFICE,
            "渚 夕子",
            32,
        )?,
        offices::service(ServiceKind::Pharmacy, offices::PHARMACY, "塩谷 薫", 30)?,
        FactBody::Home(Home {
            household: Some(Household::Alone),
            key: Some(line(
                "長男が持つ。玄関わきのキーボックス（番号はケアマネジャー）",
            )?),
            entrance: Some(line("東側の通用口から")?),
            animals: Some(line("猫1匹")?),
            carrying_out: Some(note("階段がせまい。布担架がよい")?),
            paper_kit: Some(line("冷蔵庫")?),
            ..Home::default()
        }),
    ];
    let hospital = offices::backup_hospital(&mut Random::new(7), sample.as_of)?;
    sample.facts.push(hospital);
    sample.teams = BTreeSet::from([
        Team::HomeClinic,
        Team::Pharmacy,
        Team::VisitingNursing,
        Team::CareOffice,
    ]);
    let mut wish = confirmed(AT_HOME, ago(today, 45))?;
    wish.verbatim = Some(note(
        "住みなれた家で、波の音を聞いていたい。苦しいのだけは楽にしてほしい。",
    )?);
    wish.expected_condition = Some(line("心不全の終末期")?);
    wish.original_place = Some(line("玄関の棚の青い封筒")?);
    sample.by_physician.push(wish);
    Ok(())
}
