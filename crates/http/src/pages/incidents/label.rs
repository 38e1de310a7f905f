//! Incidents by the name that crews know them by.

use crate::pages::{problem::PageProblem, visit::Visit};
use tasuki_app::{Refusal, accounts::Whoami, incidents};
use tasuki_domain::{
    id::IncidentId,
    incident::{Basis, Incident, IncidentState},
    time::{Instant, clock_in_japan},
};
use tasuki_ui::page::search::IncidentRef;

/// Open incidents offered to go on with.
const OFFERED: usize = 6;

/// An incident by name.
pub(crate) fn label(incident: &Incident) -> IncidentRef {
    let label = match &incident.basis {
        Basis::Number(number) => format!("#{}", number.as_str()),
        Basis::Reason(reason) => format!(
            "{} {}",
            reason.japanese(),
            clock_in_japan(incident.opened_at)
        ),
    };
    IncidentRef {
        id: incident.id.to_string(),
        label,
    }
}

/// The incidents of the institution that a search may go on in, the newest first.
pub(crate) fn open(incidents: &[Incident], now: Instant) -> Vec<IncidentRef> {
    incidents
        .iter()
        .filter(|incident| incident.is_live(now))
        .take(OFFERED)
        .map(label)
        .collect()
}

/// The open incident of the caller's institution by its name, and who asks.
pub(crate) async fn named(
    visit: &Visit,
    id: IncidentId,
) -> Result<(Whoami, IncidentRef), PageProblem> {
    let (who, incident) = visit
        .see(move |tasuki, caller, occasion| incidents::view(tasuki, caller, occasion, id))
        .await?;
    match incident.state {
        IncidentState::Open => Ok((who, label(&incident))),
        IncidentState::Closed { .. } => Err(visit.refused(Some(&who), &Refusal::IncidentOver)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::samples;
    use tasuki_domain::incident::{LookReason, SearchOutcome};
    use uuid::Uuid;

    fn incident(id: u128, opened_at: &str) -> Incident {
        Incident {
            id: Uuid::from_u128(id).into(),
            basis: Basis::Reason(LookReason::OnDuty),
            opened_at: opened_at.parse().unwrap(),
            ..samples::incident()
        }
    }

    #[test]
    fn incidents_are_called_by_number_or_by_reason_and_time() {
        assert_eq!(label(&samples::incident()).label, "#0412");
        assert_eq!(
            label(&incident(1, "2026-11-21T12:01:00+09:00")).label,
            "出動中 12:01"
        );
    }

    #[test]
    fn only_live_ones_are_offered() {
        let now: Instant = "2026-11-21T12:00:00+09:00".parse().unwrap();
        let mut all: Vec<Incident> = (0..8)
            .map(|id| incident(id, "2026-11-21T11:00:00+09:00"))
            .collect();
        assert_eq!(open(&all, now).len(), OFFERED);
        all[0].state = IncidentState::Closed {
            search: SearchOutcome::Hit,
            at: now,
            by: Uuid::from_u128(1).into(),
        };
        all.truncate(2);
        all.push(incident(9, "2026-11-20T23:59:00+09:00"));
        let offered = open(&all, now);
        assert_eq!(
            offered
                .iter()
                .map(|each| each.id.clone())
                .collect::<Vec<_>>(),
            [all[1].id.to_string()]
        );
    }
}
