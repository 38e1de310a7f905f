//! Runs the server until the system or the person at the terminal asks it to stop.

use crate::{exit::Exit, sweeping::Sweeping};
use anyhow::Context as _;
use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
};
use tasuki_http::{AppState, Stop};

/// What is served and where.
pub struct Site {
    pub state: AppState,
    pub listener: TcpListener,
    pub tls: rustls::ServerConfig,
    pub workers: usize,
}

/// Takes a port; 0 takes a free one.
pub fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => Exit::port_taken(format!(
            "ポート {} はほかのプログラムが使っています。--port で別の番号を指定してください（0 なら空いている番号） / port {} is taken; name another one (0: any free one)",
            address.port(),
            address.port()
        ))
        .into(),
        _ => anyhow::Error::new(error)
            .context(format!("{address} で待ち受けられません / cannot listen on {address}")),
    })
}

/// How many threads serve if nobody says.
pub fn usual_workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

/// Reads a certificate chain and its key.
pub fn tls(certificate: &Path, key: &Path) -> anyhow::Result<rustls::ServerConfig> {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect)
        .with_context(|| format!("証明書を読めません / cannot read {}", certificate.display()))?;
    let secret = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("秘密鍵を読めません / cannot read {}", key.display()))?;
    tasuki_http::tls(chain, secret)
        .context("証明書と秘密鍵が合いません / the certificate and its key do not fit")
}

/// Serves. `listening` is called once clients can connect; if it fails, so does this.
pub fn run(site: Site, listening: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    actix_web::rt::System::new().block_on(async move {
        let Site {
            state,
            listener,
            tls,
            workers,
        } = site;
        let running = tasuki_http::start(state.clone(), listener, tls, workers)?;
        let stop = running.stop();
        let asked = Asked::new()?;
        let serving = actix_web::rt::spawn(running.finished());
        // Lets the server begin before anyone is told.
        tokio::task::yield_now().await;
        if let Err(error) = listening() {
            stop.now();
            return Err(error);
        }
        let sweeping = Sweeping::start(&state)?;
        actix_web::rt::spawn(stop_when(asked, stop));
        let served = serving.await;
        sweeping.finish();
        served.context("the server ended")??;
        tracing::info!("stopped");
        Ok(())
    })
}

/// The first request to stop lets requests finish; a second one does not.
async fn stop_when(mut asked: Asked, stop: Stop) {
    asked.comes().await;
    tracing::info!("stopping");
    stop.gracefully();
    asked.comes().await;
    stop.now();
}

/// The signals that ask for an end.
#[cfg(unix)]
struct Asked {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Asked {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn comes(&mut self) {
        std::future::poll_fn(|context| {
            let interrupted = self.interrupt.poll_recv(context).is_ready();
            if interrupted || self.terminate.poll_recv(context).is_ready() {
                std::task::Poll::Ready(())
            } else {
                std::task::Poll::Pending
            }
        })
        .await;
    }
}

/// The keys that ask for an end.
#[cfg(not(unix))]
struct Asked;

#[cfg(not(unix))]
impl Asked {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn comes(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
