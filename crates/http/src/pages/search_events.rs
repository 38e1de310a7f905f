//! `/search-events`: searches that were unusually many, and what somebody found of them.

use super::{
    answer::{self, PageAnswer},
    posted::Posted,
    visit::Visit,
};
use tasuki_app::search_events::{self, SearchEventLine};
use tasuki_domain::{
    id::SearchEventId,
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

const TITLE: &str = "検索の多さの知らせ";
const PATH: &str = "/search-events";

/// Shows the events.
pub(crate) async fn list(visit: Visit) -> PageAnswer {
    answer::page(shown(&visit, None).await?.render())
}

/// Keeps what was found of one.
pub(crate) async fn review(Posted { visit, fields }: Posted) -> PageAnswer {
    let id: SearchEventId = visit.id()?;
    let note = match fields.get("note").parse::<Line>() {
        Ok(note) => note,
        Err(invalid) => {
            let field = fields.field("note").with_error(FieldError::from(&invalid));
            return answer::wrong(shown(&visit, Some((id, field))).await?.render());
        }
    };
    visit
        .see(move |tasuki, caller, occasion| {
            search_events::review(tasuki, caller, occasion, id, &note)
        })
        .await?;
    Ok(answer::see_other(PATH))
}

async fn shown(
    visit: &Visit,
    wrong: Option<(SearchEventId, Field)>,
) -> Result<SearchEventsView, super::problem::PageProblem> {
    let (who, lines) = visit.see(search_events::list).await?;
    let mut view = SearchEventsView {
        frame: visit.frame_at(TITLE, &who, PATH.to_owned()),
        rows: lines.into_iter().map(row).collect(),
        may_review: visit.caller.role == Role::PrivacyOfficer,
    };
    if let Some((id, field)) = wrong
        && let Some(row) = view.rows.iter_mut().find(|row| row.id == id.to_string())
    {
        row.note = field;
    }
    Ok(view)
}

fn row(of: SearchEventLine) -> SearchEventRow {
    let event = of.event;
    let who = match &of.account {
        Some((name, role)) => format!("{} {name}（{}）", of.organization, role.japanese()),
        None => of.organization.to_string(),
    };
    let usual = event
        .usual
        .map(|usual| format!("ふだん {usual}、"))
        .unwrap_or_default();
    SearchEventRow {
        id: event.id.to_string(),
        kind: event.kind.japanese().to_owned(),
        who,
        looks: event.account.map(|id| format!("/accesses?account={id}")),
        window: window(event.kind, event.window_start),
        counted: format!(
            "{} {}（{usual}知らせる数 {}）。知らせた時刻 {}",
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

fn window(kind: SearchEventKind, start: Instant) -> String {
    let day = wareki::short(date_in_japan(start));
    if kind == SearchEventKind::AccountListed {
        return format!("{day} の1日");
    }
    format!("{day} {} から1時間", clock_in_japan(start))
}

fn moment(at: Instant) -> String {
    format!(
        "{} {}",
        wareki::short(date_in_japan(at)),
        clock_in_japan(at)
    )
}
