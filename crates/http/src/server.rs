//! Serves on a listener, over TLS only.

use crate::{build, state::AppState};
use actix_web::{
    HttpServer,
    dev::{Server, ServerHandle},
};
use futures_util::future::{Either, select};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::{
    io,
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;

/// Seconds that requests get to finish when the server stops.
const STOP_SECONDS: u64 = 20;

/// Connections that one worker takes; a city's crews, desks and programs need a tenth of it. Each may
/// hold a window of unread bytes.
const CONNECTIONS: usize = 1024;

/// Handshakes that one worker does at once: they are what costs before anyone is known.
const HANDSHAKES: usize = 64;

/// Unread bytes of one HTTP/2 stream, and of all streams of a connection. How many streams there may
/// be is not ours to say here, so the second is what bounds a connection.
const STREAM_WINDOW: u32 = 64 * 1024;
const CONNECTION_WINDOW: u32 = 256 * 1024;

/// A server that runs.
pub struct Running {
    server: Server,
    ending: Arc<Ending>,
}

/// Stops a server from another place.
#[derive(Debug, Clone)]
pub struct Stop {
    handle: ServerHandle,
    ending: Arc<Ending>,
}

/// How far a server is on its way to its end.
#[derive(Debug, Default)]
struct Ending {
    graceful: AtomicBool,
    at_once: Notify,
}

impl Running {
    /// What stops it.
    pub fn stop(&self) -> Stop {
        Stop {
            handle: self.server.handle(),
            ending: Arc::clone(&self.ending),
        }
    }

    /// Runs until it is stopped. After [`Stop::now`] it does not wait for what still runs; that ends
    /// with the process.
    pub async fn finished(self) -> io::Result<()> {
        let (server, at_once) = (self.server, self.ending.at_once.notified());
        tokio::pin!(at_once);
        match select(server, at_once).await {
            Either::Left((ended, _)) => ended,
            Either::Right(_) => Ok(()),
        }
    }
}

impl Stop {
    /// Takes no more requests and lets those that run finish. It does not wait for that;
    /// [`Running::finished`] does.
    pub fn gracefully(&self) {
        self.ending.graceful.store(true, Ordering::SeqCst);
        // The command is sent at once; the future only waits for its end.
        drop(self.handle.stop(true));
    }

    /// Ends every connection, also while [`Stop::gracefully`] waits for requests.
    pub fn now(&self) {
        drop(self.handle.stop(false));
        // Once a server stops gracefully it takes no other command before it is through.
        if self.ending.graceful.load(Ordering::SeqCst) {
            self.ending.at_once.notify_one();
        }
    }
}

/// What a server offers to clients: TLS 1.3 only.
pub fn tls(
    certificates: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<rustls::ServerConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
}

/// Starts to serve HTTP/2 and HTTP/1.1 over TLS. Must be called within actix's runtime.
///
/// Signals are left alone: whoever starts it decides on what it stops.
pub fn start(
    state: AppState,
    listener: TcpListener,
    tls: rustls::ServerConfig,
    workers: usize,
) -> io::Result<Running> {
    let limits = state.limits;
    let threads = limits.at_work + limits.hashing + limits.rosters;
    let server = HttpServer::new(move || build(state.clone()))
        .workers(workers)
        // The queues before the hop bound what runs; here is room for all of it on any worker.
        .worker_max_blocking_threads(threads)
        .max_connections(CONNECTIONS)
        .max_connection_rate(HANDSHAKES)
        .h2_initial_window_size(STREAM_WINDOW)
        .h2_initial_connection_window_size(CONNECTION_WINDOW)
        .keep_alive(Duration::from_secs(75))
        .tls_handshake_timeout(Duration::from_secs(5))
        // The time for the head of a request; bodies have their own.
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(3))
        .shutdown_timeout(STOP_SECONDS)
        .disable_signals()
        // HTTP/2 and HTTP/1.1 are offered by this call itself.
        .listen_rustls_0_23(listener, tls)?
        .run();
    Ok(Running {
        server,
        ending: Arc::default(),
    })
}

/// Serves until `shutdown` is over, then lets the requests that run finish.
pub async fn serve(
    state: AppState,
    listener: TcpListener,
    tls: rustls::ServerConfig,
    workers: usize,
    shutdown: impl Future<Output = ()> + 'static,
) -> io::Result<()> {
    let running = start(state, listener, tls, workers)?;
    let stop = running.stop();
    actix_web::rt::spawn(async move {
        shutdown.await;
        stop.gracefully();
    });
    running.finished().await
}
