//! Links are issued, redeemed and revoked.

use data_encoding::BASE64URL_NOPAD;

use crate::model::{Customer, Page, Ticket};

use super::World;

impl World {
    /// A new token that leaves the emulator.
    pub(crate) fn issue(&mut self, customer: u64, page: Page) -> String {
        self.ticket(customer, page, true)
    }

    /// 72 characters, as in ProAbono's samples.
    fn ticket(&mut self, customer: u64, page: Page, outside: bool) -> String {
        let now = self.now();
        self.tickets.forget_old(now);
        let token = BASE64URL_NOPAD.encode(&self.chance.bytes::<54>());
        let expires = now.plus(self.options.link_lifetime);
        let ticket = Ticket {
            customer,
            page,
            outside,
            expires,
        };
        self.tickets.keep(token.clone(), ticket);
        token
    }

    /// A fresh path to a page, e.g. `/offers/{token}`, from another page.
    pub(crate) fn path_to(&mut self, customer: u64, page: Page) -> String {
        let segment = page.segment();
        format!("/{segment}/{}", self.ticket(customer, page, false))
    }

    /// A fresh absolute link to a page, for the API and the mails.
    pub(crate) fn link_to(&mut self, customer: u64, page: Page) -> String {
        let segment = page.segment();
        let token = self.issue(customer, page);
        format!("{}/{segment}/{token}", self.origin())
    }

    /// Revokes every link that was issued to the customer.
    pub(crate) fn revoke(&mut self, customer: u64) {
        self.tickets.revoke(customer);
    }

    /// The customer to whom a token was issued, even when it has expired.
    pub(crate) fn issued_to(&self, token: &str) -> Option<&Customer> {
        let ticket = self.tickets.get(token)?;
        self.customer_by_id(ticket.customer)
    }

    /// The ticket behind a token, unless it is unknown or has expired.
    pub(crate) fn redeem(&self, token: &str) -> Option<Ticket> {
        let now = self.now();
        self.tickets
            .get(token)
            .filter(|ticket| now < ticket.expires)
            .cloned()
    }
}
