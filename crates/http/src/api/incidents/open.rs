//! Opens an incident.

use super::{Incident, IncidentBody};
use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller, idempotency::IdempotencyKey},
    problem::{FieldFault, Problem},
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, post, web};
use tasuki_app::incidents::{self, OpenIncident as Input};
use tasuki_domain::{
    Invalid,
    incident::{Basis, IncidentNumber, LookReason, Origin},
    text::Line,
    time::Instant,
};

/// An incident to open.
pub(crate) struct OpenIncident {
    number: Option<IncidentNumber>,
    reason: Option<LookReason>,
    origin: Origin,
    called_at: Instant,
    place: Option<Line>,
}

/// An incident to open, on the wire.
pub(crate) type OpenIncidentBody = Wired<OpenIncident>;

wire_object! {
    /// An incident to open: with the headquarters' number, or with one of four reasons.
    OpenIncident as "OpenIncident" {
        /// The headquarters' number. Either this or a reason.
        number,
        /// Why a look is needed without a number.
        reason,
        /// How it began.
        origin,
        /// When the call came.
        called_at,
        /// Where, in the dispatch centre's words.
        place,
    }
}

impl OpenIncident {
    pub(crate) fn sample() -> Self {
        Self {
            number: IncidentNumber::try_from("2026-1121-031".to_owned()).ok(),
            reason: None,
            origin: Origin::Call119,
            called_at: crate::examples::text("2026-11-21T12:01:00+09:00"),
            place: Some(crate::examples::text("波の町2丁目")),
        }
    }

    fn input(self) -> Result<Input, Problem> {
        let basis = match (self.number, self.reason) {
            (Some(number), None) => Basis::Number(number),
            (None, Some(reason)) => Basis::Reason(reason),
            _ => {
                let invalid = Invalid::new(
                    "number_or_reason",
                    "事案番号と理由のどちらかひとつが必要です",
                    "number か reason のどちらかだけを入れてください",
                );
                return Err(Problem::invalid(vec![FieldFault::of("number", invalid)]));
            }
        };
        Ok(Input {
            basis,
            origin: self.origin,
            called_at: self.called_at,
            place: self.place,
        })
    }
}

/// 事案の開始
///
/// Opens an incident. A number that is open already at the same institution gives the incident
/// that is there (200), so that two crews of one emergency share it.
#[utoipa::path(
    operation_id = "openIncident",
    tag = "incidents",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retried request happen once.")),
    request_body = OpenIncidentBody,
    responses(
        (status = 201, description = "事案を始めました", body = IncidentBody),
        (status = 200, description = "同じ事案がもう開いています", body = IncidentBody)
    )
)]
#[post("/v1/incidents")]
pub(crate) async fn open_incident(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    key: IdempotencyKey,
    body: FromBody<OpenIncident>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes)?;
    let input = body.value.input()?;
    let opened = run(&state, move |tasuki, occasion| {
        incidents::open(tasuki, &caller, occasion, once.as_ref(), &input)
    })
    .await?;
    let incident = Incident::from(opened.incident);
    Ok(answer::made(opened.replayed, None, None, &incident))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_one_of_number_and_reason() {
        let both = OpenIncident {
            reason: Some(LookReason::OnDuty),
            ..OpenIncident::sample()
        };
        let neither = OpenIncident {
            number: None,
            ..OpenIncident::sample()
        };
        for wrong in [both, neither] {
            assert_eq!(
                wrong.input().unwrap_err().errors()[0].code,
                "number_or_reason"
            );
        }
        assert!(OpenIncident::sample().input().is_ok());
        let reason = OpenIncident {
            number: None,
            reason: Some(LookReason::Transfer),
            ..OpenIncident::sample()
        };
        assert_eq!(
            reason.input().unwrap().basis,
            Basis::Reason(LookReason::Transfer)
        );
    }
}
