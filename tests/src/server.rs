//! The real server on a free port, with TLS, for one test.

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::{
    net::TcpListener,
    sync::{Arc, OnceLock, mpsc},
    thread::JoinHandle,
};
use tasuki_http::AppState;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};

struct Identity {
    authority: CertificateDer<'static>,
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

/// One certificate for the whole run; it proves nothing to anyone else.
fn identity() -> &'static Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let authority_key = KeyPair::generate().unwrap();
        let mut authority = CertificateParams::default();
        authority
            .distinguished_name
            .push(DnType::CommonName, "test authority");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_certificate = authority.self_signed(&authority_key).unwrap();
        let issuer = Issuer::from_params(&authority, &authority_key);
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()])
            .unwrap()
            .signed_by(&key, &issuer)
            .unwrap();
        Identity {
            authority: authority_certificate.der().clone(),
            certificate: certificate.der().clone(),
            key: key.serialize_der(),
        }
    })
}

/// A running server. It stops when dropped.
pub struct Server {
    /// `https://127.0.0.1:port`.
    pub base: String,
    stop: Option<tasuki_http::Stop>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts it.
    pub fn start(state: AppState) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("https://{}", listener.local_addr().unwrap());
        let identity = identity();
        let key = PrivateKeyDer::try_from(identity.key.clone()).unwrap();
        let tls = rustls::ServerConfig::builder_with_provider(Arc::new(
            rustls::crypto::ring::default_provider(),
        ))
        .with_protocol_versions(&[&rustls::version::TLS13])
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![identity.certificate.clone()], key)
        .unwrap();
        let (sender, receiver) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let running = tasuki_http::start(state, listener, tls, 1).unwrap();
                sender.send(running.stop()).unwrap();
                running.finished().await.unwrap();
            });
        });
        Self {
            base,
            stop: Some(receiver.recv().unwrap()),
            thread: Some(thread),
        }
    }

    /// A client that trusts this server and nobody else, and takes every status as an answer.
    pub fn client() -> Agent {
        let authority = Certificate::from_der(&identity().authority).to_owned();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(vec![authority])))
            .build();
        Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .max_redirects(0)
            .build()
            .into()
    }
}

impl Server {
    /// What stops it, for a test about stopping.
    pub fn stop(&self) -> tasuki_http::Stop {
        self.stop.clone().expect("it runs")
    }

    /// Whether it has ended.
    pub fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.now();
        }
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the server ended badly"
            );
        }
    }
}

/// The routes of the application, from the framework's own table.
pub(crate) fn routes(state: AppState) -> Vec<String> {
    use actix_web::{HttpResponse, introspection::IntrospectionTree, test, web};
    const OWN: &str = "/test-only/routes";
    async fn list(tree: web::Data<IntrospectionTree>) -> HttpResponse {
        HttpResponse::Ok()
            .content_type("application/json")
            .body(tree.report_as_json())
    }
    actix_web::rt::System::new().block_on(async move {
        let app = tasuki_http::build(state).route(OWN, web::get().to(list));
        let app = test::init_service(app).await;
        let body =
            test::call_and_read_body(&app, test::TestRequest::get().uri(OWN).to_request()).await;
        let report: serde_json::Value = serde_json::from_slice(&body).unwrap();
        let mut routes = Vec::new();
        for item in report.as_array().expect("a list of routes") {
            let path = item["full_path"].as_str().unwrap();
            for method in item["methods"].as_array().into_iter().flatten() {
                if path != OWN {
                    routes.push(format!("{} {path}", method.as_str().unwrap()));
                }
            }
        }
        routes
    })
}
