//! What the frame of a page takes from the request, signed in or not.

use crate::state::AppState;
use actix_web::{HttpRequest, http::header::HeaderName, web};
use tasuki_domain::time::{Date, Instant, clock_in_japan, date_in_japan};
use tasuki_ui::{Frame, Theme};
use uuid::Uuid;

/// The name of the cookie that keeps day or night.
pub(crate) const THEME_COOKIE: &str = "theme";

/// The setting of a page: when and in which colors it is made, and for which request.
#[derive(Clone)]
pub(crate) struct Setting {
    /// The service.
    pub(crate) state: web::Data<AppState>,
    /// The request's time.
    pub(crate) now: Instant,
    /// Day or night.
    pub(crate) theme: Theme,
    /// Path and query of the page.
    pub(crate) path: String,
    request_id: Option<String>,
}

impl Setting {
    /// The setting of a request; none where the service is not there, which a wrong table of
    /// contents alone can bring about.
    pub(crate) fn of(req: &HttpRequest) -> Option<Self> {
        let state = req.app_data::<web::Data<AppState>>()?.clone();
        let theme = req
            .cookie(THEME_COOKIE)
            .and_then(|cookie| Theme::from_code(cookie.value()))
            .unwrap_or_default();
        let path = req
            .uri()
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_owned();
        Some(Self {
            now: state.edge.now(),
            state,
            theme,
            path,
            request_id: request_id(req),
        })
    }

    /// The date in Japan.
    pub(crate) fn today(&self) -> Date {
        date_in_japan(self.now)
    }

    /// A number that nothing had before.
    pub(crate) fn fresh(&self) -> Uuid {
        let entropy = self.state.edge.entropy();
        Uuid::from_bytes(entropy.first_chunk().copied().unwrap_or_default())
    }

    /// The frame of a page before sign-in.
    pub(crate) fn frame(&self, title: &str, csrf: Option<String>) -> Frame {
        Frame {
            title: title.to_owned(),
            clock: clock_in_japan(self.now),
            theme: self.theme,
            csrf,
            drill: self.state.drill,
            request_id: self.request_id.clone(),
            path: self.path.clone(),
            ..Frame::default()
        }
    }
}

fn request_id(req: &HttpRequest) -> Option<String> {
    let name = HeaderName::from_static("x-request-id");
    req.headers().get(name)?.to_str().ok().map(str::to_owned)
}
