//! The key that the configuration has: a secret, or the application's public key in PEM. It is judged when the configuration
//! is read, since the library that checks signatures would refuse every token later, and give no reason.

use jsonwebtoken::DecodingKey;
use secrecy::{ExposeSecret as _, SecretString};
use simple_asn1::{ASN1Block, from_der};

use super::algorithm::HandoffAlgorithm;
use crate::identity::jwt::{RSA_BITS, usable};

/// The shortest secret in bytes: as long as the digest (RFC 7518, section 3.2).
const SHORTEST_SECRET: usize = 32;

/// Reads a key of the configuration.
///
/// # Errors
/// A sentence for the operator.
pub(super) fn decoding_key(algorithm: HandoffAlgorithm, key: &SecretString) -> Result<DecodingKey, String> {
    let text = key.expose_secret().trim();
    match algorithm {
        HandoffAlgorithm::Hs256 if text.contains("-----BEGIN") => {
            Err("this is a key in PEM; HS256 takes a secret. Set identity.handoff.algorithm".to_owned())
        }
        HandoffAlgorithm::Hs256 if text.len() < SHORTEST_SECRET => {
            Err("it is too short to be safe: openssl rand -hex 32 makes a good one".to_owned())
        }
        HandoffAlgorithm::Hs256 => Ok(DecodingKey::from_secret(text.as_bytes())),
        _ => public_key(text, algorithm),
    }
}

/// Reads a public key for an algorithm.
///
/// # Errors
/// A sentence for the operator: what the text is, and what is wanted.
fn public_key(text: &str, algorithm: HandoffAlgorithm) -> Result<DecodingKey, String> {
    let text = with_line_breaks(text);
    if let Some(what) = no_public_key(&text) {
        return Err(what.to_owned());
    }
    let pems = pem::parse_many(&text).unwrap_or_default();
    let [pem] = pems.as_slice() else {
        return Err(if pems.is_empty() {
            "the PEM is damaged: copy all of it, from -----BEGIN to the dashes after END".to_owned()
        } else {
            format!("it holds {} keys, and one is taken here", pems.len())
        });
    };
    let (kind, key) = judged(pem)?;
    let (fits, wanted, from_pem): (_, _, Reader) = match algorithm {
        HandoffAlgorithm::Es256 => (
            matches!(kind, Kind::Ec("P-256")),
            "an EC key on P-256",
            DecodingKey::from_ec_pem,
        ),
        HandoffAlgorithm::EdDsa => (
            matches!(kind, Kind::Ed25519),
            "an Ed25519 key",
            DecodingKey::from_ed_pem,
        ),
        // HS256 has no public key, and its secret never comes here.
        HandoffAlgorithm::Rs256 | HandoffAlgorithm::Hs256 => (
            matches!(kind, Kind::Rsa(bits) if RSA_BITS.contains(&bits)),
            "an RSA key of 2,048 to 8,192 bits",
            DecodingKey::from_rsa_pem,
        ),
    };
    let name = algorithm.name();
    if !fits {
        return Err(format!(
            "this is {kind}, and {name} takes {wanted}: write such a key, or set identity.handoff.algorithm to what it is for"
        ));
    }
    let read = usable(algorithm.signature(), &key).then(|| from_pem(pem::encode(pem).as_bytes()));
    read.and_then(Result::ok).ok_or_else(|| {
        format!("this is {kind}, and no signature can be checked with it: make a new pair of keys")
    })
}

/// Reads a public key of one kind.
type Reader = fn(&[u8]) -> jsonwebtoken::errors::Result<DecodingKey>;

/// A variable cannot hold line breaks where a file of variables sets it, so people write them as `\n`. No backslash belongs
/// into PEM, so there is no doubt about what is meant.
fn with_line_breaks(text: &str) -> String {
    text.replace("\\r", "\r").replace("\\n", "\n")
}

/// The reason why a text is no public key, where its first words say so.
fn no_public_key(text: &str) -> Option<&'static str> {
    if text.contains("PRIVATE KEY") {
        Some("this is a private key: it belongs to the application alone. Write the public key")
    } else if text.contains("BEGIN CERTIFICATE") {
        Some(
            "this is a certificate, whose end nobody would watch here. Write the public key in it: openssl x509 -in FILE -noout \
             -pubkey",
        )
    } else if !text.contains("-----BEGIN") {
        Some("write the public key in PEM, from -----BEGIN PUBLIC KEY----- on")
    } else {
        None
    }
}

/// The kind of a key.
enum Kind {
    /// RSA, with the length of its modulus in bits.
    Rsa(u64),
    /// An elliptic curve, by its name.
    Ec(&'static str),
    Ed25519,
    /// Another kind, as the end of a sentence.
    Other(&'static str),
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rsa(bits) => write!(f, "an RSA key of {bits} bits"),
            Self::Ec(curve) => write!(f, "an EC key on {curve}"),
            Self::Ed25519 => f.write_str("an Ed25519 key"),
            Self::Other(kind) => f.write_str(kind),
        }
    }
}

/// The kind of a key, and the key in the form that its verifier takes (RFC 5280, `SubjectPublicKeyInfo`; RFC 8017 for
/// `RSA PUBLIC KEY`).
fn judged(pem: &pem::Pem) -> Result<(Kind, Vec<u8>), String> {
    let damaged = || "the PEM is damaged: its content is no public key. Copy it again".to_owned();
    let blocks = from_der(pem.contents()).map_err(|_| damaged())?;
    if pem.tag() == "RSA PUBLIC KEY" {
        let bits = modulus(&blocks).ok_or_else(damaged)?;
        return Ok((Kind::Rsa(bits), pem.contents().to_vec()));
    }
    let [ASN1Block::Sequence(_, parts)] = blocks.as_slice() else {
        return Err(damaged());
    };
    let [ASN1Block::Sequence(_, algorithm), ASN1Block::BitString(_, _, key)] = parts.as_slice() else {
        return Err(damaged());
    };
    let mut names = algorithm.iter().filter_map(|block| match block {
        ASN1Block::ObjectIdentifier(_, id) => id.as_vec::<u64>().ok(),
        _ => None,
    });
    let kind = match names.next().as_deref() {
        Some([1, 2, 840, 113_549, 1, 1, 1]) => {
            let inner = from_der(key).map_err(|_| damaged())?;
            Kind::Rsa(modulus(&inner).ok_or_else(damaged)?)
        }
        Some([1, 2, 840, 113_549, 1, 1, 10]) => Kind::Other("a key for RSA-PSS alone"),
        Some([1, 2, 840, 10_045, 2, 1]) => Kind::Ec(curve(names.next().as_deref())),
        Some([1, 3, 101, 112]) => Kind::Ed25519,
        Some([1, 3, 101, 113]) => Kind::Other("an Ed448 key"),
        Some([1, 3, 101, 110 | 111]) => Kind::Other("a key for encryption (X25519 or X448)"),
        Some([1, 2, 840, 10_040, 4, 1]) => Kind::Other("a DSA key"),
        _ => Kind::Other("a key of a kind that is not known here"),
    };
    Ok((kind, key.clone()))
}

fn curve(name: Option<&[u64]>) -> &'static str {
    match name {
        Some([1, 2, 840, 10_045, 3, 1, 7]) => "P-256",
        Some([1, 3, 132, 0, 34]) => "P-384",
        Some([1, 3, 132, 0, 35]) => "P-521",
        Some([1, 3, 132, 0, 10]) => "secp256k1",
        _ => "another curve than P-256",
    }
}

/// The length of the modulus of an RSA key, in bits.
fn modulus(blocks: &[ASN1Block]) -> Option<u64> {
    let [ASN1Block::Sequence(_, numbers)] = blocks else {
        return None;
    };
    match numbers.as_slice() {
        [ASN1Block::Integer(_, modulus), ASN1Block::Integer(..)] => Some(modulus.bits()),
        _ => None,
    }
}
