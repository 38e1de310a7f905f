//! One fact in one Japanese line, for programs that show it as it is.

use tasuki_domain::{
    fact::{
        FactBody,
        allergy::Allergy,
        care::{Baseline, CareLevel},
        condition::{Condition, ConditionStatus},
        contact::Contact,
        device::Device,
        home::Home,
        identity::Identity,
        physician::{Physician, Service},
        wishes::{Procedure, Standing, Wanted, Wish},
    },
    text::{Line, Phone},
    time::Date,
    wareki,
};

/// What a fact says in one line.
pub(super) fn one_line(body: &FactBody, today: Date) -> String {
    match body {
        FactBody::Identity(identity) => self::identity(identity, today),
        FactBody::Home(home) => self::home(home),
        FactBody::Contact(contact) => self::contact(contact),
        FactBody::Physician(physician) => self::physician(physician),
        FactBody::Service(service) => self::service(service),
        FactBody::Condition(condition) => self::condition(condition),
        FactBody::Medication(medication) => join([
            Some(medication.name.as_str().to_owned()),
            medication.dose_and_usage(),
        ]),
        FactBody::Allergy(allergy) => self::allergy(allergy),
        FactBody::Device(device) => self::device(device),
        FactBody::CareLevel(level) => care_level(level),
        FactBody::Baseline(baseline) => self::baseline(baseline),
        FactBody::Wish(wish) => self::wish(wish),
        FactBody::BackupHospital(hospital) => join([
            text(Some(&hospital.hospital)),
            text(hospital.department.as_ref()),
            phone(hospital.phone.as_ref()),
        ]),
        FactBody::ConfirmedNone(kind) => format!("{}なし（確認済み）", kind.japanese()),
        FactBody::Retracted(kind) => format!("{}の取り消し", kind.japanese()),
    }
}

fn join(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let parts: Vec<String> = parts
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ")
}

fn text(line: Option<&Line>) -> Option<String> {
    line.map(|line| line.as_str().to_owned())
}

fn labeled(label: &str, value: Option<impl std::fmt::Display>) -> Option<String> {
    value.map(|value| format!("{label}: {value}"))
}

fn phone(phone: Option<&Phone>) -> Option<String> {
    phone.map(ToString::to_string)
}

fn phones(phones: &[Phone]) -> Option<String> {
    let all: Vec<String> = phones.iter().map(ToString::to_string).collect();
    (!all.is_empty()).then(|| all.join("、"))
}

fn identity(identity: &Identity, today: Date) -> String {
    let (least, most) = identity.birth_date.age_on(today);
    let age = if least == most {
        format!("{least}歳")
    } else {
        format!("{least}〜{most}歳")
    };
    join([
        Some(identity.name.written()),
        identity.name.kana().map(|kana| format!("（{kana}）")),
        Some(identity.birth_date.japanese()),
        Some(age),
        Some(identity.sex.japanese().to_owned()),
        identity.address.as_ref().map(|address| address.one_line()),
        phones(&identity.phones),
    ])
}

fn home(home: &Home) -> String {
    join([
        home.household
            .map(|household| household.japanese().to_owned()),
        labeled("鍵", home.key.as_ref()),
        labeled("入口", home.entrance.as_ref()),
        labeled("同居", home.cohabitants.as_ref()),
        labeled("動物", home.animals.as_ref()),
        labeled(
            "搬出の注意",
            home.carrying_out
                .as_ref()
                .map(|note| note.as_str().replace('\n', " ")),
        ),
        labeled("紙の救急情報の場所", home.paper_kit.as_ref()),
    ])
}

fn contact(contact: &Contact) -> String {
    join([
        Some(contact.relation.as_str().to_owned()),
        Some(contact.name.as_str().to_owned()),
        phones(&contact.phones),
        contact
            .at_night
            .map(|may| if may { "夜間可" } else { "夜間不可" }.to_owned()),
        contact
            .holds_key
            .and_then(|holds| holds.then(|| "鍵を持つ".to_owned())),
    ])
}

fn physician(physician: &Physician) -> String {
    join([
        text(Some(&physician.institution)),
        text(physician.department.as_ref()),
        text(physician.doctor.as_ref()),
        phone(physician.phone.as_ref()),
        labeled("夜間・休日", physician.after_hours_phone.as_ref()),
        physician.all_day.then(|| "24時間".to_owned()),
    ])
}

fn service(service: &Service) -> String {
    join([
        Some(service.kind.japanese().to_owned()),
        text(Some(&service.office)),
        text(service.person.as_ref()),
        phone(service.phone.as_ref()),
        service.all_day.then(|| "24時間".to_owned()),
    ])
}

fn condition(condition: &Condition) -> String {
    let status = match condition.status {
        ConditionStatus::Active => None,
        other => Some(other.japanese().to_owned()),
    };
    join([
        text(Some(&condition.name)),
        status,
        condition
            .since
            .map(|since| format!("{}〜", since.japanese_short())),
        text(condition.note.as_ref()),
    ])
}

fn allergy(allergy: &Allergy) -> String {
    join([
        text(Some(&allergy.substance)),
        allergy
            .severity
            .map(|severity| severity.japanese().to_owned()),
        text(allergy.reaction.as_ref()),
        allergy
            .when
            .map(|when| format!("（{}）", when.japanese_short())),
    ])
}

fn device(device: &Device) -> String {
    let side = device.side.map_or("", |side| side.japanese());
    let place = device.place.as_ref().map_or("", Line::as_str);
    join([
        Some(device.kind.japanese().to_owned()),
        Some(format!("{side}{place}")),
        text(device.detail.as_ref()),
        device
            .since
            .map(|since| format!("（{}〜）", since.japanese_short())),
        device.caution().map(str::to_owned),
    ])
}

fn care_level(level: &CareLevel) -> String {
    join([
        Some(level.level.japanese().to_owned()),
        labeled("障害自立度", level.disability.map(|grade| grade.japanese())),
        labeled("認知症自立度", level.dementia.map(|grade| grade.japanese())),
        level
            .valid_until
            .map(|until| format!("（{}まで）", wareki::short(until))),
    ])
}

fn baseline(baseline: &Baseline) -> String {
    join([
        labeled("意識", baseline.consciousness.as_ref()),
        labeled("会話", baseline.conversation.as_ref()),
        labeled(
            "移動",
            baseline.mobility.map(|mobility| mobility.japanese()),
        ),
        labeled("補助具", baseline.aid.as_ref()),
        labeled("食事", baseline.eating.map(|eating| eating.japanese())),
        labeled("排泄", baseline.toilet.map(|toilet| toilet.japanese())),
        labeled("聞こえ", baseline.hearing.as_ref()),
        labeled("視力", baseline.sight.as_ref()),
        labeled("認知", baseline.cognition.as_ref()),
        labeled("麻痺", baseline.paralysis.as_ref()),
    ])
}

/// A report of what was recorded, per procedure; it asks nobody to do or to leave anything.
fn wish(wish: &Wish) -> String {
    let on = wish.talked_on.japanese_short();
    if let Standing::Withdrawn { on } = &wish.standing {
        return format!("意思の記録は取り下げられています（{}）", wareki::short(*on));
    }
    let said: Vec<String> = Procedure::ALL
        .iter()
        .map(|procedure| (procedure, wish.of(*procedure)))
        .filter(|(_, wanted)| *wanted != Wanted::NotAsked)
        .map(|(procedure, wanted)| format!("{}は「{}」", procedure.japanese(), wanted.japanese()))
        .collect();
    let by = match &wish.standing {
        Standing::Confirmed { physician, .. } => format!("{physician}が確認"),
        Standing::Heard | Standing::Withdrawn { .. } => "聞き取り（医師未確認）".to_owned(),
    };
    if said.is_empty() {
        return format!("意思について話した記録があります（{on}、{by}）");
    }
    format!("{}と記録されています（{on}、{by}）", said.join("、"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::fact::{
        FactKind,
        wishes::{Speaker, Statement},
    };
    use tasuki_ui::wording::{Context, findings};

    fn today() -> Date {
        jiff::civil::date(2026, 11, 21)
    }

    fn wish_of(wanted: Wanted, standing: Standing) -> FactBody {
        FactBody::Wish(Wish {
            statements: Procedure::ALL
                .iter()
                .map(|procedure| Statement {
                    procedure: *procedure,
                    wanted,
                })
                .collect(),
            speaker: Speaker::Person,
            talked_on: "2026-06-03".parse().unwrap(),
            present: vec![],
            expected_condition: None,
            verbatim: None,
            standing,
            call: None,
            original_place: None,
            review_by: None,
        })
    }

    #[test]
    fn wishes_are_reported_and_never_commanded() {
        for wanted in Wanted::ALL {
            for standing in [
                Standing::Heard,
                Standing::Confirmed {
                    physician: "見本 一郎".parse().unwrap(),
                    on: today(),
                },
                Standing::Withdrawn { on: today() },
            ] {
                let line = one_line(&wish_of(*wanted, standing), today());
                assert_eq!(findings(&line, Context::WishesTemplate), [], "{line}");
            }
        }
    }

    #[test]
    fn lines_say_what_a_crew_needs() {
        let body = |kind: &str, value: serde_json::Value| {
            let mut at = crate::wire::At::new(today());
            let kind = FactKind::from_code(kind).unwrap();
            crate::wire::read_body(kind, &value, &mut at).unwrap()
        };
        for (kind, value, line) in [
            (
                "medication",
                serde_json::json!({"name": "ワルファリンK錠1mg", "dose": "2.5錠", "usage": "1日1回夕食後"}),
                "ワルファリンK錠1mg 2.5錠 1日1回夕食後",
            ),
            (
                "device",
                serde_json::json!({"kind": "pacemaker", "side": "left", "place": "胸", "since": "2018"}),
                "ペースメーカー 左胸 （H30〜）",
            ),
            (
                "contact",
                serde_json::json!({"order": 1, "name": "試験 由美", "relation": "長女", "phones": ["09000002222"], "at_night": true}),
                "長女 試験 由美 090-0000-2222 夜間可",
            ),
            (
                "home",
                serde_json::json!({"household": "alone", "key": "植木鉢の下"}),
                "独居 鍵: 植木鉢の下",
            ),
        ] {
            assert_eq!(one_line(&body(kind, value), today()), line);
        }
        assert_eq!(
            one_line(&FactBody::ConfirmedNone(FactKind::Allergy), today()),
            "アレルギー・副作用なし（確認済み）"
        );
    }
}
