//! Takes a consent in.

use super::{Consent, ConsentBody};
use crate::{
    answer,
    extract::{
        body::FromBody, caller::ApiCaller, idempotency::IdempotencyKey, if_match::OptionalIfMatch,
    },
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, post, web};
use std::collections::BTreeSet;
use tasuki_app::consents;
use tasuki_domain::{
    Category,
    consent::{ConsentRow, Evidence, EvidenceKind, Proxy, Purpose, RecipientClass},
    time::{Date, date_in_japan},
};
use uuid::Uuid;

/// A consent to take in.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GrantConsent {
    pub(super) rows: BTreeSet<ConsentRow>,
    pub(super) collection: bool,
    pub(super) evidence: Evidence,
    proxy: Option<Proxy>,
    until: Option<Date>,
}

/// A consent to take in, on the wire.
pub(crate) type GrantConsentBody = Wired<GrantConsent>;

wire_object! {
    /// A consent to take in. It supersedes the one in force.
    GrantConsent as "GrantConsent" {
        /// What is permitted to whom for what; at least one. The identity goes with whatever else is permitted.
        rows,
        /// Whether information may be collected from clinics, pharmacies and insurers.
        collection = false,
        /// What proves it.
        evidence,
        /// Who signed in the person's place; with proxy_signature.
        proxy,
        /// The last day on which it holds.
        until,
    }
}

impl GrantConsent {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let to_crews = |category| ConsentRow {
            category,
            recipient: RecipientClass::Ems,
            purpose: Purpose::Emergency,
        };
        Self {
            rows: BTreeSet::from(
                [
                    Category::Identity,
                    Category::Allergies,
                    Category::Medications,
                ]
                .map(to_crews),
            ),
            collection: false,
            evidence: Evidence {
                kind: EvidenceKind::OwnSignature,
                form_version: text("様式1 R8.4"),
                signed_on: text("2026-06-01"),
            },
            proxy: None,
            until: None,
        }
    }
}

/// 同意の登録
///
/// Takes a consent in on its evidence. What no row permits is denied.
#[utoipa::path(
    operation_id = "grantConsent",
    tag = "consents",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("If-Match" = Option<String>, Header, description = "The ETag of the record as it was read."),
        ("Idempotency-Key" = Option<String>, Header, description = "Makes a retried request happen once.")
    ),
    request_body = GrantConsentBody,
    responses(
        (status = 201, description = "同意を登録しました", body = ConsentBody, headers(("ETag" = String, description = "The record's version now."))),
        (status = 200, description = "同じ要求で登録済みです", body = ConsentBody)
    )
)]
#[post("/v1/residents/{id}/consents")]
pub(crate) async fn grant_consent(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    OptionalIfMatch(if_version): OptionalIfMatch,
    key: IdempotencyKey,
    body: FromBody<GrantConsent>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes)?;
    let body = body.value;
    let input = consents::GrantConsent {
        resident: id.into_inner().into(),
        rows: body.rows,
        collection: body.collection,
        evidence: body.evidence,
        proxy: body.proxy,
        until: body.until,
        if_version,
    };
    let granted = run(&state, move |tasuki, occasion| {
        consents::grant(tasuki, &caller, occasion, once.as_ref(), &input)
    })
    .await?;
    let body = Consent::of(granted.consent, date_in_japan(state.edge.now()));
    Ok(answer::made(
        granted.replayed,
        None,
        Some(granted.version),
        &body,
    ))
}
