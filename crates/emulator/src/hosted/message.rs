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

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    merchant: String,
    title: &'a str,
    text: &'a str,
    good: bool,
    /// The page tells its parent that it is done.
    closes: bool,
    /// The page of the customer's subscription.
    home: Option<String>,
}

#[derive(Template)]
#[template(path = "blank.html")]
struct Blank {
    closes: bool,
}

/// A workflow ended well.
pub(super) fn done(customer: &Customer, title: &str, text: &str, world: &mut World) -> HttpResponse {
    render::ok(&ended(customer, title, text, false, world))
}

/// The same where the frame is to be closed.
pub(super) fn closed_frame(customer: &Customer, title: &str, text: &str, world: &mut World) -> HttpResponse {
    match world.options.hosted_pages.closing {
        Closing::Message => render::ok(&ended(customer, title, text, true, world)),
        Closing::Blank => render::ok(&Blank { closes: false }),
        Closing::Both => render::ok(&Blank { closes: true }),
    }
}

fn ended<'a>(
    customer: &Customer,
    title: &'a str,
    text: &'a str,
    closes: bool,
    world: &mut World,
) -> Message<'a> {
    let Shell { merchant, home, .. } = Shell::of(customer, world);
    Message {
        merchant,
        title,
        text,
        good: true,
        closes,
        home: Some(home),
    }
}

pub(super) fn not_found(world: &World) -> HttpResponse {
    let text = "The address is not one of the emulator's pages.";
    let title = "There is no such page";
    plain(StatusCode::NOT_FOUND, world.catalogue.name(), title, text)
}

/// Nothing opens, for this reason.
pub(super) fn refused(by: By, refusal: Refusal, merchant: &str) -> HttpResponse {
    let what = if by == By::Widget { "widget" } else { "portal" };
    let set_up = |why: &str| {
        let title = format!("The {what} is not set up");
        plain(StatusCode::BAD_REQUEST, merchant, &title, why)
    };
    let forbidden = |title: &str, text: &str| plain(StatusCode::FORBIDDEN, merchant, title, text);
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
        Refusal::Hash => forbidden(
            "This page is refused",
            "Nothing proves that the application named this customer: the hash is missing or wrong.",
        ),
        Refusal::Query => forbidden(
            "This page is somebody else's",
            "It was made for another customer than the one who is signed in.",
        ),
        Refusal::Expired => {
            let text = "Links to billing pages live for a few minutes only. \
                        Go back to the application and open the page again.";
            plain(StatusCode::GONE, merchant, "This link has expired", text)
        }
        Refusal::Suspended => forbidden(
            "Your access is suspended",
            "The merchant has suspended this account. Please get in touch with them.",
        ),
    }
}

/// An offer was chosen on the public pricing table, and there is no address for it.
pub(super) fn no_sign_up(world: &World) -> HttpResponse {
    let text = if world.options.hosted_pages.can_subscribe_anonymous {
        "Subscribing without an account is allowed here, and the emulator leaves it out."
    } else {
        "The merchant has to configure the address of the sign-up: UrlOffersAnonymousSelection."
    };
    let title = "There is no sign-up yet";
    plain(StatusCode::OK, world.catalogue.name(), title, text)
}

/// A page of a merchant that the account knows nothing of.
pub(super) fn other_merchant(own: &str) -> HttpResponse {
    let other = if own == "Globex" { "Initech" } else { "Globex" };
    let text = format!(
        "This page belongs to another merchant who also bills through the same service. \
         Whoever sees it inside the application of {own} was sent here by a stranger."
    );
    let title = format!("Your subscription at {other}");
    plain(StatusCode::OK, other, &title, &text)
}

fn plain(status: StatusCode, merchant: &str, title: &str, text: &str) -> HttpResponse {
    render::page(
        status,
        &Message {
            merchant: merchant.to_owned(),
            title,
            text,
            good: false,
            closes: false,
            home: None,
        },
    )
}
