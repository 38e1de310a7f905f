//! Who is signed in.

use crate::{
    answer,
    extract::caller::ApiCaller,
    problem::Problem,
    run::run,
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpResponse, get, http::StatusCode, web};
use tasuki_app::accounts::{Whoami, whoami};
use tasuki_domain::{
    caller::Caller,
    id::{AccountId, OrganizationId, ResidentId},
    municipality::MunicipalityCode,
    role::Role,
    text::Line,
};

/// An account as its own user sees it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Account {
    id: AccountId,
    name: Line,
    role: Role,
    role_label: String,
    organization: Organization,
    jurisdiction: Vec<MunicipalityCode>,
    resident_id: Option<ResidentId>,
}

/// An institution by its name.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Organization {
    id: OrganizationId,
    name: Line,
}

/// An account on the wire.
pub(crate) type AccountBody = Wired<Account>;

wire_object! {
    /// An institution.
    Organization as "Organization" {
        /// Its identifier.
        id,
        /// Its name.
        name,
    }
}

wire_object! {
    /// Who is signed in.
    Account as "Account" {
        /// The account's identifier.
        id,
        /// The person's name.
        name,
        /// What the account acts as.
        role,
        /// The role in Japanese.
        role_label,
        /// The institution that it acts for.
        organization,
        /// The municipalities that the institution serves.
        jurisdiction,
        /// For residents: their own record.
        resident_id,
    }
}

impl Organization {
    /// The institution of that name.
    pub(crate) fn named(id: OrganizationId, name: Line) -> Self {
        Self { id, name }
    }

    pub(crate) fn sample() -> Self {
        Self {
            id: uuid::Uuid::from_u128(0x0198_b7c2_6d1e_7c3a_9f00_5a1c_2e3d_4f51).into(),
            name: crate::examples::text("うみかぜ市消防本部"),
        }
    }
}

impl Account {
    /// The account of a caller.
    pub(crate) fn of(caller: &Caller, who: Whoami) -> Self {
        Self {
            id: caller.account,
            name: who.name,
            role: who.role,
            role_label: who.role.japanese().to_owned(),
            organization: Organization {
                id: caller.organization,
                name: who.organization,
            },
            jurisdiction: who.jurisdiction,
            resident_id: who.resident,
        }
    }

    pub(crate) fn sample() -> Self {
        Self {
            id: uuid::Uuid::from_u128(0x0198_b7c2_6d1e_7c3a_9f00_5a1c_2e3d_4f50).into(),
            name: crate::examples::text("見本 次郎"),
            role: Role::Crew,
            role_label: Role::Crew.japanese().to_owned(),
            organization: Organization::sample(),
            jurisdiction: vec![crate::examples::text("990019")],
            resident_id: None,
        }
    }
}

/// サインインしている利用者
///
/// Who is signed in, for which institution and in which role.
#[utoipa::path(
    operation_id = "viewMe",
    tag = "sessions",
    responses((status = 200, description = "サインインしている利用者", body = AccountBody))
)]
#[get("/v1/me")]
pub(crate) async fn view_me(
    ApiCaller(caller): ApiCaller,
    state: web::Data<AppState>,
) -> Result<HttpResponse, Problem> {
    let me = run(&state, move |tasuki, occasion| {
        let who = whoami(tasuki, &caller, occasion)?;
        Ok(who.map(|who| Account::of(&caller, who)))
    })
    .await?;
    Ok(answer::json(StatusCode::OK, &me))
}
