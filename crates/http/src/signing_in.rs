//! What both doors, the API's and the page's, share at a sign-in: the queue of the hashing, and that
//! one that fails is counted and stands in the security log.

use crate::{client, problem::Problem, run::run_hashing, state::AppState};
use actix_web::HttpRequest;
use tasuki_app::{
    Answer, Occasion, Refusal, Tasuki,
    accounts::{SignIn, SignedIn, sign_in},
};
use tasuki_auth::token::Use;
use uuid::Uuid;

/// What was typed, and for what.
pub(crate) struct Typed {
    pub(crate) login: String,
    pub(crate) password: String,
    pub(crate) code: String,
    pub(crate) usage: Use,
    pub(crate) seconds: i64,
    /// The number of a browser that somebody has signed in with before. Its failures are counted by
    /// themselves, so that thirty failures of a stranger on the same network do not lock out a whole
    /// station or hospital: only browsers and programs that are new there wait with them. A login
    /// still waits after its own failures, wherever they came from.
    pub(crate) browser: Option<Uuid>,
}

/// Signs in and goes on with the session in the same hop. A refusal is a value, for each door to
/// say in its way.
pub(crate) async fn signs_in<T: Send + 'static>(
    state: &AppState,
    req: &HttpRequest,
    typed: Typed,
    then: impl FnOnce(&Tasuki, &Occasion, SignedIn) -> Answer<T> + Send + 'static,
) -> Result<Result<T, Refusal>, Problem> {
    let address = client::address(req, state);
    let place = typed.browser.map_or_else(
        || client::counted(address),
        |number| format!("browser {number}"),
    );
    let answered = run_hashing(state, move |tasuki, occasion| {
        let input = SignIn {
            login: &typed.login,
            password: &typed.password,
            code: &typed.code,
            address: &place,
            usage: typed.usage,
            seconds: typed.seconds,
        };
        Ok(Ok(match sign_in(tasuki, occasion, &input)? {
            Ok(signed_in) => then(tasuki, occasion, signed_in)?,
            Err(refusal) => Err(refusal),
        }))
    })
    .await?;
    if let Err(refusal) = &answered {
        state.metrics.refused(refusal.code());
        // Never the login: people type passwords there.
        tracing::warn!(
            target: "tasuki::security",
            door = req.match_pattern(),
            reason = refusal.code(),
            address = address.map(|address| address.to_string()),
            "a sign-in was refused"
        );
    }
    Ok(answered)
}
