//! The address with which a visitor comes back from a workflow. It is unsigned, so it only chooses the words; the facts
//! come from ProAbono.

use crate::crylk;
use crate::customers::{From, Outcome};
use crate::openings::offer;

/// The place to which a legacy redirect leads the visitor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The public offers.
    Offers,
    /// The workflow of the chosen offer.
    Chosen,
    /// The plans.
    Plans,
    /// The plans to change to.
    ChangePlan,
}

/// The meaning of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// A workflow ended.
    Ended(From, Outcome),
    /// The visitor goes on to another place.
    On(Place),
}

impl Arrival {
    /// Reads a raw query string.
    pub(crate) fn of(query: &str) -> Self {
        let text = |name| crylk::value(query, name).ok().flatten();
        if let (None, Some(status)) = (text("from"), text("status")) {
            return Self::legacy(&status, offer(query).is_some());
        }
        let from = text("from").map_or(From::Elsewhere, |text| From::named(&text));
        let outcome = match crylk::value(query, "outcome") {
            Ok(text) => Outcome::named(&text.unwrap_or_default()),
            // It comes twice, or cannot be decoded.
            Err(_) => Outcome::Unknown,
        };
        Self::Ended(from, outcome)
    }

    /// The sixteen redirection settings of a segment, by the name that `status` gives in ProAbono's own sample. Payments
    /// are of an offer where one is appended, else of an invoice.
    fn legacy(status: &str, about_offer: bool) -> Self {
        let paid_for = if about_offer {
            From::Subscribe
        } else {
            From::Invoice
        };
        match status {
            "UrlOffersAnonymous" => Self::On(Place::Offers),
            "UrlOffersAnonymousSelection" => Self::On(Place::Chosen),
            "UrlOffersAuthenticated" => Self::On(Place::Plans),
            "UrlOffersUpgrade" => Self::On(Place::ChangePlan),
            "UrlOneclickFreeOffer" => Self::Ended(From::Subscribe, Outcome::NoCharge),
            "UrlOneclickExtraSubscription" => Self::Ended(From::Subscribe, Outcome::Unsaid),
            "UrlOneclickUpgrade" => Self::Ended(From::Upgrade, Outcome::Unsaid),
            "UrlPaymentSuccess" => Self::Ended(paid_for, Outcome::Paid),
            "UrlPaymentPending" => Self::Ended(paid_for, Outcome::Pending),
            "UrlPaymentCancel" => Self::Ended(paid_for, Outcome::Cancelled),
            "UrlPaymentFailure" => Self::Ended(paid_for, Outcome::Failed),
            "UrlPermissionRegistered" | "UrlPermissionUpdated" => {
                Self::Ended(From::Permission, Outcome::Registered)
            }
            "UrlPermissionRegistrationFailure" | "UrlPermissionUpdateFailure" => {
                Self::Ended(From::Permission, Outcome::Failed)
            }
            "UrlGenericError" => Self::Ended(From::Elsewhere, Outcome::Failed),
            _ => Self::Ended(From::Elsewhere, Outcome::Unsaid),
        }
    }
}
