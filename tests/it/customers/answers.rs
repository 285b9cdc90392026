//! Answers that must not be believed, and a customer who is suspended.

use serde_json::{Value, json};

use super::nora;
use crate::support::served::Served;
use crate::support::upstream::{HOSTED, READ, WRITE};

/// A customer with a home link, as an answer has it.
fn customer(reference: &str, segment: &str, status: &str) -> String {
    json!({
        "Id": 9, "ReferenceCustomer": reference, "ReferenceSegment": segment, "Status": status, "Name": "Somebody",
        "Links": [{ "rel": "hosted-home", "href": format!("{HOSTED}/portal/somebody-elses") }],
    })
    .to_string()
}

fn answering(operation: &str, status: u16, body: &str) -> Value {
    json!({ "on": operation, "status": status, "body": body })
}

#[tokio::test]
async fn a_customer_of_another_segment_is_refused_from_a_look_up_and_from_a_write() {
    for (operation, status) in [(READ, 200), (WRITE, 200), (WRITE, 201)] {
        let site = Served::start(&[]);
        let body = customer("cust-nora", "acme-usd", "Enabled");
        site.upstream.fault(answering(operation, status, &body)).await;
        let page = nora(&site, "nora").await;
        page.assert_status(502).assert_no_text("somebody-elses");
        if operation == READ {
            assert_eq!(site.upstream.count(WRITE).await, 0);
        }
    }
}

#[tokio::test]
async fn the_answer_about_another_customer_is_refused() {
    for (operation, status) in [(READ, 200), (WRITE, 200), (WRITE, 201)] {
        let site = Served::start(&[]);
        for other in ["cust-alice", "CUST-NORA", "cust-nora ", ""] {
            let body = customer(other, "acme-eur", "Enabled");
            let mut fault = answering(operation, status, &body);
            fault["times"] = json!(1);
            site.upstream.fault(fault).await;
            let page = nora(&site, "nora").await;
            page.assert_status(502).assert_no_text("somebody-elses");
            // A failure holds for a second.
            tokio::time::sleep(std::time::Duration::from_millis(1_050)).await;
        }
    }
}

#[tokio::test]
async fn an_answer_that_does_not_say_whom_it_is_about_is_refused() {
    for (operation, status) in [(READ, 200), (WRITE, 200), (WRITE, 201)] {
        for reference in [None, Some(Value::Null)] {
            let site = Served::start(&[]);
            let body = customer("cust-nora", "acme-eur", "Enabled");
            let mut body: Value = serde_json::from_str(&body).expect("JSON");
            match reference {
                Some(null) => body["ReferenceCustomer"] = null,
                None => drop(
                    body.as_object_mut()
                        .expect("an object")
                        .remove("ReferenceCustomer"),
                ),
            }
            let fault = answering(operation, status, &body.to_string());
            site.upstream.fault(fault).await;
            for path in ["", "/plans", "/payment-method"] {
                let page = site
                    .visit_with("nora", &format!("/Subscriptions{path}"), &[])
                    .await;
                page.assert_status(502).assert_no_text("somebody-elses");
            }
        }
    }
}

#[tokio::test]
async fn with_authority_nothing_is_written_to_a_customer_of_another_segment() {
    let site = Served::start(&[("customers.authority", "name, language")]);
    let body = customer("cust-nora", "acme-usd", "Enabled");
    site.upstream.fault(answering(READ, 200, &body)).await;
    nora(&site, "nora").await.assert_status(502);
    assert_eq!(site.upstream.count(WRITE).await, 0);
}

#[tokio::test]
async fn a_suspended_customer_gets_a_page_that_says_so() {
    let site = Served::start(&[("page.support_url", "mailto:help@acme.example")]);
    let page = site.visit("dmitri").await;
    page.assert_status(403)
        .assert_text("Your account is on hold")
        .assert_text("mailto:help@acme.example")
        .assert_no_text("<iframe");
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
}

#[tokio::test]
async fn a_creation_that_comes_back_suspended_opens_nothing() {
    let site = Served::start(&[]);
    let body = customer("cust-nora", "acme-eur", "Suspended");
    site.upstream.fault(answering(WRITE, 200, &body)).await;
    nora(&site, "nora")
        .await
        .assert_status(403)
        .assert_no_text("somebody-elses");
}

#[tokio::test]
async fn a_status_word_of_tomorrow_does_not_close_the_page() {
    let site = Served::start(&[]);
    let body = customer("cust-nora", "acme-eur", "Delighted");
    site.upstream.fault(answering(READ, 200, &body)).await;
    nora(&site, "nora")
        .await
        .assert_status(200)
        .assert_text("/portal/somebody-elses");
}

#[tokio::test]
async fn a_customer_without_a_link_to_open_gets_the_clear_page() {
    for links in [
        json!([]),
        json!([{ "rel": "hosted-collection-offers", "href": HOSTED }]),
        json!([{ "rel": "hosted-home", "href": "https://proabono.com.evil.test/" }]),
        json!([{ "rel": "hosted-home", "href": "javascript:alert(1)" }]),
    ] {
        let site = Served::start(&[]);
        let body = json!({ "ReferenceCustomer": "cust-nora", "Links": links }).to_string();
        site.upstream.fault(answering(READ, 200, &body)).await;
        let page = site.visit("nora").await;
        page.assert_status(502)
            .assert_text("Your subscription page is not ready")
            .assert_no_text("evil.test")
            .assert_no_text("javascript:")
            .assert_no_text("<iframe");
    }
}
