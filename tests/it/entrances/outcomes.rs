//! The way back, by what a workflow says of its end, and by what ProAbono's data confirms of it.

use serde_json::{Value, json};

use super::{Opened, SECRET, open_invoice_of, opened, visit};
use crate::support::http::Answer;
use crate::support::served::Served;
use crate::support::upstream::{HOSTED, READ};

const FROM: [&str; 10] = [
    "subscribe",
    "upgrade",
    "restart",
    "options",
    "terminate",
    "permission",
    "invoice",
    "portal",
    "tomorrow",
    "",
];
const WELL: [&str; 6] = ["nocharge", "paid", "pending", "registered", "due", ""];
const UNKNOWN: [&str; 3] = ["tomorrow", "success", "paid&outcome=paid"];
const CANCELLED: [&str; 4] = ["cancelled", "Canceled", "CANCEL", "aborted"];
const FAILED: [&str; 5] = ["failure", "ERROR", "Declined", "failed", "rejected"];

const UNSAID: &str = "<p role=\"status\">Your subscription shows how things stand.</p>";
pub(super) const ON_PLAN: &str = "You’re on <bdi>Pro</bdi> now";
const DONE: &str = "<div class=\"mark\">";
const BAD: &str = "<div class=\"mark bad\">";

async fn alice_returns(site: &Served, from: &str, outcome: &str) -> Answer {
    let query = format!("from={from}&outcome={outcome}&idc=1&refo=offer-pro&idsub=2");
    let page = visit(site, "alice", &format!("/return?{query}")).await;
    page.assert_status(200)
        .assert_text("href=\"/Subscriptions\"")
        .assert_no_text("id=\"waiting\"")
        // Nothing was paid today, nothing is to be paid, and nothing ends.
        .assert_no_text("Paid today")
        .assert_no_text("Your payment was taken")
        .assert_no_text("An invoice was issued")
        .assert_no_text("at once")
        .assert_no_text(" ends on");
    page
}

#[tokio::test]
async fn every_from_with_every_outcome_says_what_is_confirmed() {
    let site = Served::start(&[SECRET]);
    for from in FROM {
        let title = match from {
            "subscribe" | "upgrade" => ON_PLAN,
            "restart" => "Your subscription goes on",
            "options" => "Your options",
            "permission" => "Your payment method",
            _ => "Welcome back",
        };
        let done = matches!(from, "subscribe" | "upgrade" | "restart");
        for outcome in WELL {
            let page = alice_returns(&site, from, outcome).await;
            page.assert_text(&format!("<h1>{title}</h1>"))
                .assert_text("Renews on <bdi>")
                .assert_text("<bdi>€29.00 a month before tax</bdi>");
            assert_eq!(page.body.contains(DONE), done, "{from} {outcome}");
            assert_eq!(
                page.body.contains(UNSAID),
                !done && !matches!(outcome, "nocharge" | "registered")
            );
            if title != ON_PLAN {
                page.assert_text("<dt>Plan</dt><dd><bdi>Pro</bdi></dd>");
            }
            match outcome {
                "nocharge" => page.assert_text("There was nothing to pay."),
                "registered" => page.assert_text("shows the payment method that is used."),
                _ => page.assert_no_text("There was nothing to pay."),
            };
        }
        for outcome in UNKNOWN {
            let page = alice_returns(&site, from, outcome).await;
            page.assert_text("<h1>Welcome back</h1>")
                .assert_text(UNSAID)
                .assert_text("<dt>Plan</dt><dd><bdi>Pro</bdi></dd>")
                .assert_no_text("class=\"mark");
        }
    }
}

#[tokio::test]
async fn a_failure_and_a_cancellation_are_read_as_they_say_and_lead_back_to_where_they_began() {
    let site = Served::start(&[SECRET, ("page.support_url", "mailto:help@acme.example")]);
    for from in FROM {
        let again = match from {
            "subscribe" => "/subscribe/offer-pro",
            "upgrade" => "/change-plan",
            "permission" => "/payment-method",
            _ => "",
        };
        let again = format!("href=\"/Subscriptions{again}\">Try again</a>");
        for outcome in CANCELLED {
            let page = alice_returns(&site, from, outcome).await;
            page.assert_text("<h1>You left before the end</h1>")
                .assert_no_text("class=\"mark")
                .assert_text("<a class=\"button\" href=\"/Subscriptions\">See your subscription</a>");
            let offered = matches!(from, "subscribe" | "upgrade" | "permission");
            assert_eq!(page.body.contains(&again), offered, "{from} {outcome}");
        }
        for outcome in FAILED {
            let page = alice_returns(&site, from, outcome).await;
            if from == "invoice" {
                // There is none whose payment she could try again.
                page.assert_text("<h1>It did not work</h1>")
                    .assert_text("mailto:help@acme.example")
                    .assert_text("href=\"/Subscriptions\">Try again</a>");
                continue;
            }
            page.assert_text(BAD)
                .assert_text(&format!("<a class=\"button\" {again}"))
                .assert_text("<a href=\"mailto:help@acme.example\">Get help</a>");
            if matches!(from, "subscribe" | "upgrade" | "restart" | "options") {
                page.assert_text("<h1>The payment did not go through</h1>")
                    .assert_text("You are still on <bdi>Pro</bdi>.");
            } else {
                page.assert_text("<h1>It did not work</h1>");
            }
        }
    }
}

#[tokio::test]
async fn a_failed_payment_of_an_invoice_leads_to_that_invoice() {
    let site = Served::start(&[SECRET]);
    let invoice = open_invoice_of(&site, "cust-chloe").await;
    let english = [("x-remote-language", "en")];
    site.visit_with(
        "chloe",
        "/Subscriptions/return?from=invoice&outcome=declined",
        &english,
    )
    .await
    .assert_status(200)
    .assert_text("<h1>The payment did not go through</h1>")
    .assert_text("You are still on <bdi>Starter</bdi>.")
    .assert_text("<dt>Amount</dt><dd><bdi>€10.80</bdi></dd>")
    .assert_text(&format!(
        "<a class=\"button\" href=\"/Subscriptions/invoices/{invoice}/pay\">Try again</a>"
    ));
}

/// An invoice of Alice's with a document.
fn invoice(state: &str, paid: jiff::Timestamp) -> Value {
    json!({
        "Id": 71, "ReferenceCustomer": "cust-alice", "StateInvoice": state, "Currency": "EUR", "AmountTotal": 5601,
        "DateIssue": "2026-01-02T00:00:00Z", "DatePayment": paid.to_string(),
        "Links": [{ "rel": "hosted-related-invoice", "href": format!("{HOSTED}/invoice/71") }],
    })
}

async fn invoices(site: &Served, items: &[Value]) {
    site.upstream.heal().await;
    let body = json!({ "Page": 1, "SizePage": 10, "TotalItems": items.len(), "Items": items });
    let answer = json!({ "on": "GET /v1/Invoices", "status": 200, "body": body.to_string() });
    site.upstream.fault(answer).await;
}

#[tokio::test]
async fn a_payment_of_today_is_told_with_its_invoice_and_no_other_one() {
    let site = Served::start(&[SECRET]);
    let now = jiff::Timestamp::now();
    invoices(&site, &[invoice("Paid", now)]).await;
    for (from, title) in [("upgrade", ON_PLAN), ("invoice", "Your payment was taken")] {
        visit(&site, "alice", &format!("/return?from={from}&outcome=paid"))
            .await
            .assert_text(DONE)
            .assert_text(&format!("<h1>{title}</h1>"))
            .assert_text("<dt>Paid today</dt><dd><bdi>€56.01</bdi></dd>")
            .assert_text(
                "<a class=\"button quiet\" href=\"/Subscriptions/invoices/71/pdf\">Invoice (PDF)</a>",
            );
    }
    visit(&site, "alice", "/return?from=upgrade&outcome=paid")
        .await
        .assert_text("The change took effect at once.");
    // An invoice that is paid can no longer fail to be paid.
    visit(&site, "alice", "/return?from=invoice&outcome=failure")
        .await
        .assert_text("<h1>Welcome back</h1>")
        .assert_text("Paid today");
    let earlier = now - jiff::SignedDuration::from_hours(48);
    for other in [
        invoice("Paid", earlier),
        invoice("PaidRefunded", now),
        invoice("Void", now),
    ] {
        invoices(&site, &[other]).await;
        visit(&site, "alice", "/return?from=invoice&outcome=paid")
            .await
            .assert_text("<h1>Welcome back</h1>")
            .assert_no_text("Paid today");
    }
}

#[tokio::test]
async fn while_a_bank_confirms_nobody_reads_that_the_payment_failed() {
    let site = Served::start(&[SECRET]);
    invoices(&site, &[invoice("DuePending", jiff::Timestamp::now())]).await;
    visit(&site, "alice", "/return?from=invoice&outcome=pending")
        .await
        .assert_text("id=\"waiting\"");
    for outcome in ["failure", "declined", "cancelled", "splendid"] {
        visit(&site, "alice", &format!("/return?from=upgrade&outcome={outcome}"))
            .await
            .assert_status(200)
            .assert_text("Your bank is confirming <bdi>€56.01</bdi>")
            .assert_no_text("did not go through")
            .assert_no_text("Try again");
        // Whoever writes such an address does not let the customer buy twice.
        visit(&site, "alice", "/change-plan")
            .await
            .assert_text("id=\"waiting\"");
    }
}

#[tokio::test]
async fn without_an_answer_of_proabonos_no_payment_is_said_to_have_failed_and_nothing_waits() {
    let site = Served::start(&[SECRET]);
    for operation in [READ, "GET /v1/Subscriptions", "GET /v1/Invoices"] {
        site.upstream
            .fault(json!({ "on": operation, "status": 503 }))
            .await;
        let away = "Billing is not answering right now";
        for (outcome, status, title) in [
            // A bank may be confirming the payment, and nobody is to pay twice.
            ("failure", 503, away),
            ("declined", 503, away),
            ("cancelled", 200, "You left before the end"),
            ("splendid", 200, "Welcome back"),
        ] {
            visit(
                &site,
                "alice",
                &format!("/return?from=subscribe&outcome={outcome}"),
            )
            .await
            .assert_status(status)
            .assert_no_text("id=\"waiting\"")
            .assert_text(&format!("<h1>{title}</h1>"));
        }
        site.upstream.heal().await;
    }
    assert_eq!(
        opened(&visit(&site, "alice", "/change-plan").await),
        Opened::Frame("upgrade".to_owned())
    );
}

#[tokio::test]
async fn the_document_of_a_payment_is_waited_for_a_moment() {
    let site = Served::start(&[SECRET]);
    let (mut bare, path) = (invoice("Paid", jiff::Timestamp::now()), "/invoices/71/pdf");
    let whole = bare.to_string();
    bare["Links"] = json!([]);
    let answer = |body: &str| json!({ "on": "GET /v1/Invoice/{id}", "status": 200, "body": body });
    let mut first = answer(&bare.to_string());
    first["times"] = 2.into();
    site.upstream.fault(first).await;
    site.upstream.fault(answer(&whole)).await;
    visit(&site, "alice", path)
        .await
        .assert_status(303)
        .assert_header("location", &format!("{HOSTED}/invoice/71"));
    site.upstream.heal().await;
    site.upstream.fault(answer(&bare.to_string())).await;
    visit(&site, "alice", path).await.assert_status(404);
}
