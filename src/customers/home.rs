use std::fmt;

use crate::crylk::{FrameUrl, Gate, Refusal};
use crate::proabono::Customer;

/// The home link of a customer with the verdict of the gate on it. It is not printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Home {
    href: Option<String>,
    insite: bool,
    framed: Option<Result<FrameUrl, Refusal>>,
}

impl Home {
    pub(super) fn of(customer: &Customer, gate: &Gate) -> Self {
        let insite = customer.links.iter().any(|link| link.rel.starts_with("insite-"));
        let hosted = customer.links.iter().any(|link| link.rel == "hosted-home");
        let href = customer.links.href("home");
        Self {
            href: href.map(str::to_owned),
            insite: insite && !hosted,
            framed: href.map(|href| gate.check(href)),
        }
    }

    /// `hosted-home`, else `insite-home`, when one of them has an address.
    pub(crate) fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// Whether the account is of the in-site generation: its links are `insite-*`.
    pub(crate) fn is_insite(&self) -> bool {
        self.insite
    }

    /// The address as it may be framed, or why it may not; `None` without an address.
    pub(crate) fn framed(&self) -> Option<Result<&FrameUrl, Refusal>> {
        let framed = self.framed.as_ref()?;
        Some(framed.as_ref().map_err(|refusal| *refusal))
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Home")
            .field("present", &self.href.is_some())
            .finish_non_exhaustive()
    }
}
