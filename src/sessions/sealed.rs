//! Values that are kept for a visitor who is not signed in yet. The visitor's own browser keeps them, sealed, so that a
//! flood of requests cannot displace them. Only a value that is too long for a cookie goes into the store, while there
//! is room.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, Key};
use data_encoding::BASE64URL_NOPAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::clock::now;
use crate::store::{Space, StoreError, Ticket};

use super::Sessions;

/// The longest sealed value, in characters. All cookies of this server together stay below the 8 kB that nginx takes in
/// one header.
const LONGEST: usize = 2_800;
/// The length of the salt, in bytes, which gives each sealed value a key of its own.
const SALT: usize = 16;

/// A value with its end, in seconds since 1970.
#[derive(Serialize, Deserialize)]
struct Dated<T> {
    until: u64,
    value: T,
}

impl Sessions {
    /// Keeps a value for the visitor who gets this cookie; `None` when it is too long for a cookie and there is no room for
    /// it in the store.
    ///
    /// # Errors
    /// [`StoreError`] when a long value cannot be written.
    pub(crate) async fn keep<T: Serialize + Sync>(
        &self,
        (space, name): (Space, &str),
        value: &T,
        lasting: Duration,
    ) -> Result<Option<Cookie<'static>>, StoreError> {
        let until = now() + lasting.as_secs();
        let unsealed = || StoreError::Failed("a value cannot be sealed".to_owned());
        let plain = serde_json::to_vec(&Dated { until, value }).map_err(|_| unsealed())?;
        let sealed = seal(&self.inner.key, space, &plain).ok_or_else(unsealed)?;
        if sealed.len() <= LONGEST {
            return Ok(Some(self.cookies().kept(name, sealed, lasting)));
        }
        if !self.inner.room.affords(space, plain.len()) {
            tracing::debug!("too much is kept for strangers at once; a page that was wanted is not");
            return Ok(None);
        }
        let ticket = self.vault().keep(space, value, lasting).await?;
        Ok(Some(self.cookies().kept(name, ticket.text(), lasting)))
    }

    /// Reads the value that is kept under a cookie of the request.
    ///
    /// # Errors
    /// [`StoreError`] when the value is in the store and cannot be read.
    pub(crate) async fn kept<T: DeserializeOwned>(
        &self,
        (space, name): (Space, &str),
        request: &HttpRequest,
    ) -> Result<Option<T>, StoreError> {
        let Some(text) = self.cookies().read(request, name) else {
            return Ok(None);
        };
        match Ticket::parse(&text) {
            Some(ticket) => Ok(self.vault().read(space, &ticket).await?.map(|(value, _)| value)),
            None => Ok(self.opened(space, &text)),
        }
    }

    /// Reads the value for the last time and removes it from the store; the answer must remove the cookie.
    ///
    /// # Errors
    /// As for [`kept`](Self::kept).
    pub(crate) async fn take<T: DeserializeOwned>(
        &self,
        (space, name): (Space, &str),
        request: &HttpRequest,
    ) -> Result<Option<T>, StoreError> {
        let text = self.cookies().read(request, name);
        match text.as_deref().map(|text| (text, Ticket::parse(text))) {
            Some((_, Some(ticket))) => self.vault().take(space, &ticket).await,
            Some((text, None)) => Ok(self.opened(space, text)),
            None => Ok(None),
        }
    }

    fn opened<T: DeserializeOwned>(&self, space: Space, text: &str) -> Option<T> {
        let mut keys = std::iter::once(&self.inner.key).chain(&self.inner.previous_key);
        let plain = keys.find_map(|key| open(key, space, text))?;
        let dated: Dated<T> = serde_json::from_slice(&plain).ok()?;
        (now() < dated.until).then_some(dated.value)
    }
}

/// A text for a form that only the browser with the cookie can know. The cookie cannot be derived from it.
pub(crate) fn proof(cookie: &str) -> String {
    let mut hash = Sha256::new();
    hash.update("proof\0");
    hash.update(cookie);
    BASE64URL_NOPAD.encode(&hash.finalize()[..16])
}

fn seal(key: &Key, space: Space, plain: &[u8]) -> Option<String> {
    let salt: [u8; SALT] = rand::random();
    let sealed = Ticket::derived(key.master(), &salt).seal(space, plain)?;
    Some(BASE64URL_NOPAD.encode(&[salt.as_slice(), &sealed].concat()))
}

fn open(key: &Key, space: Space, text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
    let (salt, sealed) = bytes.split_at_checked(SALT)?;
    Ticket::derived(key.master(), salt).open(space, sealed)
}

/// Tells whether a text opens as a page that was wanted.
#[cfg(any(test, fuzzing))]
pub(crate) fn opens(key: &Key, text: &str) -> bool {
    open(key, Space::Destination, text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_value_opens_with_its_key_and_purpose_only() {
        let (key, other) = (Key::generate(), Key::generate());
        let text = seal(&key, Space::Destination, b"a page").unwrap();
        assert_eq!(open(&key, Space::Destination, &text).unwrap(), b"a page");
        assert_eq!(open(&other, Space::Destination, &text), None);
        assert_eq!(open(&key, Space::Handoff, &text), None);
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(open(&key, Space::Destination, &changed), None, "{at}");
        }
        assert_ne!(text, seal(&key, Space::Destination, b"a page").unwrap());
    }
}
