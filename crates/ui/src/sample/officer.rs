//! The officer's list, registration and withdrawal.

use super::{
    officer, own,
    people::{CONSENT, LONG_KANA, LONG_NAME, RESIDENT, data, older, said},
};
use crate::{
    Field, FieldError, Presence,
    consent_form::{COLUMNS, Matrix},
    page::{
        ResidentView, ResidentsView, WithdrawView,
        resident::{
            ConsentInForce, ConsentPast, ExistenceLine, FactGroup, GrantForm, Registration,
        },
        residents::{ConsentStanding, ResidentLine},
    },
};
use std::collections::BTreeSet;
use tasuki_domain::{
    Category,
    consent::{ConsentRow, EvidenceKind, RecipientClass},
};

fn line(name: &str, kana: &str, consent: ConsentStanding) -> ResidentLine {
    ResidentLine {
        id: RESIDENT.into(),
        name: name.into(),
        kana: kana.into(),
        birth_date: "昭和15年3月2日（1940）".into(),
        town: "泉町2丁目".into(),
        card: "5530-4412".into(),
        registered_on: "R8.6.3".into(),
        consent,
        updated_on: "R8.11.20".into(),
        registration_note: None,
    }
}

pub(super) fn residents() -> Vec<(&'static str, ResidentsView)> {
    let view = ResidentsView {
        frame: officer("登録者一覧", "/officer/residents"),
        kana: Field::default(),
        total: 1003,
        rows: vec![
            line("見本　花子", "ミホン　ハナコ", ConsentStanding::Given),
            line("見本　太一", "ミホン　タイチ", ConsentStanding::Partly),
            ResidentLine {
                registration_note: Some("死亡 R8.9.1".into()),
                ..line("見本　正", "ミホン　タダシ", ConsentStanding::Withdrawn)
            },
            line("MIHON JOHN", "", ConsentStanding::Expired),
            line(LONG_NAME, LONG_KANA, ConsentStanding::Absent),
        ],
        next_cursor: Some("b3BhcXVl".into()),
    };
    vec![
        ("residents", view.clone()),
        (
            "residents-filtered",
            ResidentsView {
                kana: Field::of("ミホ"),
                ..view.clone()
            },
        ),
        (
            "residents-empty",
            ResidentsView {
                rows: Vec::new(),
                total: 0,
                next_cursor: None,
                ..view
            },
        ),
    ]
}

fn permitted() -> BTreeSet<ConsentRow> {
    let mut rows = BTreeSet::new();
    for category in Category::ALL {
        for column in COLUMNS {
            let everyday = matches!(
                column.recipient,
                RecipientClass::Ems | RecipientClass::Hospital
            );
            if everyday || !category.is_clinical() {
                rows.insert(ConsentRow {
                    category: *category,
                    recipient: column.recipient,
                    purpose: column.purpose,
                });
            }
        }
    }
    rows
}

fn grant() -> GrantForm {
    GrantForm {
        matrix: Matrix::of(&permitted()),
        rows_error: None,
        evidence_kind: Some(EvidenceKind::OwnSignature),
        evidence_error: None,
        form_version: Field::of("2026-04"),
        signed_on: Field::of("R8.11.21"),
        until: Field::default(),
        proxy_name: Field::default(),
        proxy_relation: Field::default(),
        proxy_basis: None,
        basis_error: None,
        collection: true,
        form_error: None,
        prefilled: true,
        resident_version: 7,
    }
}

pub(super) fn resident() -> Vec<(&'static str, ResidentView)> {
    let existence = Category::ALL
        .iter()
        .filter(|category| category.is_clinical())
        .map(|category| ExistenceLine {
            category: category.japanese().into(),
            recorded: *category != Category::Wishes,
        })
        .collect();
    let view = ResidentView {
        frame: officer("登録内容", "/officer/residents"),
        id: RESIDENT.into(),
        done: None,
        registration: Registration {
            name: "見本　花子".into(),
            kana: Presence::Known("ミホン　ハナコ".into()),
            birth_date: "昭和15年3月2日（1940） 86歳".into(),
            sex: "女".into(),
            address: Presence::Known("泉町2丁目3-4 青木荘201".into()),
            phones: Presence::Known("0557-00-0000".into()),
            card: "5530-4412".into(),
            roster_key: Presence::Known("M-00012".into()),
            registered_on: "R8.6.3".into(),
            protected_address: false,
            note: None,
        },
        facts: vec![
            FactGroup {
                category: "緊急連絡先".into(),
                facts: Presence::Known(data(
                    &[("1 長女 見本 由美", "090-0000-1111 夜間可")],
                    &said(),
                )),
            },
            FactGroup {
                category: "かかりつけ医・事業所".into(),
                facts: Presence::Known(data(&[("さとう見本クリニック", "0557-00-1111")], &older())),
            },
            FactGroup {
                category: "住まい・鍵".into(),
                facts: Presence::NotRecorded,
            },
        ],
        existence,
        consent: Some(ConsentInForce {
            id: CONSENT.into(),
            version: 2,
            signed_on: "R8.6.3".into(),
            until: None,
            evidence: "代理人の署名".into(),
            form_version: "2026-04".into(),
            proxy: Some("長女 見本 由美（本人からの委任）".into()),
            collection: true,
            matrix: Matrix::of(&permitted()),
        }),
        past: vec![ConsentPast {
            version: 1,
            signed_on: "R7.4.1".into(),
            ended: "R8.6.3 に新しい同意に置き換え".into(),
            rows: 24,
        }],
        grant: Some(grant()),
    };
    let mut wrong = grant();
    wrong.rows_error = Some(FieldError::new(
        "印が一つもありません。",
        "見せてよい所に印を付けてください。取りやめるときは撤回を受け付けてください。",
    ));
    wrong.prefilled = false;
    wrong.matrix = Matrix::of(&BTreeSet::new());
    wrong.evidence_kind = None;
    wrong.evidence_error = Some(FieldError::new(
        "書面の種類が選ばれていません。",
        "書面のとおりに選んでください。",
    ));
    wrong.proxy_name = Field::of("見本 由美");
    wrong.proxy_relation = Field::of("長女");
    wrong.basis_error = Some(FieldError::new(
        "代理の根拠が選ばれていません。",
        "法定代理人か本人からの委任かを選んでください。",
    ));
    wrong.signed_on = Field::of("R9.1.1").with_error(FieldError::new(
        "先の日付です。",
        "書面の署名の日を入れてください。",
    ));
    vec![
        (
            "resident",
            ResidentView {
                done: Some("同意を登録しました（版 2）".into()),
                ..view.clone()
            },
        ),
        (
            "resident-wrong",
            ResidentView {
                grant: Some(wrong),
                ..view.clone()
            },
        ),
        (
            "resident-bare",
            ResidentView {
                registration: Registration {
                    name: LONG_NAME.into(),
                    kana: Presence::NotRecorded,
                    address: Presence::NotRecorded,
                    phones: Presence::NotRecorded,
                    roster_key: Presence::NotRecorded,
                    protected_address: true,
                    note: Some("転出 R8.10.1".into()),
                    ..view.registration.clone()
                },
                consent: None,
                past: Vec::new(),
                grant: None,
                ..view
            },
        ),
    ]
}

pub(super) fn withdraw() -> Vec<(&'static str, WithdrawView)> {
    let view = WithdrawView {
        frame: officer("同意の撤回", "/officer/residents"),
        consent_id: CONSENT.into(),
        version: 2,
        own: false,
        back: format!("/officer/residents/{RESIDENT}"),
        name: "見本　花子".into(),
        birth_date: "昭和15年3月2日（1940） 86歳".into(),
        loses: vec![
            "救急隊・通信指令（救急のとき）: 14の情報すべて".into(),
            "搬送先の病院（救急のとき）: 14の情報すべて".into(),
            "介護の事業所（ふだんの療養・介護）: 本人の基本情報、緊急連絡先 ほか5".into(),
        ],
    };
    vec![
        ("withdraw", view.clone()),
        (
            "withdraw-own",
            WithdrawView {
                frame: own("同意の取下げ", "/me"),
                own: true,
                back: "/me".into(),
                birth_date: String::new(),
                ..view
            },
        ),
    ]
}
