//! The end of a workflow: the legacy redirects, the window, and frames that close.

use serde_json::{Map, Value, json};

use super::settings::set;
use super::walk::{BACK, CARD, DEBIT, KEPT, address, href, parameter, returning};
use super::{Running, link_in, start};

const EVENTS: [&str; 16] = [
    "UrlOffersAnonymous",
    "UrlOffersAnonymousSelection",
    "UrlOffersAuthenticated",
    "UrlOffersUpgrade",
    "UrlOneclickFreeOffer",
    "UrlOneclickExtraSubscription",
    "UrlOneclickUpgrade",
    "UrlPaymentSuccess",
    "UrlPaymentPending",
    "UrlPaymentCancel",
    "UrlPaymentFailure",
    "UrlPermissionRegistered",
    "UrlPermissionRegistrationFailure",
    "UrlPermissionUpdated",
    "UrlPermissionUpdateFailure",
    "UrlGenericError",
];

/// An address for each event, with its name in it.
fn everywhere(events: &[&str]) -> Value {
    let url = |event: &&str| (event.to_string(), json!(format!("{BACK}&status={event}")));
    json!({ "redirects": events.iter().map(url).collect::<Map<_, _>>() })
}

async fn legacy() -> Running {
    let emulator = start();
    set(&emulator, everywhere(&EVENTS)).await;
    emulator
}

/// The event and the offer of a redirect.
fn went(location: &str) -> (String, Option<String>) {
    assert!(location.starts_with(BACK), "{location}");
    (
        parameter(location, "status").unwrap(),
        parameter(location, "refo"),
    )
}

fn event(name: &str, offer: Option<&str>) -> (String, Option<String>) {
    (name.to_owned(), offer.map(str::to_owned))
}

async fn redirected(emulator: &Running, path: &str) -> String {
    let answer = emulator.get(path).send().await.unwrap();
    assert_eq!(answer.status(), 303, "{path}");
    answer.headers()["Location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn all_sixteen_events_can_be_set() {
    let emulator = legacy().await;
    let kept = emulator.control("hosted-pages").await["redirects"].clone();
    assert_eq!(kept.as_object().unwrap().len(), EVENTS.len());
}

#[tokio::test]
async fn the_offers_are_elsewhere_and_the_choice_carries_the_offer() {
    let emulator = legacy().await;
    let found = redirected(&emulator, "/portal-anon").await;
    assert_eq!(went(&found), event("UrlOffersAnonymous", None));
    let offers = emulator.link("cust-bruno", "hosted-collection-offers").await;
    let found = redirected(&emulator, &offers).await;
    assert_eq!(went(&found), event("UrlOffersAuthenticated", None));
    let upgrade = emulator.link("cust-alice", "hosted-collection-upgrade").await;
    let found = redirected(&emulator, &upgrade).await;
    assert_eq!(went(&found), event("UrlOffersUpgrade", None));
    set(&emulator, json!({ "redirects": { "UrlOffersAnonymous": null } })).await;
    let choice = address(
        &emulator.page("/portal-anon").await,
        BACK.split('?').next().unwrap(),
    );
    assert_eq!(
        went(&choice),
        event("UrlOffersAnonymousSelection", Some("offer-starter"))
    );
}

#[tokio::test]
async fn what_costs_nothing_has_events_of_its_own() {
    let emulator = legacy().await;
    let free = emulator.form("cust-bruno", "offer-free").await;
    let found = emulator.ends(&free, "").await;
    assert_eq!(went(&found), event("UrlOneclickFreeOffer", Some("offer-free")));
    let downgrade = emulator.form("cust-alice", "offer-starter").await;
    let found = emulator.ends(&downgrade, KEPT).await;
    assert_eq!(went(&found), event("UrlOneclickUpgrade", Some("offer-starter")));
    let body = json!({ "ReferenceCustomer": "cust-alice", "ReferenceOffer": "offer-free" });
    let draft = emulator.done("/v1/Subscription", &body).await;
    let form = href(&draft, "hosted-subscribe");
    let found = emulator.ends(&form, "").await;
    assert_eq!(
        went(&found),
        event("UrlOneclickExtraSubscription", Some("offer-free"))
    );
    let state = emulator.control("state").await;
    let id = emulator.customer("cust-alice").await["Id"].clone();
    let running = |one: &&Value| one["IdCustomer"] == id && one["Status"] == "Active";
    assert_eq!(
        state["subscriptions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(running)
            .count(),
        2
    );
}

#[tokio::test]
async fn a_payment_succeeds_waits_fails_or_is_left() {
    let emulator = legacy().await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let cancel = address(&emulator.page(&form).await, BACK.split('?').next().unwrap());
    assert_eq!(went(&cancel), event("UrlPaymentCancel", Some("offer-pro")));
    emulator.force("failure").await;
    assert_eq!(
        went(&emulator.ends(&form, CARD).await),
        event("UrlPaymentFailure", None)
    );
    set(&emulator, json!({ "outcome": null })).await;
    let found = emulator.ends(&form, DEBIT).await;
    assert_eq!(went(&found), event("UrlPaymentPending", Some("offer-pro")));
    let upgrade = emulator.form("cust-alice", "offer-business").await;
    let found = emulator.ends(&upgrade, KEPT).await;
    assert_eq!(went(&found), event("UrlPaymentSuccess", Some("offer-business")));
    let charge = emulator.open_invoice("cust-chloe").await;
    assert_eq!(
        went(&emulator.ends(&charge, KEPT).await),
        event("UrlPaymentSuccess", None)
    );
}

#[tokio::test]
async fn a_payment_method_is_registered_replaced_or_neither() {
    let emulator = legacy().await;
    for (customer, done, failed) in [
        (
            "cust-bruno",
            "UrlPermissionRegistered",
            "UrlPermissionRegistrationFailure",
        ),
        ("cust-alice", "UrlPermissionUpdated", "UrlPermissionUpdateFailure"),
    ] {
        let form = emulator.link(customer, "hosted-register").await;
        emulator.force("failure").await;
        assert_eq!(went(&emulator.ends(&form, CARD).await), event(failed, None));
        set(&emulator, json!({ "outcome": null })).await;
        assert_eq!(went(&emulator.ends(&form, CARD).await), event(done, None));
    }
    // A trial registers the card and takes nothing.
    emulator.done("/v1/Customer", &super::newcomer("cust-eve")).await;
    let trial = emulator.form("cust-eve", "offer-business").await;
    let found = emulator.ends(&trial, CARD).await;
    assert_eq!(
        went(&found),
        event("UrlPermissionRegistered", Some("offer-business"))
    );
}

#[tokio::test]
async fn a_page_that_does_not_open_leads_to_the_generic_error() {
    let emulator = legacy().await;
    let generic = event("UrlGenericError", None);
    assert_eq!(went(&redirected(&emulator, "/portal/nothing").await), generic);
    let query = "/portal-open?business_id=1&segment_ref=acme-eur&customer_ref=cust-alice&query=nothing";
    assert_eq!(went(&redirected(&emulator, query).await), generic);
}

#[tokio::test]
async fn the_one_return_address_goes_before_the_events() {
    let emulator = returning();
    set(&emulator, everywhere(&["UrlPaymentSuccess", "UrlPaymentCancel"])).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert!(emulator.page(&form).await.contains("status=UrlPaymentCancel"));
    let found = emulator.ends(&form, CARD).await;
    assert!(
        found.contains("from=subscribe") && !found.contains("status="),
        "{found}"
    );
}

#[tokio::test]
async fn without_any_address_the_visitor_stays_on_the_pages() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let cancel = address(&emulator.page(&form).await, "/portal/");
    assert!(emulator.page(&cancel).await.contains("Choose your plan"));
    let done = emulator.ends(&form, CARD).await;
    assert!(done.starts_with("/done/"), "{done}");
}

#[tokio::test]
async fn a_return_to_the_top_is_asked_for_by_the_form_and_the_links() {
    let emulator = returning();
    set(&emulator, everywhere(&["UrlPaymentCancel"])).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert!(!emulator.page(&form).await.contains("_top"));
    set(&emulator, json!({ "return_in": "top" })).await;
    let home = emulator.home("cust-alice").await;
    assert_eq!(home.matches("target=\"_top\"").count(), 1, "the way back");
    for path in [
        form,
        emulator.link("cust-bruno", "hosted-register").await,
        emulator.open_invoice("cust-chloe").await,
        address(&home, "/options/"),
        address(&home, "/terminate/"),
    ] {
        let page = emulator.page(&path).await;
        assert!(page.contains("method=\"post\" target=\"_top\""), "{path}: {page}");
        assert_eq!(
            page.matches("target=\"_top\"").count(),
            2,
            "{path}: form and cancel"
        );
    }
    // Without an address that leads back, everything stays in the frame.
    let emulator = start();
    set(&emulator, json!({ "return_in": "top" })).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert!(!emulator.page(&form).await.contains("_top"));
}

#[tokio::test]
async fn a_frame_closes_after_a_subscription_in_the_way_that_is_set() {
    let emulator = returning();
    emulator.speaks("cust-bruno", "en").await;
    let closing = json!({ "IsIframeClosedAfterSubscribe": true, "return_in": "top" });
    set(&emulator, closing).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert!(!emulator.page(&form).await.contains("method=\"post\" target"));
    let closed = emulator.ends(&form, CARD).await;
    assert!(closed.starts_with("/closed/"), "{closed}");
    for (how, script, empty) in [
        ("message", true, false),
        ("blank", false, true),
        ("both", true, true),
    ] {
        set(&emulator, json!({ "closing": how })).await;
        let page = emulator.page(&closed).await;
        assert_eq!(
            page.contains("<script src=\"/closed.js\"></script>"),
            script,
            "{how}"
        );
        assert_eq!(
            page.contains("<body></body>") || page.contains("</script></head><body></body>"),
            empty,
            "{how}"
        );
        assert_eq!(page.contains("Welcome aboard"), !empty, "{how}");
    }
    let script = emulator.page("/closed.js").await;
    assert_eq!(script, "parent.postMessage({ proabono: \"closed\" }, \"*\");\n");
    let upgrade = emulator.form("cust-alice", "offer-business").await;
    assert!(emulator.ends(&upgrade, KEPT).await.starts_with("/closed/"));
    // Every other workflow returns, and so does one that failed.
    let register = emulator.link("cust-bruno", "hosted-register").await;
    assert!(emulator.ends(&register, CARD).await.starts_with(BACK));
    emulator.force("failure").await;
    let form = emulator.form("cust-bruno", "offer-business").await;
    assert!(emulator.ends(&form, KEPT).await.starts_with(BACK));
}

#[tokio::test]
async fn a_payment_that_waits_cannot_be_made_again_by_a_link() {
    let emulator = returning();
    let charge = emulator.open_invoice("cust-chloe").await;
    emulator.ends(&charge, DEBIT).await;
    let invoices = emulator.invoices("cust-chloe").await;
    assert!(invoices.iter().all(|one| link_in(one, "hosted-charge").is_none()));
    assert!(emulator.send(&charge, CARD).await.is_err());
    assert_eq!(emulator.newest("cust-chloe").await, "DuePending");
}
