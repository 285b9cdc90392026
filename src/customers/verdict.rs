use crate::proabono::{Code, Error as ApiError};

/// The meaning of a failed call for the object that it asked for. Every "no" with a consequence is decided here: a
/// customer is created, an object is not shown, a known link is forgotten.
///
/// Only an error in JSON with one of ProAbono's codes is believed. A status alone may come from anything in between: a
/// proxy without a route, a firewall, a maintenance page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// ProAbono says that there is no such thing.
    Unknown,
    /// The customer is unknown, or out of reach of these keys: ProAbono has one code for both.
    Unaccessible,
    /// The status says "not found", but it may not come from ProAbono.
    Unclear,
    /// ProAbono does not accept the keys.
    Keys,
    /// ProAbono refuses the request or a value in it, such as somebody else's number or a malformed one.
    Denied,
    /// ProAbono refuses in another way.
    Refused,
    /// Nothing is known: there was no answer, a failure, a redirect, or a refusal that is not ProAbono's.
    Nothing,
}

impl Verdict {
    pub(crate) fn of(error: &ApiError) -> Self {
        let Some(refusal) = error.refusal().filter(|refusal| !refusal.is_failure()) else {
            return Self::Nothing;
        };
        match refusal.status {
            404 if refusal.is_proabonos() => Self::Unknown,
            404 => Self::Unclear,
            _ if !refusal.is_proabonos() => Self::Nothing,
            401 => Self::Keys,
            403 if refusal.is(Code::CUSTOMER_UNACCESSIBLE) => Self::Unaccessible,
            400 | 403 | 422 => Self::Denied,
            _ => Self::Refused,
        }
    }

    /// Tells whether ProAbono has no such customer within reach of these keys.
    pub(crate) fn is_no_customer(self) -> bool {
        matches!(self, Self::Unknown | Self::Unaccessible)
    }

    /// Tells whether the customer has no such object; perhaps nobody has.
    pub(crate) fn is_no_such_thing(self) -> bool {
        self.is_no_customer() || self == Self::Denied
    }
}
