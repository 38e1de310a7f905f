//! The list of emergencies, the search of the register, and unusual searches.

use super::{
    crew, officer,
    people::{INCIDENT, RESIDENT, incident},
};
use crate::{
    Field, FieldError,
    page::{
        IncidentsView, OfficerSearchView, SearchEventsView,
        incidents::IncidentLine,
        officer_search::{OfficerResults, OfficerRow},
        search::{ReadPart, SearchFields},
        search_events::SearchEventRow,
    },
};
use tasuki_domain::lookup::SearchPurpose;

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
        purpose_missing: false,
        fields: SearchFields::default(),
        parts: Vec::new(),
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
            matched: "生年月日".into(),
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
                purpose_missing: true,
                form_errors: vec![FieldError::new(
                    "検索の条件が足りません。",
                    "生年月日などを入れてください。",
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
                    ..found
                }),
                ..blank
            },
        ),
    ]
}

pub(super) fn search_events() -> Vec<(&'static str, SearchEventsView)> {
    let row = |review: Option<&str>| SearchEventRow {
        id: INCIDENT.into(),
        kind: "一人の検索が多い".into(),
        who: "みほん市消防本部 見本 隊員（救急隊員）".into(),
        looks: Some("/accesses".into()),
        window: "R8.11.21 12時台".into(),
        counted: "1時間の検索 60（ふだん 3、知らせる数 60）".into(),
        review: review.map(Into::into),
        note: Field::default(),
    };
    let view = |rows, may_review| SearchEventsView {
        frame: officer("検索の多さの知らせ", "/search-events"),
        rows,
        may_review,
    };
    let mut wrong = row(None);
    wrong.note = Field::default().with_error(FieldError::new("空です。", "1行で入れてください。"));
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
        ("search-events-auditor", view(vec![row(None)], false)),
        ("search-events-empty", view(Vec::new(), true)),
    ]
}
