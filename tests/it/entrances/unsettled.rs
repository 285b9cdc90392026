//! Nothing is for sale while ProAbono does not confirm what a return says.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Opened, SECRET, call, opened, visit};
use crate::support::http::send;
use crate::support::served::{Served, USER};
use crate::support::upstream::{HOSTED, READ, account};

pub(super) const WAITING: &str = "id=\"waiting\"";
pub(super) const BOUGHT: &str = "/return?from=subscribe&outcome=paid&refo=offer-pro";
/// Where something is bought, or might be.
const SHOPS: [&str; 6] = [
    "",
    "/plans",
    "/subscribe/offer-pro",
    "/change-plan",
    "?pa_query=opener",
    "?refo=offer-pro",
];

/// The portal's own API of a customer who subscribes at ProAbono.
async fn subscribe(site: &Served, customer: &str) {
    let body = json!({ "ReferenceCustomer": customer, "ReferenceOffer": "offer-pro" });
    let url = format!(
        "{}/v1/Subscription?TryStart=true&EnsureBillable=false",
        site.upstream.origin()
    );
    let request = site.client.post(url).basic_auth("agent-demo", Some("api-demo"));
    let answer = send(
        request
            .header("Content-Type", "application/json")
            .body(body.to_string()),
    )
    .await;
    assert_eq!(answer.status, 201, "{answer:?}");
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!(body["Status"], "Active", "{body}");
}

async fn standing(site: &Served, user: &str) -> Value {
    let page = visit(site, user, "/standing.json").await;
    page.assert_status(200)
        .assert_header("content-type", "application/json");
    serde_json::from_str(&page.body).expect("JSON")
}

#[tokio::test]
async fn until_proabono_confirms_it_nothing_is_for_sale() {
    let site = Served::start(&[SECRET]);
    visit(&site, "bruno", BOUGHT)
        .await
        .assert_status(200)
        .assert_text(WAITING);
    let crylk = format!("?crylk={HOSTED}/subscribe-offer/x");
    for below in SHOPS.into_iter().chain([crylk.as_str()]) {
        let page = visit(&site, "bruno", below).await;
        if page.status == 303 {
            page.assert_header("location", "/Subscriptions/subscribe/offer-pro");
            continue;
        }
        page.assert_status(200)
            .assert_text(WAITING)
            .assert_no_text("<iframe")
            .assert_no_text("proabono_portal");
    }
    assert_eq!(standing(&site, "bruno").await["settled"], false);
    // Whatever is not bought stays within reach, and so does everything of other customers.
    assert_eq!(
        opened(&visit(&site, "bruno", "/payment-method").await),
        Opened::Frame("register".to_owned())
    );
    assert_eq!(
        opened(&visit(&site, "chloe", "/plans").await),
        Opened::Frame("offers".to_owned())
    );

    subscribe(&site, "cust-bruno").await;
    assert_eq!(standing(&site, "bruno").await["settled"], true);
    assert_eq!(
        opened(&visit(&site, "bruno", "").await),
        Opened::Frame("portal".to_owned())
    );
    visit(&site, "bruno", BOUGHT)
        .await
        .assert_text("<h1>Ihr Tarif ist jetzt <bdi>Pro</bdi></h1>");
}

#[tokio::test]
async fn a_payment_under_way_is_awaited_and_its_end_noticed() {
    let site = Served::start(&[SECRET]);
    let invoices = |state: &str| {
        let items = json!([{ "Id": 1, "ReferenceCustomer": "cust-alice", "StateInvoice": state, "AmountTotal": 3480,
            "Currency": "EUR" }]);
        let body = json!({ "Page": 1, "SizePage": 10, "TotalItems": 1, "Items": items });
        json!({ "on": "GET /v1/Invoices", "status": 200, "body": body.to_string() })
    };
    // The first return holds. While an upgrade waits, the running plan is the one that she leaves.
    for (state, returns, plan) in [
        ("DuePending", ["upgrade", "invoice", "options", "tomorrow"], ""),
        (
            "DraftCharging",
            ["invoice", "upgrade", "options", "tomorrow"],
            "<dt>Plan</dt><dd><bdi>Pro</bdi></dd>",
        ),
    ] {
        site.upstream.fault(invoices(state)).await;
        for from in returns {
            visit(
                &site,
                "alice",
                &format!("/return?from={from}&outcome=pending&idsub={state}"),
            )
            .await
            .assert_text(WAITING)
            .assert_text("<h1>Your bank is confirming the payment</h1>");
        }
        // The page knows what it waits for, wherever it stands.
        let page = visit(&site, "alice", "").await;
        page.assert_text(WAITING)
            .assert_text("<h1>Your bank is confirming the payment</h1>")
            .assert_text(plan)
            .assert_text("<dt>Amount</dt><dd><bdi>€34.80</bdi></dd>");
        assert_eq!(page.body.contains("<dt>Plan</dt>"), !plan.is_empty(), "{state}");
        visit(&site, "alice", "/fragment")
            .await
            .assert_text("<strong>Your bank is confirming the payment</strong>");
        site.upstream.heal().await;
        site.upstream.fault(invoices("Paid")).await;
        assert_eq!(
            opened(&visit(&site, "alice", "").await),
            Opened::Frame("portal".to_owned())
        );
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn an_answer_that_does_not_come_settles_nothing() {
    let site = Served::start(&[SECRET]);
    site.visit("alice").await.assert_status(200);
    for operation in [READ, "GET /v1/Subscriptions"] {
        site.upstream
            .fault(json!({ "on": operation, "status": 503 }))
            .await;
        visit(
            &site,
            "alice",
            &format!("/return?from=upgrade&outcome=paid&idsub={}", operation.len()),
        )
        .await
        .assert_status(200)
        .assert_text(WAITING);
        site.upstream.heal().await;
        assert_eq!(
            opened(&visit(&site, "alice", "").await),
            Opened::Frame("portal".to_owned()),
            "settled once it answers"
        );
    }
}

#[tokio::test]
async fn what_ended_without_a_purchase_holds_nothing_back() {
    let site = Served::start(&[SECRET]);
    for below in [
        "/return?status=UrlPaymentCancel&refo=offer-pro",
        "/return?status=UrlPaymentFailure",
        "/return?from=portal",
        "/return?from=permission&outcome=registered",
        "/return?from=terminate",
        "/return?from=x&outcome=y",
        "/return?from=subscribe&outcome=cancelled",
        "/return?from=subscribe&outcome=failure&refo=offer-pro",
        "/return?from=subscribe&outcome=ERROR",
        "/return?from=upgrade&outcome=declined",
        "/return?from=subscribe&outcome=splendid",
        "/return",
    ] {
        visit(&site, "bruno", below)
            .await
            .assert_status(200)
            .assert_no_text(WAITING)
            .assert_no_text("Vielen Dank für Ihr Abonnement")
            .assert_no_text("Ihr Tarif ist jetzt");
        assert_eq!(
            opened(&visit(&site, "bruno", "/plans").await),
            Opened::Frame("offers".to_owned()),
            "{below}"
        );
    }
}

#[tokio::test]
async fn a_visitor_who_bought_nothing_says_so_and_goes_on() {
    let site = Served::start(&[SECRET]);
    visit(&site, "bruno", BOUGHT)
        .await
        .assert_text("<form method=\"post\" action=\"/Subscriptions/return\">");
    let post = async |origin: &str| {
        let headers = [
            (USER, "bruno"),
            ("origin", origin),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        site.ask(Method::POST, "/Subscriptions/return", &headers).await
    };
    post("https://evil.test")
        .await
        .assert_status(303)
        .assert_header("location", "/Subscriptions/return");
    visit(&site, "bruno", "/plans").await.assert_text(WAITING);
    post(&site.url(""))
        .await
        .assert_status(303)
        .assert_header("location", "/Subscriptions");
    assert_eq!(
        opened(&visit(&site, "bruno", "/plans").await),
        Opened::Frame("offers".to_owned())
    );
}

#[tokio::test]
async fn it_is_held_for_a_bounded_time_however_often_the_visitor_comes_back() {
    let site = Served::start(&[SECRET, ("returns.unsettled_for", "2s")]);
    let begun = std::time::Instant::now();
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    while visit(&site, "bruno", "/plans").await.body.contains(WAITING) {
        assert!(
            begun.elapsed().as_secs() < 20,
            "the second return did not prolong it"
        );
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    // The page is left open and comes back by itself: the same return holds nobody twice.
    let again = visit(&site, "bruno", BOUGHT).await;
    again.assert_no_text(WAITING).assert_text("Willkommen zurück");
    assert_eq!(
        opened(&visit(&site, "bruno", "/plans").await),
        Opened::Frame("offers".to_owned())
    );
}

#[tokio::test]
async fn with_no_time_to_hold_nobody_waits() {
    let site = Served::start(&[SECRET, ("returns.unsettled_for", "0s")]);
    visit(&site, "bruno", BOUGHT)
        .await
        .assert_no_text(WAITING)
        .assert_no_text("Vielen Dank")
        .assert_text("Willkommen zurück");
    assert_eq!(
        opened(&visit(&site, "bruno", "/plans").await),
        Opened::Frame("offers".to_owned())
    );
}

#[tokio::test]
async fn the_widget_sells_nothing_either() {
    let script = ("widget.script_url", "https://widget.proabono.com/w.js");
    let site = Served::start(&[SECRET, script, ("widget.visible", "false")]);
    let widget = "https://widget.proabono.com/w.js";
    visit(&site, "bruno", "/payment-method").await.assert_text(widget);
    visit(&site, "bruno", BOUGHT)
        .await
        .assert_text(WAITING)
        .assert_no_text(widget);
    visit(&site, "bruno", "/payment-method")
        .await
        .assert_status(200)
        .assert_no_text(widget)
        .assert_no_text("open-widget");
}

#[tokio::test]
async fn the_standing_changes_with_the_subscription_and_with_nothing_else() {
    let site = Served::of(account(), &[SECRET]);
    let before = standing(&site, "bruno").await["standing"].clone();
    assert_eq!(standing(&site, "bruno").await["standing"], before);
    assert_eq!(
        standing(&site, "newcomer").await["standing"],
        before,
        "nobody yet has nothing, too"
    );
    subscribe(&site, "cust-bruno").await;
    let after = standing(&site, "bruno").await["standing"].clone();
    assert_ne!(after, before);
    let subscription = super::subscription_of(&site, "cust-bruno").await;
    call(
        &site,
        Method::POST,
        &format!("/v1/Subscription/{subscription}/Termination"),
    )
    .await;
    assert_ne!(standing(&site, "bruno").await["standing"], after);
    site.ask(Method::GET, "/Subscriptions/standing.json", &[])
        .await
        .assert_status(401);
}
