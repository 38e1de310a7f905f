//! Where a request comes from.

use actix_web::HttpRequest;
use std::net::IpAddr;

/// The address that a request came from: that of the connection, because a header that names
/// another one is anybody's word.
pub(crate) fn address(req: &HttpRequest) -> Option<IpAddr> {
    req.peer_addr().map(|peer| peer.ip())
}
