//! Links: where they lead, and how long.

use std::time::Duration;

use proabono_emulator::{LinkGeneration, Options};
use serde_json::json;

use super::{link_in, start, start_with};

#[tokio::test]
async fn a_link_opens_its_page_and_is_new_on_every_answer() {
    let emulator = start();
    let first = emulator.link("cust-alice", "hosted-home").await;
    let second = emulator.link("cust-alice", "hosted-home").await;
    assert_ne!(first, second);
    assert!(
        first.starts_with(&format!("{}/portal/", emulator.origin)),
        "{first}"
    );
    for link in [first, second] {
        assert!(emulator.page(&link).await.contains("Plan Pro"));
    }
}

#[tokio::test]
async fn links_are_written_with_the_origin_that_was_asked_for() {
    let origin = "https://acme-eur.proabono.com";
    let emulator = start_with(Options {
        hosted_origin: Some(origin.to_owned()),
        ..Options::default()
    });
    let link = emulator.link("cust-alice", "hosted-collection-upgrade").await;
    let path = link.strip_prefix(origin).unwrap();
    assert!(path.starts_with("/upgrade/"), "{link}");
    assert!(emulator.page(path).await.contains("Change your plan"));
}

#[tokio::test]
async fn an_expired_link_says_so() {
    let emulator = start_with(Options {
        link_lifetime: Duration::from_mins(1),
        ..Options::default()
    });
    let link = emulator.link("cust-alice", "hosted-home").await;
    let clock = emulator.post("/_emulator/clock", &json!({ "seconds": 59 }));
    assert_eq!(clock.send().await.unwrap().status(), 204);
    assert_eq!(emulator.get(&link).send().await.unwrap().status(), 200);
    emulator
        .post("/_emulator/clock", &json!({ "seconds": 2 }))
        .send()
        .await
        .unwrap();
    let answer = emulator.get(&link).send().await.unwrap();
    assert_eq!(answer.status(), 410);
    assert!(answer.text().await.unwrap().contains("This link has expired"));
}

#[tokio::test]
async fn a_link_opens_nothing_under_the_path_of_another_page() {
    let emulator = start();
    let link = emulator.link("cust-alice", "hosted-home").await;
    let moved = link.replace("/portal/", "/offers/");
    assert_eq!(emulator.get(&moved).send().await.unwrap().status(), 410);
    assert_eq!(
        emulator
            .get(&link.replace("/portal/", "/portal-auth/"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn the_in_site_home_is_the_page_only_when_it_is_set() {
    let page = "http://127.0.0.1:8080/Subscriptions";
    let options = Options {
        links: LinkGeneration::InSite,
        page_url: Some(page.to_owned()),
        ..Options::default()
    };
    let without = start_with(options.clone());
    assert!(
        without
            .link("cust-alice", "insite-home")
            .await
            .contains("/portal-auth/")
    );
    let with = start_with(Options {
        insite_home_is_page: true,
        ..options
    });
    assert_eq!(with.link("cust-alice", "insite-home").await, page);
    let customer = with.customer("cust-alice").await;
    assert!(link_in(&customer, "insite-register").unwrap()["query"].is_string());
}
