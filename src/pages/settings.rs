use std::time::Duration;

use url::Url;

use crate::proabono::PricingTableReference;

/// What `/offers` shows to anybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicOffers {
    /// ProAbono's own pricing table, opened for nobody.
    #[default]
    Portal,
    /// The visible offers of the catalogue, shown by this page.
    List,
    /// Nothing: there is no such page.
    Off,
}

/// The page before sign-up.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct OffersConfig {
    /// What is shown.
    pub show: PublicOffers,
    /// Only the offers of this pricing table, in a list.
    pub pricing_table: Option<PricingTableReference>,
    /// Where a visitor goes who chose an offer in a list; without it, to the workflow, which asks to sign in.
    pub sign_up_url: Option<Url>,
    /// How long the offers are shown without asking again.
    pub fresh_for: Duration,
}

/// What happens when ProAbono sends a visitor back.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ReturnsConfig {
    /// Where the visitor goes on to; without it, the subscription page.
    pub url: Option<String>,
    /// How long the message is shown before the visitor goes there by themselves; zero waits for a click.
    pub after: Duration,
    /// How long at most nothing is for sale while ProAbono does not confirm what a return said.
    pub unsettled_for: Duration,
}
