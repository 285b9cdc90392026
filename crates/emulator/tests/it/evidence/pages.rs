//! Demands on the hosted pages.

use proabono_emulator::{LinkGeneration, Options};
use serde_json::json;

use super::{Held, Story, hold};
use crate::{Running, link_in, start_with};

pub(super) const STORIES: &[Story] = &[
    (
        "the home opens the workflow of pa_query",
        |_| Box::pin(pa_query()),
    ),
    ("legacy redirects append refo, idsu and idc", |e| {
        Box::pin(redirects(e))
    }),
];

async fn pa_query() -> Held {
    let insite = start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    });
    let customer = insite.customer("cust-bruno").await;
    let link = |rel: &str, member: &str| {
        let link = link_in(&customer, rel).unwrap();
        link[member].as_str().unwrap().to_owned()
    };
    let (home, query) = (
        link("insite-home", "href"),
        link("insite-collection-offers", "query"),
    );
    let page = insite
        .get(&format!("{home}?pa_query={query}"))
        .send()
        .await
        .unwrap();
    let location = page.headers().get("Location").and_then(|to| to.to_str().ok());
    let opened = location.is_some_and(|to| to.starts_with("/offers/"));
    hold(opened, &format!("{location:?}"))?;
    // An opener of somebody else opens nothing.
    let other = insite.customer("cust-alice").await;
    let home = link_in(&other, "insite-home").unwrap()["href"].as_str().unwrap();
    let page = insite
        .get(&format!("{home}?pa_query={query}"))
        .send()
        .await
        .unwrap();
    let status = page.status().as_u16();
    hold(status == 403, &status)
}

async fn redirects(emulator: &Running) -> Held {
    let change = json!({ "redirects": { "UrlOneclickFreeOffer": "https://app.acme.example/done?a=b" } });
    let request = emulator.client.put(emulator.url("/_emulator/hosted-pages"));
    request.body(change.to_string()).send().await.unwrap();
    let path = "/v1/Offer?ReferenceOffer=offer-free&ReferenceCustomer=cust-bruno";
    let (_, offer) = emulator.ask(path).await;
    let form = link_in(&offer, "hosted-subscribe").unwrap()["href"]
        .as_str()
        .unwrap();
    let sent = emulator.client.post(emulator.url(form));
    let sent = sent.header("Content-Type", "application/x-www-form-urlencoded");
    let answer = sent.send().await.unwrap();
    let location = answer.headers()["Location"].to_str().unwrap().to_owned();
    let (_, one) = emulator
        .ask("/v1/Subscription?ReferenceCustomer=cust-bruno")
        .await;
    let expected = format!(
        "https://app.acme.example/done?a=b&refo=offer-free&idsu={}&idc={}",
        one["Id"], one["IdCustomer"]
    );
    hold(location == expected, &location)
}
