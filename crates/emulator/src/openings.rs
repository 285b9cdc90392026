//! The pages that were opened from outside, with their parameters, recorded for tests.

use std::collections::VecDeque;

use data_encoding::HEXLOWER;
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::model::{Customer, Page};

/// Above this many the oldest are dropped.
const MOST: usize = 10_000;

/// How somebody came to a page.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub(crate) enum By {
    /// `ProAbonoPortal.open`.
    #[serde(rename = "portal.js")]
    Portal,
    #[serde(rename = "widget")]
    Widget,
    /// The address of a page, from the API or a mail.
    #[serde(rename = "link")]
    Link,
}

/// A reason for which a page does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A parameter is unknown or there twice.
    Parameters,
    Business,
    Segment,
    /// A text that cannot be a reference, or a customer of another segment.
    Customer,
    Hash,
    Metadata,
    /// The opener was issued to somebody else.
    Query,
    /// The opener is unknown or too old.
    Expired,
    Suspended,
}

impl Refusal {
    /// As it stands in the record.
    fn name(self) -> &'static str {
        match self {
            Self::Parameters => "parameters",
            Self::Business => "business",
            Self::Segment => "segment",
            Self::Customer => "customer",
            Self::Hash => "hash",
            Self::Metadata => "metadata",
            Self::Query => "query",
            Self::Expired => "expired",
            Self::Suspended => "suspended",
        }
    }
}

/// One page that was opened, or was not.
#[derive(Clone, Serialize)]
pub(crate) struct Opening {
    by: By,
    parameters: Map<String, Value>,
    customer_ref: Option<String>,
    page: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invoice: Option<u64>,
    /// The reason of a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

impl Opening {
    /// An opening of which neither the customer nor the page is known yet.
    pub(crate) fn new(by: By, parameters: Map<String, Value>) -> Self {
        Self {
            by,
            parameters,
            customer_ref: None,
            page: "anonymous",
            offer: None,
            subscription: None,
            invoice: None,
            reason: None,
        }
    }

    /// A page opened by its link.
    pub(crate) fn by_link(token: &str) -> Self {
        let parameters = Map::from_iter([("token".to_owned(), digest(token))]);
        Self::new(By::Link, parameters)
    }

    pub(crate) fn of(mut self, customer: &Customer) -> Self {
        self.customer_ref = Some(customer.reference_customer.clone());
        self
    }

    pub(crate) fn page(mut self, page: &Page) -> Self {
        self.page = page.name();
        match page {
            Page::Subscribe(offer) => self.offer = Some(offer.clone()),
            Page::Restart(id) | Page::Draft(id) | Page::Subscription(id) => self.subscription = Some(*id),
            Page::Charge(id) | Page::Document(id) => self.invoice = Some(*id),
            _ => {}
        }
        self
    }

    pub(crate) fn refused(mut self, refusal: Refusal) -> Self {
        self.page = "refused";
        self.reason = Some(refusal.name());
        self
    }
}

/// A secret in a record: enough to compare two, nothing to open.
pub(crate) fn digest(secret: &str) -> Value {
    let digest = HEXLOWER.encode(&Sha256::digest(secret));
    format!("sha256:{}", &digest[..12]).into()
}

#[derive(Default)]
pub(crate) struct Openings(VecDeque<Opening>);

impl Openings {
    pub(crate) fn add(&mut self, opening: Opening) {
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(opening);
    }

    pub(crate) fn kept(&self) -> &VecDeque<Opening> {
        &self.0
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Map;

    use super::{By, MOST, Opening, Openings};

    #[test]
    fn only_the_latest_are_kept() {
        let mut openings = Openings::default();
        for _ in 0..=MOST {
            openings.add(Opening::new(By::Portal, Map::new()));
        }
        assert_eq!(openings.0.len(), MOST);
    }
}
