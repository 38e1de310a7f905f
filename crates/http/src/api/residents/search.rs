//! Searches an officer's own register for a stated purpose.

use super::record::Registration;
use crate::{
    answer,
    api::{
        consents::ConsentState,
        lookups::criteria::{Interpreted, LookUp},
    },
    extract::{body::FromBody, caller::ApiCaller},
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, http::StatusCode, post, web};
use tasuki_app::residents::{self, ResidentFound};
use tasuki_domain::{
    birth_date::PartialDate,
    card::CardNumber,
    fact::identity::{PersonName, Sex},
    id::{LookupId, ResidentId},
    lookup::{Grade, MatchedItem, SearchPurpose, SimilarItem},
    text::Line,
    time::{Date, date_in_japan},
};

/// What to search a register for, and what for.
pub(crate) struct SearchResidents {
    purpose: SearchPurpose,
    criteria: LookUp,
}

/// The same on the wire.
pub(crate) type SearchResidentsBody = Wired<SearchResidents>;

/// One person whom a search of the register found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Found {
    resident_id: ResidentId,
    version: i64,
    name: PersonName,
    birth_date: PartialDate,
    sex: Sex,
    town: Option<Line>,
    address_hidden: bool,
    registration: Registration,
    card_number: CardNumber,
    consent: Option<ConsentState>,
    grade: Grade,
    matched: Vec<MatchedItem>,
    similar: Vec<SimilarItem>,
    differing: Vec<MatchedItem>,
}

/// The people whom a search of the register found.
pub(crate) struct ResidentsFound {
    lookup_id: LookupId,
    purpose: SearchPurpose,
    interpreted: Interpreted,
    residents: Vec<Found>,
    total: usize,
    bounded: bool,
}

/// The people found, on the wire.
pub(crate) type ResidentsFoundBody = Wired<ResidentsFound>;

wire_object! {
    /// What to search the register for. A birth date, an address or a name alone is enough here; the purpose stands in every access record.
    SearchResidents as "SearchResidents" {
        /// What for.
        purpose,
        /// What the officer knows.
        criteria,
    }
}

wire_object! {
    /// One registered person. Nothing clinical stands here.
    Found as "ResidentFound" {
        /// Whose record.
        resident_id,
        /// The record's version.
        version,
        /// The name.
        name,
        /// The birth date.
        birth_date,
        /// Sex.
        sex,
        /// The town of the address; left out when it is protected or not recorded.
        town,
        /// Whether the town is left out because the address is protected (支援措置); if not, and there is none, none is recorded.
        address_hidden,
        /// Where the registration stands; people who moved away are found too.
        registration,
        /// The number on the card.
        card_number,
        /// Where the consent in force stands; left out when there is none.
        consent,
        /// How sure.
        grade,
        /// In what they agree.
        matched,
        /// In what they are alike, with what parts it; look closely.
        similar,
        /// In what they are another than was asked for.
        differing,
    }
}

wire_object! {
    /// The people whom a search of the register found. Nobody found is an answer too.
    ResidentsFound as "ResidentsFound" {
        /// The search, which the access records name.
        lookup_id,
        /// What it was for.
        purpose,
        /// How the criteria were understood.
        interpreted,
        /// The people, best first, at most 50.
        residents,
        /// How many agreed in all.
        total,
        /// Whether even that count stopped at a bound; nobody found then says nothing, and another condition does.
        bounded,
    }
}

impl Found {
    fn of(found: ResidentFound, today: Date) -> Self {
        Self {
            resident_id: found.resident.id,
            version: found.resident.version,
            name: found.name,
            birth_date: found.birth_date,
            sex: found.sex,
            address_hidden: found.town.is_hidden(),
            town: found.town.known().cloned(),
            registration: Registration::from(&found.resident),
            card_number: found.resident.card,
            consent: found
                .consent
                .as_ref()
                .map(|consent| ConsentState::of(consent, today)),
            grade: found.grade,
            matched: found.matched,
            similar: found.similar,
            differing: found.differing,
        }
    }
}

impl SearchResidents {
    pub(crate) fn sample() -> Self {
        Self {
            purpose: SearchPurpose::Duplicate,
            criteria: LookUp::sample(),
        }
    }
}

impl ResidentsFound {
    pub(crate) fn sample() -> Self {
        use crate::examples::text;
        let person = super::register::RegisterResident::sample().into_identity();
        Self {
            lookup_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f70"),
            purpose: SearchPurpose::Duplicate,
            interpreted: Interpreted::from(&LookUp::sample()),
            residents: vec![Found {
                resident_id: text("0198b7c2-6d1e-7c3a-9f00-5a1c2e3d4f80"),
                version: 2,
                birth_date: person.birth_date,
                name: person.name,
                sex: person.sex,
                town: Some(text("波の町2丁目")),
                address_hidden: false,
                registration: Registration::active(),
                card_number: CardNumber::from_serial(123_456),
                consent: Some(ConsentState::InForce),
                grade: Grade::Possible,
                matched: vec![MatchedItem::BirthDate],
                similar: Vec::new(),
                differing: Vec::new(),
            }],
            total: 1,
            bounded: false,
        }
    }
}

/// 登録者の検索
///
/// Searches the register of the caller's own municipality for a stated purpose: for city officers and
/// privacy officers. A birth date, an address or a name alone is enough here, and people who moved away
/// are found too. One access record is
/// kept for the search and one per person listed, each with the purpose.
#[utoipa::path(
    operation_id = "searchResidents",
    tag = "residents",
    request_body = SearchResidentsBody,
    responses((status = 200, description = "登録者。だれもいないときは空", body = ResidentsFoundBody))
)]
#[post("/v1/residents/searches")]
pub(crate) async fn search_residents(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
    body: FromBody<SearchResidents>,
) -> Result<HttpResponse, Problem> {
    let today = date_in_japan(state.edge.now());
    let SearchResidents { purpose, criteria } = body.value;
    let place = criteria.place(Some("criteria"));
    let named = |problem: Problem| problem.naming(|field| place.of(field));
    let asked = criteria.read(today).map_err(named)?;
    let (criteria, interpreted) = (asked.criteria, asked.interpreted);
    let found = run(&state, move |tasuki, occasion| {
        let input = residents::SearchResidents { purpose, criteria };
        residents::search(tasuki, &caller, occasion, &input)
    })
    .await
    .map_err(named)?;
    let body = ResidentsFound {
        lookup_id: found.id,
        purpose,
        interpreted,
        residents: found
            .people
            .into_iter()
            .map(|person| Found::of(person, today))
            .collect(),
        total: found.total,
        bounded: found.bounded,
    };
    Ok(answer::json(StatusCode::OK, &body))
}
