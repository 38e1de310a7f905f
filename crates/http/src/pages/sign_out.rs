//! `/sign-out`: ends the session everywhere, at once.

use super::{answer, posted::Posted, problem::PageProblem, search, sign_in};
use actix_web::HttpResponse;
use tasuki_app::accounts;

/// Ends the session.
pub(crate) async fn send(Posted { visit, .. }: Posted) -> Result<HttpResponse, PageProblem> {
    visit
        .see(|tasuki, caller, occasion| accounts::sign_out(tasuki, caller, occasion).map(Ok))
        .await?;
    Ok(answer::see_other_with(
        &sign_in::path_with(None, "out"),
        [sign_in::ended_session_cookie(), search::forgotten_cookie()],
    ))
}
