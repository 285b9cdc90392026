//! The row above the frame, the documents, and ProAbono's page in a tab of its own.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;

use super::{SECRET, api, open_invoice_of, visit};
use crate::support::served::{Served, framed};
use crate::support::upstream::{HOSTED, account};

const LISTS: [&str; 2] = ["GET /v1/Subscriptions", "GET /v1/Invoices"];

#[tokio::test]
async fn it_says_how_the_customer_stands_and_what_to_do_about_it() {
    let site = Served::of(account(), &[SECRET]);
    let invoice = open_invoice_of(&site, "cust-chloe").await;
    let alice = visit(&site, "alice", "/status").await;
    alice
        .assert_status(200)
        .assert_text("<bdi>Pro</bdi> <span class=\"chip good\">Active</span>")
        .assert_text("Renews on <bdi>")
        .assert_text("€29.00 a month before tax")
        .assert_text("<progress aria-labelledby=\"meter\" max=\"100\" value=\"0\">")
        .assert_text("href=\"/Subscriptions/change-plan\"")
        .assert_text("/pdf\"");
    let chloe = visit(&site, "chloe", "/status?lang=fr").await;
    chloe
        .assert_status(200)
        .assert_text("class=\"status bad\"")
        .assert_text("Paiement en retard")
        .assert_text(&format!("href=\"/Subscriptions/invoices/{invoice}/pay\""))
        .assert_text("<bdi>10,80\u{a0}€</bdi>");
    visit(&site, "bruno", "/status?lang=de")
        .await
        .assert_status(200)
        .assert_text("Tarif wählen")
        .assert_no_text("/change-plan");
    site.ask(Method::GET, "/Subscriptions/status", &[])
        .await
        .assert_status(401);
}

#[tokio::test]
async fn the_page_waits_for_nothing_of_it_and_has_it_the_next_time() {
    let site = Served::of(account(), &[SECRET]);
    for on in LISTS {
        site.upstream
            .fault(json!({ "on": on, "delay_ms": 3_000, "times": 1 }))
            .await;
    }
    let began = Instant::now();
    let first = site.visit("alice").await;
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    first
        .assert_status(200)
        .assert_text("data-address=\"/Subscriptions/status?lang=en\" data-incomplete")
        .assert_text("<bdi>Your subscription</bdi>");
    visit(&site, "alice", "/status")
        .await
        .assert_text("<bdi>Pro</bdi>");
    site.visit("alice")
        .await
        .assert_text("<bdi>Pro</bdi>")
        .assert_no_text("data-incomplete");
    // Both came from one read.
    for on in LISTS {
        assert_eq!(site.upstream.count(on).await, 1, "{on}");
    }
}

#[tokio::test]
async fn where_it_cannot_be_read_the_page_is_as_good_without_it() {
    let site = Served::of(account(), &[SECRET]);
    for on in LISTS {
        site.upstream.fault(json!({ "on": on, "status": 503 })).await;
    }
    for path in ["", "/status"] {
        visit(&site, "alice", path)
            .await
            .assert_status(200)
            .assert_text("<bdi>Your subscription</bdi>")
            .assert_no_text("class=\"chip");
    }
    let off = Served::of(account(), &[SECRET, ("page.status", "false")]);
    off.visit("alice")
        .await
        .assert_status(200)
        .assert_no_text("data-address=\"/Subscriptions/status?");
    assert_eq!(off.upstream.count(LISTS[1]).await, 0);
}

#[tokio::test]
async fn each_part_that_an_operator_does_not_want_stays_away_and_nothing_else() {
    const PARTS: [(&str, &str); 4] = [
        ("page.usage", "<progress"),
        ("page.invoices", "/pdf\""),
        ("page.new_tab", "?as=tab"),
        ("page.user", "class=\"drop who\""),
    ];
    let shown = async |settings: &[(&str, &str)]| {
        let site = Served::of(account(), settings);
        let row = visit(&site, "alice", "/status").await;
        let page = site.visit("alice").await;
        let all = format!("{}{}", row.body, page.body);
        PARTS.map(|(_, part)| all.contains(part))
    };
    let out = ("page.sign_out_url", "/app/logout");
    assert_eq!(shown(&[SECRET, out]).await, [true; 4]);
    for (number, (key, _)) in PARTS.into_iter().enumerate() {
        let without = std::array::from_fn(|part| part != number);
        assert_eq!(shown(&[SECRET, out, (key, "false")]).await, without, "{key}");
    }
    let site = Served::of(account(), &[SECRET, out, ("page.user", "false")]);
    site.visit("alice")
        .await
        .assert_text("href=\"/app/logout\">Sign out</a>")
        .assert_no_text("class=\"drop who\"");
}

#[tokio::test]
async fn a_suspended_customer_has_no_row() {
    let site = Served::of(account(), &[SECRET]);
    visit(&site, "dmitri", "/status").await.assert_status(403);
}

#[tokio::test]
async fn the_row_is_drawn_for_the_language_of_each_visit() {
    let site = Served::of(account(), &[SECRET]);
    visit(&site, "alice", "/status").await.assert_status(200);
    for (language, said) in [
        ("en", "Renews on"),
        ("de", "Verlängerung am"),
        ("en", "Renews on"),
    ] {
        site.visit_with("alice", "/Subscriptions", &[("x-remote-language", language)])
            .await
            .assert_text(said);
    }
}

#[tokio::test]
async fn a_return_makes_it_read_again() {
    let site = Served::of(account(), &[SECRET]);
    visit(&site, "alice", "/status").await.assert_text("chip good");
    let id = super::subscription_of(&site, "cust-alice").await;
    super::call(&site, Method::POST, &format!("/v1/Subscription/{id}/Suspension")).await;
    visit(&site, "alice", "/status").await.assert_text("chip good");
    visit(&site, "alice", "/return?from=portal")
        .await
        .assert_status(200);
    visit(&site, "alice", "/status").await.assert_text("chip bad");
}

#[tokio::test]
async fn a_document_opens_by_a_fresh_link_for_its_customer_alone() {
    let site = Served::of(account(), &[SECRET]);
    let invoices = api(&site, "/v1/Invoices?ReferenceCustomer=cust-alice").await;
    let id = invoices["Items"][0]["Id"].as_u64().expect("an invoice");
    let path = format!("/invoices/{id}/pdf");
    let way = visit(&site, "alice", &path).await;
    way.assert_status(303);
    let link = way.header("location").expect("a way").clone();
    assert!(link.starts_with(&format!("{HOSTED}/")), "{link}");
    for (user, path) in [
        ("bruno", path.as_str()),
        ("alice", "/invoices/0/pdf"),
        ("alice", "/invoices/x/pdf"),
    ] {
        visit(&site, user, path).await.assert_status(404);
    }
}

#[tokio::test]
async fn a_tab_of_its_own_gets_a_link_that_was_fetched_for_it() {
    let site = Served::of(account(), &[SECRET, ("customers.links_fresh_for", "1s")]);
    let page = site.visit("alice").await;
    page.assert_text("href=\"/Subscriptions?as=tab\"");
    for path in ["?as=tab", "/change-plan?as=tab"] {
        let way = visit(&site, "alice", path).await;
        way.assert_status(303);
        let link = way.header("location").expect("a way").clone();
        assert!(link.starts_with(&format!("{HOSTED}/")), "{path}: {link}");
    }
    for path in ["?as=x", "?tab=1"] {
        assert!(framed(&visit(&site, "alice", path).await).starts_with(HOSTED));
    }
}

#[tokio::test]
async fn a_link_from_elsewhere_is_said_to_be_one() {
    let site = Served::of(account(), &[SECRET]);
    let linked = visit(
        &site,
        "alice",
        "?crylk=https%3A%2F%2Fmon-app.via.proabono.com%2Fportal%2Fx",
    )
    .await;
    linked
        .assert_status(200)
        .assert_text("This page was opened by a link.")
        .assert_text("Go to your own subscription");
    site.visit("alice")
        .await
        .assert_no_text("This page was opened by a link.");
}
