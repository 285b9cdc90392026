//! Opens a link: finds its customer and its page, and records it.

use std::collections::HashMap;

use crate::model::{Customer, Page, Subscription};
use crate::openings::{Opening, Refusal};
use crate::shared::Shared;
use crate::world::World;

pub(super) type Fields = HashMap<String, String>;

pub(super) fn own_subscription(customer: &Customer, id: u64, world: &World) -> Option<Subscription> {
    world
        .subscription(id)
        .filter(|one| one.id_customer == customer.id)
        .cloned()
}

/// Records a link that came from outside. Links from one page to another are not recorded.
pub(super) fn record((segment, token): &(String, String), world: &World, shared: &Shared) {
    let mut opening = Opening::by_link(token);
    let ticket = world.redeem(token);
    if let Some(ticket) = &ticket {
        if !ticket.outside {
            return;
        }
        if let Some(customer) = world.customer_by_id(ticket.customer) {
            opening = opening.of(customer).page(&ticket.page);
        }
    }
    let path = (segment.clone(), token.clone());
    if let Err(closed) = open(&path, world) {
        let refusal = match closed {
            Closed::Expired => Refusal::Expired,
            Closed::Suspended => Refusal::Suspended,
        };
        opening = opening.refused(refusal);
    }
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

/// A reason for which a link opens nothing.
#[derive(Clone, Copy)]
pub(super) enum Closed {
    /// The token is unknown, has expired, or was put under another path.
    Expired,
    Suspended,
}

pub(super) fn open((segment, token): &(String, String), world: &World) -> Result<(Customer, Page), Closed> {
    let ticket = world.redeem(token).ok_or(Closed::Expired)?;
    let fits = ticket.page.segment() == segment || (ticket.page == Page::Home && segment == "portal-auth");
    let customer = world
        .customer_by_id(ticket.customer)
        .filter(|_| fits)
        .cloned()
        .ok_or(Closed::Expired)?;
    if customer.is_suspended() {
        Err(Closed::Suspended)
    } else {
        Ok((customer, ticket.page))
    }
}
