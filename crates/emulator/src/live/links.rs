//! Links, new on every answer, in the generation that the options name.

use serde::Serialize;

use crate::model::{Customer, Invoice, Page, State, Subscription};
use crate::options::LinkGeneration;
use crate::world::World;

/// A link: `href` to open, or `query` for the in-site script.
#[derive(Serialize)]
pub(super) struct Link {
    rel: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    media: Option<&'static str>,
}

/// A customer who is suspended, or whose reference was replaced, gets no links.
pub(super) fn of_customer(customer: &Customer, offer: Option<&str>, world: &mut World) -> Vec<Link> {
    if !has_links(customer) {
        return Vec::new();
    }
    let mut pages = vec![("home", Page::Home), ("collection-offers", Page::Offers)];
    if let Some(offer) = offer.and_then(|offer| world.catalogue.offer(offer)) {
        pages.push(("subscribe", Page::Subscribe(offer.reference_offer.clone())));
    }
    if world.subscription_of(customer.id).is_some() {
        pages.push(("collection-upgrade", Page::Upgrade));
    }
    pages.push(("register", Page::Register));
    links(pages, customer.id, world)
}

/// Links to everything that can be done with a subscription in its state.
pub(super) fn of_subscription(one: &Subscription, world: &mut World) -> Vec<Link> {
    let mut found = vec![plain("self", format!("/v1/Subscription/{}", one.id))];
    if !world.customer_by_id(one.id_customer).is_some_and(has_links) {
        return found;
    }
    let mut pages = vec![
        ("home", Page::Home),
        ("related-subscription", Page::Subscription(one.id)),
    ];
    match one.state {
        State::DraftAgent => pages.push(("subscribe", Page::Draft(one.id))),
        State::DraftDelayedStart | State::DraftDelayedUpgrade => pages.push(("register", Page::Register)),
        State::ActiveRunning => pages.push(("upgrade", Page::Upgrade)),
        State::ActiveDelayedTermination | State::ActiveDelayedUpgrade => {
            pages.push(("upgrade", Page::Upgrade));
            pages.push(("restart", Page::Restart(one.id)));
        }
        State::SuspendedAgent | State::SuspendedNoPaymentInfo => {
            pages.push(("restart", Page::Restart(one.id)));
        }
        _ => {}
    }
    found.extend(links(pages, one.id_customer, world));
    if matches!(one.state, State::DraftAgent | State::ActiveRunning) {
        let quote = format!("/v1/Quoting/Subscription/{}/Start", one.id);
        found.push(plain("related-quote", quote));
    }
    found
}

/// Without a customer the links have the same names, and lead to the public pricing table.
pub(super) fn of_offer(offer: &str, customer: Option<u64>, upgrade: bool, world: &mut World) -> Vec<Link> {
    let nobody = 0;
    let customer_id = customer.unwrap_or(nobody);
    let page = Page::Subscribe(offer.to_owned());
    let mut found = match (customer, world.options.links) {
        (None, generation) => {
            let rel = format!("{}-home", prefix(generation));
            vec![plain(&rel, format!("{}/portal-anon", world.origin()))]
        }
        (Some(_), _) => links(vec![("home", Page::Home)], customer_id, world),
    };
    let suffix = if upgrade { "upgrade" } else { "subscribe" };
    found.extend(links(vec![(suffix, page)], customer_id, world));
    found
}

/// Its document, and with it the home, comes some time after the invoice.
pub(super) fn of_invoice(invoice: &Invoice, world: &mut World) -> Vec<Link> {
    let document = world.show_invoice(invoice.id);
    let customer = invoice.id_customer;
    if !world.customer_by_id(customer).is_some_and(has_links) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut pages = Vec::new();
    if document {
        let href = world.link_to(customer, Page::Document(invoice.id));
        let rel = format!("{}-related-invoice", prefix(world.options.links));
        found.push(Link {
            media: Some("application/pdf"),
            ..plain(&rel, href)
        });
        pages.push(("home", Page::Home));
    }
    if invoice.is_payable() {
        pages.push(("charge", Page::Charge(invoice.id)));
    }
    pages.push(("collection-invoice", Page::Invoices));
    found.extend(links(pages, customer, world));
    found
}

fn has_links(customer: &Customer) -> bool {
    !customer.is_suspended() && !customer.invalidated
}

fn prefix(generation: LinkGeneration) -> &'static str {
    match generation {
        LinkGeneration::Hosted => "hosted",
        LinkGeneration::InSite => "insite",
    }
}

fn links(pages: Vec<(&str, Page)>, customer: u64, world: &mut World) -> Vec<Link> {
    pages
        .into_iter()
        .map(|(suffix, page)| link(suffix, page, customer, world))
        .collect()
}

fn plain(rel: &str, href: String) -> Link {
    Link {
        rel: rel.to_owned(),
        href: Some(href),
        query: None,
        media: None,
    }
}

fn link(suffix: &str, page: Page, customer: u64, world: &mut World) -> Link {
    let rel = format!("{}-{suffix}", prefix(world.options.links));
    match world.options.links {
        LinkGeneration::Hosted => plain(&rel, world.link_to(customer, page)),
        LinkGeneration::InSite if suffix == "home" => plain(&rel, insite_home(customer, world)),
        LinkGeneration::InSite => Link {
            rel,
            href: None,
            query: Some(world.issue(customer, page)),
            media: None,
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
