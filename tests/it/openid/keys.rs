//! The keys of the written provider, and the ways in which it signs and pretends to.

use std::sync::Arc;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
    RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
};
use aws_lc_rs::{hmac, rsa};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Es256,
    Rs256,
    Ps256,
    EdDsa,
    /// Not at all, and says so.
    Unsigned,
    /// With a shared secret: what everybody knows of the RSA key.
    HmacOfPublicKey,
    /// With the secret that the client and the provider share.
    HmacOfClientSecret,
    /// With a key of a stranger's, under the name of a good one.
    Stranger,
    /// With a key that nobody has published, under a name of its own.
    Unpublished,
}

impl Sign {
    pub(super) fn alg(self) -> &'static str {
        match self {
            Self::Es256 | Self::Stranger | Self::Unpublished => "ES256",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::EdDsa => "EdDSA",
            Self::Unsigned => "none",
            Self::HmacOfPublicKey | Self::HmacOfClientSecret => "HS256",
        }
    }

    pub(super) fn kid(self) -> &'static str {
        match self {
            Self::Es256 | Self::Stranger => "ec",
            Self::EdDsa => "ed",
            Self::Unpublished => "unpublished",
            _ => "rsa",
        }
    }
}

/// Cheap to clone.
#[derive(Clone)]
pub(super) struct Keys {
    ec: Arc<EcdsaKeyPair>,
    stranger: Arc<EcdsaKeyPair>,
    ed: Arc<Ed25519KeyPair>,
    rsa: Arc<RsaKeyPair>,
}

/// A key of ES256.
pub(super) struct EcKey(Arc<EcdsaKeyPair>);

impl EcKey {
    pub(super) fn new() -> Self {
        Self(ec())
    }

    /// What is shown of it under that name; null for none.
    pub(super) fn named(&self, kid: &Value) -> Value {
        let mut key = point(self.0.public_key().as_ref(), "ec");
        key["kid"] = kid.clone();
        key
    }
}

fn ec() -> Arc<EcdsaKeyPair> {
    let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
    Arc::new(key.expect("a key"))
}

impl Keys {
    pub(super) fn new() -> Self {
        Self {
            ec: ec(),
            stranger: ec(),
            ed: Arc::new(Ed25519KeyPair::generate().expect("a key")),
            rsa: Arc::new(RsaKeyPair::generate(KeySize::Rsa2048).expect("a key")),
        }
    }

    /// Replaces the key of ES256 under its old name, as some providers do.
    pub(super) fn replace_ec(&mut self) {
        self.ec = ec();
    }

    /// The stranger's key is one of the provider's from now on.
    pub(super) fn publish_stranger(&mut self) {
        self.ec = Arc::clone(&self.stranger);
    }

    pub(super) fn sign(&self, how: Sign, input: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        let ec = |key: &EcdsaKeyPair| key.sign(&random, input).expect("a signature").as_ref().to_vec();
        let hmac = |secret: &[u8]| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
            hmac::sign(&key, input).as_ref().to_vec()
        };
        match how {
            Sign::Es256 => ec(&self.ec),
            Sign::Stranger | Sign::Unpublished => ec(&self.stranger),
            Sign::EdDsa => self.ed.sign(input).as_ref().to_vec(),
            Sign::Rs256 => self.rsa(&RSA_PKCS1_SHA256, input),
            Sign::Ps256 => self.rsa(&RSA_PSS_SHA256, input),
            Sign::Unsigned => Vec::new(),
            Sign::HmacOfPublicKey => hmac(self.modulus()),
            Sign::HmacOfClientSecret => hmac(super::idp::SECRET.as_bytes()),
        }
    }

    fn rsa(&self, padding: &'static dyn RsaEncoding, input: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.rsa.public_modulus_len()];
        let signed = self
            .rsa
            .sign(padding, &SystemRandom::new(), input, &mut signature);
        signed.expect("a signature");
        signature
    }

    /// The 256 bytes after the head of the sequence and of its first number, in the DER of a key of 2,048 bits.
    fn modulus(&self) -> &[u8] {
        let public: &rsa::PublicKey = self.rsa.public_key();
        &public.as_ref()[9..265]
    }

    /// The key of ES256 under that name; null for none.
    pub(super) fn named(&self, kid: &Value) -> Value {
        EcKey(Arc::clone(&self.ec)).named(kid)
    }

    /// What the stranger shows of theirs.
    pub(super) fn stranger(&self) -> Value {
        point(self.stranger.public_key().as_ref(), "ec")
    }

    /// What the provider shows of them.
    pub(super) fn published(&self) -> Vec<Value> {
        let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        vec![
            point(self.ec.public_key().as_ref(), "ec"),
            json!({ "kty": "OKP", "crv": "Ed25519", "kid": "ed", "use": "sig",
                "x": text(self.ed.public_key().as_ref()) }),
            json!({ "kty": "RSA", "kid": "rsa", "use": "sig", "n": text(self.modulus()), "e": "AQAB" }),
            json!({ "kty": "AKP", "alg": "ML-DSA-44", "kid": "of the future", "pub": "AA" }),
        ]
    }
}

/// A key of P-256, from the bytes of its point.
fn point(bytes: &[u8], kid: &str) -> Value {
    let text = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
    json!({ "kty": "EC", "crv": "P-256", "kid": kid, "use": "sig", "alg": "ES256",
        "x": text(&bytes[1..33]), "y": text(&bytes[33..]) })
}
