//! Every entrance of the page over HTTP: what is opened, by what ProAbono answers and what is configured.

mod context;
mod decisions;
mod embedded;
mod fragment;
mod held_fast;
mod held_once;
mod held_up;
mod offers;
mod origins;
mod outcomes;
mod overview;
mod parameters;
mod paths;
mod returns;
mod slashes;
mod status;
mod unseen;
mod unsettled;
mod user;
mod workflows;

use proabono_portal::emulator::{LinkGeneration, Options};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::http::{Answer, send};
use crate::support::served::{Served, framed};
use crate::support::upstream::{HOSTED, account};

pub(crate) use slashes::assert_alike;

/// The portal secret of these sites.
const SECRET: (&str, &str) = ("proabono.portal_secret", "sk_portal_9f2Lr");
/// An account with links of the in-site generation.
fn insite_account() -> Options {
    Options {
        links: LinkGeneration::InSite,
        ..account()
    }
}

/// The opening of a page, as a visitor's browser is told.
#[derive(Debug, PartialEq)]
enum Opened {
    /// A link in a frame: the first segment of its path.
    Frame(String),
    /// `ProAbonoPortal.open`, with its argument.
    InSite(Value),
}

/// Reads the opening from the answer.
///
/// # Panics
///
/// When it opens nothing, or something that is not ProAbono's.
fn opened(page: &Answer) -> Opened {
    page.assert_status(200);
    if let Some(data) = data_block(page, "proabono-portal") {
        page.assert_text("<div id=\"proabono_portal\"></div>")
            .assert_text("src=\"https://portal.proabono.com/Get/portal.js\"");
        return Opened::InSite(data);
    }
    let link = framed(page);
    let path = link
        .strip_prefix(&format!("{HOSTED}/"))
        .unwrap_or_else(|| panic!("{link}"));
    Opened::Frame(path.split('/').next().unwrap_or_default().to_owned())
}

/// The JSON of a data block of the page.
fn data_block(page: &Answer, id: &str) -> Option<Value> {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let (_, rest) = page.body.split_once(&start)?;
    let (json, _) = rest.split_once("</script>")?;
    Some(serde_json::from_str(json).expect("JSON"))
}

/// The page of a path below the base path, as that user.
async fn visit(site: &Served, user: &str, below: &str) -> Answer {
    site.visit_with(user, &format!("/Subscriptions{below}"), &[])
        .await
}

/// The answer of the emulator to a call of the API.
async fn api(site: &Served, path: &str) -> Value {
    call(site, Method::GET, path).await
}

async fn call(site: &Served, method: Method, path: &str) -> Value {
    let url = format!("{}{path}", site.upstream.origin());
    let request = site.client.request(method, url);
    let answer = send(request.basic_auth("agent-demo", Some("api-demo"))).await;
    serde_json::from_str(&answer.body).unwrap_or_default()
}

/// The number of the newest subscription of a customer.
async fn subscription_of(site: &Served, customer: &str) -> u64 {
    let path = format!("/v1/Subscriptions?ReferenceCustomer={customer}&ReferenceSegment=acme-eur");
    let all = api(site, &path).await;
    all["Items"][0]["Id"].as_u64().unwrap_or_else(|| panic!("{all}"))
}

/// The number of the customer's invoice that is to be paid.
async fn open_invoice_of(site: &Served, customer: &str) -> u64 {
    let path = format!("/v1/Invoices?ReferenceCustomer={customer}&ReferenceSegment=acme-eur");
    let all = api(site, &path).await;
    let items = all["Items"].as_array().unwrap_or_else(|| panic!("{all}"));
    let open = items
        .iter()
        .find(|invoice| invoice["StateInvoice"] != json!("Paid"));
    open.and_then(|invoice| invoice["Id"].as_u64())
        .expect("an open invoice")
}
