//! Registering or replacing the payment method.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::{Method, Way};
use crate::render;
use crate::words::Words;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::look::Visitor;
use super::means::{self, Means};
use super::views::Shell;
use super::visit::{Fault, Fields};

#[derive(Template)]
#[template(path = "register.html")]
struct Register {
    shell: Shell,
    /// The method that is replaced.
    before: Option<String>,
    means: Means,
    target: Option<&'static str>,
    cancel: Leave,
}

pub(super) fn show(customer: &Visitor, error: Option<Fault>, world: &mut World) -> HttpResponse {
    let page = Register {
        shell: Shell::of(customer, world),
        before: customer.payment(),
        means: Means {
            kept: None,
            ..Means::of(customer, error)
        },
        target: ending::target("permission", world),
        cancel: ending::cancel(customer, None, world),
    };
    render::ok(&page)
}

pub(super) fn act(customer: &Visitor, fields: &Fields, world: &mut World) -> HttpResponse {
    let nuance = if customer.payment().is_some() {
        Nuance::Replaced
    } else {
        Nuance::Plain
    };
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure("permission", nuance, customer.words()),
            world,
        );
    }
    let method = match means::method(customer, fields) {
        Ok(Some(method)) => method,
        Ok(None) => return show(customer, Some(Words::same_method), world),
        Err(error) => return show(customer, Some(error), world),
    };
    let words = customer.words();
    let text = match &method {
        Method::Card(last_four) => words.card_saved(last_four),
        Method::DirectDebit => words.debit_saved(),
        Method::Invoice => words.transfer_saved(),
    };
    let way = means::forced(world).filter(|way| *way == Way::Pending);
    world.register(customer.id, method, way.unwrap_or(Way::Now));
    let outcome = Outcome {
        from: "permission",
        natural: if way.is_some() { "pending" } else { "registered" },
        title: words.method_saved(),
        text,
        subscription: None,
        nuance,
    };
    finish(customer, outcome, world)
}
