//! `/incidents/{id}/close` and the stamp after it.

use super::{label, named};
use crate::pages::{
    answer::{self, PageAnswer},
    fields::Fields,
    posted::Posted,
    search,
    visit::Visit,
};
use tasuki_app::incidents;
use tasuki_domain::{
    Invalid,
    id::IncidentId,
    incident::{IncidentState, MissReason, SearchOutcome},
    time::clock_in_japan,
};
use tasuki_ui::{
    Field, FieldError,
    page::{ClosedView, NoRecordView},
};

/// Closes an incident with how the search ended.
pub(crate) async fn close(Posted { visit, fields }: Posted) -> PageAnswer {
    let id: IncidentId = visit.id()?;
    let search = match outcome(&fields) {
        Ok(search) => search,
        Err(fault) => return again(&visit, id, &fields, fault).await,
    };
    visit
        .see(move |tasuki, caller, occasion| {
            incidents::close(tasuki, caller, occasion, id, &search)
        })
        .await?;
    Ok(answer::see_other_with(
        &format!("/incidents/{id}/closed"),
        [search::forgotten_cookie()],
    ))
}

/// What is wrong with the form.
#[derive(Debug, PartialEq)]
enum Fault {
    /// No reason was chosen.
    ReasonMissing,
    /// The words why nobody searched.
    Words(Invalid),
}

fn outcome(fields: &Fields) -> Result<SearchOutcome, Fault> {
    let reason = fields.get("reason");
    match fields.get("search") {
        "hit" => Ok(SearchOutcome::Hit),
        "not_searched" => reason
            .parse()
            .map(SearchOutcome::NotSearched)
            .map_err(Fault::Words),
        _ => MissReason::ALL
            .into_iter()
            .find(|each| each.code() == reason)
            .map(SearchOutcome::None)
            .ok_or(Fault::ReasonMissing),
    }
}

async fn again(visit: &Visit, id: IncidentId, fields: &Fields, fault: Fault) -> PageAnswer {
    let (who, incident) = named(visit, id).await?;
    let not_searched = match &fault {
        Fault::Words(invalid) => fields.field("reason").with_error(FieldError::from(invalid)),
        Fault::ReasonMissing => Field::default(),
    };
    let view = NoRecordView {
        frame: visit.frame_at("該当なしで進む", &who, format!("/incidents/{id}/no-record")),
        incident,
        chosen: None,
        reason_missing: fault == Fault::ReasonMissing,
        not_searched,
    };
    answer::wrong(view.render())
}

/// Shows the stamp of a closed incident.
pub(crate) async fn closed(visit: Visit) -> PageAnswer {
    let id: IncidentId = visit.id()?;
    let (who, incident) = visit
        .see(move |tasuki, caller, occasion| incidents::view(tasuki, caller, occasion, id))
        .await?;
    let label = label(&incident).label;
    match incident.state {
        IncidentState::Closed { search, at, .. } => {
            let view = ClosedView {
                frame: visit.frame("事案の終了", &who),
                incident_label: label,
                search,
                at: clock_in_japan(at),
            };
            answer::page(view.render())
        }
        IncidentState::Open => Ok(answer::see_other(&format!("/incidents/{id}/search"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(search: &str, reason: &str) -> Fields {
        Fields::new(vec![
            ("search".into(), search.into()),
            ("reason".into(), reason.into()),
        ])
    }

    #[test]
    fn every_outcome_is_read_and_a_missing_reason_is_told() {
        let line = "心停止の対応を優先した";
        for (search, reason, outcome_) in [
            ("hit", "", SearchOutcome::Hit),
            ("none", "no_match", SearchOutcome::None(MissReason::NoMatch)),
            (
                "none",
                "not_registered",
                SearchOutcome::None(MissReason::NotRegistered),
            ),
            (
                "not_searched",
                line,
                SearchOutcome::NotSearched(line.parse().unwrap()),
            ),
        ] {
            assert_eq!(outcome(&form(search, reason)), Ok(outcome_));
        }
        assert_eq!(outcome(&form("none", "")), Err(Fault::ReasonMissing));
        assert_eq!(outcome(&form("", "whatever")), Err(Fault::ReasonMissing));
        assert!(matches!(
            outcome(&form("not_searched", " ")),
            Err(Fault::Words(_))
        ));
    }
}
