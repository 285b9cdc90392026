//! Every error shape and code of the API. What is marked invented is published nowhere.

use serde::Serialize;

use crate::emulator::answer::Answer;

/// One error object.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Problem {
    code: &'static str,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
}

/// Anything but a success.
pub(super) enum Refusal {
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

    pub(super) fn required(target: &str) -> Self {
        Self::new("Error.Property.ValueRequired", "A value is required").at(target)
    }

    pub(super) fn unexpected(target: &str) -> Self {
        Self::new("Error.Property.UnexpectedProperty", "Unexpected property").at(target)
    }

    pub(super) fn conversion(target: &str) -> Self {
        Self::new(
            "Error.Property.ConvertValue.Exception",
            "The value has the wrong type or size",
        )
        .at(target)
    }

    /// Invented code.
    pub(super) fn reference(target: &str) -> Self {
        Self::new(
            "Error.Property.InvalidReference",
            "A reference has at most 50 characters, none of < > ; \" = ? &",
        )
        .at(target)
    }

    /// Invented code.
    pub(super) fn segment(target: &str) -> Self {
        Self::new("Error.Api.Segment.Unknown", "The account has no such segment").at(target)
    }
}

impl Refusal {
    /// Invented code.
    pub(super) fn unauthorized() -> Self {
        Self::One(
            401,
            Problem::new("Error.Api.Unauthorized", "Authentication failed"),
        )
    }

    /// Invented code.
    pub(super) fn not_found() -> Self {
        Self::One(404, Problem::new("Error.Api.NotFound", "Not found"))
    }

    pub(super) fn unaccessible() -> Self {
        let message = "This customer is not accessible with these keys";
        Self::One(403, Problem::new("Error.Api.Customer.Unaccessible", message))
    }

    /// Invented code.
    pub(super) fn bad_request(message: &'static str) -> Self {
        Self::One(400, Problem::new("Error.Api.BadRequest", message))
    }

    pub(super) fn into_answer(self) -> Answer {
        match self {
            Self::One(status, problem) => Answer::json(status, &problem),
            Self::Invalid(problems) => Answer::json(422, &problems),
        }
    }
}
