//! The links of a customer, new on every answer.

use serde::Serialize;

use crate::emulator::catalogue;
use crate::emulator::options::LinkGeneration;
use crate::emulator::state::{Customer, Page, World};

/// A link: `href` to open, or `query` for the in-site script.
#[derive(Serialize)]
pub(super) struct Link {
    rel: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
}

/// A suspended customer has none.
pub(super) fn of_customer(customer: &Customer, offer: Option<&str>, world: &mut World) -> Vec<Link> {
    if customer.is_suspended() {
        return Vec::new();
    }
    let mut pages = vec![("home", Page::Home), ("collection-offers", Page::Offers)];
    if let Some(offer) = offer.and_then(catalogue::offer) {
        pages.push(("subscribe", Page::Subscribe(offer.reference_offer.to_owned())));
    }
    if world.subscription_of(customer.id).is_some() {
        pages.push(("collection-upgrade", Page::Upgrade));
    }
    pages.push(("register", Page::Register));
    pages
        .into_iter()
        .map(|(suffix, page)| link(suffix, page, customer.id, world))
        .collect()
}

fn link(suffix: &str, page: Page, customer: u64, world: &mut World) -> Link {
    match world.options.links {
        LinkGeneration::Hosted => Link {
            rel: format!("hosted-{suffix}"),
            href: Some(world.link_to(customer, page)),
            query: None,
        },
        LinkGeneration::InSite if page == Page::Home => Link {
            rel: "insite-home".to_owned(),
            href: Some(insite_home(customer, world)),
            query: None,
        },
        LinkGeneration::InSite => Link {
            rel: format!("insite-{suffix}"),
            href: None,
            query: Some(world.issue(customer, page)),
        },
    }
}

fn insite_home(customer: u64, world: &mut World) -> String {
    match &world.options.page_url {
        Some(page) if world.options.insite_home_is_page => page.clone(),
        _ => {
            let token = world.issue(customer, Page::Home);
            format!("{}/portal-auth/{token}", world.origin())
        }
    }
}
