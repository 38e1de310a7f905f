//! Registers a resident.

use super::municipality::named_or_only;
use crate::{
    answer,
    extract::{body::FromBody, caller::ApiCaller, idempotency::IdempotencyKey},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, post, web};
use tasuki_app::residents::{self, NewResident};
use tasuki_domain::{
    access::Action,
    application::Route,
    card::CardNumber,
    fact::identity::{Identity, PersonName, Sex},
    id::ResidentId,
    municipality::MunicipalityCode,
    provenance::Source,
    resident::RosterKey,
    text::Line,
    time::{Date, Instant},
};

/// A person to register.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegisterResident {
    municipality: Option<MunicipalityCode>,
    identity: Identity,
    protected_address: bool,
    roster_key: Option<RosterKey>,
    receipt: Line,
    route: Route,
    signed_on: Date,
    source: Source,
    not_a_duplicate: bool,
}

/// A person to register, on the wire.
pub(crate) type RegisterResidentBody = Wired<RegisterResident>;

wire_object! {
    /// A person to register, and the form that the registration rests on.
    RegisterResident as "RegisterResident" {
        /// The registering municipality; left out, it is the only one that the officer's institution serves.
        municipality,
        /// Who the person is.
        identity,
        /// Whether the address is never to be shown outside the city (支援措置).
        protected_address,
        /// The municipality's own number for the person.
        roster_key,
        /// The receipt number of the form.
        receipt,
        /// By which route the form came.
        route,
        /// The day on the form.
        signed_on,
        /// Who gave the information.
        source,
        /// True after a look at the possible duplicates showed another person.
        not_a_duplicate = false,
    }
}

/// The registration made.
pub(crate) struct Registered {
    id: ResidentId,
    version: i64,
    card_number: CardNumber,
    municipality: MunicipalityCode,
    registered_at: Instant,
}

/// The registration made, on the wire.
pub(crate) type RegisteredBody = Wired<Registered>;

wire_object! {
    /// The registration made.
    Registered as "Registered" {
        /// The resident's identifier.
        id,
        /// The record's version, as in the ETag.
        version,
        /// The number for the card.
        card_number,
        /// The registering municipality.
        municipality,
        /// When.
        registered_at,
    }
}

impl RegisterResident {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            municipality: Some(text("990019")),
            identity: Identity {
                name: PersonName {
                    family: text("試験"),
                    given: Some(text("花子")),
                    family_kana: Some(text("シケン")),
                    given_kana: Some(text("ハナコ")),
                },
                other_names: Vec::new(),
                birth_date: text("1940-03-02"),
                sex: Sex::Female,
                address: None,
                phones: vec![text("09000001111")],
                language: None,
            },
            protected_address: false,
            roster_key: None,
            receipt: text("受付-0001"),
            route: Route::Counter,
            signed_on: text("2026-06-01"),
            source: Source::Resident,
            not_a_duplicate: false,
        }
    }
}

impl RegisterResident {
    pub(crate) fn into_identity(self) -> Identity {
        self.identity
    }
}

impl Registered {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
            version: 1,
            card_number: CardNumber::from_serial(123_456),
            municipality: text("990019"),
            registered_at: text("2026-11-21T12:03:00+09:00"),
        }
    }
}

/// 登録
///
/// Registers a person on a signed form. Anyone with the same kana and birth date in the register is
/// answered with 409 and `possible_duplicates`, until `not_a_duplicate` says it is another person.
#[utoipa::path(
    operation_id = "registerResident",
    tag = "residents",
    params(("Idempotency-Key" = Option<String>, Header, description = "Makes a retried request happen once.")),
    request_body = RegisterResidentBody,
    responses(
        (status = 201, description = "登録しました", body = RegisteredBody, headers(("ETag" = String, description = "The record's version."))),
        (status = 200, description = "同じ要求で登録済みです", body = RegisteredBody)
    )
)]
#[post("/v1/residents")]
pub(crate) async fn register_resident(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    key: IdempotencyKey,
    body: FromBody<RegisterResident>,
) -> Result<HttpResponse, Problem> {
    let once = key.once(&body.bytes)?;
    let body = body.value;
    let registered = run(&state, move |tasuki, occasion| {
        let action = Action::RegisterResident;
        let municipality =
            match named_or_only(tasuki, &caller, occasion, action, body.municipality)? {
                Ok(municipality) => municipality,
                Err(refusal) => return Ok(Err(refusal)),
            };
        let input = NewResident {
            municipality,
            identity: body.identity,
            protected_address: body.protected_address,
            roster_key: body.roster_key,
            receipt: body.receipt,
            route: body.route,
            signed_on: body.signed_on,
            source: body.source,
            not_a_duplicate: body.not_a_duplicate,
        };
        residents::register(tasuki, &caller, occasion, once.as_ref(), &input)
    })
    .await?;
    let resident = registered.resident;
    let location = format!("/v1/residents/{}", resident.id);
    let body = Registered {
        id: resident.id,
        version: resident.version,
        card_number: resident.card,
        municipality: resident.municipality,
        registered_at: resident.registered_at,
    };
    Ok(answer::made(
        registered.replayed,
        Some(&location),
        Some(body.version),
        &body,
    ))
}
