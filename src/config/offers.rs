use std::time::Duration;

use url::Url;

use crate::pages::{OffersConfig, PublicOffers};
use crate::proabono::PricingTableReference;

use super::key::Key;
use super::source::Source;
use super::values::duration;

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "offers.show",
        "PORTAL_OFFERS__SHOW",
        "What the public page `/offers` shows to anybody: `portal` (ProAbono's pricing table), `list` (the visible offers, \
         shown by this page), or `off`.",
    )
    .default("portal"),
    Key::new(
        "offers.pricing_table",
        "PORTAL_OFFERS__PRICING_TABLE",
        "With offers.show at `list`: only the offers of this pricing table, by its reference.",
    )
    .example("public-2026"),
    Key::new(
        "offers.sign_up_url",
        "PORTAL_OFFERS__SIGN_UP_URL",
        "With offers.show at `list`: the application's sign-up page, which gets the chosen offer as `refo` and sends the new \
         user to `/subscribe/{refo}` below the page. Left out, the visitor goes there at once and signs in on the way.",
    )
    .example("https://app.example.com/sign-up"),
    Key::new(
        "offers.fresh_for",
        "PORTAL_OFFERS__FRESH_FOR",
        "How long the public offers are shown before ProAbono is asked again. Anybody can ask for them.",
    )
    .default("1m"),
];

pub(super) fn read(source: &mut Source) -> Option<OffersConfig> {
    let [show, table, sign_up, fresh] = KEYS else {
        return None;
    };
    let show = source.parse(show, |text| match text {
        "portal" => Ok(PublicOffers::Portal),
        "list" => Ok(PublicOffers::List),
        "off" => Ok(PublicOffers::Off),
        _ => Err("write portal, list or off".to_owned()),
    });
    let pricing_table = source.parse(table, |text| {
        PricingTableReference::new(text).map_err(|error| error.to_string())
    });
    let sign_up_url = source.parse(sign_up, |text| {
        let url = Url::parse(text).ok();
        url.filter(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
            .ok_or_else(|| {
                "write the full address of the page, such as https://app.example.com/sign-up".to_owned()
            })
    });
    let fresh_for = source.parse(fresh, duration(Duration::from_secs(1), Duration::from_hours(1)));
    Some(OffersConfig {
        show: show?,
        pricing_table,
        sign_up_url,
        fresh_for: fresh_for?,
    })
}
