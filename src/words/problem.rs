//! The problems that a visitor may see: each has a status and words, and nothing internal.

use actix_web::http::StatusCode;

use crate::customers::{Unmapped, Unresolved};
use crate::openings::{NothingOpened, Workflow};
use crate::proabono::Error as ApiError;

/// The kinds of failure that a visitor can tell apart, each with something to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Problem {
    /// Nobody is signed in.
    NotSignedIn,
    /// The request has credentials that must not be believed.
    IdentityRefused,
    /// The sessions cannot be read or written.
    SessionsAway,
    /// A sign-in that cannot be completed: too late, used before, or begun in another browser.
    SignInFailed,
    /// The visitor or the provider refused a sign-in.
    SignInDenied,
    /// A sign-in came back with something that must not be believed, or without something that is needed.
    SignInRefused,
    /// The OpenID provider or the application's keys are out of reach.
    SignInAway,
    /// A form that no page of this server sent.
    FromElsewhere,
    /// The customer is suspended.
    Suspended,
    /// One user causes too many calls to ProAbono.
    TooOften,
    /// ProAbono cannot be reached.
    Unreachable,
    /// ProAbono takes too long.
    TooSlow,
    /// ProAbono answers, but not with a page: the operator has to act.
    Refused,
    /// The customer exists, but has no page that may be framed.
    NothingToOpen,
    /// A workflow that ProAbono does not offer to this customer now.
    NotOffered(Workflow),
    /// There is no such page.
    NotFound,
    /// The page does not take this method.
    MethodNotAllowed,
    /// A fault of this program.
    Internal,
}

impl Problem {
    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::IdentityRefused
            | Self::Suspended
            | Self::FromElsewhere
            | Self::SignInDenied
            | Self::SignInRefused => StatusCode::FORBIDDEN,
            Self::SignInFailed => StatusCode::BAD_REQUEST,
            Self::TooOften => StatusCode::TOO_MANY_REQUESTS,
            Self::Unreachable | Self::SessionsAway | Self::SignInAway => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooSlow => StatusCode::GATEWAY_TIMEOUT,
            Self::Refused | Self::NothingToOpen => StatusCode::BAD_GATEWAY,
            Self::NotOffered(_) => StatusCode::CONFLICT,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Tells whether the same request may succeed soon.
    pub(crate) fn passes(self) -> bool {
        matches!(
            self,
            Self::TooOften
                | Self::Unreachable
                | Self::TooSlow
                | Self::Internal
                | Self::SessionsAway
                | Self::SignInAway
        )
    }

    /// Tells whether nothing but time ends it.
    pub(crate) fn ends_by_itself(self) -> bool {
        matches!(
            self,
            Self::TooOften | Self::Unreachable | Self::TooSlow | Self::SessionsAway
        )
    }

    /// The code of its line in the log; `None` for what does not concern the operator of this server.
    pub(crate) fn code(self) -> Option<&'static str> {
        match self {
            Self::IdentityRefused => Some("identity-refused"),
            Self::SessionsAway => Some("sessions-away"),
            Self::SignInFailed => Some("sign-in-failed"),
            Self::SignInRefused => Some("sign-in-refused"),
            Self::SignInAway => Some("sign-in-away"),
            Self::Unreachable => Some("proabono-unreachable"),
            Self::TooSlow => Some("proabono-slow"),
            Self::Refused => Some("proabono-refused"),
            Self::NothingToOpen => Some("nothing-to-open"),
            Self::Internal => Some("fault"),
            Self::NotSignedIn
            | Self::Suspended
            | Self::TooOften
            | Self::NotOffered(_)
            | Self::NotFound
            | Self::MethodNotAllowed
            | Self::FromElsewhere
            | Self::SignInDenied => None,
        }
    }
}

impl From<&Unresolved> for Problem {
    fn from(error: &Unresolved) -> Self {
        match error {
            Unresolved::NoAnswer(cause) => Self::from(cause.as_ref()),
            Unresolved::Remembered(remembered) => Self::from(&*remembered.error),
            Unresolved::Suspended => Self::Suspended,
            Unresolved::Internal => Self::Internal,
            Unresolved::Refused(_)
            | Unresolved::Keys(_)
            | Unresolved::Unsure
            | Unresolved::OtherSegment(_)
            | Unresolved::OtherCustomer(_)
            | Unresolved::Unnamed => Self::Refused,
        }
    }
}

impl From<&NothingOpened> for Problem {
    fn from(error: &NothingOpened) -> Self {
        match error {
            NothingOpened::Unresolved(error) => Self::from(error),
            NothingOpened::NoHome | NothingOpened::Refused(_) => Self::NothingToOpen,
        }
    }
}

impl From<&ApiError> for Problem {
    fn from(error: &ApiError) -> Self {
        match error {
            ApiError::TimedOut { .. } => Self::TooSlow,
            ApiError::Unreachable { .. } | ApiError::Cut(_) => Self::Unreachable,
            ApiError::Refused(refusal) if refusal.status >= 500 || refusal.status == 429 => Self::Unreachable,
            _ => Self::Refused,
        }
    }
}

impl From<&Unmapped> for Problem {
    fn from(error: &Unmapped) -> Self {
        match error {
            Unmapped::Reference(_) => Self::Internal,
            _ => Self::IdentityRefused,
        }
    }
}
