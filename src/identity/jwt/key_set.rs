use std::fmt;

use serde_json::{Map, Value};

use super::{Key, Keys, Shown};

/// The keys of a JWK set that check signatures.
pub(in crate::identity) struct KeySet {
    keys: Vec<Key>,
    left_out: Vec<LeftOut>,
}

/// A key of a set that is malformed, or that could check no signature.
struct LeftOut {
    /// Its place in the set, counted from 1.
    position: usize,
    kid: Shown,
    why: &'static str,
}

impl KeySet {
    /// Reads a JWK set. A key that is of no use is left out, and the log says why; the others still count.
    ///
    /// # Errors
    /// A sentence for the log when it is not a set.
    pub(in crate::identity) fn read(set: &Map<String, Value>) -> Result<Self, String> {
        let Some(Value::Array(members)) = set.get("keys") else {
            return Err("it has no list `keys`, and so is not a JWK set".to_owned());
        };
        let (mut keys, mut left_out) = (Vec::new(), Vec::new());
        for (position, member) in (1..).zip(members) {
            let read = member
                .as_object()
                .ok_or("it is not an object")
                .and_then(Key::read);
            let kid = Shown::value(member.get("kid"));
            match read {
                Ok(Some(key)) => keys.push(key),
                Ok(None) => {
                    tracing::debug!(position, %kid, "a key of the set is not for signatures that are taken");
                }
                Err(why) => {
                    tracing::warn!(code = "key-left-out", position, %kid, why, "a key of the set is left out");
                    left_out.push(LeftOut { position, kid, why });
                }
            }
        }
        Ok(Self { keys, left_out })
    }
}

impl Keys for KeySet {
    fn keys(&self) -> &[Key] {
        &self.keys
    }
}

/// The keys, and then those that are left out.
impl fmt::Display for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.keys.iter().map(ToString::to_string).collect();
        f.write_str(&keys.join(", "))?;
        self.left_out
            .iter()
            .try_for_each(|key| write!(f, "; left out is {key}"))
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "key {} (kid {}), since {}", self.position, self.kid, self.why)
    }
}
