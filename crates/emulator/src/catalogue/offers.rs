//! The offers of the sample segment: three that everybody sees, and a free one that is not shown.

use super::features::{BETA, EXPORT, Feature, MESSAGES, PROJECTS, SUPPORT, USERS};
use super::offer::{Offer, OfferFeature};
use super::pricing::Pricing;
use crate::clock::{Length, Unit};

const STARTER: &str = "offer-starter";
const PRO: &str = "offer-pro";
const BUSINESS: &str = "offer-business";
const PUBLIC: &str = "pricing-public";
const TEAMS: &str = "pricing-teams";

pub(crate) static OFFERS: &[Offer] = &[
    Offer {
        id: 72_001,
        reference_offer: STARTER,
        title: "Starter",
        description: "For one person with a few projects.",
        visible: true,
        subtotal: 900,
        recurrence: Length::MONTH,
        trial: None,
        features: &[
            quantity(&USERS, "1 user", Some(1), 700),
            quantity(&PROJECTS, "3 projects", Some(3), 0),
            switch(&EXPORT, "", true, 0),
            switch(&SUPPORT, "", false, 1_000),
            quantity(&MESSAGES, "", Some(0), 20),
        ],
        tables: &[PUBLIC],
        upgrades: &[PRO, BUSINESS],
    },
    Offer {
        id: 72_002,
        reference_offer: PRO,
        title: "Pro",
        description: "For a team that works together every day.",
        visible: true,
        subtotal: 2_900,
        recurrence: Length::MONTH,
        trial: None,
        features: &[
            quantity(&USERS, "10 users", Some(10), 500),
            quantity(&PROJECTS, "Unlimited projects", None, 0),
            switch(&EXPORT, "Export to PDF and spreadsheets", true, 0),
            switch(&SUPPORT, "", false, 1_000),
            quantity(&MESSAGES, "100 text messages a month", Some(100), 5),
        ],
        tables: &[PUBLIC, TEAMS],
        upgrades: &[BUSINESS, STARTER],
    },
    Offer {
        id: 72_003,
        reference_offer: BUSINESS,
        title: "Business",
        description: "For a company with several teams.",
        visible: true,
        subtotal: 9_900,
        recurrence: Length::MONTH,
        trial: Some(Length {
            count: 14,
            unit: Unit::Day,
        }),
        features: &[
            quantity(&USERS, "Unlimited users", None, 0),
            quantity(&PROJECTS, "Unlimited projects", None, 0),
            switch(&EXPORT, "Export to PDF and spreadsheets", true, 0),
            switch(&SUPPORT, "Answers within one working day", true, 0),
            quantity(&MESSAGES, "1,000 text messages a month", Some(1_000), 1),
        ],
        tables: &[PUBLIC, TEAMS],
        upgrades: &[PRO, STARTER],
    },
    Offer {
        id: 72_004,
        reference_offer: "offer-free",
        title: "Free",
        description: "For schools and clubs, on request.",
        visible: false,
        subtotal: 0,
        recurrence: Length::MONTH,
        trial: None,
        features: &[
            quantity(&PROJECTS, "1 project", Some(1), 0),
            switch(&BETA, "", true, 0),
        ],
        tables: &[],
        upgrades: &[STARTER, PRO, BUSINESS],
    },
];

const fn switch(feature: &'static Feature, line: &'static str, included: bool, price: i64) -> OfferFeature {
    OfferFeature {
        feature,
        line,
        included,
        quantity: None,
        pricing: Pricing::unit(price),
    }
}

/// Units beyond the included ones are sold one by one.
const fn quantity(
    feature: &'static Feature,
    line: &'static str,
    included: Option<i64>,
    price: i64,
) -> OfferFeature {
    OfferFeature {
        feature,
        line,
        included: false,
        quantity: included,
        pricing: Pricing::unit(price),
    }
}

pub(crate) fn offer(reference: &str) -> Option<&'static Offer> {
    OFFERS.iter().find(|offer| offer.reference_offer == reference)
}

#[cfg(test)]
mod tests {
    use super::{OFFERS, offer};

    #[test]
    fn every_upgrade_leads_to_an_offer() {
        for one in OFFERS {
            assert!(
                one.upgrades.iter().all(|reference| offer(reference).is_some()),
                "{}",
                one.reference_offer
            );
        }
    }
}
