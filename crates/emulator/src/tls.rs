//! The certificate of an emulator that speaks https, and the authority that signs it: both are made at the start, and the
//! authority's key is forgotten at once.

use std::io;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs;
use rustls::pki_types::PrivatePkcs8KeyDer;

/// The names and addresses by which the emulator is asked. The host of a further segment is not among them: clients refuse a
/// wildcard before a name of one label.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// The configuration of the listener, and the certificate of the authority as PEM.
pub(crate) fn identity() -> io::Result<(ServerConfig, String)> {
    let (chain, key, authority) = certificates().map_err(io::Error::other)?;
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?
        .with_no_client_auth()
        .with_single_cert(vec![chain], key.into())
        .map_err(io::Error::other)?;
    Ok((config, authority))
}

type Certificates = (
    rustls::pki_types::CertificateDer<'static>,
    PrivatePkcs8KeyDer<'static>,
    String,
);

fn certificates() -> Result<Certificates, rcgen::Error> {
    let mut authority = CertificateParams::new(Vec::new())?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let name = "An emulator of ProAbono, made for one run";
    authority.distinguished_name.push(DnType::CommonName, name);
    let authority_key = KeyPair::generate()?;
    let pem = authority.self_signed(&authority_key)?.pem();
    let issuer = Issuer::new(authority, authority_key);
    let key = KeyPair::generate()?;
    let mut own = CertificateParams::new(NAMES.map(str::to_owned))?;
    own.distinguished_name.push(DnType::CommonName, "localhost");
    own.use_authority_key_identifier_extension = true;
    let own = own.signed_by(&key, &issuer)?;
    Ok((
        own.der().clone(),
        PrivatePkcs8KeyDer::from(key.serialize_der()),
        pem,
    ))
}
