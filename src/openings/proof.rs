use std::fmt;

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;

use crate::proabono::CustomerReference;

/// The proof of a customer for ProAbono's scripts: lower-case hexadecimal HMAC-SHA256 of the reference, keyed with the
/// portal secret. Without the secret there is none, which ProAbono accepts in a sandbox only.
#[derive(Clone)]
pub(crate) struct Proof {
    /// Made from the secret once, since taking in the key is half the work of a hash.
    key: Option<Hmac<Sha256>>,
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proof").finish_non_exhaustive()
    }
}

impl Proof {
    pub(crate) fn new(secret: Option<&SecretString>) -> Self {
        let key = |secret: &SecretString| Hmac::new_from_slice(secret.expose_secret().as_bytes()).ok();
        Self {
            key: secret.and_then(key),
        }
    }

    /// Tells whether there is a secret.
    pub(crate) fn is_there(&self) -> bool {
        self.key.is_some()
    }

    /// The hash of a customer. It is valid for ever, so it is logged nowhere.
    pub(crate) fn hash(&self, customer: &CustomerReference) -> Option<String> {
        let mut mac = self.key.clone()?;
        mac.update(customer.as_str().as_bytes());
        Some(HEXLOWER.encode(&mac.finalize().into_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(kind: &str) -> Vec<(String, String, String)> {
        let data = include_str!("../../tests/data/portal-hash-vectors.json");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        let text = |vector: &serde_json::Value, name: &str| vector[name].as_str().unwrap().to_owned();
        let read = |vector| {
            (
                text(vector, "secret"),
                text(vector, "customer_ref"),
                text(vector, "hash"),
            )
        };
        data[kind].as_array().unwrap().iter().map(read).collect()
    }

    fn computed(secret: &str, customer: &str) -> String {
        let proof = Proof::new(Some(&SecretString::from(secret)));
        proof.hash(&CustomerReference::new(customer).unwrap()).unwrap()
    }

    #[test]
    fn the_hash_is_the_published_construction() {
        for (secret, customer, expected) in vectors("valid") {
            assert_eq!(computed(&secret, &customer), expected);
        }
        for (secret, customer, wrong) in vectors("invalid") {
            assert_ne!(computed(&secret, &customer), wrong);
        }
    }
}
