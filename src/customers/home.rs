use std::fmt;

use serde::{Deserialize, Serialize};

use crate::crylk::{FrameUrl, Gate, Refusal};
use crate::proabono::Customer;

/// The home link of a customer, with the gate's verdict on it. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Home {
    href: Option<String>,
    insite: bool,
    framed: Option<Result<FrameUrl, Refusal>>,
    /// The language that the customer has chosen, as ProAbono writes it.
    pub(super) language: Option<String>,
}

/// The same as instances tell each other: the gate looks at the link again.
#[derive(Serialize, Deserialize)]
pub(super) struct ToldHome {
    href: Option<String>,
    insite: bool,
    language: Option<String>,
}

impl ToldHome {
    pub(super) fn of(home: &Home) -> Self {
        Self {
            href: home.href.clone(),
            insite: home.insite,
            language: home.language.clone(),
        }
    }

    pub(super) fn judged(self, gate: &Gate) -> Home {
        Home {
            framed: self.href.as_deref().map(|href| gate.check(href)),
            href: self.href,
            insite: self.insite,
            language: self.language,
        }
    }
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
            language: customer.language.clone(),
        }
    }

    /// `hosted-home`, else `insite-home`, when one of them has an address.
    pub(crate) fn href(&self) -> Option<&str> {
        self.href.as_deref()
    }

    /// Tells whether the account is of the in-site generation, whose links are `insite-*`.
    pub(crate) fn is_insite(&self) -> bool {
        self.insite
    }

    /// The address as it may be framed, or the reason why it may not be; `None` without an address.
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
