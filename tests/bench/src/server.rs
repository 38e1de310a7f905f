//! The server under test, in a process of its own.

use crate::{client::Connection, edge};
use anyhow::{Context as _, bail};
use std::{
    fs::File,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

/// How long it may take until it answers.
const STARTING: Duration = Duration::from_secs(30);

/// A running server; it stops when dropped.
pub struct Server {
    pub address: SocketAddr,
    child: Child,
}

impl Server {
    /// `tasuki serve` as an installation runs it; only its port comes from here.
    pub fn serve(program: &Path, settings: &Path, authority: &Path) -> anyhow::Result<Self> {
        let address = free()?;
        let log = settings.with_file_name("server.log");
        let child = Command::new(program)
            .arg("serve")
            .arg("--config")
            .arg(settings)
            .env("TASUKI_LISTEN", address.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| {
                format!("{}: build it, or name it with --server", program.display())
            })?;
        Self { address, child }.answering(authority, &log)
    }

    /// The bare server of this program.
    pub fn hello(certificate: &[std::path::PathBuf; 2], authority: &Path) -> anyhow::Result<Self> {
        let address = free()?;
        let [certificate, key] = certificate;
        let child = Command::new(std::env::current_exe()?)
            .arg("hello")
            .arg(address.to_string())
            .args([certificate, key])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()?;
        Self { address, child }.answering(authority, Path::new("its output"))
    }

    /// Waits until it takes a connection.
    fn answering(mut self, authority: &Path, log: &Path) -> anyhow::Result<Self> {
        let began = edge::tick();
        while began.elapsed() < STARTING {
            if let Some(status) = self.child.try_wait()? {
                bail!("the server ended with {status}; see {}", log.display());
            }
            let answer = Connection::open(self.address, authority)
                .and_then(|mut connection| Ok(connection.get("/healthz", "none")?.status));
            if answer.is_ok() {
                return Ok(self);
            }
            edge::pause(Duration::from_millis(20));
        }
        bail!("the server did not answer; see {}", log.display())
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

fn free() -> anyhow::Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
