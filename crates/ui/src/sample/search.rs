//! The search of an emergency.

use super::{
    crew,
    people::{LONG_KANA, LONG_NAME, RESIDENT, incident},
};
use crate::{
    Field, FieldError,
    page::{
        SearchView,
        search::{
            BirthChoice, CandidateRow, IncidentChoice, LooserSearch, ReadPart, Results,
            SearchFields, Why,
        },
    },
};
use tasuki_domain::{fact::identity::Sex, incident::LookReason, lookup::Grade};

fn blank() -> SearchView {
    SearchView {
        frame: crew("救急情報 検索", "/search"),
        incident: IncidentChoice::New {
            number: Field::default(),
            reason: None,
            open: vec![incident()],
        },
        fields: SearchFields::default(),
        birth_reading: None,
        birth_note: None,
        birth_choices: Vec::new(),
        form_errors: Vec::new(),
        results: None,
        text: None,
        parts: Vec::new(),
        unread: Vec::new(),
        near_years: false,
        text_and_fields: false,
    }
}

fn typed() -> SearchFields {
    SearchFields {
        family_kana: Field::of("ミホン"),
        given_kana: Field::of("ハ"),
        birth_date: Field::of("S15.3.2"),
        address: Field::of("泉"),
        sex: Some(Sex::Female),
        ..SearchFields::default()
    }
}

fn row(name: &str, kana: &str, grade: Grade, matched: &[&str]) -> CandidateRow {
    CandidateRow {
        resident_id: RESIDENT.into(),
        name: name.into(),
        kana: kana.into(),
        birth_date: "昭和15年3月2日（1940）".into(),
        age: "86歳".into(),
        sex: "女".into(),
        town: "泉町2丁目".into(),
        card_suffix: "4412".into(),
        why: Why {
            grade,
            matched: matched.iter().map(|item| (*item).into()).collect(),
            similar: Vec::new(),
            differing: Vec::new(),
        },
        registration_note: None,
    }
}

fn results(rows: Vec<CandidateRow>, total: usize) -> Option<Results> {
    Some(Results {
        incident: incident(),
        rows,
        total,
        bounded: false,
        at: "12:03".into(),
        add: Vec::new(),
        looser: Vec::new(),
    })
}

fn found() -> SearchView {
    let rows = vec![
        row(
            "見本　花子",
            "ミホン　ハナコ",
            Grade::Certain,
            &["フリガナ", "生年月日", "町名・住所"],
        ),
        CandidateRow {
            birth_date: "昭和15年2月3日（1940）".into(),
            town: "保護の申出により住所は表示できません".into(),
            card_suffix: "0937".into(),
            why: Why {
                grade: Grade::Probable,
                matched: vec!["フリガナ前方".into()],
                similar: vec!["生年月日（月か日が違う）".into()],
                differing: vec!["性別".into()],
            },
            ..row("見本　初子", "ミホン　ハツコ", Grade::Probable, &[])
        },
    ];
    SearchView {
        incident: IncidentChoice::Chosen(incident()),
        fields: typed(),
        birth_reading: Some("昭和15年3月2日（1940）86歳".into()),
        results: results(rows, 2),
        parts: vec![
            ReadPart {
                label: "フリガナ（姓）".into(),
                read_as: "ミホン".into(),
            },
            ReadPart {
                label: "生年月日".into(),
                read_as: "昭和15年3月2日（1940） 86歳".into(),
            },
        ],
        ..blank()
    }
}

/// The ways of reading 150302.
pub(super) fn birth_choices() -> Vec<BirthChoice> {
    [
        ("S15.3.2", "昭和15年3月2日（1940）86歳"),
        ("T15.3.2", "大正15年3月2日（1926）100歳"),
        ("H15.3.2", "平成15年3月2日（2003）23歳"),
    ]
    .map(|(value, label)| BirthChoice {
        value: value.into(),
        label: label.into(),
    })
    .into()
}

pub(super) fn search() -> Vec<(&'static str, SearchView)> {
    let too_many = (0..8)
        .map(|index| CandidateRow {
            registration_note: (index == 7).then(|| "死亡の登録あり".into()),
            ..row(
                "見本　花子",
                "",
                Grade::Possible,
                &["フリガナの音（要確認）"],
            )
        })
        .collect();
    let mut wrong = SearchView {
        fields: typed(),
        ..blank()
    };
    wrong.fields.birth_date = Field::of("S65.2.1").with_error(FieldError {
        problem: "昭和にない年です（昭和は64年1月7日まで）。".into(),
        expected: "平成2年なら H2.2.1 と入れてください。".into(),
        suggestion: Some("H2.2.1".into()),
    });
    wrong.fields.card_number = Field::of("5530-4413").with_error(FieldError::new(
        "番号が合いません。",
        "カードの8桁を見直してください。",
    ));
    wrong.form_errors.push(FieldError::new(
        "事案が選ばれていません。",
        "事案番号を入れるか、4つの理由から選んでください。",
    ));
    let mut ambiguous = SearchView {
        incident: IncidentChoice::New {
            number: Field::default(),
            reason: Some(LookReason::OnDuty),
            open: Vec::new(),
        },
        fields: typed(),
        ..blank()
    };
    ambiguous.fields.birth_date = Field::of("150302").with_error(FieldError::new(
        "どの元号か決められません。",
        "下から1つ選んでください。",
    ));
    ambiguous.birth_choices = birth_choices();
    let long = row(
        LONG_NAME,
        LONG_KANA,
        Grade::Probable,
        &["フリガナ前方", "生年月日の範囲", "電話の下4桁"],
    );
    vec![
        ("search", blank()),
        (
            "search-chosen",
            SearchView {
                incident: IncidentChoice::Chosen(incident()),
                ..blank()
            },
        ),
        ("search-wrong", wrong),
        ("search-ambiguous", ambiguous),
        ("search-found", found()),
        (
            "search-nobody",
            SearchView {
                results: results(Vec::new(), 0).map(|results| Results {
                    looser: vec![LooserSearch {
                        label: "生年月日なしで".into(),
                        changes: "ほかの条件だけで探します".into(),
                        fields: vec![("family_kana".into(), "ミホン".into())],
                    }],
                    ..results
                }),
                near_years: true,
                ..found()
            },
        ),
        (
            "search-pasted",
            SearchView {
                text: Some(Field::of("見本花子 S15.3.2 胸痛")),
                fields: SearchFields::default(),
                unread: vec!["胸痛".into()],
                ..found()
            },
        ),
        (
            "search-pasted-refused",
            SearchView {
                text: Some(Field::of("S15.3.2 胸痛")),
                fields: SearchFields::default(),
                unread: vec!["胸痛".into()],
                results: None,
                form_errors: vec![FieldError::new(
                    "生年月日だけでは検索できません。同じ日に生まれた別の方まで並ぶためです。",
                    "フリガナを2文字以上か氏名を足してください。",
                )],
                ..found()
            },
        ),
        (
            "search-pasted-and-typed",
            SearchView {
                text: Some(Field::of("見本花子 S15.3.2")),
                fields: SearchFields {
                    sex: Some(Sex::Female),
                    ..SearchFields::default()
                },
                parts: Vec::new(),
                results: None,
                text_and_fields: true,
                form_errors: vec![FieldError::new(
                    "貼り付けと項目の両方に入っています。",
                    "どちらか一方を空にするか、「貼り付けだけで検索する」を選んでください。",
                )],
                ..found()
            },
        ),
        (
            "search-cut-off",
            SearchView {
                results: results(Vec::new(), 0).map(|results| Results {
                    bounded: true,
                    add: vec!["生年月日".into(), "電話".into()],
                    ..results
                }),
                ..found()
            },
        ),
        (
            "search-pasted-blank",
            SearchView {
                text: Some(Field::default()),
                ..blank()
            },
        ),
        (
            "search-too-many",
            SearchView {
                results: results(too_many, 12).map(|results| Results {
                    add: vec!["生年月日".into(), "電話".into()],
                    ..results
                }),
                birth_note: Some("元号を直しました".into()),
                ..found()
            },
        ),
        (
            "search-long",
            SearchView {
                results: results(vec![long], 1),
                ..found()
            },
        ),
    ]
}
