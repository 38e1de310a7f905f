//! Who looked, the resident's page, the rules and the home page.

use super::{officer, outside, own, people::RESIDENT};
use crate::{
    Field, FieldError, Frame,
    page::{
        AccessesView, HomeView, PolicyView, ResidentHomeView,
        accesses::{AccessFilter, AccessLine, FilterOption, PersonMark, Reader},
        home::Task,
        policy::PolicyRow,
        resident_home::PermittedLine,
    },
};

fn looks() -> Vec<AccessLine> {
    let look = |at: &str, action: &str, outcome: &str| AccessLine {
        at: at.into(),
        organization: "みほん市消防本部".into(),
        account: "見本 隊員".into(),
        account_path: None,
        people: Vec::new(),
        role: "救急隊員".into(),
        action: action.into(),
        reason: "事案 #0412".into(),
        shown: vec![
            "本人の基本情報".into(),
            "アレルギー・副作用".into(),
            "薬".into(),
        ],
        withheld: vec!["住まい・鍵".into()],
        outcome: outcome.into(),
    };
    vec![
        look("R8.11.21 12:04", "サマリーを表示", "表示した"),
        AccessLine {
            shown: vec!["氏名・生年月日・性別・町名（候補の一覧）".into()],
            withheld: Vec::new(),
            ..look("R8.11.21 12:03", "候補として表示", "表示した")
        },
        AccessLine {
            organization: "見本総合病院".into(),
            role: "救急外来".into(),
            reason: "救急の対応".into(),
            shown: vec!["何も見せていません".into()],
            withheld: Vec::new(),
            ..look("R8.11.2 22:40", "サマリーを表示", "断った")
        },
    ]
}

pub(super) fn accesses() -> Vec<(&'static str, AccessesView)> {
    let view = AccessesView {
        frame: officer("だれが見たか", "/officer/residents"),
        reader: Reader::Officer,
        subject: "見本　花子 さん".into(),
        losses: Vec::new(),
        filter: None,
        rows: looks(),
        older: Some(format!("/residents/{RESIDENT}/accesses?before=01932d2a")),
        back: Some(format!("/officer/residents/{RESIDENT}")),
    };
    vec![
        ("accesses-officer", view.clone()),
        ("accesses-review", review(view.clone())),
        (
            "accesses-review-nothing",
            AccessesView {
                rows: Vec::new(),
                ..review(view.clone())
            },
        ),
        (
            "accesses-restored",
            AccessesView {
                losses: vec!["R8.11.20 09:00 に、R8.11.20 03:00 のバックアップから復元しました。R8.11.20 08:40 には131件あった閲覧記録のうち、11件がここにありません。バックアップのあとの登録、同意とその撤回も失われています。".into()],
                ..view.clone()
            },
        ),
        (
            "accesses-own",
            AccessesView {
                frame: own("だれが見たか", "/"),
                reader: Reader::Own,
                back: Some("/".into()),
                ..view.clone()
            },
        ),
        (
            "accesses-own-empty",
            AccessesView {
                frame: own("だれが見たか", "/"),
                reader: Reader::Own,
                rows: Vec::new(),
                older: None,
                ..view
            },
        ),
    ]
}

/// What a reviewer sees: many people, none of them by name.
fn review(view: AccessesView) -> AccessesView {
    let option = |value: &str, label: &str, chosen| FilterOption {
        value: value.into(),
        label: label.into(),
        chosen,
    };
    let person = |label: &str| PersonMark {
        href: format!("/residents/{RESIDENT}/accesses"),
        label: label.into(),
    };
    let mut rows = looks();
    for row in &mut rows {
        row.account_path = Some("/accesses?account=01932d2a".into());
        row.people = vec![person("登録者 00a1")];
    }
    rows.push(AccessLine {
        at: "R8.11.2 09:10".into(),
        organization: "みほん市".into(),
        account: "見本 職員".into(),
        role: "市町村職員".into(),
        action: "名簿を取込".into(),
        people: ["登録者 00a1", "登録者 00b2", "登録者 00c3"]
            .map(person)
            .into(),
        reason: "名簿の取込（市の登録の仕事）".into(),
        shown: vec!["書き込みだけで、見せた情報はありません".into()],
        withheld: Vec::new(),
        outcome: "行った".into(),
        ..rows[0].clone()
    });
    AccessesView {
        frame: Frame {
            role_label: "個人情報保護担当".into(),
            ..officer("閲覧の記録", "/accesses")
        },
        subject: "受け持つ市町村のすべての閲覧・検索".into(),
        filter: Some(AccessFilter {
            organizations: vec![
                option("01932d2a", "みほん市消防本部", true),
                option("01932d2b", "みほん市", false),
            ],
            actions: vec![option("view_summary", "サマリーを表示", false)],
            from: Field::of("R8.11.1"),
            to: Field::of("あした").with_error(FieldError::new(
                "日付として読めません",
                "R8.11.21 のように入れてください",
            )),
            account: Some(("01932d2a".into(), "見本 隊員".into())),
            set: true,
            read: "新しい順に500件を調べ、4件が当てはまりました。".into(),
        }),
        rows,
        back: None,
        ..view
    }
}

pub(super) fn resident_home() -> Vec<(&'static str, ResidentHomeView)> {
    let view = ResidentHomeView {
        frame: own("わたしの記録", "/"),
        subject: "見本　花子 さん".into(),
        latest: looks(),
        accesses_path: format!("/residents/{RESIDENT}/accesses"),
        summary_path: format!("/residents/{RESIDENT}/summary"),
        permitted: vec![PermittedLine {
            recipient: "救急隊・通信指令".into(),
            purpose: "救急のとき".into(),
            categories: vec!["本人の基本情報".into(), "アレルギー・副作用".into()],
        }],
        consent_note: Some("R8.6.3 に署名した同意（版 2）です。".into()),
        withdraw_path: Some("/consents/01932d2a/withdraw".into()),
        withdrawn_now: false,
        ask: "みほん市の窓口".into(),
    };
    vec![
        ("resident-home", view.clone()),
        (
            "resident-home-nothing",
            ResidentHomeView {
                latest: Vec::new(),
                permitted: Vec::new(),
                withdraw_path: None,
                consent_note: None,
                ..view.clone()
            },
        ),
        (
            "resident-home-withdrawn",
            ResidentHomeView {
                permitted: Vec::new(),
                withdraw_path: None,
                withdrawn_now: true,
                consent_note: Some("前の同意（版 2）は R8.11.7 に撤回".into()),
                ..view
            },
        ),
    ]
}

pub(super) fn policy() -> Vec<(&'static str, PolicyView)> {
    let row = |id: &str, role: &str, never: bool| PolicyRow {
        id: id.into(),
        roles: vec![role.into()],
        situation: "出動中の救急事案".into(),
        purpose: "救急のとき".into(),
        categories: vec![
            "アレルギー・副作用".into(),
            "薬".into(),
            "機器・処置".into(),
        ],
        level: "内容".into(),
        consent: !never,
        basis: "本人の同意（個人情報保護法69条2項1号）".into(),
        sentence: "救急隊員は、出動中の事案の中で、同意のある情報を見られます。".into(),
        never,
    };
    vec![(
        "policy",
        PolicyView {
            frame: outside("だれが何を見られるか", "/policy"),
            rows: vec![
                row("crew-live-incident", "救急隊員", false),
                row("auditor-never", "監査担当", true),
            ],
            hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
        },
    )]
}

pub(super) fn home() -> Vec<(&'static str, HomeView)> {
    let task = |label: &str, explanation: &str, href: &str| Task {
        label: label.into(),
        explanation: explanation.into(),
        href: href.into(),
        by_api: href.starts_with("/docs"),
    };
    let view = HomeView {
        frame: officer("ホーム", "/"),
        tasks: vec![
            task(
                "登録者一覧",
                "登録内容と同意を確認し、同意や撤回を受け付けます。",
                "/officer/residents",
            ),
            task(
                "名簿の取込",
                "名簿のファイルを確認してから取り込みます。",
                "/officer/import",
            ),
            task(
                "情報の記録",
                "この画面では行えません。お使いの記録システムから書き込みます。",
                "/docs#post--v1-residents--id--facts",
            ),
        ],
    };
    vec![
        ("home", view.clone()),
        (
            "home-by-api",
            HomeView {
                frame: Frame {
                    role_label: "医師".into(),
                    ..officer("できること", "/home")
                },
                tasks: view.tasks[2..].to_vec(),
            },
        ),
        (
            "home-nothing",
            HomeView {
                tasks: Vec::new(),
                ..view
            },
        ),
    ]
}
