//! Actors who do what people do, over HTTP only.

use serde_json::{Value, json};
use std::sync::Arc;
use ureq::Agent;

/// Someone with a token, or nobody.
#[derive(Clone)]
pub struct Actor {
    agent: Agent,
    base: Arc<str>,
    token: Option<Arc<str>>,
    cookie: Option<Arc<str>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Header names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body as it was.
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|_| panic!("not JSON ({}): {}", self.status, self.text))
    }

    /// One header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of a page's hidden field.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    }

    /// The cookies that were set, without their attributes.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .filter_map(|(_, cookie)| cookie.split(';').next())
            .collect()
    }

    /// The body, after the status is what was expected.
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        if self.text.is_empty() {
            Value::Null
        } else {
            self.json()
        }
    }

    /// The problem's code, after the status is what was expected.
    pub fn problem(self, status: u16) -> String {
        let content_type = self.header("content-type").unwrap_or_default().to_owned();
        let body = self.expect(status);
        assert_eq!(content_type, "application/problem+json", "{body}");
        body["code"]
            .as_str()
            .expect("a problem has a code")
            .to_owned()
    }
}

impl Actor {
    /// Nobody in particular.
    pub fn anonymous(agent: Agent, base: &str) -> Self {
        Self {
            agent,
            base: base.into(),
            token: None,
            cookie: None,
        }
    }

    /// The same connection with a token.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Self {
        Self {
            token: Some(token.into()),
            ..self.clone()
        }
    }

    /// The same connection with a page session's cookie.
    #[must_use]
    pub fn with_cookie(&self, cookie: &str) -> Self {
        Self {
            cookie: Some(cookie.into()),
            ..self.clone()
        }
    }

    /// The same browser with one more cookie.
    #[must_use]
    pub fn with_another_cookie(&self, cookie: &str) -> Self {
        let kept = self.cookie.as_deref().unwrap_or_default();
        self.with_cookie(&format!("{kept}; {cookie}"))
    }

    /// The value of a cookie that the browser has.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookie.as_deref()?.split("; ");
        cookies
            .filter_map(|cookie| cookie.split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// Sends a request with these headers and this body.
    pub fn sends(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie.as_ref());
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = self
            .agent
            .run(request.body(body.to_vec()).unwrap())
            .expect("the server answers");
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            })
            .collect();
        Answer {
            status: response.status().as_u16(),
            headers,
            text: response.body_mut().read_to_string().unwrap_or_default(),
        }
    }

    /// GET.
    pub fn gets(&self, path: &str) -> Answer {
        self.sends("GET", path, &[], b"")
    }

    /// POST of JSON.
    pub fn posts(&self, path: &str, body: &Value) -> Answer {
        self.posts_with(path, &[], body)
    }

    /// POST of JSON with more headers.
    pub fn posts_with(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.sends("POST", path, &all, body.to_string().as_bytes())
    }

    /// Submits a form of a page.
    pub fn submits(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        self.sends_form(path, &form.join("&"))
    }

    /// POST of a page's form; the values are sent as they are.
    pub fn sends_form(&self, path: &str, form: &str) -> Answer {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.sends("POST", path, &headers, form.as_bytes())
    }

    /// Opens the sign-in page: the same browser with the cookie that it set, and its form's token.
    pub fn opens_sign_in(&self) -> (Self, String) {
        let page = self.gets("/sign-in");
        let csrf = page.hidden("csrf").expect("the form has a token");
        let browser = page
            .cookies()
            .into_iter()
            .fold(self.clone(), |browser, cookie| {
                browser.with_another_cookie(cookie)
            });
        (browser, csrf)
    }

    /// Opens an incident with a number and returns its identifier.
    pub fn opens_incident(&self, number: &str) -> String {
        let body = json!({"number": number, "origin": "call119", "called_at": "2026-11-21T12:01:00+09:00"});
        let answer = self.posts("/v1/incidents", &body);
        assert!(matches!(answer.status, 200 | 201), "{}", answer.text);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// Searches within an incident.
    pub fn looks_up(&self, incident: &str, criteria: &Value) -> Answer {
        self.posts(&format!("/v1/incidents/{incident}/lookups"), criteria)
    }

    /// Reads a summary within an incident.
    pub fn views_summary(&self, resident: &str, incident: &str) -> Answer {
        self.gets(&format!(
            "/v1/residents/{resident}/summary?incident_id={incident}"
        ))
    }

    /// Closes an incident with a hit.
    pub fn closes(&self, incident: &str, search: &Value) -> Answer {
        self.posts(&format!("/v1/incidents/{incident}/close"), search)
    }

    /// Lists who looked at a resident.
    pub fn lists_accesses(&self, resident: &str) -> Vec<Value> {
        let body = self
            .gets(&format!("/v1/residents/{resident}/accesses"))
            .expect(200);
        body["accesses"]
            .as_array()
            .expect("a list of accesses")
            .clone()
    }

    /// The version of a record, as the officer's ETag says it.
    pub fn version_of(&self, resident: &str) -> String {
        let answer = self.gets(&format!("/v1/residents/{resident}"));
        assert_eq!(answer.status, 200, "{}", answer.text);
        answer
            .header("etag")
            .expect("a record has an ETag")
            .to_owned()
    }

    /// Registers a person and returns their identifier.
    pub fn registers(&self, person: &Value) -> String {
        let body = self.posts("/v1/residents", person).expect(201);
        body["id"]
            .as_str()
            .or(body["resident_id"].as_str())
            .expect("an identifier")
            .to_owned()
    }

    /// Records a fact on the record as it stands.
    pub fn records(&self, resident: &str, kind: &str, value: &Value) -> Answer {
        let version = self.version_of(resident);
        let body = json!({"kind": kind, "value": value, "source": "family", "as_of": "2026-11-01"});
        self.posts_with(
            &format!("/v1/residents/{resident}/facts"),
            &[("if-match", &version)],
            &body,
        )
    }

    /// Takes a consent in.
    pub fn grants(&self, resident: &str, consent: &Value) -> Answer {
        self.posts(&format!("/v1/residents/{resident}/consents"), consent)
    }

    /// Withdraws a consent.
    pub fn withdraws(&self, consent: &str) -> Answer {
        self.posts(&format!("/v1/consents/{consent}/withdraw"), &json!({}))
    }
}

/// A value as it stands in a form.
pub fn escaped(value: &str) -> String {
    value
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}
