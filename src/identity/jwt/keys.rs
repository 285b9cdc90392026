use std::fmt;
use std::ops::RangeInclusive;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256,
    RsaPublicKeyComponents, VerificationAlgorithm,
};
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};
use simple_asn1::BigUint;

use super::Shown;
use super::names::{algorithm, key_id};

/// A key that verifies signatures.
#[derive(Clone, Debug)]
pub(in crate::identity) struct Key {
    id: Option<String>,
    /// The one algorithm of the key, when the key names it or its curve allows only one.
    algorithm: Option<Algorithm>,
    decoding: DecodingKey,
}

impl Key {
    /// Makes a key from the configuration.
    pub(in crate::identity) fn configured(decoding: DecodingKey) -> Self {
        Self {
            id: None,
            algorithm: None,
            decoding,
        }
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    pub(super) fn decoding(&self) -> &DecodingKey {
        &self.decoding
    }

    pub(in crate::identity) fn fits(&self, algorithm: Algorithm) -> bool {
        self.decoding.family() == algorithm.family() && self.algorithm.is_none_or(|own| own == algorithm)
    }

    /// Reads a JWK. `None` for one that cannot verify any accepted signature, such as a key of a newer type. The error
    /// says what is wrong with it: a member is malformed, or no signature could be checked with the key.
    pub(super) fn read(jwk: &Map<String, Value>) -> Result<Option<Self>, &'static str> {
        if !is_for_signatures(jwk)? {
            return Ok(None);
        }
        let said = match text(jwk, "alg", "`alg` is not a text")? {
            None => None,
            // The key is for encryption, or for an algorithm that is unknown here.
            Some(name) => match algorithm(name) {
                None => return Ok(None),
                known => known,
            },
        };
        let curve = text(jwk, "crv", "`crv` is not a text")?;
        let (decoding, only) = match (text(jwk, "kty", "`kty` is not a text")?, curve) {
            (Some("RSA"), _) => (rsa(jwk)?, None),
            (Some("EC"), Some("P-256")) => (ec(jwk, Algorithm::ES256, 32)?, Some(Algorithm::ES256)),
            (Some("EC"), Some("P-384")) => (ec(jwk, Algorithm::ES384, 48)?, Some(Algorithm::ES384)),
            (Some("OKP"), Some("Ed25519")) => (ed(jwk)?, Some(Algorithm::EdDSA)),
            (None, _) => return Err("`kty` is missing"),
            _ => return Ok(None),
        };
        let contradicts =
            |said: Algorithm| said.family() != decoding.family() || only.is_some_and(|only| only != said);
        if said.is_some_and(contradicts) {
            return Err("`alg` is not an algorithm of its `kty` and `crv`");
        }
        let id = jwk.get("kid").and_then(key_id).filter(|id| !id.is_empty());
        Ok(Some(Self {
            id: id.map(std::borrow::Cow::into_owned),
            algorithm: said.or(only),
            decoding,
        }))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.algorithm {
            Some(algorithm) => write!(f, "{algorithm:?}")?,
            None => write!(f, "{:?}", self.decoding.family())?,
        }
        match &self.id {
            Some(id) => write!(f, " (kid {})", Shown::text(id)),
            None => Ok(()),
        }
    }
}

fn is_for_signatures(jwk: &Map<String, Value>) -> Result<bool, &'static str> {
    let purpose = text(jwk, "use", "`use` is not a text")?;
    let refused = match jwk.get("key_ops") {
        Some(Value::Array(operations)) => !operations.iter().any(|name| name == "verify"),
        _ => false,
    };
    Ok(purpose.is_none_or(|purpose| purpose == "sig") && !refused)
}

/// Reads a member that is a text; null counts as absent.
fn text<'a>(
    jwk: &'a Map<String, Value>,
    name: &str,
    odd: &'static str,
) -> Result<Option<&'a str>, &'static str> {
    match jwk.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => value.as_str().map(Some).ok_or(odd),
    }
}

/// Reads a number or a coordinate in base64url. Padding is not allowed there, but some issuers write it.
fn bytes(jwk: &Map<String, Value>, name: &str, odd: &'static str) -> Result<Vec<u8>, &'static str> {
    let text = text(jwk, name, odd)?.ok_or(odd)?.trim_end_matches('=');
    BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| odd)
}

/// The lengths of an RSA key that are taken, in bits: RFC 7518, section 3.3, wants 2,048 at least, and the cryptographic
/// library takes no more than 8,192.
pub(in crate::identity) const RSA_BITS: RangeInclusive<u64> = 2_048..=8_192;

/// Tells whether a signature of the algorithm can be checked with a key. With another one, the library that checks signatures
/// refuses every token and gives no reason. `key` has the form that it takes: an RSA key DER, as in RFC 8017 or RFC 5280,
/// with a length within [`RSA_BITS`], and others their point.
pub(in crate::identity) fn usable(algorithm: Algorithm, key: &[u8]) -> bool {
    let verifier: &'static dyn VerificationAlgorithm = match algorithm {
        Algorithm::ES256 => &ECDSA_P256_SHA256_FIXED,
        Algorithm::ES384 => &ECDSA_P384_SHA384_FIXED,
        Algorithm::EdDSA => &ED25519,
        // The secrets of HMAC are no public keys, and never come here.
        _ => &RSA_PKCS1_2048_8192_SHA256,
    };
    ParsedPublicKey::new(verifier, key).is_ok()
}

fn rsa(jwk: &Map<String, Value>) -> Result<DecodingKey, &'static str> {
    let n = number(jwk, "n", "`n` is not a number in base64url")?;
    let e = number(jwk, "e", "`e` is not a number in base64url")?;
    let bits = BigUint::from_bytes_be(&n).bits();
    if bits < *RSA_BITS.start() {
        return Err("`n` has fewer than 2,048 bits");
    }
    if bits > *RSA_BITS.end() {
        return Err("`n` has more than 8,192 bits");
    }
    let key = RsaPublicKeyComponents { n: &n, e: &e }.as_der();
    if !key.is_ok_and(|key| usable(Algorithm::RS256, key.as_ref())) {
        return Err("`n` and `e` are no key of RSA");
    }
    Ok(DecodingKey::from_rsa_raw_components(&n, &e))
}

/// Some write the zero in front that only signed numbers need; the cryptographic library does not take it.
fn number(jwk: &Map<String, Value>, name: &str, odd: &'static str) -> Result<Vec<u8>, &'static str> {
    let mut bytes = bytes(jwk, name, odd)?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes.drain(..zeros);
    if bytes.is_empty() { Err(odd) } else { Ok(bytes) }
}

/// Some leave out the zeros in front of a coordinate, which has as many bytes as its curve.
fn ec(jwk: &Map<String, Value>, algorithm: Algorithm, length: usize) -> Result<DecodingKey, &'static str> {
    let mut point = vec![4];
    for (name, odd) in [
        ("x", "`x` is not a coordinate of its curve in base64url"),
        ("y", "`y` is not a coordinate of its curve in base64url"),
    ] {
        let coordinate = bytes(jwk, name, odd)?;
        let missing = length.checked_sub(coordinate.len());
        let missing = missing.filter(|missing| *missing < length).ok_or(odd)?;
        point.extend(std::iter::repeat_n(0, missing));
        point.extend(coordinate);
    }
    if !usable(algorithm, &point) {
        return Err("`x` and `y` are no point of its curve");
    }
    Ok(DecodingKey::from_ec_der(&point))
}

fn ed(jwk: &Map<String, Value>) -> Result<DecodingKey, &'static str> {
    let odd = "`x` is not 32 bytes in base64url";
    let point = bytes(jwk, "x", odd)?;
    if !usable(Algorithm::EdDSA, &point) {
        return Err(odd);
    }
    Ok(DecodingKey::from_ed_der(&point))
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::DecodingKeyKind;
    use serde_json::json;

    use super::*;

    fn read(jwk: &Value) -> Result<Option<Key>, &'static str> {
        Key::read(jwk.as_object().unwrap())
    }

    #[test]
    fn a_coordinate_without_its_zeros_or_with_padding_is_read_as_it_is_meant() {
        let encoded = |bytes: &[u8]| BASE64URL_NOPAD.encode(bytes);
        // A point of the curve, with 31 zeros in front.
        let x = [5];
        let y = "459243B9AA581806FE913BCE99817ADE11CA503C64D9A3C533415C083248FBCC";
        let y = data_encoding::HEXUPPER.decode(y.as_bytes()).unwrap();
        let jwk = json!({ "kty": "EC", "crv": "P-256", "x": encoded(&x), "y": format!("{}=", encoded(&y)) });
        let key = read(&jwk).unwrap().unwrap();
        let expected = [&[4], [0; 31].as_slice(), &x, &y].concat();
        assert_eq!(key.decoding().try_get_as_bytes().unwrap(), expected);
        assert!(key.fits(Algorithm::ES256) && !key.fits(Algorithm::ES384) && !key.fits(Algorithm::RS256));
        for x in [encoded(&[5; 33]), String::new(), "?".to_owned()] {
            read(&json!({ "kty": "EC", "crv": "P-256", "x": x, "y": encoded(&y) })).unwrap_err();
        }
        let off = read(&json!({ "kty": "EC", "crv": "P-256", "x": encoded(&[7; 32]), "y": encoded(&y) }));
        assert!(off.unwrap_err().contains("no point of its curve"));
    }

    #[test]
    fn a_number_with_a_zero_in_front_is_the_same_and_a_modulus_of_another_length_is_named() {
        let modulus = [&[0], [201; 256].as_slice()].concat();
        let with = |n: &[u8]| read(&json!({ "kty": "RSA", "n": BASE64URL_NOPAD.encode(n), "e": "AAEAAQ" }));
        let key = with(&modulus).unwrap().unwrap();
        let DecodingKeyKind::RsaModulusExponent { n, e } = key.decoding().kind() else {
            panic!("an RSA key");
        };
        assert_eq!(
            (n.as_slice(), e.as_slice()),
            (&modulus[1..], [1, 0, 1].as_slice())
        );
        for short in [[201; 128].as_slice(), &[127; 256]] {
            assert!(with(short).unwrap_err().contains("fewer than 2,048 bits"));
        }
        assert!(with(&[201; 1_025]).unwrap_err().contains("more than 8,192 bits"));
        assert!(
            with(&[200; 256]).unwrap_err().contains("no key of RSA"),
            "an even modulus"
        );
        assert!(with(&[0, 0]).unwrap_err().contains("`n`"));
    }

    #[test]
    fn a_key_for_another_purpose_is_passed_over_and_a_contradiction_is_malformed() {
        let with = |name: &str, value: Value| {
            let mut key = json!({ "kty": "OKP", "crv": "Ed25519", "x": BASE64URL_NOPAD.encode(&[7; 32]) });
            key[name] = value;
            read(&key)
        };
        for alg in [json!("EdDSA"), json!("Ed25519"), Value::Null] {
            assert!(with("alg", alg).unwrap().unwrap().fits(Algorithm::EdDSA));
        }
        assert!(with("use", json!("enc")).unwrap().is_none());
        assert!(with("key_ops", json!(["encrypt"])).unwrap().is_none());
        assert!(with("alg", json!("ECDH-ES")).unwrap().is_none());
        assert!(with("crv", json!("X25519")).unwrap().is_none());
        assert!(
            with("kty", json!("oct")).unwrap().is_none(),
            "a secret is published nowhere"
        );
        assert!(with("alg", json!("RS256")).is_err());
        assert!(with("use", json!(7)).is_err());
    }
}
