use std::fmt;
use std::sync::OnceLock;

use crate::crylk::{FrameUrl, Gate, Refusal};
use crate::proabono::Customer;

/// The home link of a customer, as ProAbono sent it: not checked, and not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Home {
    href: Option<String>,
    insite: bool,
    checked: OnceLock<Result<FrameUrl, Refusal>>,
}

impl Home {
    pub(super) fn of(customer: &Customer) -> Self {
        let insite = customer.links.iter().any(|link| link.rel.starts_with("insite-"));
        let hosted = customer.links.iter().any(|link| link.rel == "hosted-home");
        Self {
            href: customer.links.href("home").map(str::to_owned),
            insite: insite && !hosted,
            checked: OnceLock::new(),
        }
    }

    /// `hosted-home`, else `insite-home`, when one of them has an address.
    pub fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// Whether the account is of the in-site generation: its links are `insite-*`.
    pub fn is_insite(&self) -> bool {
        self.insite
    }

    /// What the gate says of the address. It is asked once for each link that ProAbono sends: a portal has one gate.
    pub(crate) fn checked(&self, gate: &Gate) -> Option<Result<&FrameUrl, Refusal>> {
        let href = self.href.as_deref()?;
        let checked = self.checked.get_or_init(|| gate.check(href));
        Some(checked.as_ref().map_err(|refusal| *refusal))
    }
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Home")
            .field("present", &self.href.is_some())
            .finish_non_exhaustive()
    }
}
