//! How a page is shown, and to whom.

use std::ops::Deref;

use actix_web::HttpRequest;

use crate::model::Customer;
use crate::words::Words;
use crate::world::World;

/// The language of a page, and whether another page is around it.
#[derive(Clone, Copy)]
pub(crate) struct Look {
    pub(super) words: &'static Words,
    /// `None` where the browser does not say it: then a script on the page finds out.
    framed: Option<bool>,
}

impl Look {
    /// The look of a page that this request asks for.
    pub(crate) fn new(request: &HttpRequest, words: &'static Words) -> Self {
        let destination = request.headers().get("Sec-Fetch-Dest");
        let frames: [&[u8]; 4] = [b"iframe", b"frame", b"embed", b"object"];
        Self {
            words,
            framed: destination.map(|sent| frames.contains(&sent.as_bytes())),
        }
    }

    /// The look of a page whose link was issued to somebody, even if it has expired; English for nobody.
    pub(super) fn of_link(request: &HttpRequest, token: &str, world: &World) -> Self {
        let customer = world.issued_to(token).map(|customer| customer.id);
        Self::new(
            request,
            customer.map_or_else(Words::english, |id| world.words_of(id)),
        )
    }

    /// The page has its own header: the application around a frame has one.
    pub(super) fn has_header(self) -> bool {
        self.framed != Some(true)
    }

    /// The page has to find out for itself whether it is framed.
    pub(super) fn is_unknown(self) -> bool {
        self.framed.is_none()
    }
}

/// The customer who sees a page, and how.
pub(super) struct Visitor {
    customer: Customer,
    pub(super) look: Look,
}

impl Visitor {
    pub(super) fn new(customer: Customer, look: Look) -> Self {
        Self { customer, look }
    }

    pub(super) fn words(&self) -> &'static Words {
        self.look.words
    }

    /// The payment method on file.
    pub(super) fn payment(&self) -> Option<String> {
        let words = self.words();
        let method = match (self.settings.type_payment?, &self.card) {
            ("Card", Some(last_four)) => words.card_ending(last_four),
            ("Card", None) => words.card(),
            ("DirectDebit", _) => words.bank_debit(),
            _ => words.bank_transfer(),
        };
        Some(method)
    }
}

impl Deref for Visitor {
    type Target = Customer;

    fn deref(&self) -> &Customer {
        &self.customer
    }
}
