//! The signature of a delivery: of the key in its own header and the secret, by plain SHA-256. It covers neither the body nor
//! a time, so it says who may send, and nothing about what is sent.

use actix_web::http::header::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

const KEY: &str = "x-proabono-key";
const SIGNATURE: &str = "x-proabono-signature";

/// The reasons to refuse a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unsigned {
    /// A header is missing or empty.
    Missing,
    /// A header came more than once.
    Repeated,
    /// The signature is no digest in Base64.
    Malformed,
    /// The signature is another one.
    Wrong,
}

impl Unsigned {
    /// The reason in metrics and in the log.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Missing => "unsigned",
            Self::Repeated => "repeated_header",
            Self::Malformed => "malformed_signature",
            Self::Wrong => "wrong_signature",
        }
    }
}

/// Checks that a delivery is signed with one of the secrets.
///
/// # Errors
/// [`Unsigned`] says why it is not.
pub(crate) fn check(headers: &HeaderMap, secrets: &[SecretString]) -> Result<(), Unsigned> {
    let (key, signature) = (once(headers, KEY)?, once(headers, SIGNATURE)?);
    let given: [u8; 32] = BASE64_STANDARD
        .decode(signature)
        .ok()
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or(Unsigned::Malformed)?;
    // Every secret is tried, so that the time says nothing about which of them it was.
    let matches = secrets.iter().filter(|secret| !secret.expose_secret().is_empty());
    let matches = matches.map(|secret| expected(key, secret).ct_eq(&given));
    let any = matches.fold(subtle::Choice::from(0), |any, one| any | one);
    bool::from(any).then_some(()).ok_or(Unsigned::Wrong)
}

/// The headers that say who sends, for whoever passes an event on as ProAbono would.
#[cfg(feature = "cli")]
pub(crate) fn headers(key: &'static str, secret: &SecretString) -> [(&'static str, String); 2] {
    let signature = BASE64_STANDARD.encode(expected(key.as_bytes(), secret));
    [(KEY, key.to_owned()), (SIGNATURE, signature)]
}

/// The only value of a header, as it came: a key need not be ASCII.
fn once<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a [u8], Unsigned> {
    let mut values = headers.get_all(name);
    let value = values.next().ok_or(Unsigned::Missing)?;
    if values.next().is_some() {
        return Err(Unsigned::Repeated);
    }
    Some(value.as_bytes())
        .filter(|value| !value.is_empty())
        .ok_or(Unsigned::Missing)
}

fn expected(key: &[u8], secret: &SecretString) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(key);
    hash.update(secret.expose_secret());
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    const GOOD: (&str, &str, &str) = (
        "webhook-key-42",
        "the-webhook-secret",
        "4AWMZvaoSHye2keqwXJGJA2JC+CF8vHQKuF9UA206As=",
    );

    fn map(pairs: &[(&str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&str, &str)| {
            let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
            (name, HeaderValue::from_bytes(value.as_bytes()).unwrap())
        };
        let mut headers = HeaderMap::new();
        for (name, value) in pairs.iter().map(pair) {
            headers.append(name, value);
        }
        headers
    }

    fn signed(key: &str, signature: &str, secrets: &[&str]) -> Result<(), Unsigned> {
        let secrets: Vec<SecretString> = secrets.iter().copied().map(SecretString::from).collect();
        check(&map(&[(KEY, key), (SIGNATURE, signature)]), &secrets)
    }

    #[test]
    fn the_published_vectors_are_taken() {
        for (key, secret, signature) in [
            GOOD,
            (
                "3f0c9a52-6d1e-4b7c-9a11-0c5e2d7f8b90",
                "whsec_Zq8vN2kLx0",
                "Gq5pGr3r7iGReJ77aiz9xGyjdTFhhaT2qpgqCdauVHI=",
            ),
            (
                "clé-été-7",
                "sécrèt-ß",
                "82vSMsmUMPli6BLnljla6PaR8DwfHuXNOAP19zUnmLQ=",
            ),
        ] {
            assert_eq!(signed(key, signature, &[secret]), Ok(()), "{key}");
        }
    }

    #[test]
    fn the_published_mistakes_are_refused() {
        for (signature, why) in [
            ("2qVr/lj1I/4kh0StKbsl8WnWQ52PFdGSCKkaTB/5lrg=", Unsigned::Wrong),
            ("8rYo11Sn6+0GHqwNURIn8Qs+XQL/MbxVN60lN/sVmgY=", Unsigned::Wrong),
            (
                "ZTAwNThjNjZmNmE4NDg3YzllZGE0N2FhYzE3MjQ2MjQwZDg5MGJlMDg1ZjJmMWQwMmFlMTdkNTAwZGI0ZTgwYg==",
                Unsigned::Malformed,
            ),
            (
                "e0058c66f6a8487c9eda47aac17246240d890be085f2f1d02ae17d500db4e80b",
                Unsigned::Malformed,
            ),
            ("", Unsigned::Missing),
        ] {
            assert_eq!(signed(GOOD.0, signature, &[GOOD.1]), Err(why), "{signature}");
        }
    }

    #[test]
    fn either_secret_is_taken_and_none_and_an_empty_one_refuse() {
        assert_eq!(signed(GOOD.0, GOOD.2, &["new-secret", GOOD.1]), Ok(()));
        assert_eq!(signed(GOOD.0, GOOD.2, &["new-secret"]), Err(Unsigned::Wrong));
        assert_eq!(signed(GOOD.0, GOOD.2, &[]), Err(Unsigned::Wrong));
        let of_nothing = BASE64_STANDARD.encode(Sha256::digest(GOOD.0));
        assert_eq!(signed(GOOD.0, &of_nothing, &[""]), Err(Unsigned::Wrong));
    }

    #[test]
    fn each_header_must_come_once() {
        let secrets = [SecretString::from(GOOD.1)];
        let (key, signature) = ((KEY, GOOD.0), (SIGNATURE, GOOD.2));
        for (pairs, why) in [
            (vec![key], Unsigned::Missing),
            (vec![signature], Unsigned::Missing),
            (vec![key, key, signature], Unsigned::Repeated),
            (vec![key, signature, signature], Unsigned::Repeated),
            (vec![(KEY, ""), signature], Unsigned::Missing),
        ] {
            assert_eq!(check(&map(&pairs), &secrets), Err(why), "{pairs:?}");
        }
    }
}
