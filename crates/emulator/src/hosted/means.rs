//! The ways to pay that a workflow offers, and the one that was taken.

use crate::model::{Method, Way};
use crate::words::Words;
use crate::world::World;

use super::card;
use super::look::Visitor;
use super::visit::{Fault, Fields};

/// The fields of the form.
pub(super) struct Means {
    /// The method on file, which goes on unless another is chosen.
    pub(super) kept: Option<String>,
    /// Nothing was to be paid, so nothing is asked.
    pub(super) free: bool,
    pub(super) error: Option<String>,
}

impl Means {
    pub(super) fn of(customer: &Visitor, error: Option<Fault>) -> Self {
        Self {
            kept: customer.payment(),
            free: false,
            error: error.map(|sentence| sentence(customer.words())),
        }
    }
}

/// The visitor's decision.
pub(super) struct Taken {
    pub(super) way: Way,
    /// Another method than before.
    pub(super) registered: bool,
}

/// Registers a new method and says how the sum is paid. Without a field `method`, a card that is typed counts, else the method
/// on file.
pub(super) fn take(customer: &Visitor, fields: &Fields, due: i64, world: &mut World) -> Result<Taken, Fault> {
    let chosen = method(customer, fields)?;
    let registered = chosen.is_some();
    if let Some(method) = chosen {
        world.register(customer.id, method, Way::Now);
    }
    let kind = world
        .customer_by_id(customer.id)
        .and_then(|one| one.settings.type_payment);
    let way = forced(world).unwrap_or(match kind {
        _ if due <= 0 => Way::Now,
        Some("Card") => Way::Now,
        Some("DirectDebit") => Way::Pending,
        _ => Way::Offline,
    });
    Ok(Taken { way, registered })
}

/// The method that takes the place of the one on file; `None` keeps that.
pub(super) fn method(customer: &Visitor, fields: &Fields) -> Result<Option<Method>, Fault> {
    let typed = fields.get("number").is_some();
    let on_file = customer.settings.type_payment.is_some();
    match fields.get("method").map(String::as_str) {
        Some("debit") => Ok(Some(Method::DirectDebit)),
        Some("invoice") => Ok(Some(Method::Invoice)),
        Some("kept") if on_file => Ok(None),
        None if on_file && !typed => Ok(None),
        Some("card") | None => card::read(fields).map(|last_four| Some(Method::Card(last_four))),
        Some(_) => Err(Words::no_way_to_pay),
    }
}

/// The way that goes with a forced outcome.
pub(super) fn forced(world: &World) -> Option<Way> {
    match world.options.hosted_pages.outcome.as_deref()? {
        "pending" => Some(Way::Pending),
        "due" => Some(Way::Offline),
        _ => None,
    }
}

/// Every workflow is to end without having done anything.
pub(super) fn fails(world: &World) -> bool {
    world.options.hosted_pages.fails()
}

/// The natural outcome of a payment.
pub(super) fn outcome(way: Way, due: i64) -> &'static str {
    match way {
        Way::Pending => "pending",
        _ if due <= 0 => "nocharge",
        Way::Offline => "due",
        Way::Now => "paid",
    }
}
