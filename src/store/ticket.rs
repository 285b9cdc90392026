use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};

use super::{Place, Space};

/// A secret of 256 random bits that only a visitor's browser keeps. The place of a value in the store and the key that
/// seals the value are derived from it, and the ticket cannot be derived from either: whoever reads the store's file
/// finds no name, no link, and nothing to sign in with.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Ticket([u8; 32]);

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ticket").finish_non_exhaustive()
    }
}

impl Ticket {
    pub(crate) fn random() -> Self {
        Self(rand::random())
    }

    /// Derives a ticket from a secret of the server and a salt. Only this server can open the values that it seals.
    pub(crate) fn derived(secret: &[u8], salt: &[u8]) -> Self {
        let mut hash = Sha256::new();
        for part in [b"derived".as_slice(), salt, secret] {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// Reads what [`text`](Self::text) wrote.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The ticket as 43 characters, for a cookie or an address.
    pub(crate) fn text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    pub(super) fn place(&self, space: Space) -> Place {
        Place {
            space,
            digest: self.digest("place", space.name()),
        }
    }

    /// Seals a value, so that only the ticket opens it.
    pub(crate) fn seal(&self, space: Space, plain: &[u8]) -> Option<Vec<u8>> {
        let nonce: [u8; NONCE_LEN] = rand::random();
        let mut sealed = plain.to_vec();
        let aad = Aad::from(space.name().as_bytes());
        self.key(space)?
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed)
            .ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    /// Opens a value that [`seal`](Self::seal) sealed; `None` when it was changed or belongs to another ticket.
    pub(crate) fn open(&self, space: Space, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_LEN)?;
        let mut plain = sealed.to_vec();
        let aad = Aad::from(space.name().as_bytes());
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let length = self.key(space)?.open_in_place(nonce, aad, &mut plain).ok()?.len();
        plain.truncate(length);
        Some(plain)
    }

    fn key(&self, space: Space) -> Option<LessSafeKey> {
        let key = UnboundKey::new(&AES_256_GCM, &self.digest("seal", space.name())).ok()?;
        Some(LessSafeKey::new(key))
    }

    fn digest(&self, what: &str, name: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(what);
        hash.update([0]);
        hash.update(name);
        hash.update([0]);
        hash.update(self.0);
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_opens_with_its_own_ticket_and_space_only() {
        let ticket = Ticket::random();
        let sealed = ticket.seal(Space::Session, b"a name").unwrap();
        assert_eq!(ticket.open(Space::Session, &sealed).unwrap(), b"a name");
        assert_eq!(ticket.open(Space::Attempt, &sealed), None);
        assert_eq!(Ticket::random().open(Space::Session, &sealed), None);
        assert_eq!(ticket.open(Space::Session, &sealed[..20]), None);
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(ticket.open(Space::Session, &changed), None);
        }
        assert!(!sealed.windows(6).any(|window| window == b"a name"));
    }

    #[test]
    fn a_ticket_survives_its_text() {
        let ticket = Ticket::random();
        assert_eq!(Ticket::parse(&ticket.text()), Some(ticket.clone()));
        assert_eq!(ticket.text().len(), 43);
        for wrong in ["", "short", &format!("{}A", ticket.text()), &"=".repeat(43)] {
            assert_eq!(Ticket::parse(wrong), None);
        }
        assert!(!format!("{ticket:?}").contains(&ticket.text()));
    }
}
