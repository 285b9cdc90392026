//! Registering or replacing the payment method.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::render;
use crate::emulator::state::{Customer, World};

use super::views::Shell;
use super::{Fields, Outcome, card, finish};

#[derive(Template)]
#[template(path = "register.html", config = "src/emulator/askama.toml")]
struct Register {
    shell: Shell,
    card: Option<String>,
    error: Option<&'static str>,
}

pub(super) fn show(customer: &Customer, error: Option<&'static str>, world: &mut World) -> HttpResponse {
    let page = Register {
        shell: Shell::of(customer, world),
        card: customer.card.clone(),
        error,
    };
    render::ok(&page)
}

pub(super) fn act(customer: &Customer, fields: &Fields, world: &mut World) -> HttpResponse {
    let last_four = match card::read(fields) {
        Ok(last_four) => last_four,
        Err(error) => return show(customer, Some(error), world),
    };
    world.register_card(customer.id, &last_four);
    let text = format!("The card ending in {last_four} will be used from now on.");
    let title = "Payment method saved";
    finish(
        customer,
        Outcome {
            from: "permission",
            outcome: "registered",
            title,
            text,
            subscription: None,
        },
        world,
    )
}
