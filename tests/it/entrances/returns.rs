//! The way back: every value, none of which decides whom it is about.

use reqwest::Method;
use serde_json::json;

use super::{SECRET, insite_account, open_invoice_of, settings, visit};
use crate::support::http::Answer;
use crate::support::served::{Served, USER};
use crate::support::upstream::{READ, account};

const FROM: [(&str, &str); 10] = [
    ("subscribe", "Thank you for subscribing"),
    ("upgrade", "Your plan"),
    ("restart", "Your subscription goes on"),
    ("options", "Your options"),
    // Nothing is cancelled, whatever the address says.
    ("terminate", "Welcome back"),
    ("permission", "Your payment method"),
    ("invoice", "Your invoice"),
    ("portal", "Welcome back"),
    ("tomorrow", "Welcome back"),
    ("", "Welcome back"),
];
const OUTCOME: [(&str, &str); 7] = [
    ("nocharge", "There was nothing to pay."),
    ("paid", "Your payment was taken."),
    ("pending", "Your subscription shows how things stand."),
    ("registered", "shows the payment method that is used."),
    ("due", "An invoice was issued."),
    ("tomorrow", "Your subscription shows how things stand."),
    ("", "Your subscription shows how things stand."),
];

#[tokio::test]
async fn every_from_with_every_outcome_has_its_words() {
    let site = Served::start(&[SECRET]);
    for (from, title) in FROM {
        for (outcome, text) in OUTCOME {
            let page = visit(
                &site,
                "alice",
                &format!("/return?from={from}&outcome={outcome}&idc=1&refo=offer-pro&idsub=2"),
            )
            .await;
            page.assert_status(200)
                .assert_text(&format!("<h1>{title}</h1>"))
                .assert_text("<strong><bdi>Pro</bdi></strong>")
                .assert_text("href=\"/Subscriptions\"");
            page.assert_text(text);
        }
    }
}

#[tokio::test]
async fn every_legacy_status_has_its_words_or_its_place() {
    let site = Served::start(&[SECRET]);
    let words = [
        ("UrlOneclickFreeOffer", "Thank you for subscribing"),
        ("UrlOneclickExtraSubscription", "Thank you for subscribing"),
        ("UrlOneclickUpgrade", "<h1>Your plan</h1>"),
        ("UrlPaymentSuccess", "Your invoice"),
        ("UrlPaymentSuccess&refo=offer-pro", "Thank you for subscribing"),
        ("UrlPaymentPending", "Your subscription shows how things stand."),
        ("UrlPaymentCancel", "You left before the end"),
        ("UrlPaymentFailure", "It did not work"),
        (
            "UrlPermissionRegistered",
            "shows the payment method that is used.",
        ),
        ("UrlPermissionRegistrationFailure", "It did not work"),
        ("UrlPermissionUpdated", "shows the payment method that is used."),
        ("UrlPermissionUpdateFailure", "It did not work"),
        ("UrlGenericError", "It did not work"),
        ("UrlOfTomorrow", "Welcome back"),
        ("", "Welcome back"),
    ];
    for (status, said) in words {
        visit(&site, "alice", &format!("/return?status={status}"))
            .await
            .assert_status(200)
            .assert_text(said);
    }
    let places = [
        ("UrlOffersAnonymous", "/offers"),
        (
            "UrlOffersAnonymousSelection&refo=offer-pro",
            "/subscribe/offer-pro",
        ),
        ("UrlOffersAnonymousSelection", "/plans?notice=unknown-offer"),
        ("UrlOffersAuthenticated", "/plans"),
        ("UrlOffersUpgrade", "/change-plan"),
    ];
    for (status, place) in places {
        visit(&site, "alice", &format!("/return?status={status}"))
            .await
            .assert_status(303)
            .assert_header("location", &format!("/Subscriptions{place}"));
    }
    // A visitor who chose before signing up is nobody yet.
    site.ask(
        Method::GET,
        "/Subscriptions/return?status=UrlOffersAnonymousSelection&refo=offer-pro",
        &[],
    )
    .await
    .assert_header("location", "/Subscriptions/subscribe/offer-pro");
}

#[tokio::test]
async fn the_customer_is_read_again_first() {
    let site = Served::of(account(), &[SECRET, ("customers.links_fresh_for", "5m")]);
    site.visit("alice").await.assert_status(200);
    site.upstream.forget().await;
    visit(&site, "alice", "/return?from=portal")
        .await
        .assert_status(200);
    assert_eq!(site.upstream.count(READ).await, 1);
    assert_eq!(site.upstream.count("GET /v1/Subscriptions").await, 1);
}

#[tokio::test]
async fn no_number_in_the_address_decides_whom_it_is_about() {
    let site = Served::start(&[SECRET]);
    let bruno = site.upstream.customer("cust-bruno").await["Id"].clone();
    let honest = visit(&site, "alice", "/return?from=invoice&outcome=paid").await;
    let without_nonce = |page: &Answer| page.body.clone();
    for more in [
        format!("&idc={bruno}"),
        "&idc=x".to_owned(),
        "&idc=1&idc=2".to_owned(),
        "&idsub=999&refo=offer-starter".to_owned(),
        "&customer_ref=cust-bruno".to_owned(),
    ] {
        site.upstream.forget().await;
        let page = visit(
            &site,
            "alice",
            &format!("/return?from=invoice&outcome=paid{more}"),
        )
        .await;
        assert_eq!(without_nonce(&page), without_nonce(&honest), "{more}");
        let calls = site.upstream.everything().await;
        assert!(
            !calls.contains("bruno") && calls.contains("cust-alice"),
            "{calls}"
        );
    }
}

#[tokio::test]
async fn inside_a_frame_it_only_leads_out_whoever_asks() {
    let site = Served::start(&[SECRET]);
    let path = "/Subscriptions/return?from=subscribe&outcome=paid&idc=7";
    for user in [None, Some("alice"), Some("dmitri")] {
        for destination in ["iframe", "frame", "embed", "object"] {
            let mut headers = vec![("sec-fetch-dest", destination)];
            headers.extend(user.map(|user| (USER, user)));
            let page = site.ask(Method::GET, path, &headers).await;
            page.assert_status(200)
                .assert_text("id=\"break-out\" href=\"\" target=\"_top\"")
                .assert_header_has("content-security-policy", "frame-ancestors 'self';")
                .assert_no_text("Alice")
                .assert_no_text("idc");
        }
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
    let top = [(USER, "alice"), ("sec-fetch-dest", "document")];
    site.ask(Method::GET, path, &top)
        .await
        .assert_text("Thank you for subscribing");
    // A browser that does not say where it loads: our own script says it.
    let old = [(USER, "alice"), ("referer", "https://mon-app.via.proabono.com/")];
    site.ask(Method::GET, path, &old)
        .await
        .assert_text("id=\"break-out\"");
    site.ask(Method::GET, &format!("{path}&framed=no"), &old)
        .await
        .assert_text("Thank you for subscribing");
    // The application may hold the page in a frame of its own: there our outermost page says so, and it is shown.
    let embedded = [(USER, "alice"), ("sec-fetch-dest", "iframe")];
    site.ask(Method::GET, &format!("{path}&framed=no"), &embedded)
        .await
        .assert_text("Thank you for subscribing");
    // Nobody, at the top, is asked to sign in.
    site.ask(Method::GET, path, &[("sec-fetch-dest", "document")])
        .await
        .assert_status(401);
}

#[tokio::test]
async fn who_may_frame_the_page_may_frame_the_return_too() {
    let site = Served::start(&[SECRET, ("headers.frame_ancestors", "https://app.acme.example")]);
    visit(&site, "alice", "/return").await.assert_header_has(
        "content-security-policy",
        "frame-ancestors 'self' https://app.acme.example;",
    );
}

#[tokio::test]
async fn the_operators_place_is_where_it_goes_on() {
    let site = Served::start(&[
        SECRET,
        ("returns.url", "https://app.acme.example/welcome?a=1&b=2"),
        ("returns.after", "5s"),
    ]);
    visit(&site, "alice", "/return?from=subscribe&outcome=paid")
        .await
        .assert_text(
            "<meta http-equiv=\"refresh\" content=\"5; url=https://app.acme.example/welcome?a=1&#38;b=2\">",
        )
        .assert_text("class=\"button\" href=\"https://app.acme.example/welcome?a=1&#38;b=2\"");
    let clicked = Served::start(&[SECRET, ("returns.url", "/welcome")]);
    visit(&clicked, "alice", "/return")
        .await
        .assert_no_text("http-equiv")
        .assert_text("class=\"button\" href=\"/welcome\"");
}

#[tokio::test]
async fn a_french_visitor_comes_back_in_french() {
    let site = Served::of(insite_account(), &[SECRET]);
    let french = [("x-remote-language", "fr")];
    let path = "/Subscriptions/return?from=upgrade&outcome=nocharge";
    site.visit_with("alice", path, &french)
        .await
        .assert_text("<h1>Votre offre</h1>");
    settings(&site, json!({ "outcome": "pending" })).await;
    let _ = open_invoice_of(&site, "cust-chloe").await;
    site.visit_with("bruno", "/Subscriptions/return?from=subscribe", &french)
        .await
        .assert_text("Nous attendons la confirmation");
}

#[tokio::test]
async fn an_address_tells_nobody_what_proabono_does_not() {
    let site = Served::start(&[SECRET]);
    // Her invoice is overdue.
    visit(&site, "chloe", "/return?from=invoice&outcome=paid")
        .await
        .assert_status(200)
        .assert_no_text("Votre paiement a été pris en compte")
        .assert_no_text("Your payment was taken");
    visit(&site, "alice", "/return?from=terminate")
        .await
        .assert_no_text("Your cancellation is noted");
    let subscription = super::subscription_of(&site, "cust-alice").await;
    let end = format!("/v1/Subscription/{subscription}/Termination?Immediate=false");
    super::call(&site, Method::POST, &end).await;
    visit(&site, "alice", "/return?from=terminate")
        .await
        .assert_text("Your cancellation is noted")
        .assert_text("until the end of the period");
}

#[tokio::test]
async fn an_offer_chosen_inside_a_frame_leads_out_of_it() {
    let site = Served::start(&[SECRET]);
    let framed = [("sec-fetch-dest", "iframe")];
    for path in [
        "/Subscriptions/subscribe?refo=offer-pro",
        "/Subscriptions/return?status=UrlOffersAnonymousSelection&refo=offer-pro",
    ] {
        site.ask(Method::GET, path, &framed)
            .await
            .assert_status(200)
            .assert_text("id=\"break-out\"")
            .assert_header_has("content-security-policy", "frame-ancestors 'self';");
    }
    let without = Served::start(&[SECRET, ("offers.show", "off")]);
    visit(&without, "alice", "/return?status=UrlOffersAnonymous")
        .await
        .assert_header("location", "/Subscriptions/plans");
}
