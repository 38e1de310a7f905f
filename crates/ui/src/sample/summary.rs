//! The emergency summary in every state.

use super::{
    crew, own,
    people::{LONG_KANA, LONG_NAME, data, incident, notebook, older, said, stale},
    wishes,
};
use crate::{
    Datum, Presence,
    page::{
        SummaryView,
        problem::WayOn,
        summary::{Backup, Banner, Call, IDENTITY_UNCHECKED, Party},
    },
    statements::AFTER_HOURS,
};
use tasuki_domain::summary::WithheldBecause;

pub(super) fn all() -> Vec<(&'static str, SummaryView)> {
    vec![
        ("summary-full", full()),
        ("summary-sparse", sparse()),
        ("summary-withheld", withheld()),
        ("summary-unavailable", unavailable()),
        ("summary-long", long()),
        ("summary-deceased", deceased()),
        ("summary-drill", drill()),
        ("summary-own", own_record()),
    ]
}

fn banner() -> Banner {
    Banner {
        name: "見本　花子".into(),
        kana: Presence::Known("ミホン　ハナコ".into()),
        other_names: Vec::new(),
        birth_date: "昭和15年3月2日（1940）".into(),
        age: "86歳".into(),
        sex: "女".into(),
        card: "5530-4412".into(),
        address: Presence::Known("泉町2丁目3-4 青木荘201".into()),
        language: None,
        identity_check: Some(IDENTITY_UNCHECKED.into()),
        updated: "14日前".into(),
        mark: Some(said()),
        deceased: None,
        moved_away: None,
    }
}

fn party(kind: &str, name: &str, number: &str, notes: &[&str]) -> Party {
    Party {
        kind: kind.into(),
        name: name.into(),
        notes: notes.iter().map(|note| (*note).into()).collect(),
        calls: vec![Call::new(number)],
        mark: said(),
    }
}

fn full() -> SummaryView {
    SummaryView {
        frame: crew("救急サマリー", "/search"),
        incident: Some(incident()),
        back: WayOn {
            href: "/search".into(),
            label: "検索に戻る".into(),
        },
        banner: banner(),
        allergies: Presence::Known(data(
            &[
                ("ペニシリン系", "呼吸困難（2019）"),
                ("造影剤", "発疹（時期不明）"),
            ],
            &said(),
        )),
        antithrombotics: Presence::Known(vec![
            Datum::new("ワーファリン錠1mg", notebook())
                .detail("2.5錠 1日1回夕食後")
                .caution("処方日数を過ぎています（R8.11.18）"),
        ]),
        devices: Presence::Known(vec![
            Datum::new("ペースメーカー", said()).detail("左胸（2018）"),
            Datum::new("透析（シャント）", said())
                .detail("左腕 月水金")
                .caution("血圧・採血を避ける腕"),
        ]),
        wishes: wishes::confirmed(),
        conditions: Presence::Known(data(
            &[
                ("慢性腎不全", "透析 月水金"),
                ("心房細動", ""),
                ("脳梗塞", "2021 右麻痺軽度"),
                ("大腿骨骨折", "手術 2015"),
            ],
            &said(),
        )),
        medications: Presence::Known(data(
            &[
                ("ワーファリン錠1mg", "2.5錠 夕"),
                ("アムロジピン錠5mg", "1錠 朝"),
                ("フロセミド錠20mg", "1錠 朝"),
                ("ランソプラゾールOD錠15mg", "1錠 朝"),
                ("酸化マグネシウム錠330mg", "3錠 毎食後"),
            ],
            &notebook(),
        )),
        care: Presence::Known(data(
            &[
                ("意識", "清明"),
                ("会話", "できる"),
                ("移動", "見守り・歩行器"),
                ("聞こえ", "右が難聴"),
                ("認知", "軽度"),
                ("要介護度", "要介護2"),
            ],
            &said(),
        )),
        contacts: Presence::Known(vec![
            party(
                "1 長女",
                "見本 由美",
                "090-0000-1111",
                &["夜間可", "鍵あり"],
            ),
            party("2 長男", "見本 太一", "080-0000-3333", &["市外"]),
        ]),
        physicians: Presence::Known(vec![Party {
            calls: vec![
                Call::new("0557-00-1111"),
                Call {
                    hours: Some(AFTER_HOURS),
                    ..Call::new("090-0000-0010")
                },
            ],
            ..party(
                "かかりつけ医",
                "さとう見本クリニック 佐藤医師",
                "",
                &["24時間"],
            )
        }]),
        services: Presence::Known(vec![party(
            "訪問看護",
            "訪問看護みほん",
            "0557-00-4444",
            &["24時間"],
        )]),
        backup: Presence::Known(Backup {
            name: "みほん市立病院 内科".into(),
            call: Some(Call::new("0557-00-5555")),
            notes: vec!["次点 見本総合病院".into(), "骨折は対象外".into()],
            mark: said(),
        }),
        home: Presence::Known(vec![
            Datum::new("鍵", said()).detail("ポストの中のキーボックス。番号は長女"),
            Datum::new("同居", older()).detail("独居"),
            Datum::new("搬出の注意", stale()).detail("階段が急。2階から担架は不可"),
        ]),
    }
}

fn sparse() -> SummaryView {
    SummaryView {
        banner: Banner {
            kana: Presence::NotRecorded,
            name: "見本　初子".into(),
            address: Presence::NotRecorded,
            updated: "1年3か月前".into(),
            ..banner()
        },
        allergies: Presence::None {
            by: "佐藤医師".into(),
            on: "R8.6.3".into(),
        },
        antithrombotics: Presence::NotRecorded,
        devices: Presence::NotRecorded,
        wishes: wishes::silent(),
        conditions: Presence::Known(vec![Datum::new("高血圧", stale())]),
        medications: Presence::NotRecorded,
        care: Presence::Known(vec![
            Datum::new("会話", older()).detail("できる"),
            Datum::new("要介護度", stale()).detail("申請中"),
        ]),
        contacts: Presence::Known(vec![Party {
            calls: Vec::new(),
            mark: stale(),
            ..party("1 隣人", "見本 正", "", &[])
        }]),
        physicians: Presence::NotRecorded,
        services: Presence::NotRecorded,
        backup: Presence::NotRecorded,
        home: Presence::NotRecorded,
        ..full()
    }
}

fn withheld() -> SummaryView {
    let because = WithheldBecause::PersonsWish;
    let mut card = wishes::silent();
    card.confirmed = because.into();
    SummaryView {
        banner: Banner {
            address: WithheldBecause::Protected.into(),
            moved_away: Some("転出の登録あり R8.10.1".into()),
            ..banner()
        },
        antithrombotics: because.into(),
        medications: because.into(),
        conditions: because.into(),
        wishes: card,
        contacts: because.into(),
        home: because.into(),
        ..full()
    }
}

fn unavailable() -> SummaryView {
    let mut card = wishes::silent();
    card.confirmed = Presence::Unavailable;
    SummaryView {
        allergies: Presence::Unavailable,
        antithrombotics: Presence::Unavailable,
        devices: Presence::Unavailable,
        wishes: card,
        conditions: Presence::Unavailable,
        medications: Presence::Unavailable,
        care: Presence::Unavailable,
        contacts: Presence::Unavailable,
        physicians: Presence::Unavailable,
        services: Presence::Unavailable,
        backup: Presence::Unavailable,
        home: Presence::Unavailable,
        ..full()
    }
}

fn long() -> SummaryView {
    SummaryView {
        banner: Banner {
            name: LONG_NAME.into(),
            kana: Presence::Known(LONG_KANA.into()),
            other_names: vec!["通称 見本エスペランサ".into(), "Esperança Maria dos Santos Mihon".into()],
            language: Some("ポルトガル語".into()),
            address: Presence::Known(
                "伊豆山字見本ヶ丘一丁目一二三四番地五六 グランドレジデンス見本ヶ丘壱番館一二〇三号室 勅使河原様方".into(),
            ),
            ..banner()
        },
        allergies: Presence::Known(data(
            &[
                ("セフェム系抗菌薬（セファゾリンナトリウム）", "アナフィラキシー歴（2021年4月）"),
                ("イオパミドール造影剤", "重い反応 血圧低下"),
                ("そば", "発疹"),
                ("ラテックス", "軽い反応"),
            ],
            &older(),
        )),
        wishes: wishes::differing(),
        ..full()
    }
}

fn deceased() -> SummaryView {
    SummaryView {
        banner: Banner {
            deceased: Some("死亡の登録あり R8.9.1".into()),
            ..banner()
        },
        wishes: wishes::withdrawn(),
        ..full()
    }
}

/// Read by the person, outside an emergency; none of the medicines keeps blood from clotting.
fn own_record() -> SummaryView {
    let mut mark = notebook();
    mark.source.push_str("（薬の記録から自動判定）");
    SummaryView {
        frame: own("救急サマリー", "/me"),
        incident: None,
        back: WayOn {
            href: "/me".into(),
            label: "わたしの記録に戻る".into(),
        },
        banner: Banner {
            identity_check: None,
            ..banner()
        },
        antithrombotics: Presence::NotAmong {
            words: "記録された薬（4種）の中にはありません".into(),
            mark,
        },
        medications: Presence::Known(data(
            &[
                ("アムロジピン錠5mg", "1錠 朝"),
                ("フロセミド錠20mg", "1錠 朝"),
                ("ランソプラゾールOD錠15mg", "1錠 朝"),
                ("酸化マグネシウム錠330mg", "3錠 毎食後"),
            ],
            &notebook(),
        )),
        ..full()
    }
}

fn drill() -> SummaryView {
    let mut view = full();
    view.frame.drill = true;
    view
}
