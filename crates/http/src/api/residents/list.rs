//! Lists the residents of an officer's register.

use super::record::Registration;
use crate::{
    answer,
    api::consents::ConsentState,
    cursor::List,
    extract::{caller::ApiCaller, query::FromQuery},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::residents::{self, ListResidents, ResidentLine};
use tasuki_domain::{
    birth_date::PartialDate,
    card::CardNumber,
    fact::identity::PersonName,
    id::ResidentId,
    municipality::MunicipalityCode,
    resident::RosterKey,
    time::{Date, Instant, date_in_japan},
};

/// Which page of a list.
pub(crate) struct PageQuery {
    /// Where it begins.
    pub(crate) cursor: Option<String>,
}

wire_object! {
    /// Which page of a list.
    PageQuery as "PageQuery" {
        /// The next_cursor of the page before.
        cursor,
    }
}

/// One line of the list.
pub(crate) struct Line {
    id: ResidentId,
    version: i64,
    registration: Registration,
    card_number: CardNumber,
    municipality: MunicipalityCode,
    roster_key: Option<RosterKey>,
    name: PersonName,
    birth_date: PartialDate,
    town: Option<String>,
    protected_address: bool,
    consent: Option<ConsentState>,
    updated_at: Instant,
}

/// One page of residents.
pub(crate) struct ResidentList {
    residents: Vec<Line>,
    next_cursor: Option<String>,
    total: u64,
}

/// One page of residents on the wire.
pub(crate) type ResidentListBody = Wired<ResidentList>;

wire_object! {
    /// One registered person. Nothing clinical stands here.
    Line as "ResidentLine" {
        /// The resident's identifier.
        id,
        /// The record's version.
        version,
        /// Where the registration stands.
        registration,
        /// The number on the card.
        card_number,
        /// The registering municipality.
        municipality,
        /// The municipality's own number for the person.
        roster_key,
        /// The name.
        name,
        /// The birth date.
        birth_date,
        /// The town of the address.
        town,
        /// Whether the address is protected (支援措置).
        protected_address,
        /// Where the newest consent stands.
        consent,
        /// When anything about the person was last recorded.
        updated_at,
    }
}

wire_object! {
    /// One page of residents.
    ResidentList as "Residents" {
        /// The residents.
        residents,
        /// Where the next page begins, if there is one.
        next_cursor,
        /// How many there are in all.
        total,
    }
}

impl Line {
    fn of(line: ResidentLine, today: Date) -> Self {
        let resident = line.resident;
        Self {
            id: resident.id,
            version: resident.version,
            registration: Registration::from(&resident),
            card_number: resident.card,
            municipality: resident.municipality,
            roster_key: resident.roster_key,
            name: line.name,
            birth_date: line.birth_date,
            town: line.town,
            protected_address: resident.protected_address,
            consent: line
                .consent
                .as_ref()
                .map(|consent| ConsentState::of(consent, today)),
            updated_at: line.updated,
        }
    }
}

impl ResidentList {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let person = super::register::RegisterResident::sample().into_identity();
        Self {
            residents: vec![Line {
                id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
                version: 2,
                registration: Registration::active(),
                card_number: CardNumber::from_serial(123_456),
                municipality: text("990019"),
                roster_key: None,
                birth_date: person.birth_date,
                name: person.name,
                town: Some("波の町2丁目".to_owned()),
                protected_address: false,
                consent: Some(ConsentState::InForce),
                updated_at: text("2026-11-02T09:30:00+09:00"),
            }],
            next_cursor: None,
            total: 1,
        }
    }
}

/// 登録者の一覧
///
/// The residents of the municipalities that the officer's institution serves.
#[utoipa::path(
    operation_id = "listResidents",
    tag = "residents",
    params(("cursor" = Option<String>, Query, description = "The next_cursor of the page before.")),
    responses((status = 200, description = "登録者", body = ResidentListBody))
)]
#[get("/v1/residents")]
pub(crate) async fn list_residents(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    FromQuery(query): FromQuery<PageQuery>,
) -> Result<HttpResponse, Problem> {
    let whose = caller.clone();
    let list = List {
        name: "residents",
        of: None,
        caller: &whose,
    };
    let key = state.tasuki.master();
    let after = list.begins(key, query.cursor.as_deref())?;
    let input = ListResidents {
        family_kana: None,
        after: after.map(Into::into),
    };
    let page = run(&state, move |tasuki, occasion| {
        residents::list(tasuki, &caller, occasion, &input)
    })
    .await?;
    let today = date_in_japan(state.edge.now());
    let body = ResidentList {
        residents: page
            .lines
            .into_iter()
            .map(|line| Line::of(line, today))
            .collect(),
        next_cursor: page.next.map(|last| list.after(key, last.uuid())),
        total: page.total,
    };
    Ok(answer::json(StatusCode::OK, &body))
}
