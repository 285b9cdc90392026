//! Every workflow, and the pages around them.

use serde_json::json;

use super::settings::set;
use super::start;
use super::walk::{BACK, CARD, DEBIT, KEPT, address, came, href, parameter, returning};

#[tokio::test]
async fn each_workflow_returns_from_itself_with_who_and_what_it_was_about() {
    let emulator = returning();
    let customer = emulator.customer("cust-bruno").await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let back = emulator.ends(&form, CARD).await;
    let one = emulator.subscription("cust-bruno").await;
    assert_eq!(
        back,
        format!(
            "{BACK}&from=subscribe&outcome=paid&idc={}&refo=offer-pro&idsub={}",
            customer["Id"], one["Id"]
        )
    );

    let form = emulator.form("cust-bruno", "offer-business").await;
    let back = emulator.ends(&form, KEPT).await;
    assert_eq!(came(&back), "upgrade/paid");
    assert_eq!(parameter(&back, "refo").as_deref(), Some("offer-business"));
    let form = emulator.form("cust-bruno", "offer-starter").await;
    assert_eq!(came(&emulator.ends(&form, KEPT).await), "upgrade/nocharge");

    let options = address(&emulator.home("cust-bruno").await, "/options/");
    assert_eq!(came(&emulator.ends(&options, "quantity=4").await), "options/paid");
    let options = address(&emulator.home("cust-bruno").await, "/options/");
    assert_eq!(
        came(&emulator.ends(&options, "quantity=2").await),
        "options/nocharge"
    );
    let one = emulator.subscription("cust-bruno").await;
    let users = one["Features"]
        .as_array()
        .unwrap()
        .iter()
        .find(|held| held["ReferenceFeature"] == "feat-users");
    assert_eq!(users.unwrap()["QuantityCurrent"], 2);

    let end = address(&emulator.home("cust-bruno").await, "/terminate/");
    let back = emulator.ends(&end, "").await;
    assert_eq!(came(&back), "terminate/nocharge");
    assert_eq!(parameter(&back, "idsub"), Some(one["Id"].to_string()));
    assert_eq!(
        emulator.subscription("cust-bruno").await["StateSubscription"],
        "ActiveDelayedTermination"
    );

    let keep = address(&emulator.home("cust-bruno").await, "/restart/");
    assert_eq!(came(&emulator.ends(&keep, KEPT).await), "restart/nocharge");
    assert_eq!(
        emulator.subscription("cust-bruno").await["StateSubscription"],
        "ActiveRunning"
    );
}

#[tokio::test]
async fn a_payment_method_and_an_invoice_have_workflows_of_their_own() {
    let emulator = returning();
    emulator.speaks("cust-bruno", "en").await;
    let register = emulator.link("cust-bruno", "hosted-register").await;
    let back = emulator.ends(&register, DEBIT).await;
    assert_eq!(came(&back), "permission/registered");
    assert_eq!(parameter(&back, "refo"), None);
    assert!(emulator.home("cust-bruno").await.contains("Bank debit"));
    let charge = emulator.open_invoice("cust-chloe").await;
    assert_eq!(came(&emulator.ends(&charge, KEPT).await), "invoice/paid");
    assert_eq!(emulator.newest("cust-chloe").await, "Paid");
}

#[tokio::test]
async fn the_home_has_a_way_back_without_an_outcome() {
    let emulator = returning();
    let back = address(
        &emulator.home("cust-bruno").await,
        BACK.split('?').next().unwrap(),
    );
    let id = emulator.customer("cust-bruno").await["Id"].to_string();
    assert_eq!(back, format!("{BACK}&from=portal&idc={id}"));
    let back = address(
        &emulator.home("cust-alice").await,
        BACK.split('?').next().unwrap(),
    );
    let running = emulator.subscription("cust-alice").await["Id"].to_string();
    assert_eq!(parameter(&back, "idsub"), Some(running));
    assert!(
        !start()
            .home("cust-bruno")
            .await
            .contains("Back to the application")
    );
}

#[tokio::test]
async fn a_restart_pays_for_a_new_period_where_the_old_one_is_over() {
    let emulator = returning();
    let restart = emulator.suspended("cust-alice").await;
    assert_eq!(came(&emulator.ends(&restart, KEPT).await), "restart/nocharge");
    emulator.suspended("cust-alice").await;
    emulator.advance(40).await;
    let restart = href(&emulator.subscription("cust-alice").await, "hosted-restart");
    assert!(emulator.page(&restart).await.contains("Restart and pay €34.80"));
    assert_eq!(came(&emulator.ends(&restart, KEPT).await), "restart/paid");
    assert_eq!(emulator.newest("cust-alice").await, "Paid");
}

#[tokio::test]
async fn a_free_offer_asks_for_no_payment_method() {
    let emulator = returning();
    emulator.speaks("cust-bruno", "en").await;
    let form = emulator.form("cust-bruno", "offer-free").await;
    assert!(!emulator.page(&form).await.contains("name=\"method\""));
    assert_eq!(came(&emulator.ends(&form, "").await), "subscribe/nocharge");
    assert!(emulator.home("cust-bruno").await.contains("None yet."));
}

#[tokio::test]
async fn buttons_are_there_as_the_merchant_allows() {
    let emulator = start();
    let end = address(&emulator.home("cust-alice").await, "/terminate/");
    set(
        &emulator,
        json!({ "CanCustomerUpgrade": false, "CanCustomerTerminate": false }),
    )
    .await;
    let home = emulator.home("cust-alice").await;
    assert!(!home.contains("Change plan") && !home.contains("End this plan"));
    assert!(
        emulator
            .send(&end, "")
            .await
            .unwrap_err()
            .contains("no such page")
    );
    assert_eq!(
        emulator.subscription("cust-alice").await["StateSubscription"],
        "ActiveRunning"
    );
}

#[tokio::test]
async fn a_subscription_and_the_invoices_have_pages_whatever_the_state() {
    let emulator = start();
    emulator.speaks("cust-chloe", "en").await;
    let one = emulator.subscription("cust-alice").await;
    let page = emulator.page(&href(&one, "hosted-related-subscription")).await;
    assert!(page.contains("Subscription Pro") && page.contains("Active") && page.contains("A-17."));
    emulator.suspended("cust-alice").await;
    let one = emulator.subscription("cust-alice").await;
    let page = emulator.page(&href(&one, "hosted-related-subscription")).await;
    assert!(page.contains("Suspended") && page.contains("/restart/"), "{page}");
    let invoices = emulator.invoices("cust-chloe").await;
    let page = emulator
        .page(&href(&invoices[0], "hosted-collection-invoice"))
        .await;
    assert!(page.contains("Your invoices") && page.contains("Overdue") && page.contains("/charge-invoice/"));
    let found = emulator.control("openings").await;
    let pages: Vec<&str> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["page"].as_str().unwrap())
        .collect();
    assert_eq!(pages, ["subscription", "subscription", "invoices"]);
    assert_eq!(found[0]["subscription"], one["Id"]);
}

#[tokio::test]
async fn no_page_frames_another() {
    let emulator = returning();
    let home = emulator.home("cust-alice").await;
    let one = emulator.subscription("cust-alice").await;
    let mut paths = vec![
        "/portal-anon".to_owned(),
        emulator.link("cust-alice", "hosted-collection-upgrade").await,
        emulator.link("cust-alice", "hosted-register").await,
        emulator.form("cust-bruno", "offer-pro").await,
        emulator.open_invoice("cust-chloe").await,
        href(&one, "hosted-related-subscription"),
    ];
    paths.extend(["/options/", "/terminate/"].map(|start| address(&home, start)));
    for path in paths {
        let html = emulator.page(&path).await;
        assert!(
            html.contains("<main>") && html.contains("<title>"),
            "{path}: {html}"
        );
        for part in ["<iframe", "<script", "style=", " src="] {
            assert!(!html.contains(part), "{path} has {part}");
        }
    }
}
