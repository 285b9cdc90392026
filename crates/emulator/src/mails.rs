//! `/mails`: the links that ProAbono would mail, and some that an attacker would.

use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use crate::catalogue::Offer;
use crate::model::{Customer, Page};
use crate::options::LinkGeneration;
use crate::render;
use crate::shared::Shared;
use crate::world::World;

/// Customers shown, so that the page stays a page after a load test.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "mails.html")]
struct Mails {
    page_url: Option<String>,
    honest: Vec<Mail>,
    hostile: Vec<Mail>,
}

struct Mail {
    subject: String,
    /// The expected effect of the link.
    expected: String,
    /// The target in the link, decoded.
    target: String,
    href: String,
}

pub(crate) async fn show(shared: Data<Shared>) -> HttpResponse {
    let mut world = shared.world();
    let page_url = world.options.page_url.clone();
    let base = page_url.as_deref();
    let honest = honest(base, &mut world);
    let hostile = strangers(base, &mut world)
        .into_iter()
        .chain(shapes(base))
        .collect();
    render::ok(&Mails {
        page_url,
        honest,
        hostile,
    })
}

/// The mails that ProAbono itself would send.
fn honest(base: Option<&str>, world: &mut World) -> Vec<Mail> {
    let customers: Vec<Customer> = world
        .customers()
        .filter(|one| !one.is_suspended())
        .take(MOST)
        .cloned()
        .collect();
    let mut mails = Vec::new();
    for customer in &customers {
        let name = customer.display_name();
        if world.subscription_of(customer.id).is_none() {
            let Some(offer) = advertised(world) else {
                continue;
            };
            let page = Page::Subscribe(offer.reference_offer.clone());
            let title = &offer.title;
            let expected =
                format!("Signed in as {name}: the page opens on the offer {title}, ready to subscribe.");
            mails.push(sent(
                base,
                format!("{name}: your offer is waiting"),
                &expected,
                (customer.id, page),
                world,
            ));
        }
        let open: Vec<_> = world
            .invoices_of(customer.id)
            .filter(|one| one.is_payable())
            .map(|one| one.id)
            .collect();
        for invoice in open {
            let page = Page::Charge(invoice);
            let expected =
                format!("Signed in as {name}: the page opens on the overdue invoice, ready to pay.");
            mails.push(sent(
                base,
                format!("{name}: an invoice is overdue"),
                &expected,
                (customer.id, page),
                world,
            ));
        }
    }
    mails
}

/// The second visible offer, where there is one: the first is often the cheapest.
fn advertised(world: &World) -> Option<Arc<Offer>> {
    let mut visible = world.catalogue.offers().iter().filter(|offer| offer.visible);
    let first = visible.next();
    visible.next().or(first).cloned()
}

/// Pages of the same service that are not this account's.
fn strangers(base: Option<&str>, world: &mut World) -> Vec<Mail> {
    let mut mails = Vec::new();
    let anybody = world.customers().next().map(|one| one.id);
    if let Some(customer) = anybody {
        let target = world.link_to(customer, Page::OtherMerchant);
        let expected = "A page of another merchant on an allowed host: the host alone cannot tell, so it opens; who is signed in stays visible around it.";
        mails.push(mail(
            base,
            "Another merchant, same host".to_owned(),
            expected,
            target,
        ));
    }
    let target = "https://other-merchant.proabono.com/portal/Zm9yIGFub3RoZXIgbWVyY2hhbnQ".to_owned();
    let expected = "Refused where the allowed hosts are narrowed to the account's own; with the plain rule it is a ProAbono page. The demo admits the emulator's origin only, so it refuses it.";
    mails.push(mail(
        base,
        "Another merchant, host of its own".to_owned(),
        expected,
        target,
    ));
    mails
}

/// Shapes that fooled other checks. Each must be refused, and the visitor sees the ordinary page instead.
fn shapes(base: Option<&str>) -> Vec<Mail> {
    let refused = |subject: &str, why: &str, target: &str| {
        mail(
            base,
            subject.to_owned(),
            &format!("Refused: {why} The ordinary page opens."),
            target.to_owned(),
        )
    };
    vec![
        refused(
            "A look-alike domain",
            "it ends with the right letters, without the dot.",
            "https://evilproabono.com/portal/x",
        ),
        refused(
            "The right name as user info",
            "the host is what follows the @.",
            "https://acme-eur.proabono.com@evil.example/portal/x",
        ),
        refused(
            "The right name as a subdomain",
            "the host ends elsewhere.",
            "https://acme-eur.proabono.com.evil.example/portal/x",
        ),
        refused(
            "Encoded twice",
            "a value is decoded once.",
            "https%3a%2f%2facme-eur.proabono.com%2fportal%2fx",
        ),
        refused(
            "A backslash",
            "browsers read it as a slash.",
            "https://evil.example\\.proabono.com/portal/x",
        ),
        refused(
            "Without encryption",
            "only https is a billing page.",
            "http://acme-eur.proabono.com/portal/x",
        ),
        refused(
            "A script",
            "it is not an address of a page.",
            "javascript:alert(1)//.proabono.com",
        ),
    ]
}

/// A mail about a page: it has an opener where the account is of the in-site generation, else an encrypted link.
fn sent(base: Option<&str>, subject: String, expected: &str, page: (u64, Page), world: &mut World) -> Mail {
    let (customer, page) = page;
    if world.options.links == LinkGeneration::InSite {
        let target = world.issue(customer, page);
        let href = base.map_or_else(String::new, |base| wrap(base, "pa_query", &target));
        return Mail {
            subject,
            expected: expected.to_owned(),
            target,
            href,
        };
    }
    let target = world.link_to(customer, page);
    mail(base, subject, expected, target)
}

/// Without the address of the application's page the link is empty.
fn mail(base: Option<&str>, subject: String, expected: &str, target: String) -> Mail {
    let href = base.map_or_else(String::new, |base| wrap(base, "crylk", &target));
    Mail {
        subject,
        expected: expected.to_owned(),
        target,
        href,
    }
}

fn wrap(page_url: &str, parameter: &str, target: &str) -> String {
    let joint = if page_url.contains('?') { '&' } else { '?' };
    format!("{page_url}{joint}{parameter}={}", escape(target))
}

/// Lower-case hexadecimal escapes, as in ProAbono's mails.
fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            _ => format!("%{byte:02x}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn a_mailed_link_has_lower_case_escapes() {
        let link = wrap(
            "https://mon-app.com/Subscriptions",
            "crylk",
            "https://mon-app.via.proabono.com/subscribe-offer/0p9i35O1V9_JJ",
        );
        let documented = "https://mon-app.com/Subscriptions?crylk=https%3a%2f%2fmon-app.via.proabono.com%2fsubscribe-offer%2f0p9i35O1V9_JJ";
        assert_eq!(link, documented);
    }
}
