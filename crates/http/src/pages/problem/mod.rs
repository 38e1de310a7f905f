//! The error pages: what happened, what is kept, what to do.

mod words;

use super::{
    answer::{self, PageAnswer},
    names, sign_in,
};
use crate::problem::Problem;
use actix_web::{
    HttpResponse, ResponseError,
    http::{
        StatusCode,
        header::{HeaderName, HeaderValue, RETRY_AFTER},
    },
};
use std::fmt;
use tasuki_app::Refusal;
use tasuki_domain::role::Role;
use tasuki_ui::{
    FieldError, Frame, RenderError,
    page::{ProblemView, problem::WayOn},
};
use words::Words;

/// Seconds after which a page asks to be tried again when nothing says so.
const RETRY_SECONDS: u32 = 5;

/// After how many seconds what was refused may be tried again, where that is so.
fn seconds(refusal: &Refusal) -> Option<u32> {
    match refusal {
        Refusal::Throttled { seconds } | Refusal::TooManySearches { seconds, .. } => Some(*seconds),
        _ => None,
    }
}

/// A form again whose search did not run because there were too many, with what was typed: the
/// sentences of the refusal's page stand in it.
pub(crate) fn stopped(
    refusal: &Refusal,
    form: impl FnOnce(FieldError) -> Result<String, RenderError>,
) -> PageAnswer {
    let words = Words::of_refusal(refusal);
    let error = FieldError::new(format!("{}。", words.what), words.now);
    let mut answer = answer::html(words.status, form(error))?;
    if let Some(seconds) = seconds(refusal) {
        insert(&mut answer, RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(answer)
}

/// Why a page is not shown, as the page that says so. It never holds what was typed.
pub(crate) struct PageProblem(Kind);

enum Kind {
    /// An error page.
    Page {
        view: Box<ProblemView>,
        retry_after: Option<u32>,
    },
    /// The session is over: sign in and come back.
    SignIn { next: Option<String> },
    /// Not even an error page could be made.
    Unrendered,
}

impl PageProblem {
    /// The page of a refusal; `back` is where a new sign-in leads to.
    pub(crate) fn refused(
        frame: Frame,
        role: Role,
        refusal: &Refusal,
        back: Option<String>,
    ) -> Self {
        if *refusal == Refusal::SignedOut {
            return Self(Kind::SignIn { next: back });
        }
        let retry_after = seconds(refusal);
        Self::page(frame, role, Words::of_refusal(refusal), retry_after)
    }

    /// The page of a failure: nothing left, and it may be tried again.
    pub(crate) fn failed(frame: Frame, role: Role, failure: &Problem) -> Self {
        let status = failure.status_code();
        let retry = (status == StatusCode::SERVICE_UNAVAILABLE).then_some(RETRY_SECONDS);
        Self::page(
            frame,
            role,
            Words::of_failure(status, names::is_crew(role)),
            retry,
        )
    }

    /// The page of a form that is not the session's own, or that cannot be read.
    pub(crate) fn foreign_form(frame: Frame, role: Role) -> Self {
        Self::page(frame, role, Words::of_foreign_form(), None)
    }

    /// The page of an upload that has waited too long for its decision.
    pub(crate) fn upload_gone(frame: Frame, role: Role) -> Self {
        Self::page(frame, role, Words::of_upload_gone(), None)
    }

    /// The plain answer when a page cannot be made.
    pub(crate) const fn unrendered() -> Self {
        Self(Kind::Unrendered)
    }

    fn page(frame: Frame, role: Role, words: Words, retry_after: Option<u32>) -> Self {
        let main = words.way.map_or_else(
            || (names::start(role).to_owned(), "はじめの画面へ".to_owned()),
            |(href, label)| (href.to_owned(), label.to_owned()),
        );
        let view = ProblemView {
            frame,
            status: words.status.as_u16(),
            what: words.what,
            kept: words.kept.to_owned(),
            now: words.now,
            ways: vec![WayOn {
                href: main.0,
                label: main.1,
            }],
            for_crew: names::is_crew(role),
        };
        Self(Kind::Page {
            view: Box::new(view),
            retry_after,
        })
    }
}

impl fmt::Debug for PageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PageProblem({})", self.status_code())
    }
}

impl fmt::Display for PageProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page refused with {}", self.status_code())
    }
}

impl ResponseError for PageProblem {
    fn status_code(&self) -> StatusCode {
        match &self.0 {
            Kind::Page { view, .. } => {
                StatusCode::from_u16(view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            }
            Kind::SignIn { .. } => StatusCode::SEE_OTHER,
            Kind::Unrendered => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match &self.0 {
            Kind::Page { view, retry_after } => {
                let Ok(mut answer) = answer::html(self.status_code(), view.render()) else {
                    return plain();
                };
                if let Some(seconds) = retry_after {
                    insert(&mut answer, RETRY_AFTER, HeaderValue::from(*seconds));
                }
                answer
            }
            Kind::SignIn { next } => answer::see_other_with(
                &sign_in::path_with(next.as_deref(), "over"),
                [sign_in::ended_session_cookie()],
            ),
            Kind::Unrendered => plain(),
        }
    }
}

fn insert(answer: &mut HttpResponse, name: HeaderName, value: HeaderValue) {
    answer.headers_mut().insert(name, value);
}

fn plain() -> HttpResponse {
    HttpResponse::InternalServerError()
        .content_type("text/plain; charset=utf-8")
        .body("画面を作れませんでした。もう一度お試しください。\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals_become_pages_of_their_status() {
        for (refusal, status) in [
            (Refusal::SignedOut, 303),
            (Refusal::Forbidden, 403),
            (Refusal::NotFound, 404),
            (Refusal::IncidentOver, 409),
            (Refusal::Stale { current: 3 }, 412),
            (Refusal::Throttled { seconds: 61 }, 429),
            (Refusal::KeyReused, 409),
        ] {
            let problem = PageProblem::refused(Frame::default(), Role::Crew, &refusal, None);
            assert_eq!(problem.status_code().as_u16(), status, "{refusal:?}");
            assert_eq!(
                problem.error_response().status().as_u16(),
                status,
                "{refusal:?}"
            );
        }
    }

    #[test]
    fn an_ended_session_comes_back_to_its_page() {
        let problem = PageProblem::refused(
            Frame::default(),
            Role::Crew,
            &Refusal::SignedOut,
            Some("/search".to_owned()),
        );
        let answer = problem.error_response();
        let location = answer.headers().get("location").unwrap().to_str().unwrap();
        assert_eq!(location, "/sign-in?notice=over&next=%2Fsearch");
        assert!(
            answer
                .headers()
                .get("set-cookie")
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with("__Host-session=;")
        );
    }

    #[test]
    fn a_wait_is_told_in_the_header() {
        let refusal = Refusal::Throttled { seconds: 61 };
        let answer =
            PageProblem::refused(Frame::default(), Role::Crew, &refusal, None).error_response();
        assert_eq!(answer.headers().get("retry-after").unwrap(), "61");
    }
}
