//! The way back: every value, none of which decides whom it is about.

use reqwest::Method;

use super::outcomes::ON_PLAN;
use super::{SECRET, insite_account, visit};
use crate::support::http::Answer;
use crate::support::served::{Served, USER};
use crate::support::upstream::{READ, account};

#[tokio::test]
async fn every_legacy_status_has_its_words_or_its_place() {
    let site = Served::start(&[SECRET]);
    let welcome = "<h1>Welcome back</h1>";
    let failed = "The payment did not go through";
    let words = [
        ("UrlOneclickFreeOffer", ON_PLAN),
        ("UrlOneclickExtraSubscription", ON_PLAN),
        ("UrlOneclickUpgrade", ON_PLAN),
        ("UrlPaymentSuccess", welcome),
        ("UrlPaymentSuccess&refo=offer-pro", ON_PLAN),
        ("UrlPaymentPending", welcome),
        ("UrlPaymentCancel", "You left before the end"),
        (
            "UrlPaymentCancel&refo=offer-pro",
            "/subscribe/offer-pro\">Try again",
        ),
        // No invoice of hers is to be paid, so there is no payment that she could try again.
        ("UrlPaymentFailure", "It did not work"),
        ("UrlPaymentFailure&refo=offer-pro", failed),
        (
            "UrlPermissionRegistered",
            "shows the payment method that is used.",
        ),
        ("UrlPermissionRegistrationFailure", "It did not work"),
        ("UrlPermissionUpdated", "shows the payment method that is used."),
        ("UrlPermissionUpdateFailure", "It did not work"),
        ("UrlGenericError", "It did not work"),
        ("UrlOfTomorrow", welcome),
        ("", welcome),
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
    let site = Served::of(
        account(),
        &[
            SECRET,
            ("customers.links_fresh_for", "5m"),
            ("page.status", "false"),
        ],
    );
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
    site.ask(Method::GET, path, &top).await.assert_text(ON_PLAN);
    // A browser that does not say where it loads: our own script says it.
    let old = [(USER, "alice"), ("referer", "https://mon-app.via.proabono.com/")];
    site.ask(Method::GET, path, &old)
        .await
        .assert_text("id=\"break-out\"");
    site.ask(Method::GET, &format!("{path}&framed=no"), &old)
        .await
        .assert_text(ON_PLAN);
    // The application may hold the page in a frame of its own: there our outermost page says so, and it is shown.
    let embedded = [(USER, "alice"), ("sec-fetch-dest", "iframe")];
    site.ask(Method::GET, &format!("{path}&framed=no"), &embedded)
        .await
        .assert_text(ON_PLAN);
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
        .assert_text("<h1>Votre offre est maintenant <bdi>Pro</bdi></h1>");
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
        .assert_text("<h1>Welcome back</h1>")
        .assert_no_text("ends on");
    let subscription = super::subscription_of(&site, "cust-alice").await;
    let end = |now: bool| format!("/v1/Subscription/{subscription}/Termination?Immediate={now}");
    super::call(&site, Method::POST, &end(false)).await;
    visit(&site, "alice", "/return?from=terminate&outcome=nocharge")
        .await
        .assert_text("<h1><bdi>Pro</bdi> ends on <bdi>")
        .assert_text("You can use it until then, and nothing more is charged.")
        .assert_text(&format!(
            "<a class=\"button quiet\" href=\"/Subscriptions/restart/{subscription}\">Keep <bdi>Pro</bdi></a>"
        ));
    // It does not go on, whatever the address says.
    visit(&site, "alice", "/return?from=restart&outcome=nocharge")
        .await
        .assert_text("<h1>Welcome back</h1>")
        .assert_text("Yours until <bdi>");
    super::call(&site, Method::POST, &end(true)).await;
    visit(&site, "alice", "/return?from=terminate")
        .await
        .assert_text("<h1><bdi>Pro</bdi> has ended</h1>")
        .assert_no_text("Keep ");
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
