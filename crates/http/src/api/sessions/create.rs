//! Signs in.

use crate::{
    answer,
    api::me::view::Account,
    extract::body::{FromBody, FromUnknown},
    problem::Problem,
    signing_in::{Typed, signs_in},
    state::AppState,
    wire::{Wired, wire_object},
};
use actix_web::{HttpRequest, HttpResponse, http::StatusCode, post, web};
use tasuki_app::{Refusal, accounts::whoami};
use tasuki_auth::token::Use;
use tasuki_domain::time::Instant;

/// What is typed at sign-in.
pub(crate) struct CreateSession {
    login: String,
    password: String,
    totp: String,
}

/// What is typed at sign-in, on the wire.
pub(crate) type CreateSessionBody = Wired<CreateSession>;

wire_object! {
    /// What is typed at sign-in.
    CreateSession as "CreateSession" {
        /// The sign-in name.
        login,
        /// The password.
        password,
        /// The six digits of the one-time code.
        totp,
    }
}

/// A session.
pub(crate) struct Session {
    token: String,
    token_type: String,
    expires_at: Instant,
    account: Account,
}

/// A session on the wire.
pub(crate) type SessionBody = Wired<Session>;

wire_object! {
    /// A session.
    Session as "Session" {
        /// The bearer token of every further request.
        token,
        /// Bearer
        token_type,
        /// Until when it holds.
        expires_at,
        /// Who signed in.
        account,
    }
}

impl CreateSession {
    pub(crate) fn sample() -> Self {
        Self {
            login: "mihon.jiro".to_owned(),
            password: "correct horse battery staple".to_owned(),
            totp: "123456".to_owned(),
        }
    }
}

impl Session {
    pub(crate) fn sample() -> Self {
        Self {
            token: "eyJhbGciOiJFUzI1NiJ9.e30.c2FtcGxl".to_owned(),
            token_type: "Bearer".to_owned(),
            expires_at: crate::examples::text("2026-11-22T00:03:00+09:00"),
            account: Account::sample(),
        }
    }
}

/// サインイン
///
/// Signs in with login, password and one-time code. Every failure says the same; five failures in
/// a quarter of an hour make the login wait (429).
#[utoipa::path(
    operation_id = "createSession",
    tag = "sessions",
    request_body = CreateSessionBody,
    responses((status = 201, description = "サインインしました", body = SessionBody))
)]
#[post("/v1/sessions")]
pub(crate) async fn create_session(
    state: web::Data<AppState>,
    req: HttpRequest,
    FromUnknown(FromBody { value, .. }): FromUnknown<CreateSession>,
) -> Result<HttpResponse, Problem> {
    let typed = Typed {
        login: value.login,
        password: value.password,
        code: value.totp,
        usage: Use::Api,
        seconds: state.limits.token_seconds,
        browser: None,
    };
    let session = signs_in(&state, &req, typed, |tasuki, occasion, signed_in| {
        // The token that was just issued names the caller whose names are read.
        let Ok(caller) = tasuki.signing().verify(&signed_in.token, occasion.now) else {
            return Ok(Err(Refusal::SignInFailed));
        };
        let who = whoami(tasuki, &caller, occasion)?;
        Ok(who.map(|who| Session {
            token: signed_in.token,
            token_type: "Bearer".to_owned(),
            expires_at: signed_in.expires_at,
            account: Account::of(&caller, who),
        }))
    })
    .await??;
    Ok(answer::json(StatusCode::CREATED, &session))
}
