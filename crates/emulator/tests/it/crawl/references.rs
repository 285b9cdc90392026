//! References that other accounts have: no link of an answer breaks over them.

use proabono_emulator::{BackofficeHosts, Catalogue, LinkGeneration, Options};
use serde_json::json;

use super::{crawl, encoded};
use crate::start_with;

/// References that mean something else in an address unless they are encoded.
const ODD: [&str; 5] = ["a b", "a+b", "a#b", "50%", "é"];

fn account(customers: &[&str]) -> Catalogue {
    let features = ODD.map(|one| json!({ "ReferenceFeature": one, "TypeFeature": "Limitation" }));
    let held = ODD.map(|one| json!({ "ReferenceFeature": one, "QuantityIncluded": 1, "AmountPerUnit": 100 }));
    let offers = ODD.map(|one| json!({ "ReferenceOffer": one, "AmountRecurrence": 900, "Features": held }));
    let customers = customers.iter().enumerate().map(|(at, one)| {
        let offers = if at % 2 == 0 { vec![ODD[at]] } else { Vec::new() };
        json!({ "ReferenceCustomer": one, "Card": "4242", "Subscriptions": offers })
    });
    let document =
        json!({ "Features": features, "Offers": offers, "Customers": customers.collect::<Vec<_>>() });
    Catalogue::from_json(&document.to_string()).unwrap()
}

#[tokio::test]
async fn every_link_leads_somewhere_whatever_the_references_and_without_customers_too() {
    for customers in [&ODD[..], &[]] {
        for links in [LinkGeneration::Hosted, LinkGeneration::InSite] {
            let running = start_with(Options {
                links,
                backoffice_hosts: BackofficeHosts::One,
                catalogue: Some(account(customers)),
                ..Options::default()
            });
            let mut reads: Vec<String> = [
                "/v1/Offers",
                "/v1/Customers",
                "/v1/Subscriptions",
                "/v1/Invoices",
                "/portal-anon",
                "/Notification/WebhookNotifications",
                "/Distribution/Customers",
                "/Sub/Offers",
                "/mails",
                "/",
            ]
            .map(|path| format!("{}{path}", running.origin))
            .into();
            for one in customers {
                let one = encoded(one);
                for path in [
                    "Customer?",
                    "Offers?",
                    "Subscriptions?",
                    &format!("Offer?ReferenceOffer={one}&"),
                ] {
                    reads.push(format!("{}/v1/{path}ReferenceCustomer={one}", running.origin));
                }
            }
            // Each of the references has its turn.
            let (followed, _) = crawl(running, reads, 2 * ODD.len()).await;
            assert!(followed > 20, "{followed}");
        }
    }
}

#[tokio::test]
async fn an_offer_is_chosen_on_the_public_table_whatever_its_reference() {
    let running = start_with(Options {
        catalogue: Some(account(&[])),
        ..Options::default()
    });
    for one in ODD {
        let path = format!("/v1/Offer?ReferenceOffer={}", encoded(one));
        let (_, offer) = running.ask(&path).await;
        let links = offer["Links"].as_array().unwrap();
        let link = links.iter().find(|link| link["rel"] == "hosted-subscribe");
        let answer = running.get(link.unwrap()["href"].as_str().unwrap()).send().await;
        let choice = answer.unwrap().headers()["Location"].to_str().unwrap().to_owned();
        assert!(running.page(&choice).await.contains("no sign-up yet"), "{choice}");
        assert!(
            running
                .page("/portal-anon")
                .await
                .contains(&format!("href=\"{choice}\""))
        );
    }
}
