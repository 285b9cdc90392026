use std::fmt;

use data_encoding::BASE32_NOPAD;
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::identity::{User, claim_name};
use crate::proabono::CustomerReference;

use super::unmapped::Unmapped;

/// The most characters of a reference at ProAbono.
const LONGEST: usize = 50;
/// Marks values that were replaced by their digest. A value that is used unchanged at the first place never starts with
/// it.
const MARK: char = '~';
/// The length of a digest: 160 bits in lower-case base32, so that nobody can choose two ids with the same one.
const DIGEST: usize = 32;

/// The reasons why a template cannot be used.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidTemplate {
    /// Without a place for a value of the user all users would be one customer.
    #[error("it must contain {{id}} or {{claim.NAME}}, or everybody would be one customer")]
    Place,
    /// A segment that is the same for all needs no template.
    #[error("it must contain {{claim.NAME}} or {{provider}}; one segment for all is PROABONO_SEGMENT_REF")]
    SegmentPlace,
    /// Something else in braces, or a brace alone.
    #[error("in braces stands id, provider or claim.NAME, and nothing else")]
    Unknown,
    /// A place that comes twice says nothing more.
    #[error("each place may come once")]
    Repeated,
    /// Nothing would say where one value ends and the next begins.
    #[error("two places need text between them")]
    Adjacent,
    /// The text around the places leaves no room for a digest.
    #[error("the text around the places has more than 17 characters")]
    TooLong,
    /// A character that a reference cannot have, or a space.
    #[error("the text around the places must be printable ASCII without spaces and < > ; \" = ? & {{ }}")]
    Forbidden,
}

/// A place in a template for a value of the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Id,
    Provider,
    Claim(String),
}

impl Place {
    fn parse(name: &str) -> Result<Self, InvalidTemplate> {
        match name.split_once('.') {
            None if name == "id" => Ok(Self::Id),
            None if name == "provider" => Ok(Self::Provider),
            Some(("claim", claim)) if claim_name(claim) => Ok(Self::Claim(claim.to_owned())),
            _ => Err(InvalidTemplate::Unknown),
        }
    }

    /// The value of the user at this place. It is never empty, since a user has no empty values.
    fn value<'a>(&self, user: &'a User) -> Result<&'a str, Unmapped> {
        match self {
            Self::Id => Ok(user.id()),
            Self::Provider => user.known_provider().ok_or(Unmapped::NoProvider),
            Self::Claim(name) => user
                .known_claim(name)
                .ok_or_else(|| Unmapped::MissingClaim(name.clone())),
        }
    }
}

/// A text with places in it, each followed by the text up to the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Template {
    before: String,
    places: Vec<(Place, String)>,
}

impl Template {
    pub(super) fn parse(text: &str) -> Result<Self, InvalidTemplate> {
        let mut parts = text.split('{');
        let before = parts.next().unwrap_or_default().to_owned();
        let mut places: Vec<(Place, String)> = Vec::new();
        for part in parts {
            let (name, after) = part.split_once('}').ok_or(InvalidTemplate::Unknown)?;
            let place = Place::parse(name)?;
            if places.iter().any(|(other, _)| *other == place) {
                return Err(InvalidTemplate::Repeated);
            }
            places.push((place, after.to_owned()));
        }
        let last = places.len().saturating_sub(1);
        let between = places.iter().take(last);
        if between.into_iter().any(|(_, after)| after.is_empty()) {
            return Err(InvalidTemplate::Adjacent);
        }
        let template = Self { before, places };
        if template.texts().any(|text| text.contains('}')) {
            return Err(InvalidTemplate::Unknown);
        }
        if template.texts().all(plain) {
            Ok(template)
        } else {
            Err(InvalidTemplate::Forbidden)
        }
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let after = self.places.iter().map(|(_, after)| after.as_str());
        std::iter::once(self.before.as_str()).chain(after)
    }

    pub(super) fn has(&self, wanted: impl Fn(&Place) -> bool) -> bool {
        self.places.iter().any(|(place, _)| wanted(place))
    }

    pub(super) fn claims(&self) -> impl Iterator<Item = &str> {
        self.places.iter().filter_map(|(place, _)| match place {
            Place::Claim(name) => Some(name.as_str()),
            Place::Id | Place::Provider => None,
        })
    }

    fn values<'a>(&self, user: &'a User) -> Result<Vec<&'a str>, Unmapped> {
        self.places.iter().map(|(place, _)| place.value(user)).collect()
    }

    fn filled(&self, values: &[&str]) -> String {
        let mut text = self.before.clone();
        for (value, (_, after)) in values.iter().zip(&self.places) {
            text.push_str(value);
            text.push_str(after);
        }
        text
    }

    /// The text with the user's values in their places, unchanged.
    pub(super) fn text(&self, user: &User) -> Result<String, Unmapped> {
        self.values(user).map(|values| self.filled(&values))
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.before)?;
        for (place, after) in &self.places {
            match place {
                Place::Id => f.write_str("{id}")?,
                Place::Provider => f.write_str("{provider}")?,
                Place::Claim(name) => write!(f, "{{claim.{name}}}")?,
            }
            f.write_str(after)?;
        }
        Ok(())
    }
}

/// A template that makes a reference from the values of a user, such as `cust-{id}` or `{claim.org}/{id}`.
///
/// The places are `{id}`, `{provider}` (the name of the provider that knew the user) and `{claim.NAME}`. A template
/// without `{id}` gives one customer to all users who agree in its claims.
///
/// Plain values stand in the reference as they are. When one is too long, has a character that ProAbono forbids or
/// might read differently, or when, with several places, it could be cut in two ways, all values are replaced by `~`
/// and one digest of them. The mapping has no state, never changes, and gives two tuples of values the same reference
/// only if SHA-256 does:
///
/// - A value as it is ends at the first character of the text that follows its place, since it may not contain that
///   character. So the values can be read back from the reference, and `a-b` + `c` never meets `a` + `b-c`.
/// - The digest of several values is taken over each value behind its length, so they cannot be cut otherwise either.
/// - A reference with a digest has `~` where the first value would begin, and no first value that stands as it is does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceTemplate(Template);

impl ReferenceTemplate {
    /// Takes a template with at least one of `{id}` and `{claim.NAME}`, text between two places, and at most 17
    /// characters of text in all.
    ///
    /// # Errors
    /// [`InvalidTemplate`] says what is wrong with it.
    pub fn new(template: &str) -> Result<Self, InvalidTemplate> {
        let template = Template::parse(template)?;
        if !template.has(|place| *place != Place::Provider) {
            return Err(InvalidTemplate::Place);
        }
        if template.texts().map(str::len).sum::<usize>() + MARK.len_utf8() + DIGEST > LONGEST {
            return Err(InvalidTemplate::TooLong);
        }
        Ok(Self(template))
    }

    /// The reference of a user. It is the same at every call, on every machine and in every version.
    ///
    /// # Errors
    /// [`Unmapped`] when the user lacks a value that the template needs.
    pub fn reference(&self, user: &User) -> Result<CustomerReference, Unmapped> {
        let Template { before, places } = &self.0;
        let values = self.0.values(user)?;
        let text = if self.as_they_are(&values) {
            self.0.filled(&values)
        } else {
            let after = places.last().map_or("", |(_, after)| after);
            format!("{before}{MARK}{}{after}", digest(&values))
        };
        // The result is checked against ProAbono's rules once more, though no accepted template breaks one.
        CustomerReference::new(text).map_err(Unmapped::Reference)
    }

    /// The claims that a user must have.
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.0.claims()
    }

    /// Tells whether users of two providers are always two customers.
    pub fn tells_providers_apart(&self) -> bool {
        self.0.has(|place| *place == Place::Provider)
    }

    /// Tells whether several users can be one customer, because the id has no place.
    pub fn shares(&self) -> bool {
        !self.0.has(|place| *place == Place::Id)
    }

    fn as_they_are(&self, values: &[&str]) -> bool {
        let length: usize = values.iter().copied().chain(self.0.texts()).map(str::len).sum();
        // The last value ends with the reference.
        let ends = values.split_last().map_or(&[][..], |(_, others)| others);
        length <= LONGEST
            && values.iter().all(|value| plain(value))
            && !values.iter().take(1).any(|value| value.starts_with(MARK))
            && ends.iter().zip(&self.0.places).all(|(value, (_, after))| {
                let separator = after.chars().next();
                separator.is_some_and(|separator| !value.contains(separator))
            })
    }
}

impl fmt::Display for ReferenceTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Printable ASCII without a space (databases ignore one at the end) and without what ProAbono forbids.
fn plain(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>' | ';' | '"' | '=' | '?' | '&'))
}

/// The digest of values. A single value is digested by itself, as in earlier versions; several are each preceded by
/// their length.
fn digest(values: &[&str]) -> String {
    let mut hash = Sha256::new();
    for value in values {
        if values.len() > 1 {
            hash.update((value.len() as u64).to_be_bytes());
        }
        hash.update(value);
    }
    let mut text = BASE32_NOPAD.encode(&hash.finalize()[..DIGEST * 5 / 8]);
    text.make_ascii_lowercase();
    text
}
