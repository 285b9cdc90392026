use std::time::Duration;

use url::Url;

use crate::proabono::PricingTableReference;
use crate::settings::settings;
use crate::settings::values::{DAY, MINUTE, SECOND, between, way_on, word};

settings! {
    /// The page before sign-up.
    pub struct OffersConfig in "offers." {
        /// The content of the public page `/offers`, for anybody: `portal` (ProAbono's pricing table), `list` (the visible
        /// offers, shown by this page), or `off`.
        show: PublicOffers = word(&PublicOffers::WORDS), default("portal");

        /// With offers.show at `list`: only the offers of this pricing table, by its reference.
        pricing_table: Option<PricingTableReference> = |text| PricingTableReference::new(text), example("public-2026");

        /// With offers.show at `list`: the application's sign-up page, which gets the chosen offer as `refo` and sends the
        /// new user to `/subscribe/{refo}` below the page. Left out, the visitor goes there at once and signs in on the way.
        sign_up_url: Option<Url> = full_address, example("https://app.example.com/sign-up");

        /// How long the public offers are shown before ProAbono is asked again. Anybody can ask for them.
        fresh_for: Duration = between(SECOND, 60 * MINUTE), default("1m");
    }
}

settings! {
    /// The way on for a visitor whom ProAbono sends back.
    pub struct ReturnsConfig in "returns." {
        /// Where a visitor goes on to who came back from one of ProAbono's workflows. Left out: the subscription page.
        url: Option<String> = way_on, example("https://app.example.com/welcome");

        /// With returns.url: how long the message is shown before the visitor goes there without a click. `0s` waits for the
        /// click.
        after: Duration = between(Duration::ZERO, MINUTE), default("0s");

        /// How long at most a customer is offered nothing to buy after a return that ProAbono does not confirm yet, such as
        /// a payment under way.
        unsettled_for: Duration = between(Duration::ZERO, DAY), default("10m");
    }
}

/// The content of `/offers`, which anybody may see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicOffers {
    /// ProAbono's own pricing table, opened for nobody in particular.
    #[default]
    Portal,
    /// The visible offers of the catalogue, shown by this page.
    List,
    /// Nothing: there is no such page.
    Off,
}

impl PublicOffers {
    const WORDS: [(&str, Self); 3] = [("portal", Self::Portal), ("list", Self::List), ("off", Self::Off)];
}

fn full_address(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).ok();
    url.filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
        .ok_or("write the full address of the page, such as https://app.example.com/sign-up")
}
