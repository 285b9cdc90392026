//! What an address says of the workflow that a visitor comes back from. It is unsigned: words follow from it, and what is
//! believed comes from ProAbono.

use crate::crylk;

/// The workflow that a visitor comes back from. Source: ProAbono's guide of redirects, `from`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum From {
    Subscribe,
    Upgrade,
    Restart,
    Options,
    Terminate,
    Permission,
    Invoice,
    Portal,
    /// None that is known.
    Elsewhere,
}

/// How it ended. Source: the same, `outcome`; the last two are the legacy redirects'.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Outcome {
    NoCharge,
    Paid,
    Pending,
    Registered,
    Due,
    /// Nothing is said, or nothing that is known.
    Unsaid,
    /// The visitor left before the end.
    Cancelled,
    /// It failed.
    Failed,
}

/// Where a legacy redirect wants the visitor to be.
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

/// What a return says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// A workflow ended.
    Ended(From, Outcome),
    /// The visitor is to be elsewhere.
    On(Place),
}

impl Arrival {
    /// Reads a raw query string. Whatever is unknown, missing or said twice is neutral.
    pub(crate) fn of(query: &str) -> Self {
        let text = |name| crylk::value(query, name).ok().flatten();
        if let (None, Some(status)) = (text("from"), text("status")) {
            return Self::legacy(&status, super::super::destination::offer(query).is_some());
        }
        let from = text("from").map_or(From::Elsewhere, |text| from(&text));
        let outcome = text("outcome").map_or(Outcome::Unsaid, |text| outcome(&text));
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
            "UrlPaymentCancel" => Self::Ended(From::Invoice, Outcome::Cancelled),
            "UrlPaymentFailure" => Self::Ended(From::Invoice, Outcome::Failed),
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

fn from(text: &str) -> From {
    match text {
        "subscribe" => From::Subscribe,
        "upgrade" => From::Upgrade,
        "restart" => From::Restart,
        "options" => From::Options,
        "terminate" => From::Terminate,
        "permission" => From::Permission,
        "invoice" => From::Invoice,
        "portal" => From::Portal,
        _ => From::Elsewhere,
    }
}

fn outcome(text: &str) -> Outcome {
    match text {
        "nocharge" => Outcome::NoCharge,
        "paid" => Outcome::Paid,
        "pending" => Outcome::Pending,
        "registered" => Outcome::Registered,
        "due" => Outcome::Due,
        _ => Outcome::Unsaid,
    }
}
