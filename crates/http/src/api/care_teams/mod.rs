//! Care teams: who looks after a resident.

pub(crate) mod join;
pub(crate) mod leave;

use crate::{problem::Problem, run::run, state::AppState};
use actix_web::HttpResponse;
use tasuki_app::{Answer, Occasion, Tasuki};
use tasuki_domain::{
    caller::Caller,
    id::{OrganizationId, ResidentId},
};
use uuid::Uuid;

/// Puts an institution in or takes it out, as the use-case does; there is nothing to answer with.
async fn changed<T: Send + 'static>(
    state: &AppState,
    caller: Caller,
    (resident, organization): (Uuid, Uuid),
    use_case: impl FnOnce(&Tasuki, &Caller, &Occasion, ResidentId, OrganizationId) -> Answer<T>
    + Send
    + 'static,
) -> Result<HttpResponse, Problem> {
    run(state, move |tasuki, occasion| {
        use_case(
            tasuki,
            &caller,
            occasion,
            resident.into(),
            organization.into(),
        )
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}
