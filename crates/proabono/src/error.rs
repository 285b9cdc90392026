use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use thiserror::Error as ThisError;

/// The machine-readable word of an error: the only part of it to branch on.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// The customer cannot be reached with these keys: another segment or environment, or it is unknown.
    pub const CUSTOMER_UNACCESSIBLE: &'static str = "Error.Api.Customer.Unaccessible";

    /// How all codes begin. Source: every error in ProAbono's documentation.
    const START: &'static str = "Error.";

    /// The code as ProAbono spells it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    /// Codes are dotted words. Anything else is not repeated, since it may end up in a log line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if self.0.len() <= 100 && self.0.chars().all(plain) {
            f.write_str(&self.0)
        } else {
            f.write_str("(not a code)")
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

/// One error object of ProAbono. `Debug` leaves the message out, which may quote what was sent. Source: the Live API,
/// section "Errors".
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct ApiError {
    /// The part to branch on.
    pub code: Code,
    /// A sentence for people; its language and wording change.
    #[serde(default, deserialize_with = "text")]
    pub message: String,
    /// The property at fault, on a 422.
    #[serde(default, deserialize_with = "text_if_any")]
    pub target: Option<String>,
    /// The failure inside ProAbono, on some 500s: for its support staff, never for visitors.
    #[serde(default, deserialize_with = "text_if_any")]
    pub exception: Option<String>,
}

/// Whatever stands beside the code must not cost the code.
fn text_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::String(text) => Ok(Some(text)),
        _ => Ok(None),
    }
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text_if_any(deserializer).map(Option::unwrap_or_default)
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.code)
            .field("target", &self.target.as_deref().filter(|target| is_name(target)))
            .finish_non_exhaustive()
    }
}

/// An answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The error objects: one, several on a 422, none when the body was not ProAbono's.
    pub errors: Vec<ApiError>,
    /// `Retry-After`: seconds as they were given, or what was left until the date that was given.
    pub retry_after: Option<Duration>,
}

impl Refusal {
    /// Tells whether one of the errors has this code.
    pub fn is(&self, code: &str) -> bool {
        self.errors.iter().any(|error| error.code.as_str() == code)
    }

    /// Tells whether ProAbono itself said it: an error object with a code in its spelling came along. A status alone may come from
    /// anything between here and there.
    pub fn is_proabonos(&self) -> bool {
        self.errors
            .iter()
            .any(|error| error.code.as_str().starts_with(Code::START))
    }

    /// Tells whether it says nothing about the call itself: 429, 5xx, or a redirect, which is not followed. Anything else is
    /// ProAbono's decision.
    pub fn is_failure(&self) -> bool {
        self.status == 429 || !(400..500).contains(&self.status)
    }

    /// The kind of refusal, as a clause: "ProAbono found nothing".
    pub fn summary(&self) -> &'static str {
        match self.status {
            404 => "ProAbono found nothing",
            429 => "ProAbono asks for fewer calls",
            400..500 => "ProAbono refused the call",
            300..400 => "ProAbono answered with a redirect, which is not followed",
            _ => "ProAbono failed",
        }
    }
}

impl fmt::Display for Refusal {
    /// It has codes and targets only: a message may quote what was sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status)?;
        for error in &self.errors {
            write!(f, ", {}", error.code)?;
            if let Some(target) = error.target.as_deref().filter(|target| is_name(target)) {
                write!(f, " on {target}")?;
            }
        }
        Ok(())
    }
}

/// Only the name of a property is printed as a target.
fn is_name(target: &str) -> bool {
    target.len() <= 80
        && target
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '[' | ']'))
}

/// Why a call brought no result. No variant prints a path, a query, a header or a body.
#[derive(Debug, ThisError)]
#[non_exhaustive]
pub enum Error {
    /// ProAbono answered, and the answer is no: a refusal, or a failure of its own, see [`Refusal::is_failure`].
    #[error("{what}: {0}", what = .0.summary())]
    Refused(Refusal),
    /// No connection, or no answer on it.
    #[error("ProAbono cannot be reached at {origin}")]
    Unreachable {
        /// The origin that was called, such as `https://api-1.proabono.com`.
        origin: String,
        /// The failure of the connection, without the address.
        source: reqwest::Error,
    },
    /// The time budget ran out.
    #[error("ProAbono ({origin}) did not answer within {after:?}")]
    TimedOut {
        /// The origin that was called.
        origin: String,
        /// The time budget of the call.
        after: Duration,
    },
    /// The answer broke off.
    #[error("the answer of ProAbono broke off")]
    Cut(#[source] reqwest::Error),
    /// The answer is larger than the limit, in bytes.
    #[error("the answer of ProAbono is larger than {0} bytes")]
    TooLarge(usize),
    /// The answer is not JSON, or a member that decides who somebody is, which customer that is, what may be opened or how
    /// much may be used is not as documented. Any other such member is taken for absent, and named in the log.
    #[error("the answer of ProAbono (status {status}) cannot be read at `{path}`: {kind}")]
    Unreadable {
        /// The HTTP status of the answer.
        status: u16,
        /// Where the fault is, such as `Items[3].ReferenceCustomer`; `.` for the whole.
        path: String,
        /// The kind of fault, never a value.
        kind: &'static str,
    },
    /// The pages of a list lead to no end.
    #[error("the list of ProAbono does not end: {0}")]
    Endless(&'static str),
    /// The operation is on the host of a segment, which [`Backoffice::new`](crate::backoffice::Backoffice::new) was not
    /// given. Nothing was sent.
    #[error(
        "this operation is on the host of a segment, such as https://acme-eur.via.proabono.com, which is not known"
    )]
    NoSegmentHost,
    /// The request has a value that cannot be written, or a method that is none. Nothing was sent.
    #[error("the request cannot be written: {0}")]
    Unwritable(String),
    /// The settings cannot make a client (an odd character in a key, no certificates on the machine).
    #[error("the client cannot be made: {0}")]
    Settings(String),
}

impl Error {
    /// The refusal, when ProAbono answered.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }
}

/// The text of an error and of all its causes, in one line: `it cannot be reached: connection refused`.
pub fn with_causes(error: &(dyn std::error::Error + 'static)) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
