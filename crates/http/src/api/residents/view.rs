//! Reads a registration as its own city's officer sees it.

use super::record::{CategoryView, Registration as Standing};
use crate::{
    answer,
    api::consents::Consent,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::residents::{self, ResidentView};
use tasuki_domain::{
    application::{Application as Form, Route},
    card::CardNumber,
    id::{ApplicationId, ResidentId},
    municipality::MunicipalityCode,
    resident::RosterKey,
    text::Line,
    time::{Date, Instant},
};
use uuid::Uuid;

/// A signed form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Application {
    id: ApplicationId,
    receipt: Line,
    route: Route,
    signed_on: Date,
    received_at: Instant,
}

/// A registration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Registration {
    id: ResidentId,
    version: i64,
    registration: Standing,
    card_number: CardNumber,
    municipality: MunicipalityCode,
    roster_key: Option<RosterKey>,
    protected_address: bool,
    registered_at: Instant,
    categories: Vec<CategoryView>,
    applications: Vec<Application>,
    consents: Vec<Consent>,
}

/// A registration on the wire.
pub(crate) type RegistrationBody = Wired<Registration>;

wire_object! {
    /// A signed registration form (登録申出書).
    Application as "Application" {
        /// Its identifier.
        id,
        /// The receipt number.
        receipt,
        /// By which route it came.
        route,
        /// The day on the form.
        signed_on,
        /// When it was taken in.
        received_at,
    }
}

wire_object! {
    /// A registration as the city's own officer sees it; of clinical categories only whether something is recorded.
    Registration as "Registration" {
        /// The resident's identifier.
        id,
        /// The record's version, as in the ETag.
        version,
        /// Where the registration stands.
        registration,
        /// The number on the card.
        card_number,
        /// The registering municipality.
        municipality,
        /// The municipality's own number for the person.
        roster_key,
        /// Whether the address is protected (支援措置).
        protected_address,
        /// When the person was registered.
        registered_at,
        /// The categories in reading order.
        categories,
        /// The forms, newest first.
        applications,
        /// The consents, newest first.
        consents,
    }
}

impl From<Form> for Application {
    fn from(form: Form) -> Self {
        Self {
            id: form.id,
            receipt: form.receipt,
            route: form.route,
            signed_on: form.signed_on,
            received_at: form.received_at,
        }
    }
}

impl From<ResidentView> for Registration {
    fn from(view: ResidentView) -> Self {
        let today = view.summary.today;
        let categories = CategoryView::all(&view.summary);
        let resident = view.summary.resident;
        Self {
            id: resident.id,
            version: resident.version,
            registration: Standing::from(&resident),
            card_number: resident.card,
            municipality: resident.municipality,
            roster_key: resident.roster_key,
            protected_address: resident.protected_address,
            registered_at: resident.registered_at,
            categories,
            applications: view
                .applications
                .into_iter()
                .map(Application::from)
                .collect(),
            consents: view
                .consents
                .into_iter()
                .map(|consent| Consent::of(consent, today))
                .collect(),
        }
    }
}

impl Registration {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        Self {
            id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
            version: 2,
            registration: Standing::active(),
            card_number: CardNumber::from_serial(123_456),
            municipality: text("990019"),
            roster_key: None,
            protected_address: false,
            registered_at: text("2026-06-01T10:00:00+09:00"),
            categories: CategoryView::samples(),
            applications: vec![Application {
                id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4fa0"),
                receipt: text("受付-0001"),
                route: Route::Counter,
                signed_on: text("2026-06-01"),
                received_at: text("2026-06-01T10:00:00+09:00"),
            }],
            consents: vec![Consent::sample()],
        }
    }
}

/// 登録内容
///
/// A registration as the officer of its own city sees it.
#[utoipa::path(
    operation_id = "viewResident",
    tag = "residents",
    params(("id" = Uuid, Path, description = "The resident.")),
    responses((status = 200, description = "登録内容", body = RegistrationBody, headers(("ETag" = String, description = "The record's version."))))
)]
#[get("/v1/residents/{id}")]
pub(crate) async fn view_resident(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let resident = id.into_inner().into();
    let view = run(&state, move |tasuki, occasion| {
        residents::view(tasuki, &caller, occasion, resident)
    })
    .await?;
    let body = Registration::from(view);
    Ok(answer::versioned(StatusCode::OK, body.version, &body))
}
