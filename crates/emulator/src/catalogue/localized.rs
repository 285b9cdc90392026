//! A text of the merchant.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::words::Words;

/// A text in one language for everybody, or in several by their codes.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Localized {
    One(String),
    Several(BTreeMap<String, String>),
}

impl Localized {
    /// The text in a language, else in English, else in the first one that there is.
    pub(crate) fn in_words_of(&self, words: &Words) -> &str {
        match self {
            Self::One(text) => text,
            Self::Several(texts) => {
                let english = Words::english().tag();
                let found = texts.get(words.tag()).or_else(|| texts.get(english));
                found.or_else(|| texts.values().next()).map_or("", String::as_str)
            }
        }
    }

    /// The text where no language is known.
    pub(crate) fn plain(&self) -> &str {
        self.in_words_of(Words::english())
    }
}

impl Default for Localized {
    fn default() -> Self {
        Self::One(String::new())
    }
}
