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

/// Why an id cannot be a user's.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidUser {
    /// No id.
    #[error("the id is empty")]
    Empty,
    /// More than 500 bytes.
    #[error("the id is longer than 500 bytes")]
    TooLong,
    /// A control character.
    #[error("the id has a control character")]
    Control,
    /// A text such as `{http.auth.user.id}`, `$remote_user`, `%{REMOTE_USER}e` or `undefined`: every user would have it.
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

    /// Adds the display name. What is empty, longer than 255 bytes, has a control character or is a placeholder is left
    /// out.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = detail(&name.into());
        self
    }

    /// Adds the e-mail address, under the same rule. It has one `@`: of several, programs disagree which one ends the name
    /// (GHSA-c5c4-8r6x-56w3).
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

    /// Adds what the provider says of the user beside the usual details, e.g. an organisation: references and segments
    /// can be made from it. A value that is empty, longer than 500 bytes, has a control character or is a placeholder is
    /// left out.
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

    /// Says which provider knows the user. The chain does, for a user of whom nobody has said it yet: what remembers a
    /// sign-in says which provider it came from.
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

    /// What to show as "signed in as": the name, else the e-mail address, else the id. Characters that turn the direction
    /// of the text, or that nobody sees, are left out of a name, and replaced in the others.
    pub fn shown(&self) -> String {
        let name = self.name.as_deref().and_then(shown::name);
        name.unwrap_or_else(|| self.told_apart())
    }

    /// What to show where somebody decides whether this is them: a name that people choose themselves does not tell two of
    /// them apart, so the e-mail address or the id stands beside it.
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

    /// The name of the provider that knows the user, when somebody has said it.
    pub fn known_provider(&self) -> Option<&str> {
        self.provider.as_deref()
    }

    /// What the provider says under this name, when it says something.
    pub fn known_claim(&self, name: &str) -> Option<&str> {
        self.claims.get(name).map(String::as_str)
    }

    /// All that the provider says beside the usual details.
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

/// Whether a claim can have that name: anything printable, since some providers use addresses as names.
pub(crate) fn claim_name(name: &str) -> bool {
    !name.is_empty()
        && !name.contains(['{', '}', ','])
        && !name.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// ProAbono would keep an odd name for ever, so a missing one is better.
fn detail(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let fine = !trimmed.is_empty()
        && trimmed.len() <= LONGEST_DETAIL
        && !trimmed.chars().any(char::is_control)
        && !is_placeholder(trimmed);
    fine.then(|| trimmed.to_owned())
}
