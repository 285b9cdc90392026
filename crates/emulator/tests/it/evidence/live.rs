//! Demands on the Live API.

use proabono_emulator::{DatesShape, Options};
use serde_json::json;

use super::{Held, Story, hold};
use crate::{Running, link_in, start_with};

pub(super) const STORIES: &[Story] = &[
    ("an upgrade that cannot be billed is not quoted", |e| {
        Box::pin(upgrade_quote(e))
    }),
    ("a document comes after its invoice", |e| Box::pin(document(e))),
    ("dates are sent without their offset", |_| {
        Box::pin(without_offset())
    }),
];

async fn upgrade_quote(emulator: &Running) -> Held {
    let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-free" });
    let one = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let upgrade = format!("Subscription/{}/Upgrade?ReferenceOffer=offer-pro", one["Id"]);
    let (quoted, answer) = emulator.order(&format!("/v1/Quoting/{upgrade}")).await;
    let (done, _) = emulator.order(&format!("/v1/{upgrade}")).await;
    hold((quoted, done) == (403, 403), &answer)
}

async fn document(emulator: &Running) -> Held {
    let line = json!({ "ReferenceCustomer": "cust-alice", "Amount": 100 });
    emulator.done("/v1/BalanceLine", &line).await;
    let billed = emulator
        .done(
            "/v1/Billing/Customer",
            &json!({ "ReferenceCustomer": "cust-alice" }),
        )
        .await;
    let path = format!("/v1/Invoice/{}", billed["Id"]);
    let mut seen = vec![link_in(&billed, "hosted-related-invoice").is_some()];
    for _ in 0..2 {
        let (_, invoice) = emulator.ask(&path).await;
        seen.push(link_in(&invoice, "hosted-related-invoice").is_some());
    }
    hold(seen == [false, false, true], &format!("{seen:?}"))
}

async fn without_offset() -> Held {
    let emulator = start_with(Options {
        dates: DatesShape::WithoutOffset,
        ..Options::default()
    });
    let (_, one) = emulator
        .ask("/v1/Subscription?ReferenceCustomer=cust-alice")
        .await;
    let date = one["DateStart"].as_str().unwrap_or_default();
    hold(date.len() == 22 && !date.ends_with('Z'), &date)
}
