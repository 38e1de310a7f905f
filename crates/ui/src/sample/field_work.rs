//! Sign-in, search, no record and the error page.

use super::{
    crew, outside,
    people::{LONG_KANA, LONG_NAME, RESIDENT, incident},
};
use crate::{
    Field, FieldError,
    page::{
        ClosedView, NoRecordView, ProblemView, SearchView, SignInView,
        problem::WayOn,
        search::{
            BirthChoice, CandidateRow, IncidentChoice, LooserSearch, ReadPart, Results,
            SearchFields,
        },
        sign_in::SignInNotice,
    },
};
use tasuki_domain::{
    fact::identity::Sex,
    incident::{LookReason, MissReason, SearchOutcome},
    lookup::Grade,
};

pub(super) fn sign_in() -> Vec<(&'static str, SignInView)> {
    let view = |notice| SignInView {
        frame: outside("サインイン", "/sign-in"),
        login: String::new(),
        next: Some("/search".into()),
        notice,
    };
    vec![
        ("sign-in", view(None)),
        (
            "sign-in-wrong",
            SignInView {
                login: "crew.mihon".into(),
                ..view(Some(SignInNotice::Wrong))
            },
        ),
        (
            "sign-in-throttled",
            view(Some(SignInNotice::Throttled { minutes: 12 })),
        ),
        ("sign-in-expired", view(Some(SignInNotice::Expired))),
        ("sign-in-signed-out", view(Some(SignInNotice::SignedOut))),
        ("sign-in-old-form", view(Some(SignInNotice::FormTooOld))),
    ]
}

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
        town: Some("泉町2丁目".into()),
        card_suffix: "4412".into(),
        grade,
        matched: matched.iter().map(|item| (*item).into()).collect(),
        similar: Vec::new(),
        differing: Vec::new(),
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
            town: None,
            card_suffix: "0937".into(),
            ..row(
                "見本　初子",
                "ミホン　ハツコ",
                Grade::Probable,
                &["フリガナ前方", "性別"],
            )
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
    ambiguous.birth_choices = [
        ("S15.3.2", "昭和15年3月2日（1940）86歳"),
        ("T15.3.2", "大正15年3月2日（1926）100歳"),
        ("H15.3.2", "平成15年3月2日（2003）23歳"),
    ]
    .map(|(value, label)| BirthChoice {
        value: value.into(),
        label: label.into(),
    })
    .into();
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

pub(super) fn no_record() -> Vec<(&'static str, NoRecordView)> {
    let view = NoRecordView {
        frame: crew("該当なし", "/search"),
        incident: incident(),
        chosen: None,
        reason_missing: false,
        not_searched: Field::default(),
    };
    vec![
        (
            "no-record",
            NoRecordView {
                chosen: Some(MissReason::NotRegistered),
                ..view.clone()
            },
        ),
        (
            "no-record-missing",
            NoRecordView {
                reason_missing: true,
                ..view.clone()
            },
        ),
        (
            "no-record-not-searched",
            NoRecordView {
                not_searched: Field::default()
                    .with_error(FieldError::new("理由が空です。", "短く入れてください。")),
                ..view
            },
        ),
    ]
}

pub(super) fn closed() -> Vec<(&'static str, ClosedView)> {
    let view = |search| ClosedView {
        frame: crew("事案の終了", "/search"),
        incident_label: "#0412".into(),
        search,
        at: "12:05".into(),
    };
    vec![
        (
            "closed-none",
            view(SearchOutcome::None(MissReason::NotRegistered)),
        ),
        ("closed-hit", view(SearchOutcome::Hit)),
    ]
}

pub(super) fn problem() -> Vec<(&'static str, ProblemView)> {
    let way = |href: &str, label: &str| WayOn {
        href: href.into(),
        label: label.into(),
    };
    vec![
        (
            "problem-unreachable",
            ProblemView {
                frame: crew("検索できませんでした", "/search"),
                status: 503,
                what: "検索できませんでした（サーバー応答なし）".into(),
                kept: "事案 #0412 は開いたままです。この検索はまだ行われていません。".into(),
                now: "もう一度検索するか、指令センターに電話で照会を頼んでください。".into(),
                ways: vec![
                    way("/search", "もう一度検索する"),
                    way("tel:0557000119", "☎ 指令に照会を頼む"),
                ],
                for_crew: true,
            },
        ),
        (
            "problem-not-found",
            ProblemView {
                frame: crew("見つかりません", "/search"),
                status: 404,
                what: "この番号の登録は見つかりません".into(),
                kept: "ほかの内容は変わっていません。".into(),
                now: "検索に戻ってください。同意が取り下げられた方も、見つからないと表示されます。"
                    .into(),
                ways: vec![way("/search", "検索に戻る")],
                for_crew: true,
            },
        ),
    ]
}
