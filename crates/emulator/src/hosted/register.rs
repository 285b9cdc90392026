//! Registering or replacing the payment method.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::{Customer, Method, Way};
use crate::render;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::means::{self, Means};
use super::views::Shell;
use super::visit::Fields;

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

pub(super) fn show(customer: &Customer, error: Option<&'static str>, world: &mut World) -> HttpResponse {
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

pub(super) fn act(customer: &Customer, fields: &Fields, world: &mut World) -> HttpResponse {
    let nuance = if customer.payment().is_some() {
        Nuance::Replaced
    } else {
        Nuance::Plain
    };
    if means::fails(world) {
        return finish(customer, Outcome::failure("permission", nuance), world);
    }
    let method = match means::method(customer, fields) {
        Ok(Some(method)) => method,
        Ok(None) => return show(customer, Some("This is the payment method already."), world),
        Err(error) => return show(customer, Some(error), world),
    };
    let text = match &method {
        Method::Card(last_four) => format!("The card ending in {last_four} will be used from now on."),
        Method::DirectDebit => "Your bank account will be debited from now on.".to_owned(),
        Method::Invoice => "You will pay your invoices by bank transfer from now on.".to_owned(),
    };
    let way = means::forced(world).filter(|way| *way == Way::Pending);
    world.register(customer.id, method, way.unwrap_or(Way::Now));
    let outcome = Outcome {
        from: "permission",
        natural: if way.is_some() { "pending" } else { "registered" },
        title: "Payment method saved",
        text,
        subscription: None,
        nuance,
    };
    finish(customer, outcome, world)
}
