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

/// Where the operator names another port.
#[derive(Debug, Clone, Copy)]
pub enum NamedBy {
    /// `--port` of the demo.
    Option,
    /// `listen` of the settings.
    Settings,
}

impl NamedBy {
    /// In Japanese and in English.
    const fn advice(self) -> (&'static str, &'static str) {
        match self {
            Self::Option => (
                "--port で別の番号を指定してください（0 なら空いている番号）",
                "name another one with --port (0: any free one)",
            ),
            Self::Settings => (
                "設定ファイルの listen か TASUKI_LISTEN で別の番号を指定してください",
                "name another one in listen of the settings, or in TASUKI_LISTEN",
            ),
        }
    }
}

/// Takes a port; 0 takes a free one.
pub fn listen(address: SocketAddr, named_by: NamedBy) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            let (port, (japanese, english)) = (address.port(), named_by.advice());
            Exit::port_taken(format!(
                "ポート {port} はほかのプログラムが使っています。{japanese} / port {port} is taken; {english}"
            ))
            .into()
        }
        _ => anyhow::Error::new(error).context(format!(
            "{address} で待ち受けられません / cannot listen on {address}"
        )),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_answered_with_what_the_command_has() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = taken.local_addr().unwrap();
        for (named_by, there, not) in [
            (NamedBy::Option, "--port", "TASUKI_LISTEN"),
            (NamedBy::Settings, "TASUKI_LISTEN", "--port"),
        ] {
            let words = format!("{:#}", listen(address, named_by).unwrap_err());
            assert!(words.contains(there) && !words.contains(not), "{words}");
            assert!(words.contains(&address.port().to_string()), "{words}");
        }
    }
}
