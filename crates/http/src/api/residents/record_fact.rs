//! Records a statement about a resident.

use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller, idempotency::IdempotencyKey, if_match::IfMatch},
    problem::{FieldFault, Problem},
    run::run,
    state::AppState,
    wire::{AnyFact, At, Wired, read_body, wire_object},
};
use actix_web::{HttpResponse, post, web};
use serde_json::Value;
use tasuki_app::residents;
use tasuki_domain::{
    Invalid,
    birth_date::PartialDate,
    fact::{FactBody, FactKind},
    id::FactId,
    provenance::Source,
    text::Line,
    time::date_in_japan,
};
use uuid::Uuid;

/// A statement to record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RecordFact {
    kind: FactKind,
    value: AnyFact,
    none: bool,
    retract: bool,
    replaces: Option<FactId>,
    source: Source,
    said_by: Option<Line>,
    as_of: PartialDate,
}

/// A statement to record, on the wire.
pub(crate) type RecordFactBody = Wired<RecordFact>;

wire_object! {
    /// A statement to record: a value, or that there is none, or that an earlier one no longer holds.
    RecordFact as "RecordFact" {
        /// What kind of statement.
        kind,
        /// What it says, by its kind.
        value,
        /// True: someone checked that there is none of that kind. Instead of a value.
        none = false,
        /// True: the statement named by replaces no longer holds. Instead of a value.
        retract = false,
        /// The statement whose place it takes.
        replaces,
        /// Who gave the information.
        source,
        /// The person who said it.
        said_by,
        /// When it was true, as precisely as known.
        as_of,
    }
}

/// The statement recorded.
pub(crate) struct Recorded {
    fact_id: FactId,
    version: i64,
}

/// The statement recorded, on the wire.
pub(crate) type RecordedBody = Wired<Recorded>;

wire_object! {
    /// The statement recorded.
    Recorded as "RecordedFact" {
        /// Its identifier.
        fact_id,
        /// The record's version now, as in the ETag.
        version,
    }
}

impl RecordFact {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            kind: FactKind::Allergy,
            value: AnyFact(serde_json::json!({
                "substance": "ペニシリン系",
                "agent": "drug",
                "reaction": "呼吸困難",
                "severity": "severe",
                "when": "2019",
            })),
            none: false,
            retract: false,
            replaces: None,
            source: Source::Family,
            said_by: Some(text("長女")),
            as_of: text("2026-11-01"),
        }
    }

    /// What the statement says.
    pub(crate) fn body(&self, mut at: At) -> Result<FactBody, Problem> {
        let value = &self.value.0;
        match (value, self.none, self.retract) {
            (Value::Null, true, false) => Ok(FactBody::ConfirmedNone(self.kind)),
            (Value::Null, false, true) => Ok(FactBody::Retracted(self.kind)),
            (Value::Null, _, _) | (_, true, _) | (_, _, true) => {
                let invalid = Invalid::new(
                    "value_or_none_or_retract",
                    "内容・なし・取り消しのどれかひとつが必要です",
                    "value、none、retract のどれかひとつだけを入れてください",
                );
                Err(Problem::invalid(vec![FieldFault::of("value", invalid)]))
            }
            (value, false, false) => {
                let read = at.field("value", |at| read_body(self.kind, value, at));
                at.finish(read)
            }
        }
    }
}

impl Recorded {
    pub(crate) fn sample() -> Self {
        Self {
            fact_id: crate::examples::text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f90"),
            version: 2,
        }
    }
}

/// 情報の記録
///
/// Records one statement about a resident. Nothing is overwritten: what it replaces is kept as an
/// earlier version.
#[utoipa::path(
    operation_id = "recordFact",
    tag = "residents",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("If-Match" = String, Header, description = "The ETag of the record as it was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retried request happen once.")
    ),
    request_body = RecordFactBody,
    responses(
        (status = 201, description = "記録しました", body = RecordedBody, headers(("ETag" = String, description = "The record's version now."))),
        (status = 200, description = "同じ要求で記録済みです", body = RecordedBody)
    )
)]
#[post("/v1/residents/{id}/facts")]
pub(crate) async fn record_fact(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    IfMatch(version): IfMatch,
    key: IdempotencyKey,
    body: FromBody<RecordFact>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes)?;
    let resident = id.into_inner().into();
    let input = residents::RecordFact {
        resident,
        body: body.value.body(At::new(date_in_japan(state.edge.now())))?,
        replaces: body.value.replaces,
        source: body.value.source,
        said_by: body.value.said_by,
        as_of: body.value.as_of,
        if_version: Some(version),
    };
    let recorded = run(&state, move |tasuki, occasion| {
        residents::record_fact(tasuki, &caller, occasion, once.as_ref(), &input)
    })
    .await?;
    let body = Recorded {
        fact_id: recorded.fact,
        version: recorded.version,
    };
    Ok(answer::made(
        recorded.replayed,
        None,
        Some(body.version),
        &body,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> At {
        At::new(jiff::civil::date(2026, 11, 21))
    }

    #[test]
    fn exactly_one_of_value_none_and_retract() {
        let nothing = RecordFact {
            value: AnyFact(Value::Null),
            ..RecordFact::sample()
        };
        let none = RecordFact {
            none: true,
            ..nothing.clone()
        };
        let retract = RecordFact {
            retract: true,
            ..nothing.clone()
        };
        assert_eq!(
            none.body(at()).unwrap(),
            FactBody::ConfirmedNone(FactKind::Allergy)
        );
        assert_eq!(
            retract.body(at()).unwrap(),
            FactBody::Retracted(FactKind::Allergy)
        );
        assert!(matches!(
            RecordFact::sample().body(at()),
            Ok(FactBody::Allergy(_))
        ));
        for wrong in [
            nothing.clone(),
            RecordFact {
                retract: true,
                ..none.clone()
            },
            RecordFact {
                none: true,
                ..RecordFact::sample()
            },
            RecordFact {
                retract: true,
                ..RecordFact::sample()
            },
        ] {
            assert_eq!(
                wrong.body(at()).unwrap_err().errors()[0].code,
                "value_or_none_or_retract"
            );
        }
    }

    #[test]
    fn every_fault_of_a_value_is_told_with_its_place() {
        let value = serde_json::json!({"substance": "", "agent": "Yamada", "severty": "severe"});
        let wrong = RecordFact {
            value: AnyFact(value),
            ..RecordFact::sample()
        };
        let problem = wrong.body(at()).unwrap_err();
        let faults: Vec<(&str, &str)> = problem
            .errors()
            .iter()
            .map(|fault| (fault.field.as_str(), fault.code))
            .collect();
        assert_eq!(
            faults,
            [
                ("value", "unknown_field"),
                ("value.substance", "text_empty"),
                ("value.agent", "unknown_code")
            ]
        );
        assert!(!format!("{problem:?}").contains("Yamada"));
        assert!(!format!("{problem:?}").contains("severty"));
    }
}
