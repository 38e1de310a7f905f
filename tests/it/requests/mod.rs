//! A good request for every route that needs a signed-in caller, for the tests that go over all
//! routes. A route without a line here fails those tests.

mod cases;

pub use cases::cases;

use serde_json::Value;
use tasuki_http::Kind;
use tasuki_tests::{Actor, Answer, World, actor::escaped};

/// How the body is sent.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Without a body.
    Bare,
    /// JSON.
    Json(Value),
    /// A file as it is.
    File(Vec<u8>),
    /// A page's form, with its token added.
    Form(Vec<(&'static str, String)>),
    /// A page's form with a file, with its token added.
    Upload(Vec<u8>),
}

/// One request and who makes it.
#[derive(Debug, Clone)]
pub struct Case {
    /// With parameters filled in.
    pub path: String,
    /// Someone who may.
    pub login: &'static str,
    method: &'static str,
    headers: Vec<(&'static str, String)>,
    asked: Asked,
    /// What was typed on the search page before, for the page of its results.
    typed: Option<Asked>,
}

/// The same browser after it sent the search form: it holds what was typed, sealed, in a cookie.
fn searched(actor: &Actor, csrf: &str, typed: &Asked) -> Actor {
    let form = Case {
        path: "/search".to_owned(),
        login: "",
        method: "POST",
        headers: Vec::new(),
        asked: typed.clone(),
        typed: None,
    };
    let answer = form.send(actor, csrf);
    let kept = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .filter_map(|(_, cookie)| cookie.split(';').next())
        .find(|cookie| cookie.starts_with("__Host-search="));
    kept.map_or_else(|| actor.clone(), |kept| actor.with_another_cookie(kept))
}

impl Case {
    /// Asks without anything that proves who asks.
    pub fn asks(&self, actor: &Actor) -> Answer {
        self.send(actor, "")
    }

    /// How many requests it takes: the page of results is asked for after the form was sent.
    pub fn requests(&self) -> i64 {
        1 + i64::from(self.typed.is_some())
    }

    /// Asks as that login, by token or by page session as the route wants it.
    pub fn asks_as(&self, world: &World, login: &str, kind: Kind) -> Answer {
        match kind {
            Kind::Api => self.send(&world.actor(login), ""),
            Kind::Page => {
                let (actor, csrf) = world.page(login);
                match &self.typed {
                    Some(typed) => self.send(&searched(&actor, &csrf, typed), &csrf),
                    None => self.send(&actor, &csrf),
                }
            }
        }
    }

    fn send(&self, actor: &Actor, csrf: &str) -> Answer {
        let mut headers: Vec<(&str, &str)> = self
            .headers
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let body = match &self.asked {
            Asked::Bare => Vec::new(),
            Asked::Json(value) => {
                headers.push(("content-type", "application/json"));
                value.to_string().into_bytes()
            }
            Asked::File(bytes) => {
                headers.push(("content-type", "text/csv"));
                bytes.clone()
            }
            Asked::Form(fields) => {
                headers.push(("content-type", "application/x-www-form-urlencoded"));
                let token = ("csrf", csrf.to_owned());
                let all: Vec<String> = fields
                    .iter()
                    .chain([&token])
                    .map(|(name, value)| format!("{name}={}", escaped(value)))
                    .collect();
                all.join("&").into_bytes()
            }
            Asked::Upload(bytes) => {
                headers.push(("content-type", "multipart/form-data; boundary=parting"));
                let mut body = format!(
                    "--parting\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n\
                     --parting\r\ncontent-disposition: form-data; name=\"file\"; filename=\"roster.csv\"\r\n\
                     content-type: text/csv\r\n\r\n"
                )
                .into_bytes();
                body.extend(bytes);
                body.extend(b"\r\n--parting--\r\n");
                body
            }
        };
        actor.sends(self.method, &self.path, &headers, &body)
    }
}
