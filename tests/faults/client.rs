//! A client that takes whatever happens as an answer: also half of one, and none.

use crate::patience::timed;
use serde_json::Value;
use std::{
    io::Read as _,
    sync::{
        Arc, RwLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tasuki_tests::Answer;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

/// Longer than the service ever takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// Someone with a token. Clones speak to the same server, wherever it is started again.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    base: Arc<RwLock<String>>,
    token: Arc<str>,
    /// Milliseconds of the longest wait for an answer.
    slowest: Arc<AtomicU64>,
}

/// What came back.
#[derive(Debug, Clone)]
pub enum Heard {
    /// A whole answer.
    Whole(Answer),
    /// The head of one and a part of its body.
    Cut {
        /// The status it began with.
        status: u16,
        /// What there was of the body.
        begun: Vec<u8>,
    },
    /// Nothing.
    Nothing,
}

impl Heard {
    /// The status, if that much came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Whole(answer) => Some(answer.status),
            Self::Cut { status, .. } => Some(*status),
            Self::Nothing => None,
        }
    }

    /// The answer, if it came whole and well.
    pub fn good(&self) -> Option<&Answer> {
        match self {
            Self::Whole(answer) if answer.status < 300 => Some(answer),
            _ => None,
        }
    }

    /// Everything that came, as text.
    pub fn text(&self) -> String {
        match self {
            Self::Whole(answer) => answer.text.clone(),
            Self::Cut { begun, .. } => String::from_utf8_lossy(begun).into_owned(),
            Self::Nothing => String::new(),
        }
    }
}

impl Client {
    /// A client that trusts one authority and nobody else.
    pub fn new(authority: &[u8], token: &str) -> Self {
        let authority = Certificate::from_der(authority).to_owned();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(vec![authority])))
            .build();
        Self {
            agent: Agent::config_builder()
                .tls_config(tls)
                .http_status_as_error(false)
                .max_redirects(0)
                .timeout_global(Some(PATIENCE))
                .build()
                .into(),
            base: Arc::default(),
            token: token.into(),
            slowest: Arc::default(),
        }
    }

    /// The same with another token, on connections of its own.
    pub fn acting_as(&self, token: &str) -> Self {
        Self {
            agent: self.agent.config().clone().new_agent(),
            base: Arc::clone(&self.base),
            token: token.into(),
            slowest: Arc::clone(&self.slowest),
        }
    }

    /// The longest that anybody waited for an answer.
    pub fn slowest(&self) -> Duration {
        Duration::from_millis(self.slowest.load(Ordering::Relaxed))
    }

    /// The same on connections of its own, as another device has.
    pub fn acting_as_before(&self) -> Self {
        self.acting_as(&self.token)
    }

    /// Speaks to another server from now on.
    pub fn moves_to(&self, base: &str) {
        base.clone_into(&mut self.base.write().unwrap());
    }

    /// Asks, once.
    pub fn asks(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Heard {
        let (heard, took) = timed(|| self.asks_once(method, path, headers, body));
        let took = u64::try_from(took.as_millis()).unwrap();
        self.slowest.fetch_max(took, Ordering::Relaxed);
        heard
    }

    fn asks_once(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Heard {
        let base = self.base.read().unwrap().clone();
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{base}{path}"))
            .header("authorization", format!("Bearer {}", self.token));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let Ok(response) = self.agent.run(request.body(body.to_vec()).unwrap()) else {
            return Heard::Nothing;
        };
        let status = response.status().as_u16();
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect();
        let mut begun = Vec::new();
        match response.into_body().into_reader().read_to_end(&mut begun) {
            Ok(_) => Heard::Whole(Answer {
                status,
                headers,
                text: String::from_utf8_lossy(&begun).into_owned(),
            }),
            Err(_) => Heard::Cut { status, begun },
        }
    }

    /// GET.
    pub fn gets(&self, path: &str) -> Heard {
        self.asks("GET", path, &[], b"")
    }

    /// POST of JSON.
    pub fn posts(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Heard {
        let mut all = vec![("content-type", "application/json")];
        all.extend(headers);
        self.asks("POST", path, &all, body.to_string().as_bytes())
    }
}
