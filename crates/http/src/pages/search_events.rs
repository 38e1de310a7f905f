//! `/search-events`: searches that were unusually many, and what somebody found of them.

use super::{
    accesses::moment_link,
    answer::{self, PageAnswer},
    day::moment,
    posted::Posted,
    problem::PageProblem,
    visit::Visit,
};
use crate::api::search_events::list::{begins, cursor};
use actix_web::http::StatusCode;
use jiff::SignedDuration;
use tasuki_app::{
    Refusal,
    search_events::{self, EventPlace, SearchEventLine},
};
use tasuki_domain::{
    Invalid,
    id::{AccountId, SearchEventId},
    role::Role,
    search_event::SearchEventKind,
    text::Line,
    time::{Instant, clock_in_japan, date_in_japan},
    wareki,
};
use tasuki_ui::{
    Field, FieldError,
    page::{SearchEventsView, search_events::SearchEventRow},
};

const TITLE: &str = "検索が多いときの知らせ";
const PATH: &str = "/search-events";

/// Shows the events.
pub(crate) async fn list(visit: Visit) -> PageAnswer {
    let query = visit.query();
    let key = visit.setting.state.tasuki.master();
    // A cursor that is none of this list leads to its beginning.
    let after = begins(key, &visit.caller, query.filled("after")).unwrap_or_default();
    answer::page(shown(&visit, after, None).await?.render())
}

/// Keeps what was found of one, or shows the list again with what was typed.
pub(crate) async fn review(Posted { visit, fields }: Posted) -> PageAnswer {
    let id: SearchEventId = visit.id()?;
    let typed = fields.field("note");
    let note = match fields.get("note").parse::<Line>() {
        Ok(note) => note,
        Err(invalid) => {
            let field = typed.with_error(FieldError::sentence(&invalid));
            return answer::wrong(shown(&visit, None, Some((id, field))).await?.render());
        }
    };
    let (who, reviewed) = visit
        .ask(move |tasuki, caller, occasion| {
            search_events::review(tasuki, caller, occasion, id, &note)
        })
        .await?;
    match reviewed {
        Ok(_) => Ok(answer::see_other(PATH)),
        Err(Refusal::Conflict {
            code,
            problem,
            expected,
        }) => {
            let taken = Invalid::new(code, problem, expected);
            let field = typed.with_error(FieldError::sentence(&taken));
            let view = shown(&visit, None, Some((id, field))).await?;
            answer::html(StatusCode::CONFLICT, view.render())
        }
        Err(refusal) => Err(visit.refused(Some(&who), &refusal)),
    }
}

/// The list from a place on; with what was typed for one event, which stands first if the page does
/// not hold it.
async fn shown(
    visit: &Visit,
    after: Option<EventPlace>,
    typed: Option<(SearchEventId, Field)>,
) -> Result<SearchEventsView, PageProblem> {
    let named = typed.as_ref().map(|(id, _)| *id);
    let (who, page) = visit
        .see(move |tasuki, caller, occasion| {
            search_events::list(tasuki, caller, occasion, after, named)
        })
        .await?;
    let mut rows: Vec<SearchEventRow> = page.named.into_iter().chain(page.lines).map(row).collect();
    if let Some((id, field)) = typed {
        let id = id.to_string();
        let Some(row) = rows.iter_mut().find(|row| row.id == id) else {
            return Err(visit.refused(Some(&who), &Refusal::NotFound));
        };
        row.note = field;
    }
    let key = visit.setting.state.tasuki.master();
    Ok(SearchEventsView {
        frame: visit.frame_at(TITLE, &who, PATH.to_owned()),
        rows,
        may_review: visit.caller.role == Role::PrivacyOfficer,
        older: page
            .next
            .map(|place| format!("{PATH}?after={}", cursor(key, &visit.caller, place))),
        back: after.map(|_| PATH.to_owned()),
    })
}

fn row(of: SearchEventLine) -> SearchEventRow {
    let event = of.event;
    let who = match &of.account {
        Some((name, role)) => format!("{} {name}（{}）", of.organization, role.japanese()),
        None => of.organization.to_string(),
    };
    let counter = event.kind.counter();
    let usual = event
        .usual
        .map(|usual| format!("ふだん {usual}{counter}、"))
        .unwrap_or_default();
    SearchEventRow {
        id: event.id.to_string(),
        kind: event.kind.japanese().to_owned(),
        who,
        looks: event
            .account
            .map(|id| looks(id, event.kind, event.window_start)),
        window: window(event.kind, event.window_start),
        counted: format!(
            "{} {}{counter}（{usual}知らせる基準 {}{counter}）。知らせた時刻 {}",
            event.kind.counts(),
            event.counted,
            event.bound,
            clock_in_japan(event.at)
        ),
        review: of
            .review
            .map(|review| format!("{} {}: {}", moment(review.at), review.by, review.note)),
        note: Field::default(),
    }
}

/// What the account did in the window, in the list of looks.
fn looks(account: AccountId, kind: SearchEventKind, start: Instant) -> String {
    let hours = if kind == SearchEventKind::AccountListed {
        24
    } else {
        1
    };
    let end = start
        .checked_add(SignedDuration::from_hours(hours))
        .unwrap_or(Instant::MAX);
    format!(
        "/accesses?account={account}&from={}&to={}",
        moment_link(start),
        moment_link(end)
    )
}

fn window(kind: SearchEventKind, start: Instant) -> String {
    let day = wareki::short(date_in_japan(start));
    if kind == SearchEventKind::AccountListed {
        return format!("{day} の1日");
    }
    format!("{day} {} から1時間", clock_in_japan(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::search_event::SearchEvent;
    use uuid::Uuid;

    fn line(kind: SearchEventKind, usual: Option<u32>) -> SearchEventLine {
        let id = Uuid::from_u128(7);
        SearchEventLine {
            event: SearchEvent {
                id: id.into(),
                kind,
                organization: id.into(),
                account: Some(id.into()),
                window_start: "2026-11-21T12:00:00+09:00".parse().unwrap(),
                counted: 60,
                bound: 60,
                usual,
                at: "2026-11-21T12:41:00+09:00".parse().unwrap(),
            },
            organization: "うみかぜ消防本部".parse().unwrap(),
            account: Some(("見本 隊員".parse().unwrap(), Role::Crew)),
            review: None,
        }
    }

    #[test]
    fn an_event_says_how_many_of_what_and_leads_to_its_window() {
        let often = row(line(SearchEventKind::AccountSearches, Some(3)));
        assert_eq!(
            often.counted,
            "1時間の検索 60回（ふだん 3回、知らせる基準 60回）。知らせた時刻 12:41"
        );
        let looks = often.looks.unwrap();
        assert!(
            looks.ends_with("&from=2026-11-21T12:00&to=2026-11-21T13:00"),
            "{looks}"
        );
        let listed = row(line(SearchEventKind::AccountListed, None));
        assert_eq!(
            listed.counted,
            "1日に表示された登録者 60人（知らせる基準 60人）。知らせた時刻 12:41"
        );
        assert!(listed.looks.unwrap().ends_with("&to=2026-11-22T12:00"));
    }
}
