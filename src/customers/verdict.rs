use crate::proabono::{Code, Error as ApiError};

/// What a failed call says of the thing that it asked for. Every "no" that has consequences is taken from here: a customer is
/// created, an object is not shown, a link that was known is forgotten.
///
/// Only ProAbono's own words are believed, that is a JSON error with one of its codes. A status alone may come from anything
/// in between: a proxy without a route, a firewall, a page of maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// ProAbono says that there is no such thing.
    Unknown,
    /// The customer is unknown, or out of reach of these keys: ProAbono has one code for both.
    Unaccessible,
    /// Not found, says somebody who may not be ProAbono.
    Unclear,
    /// ProAbono does not take the keys.
    Keys,
    /// ProAbono refuses what was asked for, or asked with: somebody else's number, say, or one that is none.
    Denied,
    /// ProAbono says no in another way.
    Refused,
    /// Nothing was said of it: no answer, a failure, a redirect, or a refusal that is not ProAbono's.
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

    /// Whether ProAbono has no such customer that these keys could reach.
    pub(crate) fn is_no_customer(self) -> bool {
        matches!(self, Self::Unknown | Self::Unaccessible)
    }

    /// Whether the customer has no such thing, be it that nobody has.
    pub(crate) fn is_no_such_thing(self) -> bool {
        self.is_no_customer() || self == Self::Denied
    }
}
