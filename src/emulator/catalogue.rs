//! The offers of the sample account.

use serde::Serialize;

pub(super) const CURRENCY: &str = "EUR";

/// An offer, billed monthly.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Offer {
    pub(super) id: u64,
    pub(super) reference_offer: &'static str,
    pub(super) name: &'static str,
    #[serde(rename = "TitleLocalized")]
    pub(super) title: &'static str,
    #[serde(rename = "DescriptionLocalized")]
    pub(super) description: &'static str,
    /// Cents, before tax.
    #[serde(rename = "PricingSubtotal")]
    pub(super) subtotal: i64,
    /// Features by reference.
    #[serde(skip)]
    pub(super) features: &'static [Feature],
}

/// What an offer includes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    pub(super) reference: &'static str,
    pub(super) title: &'static str,
}

const PROJECTS: Feature = Feature {
    reference: "feat-projects",
    title: "Unlimited projects",
};
const EXPORT: Feature = Feature {
    reference: "feat-export",
    title: "Export to PDF and spreadsheets",
};
const SUPPORT: Feature = Feature {
    reference: "feat-support",
    title: "Answers within one working day",
};

pub(super) const OFFERS: &[Offer] = &[
    Offer {
        id: 72_001,
        reference_offer: "offer-starter",
        name: "Starter",
        title: "Starter",
        description: "For one person with a few projects.",
        subtotal: 900,
        features: &[
            Feature {
                reference: "feat-users",
                title: "1 user",
            },
            Feature {
                reference: "feat-few-projects",
                title: "3 projects",
            },
        ],
    },
    Offer {
        id: 72_002,
        reference_offer: "offer-pro",
        name: "Pro",
        title: "Pro",
        description: "For a team that works together every day.",
        subtotal: 2_900,
        features: &[
            Feature {
                reference: "feat-users",
                title: "10 users",
            },
            PROJECTS,
            EXPORT,
        ],
    },
    Offer {
        id: 72_003,
        reference_offer: "offer-business",
        name: "Business",
        title: "Business",
        description: "For a company with several teams.",
        subtotal: 9_900,
        features: &[
            Feature {
                reference: "feat-users",
                title: "Unlimited users",
            },
            PROJECTS,
            EXPORT,
            SUPPORT,
        ],
    },
];

pub(super) fn offer(reference: &str) -> Option<&'static Offer> {
    OFFERS.iter().find(|offer| offer.reference_offer == reference)
}

/// With the sample tax of 20 per cent.
pub(super) fn with_tax(subtotal: i64) -> i64 {
    subtotal + subtotal / 5
}

/// `€29.00`, from cents.
pub(super) fn money(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    format!("{sign}€{}.{:02}", cents.abs() / 100, cents.abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::{money, with_tax};

    #[test]
    fn an_amount_is_shown_with_two_decimals() {
        assert_eq!(money(2_900), "€29.00");
        assert_eq!(money(5), "€0.05");
        assert_eq!(money(-1_250), "−€12.50");
        assert_eq!(with_tax(2_900), 3_480);
    }
}
