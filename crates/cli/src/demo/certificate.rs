//! The demo's own certificate authority and server certificate.

use super::folder::Folder;
use anyhow::Context as _;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, date_time_ymd,
};
use tasuki_domain::time::Date;

pub const CA: &str = "ca.pem";
pub const SERVER: &str = "server.pem";
pub const SERVER_KEY: &str = "server.key";
/// The files made here.
pub const FILES: [&str; 3] = [CA, SERVER, SERVER_KEY];

/// Makes the authority and a certificate for this machine's own names, good for two years. The
/// authority's key is not kept, so it can sign nothing else.
pub fn make(folder: &Folder, today: Date) -> anyhow::Result<()> {
    let what = "証明書を作れません / cannot make a certificate";
    let ca_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).context(what)?;
    let mut ca = lasting(CertificateParams::default(), "Tasuki demo CA", today);
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let authority = ca.self_signed(&ca_key).context(what)?;

    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).context(what)?;
    let names = ["localhost", "127.0.0.1", "::1"].map(str::to_owned);
    let params = CertificateParams::new(names).context(what)?;
    let mut server = lasting(params, "Tasuki demo", today);
    server.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    server.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    server.use_authority_key_identifier_extension = true;
    let certificate = server
        .signed_by(&key, &Issuer::new(ca, ca_key))
        .context(what)?;

    folder.write(CA, authority.pem().as_bytes())?;
    folder.write(SERVER, certificate.pem().as_bytes())?;
    folder.write(SERVER_KEY, key.serialize_pem().as_bytes())
}

fn lasting(mut params: CertificateParams, name: &str, today: Date) -> CertificateParams {
    let day = |date: Date| {
        let part = |number: i8| u8::try_from(number).unwrap_or(1);
        date_time_ymd(i32::from(date.year()), part(date.month()), part(date.day()))
    };
    // Yesterday, for a client whose clock is behind; 730 days are what the strictest client takes.
    let from = today.yesterday().unwrap_or(today);
    params.not_before = day(from);
    params.not_after = day(from.saturating_add(jiff::Span::new().days(730)));
    params.distinguished_name.remove(DnType::CommonName);
    params.distinguished_name.push(DnType::CommonName, name);
    params
}
