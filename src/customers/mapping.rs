use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::identity::User;
use crate::proabono::{CustomerReference, InvalidReference};

const PLACE: &str = "{id}";
/// The most characters that ProAbono takes.
const LONGEST: usize = 50;
/// Marks an id that was replaced by its digest. No id that stands for itself starts with it.
const MARK: char = '~';
/// 160 bits in lower-case base32: two ids that somebody chose will not meet.
const DIGEST: usize = 32;

/// Why a template cannot make references.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidTemplate {
    /// Without a place for the id all users would be one customer.
    #[error("it must contain {{id}} exactly once")]
    Place,
    /// The words around the id leave no room for a long one.
    #[error("the text around {{id}} has more than 17 characters")]
    TooLong,
    /// A character that a reference cannot have, or a space.
    #[error("the text around {{id}} must be printable ASCII without spaces and < > ; \" = ? & {{ }}")]
    Forbidden,
}

/// How the id of a user becomes a reference: a template such as `cust-{id}`.
///
/// A plain id stands in the reference as it is. An id that is too long, or has a character that ProAbono forbids or
/// might read differently, is replaced by `~` and a digest of it. The mapping has no state, never changes, and gives
/// two ids the same reference only if SHA-256 does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceTemplate {
    before: String,
    after: String,
}

impl ReferenceTemplate {
    /// Takes a template with `{id}` in it once and at most 17 characters around.
    ///
    /// # Errors
    /// [`InvalidTemplate`] says what is wrong with it.
    pub fn new(template: &str) -> Result<Self, InvalidTemplate> {
        let (before, after) = template.split_once(PLACE).ok_or(InvalidTemplate::Place)?;
        if after.contains(PLACE) {
            return Err(InvalidTemplate::Place);
        }
        if !plain(before) || !plain(after) || template.replacen(PLACE, "", 1).contains(['{', '}']) {
            return Err(InvalidTemplate::Forbidden);
        }
        if before.len() + after.len() + MARK.len_utf8() + DIGEST > LONGEST {
            return Err(InvalidTemplate::TooLong);
        }
        Ok(Self {
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    /// The reference of a user: the same one at every call, on every machine, in every version.
    ///
    /// # Errors
    /// None of today's templates reaches one: ProAbono's rules are checked once more on what came out.
    pub fn reference(&self, user: &User) -> Result<CustomerReference, InvalidReference> {
        let id = user.id();
        let room = LONGEST - self.before.len() - self.after.len();
        let as_it_is = id.len() <= room && plain(id) && !id.starts_with(MARK);
        let text = if as_it_is {
            [self.before.as_str(), id, self.after.as_str()].concat()
        } else {
            format!("{}{MARK}{}{}", self.before, digest(id), self.after)
        };
        CustomerReference::new(text)
    }
}

/// Printable ASCII without a space (databases ignore one at the end) and without what ProAbono forbids.
fn plain(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ';' | '"' | '=' | '?' | '&'))
}

fn digest(id: &str) -> String {
    let hash = Sha256::digest(id);
    let mut text = BASE32_NOPAD.encode(&hash[..DIGEST * 5 / 8]);
    text.make_ascii_lowercase();
    text
}
