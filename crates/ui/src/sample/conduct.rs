//! The list of emergencies, the search of the register, and unusual searches.

use super::{
    crew, officer,
    people::{INCIDENT, LONG_KANA, LONG_NAME, RESIDENT, incident},
};
use crate::{
    Field, FieldError,
    page::{
        IncidentsView, OfficerSearchView, SearchEventsView,
        incidents::IncidentLine,
        officer_search::{OfficerResults, OfficerRow},
        search::{ReadPart, SearchFields, Why},
        search_events::SearchEventRow,
    },
};
use tasuki_domain::lookup::{Grade, SearchPurpose};

pub(super) fn incidents() -> Vec<(&'static str, IncidentsView)> {
    let line = |open: bool, state: &str, reason: Option<&str>| IncidentLine {
        incident: incident(),
        called_at: "R8.11.21 12:01".into(),
        place: open.then(|| "泉町2丁目".into()),
        open,
        state: state.into(),
        reason: reason.map(Into::into),
    };
    let view = |rows| IncidentsView {
        frame: crew("事案の一覧", "/incidents"),
        rows,
    };
    vec![
        (
            "incidents",
            view(vec![
                line(true, "続いています", None),
                line(
                    false,
                    "該当なし",
                    Some("登録はあったが、検索では出なかった"),
                ),
                line(false, "検索なし", Some("心肺停止の対応を優先した")),
            ]),
        ),
        ("incidents-empty", view(Vec::new())),
    ]
}

pub(super) fn officer_search() -> Vec<(&'static str, OfficerSearchView)> {
    let blank = OfficerSearchView {
        frame: officer("登録者を探す", "/officer/search"),
        purpose: None,
        purpose_error: None,
        fields: SearchFields::default(),
        parts: Vec::new(),
        birth_choices: Vec::new(),
        form_errors: Vec::new(),
        results: None,
    };
    let found = OfficerResults {
        purpose: SearchPurpose::Duplicate.japanese(),
        rows: vec![OfficerRow {
            href: Some(format!("/officer/residents/{RESIDENT}")),
            name: "見本　花子".into(),
            kana: "ミホン　ハナコ".into(),
            birth_date: "昭和15年3月2日（1940）".into(),
            sex: "女".into(),
            town: "泉町2丁目".into(),
            card: "5530-4412".into(),
            why: Why {
                grade: Grade::Possible,
                matched: vec!["生年月日".into()],
                similar: Vec::new(),
                differing: Vec::new(),
            },
            registration_note: None,
        }],
        total: 1,
        bounded: false,
    };
    vec![
        ("officer-search", blank.clone()),
        (
            "officer-search-wrong",
            OfficerSearchView {
                purpose_error: Some(FieldError::new(
                    "目的が選ばれていません。",
                    "1つ選んでください。",
                )),
                form_errors: vec![FieldError::new(
                    "検索の条件が足りません。",
                    "生年月日などを入れてください。",
                )],
                ..blank.clone()
            },
        ),
        (
            "officer-search-ambiguous",
            OfficerSearchView {
                purpose: Some(SearchPurpose::Duplicate),
                fields: SearchFields {
                    birth_date: Field::of("150302").with_error(FieldError::new(
                        "元号のない6桁は何通りにも読めます。",
                        "下から選ぶか、S15.3.2 のように入れてください。",
                    )),
                    ..SearchFields::default()
                },
                birth_choices: super::search::birth_choices(),
                ..blank.clone()
            },
        ),
        (
            "officer-search-stopped",
            OfficerSearchView {
                purpose: Some(SearchPurpose::Duplicate),
                fields: SearchFields {
                    birth_date: Field::of("S15.3.2"),
                    ..SearchFields::default()
                },
                form_errors: vec![FieldError::new(
                    "検索が続いたため、いったん止めています。",
                    "12分ほどでまた検索できます。",
                )],
                ..blank.clone()
            },
        ),
        (
            "officer-search-found",
            OfficerSearchView {
                purpose: Some(SearchPurpose::Duplicate),
                fields: SearchFields {
                    birth_date: Field::of("S15.3.2"),
                    ..SearchFields::default()
                },
                parts: vec![ReadPart {
                    label: "生年月日".into(),
                    read_as: "昭和15年3月2日（1940） 86歳".into(),
                }],
                results: Some(found.clone()),
                ..blank.clone()
            },
        ),
        (
            "officer-search-nobody",
            OfficerSearchView {
                results: Some(OfficerResults {
                    rows: Vec::new(),
                    total: 0,
                    ..found.clone()
                }),
                ..blank.clone()
            },
        ),
        (
            "officer-search-alike",
            OfficerSearchView {
                results: Some(OfficerResults {
                    rows: found.rows.iter().cloned().map(alike).collect(),
                    ..found.clone()
                }),
                ..blank.clone()
            },
        ),
        (
            "officer-search-cut-off",
            OfficerSearchView {
                results: Some(OfficerResults {
                    rows: Vec::new(),
                    total: 0,
                    bounded: true,
                    ..found
                }),
                ..blank
            },
        ),
    ]
}

/// Somebody else of a long name, whose address is protected and who moved away.
fn alike(row: OfficerRow) -> OfficerRow {
    OfficerRow {
        name: LONG_NAME.into(),
        kana: LONG_KANA.into(),
        town: "保護の申出により住所は表示できません".into(),
        why: Why {
            grade: Grade::Probable,
            matched: vec!["フリガナ".into()],
            similar: vec!["生年月日（1字違い）".into()],
            differing: vec!["性別".into()],
        },
        registration_note: Some("転出 R8.10.1".into()),
        ..row
    }
}

pub(super) fn search_events() -> Vec<(&'static str, SearchEventsView)> {
    let row = |review: Option<&str>| SearchEventRow {
        id: INCIDENT.into(),
        kind: "一人の利用者の検索が多い".into(),
        who: "みほん市消防本部 見本 隊員（救急隊員）".into(),
        looks: Some(format!(
            "/accesses?account={RESIDENT}&from=2026-11-21T12:00&to=2026-11-21T13:00"
        )),
        window: "R8.11.21 12:00 から1時間".into(),
        counted: "1時間の検索 60回（ふだん 3回、知らせる基準 60回）。知らせた時刻 12:41".into(),
        review: review.map(Into::into),
        note: Field::default(),
    };
    let view = |rows, may_review| SearchEventsView {
        frame: officer("検索が多いときの知らせ", "/search-events"),
        rows,
        may_review,
        older: None,
        back: None,
    };
    let mut wrong = row(None);
    wrong.note = Field::default().with_error(FieldError::new("空です。", "1行で入れてください。"));
    let mut taken = row(Some("R8.11.22 09:10 見本 監査: 新人の練習だった"));
    taken.note = Field::of("多数傷病者の事案だった").with_error(FieldError::new(
        "この知らせは確認が済んでいます。",
        "確認の内容を見てください。",
    ));
    vec![
        ("search-events", view(vec![row(None)], true)),
        (
            "search-events-reviewed",
            view(
                vec![row(Some(
                    "R8.11.22 09:10 見本 点検: 多数傷病者の事案だった",
                ))],
                true,
            ),
        ),
        ("search-events-wrong", view(vec![wrong], true)),
        ("search-events-taken", view(vec![taken], true)),
        (
            "search-events-older",
            SearchEventsView {
                older: Some("/search-events?after=b3BhcXVl".into()),
                back: Some("/search-events".into()),
                ..view(vec![row(None)], true)
            },
        ),
        ("search-events-auditor", view(vec![row(None)], false)),
        ("search-events-empty", view(Vec::new(), true)),
    ]
}
