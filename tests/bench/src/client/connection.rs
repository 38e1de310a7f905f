//! HTTP/1.1 over TLS 1.3 on one kept connection, with as little around it as it can have: what the
//! client costs is taken from the same processors that the server runs on.

use anyhow::{Context as _, bail};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore, StreamOwned,
    pki_types::{CertificateDer, ServerName, pem::PemObject as _},
};
use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::Arc,
    time::Duration,
};

/// A kept connection.
pub struct Connection {
    stream: StreamOwned<ClientConnection, TcpStream>,
    host: String,
    request: Vec<u8>,
    received: Vec<u8>,
}

/// An answer, as long as the next request is not sent.
pub struct Answer<'c> {
    pub status: u16,
    pub body: &'c [u8],
}

impl Answer<'_> {
    /// Refuses another status, and a body that does not hold `part`.
    pub fn expect(&self, status: u16, part: &str) -> anyhow::Result<()> {
        let holds = std::str::from_utf8(self.body).is_ok_and(|body| body.contains(part));
        if self.status != status || !holds {
            bail!(
                "{} instead of {status}, or the wrong answer: {}",
                self.status,
                String::from_utf8_lossy(self.body)
            );
        }
        Ok(())
    }
}

impl Connection {
    pub fn open(address: SocketAddr, authority: &Path) -> anyhow::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_file(authority)?)?;
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let name = ServerName::from(address.ip());
        let client = ClientConnection::new(Arc::new(config), name)?;
        let tcp = TcpStream::connect(address)?;
        tcp.set_nodelay(true)?;
        tcp.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self {
            stream: StreamOwned::new(client, tcp),
            host: address.to_string(),
            request: Vec::with_capacity(2048),
            received: Vec::with_capacity(64 * 1024),
        })
    }

    pub fn get(&mut self, path: &str, token: &str) -> anyhow::Result<Answer<'_>> {
        self.request.clear();
        write!(
            self.request,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\r\n",
            self.host
        )?;
        self.exchange()
    }

    pub fn post(&mut self, path: &str, token: &str, body: &str) -> anyhow::Result<Answer<'_>> {
        self.request.clear();
        write!(
            self.request,
            "POST {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            self.host,
            body.len()
        )?;
        self.exchange()
    }

    fn exchange(&mut self) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(&self.request)?;
        self.stream.flush()?;
        self.received.clear();
        let (head, length) = loop {
            self.receive()?;
            if let Some(head) = find(&self.received, b"\r\n\r\n") {
                let text = std::str::from_utf8(self.received.get(..head).unwrap_or_default())?;
                break (head + 4, length_of(text)?);
            }
        };
        while self.received.len() < head + length {
            self.receive()?;
        }
        if self.received.len() > head + length {
            bail!("more than one answer");
        }
        let status = std::str::from_utf8(self.received.get(9..12).unwrap_or_default())?.parse()?;
        Ok(Answer {
            status,
            body: self.received.get(head..).unwrap_or_default(),
        })
    }

    fn receive(&mut self) -> anyhow::Result<()> {
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer)? {
            0 => bail!("the server closed the connection"),
            read => self
                .received
                .extend_from_slice(buffer.get(..read).unwrap_or_default()),
        }
        Ok(())
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}

fn length_of(head: &str) -> anyhow::Result<usize> {
    head.lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .and_then(|(_, length)| length.trim().parse().ok())
        .context("an answer without a length")
}
