//! Opens a link: finds its customer and its page, and records it.

use std::collections::HashMap;

use crate::model::{Customer, Page, Subscription, Ticket};
use crate::openings::{Opening, Refusal};
use crate::shared::Shared;
use crate::words::Words;
use crate::world::World;

pub(super) type Fields = HashMap<String, String>;

/// The sentence that tells a visitor why a form was refused.
pub(super) type Fault = fn(&Words) -> String;

pub(super) fn own_subscription(customer: &Customer, id: u64, world: &World) -> Option<Subscription> {
    world
        .subscription(id)
        .filter(|one| one.id_customer == customer.id)
        .cloned()
}

/// The end of a link that opens something.
pub(super) enum End {
    /// The page that the link was issued for.
    Page(Box<Customer>, Page),
    /// Another page of the customer, for which an opener stands in the address of their home.
    Workflow(u64, Page),
    /// The public pricing table, where this offer is chosen: the link was issued to nobody, as that of an offer that is listed
    /// without a customer.
    Table(String),
}

/// Follows a link with this ticket, below this path, to its end.
pub(super) fn follow(
    segment: &str,
    ticket: Option<&Ticket>,
    query: &str,
    world: &World,
) -> Result<End, Refusal> {
    let ticket = valid(segment, ticket)?;
    let of_nobody = world.customer_by_id(ticket.customer).is_none();
    if let (Page::Subscribe(offer), true) = (&ticket.page, of_nobody) {
        return Ok(End::Table(offer.clone()));
    }
    let customer = admitted(ticket, world)?;
    match workflow(query).filter(|_| ticket.page == Page::Home) {
        Some(opener) => Ok(End::Workflow(customer.id, opened(&opener, customer.id, world)?)),
        None => Ok(End::Page(Box::new(customer), ticket.page.clone())),
    }
}

/// The opener in the address of a home, which an application appends to it.
fn workflow(query: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let found = pairs.find(|(name, _)| name == "pa_query");
    found.map(|(_, token)| token.into_owned())
}

/// Records a link that came from outside, with the end that it came to. Links from one page to another are not recorded.
pub(super) fn record(
    token: &str,
    ticket: Option<&Ticket>,
    end: &Result<End, Refusal>,
    world: &World,
    shared: &Shared,
) {
    let mut opening = Opening::by_link(token);
    if let Some(ticket) = ticket {
        if !ticket.outside {
            return;
        }
        opening = opening.page(&ticket.page);
        if let Some(customer) = world.customer_by_id(ticket.customer) {
            opening = opening.of(customer);
        }
    }
    opening = match end {
        Ok(End::Workflow(_, page)) => opening.page(page),
        Ok(End::Page(..) | End::Table(_)) => opening,
        Err(refusal) => opening.refused(*refusal),
    };
    shared.openings().add(opening);
}

/// The page that an opener stands for: one of the customer, or one that was issued to nobody.
pub(crate) fn opened(token: &str, customer: u64, world: &World) -> Result<Page, Refusal> {
    let ticket = world.redeem(token).ok_or(Refusal::Expired)?;
    let anonymous = world.customer_by_id(ticket.customer).is_none();
    if anonymous || ticket.customer == customer {
        Ok(ticket.page)
    } else {
        Err(Refusal::Query)
    }
}

/// The customer and the page of a link.
pub(super) fn open((segment, token): &(String, String), world: &World) -> Result<(Customer, Page), Refusal> {
    let ticket = world.redeem(token);
    let ticket = valid(segment, ticket.as_ref())?;
    Ok((admitted(ticket, world)?, ticket.page.clone()))
}

/// A token that was put under another path is as good as an unknown one.
fn valid<'a>(segment: &str, ticket: Option<&'a Ticket>) -> Result<&'a Ticket, Refusal> {
    let fits = |ticket: &&Ticket| {
        ticket.page.segment() == segment || (ticket.page == Page::Home && segment == "portal-auth")
    };
    ticket.filter(fits).ok_or(Refusal::Expired)
}

fn admitted(ticket: &Ticket, world: &World) -> Result<Customer, Refusal> {
    let customer = world.customer_by_id(ticket.customer).ok_or(Refusal::Expired)?;
    if customer.is_suspended() {
        Err(Refusal::Suspended)
    } else {
        Ok(customer.clone())
    }
}
