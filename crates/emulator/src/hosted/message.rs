//! Pages with a message and nothing to do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::model::Customer;
use crate::openings::{By, Refusal};
use crate::render;
use crate::settings::Closing;
use crate::world::World;

use super::views::Shell;
use super::visit::Closed;

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    merchant: &'a str,
    title: &'a str,
    text: &'a str,
    good: bool,
    /// The page tells its parent that it is done.
    closes: bool,
    shell: Option<Shell>,
}

#[derive(Template)]
#[template(path = "blank.html")]
struct Blank {
    closes: bool,
}

/// A workflow ended well.
pub(super) fn done(customer: &Customer, title: &str, text: &str, world: &mut World) -> HttpResponse {
    let shell = Some(Shell::of(customer, world));
    render::ok(&Message {
        merchant: "Acme",
        title,
        text,
        good: true,
        closes: false,
        shell,
    })
}

/// The same where the frame is to be closed.
pub(super) fn closed_frame(customer: &Customer, title: &str, text: &str, world: &mut World) -> HttpResponse {
    match world.options.hosted_pages.closing {
        Closing::Message => render::ok(&Message {
            merchant: "Acme",
            title,
            text,
            good: true,
            closes: true,
            shell: Some(Shell::of(customer, world)),
        }),
        Closing::Blank => render::ok(&Blank { closes: false }),
        Closing::Both => render::ok(&Blank { closes: true }),
    }
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

/// A script in the application asked for something that does not open.
pub(super) fn refused(by: By, refusal: Refusal) -> HttpResponse {
    let what = if by == By::Widget { "widget" } else { "portal" };
    let set_up = |why: &str| {
        let title = format!("The {what} is not set up");
        plain(StatusCode::BAD_REQUEST, "Acme", &title, why)
    };
    match refusal {
        Refusal::Parameters => {
            set_up("A parameter is not one of the documented ones, or stands there twice.")
        }
        Refusal::Business => set_up("The settings do not name this business."),
        Refusal::Segment => set_up("The settings do not name a segment of this business."),
        Refusal::Customer => set_up("The settings name no customer of this segment."),
        Refusal::Metadata => {
            set_up("The metadata has more than 4 names or more than 450 characters, or is not flat.")
        }
        Refusal::Hash => {
            let text =
                "Nothing proves that the application named this customer: the hash is missing or wrong.";
            plain(StatusCode::FORBIDDEN, "Acme", "This page is refused", text)
        }
        Refusal::Query => {
            let text = "It was made for another customer than the one who is signed in.";
            plain(
                StatusCode::FORBIDDEN,
                "Acme",
                "This page is somebody else's",
                text,
            )
        }
        Refusal::Expired => closed(Closed::Expired),
        Refusal::Suspended => closed(Closed::Suspended),
    }
}

/// An offer was chosen on the public pricing table, and there is no address for it.
pub(super) fn no_sign_up(anonymous: bool) -> HttpResponse {
    let text = if anonymous {
        "Subscribing without an account is allowed here, and the emulator leaves it out."
    } else {
        "The merchant has to configure the address of the sign-up: UrlOffersAnonymousSelection."
    };
    plain(StatusCode::OK, "Acme", "There is no sign-up yet", text)
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
            closes: false,
            shell: None,
        },
    )
}
