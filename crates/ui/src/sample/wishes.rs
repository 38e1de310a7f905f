//! Cards of wishes.

use super::people::{older, said};
use crate::{
    Presence,
    page::summary::{Call, DoctorCall, NightCall, WishRecord, WishesCard, default_fire_sentence},
};
use tasuki_domain::fact::wishes::{Procedure, Wanted};

fn statements(of: &[(Procedure, Wanted)]) -> (Vec<(String, String)>, Vec<String>) {
    let said = of
        .iter()
        .map(|(procedure, wanted)| (procedure.japanese().into(), wanted.japanese().into()))
        .collect();
    let silent = Procedure::ALL
        .iter()
        .filter(|procedure| !of.iter().any(|(asked, _)| asked == *procedure))
        .map(|procedure| procedure.japanese().into())
        .collect();
    (said, silent)
}

fn record() -> WishRecord {
    let (said_of, not_asked) = statements(&[
        (Procedure::CardiopulmonaryResuscitation, Wanted::NotWanted),
        (Procedure::Ventilation, Wanted::NotWanted),
        (Procedure::Hospitalization, Wanted::Depends),
        (Procedure::Palliation, Wanted::Wanted),
    ]);
    WishRecord {
        statements: said_of,
        not_asked,
        talked_on: "R8.6.3".into(),
        speaker: "本人の言葉".into(),
        present: vec!["長女".into(), "佐藤医師".into(), "訪問看護師".into()],
        expected_condition: Some("慢性腎不全の進行".into()),
        standing: "佐藤医師が確認 R8.6.3".into(),
        verbatim: Some("苦しいのはいやだけれど、家で静かに過ごしたい。".into()),
        original_place: Some("冷蔵庫".into()),
        review_by: Some("R8.12".into()),
        review_due: false,
        mark: said(),
    }
}

pub(super) fn doctor() -> DoctorCall {
    DoctorCall {
        name: "佐藤医師".into(),
        institution: "さとう見本クリニック".into(),
        call: Call::new("0557-00-1111"),
        hours: "24時間".into(),
        night: NightCall::Same,
    }
}

pub(super) fn silent() -> WishesCard {
    WishesCard {
        confirmed: Presence::NotRecorded,
        heard: Vec::new(),
        withdrawn_on: Vec::new(),
        conflict: Vec::new(),
        doctor: None,
        fire_sentence: default_fire_sentence("みほん市消防本部"),
    }
}

pub(super) fn confirmed() -> WishesCard {
    WishesCard {
        confirmed: Presence::Known(vec![record()]),
        doctor: Some(doctor()),
        ..silent()
    }
}

pub(super) fn differing() -> WishesCard {
    let (said_of, not_asked) = statements(&[
        (Procedure::CardiopulmonaryResuscitation, Wanted::Depends),
        (Procedure::Hospitalization, Wanted::Wanted),
        (Procedure::Dialysis, Wanted::UnderDiscussion),
    ]);
    let heard = WishRecord {
        statements: said_of,
        not_asked,
        talked_on: "R8.9.9".into(),
        speaker: "代わりに話す人（長女 見本 由美）の言葉".into(),
        present: Vec::new(),
        expected_condition: None,
        standing: "訪問看護師の聞き取り".into(),
        verbatim: None,
        original_place: None,
        review_by: None,
        review_due: false,
        mark: older(),
    };
    WishesCard {
        confirmed: Presence::Known(vec![WishRecord {
            review_by: Some("R8.9".into()),
            review_due: true,
            original_place: Some("玄関の『救急医療に関する意思表示（DNAR）』の封筒".into()),
            ..record()
        }]),
        heard: vec![heard],
        conflict: vec!["R8.6.3 佐藤医師".into(), "R8.9.9 聞き取り".into()],
        doctor: Some(DoctorCall {
            hours: "平日9–18時".into(),
            night: NightCall::NotRecorded,
            ..doctor()
        }),
        ..silent()
    }
}

pub(super) fn withdrawn() -> WishesCard {
    WishesCard {
        withdrawn_on: vec!["R8.11.1".into()],
        doctor: Some(DoctorCall {
            hours: String::new(),
            night: NightCall::Other(Call::new("090-0000-2222")),
            ..doctor()
        }),
        ..silent()
    }
}
