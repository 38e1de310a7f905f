//! Reads a resident's emergency summary.

use super::record::{CategoryView, Provenance, Registration};
use crate::{
    answer,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_code, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::residents::{self, SummaryView};
use tasuki_domain::{
    Category,
    alert::{Alert as Derived, AlertKind, Supply},
    birth_date::PartialDate,
    card::CardNumber,
    fact::{
        FactBody,
        identity::{Identity, PersonName, Sex},
        wishes::{SENTENCE_CONTINUE, SENTENCE_LIMITS, SENTENCE_RECORD},
    },
    id::{FactId, IncidentId, ResidentId},
    role::Role,
    text::Line,
    time::Date,
};
use tasuki_ui::page::summary::default_fire_sentence;
use uuid::Uuid;

/// Within which emergency.
pub(crate) struct ViewSummary {
    incident_id: Option<IncidentId>,
}

wire_object! {
    /// Within which emergency.
    ViewSummary as "ViewSummaryQuery" {
        /// The incident; left out by a care team's member or the person.
        incident_id,
    }
}

wire_code! {
    /// What kind of warning.
    AlertKind as "AlertKind" { Anticoagulant "anticoagulant", Antiplatelet "antiplatelet" }
}

/// Whether the last dispensed supply still lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SupplyState {
    Until,
    RanOut,
    Unknown,
}

wire_code! {
    /// Whether the last dispensed supply still lasts.
    SupplyState as "SupplyState" { Until "until", RanOut "ran_out", Unknown "unknown" }
}

/// The last dispensed supply.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DispensedSupply {
    state: SupplyState,
    until: Option<Date>,
}

wire_object! {
    /// The last dispensed supply.
    DispensedSupply as "Supply" {
        /// Whether it still lasts.
        state,
        /// The last day that it covers.
        until,
    }
}

/// A derived warning.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alert {
    kind: AlertKind,
    label: String,
    fact_id: FactId,
    name: String,
    usage: Option<String>,
    supply: DispensedSupply,
    provenance: Provenance,
}

wire_object! {
    /// A warning derived from a fact; it is withheld with it.
    Alert as "Alert" {
        /// What kind.
        kind,
        /// The kind in Japanese.
        label,
        /// The fact that it was derived from.
        fact_id,
        /// The medicine as recorded.
        name,
        /// Dose and usage as recorded.
        usage,
        /// Whether the last dispensed supply still lasts.
        supply,
        /// Whose statement and how old.
        provenance,
    }
}

/// A summary as the caller may see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Summary {
    resident_id: ResidentId,
    version: i64,
    registration: Registration,
    card_number: CardNumber,
    name: Option<PersonName>,
    birth_date: Option<PartialDate>,
    birth_date_label: Option<String>,
    age: Option<u16>,
    age_to: Option<u16>,
    sex: Option<Sex>,
    address_hidden: bool,
    address_sentence: Option<String>,
    categories: Vec<CategoryView>,
    alerts: Vec<Alert>,
    wishes_notice: Vec<String>,
}

/// A summary on the wire.
pub(crate) type SummaryBody = Wired<Summary>;

wire_object! {
    /// The emergency summary, as far as the caller may see it.
    Summary as "Summary" {
        /// Whose.
        resident_id,
        /// The record's version, as in the ETag.
        version,
        /// Where the registration stands.
        registration,
        /// The number on the card.
        card_number,
        /// The name.
        name,
        /// The birth date, as precisely as recorded.
        birth_date,
        /// The birth date in words.
        birth_date_label,
        /// The age; the lowest possible one when the day of birth is not known.
        age,
        /// The highest possible age, when the day of birth is not known.
        age_to,
        /// Sex.
        sex,
        /// Whether the address was taken out (支援措置).
        address_hidden,
        /// The sentence to show in the place of the address.
        address_sentence,
        /// The categories in reading order, shown or withheld.
        categories,
        /// Derived warnings.
        alerts,
        /// Sentences that are always shown together with a record of wishes.
        wishes_notice,
    }
}

impl Alert {
    fn of(derived: &Derived, today: Date) -> Self {
        let (state, until) = match derived.supply {
            Supply::Until(last) => (SupplyState::Until, Some(last)),
            Supply::RanOut(last) => (SupplyState::RanOut, Some(last)),
            Supply::Unknown => (SupplyState::Unknown, None),
        };
        Self {
            kind: derived.kind,
            label: derived.kind.japanese().to_owned(),
            fact_id: derived.fact,
            name: derived.name.clone(),
            usage: derived.usage.clone(),
            supply: DispensedSupply { state, until },
            provenance: Provenance::of(&derived.provenance, today),
        }
    }
}

impl Summary {
    fn of(view: &SummaryView, role: Role) -> Self {
        let identity = identity(view);
        let ages = identity.map(|identity| identity.birth_date.age_on(view.today));
        let years = |age: i16| u16::try_from(age).unwrap_or_default();
        let wishes = view.section(Category::Wishes).is_some();
        Self {
            resident_id: view.resident.id,
            version: view.resident.version,
            registration: Registration::from(&view.resident),
            card_number: view.resident.card,
            name: identity.map(|identity| identity.name.clone()),
            birth_date: identity.map(|identity| identity.birth_date),
            birth_date_label: identity.map(|identity| identity.birth_date.japanese()),
            age: ages.map(|(least, _)| years(least)),
            age_to: ages
                .filter(|(least, most)| least != most)
                .map(|(_, most)| years(most)),
            sex: identity.map(|identity| identity.sex),
            address_hidden: view.address_hidden,
            address_sentence: view
                .address_withheld()
                .map(|because| because.japanese().to_owned()),
            categories: CategoryView::all(view),
            alerts: view
                .alerts
                .iter()
                .map(|alert| Alert::of(alert, view.today))
                .collect(),
            wishes_notice: if wishes {
                wishes_notice(view, role)
            } else {
                Vec::new()
            },
        }
    }

    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let person = super::register::RegisterResident::sample().into_identity();
        Self {
            resident_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
            version: 2,
            registration: Registration::active(),
            card_number: CardNumber::from_serial(123_456),
            birth_date: Some(person.birth_date),
            birth_date_label: Some(person.birth_date.japanese()),
            name: Some(person.name),
            age: Some(86),
            age_to: None,
            sex: Some(person.sex),
            address_hidden: false,
            address_sentence: None,
            categories: CategoryView::samples(),
            alerts: Vec::new(),
            wishes_notice: Vec::new(),
        }
    }
}

fn identity(view: &SummaryView) -> Option<&Identity> {
    let entries = &view.section(Category::Identity)?.entries;
    entries.iter().find_map(|entry| match &entry.body {
        FactBody::Identity(identity) => Some(identity),
        _ => None,
    })
}

/// The sentences A, A2, B and C, without which no record of wishes is shown.
fn wishes_notice(view: &SummaryView, role: Role) -> Vec<String> {
    let headquarters = match role {
        Role::Crew | Role::CrewLeader | Role::Dispatcher => view.organization.as_ref(),
        _ => None,
    };
    let of_headquarters = match &view.wishes_sentence {
        Some(own) => own.as_str().to_owned(),
        None => default_fire_sentence(headquarters.map_or("地域の消防本部", Line::as_str)),
    };
    vec![
        SENTENCE_RECORD.to_owned(),
        SENTENCE_CONTINUE.to_owned(),
        SENTENCE_LIMITS.to_owned(),
        of_headquarters,
    ]
}

/// 救急サマリー
///
/// The emergency summary within an incident (or, without one, for the person and the care team).
/// Withheld categories are named; a record of wishes comes with its notice.
#[utoipa::path(
    operation_id = "viewSummary",
    tag = "residents",
    params(
        ("id" = Uuid, Path, description = "The resident."),
        ("incident_id" = Option<Uuid>, Query, description = "The incident that the look is for.")
    ),
    responses((status = 200, description = "見てよい範囲のサマリー", body = SummaryBody, headers(("ETag" = String, description = "The record's version."))))
)]
#[get("/v1/residents/{id}/summary")]
pub(crate) async fn view_summary(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    id: web::Path<Uuid>,
    FromQuery(query): FromQuery<ViewSummary>,
) -> Result<HttpResponse, Problem> {
    let role = caller.role;
    let input = residents::ViewSummary {
        resident: id.into_inner().into(),
        incident: query.incident_id,
    };
    let view = run(&state, move |tasuki, occasion| {
        residents::view_summary(tasuki, &caller, occasion, input)
    })
    .await?;
    let summary = Summary::of(&view, role);
    Ok(answer::versioned(StatusCode::OK, summary.version, &summary))
}
