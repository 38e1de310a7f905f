//! Incidents by the name that crews know them by.

use crate::pages::{problem::PageProblem, visit::Visit};
use tasuki_app::{Refusal, incidents};
use tasuki_domain::{
    id::IncidentId,
    incident::{Basis, Incident, IncidentState},
    time::{Instant, clock_in_japan},
};
use tasuki_ui::page::search::IncidentRef;

/// Open incidents offered to go on with.
const OFFERED: usize = 6;

/// Incidents in one answer of the list; an older one is not in it.
const LISTED: usize = 50;

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

/// The incident of the caller's institution by its name.
pub(crate) async fn named(visit: &Visit, id: IncidentId) -> Result<IncidentRef, PageProblem> {
    let (who, listed) = visit.see(incidents::list).await?;
    match find(&listed, id) {
        Named::Found(incident) if matches!(incident.state, IncidentState::Closed { .. }) => {
            Err(visit.refused(Some(&who), &Refusal::IncidentOver))
        }
        Named::Found(incident) => Ok(label(incident)),
        // The use-case that follows judges it; here it only lacks its name.
        Named::Older => Ok(IncidentRef {
            id: id.to_string(),
            label: "（番号は表示できません）".to_owned(),
        }),
        Named::Unknown => Err(visit.refused(Some(&who), &Refusal::NotFound)),
    }
}

/// What the list says of an incident.
pub(super) enum Named<'a> {
    /// It is there.
    Found(&'a Incident),
    /// It may be older than the list goes back.
    Older,
    /// The institution has none of that name.
    Unknown,
}

pub(super) fn find(listed: &[Incident], id: IncidentId) -> Named<'_> {
    match listed.iter().find(|incident| incident.id == id) {
        Some(incident) => Named::Found(incident),
        None if listed.len() >= LISTED => Named::Older,
        None => Named::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tasuki_domain::incident::{LookReason, Origin};
    use uuid::Uuid;

    fn incident(id: u128, basis: Basis, opened_at: &str) -> Incident {
        let at = opened_at.parse().unwrap();
        Incident {
            id: Uuid::from_u128(id).into(),
            organization: Uuid::from_u128(2).into(),
            basis,
            origin: Origin::Call119,
            called_at: at,
            place: None,
            opened_by: Uuid::from_u128(1).into(),
            opened_at: at,
            state: IncidentState::Open,
        }
    }

    #[test]
    fn incidents_are_called_by_number_or_by_reason_and_time() {
        let number = Basis::Number("0412".to_owned().try_into().unwrap());
        assert_eq!(
            label(&incident(1, number, "2026-11-21T12:01:00+09:00")).label,
            "#0412"
        );
        let reason = Basis::Reason(LookReason::OnDuty);
        assert_eq!(
            label(&incident(1, reason, "2026-11-21T12:01:00+09:00")).label,
            "出動中 12:01"
        );
    }

    #[test]
    fn only_live_ones_are_offered() {
        let reason = Basis::Reason(LookReason::OnDuty);
        let now: Instant = "2026-11-21T12:00:00+09:00".parse().unwrap();
        let mut all: Vec<Incident> = (0..8)
            .map(|id| incident(id, reason.clone(), "2026-11-21T11:00:00+09:00"))
            .collect();
        assert_eq!(open(&all, now).len(), OFFERED);
        all[0].state = IncidentState::Closed {
            search: tasuki_domain::incident::SearchOutcome::Hit,
            at: now,
            by: Uuid::from_u128(1).into(),
        };
        all.truncate(2);
        all.push(incident(9, reason, "2026-11-20T23:59:00+09:00"));
        let offered = open(&all, now);
        assert_eq!(
            offered
                .iter()
                .map(|each| each.id.clone())
                .collect::<Vec<_>>(),
            [all[1].id.to_string()]
        );
    }

    #[test]
    fn an_incident_that_is_not_listed_is_unknown_only_in_a_short_list() {
        let one = incident(
            1,
            Basis::Reason(LookReason::OnDuty),
            "2026-11-21T11:00:00+09:00",
        );
        let other = Uuid::from_u128(99).into();
        assert!(matches!(
            find(std::slice::from_ref(&one), one.id),
            Named::Found(_)
        ));
        assert!(matches!(
            find(std::slice::from_ref(&one), other),
            Named::Unknown
        ));
        assert!(matches!(find(&vec![one; LISTED], other), Named::Older));
    }
}
