use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a text cannot be a reference. Source: the Live API, section "References".
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidReference {
    /// It has no character.
    #[error("a reference cannot be empty")]
    Empty,
    /// It has more than 50 characters.
    #[error("a reference has at most 50 characters")]
    TooLong,
    /// It has one of `< > ; " = ? &`, or a control character.
    #[error("a reference has no control character and none of < > ; \" = ? &")]
    Forbidden,
}

/// The most characters that a reference has.
pub(crate) const LONGEST: usize = 50;

/// Tells whether ProAbono forbids `c` in a reference.
pub(crate) fn forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ';' | '"' | '=' | '?' | '&')
}

fn check(text: &str) -> Result<(), InvalidReference> {
    if text.is_empty() {
        Err(InvalidReference::Empty)
    } else if text.chars().count() > LONGEST {
        Err(InvalidReference::TooLong)
    } else if text.contains(forbidden) {
        Err(InvalidReference::Forbidden)
    } else {
        Ok(())
    }
}

/// One newtype per kind of reference, so that a segment is never passed where a customer is meant.
macro_rules! references {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(extend("format" = "reference")))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes a reference of at most 50 characters, none of them a control or one of `< > ; " = ? &`.
            ///
            /// # Errors
            /// [`InvalidReference`] says which rule it breaks.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidReference> {
                let text = text.into();
                check(&text)?;
                Ok(Self(text))
            }

            /// The reference as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidReference;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }
    )+};
}

references! {
    /// The identifier of a customer, shared between the application and ProAbono; unique in its segment.
    CustomerReference;
    /// The identifier of a segment; unique in the business.
    SegmentReference;
    /// The identifier of an offer; unique in its segment.
    OfferReference;
    /// The identifier of a feature; unique in the business.
    FeatureReference;
    /// The identifier of a pricing table; unique in its segment.
    PricingTableReference;
    /// The identifier of a discount; unique in its segment.
    DiscountReference;
}
