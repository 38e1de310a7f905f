//! The bare transport: the web server with the same TLS settings, and nothing behind it.

use actix_web::{App, HttpResponse, HttpServer, web};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
use std::{net::SocketAddr, path::Path};

/// Serves until it is killed.
pub fn run(address: SocketAddr, certificate: &Path, key: &Path) -> anyhow::Result<()> {
    let chain = CertificateDer::pem_file_iter(certificate)?.collect::<Result<Vec<_>, _>>()?;
    let tls = tasuki_http::tls(chain, PrivateKeyDer::from_pem_file(key)?)?;
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(|| {
            // A body that nobody reads would close the connection.
            App::new().default_service(web::to(async |_: web::Bytes| {
                HttpResponse::Ok().body("hello")
            }))
        })
        .workers(workers)
        .bind_rustls_0_23(address, tls)?
        .run()
        .await
    })?;
    Ok(())
}
