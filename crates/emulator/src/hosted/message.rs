//! Pages with a message and nothing to do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use askama::Template;

use crate::openings::{By, Refusal};
use crate::render;
use crate::settings::Closing;
use crate::words::Words;
use crate::world::World;

use super::look::{Look, Visitor};
use super::views::Shell;

#[derive(Template)]
#[template(path = "message.html")]
struct Message<'a> {
    shell: Shell,
    title: &'a str,
    text: &'a str,
    good: bool,
    /// The page tells its parent that it is done.
    closes: bool,
}

#[derive(Template)]
#[template(path = "blank.html")]
struct Blank {
    words: &'static Words,
    closes: bool,
}

/// A workflow ended well.
pub(super) fn done(customer: &Visitor, title: &str, text: &str, world: &mut World) -> HttpResponse {
    render::ok(&ended(customer, title, text, false, world))
}

/// The same where the frame is to be closed.
pub(super) fn closed_frame(customer: &Visitor, title: &str, text: &str, world: &mut World) -> HttpResponse {
    let blank = |closes| Blank {
        words: customer.words(),
        closes,
    };
    match world.options.hosted_pages.closing {
        Closing::Message => render::ok(&ended(customer, title, text, true, world)),
        Closing::Blank => render::ok(&blank(false)),
        Closing::Both => render::ok(&blank(true)),
    }
}

fn ended<'a>(
    customer: &Visitor,
    title: &'a str,
    text: &'a str,
    closes: bool,
    world: &mut World,
) -> Message<'a> {
    Message {
        shell: Shell::of(customer, world),
        title,
        text,
        good: true,
        closes,
    }
}

pub(super) fn not_found(look: Look, world: &World) -> HttpResponse {
    let (title, text) = (look.words.no_page(), look.words.no_page_text());
    plain(StatusCode::NOT_FOUND, look, world.catalogue.name(), (title, text))
}

/// Nothing opens, for this reason.
pub(super) fn refused(by: By, refusal: Refusal, look: Look, merchant: &str) -> HttpResponse {
    let words = look.words;
    let set_up = |why: String| {
        let title = if by == By::Widget {
            words.widget_not_set_up()
        } else {
            words.portal_not_set_up()
        };
        plain(StatusCode::BAD_REQUEST, look, merchant, (title, why))
    };
    let forbidden = |title, text| plain(StatusCode::FORBIDDEN, look, merchant, (title, text));
    match refusal {
        Refusal::Parameters => set_up(words.wrong_parameters()),
        Refusal::Business => set_up(words.wrong_business()),
        Refusal::Segment => set_up(words.wrong_segment()),
        Refusal::Customer => set_up(words.wrong_customer()),
        Refusal::Metadata => set_up(words.wrong_metadata()),
        Refusal::Hash => forbidden(words.refused(), words.refused_text()),
        Refusal::Query => forbidden(words.of_somebody_else(), words.of_somebody_else_text()),
        Refusal::Expired => {
            let said = (words.expired(), words.expired_text());
            plain(StatusCode::GONE, look, merchant, said)
        }
        Refusal::Suspended => forbidden(words.suspended(), words.suspended_text()),
    }
}

/// An offer was chosen on the public pricing table, and there is no address for it.
pub(super) fn no_sign_up(look: Look, world: &World) -> HttpResponse {
    let text = if world.options.hosted_pages.can_subscribe_anonymous {
        look.words.no_sign_up_left_out()
    } else {
        look.words.no_sign_up_address()
    };
    let said = (look.words.no_sign_up(), text);
    plain(StatusCode::OK, look, world.catalogue.name(), said)
}

/// A page of a merchant that the account knows nothing of.
pub(super) fn other_merchant(look: Look, own: &str) -> HttpResponse {
    let other = if own == "Globex" { "Initech" } else { "Globex" };
    let words = look.words;
    let said = (words.other_merchant(other), words.other_merchant_text(own));
    plain(StatusCode::OK, look, other, said)
}

/// A page that says something with a title and a text, and belongs to nobody.
fn plain(status: StatusCode, look: Look, merchant: &str, (title, text): (String, String)) -> HttpResponse {
    let page = Message {
        shell: Shell::of_nobody(look, merchant),
        title: &title,
        text: &text,
        good: false,
        closes: false,
    };
    render::page(status, &page)
}
