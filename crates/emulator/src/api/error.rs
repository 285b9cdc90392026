//! Every error shape and code of the API. What is marked invented is published nowhere.

use serde::Serialize;

use crate::answer::Answer;
use crate::model::Refused;

/// One error object.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Problem {
    code: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
}

/// Anything but a success.
pub(crate) enum Refusal {
    /// A status and one error object.
    One(u16, Problem),
    /// 422: an array of them.
    Invalid(Vec<Problem>),
}

impl Problem {
    const fn new(code: &'static str, message: &'static str) -> Self {
        Self {
            code,
            message,
            target: None,
        }
    }

    fn at(self, target: &str) -> Self {
        Self {
            target: Some(target.to_owned()),
            ..self
        }
    }

    pub(crate) fn required(target: &str) -> Self {
        Self::new("Error.Property.ValueRequired", "A value is required").at(target)
    }

    pub(crate) fn unexpected(target: &str) -> Self {
        Self::new("Error.Property.UnexpectedProperty", "Unexpected property").at(target)
    }

    /// Says more than the code: a message is for people.
    pub(crate) fn because(self, message: &'static str) -> Self {
        Self { message, ..self }
    }

    pub(crate) fn conversion(target: &str) -> Self {
        Self::new(
            "Error.Property.ConvertValue.Exception",
            "The value has the wrong type or size",
        )
        .at(target)
    }

    pub(crate) fn null(target: &str) -> Self {
        Self::conversion(target).because("null is not a value here: leave the member out")
    }

    /// Invented code.
    pub(crate) fn reference(target: &str) -> Self {
        Self::new(
            "Error.Property.InvalidReference",
            "A reference has at most 50 characters, none of < > ; \" = ? &",
        )
        .at(target)
    }

    /// Invented code: the account has no such offer, feature or id.
    pub(crate) fn unknown(target: &str) -> Self {
        Self::new(
            "Error.Property.UnknownValue",
            "There is no such thing in this account",
        )
        .at(target)
    }

    /// Invented code.
    pub(crate) fn future(target: &str) -> Self {
        Self::new("Error.Property.DateInFuture", "The date is in the future").at(target)
    }

    /// Invented code.
    pub(crate) fn too_old(target: &str) -> Self {
        Self::new(
            "Error.Property.DateTooOld",
            "The date is more than ten years back",
        )
        .at(target)
    }

    /// Invented code: a list of more than the documented 50.
    pub(crate) fn too_many() -> Self {
        Self::new("Error.Api.TooManyItems", "At most 50 items")
    }

    /// Invented code.
    pub(crate) fn segment(target: &str) -> Self {
        Self::new("Error.Api.Segment.Unknown", "The account has no such segment").at(target)
    }
}

impl Refusal {
    /// Invented code.
    pub(crate) fn unauthorized() -> Self {
        Self::One(
            401,
            Problem::new("Error.Api.Unauthorized", "Authentication failed"),
        )
    }

    /// Invented code.
    pub(crate) fn not_found() -> Self {
        Self::One(404, Problem::new("Error.Api.NotFound", "Not found"))
    }

    /// Invented code: the path is there, for other methods.
    pub(super) fn method() -> Self {
        let message = "The resource does not support this method";
        Self::One(405, Problem::new("Error.Api.MethodNotAllowed", message))
    }

    /// Invented code: the headers `Accept` and `Content-Type` mean JSON.
    pub(super) fn not_acceptable(message: &'static str) -> Self {
        Self::One(406, Problem::new("Error.Api.NotAcceptable", message))
    }

    /// Invented code and message: the operation is there, on another host.
    pub(crate) fn elsewhere(message: &'static str) -> Self {
        Self::One(404, Problem::new("Error.Api.NotFound", message))
    }

    pub(crate) fn unaccessible() -> Self {
        let message = "This customer is not accessible with these keys";
        Self::One(403, Problem::new("Error.Api.Customer.Unaccessible", message))
    }

    /// Invented code.
    pub(crate) fn bad_request(message: &'static str) -> Self {
        Self::One(400, Problem::new("Error.Api.BadRequest", message))
    }

    /// Invented code.
    pub(super) fn too_large() -> Self {
        let message = "The body is larger than 256 KiB";
        Self::One(413, Problem::new("Error.Api.BodyTooLarge", message))
    }

    /// The customer has no running usage of that feature: 403 on a write, 404 on a read or a quote.
    pub(crate) fn none_matching(status: u16) -> Self {
        Self::One(
            status,
            Problem::new("Error.Api.Usage.NoneMatching", "No usage matches"),
        )
    }

    pub(crate) fn due_invoices() -> Self {
        let message = "Anonymisation refused: due invoice";
        Self::One(
            403,
            Problem::new("Error.Customer.Anonymize.HasDueInvoices", message),
        )
    }

    /// 422 with one problem.
    pub(crate) fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }

    pub(crate) fn into_answer(self) -> Answer {
        match self {
            Self::One(status, problem) => Answer::json(status, &problem),
            Self::Invalid(problems) => Answer::json(422, &problems),
        }
    }
}

/// The codes of a wrong state, of a suspended customer, of an engagement and of a wrong kind or quantity are invented.
impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::State => Self::One(
                409,
                Problem::new(
                    "Error.Api.Subscription.State",
                    "The subscription is not in a state for that",
                ),
            ),
            Refused::PaymentMissing => Self::One(
                403,
                Problem::new(
                    "Error.Customer.PaymentSettings.Missing",
                    "Payment settings are missing",
                ),
            ),
            Refused::Capping => Self::One(
                403,
                Problem::new("Error.Customer.Billing.CappingReached", "Too much unpaid"),
            ),
            Refused::Suspended => Self::One(
                403,
                Problem::new("Error.Api.Customer.Suspended", "The customer is suspended"),
            ),
            Refused::Engaged => Self::One(
                403,
                Problem::new(
                    "Error.Subscription.Engaged",
                    "The minimum commitment has not passed",
                ),
            ),
            Refused::Kind => Self::invalid(Problem::new(
                "Error.Api.Usage.TypeFeature",
                "The feature is of another type",
            )),
            Refused::Amount => Self::invalid(Problem::new(
                "Error.Api.Usage.Quantity",
                "The quantity would be below zero or too large",
            )),
        }
    }
}
