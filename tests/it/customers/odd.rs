//! Answers with odd members: the page reads what it needs, and the log names what it could not read, by place and never by value.

use serde_json::{Value, json};

use crate::support::http::{Answer, get_with};
use crate::support::portal::PortalProcess;
use crate::support::served::{Served, USER, borrowed, variables};
use crate::support::upstream::{READ, Upstream, account};

const SUBSCRIPTIONS: &str = "GET /v1/Subscriptions";
const INVOICES: &str = "GET /v1/Invoices";
const INVOICE: &str = "GET /v1/Invoice/{id}";
const PAID: &str = "/Subscriptions/return?from=subscribe&outcome=paid";
const CANARY: &str = "Zq7odd";

fn list(item: &Value) -> String {
    json!({ "Page": 1, "SizePage": 200, "TotalItems": 1, "Items": [item] }).to_string()
}

/// Alice's subscription, with that member.
fn subscription(member: &str, value: Value) -> String {
    let mut one =
        json!({ "Id": 1, "ReferenceCustomer": "cust-alice", "Status": "Active", "TitleLocalized": "Gold" });
    one[member] = value;
    list(&one)
}

async fn visit(site: &Served, path: &str) -> Answer {
    site.visit_with("alice", path, &[]).await
}

#[tokio::test]
async fn odd_members_of_a_subscription_hinder_neither_its_standing_nor_a_return() {
    let site = Served::start(&[]);
    for (member, value) in [
        ("DateTerm", json!("9999-12-31T23:59:59.9999999Z")),
        ("DateTerm", json!("2026-12-31T00:00:00")),
        ("DateTerm", json!("soon")),
        ("DateTerm", json!({})),
        ("AmountRecurrence", json!("1999")),
        ("AmountRecurrence", json!("19.99")),
        ("AmountRecurrence", json!([])),
        ("CountRecurrences", json!(1.5)),
        ("IsTrial", json!("no")),
        ("Features", json!({})),
        ("Features", json!([null])),
        ("Metadata", json!([])),
        ("UnitTrial", json!({})),
        ("IdOffer", json!("seven")),
        ("StatusAfterTerm", json!([])),
    ] {
        let body = subscription(member, value.clone());
        let fault = json!({ "on": SUBSCRIPTIONS, "status": 200, "body": body });
        site.upstream.fault(fault).await;
        let standing = visit(&site, "/Subscriptions/standing.json").await;
        assert_eq!(standing.status, 200, "{member} {value}");
        let page = visit(&site, PAID).await;
        page.assert_status(200)
            .assert_text("You’re on <bdi>Gold</bdi> now");
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn an_answer_behind_a_byte_order_mark_is_read() {
    let site = Served::start(&[]);
    let body = format!("\u{feff}{}", subscription("Id", json!(2)));
    let fault = json!({ "on": SUBSCRIPTIONS, "status": 200, "body": body });
    site.upstream.fault(fault).await;
    visit(&site, PAID).await.assert_text("Gold");
}

#[tokio::test]
async fn what_decides_whose_a_subscription_is_fails_the_reading() {
    let site = Served::start(&[]);
    for member in [
        "ReferenceCustomer",
        "ReferenceCustomerBuyer",
        "IdCustomer",
        "ReferenceSegment",
        "Links",
    ] {
        let body = subscription(member, json!({ "odd": [] }));
        let fault = json!({ "on": SUBSCRIPTIONS, "status": 200, "body": body });
        site.upstream.fault(fault).await;
        let standing = visit(&site, "/Subscriptions/standing.json").await;
        assert_eq!(standing.status, 502, "{member}");
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn odd_links_around_a_list_hinder_nothing_and_are_named() {
    let standing = "/Subscriptions/standing.json";
    for links in [json!({}), json!(-1), json!([{ "rel": "next", "href": [CANARY] }])] {
        let mut body: Value = serde_json::from_str(&subscription("Id", json!(2))).unwrap();
        body["Links"] = links.clone();
        let site = Served::start(&[]);
        let fault = json!({ "on": SUBSCRIPTIONS, "status": 200, "body": body.to_string() });
        site.upstream.fault(fault).await;
        visit(&site, standing).await.assert_status(200);
        let log = log_of(&[(SUBSCRIPTIONS, body.to_string())], standing).await;
        assert!(log.contains(r#""members":"Links""#), "{links}: {log}");
        assert!(!log.contains(CANARY), "{log}");
    }
}

#[tokio::test]
async fn an_invoice_whose_state_cannot_be_read_is_not_called_paid() {
    let site = Served::start(&[]);
    for state in [json!("Paid"), json!({}), json!([]), Value::Null] {
        let invoice = json!({
            "Id": 1, "ReferenceCustomer": "cust-alice", "StateInvoice": state, "AmountTotal": 100, "Currency": "EUR",
            "DatePayment": jiff::Timestamp::now().to_string(),
        });
        let fault = json!({ "on": INVOICES, "status": 200, "body": list(&invoice) });
        site.upstream.fault(fault).await;
        let page = visit(&site, "/Subscriptions/return?from=invoice&outcome=paid").await;
        page.assert_status(200);
        if state == json!("Paid") {
            page.assert_text("Your payment was taken");
        } else {
            page.assert_no_text("Your payment was taken")
                .assert_no_text("Paid today");
        }
        site.upstream.heal().await;
    }
}

/// Visits as Alice while an operation answers so, and gives what the binary wrote.
async fn log_of(answers: &[(&str, String)], path: &str) -> String {
    let upstream = Upstream::start(account());
    for (operation, body) in answers {
        let fault = json!({ "on": operation, "status": 200, "body": body });
        upstream.fault(fault).await;
    }
    let variables = variables(upstream.origin(), &[("log.format", "json")]);
    let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    get_with(&portal.url(path), &[(USER, "alice")]).await;
    portal.terminate().await.expect("an end");
    portal.output()
}

#[tokio::test]
async fn the_log_names_an_odd_member_by_its_place_and_not_its_value() {
    let standing = "/Subscriptions/standing.json";
    let odd = subscription("DateTerm", json!(CANARY));
    let log = log_of(&[(SUBSCRIPTIONS, odd)], standing).await;
    assert!(
        log.contains("Items[].DateTerm") && log.contains("list_subscriptions"),
        "{log}"
    );
    assert!(!log.contains(CANARY), "{log}");
    let deciding = subscription("ReferenceCustomer", json!([CANARY]));
    let log = log_of(&[(SUBSCRIPTIONS, deciding)], standing).await;
    assert!(log.contains("Items[0].ReferenceCustomer"), "{log}");
    assert!(!log.contains(CANARY), "{log}");
}

#[tokio::test]
async fn the_log_says_how_another_spelling_of_a_reference_differs_and_holds_neither() {
    let customer = |reference: &str, segment: &str| {
        json!({ "ReferenceCustomer": reference, "ReferenceSegment": segment }).to_string()
    };
    for (body, said) in [
        (
            customer("cust-Alice", "acme-eur"),
            "another reference than the one asked for: it differs in the case of one letter, character 6",
        ),
        (
            customer("CUST-ALICE", "acme-eur"),
            "the case of 9 letters, the first at character 1",
        ),
        (
            customer("cust-alice ", "acme-eur"),
            "white space, the first at character 11",
        ),
        (
            customer("cust-bruno", "acme-eur"),
            "from character 6 on, and has 10 characters where 10 were asked for",
        ),
        (
            customer("cust-alice", "Acme-EUR"),
            "customers.table say): it differs in the case of 4 letters",
        ),
    ] {
        let log = log_of(&[(READ, body)], "/Subscriptions").await;
        assert!(log.contains(said), "{said}: {log}");
        for reference in ["alice", "bruno", "acme-eur"] {
            assert!(!log.to_lowercase().contains(reference), "{reference}: {log}");
        }
    }
}

fn object(id: u64, whose: Option<&str>) -> Value {
    json!({ "Id": id, "ReferenceCustomer": whose, "Status": "Active" })
}

fn list_of(items: &[Value]) -> String {
    json!({ "Page": 1, "SizePage": 200, "TotalItems": items.len(), "Items": items }).to_string()
}

/// Asserts that the log tells this once about the objects in that answer, or nothing, and no reference.
async fn assert_told(on: &str, body: String, path: &str, said: Option<&str>) {
    let log = log_of(&[(on, body.clone())], path).await;
    let told = log.matches("of another reference than the one asked for").count();
    assert_eq!(told, usize::from(said.is_some()), "{body}: {log}");
    assert!(log.contains(said.unwrap_or_default()), "{body}: {log}");
    for reference in ["cust-", "bruno"] {
        assert!(!log.to_lowercase().contains(reference), "{reference}: {log}");
    }
}

#[tokio::test]
async fn a_subscription_of_another_spelling_is_left_out_and_the_log_says_so_once() {
    let (own, other) = (object(1, Some("cust-alice")), object(2, Some("cust-Alice")));
    let (bruno, space) = (object(3, Some("cust-bruno")), object(4, Some("cust-alice ")));
    let case = "in the case of one letter, character 6";
    let standing = "/Subscriptions/standing.json";
    for (items, said) in [
        (vec![other.clone()], Some(case)),
        // The closest of them is told, for all.
        (vec![bruno.clone(), other.clone(), own.clone(), space], Some(case)),
        (vec![bruno], Some("from character 6 on")),
        (vec![object(3, None)], Some("it names nobody")),
        (vec![own], None),
    ] {
        assert_told(SUBSCRIPTIONS, list_of(&items), standing, said).await;
    }
    assert_told(
        SUBSCRIPTIONS,
        list_of(&[other]),
        "/Subscriptions/restart/2",
        Some(case),
    )
    .await;
}

#[tokio::test]
async fn an_invoice_of_another_spelling_is_left_out_and_the_log_says_so_once() {
    let case = object(7, Some("cust-Alice"));
    let said = Some("in the case of one letter");
    let paid = "/Subscriptions/return?from=invoice&outcome=paid";
    let pay = "/Subscriptions/invoices/7/pay";
    assert_told(INVOICES, list_of(std::slice::from_ref(&case)), paid, said).await;
    assert_told(INVOICE, case.to_string(), pay, said).await;
    // Anybody may ask for a number that is somebody else's.
    assert_told(INVOICE, object(7, Some("cust-bruno")).to_string(), pay, None).await;
}
