//! Sign-in, no record and the error page.

use super::{crew, outside, people::incident};
use crate::{
    Field, FieldError,
    page::{
        ClosedView, NoRecordView, ProblemView, SignInView, problem::WayOn, sign_in::SignInNotice,
    },
};
use tasuki_domain::incident::{MissReason, SearchOutcome};

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
