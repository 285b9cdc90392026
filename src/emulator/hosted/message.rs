//! Pages that only say something.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::emulator::render;
use crate::emulator::state::{Customer, World};

use super::Closed;
use super::views::Shell;

#[derive(Template)]
#[template(path = "message.html", config = "src/emulator/askama.toml")]
struct Message<'a> {
    merchant: &'a str,
    title: &'a str,
    text: &'a str,
    good: bool,
    shell: Option<Shell>,
}

/// A workflow ended well.
pub(super) fn done(customer: &Customer, title: &str, text: &str, world: &mut World) -> HttpResponse {
    let shell = Some(Shell::of(customer, world));
    render::ok(&Message {
        merchant: "Acme",
        title,
        text,
        good: true,
        shell,
    })
}

pub(super) fn closed(why: Closed) -> HttpResponse {
    match why {
        Closed::Expired => {
            let text = "Links to billing pages live for a few minutes only. \
                        Go back to the application and open the page again.";
            plain(StatusCode::GONE, "Acme", "This link has expired", text)
        }
        Closed::Suspended => {
            let text = "The merchant has suspended this account. Please get in touch with them.";
            plain(StatusCode::FORBIDDEN, "Acme", "Your access is suspended", text)
        }
    }
}

pub(super) fn not_found() -> HttpResponse {
    plain(
        StatusCode::NOT_FOUND,
        "Acme",
        "There is no such page",
        "The address is not one of the emulator's pages.",
    )
}

pub(super) fn misconfigured() -> HttpResponse {
    let text = "The settings of the widget do not name this business and segment, or name no customer.";
    plain(StatusCode::BAD_REQUEST, "Acme", "The widget is not set up", text)
}

pub(super) fn other_merchant() -> HttpResponse {
    let text = "This page belongs to another merchant who also bills through the same service. \
                Whoever sees it inside the application of Acme was sent here by a stranger.";
    plain(StatusCode::OK, "Globex", "Your subscription at Globex", text)
}

fn plain(status: StatusCode, merchant: &str, title: &str, text: &str) -> HttpResponse {
    render::page(
        status,
        &Message {
            merchant,
            title,
            text,
            good: false,
            shell: None,
        },
    )
}
