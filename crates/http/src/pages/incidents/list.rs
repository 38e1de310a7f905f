//! `/incidents`: the newest emergencies and how their searches ended.

use super::label;
use crate::pages::{
    answer::{self, PageAnswer},
    visit::Visit,
};
use tasuki_app::incidents;
use tasuki_domain::{
    incident::{Incident, IncidentState, SearchOutcome},
    time::{Instant, clock_in_japan, date_in_japan},
    wareki,
};
use tasuki_ui::page::{IncidentsView, incidents::IncidentLine};

/// Shows the list; this look is recorded too.
pub(crate) async fn list(visit: Visit) -> PageAnswer {
    let (who, listed) = visit.see(incidents::list).await?;
    let now = visit.setting.now;
    let view = IncidentsView {
        frame: visit.frame("事案の一覧", &who),
        rows: listed.iter().map(|incident| line(incident, now)).collect(),
    };
    answer::page(view.render())
}

fn line(incident: &Incident, now: Instant) -> IncidentLine {
    let open = incident.is_live(now);
    let (state, reason) = match &incident.state {
        IncidentState::Open if open => ("続いています", None),
        IncidentState::Open => ("終えないまま12時間たちました", None),
        IncidentState::Closed { search, .. } => match search {
            SearchOutcome::Hit => ("該当あり", None),
            SearchOutcome::None(reason) => ("該当なし", Some(reason.japanese().to_owned())),
            SearchOutcome::NotSearched(because) => ("検索なし", Some(because.as_str().to_owned())),
        },
    };
    IncidentLine {
        incident: label(incident),
        called_at: format!(
            "{} {}",
            wareki::short(date_in_japan(incident.called_at)),
            clock_in_japan(incident.called_at)
        ),
        place: incident
            .place
            .as_ref()
            .map(|place| place.as_str().to_owned()),
        open,
        state: state.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;
    use tasuki_domain::incident::MissReason;
    use uuid::Uuid;

    #[test]
    fn each_line_says_how_the_search_ended_and_why() {
        let now = samples::incident().opened_at;
        let closed = |search| IncidentState::Closed {
            search,
            at: now,
            by: Uuid::from_u128(1).into(),
        };
        for (state, words, reason) in [
            (IncidentState::Open, "続いています", None),
            (closed(SearchOutcome::Hit), "該当あり", None),
            (
                closed(SearchOutcome::None(MissReason::FoundLater)),
                "該当なし",
                Some("登録はあったが、検索では出なかった"),
            ),
        ] {
            let incident = Incident {
                state,
                ..samples::incident()
            };
            let line = line(&incident, now);
            assert_eq!(
                (line.state.as_str(), line.reason.as_deref()),
                (words, reason)
            );
        }
    }
}
