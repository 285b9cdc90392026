//! Which customer: what is asked of ProAbono for a visit, and what never is.

mod answers;
mod authority;
mod capacity;
mod crowd;
mod doubt;
mod hearsay;
mod languages;
mod linked;
mod links;
mod odd;
mod outage;
mod owed;
mod refusals;
mod reload;
mod segments;
mod table;
mod unlooked;

use serde_json::{Value, json};

use crate::support::http::Answer;
use crate::support::served::Served;

/// The headers of a newcomer's details.
const NORA: [(&str, &str); 3] = [
    ("x-remote-name", "Nora Newcomer"),
    ("x-remote-email", "nora@acme.example"),
    ("x-remote-language", "fr"),
];

/// Opens the page as a user who has Nora's details.
async fn nora(site: &Served, user: &str) -> Answer {
    site.visit_with(user, "/Subscriptions", &NORA).await
}

/// The body of a creation by the reference alone.
fn bare(user: &str) -> Value {
    json!({ "ReferenceCustomer": format!("cust-{user}"), "ReferenceSegment": "acme-eur" })
}

/// The body of a creation with Nora's details.
fn complete(user: &str) -> Value {
    json!({
        "ReferenceCustomer": format!("cust-{user}"),
        "ReferenceSegment": "acme-eur",
        "Name": "Nora Newcomer",
        "Email": "nora@acme.example",
        "Language": "fr",
    })
}

#[tokio::test]
async fn an_unknown_customer_is_created_once_with_name_email_language_and_segment() {
    let site = Served::start(&[]);
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.reads_and_writes().await, (1, 1));
    assert_eq!(site.upstream.written().await, [complete("nora")]);
}

#[tokio::test]
async fn a_customer_without_details_is_created_without_empty_ones() {
    let site = Served::start(&[]);
    site.visit("nobody").await.assert_status(200);
    assert_eq!(site.upstream.written().await, [bare("nobody")]);
}

#[tokio::test]
async fn an_existing_customer_is_not_written_to() {
    let site = Served::start(&[]);
    nora(&site, "alice").await.assert_status(200);
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
    let alice = site.upstream.customer("cust-alice").await;
    assert_eq!(alice["Name"], "Alice Martin");
    assert_eq!(alice["Email"], "alice@acme.example");
}
