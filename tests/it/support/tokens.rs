//! Signed tokens made by hand, so that nothing of the library that checks them vouches for them.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use data_encoding::{BASE64, BASE64URL_NOPAD};
use hmac::{Hmac, Mac as _};
use serde_json::{Map, Value, json};
use sha2::Sha256;

/// A secret of the length that is asked for.
pub(crate) const SECRET: &str = "9c2f7a1e5b8d4036f1a7c3e85d2b6940";

/// A key that signs.
pub(crate) enum Signer {
    Secret(String),
    Rsa(Box<RsaKeyPair>),
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
}

impl Signer {
    pub(crate) fn secret() -> Self {
        Self::Secret(SECRET.to_owned())
    }

    pub(crate) fn rsa() -> Self {
        Self::Rsa(Box::new(RsaKeyPair::generate(KeySize::Rsa2048).expect("a key")))
    }

    pub(crate) fn ec() -> Self {
        Self::Ec(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"))
    }

    pub(crate) fn ed() -> Self {
        Self::Ed(Ed25519KeyPair::generate().expect("a key"))
    }

    pub(crate) fn algorithm(&self) -> &'static str {
        match self {
            Self::Secret(_) => "HS256",
            Self::Rsa(_) => "RS256",
            Self::Ec(_) => "ES256",
            Self::Ed(_) => "EdDSA",
        }
    }

    /// What the server is told: the secret, or the public key in PEM.
    pub(crate) fn public(&self) -> String {
        let der: PublicKeyX509Der<'_> = match self {
            Self::Secret(secret) => return secret.clone(),
            Self::Rsa(pair) => pair.public_key().as_der().expect("a public key"),
            Self::Ec(pair) => pair.public_key().as_der().expect("a public key"),
            Self::Ed(pair) => pair.public_key().as_der().expect("a public key"),
        };
        let text = BASE64.encode(der.as_ref());
        let lines: Vec<&str> = text
            .as_bytes()
            .chunks(64)
            .map(|line| std::str::from_utf8(line).expect("ASCII"))
            .collect();
        format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
            lines.join("\n")
        )
    }

    /// The public key as a JWK with that id.
    pub(crate) fn jwk(&self, id: &str) -> Value {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        match self {
            Self::Secret(_) => panic!("a secret is published nowhere"),
            Self::Rsa(pair) => {
                let (n, e) = (pair.public_key().modulus(), pair.public_key().exponent());
                let (n, e) = (
                    n.big_endian_without_leading_zero(),
                    e.big_endian_without_leading_zero(),
                );
                json!({ "kty": "RSA", "kid": id, "use": "sig", "n": text(n), "e": text(e) })
            }
            Self::Ec(pair) => {
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                json!({ "kty": "EC", "kid": id, "crv": "P-256", "x": text(x), "y": text(y) })
            }
            Self::Ed(pair) => {
                json!({ "kty": "OKP", "kid": id, "crv": "Ed25519", "x": text(pair.public_key().as_ref()) })
            }
        }
    }

    fn sign(&self, message: &str) -> Vec<u8> {
        match self {
            Self::Secret(secret) => {
                let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
                mac.update(message.as_bytes());
                mac.finalize().into_bytes().to_vec()
            }
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(
                    &RSA_PKCS1_SHA256,
                    &SystemRandom::new(),
                    message.as_bytes(),
                    &mut signature,
                )
                .expect("a signature");
                signature
            }
            Self::Ec(pair) => pair
                .sign(&SystemRandom::new(), message.as_bytes())
                .expect("a signature")
                .as_ref()
                .to_vec(),
            Self::Ed(pair) => pair.sign(message.as_bytes()).as_ref().to_vec(),
        }
    }

    /// A token of any header and any claims.
    pub(crate) fn token(&self, header: &Value, claims: &Value) -> String {
        let part = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let message = format!("{}.{}", part(header), part(claims));
        format!("{message}.{}", BASE64URL_NOPAD.encode(&self.sign(&message)))
    }

    /// A token with the usual header.
    pub(crate) fn usual(&self, claims: &Value) -> String {
        self.token(&json!({ "alg": self.algorithm(), "typ": "JWT" }), claims)
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock");
    since.as_secs().try_into().expect("a time")
}

/// The claims of a good token.
pub(crate) fn claims(issuer: &str, audience: &str, user: &str) -> Map<String, Value> {
    let claims = json!({
        "iss": issuer,
        "aud": audience,
        "sub": user,
        "iat": now(),
        "exp": now() + 60,
        "jti": format!("{:032x}", rand::random::<u128>()),
    });
    match claims {
        Value::Object(claims) => claims,
        _ => unreachable!("it is an object"),
    }
}
