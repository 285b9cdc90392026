use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;

use crate::account::Account;
use crate::proabono::Error as ApiError;

use super::{Difference, Verdict};

/// A failure that answers later visitors too.
#[derive(Clone, Debug, Error)]
#[error("it failed a moment ago, which is remembered: ProAbono is asked again in {}", rounded(*.left))]
pub(crate) struct Remembered<E: std::error::Error + 'static> {
    /// The time until it is asked again.
    pub(super) left: Duration,
    /// That failure.
    #[source]
    pub(crate) error: E,
}

/// The reasons why there is no customer for a user. Cheap to clone, since all who wait for one look-up share the
/// result.
#[derive(Clone, Debug, Error)]
pub(crate) enum Unresolved {
    /// ProAbono did not answer, or its answer says nothing about the customer.
    #[error("nothing was learned of the customer{}", remedy(.0))]
    NoAnswer(#[source] Arc<ApiError>),
    /// ProAbono refused.
    #[error("there is no customer")]
    Refused(#[source] Arc<ApiError>),
    /// ProAbono does not accept the keys.
    #[error(
        "the keys are not taken: check PROABONO_AGENT_KEY and PROABONO_API_KEY, and that they belong to the account at \
         PROABONO_API_BASE"
    )]
    Keys(#[source] Arc<ApiError>),
    /// The customer may be unknown, and `customers.create_when_unsure` is off.
    #[error("ProAbono does not know the customer for certain, and customers.create_when_unsure is off")]
    Unsure,
    /// The answer is about a customer in another segment than the user's.
    #[error(
        "the customer that ProAbono returned is in another segment than the user (PROABONO_SEGMENT_REF, or what \
         customers.segment and customers.table say): {0}"
    )]
    OtherSegment(Difference),
    /// The answer is about another customer.
    #[error("ProAbono returned a customer with another reference than the one asked for: {0}")]
    OtherCustomer(Difference),
    /// The answer does not say which customer it is about.
    #[error("ProAbono returned a customer without a reference, who may be anybody")]
    Unnamed,
    /// The customer is suspended.
    #[error("the customer is suspended")]
    Suspended,
    /// The look-up of another visit failed a moment ago, and this one was not worth a call.
    #[error(transparent)]
    Remembered(#[from] Remembered<Box<Unresolved>>),
    /// This program has a fault.
    #[error("the look-up ended without a result")]
    Internal,
}

impl Unresolved {
    /// Tells whether the customer is suspended, as far as is known.
    pub(super) fn is_suspended(&self) -> bool {
        match self {
            Self::Suspended => true,
            Self::Remembered(remembered) => remembered.error.is_suspended(),
            _ => false,
        }
    }

    /// Tells whether nothing was learned of the customer, now or a moment ago.
    pub(crate) fn is_no_answer(&self) -> bool {
        match self {
            Self::NoAnswer(_) => true,
            Self::Remembered(remembered) => remembered.error.is_no_answer(),
            _ => false,
        }
    }
}

/// A time as people read it.
pub(super) fn rounded(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// The remedy of the account, as the end of a sentence.
pub(super) fn remedy(error: &ApiError) -> String {
    Account::remedy(error).map_or_else(String::new, |remedy| format!(": {remedy}"))
}

impl From<ApiError> for Unresolved {
    fn from(error: ApiError) -> Self {
        match Verdict::of(&error) {
            Verdict::Keys => Self::Keys(Arc::new(error)),
            Verdict::Unknown | Verdict::Unaccessible | Verdict::Denied | Verdict::Refused => {
                Self::Refused(Arc::new(error))
            }
            Verdict::Unclear | Verdict::Nothing => Self::NoAnswer(Arc::new(error)),
        }
    }
}
