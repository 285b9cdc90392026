use std::fmt;
use std::sync::Arc;

use aws_lc_rs::hmac;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use data_encoding::BASE64;

/// The start of a secret that both sides know.
const SECRET: &str = "whsec_";
/// The start of a private key.
const PRIVATE: &str = "whsk_";
/// The start of a public key.
const PUBLIC: &str = "whpk_";
/// The length of the seed of an Ed25519 key, and of its public key.
const SEED: usize = 32;

/// A key that signs posts. It never prints.
#[derive(Clone)]
pub struct HostKey(Kind);

#[derive(Clone)]
enum Kind {
    Secret(Arc<hmac::Key>),
    Pair(Arc<Ed25519KeyPair>),
}

impl HostKey {
    /// Reads a key as Standard Webhooks writes it.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(super) fn new(text: &str) -> Result<Self, &'static str> {
        if let Some(text) = text.strip_prefix(SECRET) {
            return secret(text);
        }
        if let Some(text) = text.strip_prefix(PRIVATE) {
            return pair(text);
        }
        Err(if text.starts_with(PUBLIC) {
            "this is a public key, with which the application checks signatures: write the private one, which starts with whsk_"
        } else {
            "write whsec_ and a secret in Base64, such as `openssl rand -base64 32` prints, or whsk_ and a private key of Ed25519"
        })
    }

    /// The key with which the application checks the signatures, when it is another one than this.
    pub fn public(&self) -> Option<String> {
        match &self.0 {
            Kind::Secret(_) => None,
            Kind::Pair(pair) => Some(format!("{PUBLIC}{}", BASE64.encode(pair.public_key().as_ref()))),
        }
    }

    /// One signature, as it stands in the header.
    fn sign(&self, signed: &[u8]) -> String {
        match &self.0 {
            Kind::Secret(key) => format!("v1,{}", BASE64.encode(hmac::sign(key, signed).as_ref())),
            Kind::Pair(pair) => format!("v1a,{}", BASE64.encode(pair.sign(signed).as_ref())),
        }
    }
}

impl fmt::Debug for HostKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HostKey").finish_non_exhaustive()
    }
}

/// The header with the signatures of one attempt, one for each key. `at` is the time of the attempt, in seconds since 1970.
pub(super) fn signatures(keys: &[HostKey], id: &str, at: u64, body: &str) -> String {
    let signed = format!("{id}.{at}.{body}");
    let each = keys.iter().map(|key| key.sign(signed.as_bytes()));
    each.collect::<Vec<_>>().join(" ")
}

fn secret(text: &str) -> Result<HostKey, &'static str> {
    match BASE64.decode(text.as_bytes()) {
        Ok(bytes) if (24..=64).contains(&bytes.len()) => Ok(HostKey(Kind::Secret(Arc::new(hmac::Key::new(
            hmac::HMAC_SHA256,
            &bytes,
        ))))),
        Ok(_) => Err("what follows whsec_ has not 24 to 64 bytes: `openssl rand -base64 32` makes 32"),
        Err(_) => Err("what follows whsec_ is not Base64: `openssl rand -base64 32` makes it"),
    }
}

/// The seed alone, or with the public key behind it, as several libraries keep a private key.
fn pair(text: &str) -> Result<HostKey, &'static str> {
    let bytes = BASE64.decode(text.as_bytes());
    let bytes = bytes.map_err(|_| "what follows whsk_ is not Base64")?;
    let pair = match bytes.split_at_checked(SEED) {
        Some((seed, [])) => Ed25519KeyPair::from_seed_unchecked(seed),
        Some((seed, public)) => Ed25519KeyPair::from_seed_and_public_key(seed, public),
        None => return Err(NO_PAIR),
    };
    let pair = pair.map_err(|_| NO_PAIR)?;
    Ok(HostKey(Kind::Pair(Arc::new(pair))))
}

const NO_PAIR: &str = "what follows whsk_ is no private key of Ed25519: the 32 bytes of its seed, or these and the 32 bytes of \
                       its public key";

#[cfg(test)]
mod tests {
    use super::*;

    /// The second key pair of RFC 8032, section 7.1.
    const SEED_HEX: &[u8] = b"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC_HEX: &[u8] = b"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

    fn bytes(hex: &[u8]) -> Vec<u8> {
        data_encoding::HEXLOWER.decode(hex).unwrap()
    }

    #[test]
    fn the_signature_of_the_specification_is_made() {
        // The example of the specification's own libraries.
        let key = HostKey::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let made = signatures(
            &[key],
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(made, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_private_key_is_taken_with_and_without_its_public_key() {
        let (seed, public) = (bytes(SEED_HEX), bytes(PUBLIC_HEX));
        let whole = [seed.clone(), public.clone()].concat();
        for private in [&seed, &whole] {
            let key = HostKey::new(&format!("whsk_{}", BASE64.encode(private))).unwrap();
            let expected = format!("whpk_{}", BASE64.encode(&public));
            assert_eq!(key.public(), Some(expected));
        }
        let other = [seed.clone(), seed].concat();
        HostKey::new(&format!("whsk_{}", BASE64.encode(&other))).unwrap_err();
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let secret = |length| format!("whsec_{}", BASE64.encode(&vec![7; length]));
        for length in [24, 64] {
            HostKey::new(&secret(length)).unwrap();
        }
        for text in [
            String::new(),
            "whsec_".to_owned(),
            secret(23),
            secret(65),
            "whsec_!".to_owned(),
            "whsk_".to_owned(),
            format!("whsk_{}", BASE64.encode(&[7; 31])),
            format!("whpk_{}", BASE64.encode(&[7; 32])),
            BASE64.encode(&[7; 32]),
        ] {
            assert!(HostKey::new(&text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_key_prints() {
        let key = HostKey::new(&format!("whsec_{}", BASE64.encode(&[7; 32]))).unwrap();
        assert_eq!(format!("{key:?}"), "HostKey { .. }");
    }
}
