use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use thiserror::Error;

use super::placeholder::{is_nobody, is_placeholder};
use super::shown;

/// The longest id of a user that is taken, in bytes.
const LONGEST_ID: usize = 500;
/// The longest name, e-mail address or language that is taken, in bytes.
const LONGEST_DETAIL: usize = 255;
/// The longest value of a claim that is taken, in bytes.
const LONGEST_CLAIM: usize = 500;

/// The reasons why a text cannot be the id of a user.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidUser {
    /// The id is empty.
    #[error("the id is empty")]
    Empty,
    /// The id has more than 500 bytes.
    #[error("the id is longer than 500 bytes")]
    TooLong,
    /// The id has a control character.
    #[error("the id has a control character")]
    Control,
    /// The id is a text such as `{http.auth.user.id}`, `$remote_user`, `%{REMOTE_USER}e` or `undefined`, which all
    /// users would share.
    #[error("the id is a placeholder that nothing replaced by a value")]
    Placeholder,
}

/// The user who is asking. `Debug` shows nothing personal.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    id: String,
    name: Option<String>,
    email: Option<String>,
    language: Option<String>,
    claims: BTreeMap<String, String>,
    provider: Option<Cow<'static, str>>,
}

impl User {
    /// A user known by the stable id of the application.
    ///
    /// # Errors
    /// [`InvalidUser`] when the id is empty, longer than 500 bytes, has a control character, or is a placeholder that
    /// nothing replaced by a value.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidUser> {
        let id = id.into();
        if id.trim().is_empty() {
            return Err(InvalidUser::Empty);
        }
        if id.len() > LONGEST_ID {
            return Err(InvalidUser::TooLong);
        }
        if id.chars().any(char::is_control) {
            return Err(InvalidUser::Control);
        }
        if is_nobody(&id) {
            return Err(InvalidUser::Placeholder);
        }
        Ok(Self {
            id,
            name: None,
            email: None,
            language: None,
            claims: BTreeMap::new(),
            provider: None,
        })
    }

    /// Adds the display name. A name that is empty, longer than 255 bytes, has a control character or is a placeholder
    /// is left out.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = detail(&name.into());
        self
    }

    /// Adds the e-mail address, under the same rule. It must have exactly one `@`, since programs disagree on which of
    /// several counts (GHSA-c5c4-8r6x-56w3).
    #[must_use]
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = detail(&email.into()).filter(|email| email.matches('@').count() == 1);
        self
    }

    /// Adds the language, an ISO 639 code or a locale such as `fr-CA`, under the same rule.
    #[must_use]
    pub fn language(mut self, language: impl Into<String>) -> Self {
        let tag =
            |text: &String| text.len() <= 35 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        self.language = detail(&language.into().replace('_', "-")).filter(tag);
        self
    }

    /// Adds a further value that the provider has of the user, such as an organisation. References and segments can be
    /// made from it. A value that is empty, longer than 500 bytes, has a control character or is a placeholder is left
    /// out.
    #[must_use]
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let value = value.into();
        if !value.is_empty()
            && value.len() <= LONGEST_CLAIM
            && !value.chars().any(char::is_control)
            && !is_placeholder(&value)
        {
            self.claims.insert(name.into(), value);
        }
        self
    }

    /// Names the provider that knows the user. The chain adds its own provider's name, unless a name is set already, as
    /// it is for a user who is read from a session.
    #[must_use]
    pub fn provider(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        let name = name.into();
        self.provider = (!name.is_empty()).then_some(name);
        self
    }

    /// The stable id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text for "signed in as": the name, else the e-mail address, else the id. Characters that are invisible or
    /// turn the direction of the text are left out of a name, and replaced in the others.
    pub fn shown(&self) -> String {
        let name = self.name.as_deref().and_then(shown::name);
        name.unwrap_or_else(|| self.told_apart())
    }

    /// The text by which visitors decide whether this is them. Since people choose their names themselves, the e-mail
    /// address or the id stands beside the name.
    pub fn shown_apart(&self) -> String {
        let name = self.name.as_deref().and_then(shown::name);
        let apart = self.told_apart();
        name.map_or_else(|| apart.clone(), |name| format!("{name} ({apart})"))
    }

    fn told_apart(&self) -> String {
        shown::id(self.email.as_deref().unwrap_or(&self.id))
    }

    /// The display name, when it is known.
    pub fn known_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The e-mail address, when it is known.
    pub fn known_email(&self) -> Option<&str> {
        self.email.as_deref()
    }

    /// The language, when it is known.
    pub fn known_language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The two letters of the language, which is all that ProAbono is told: `fr` for `fr-CA`, and nothing for `english`.
    pub(crate) fn language_code(&self) -> Option<String> {
        let code = self.language.as_deref()?.split('-').next()?;
        let two = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
        two.then(|| code.to_ascii_lowercase())
    }

    /// The name of the provider that knows the user, when it was set.
    pub fn known_provider(&self) -> Option<&str> {
        self.provider.as_deref()
    }

    /// The value of the claim with this name, when there is one.
    pub fn known_claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name).map(String::as_str)
    }

    /// The claims that were added, by name.
    pub fn known_claims(&self) -> impl Iterator<Item = (&str, &str)> {
        self.claims
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").finish_non_exhaustive()
    }
}

/// Tells whether a claim can have that name. Almost anything printable counts, since some providers use web addresses
/// as names.
pub(crate) fn claim_name(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['{', '}', ','])
        && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Keeps a detail only when it is usable. ProAbono would keep an odd one for ever, so a missing one is better.
fn detail(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let fine = !trimmed.is_empty()
        && trimmed.len() <= LONGEST_DETAIL
        && !trimmed.chars().any(char::is_control)
        && !is_placeholder(trimmed);
    fine.then(|| trimmed.to_owned())
}
