//! `examples/set_up_an_account`, against the emulator.

use super::{Service, calls, segment_origin, service_with};
use crate::support::served::config;
use proabono_portal::emulator::Options;
use serde_json::{Value, json};

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/set_up_an_account/main.rs"]
mod example;

#[tokio::test]
async fn an_account_is_set_up_from_nothing_read_back_and_changed() {
    let service = service_with(Options {
        stories: false,
        ..Options::default()
    });
    let segment = segment_origin(&service.origin);
    let config = config(
        &service.origin,
        &[
            ("proabono.backoffice_base", service.origin.as_str()),
            ("proabono.backoffice_segment_base", segment.as_str()),
        ],
    );
    let (made, mut before, mut after) = example::set_up(&config.account).await.unwrap();
    oldest_first(&mut before);
    oldest_first(&mut after);
    let changed = |pointer: &str, first: Value, second: Value| {
        assert_eq!(before.pointer(pointer), Some(&first), "before: {pointer}");
        assert_eq!(after.pointer(pointer), Some(&second), "after: {pointer}");
    };
    for (pointer, first, second) in CHANGED {
        changed(pointer, json!(first), json!(second));
    }
    for (pointer, first, second) in [
        ("/payment settings/CanStartWithInvoiceBilling", false, true),
        ("/hosted pages/CanCustomerUpgrade", true, false),
    ] {
        changed(pointer, json!(first), json!(second));
    }
    for (pointer, first, second) in RATES {
        changed(pointer, json!(first), json!(second));
    }
    changed(
        "/webhook/Triggers",
        json!(["CustomerAdded"]),
        json!(["CustomerAdded", "CustomerSuspended"]),
    );
    // Only a webhook whose code was repeated is in use.
    changed("/webhook/StateLife", json!("Ok"), json!("Ok"));
    for (index, country) in ["DE", "BE"].into_iter().enumerate() {
        for tax in 0..2 {
            let pointer = format!("/taxes/{tax}/exceptions/{index}/Country");
            changed(&pointer, json!(country), json!(country));
        }
    }
    assert_eq!(
        after["invoice settings"]["IdTaxProfile1"],
        made.taxes[0].profile.0
    );
    assert_eq!(
        after["invoice settings"]["IdTaxProfile2"],
        made.taxes[1].profile.0
    );
    // The host of the new segment made the taxes, so that they are of the new business.
    assert_eq!(made.business.0, 1001);
    for tax in 0..2 {
        let business = &after["taxes"][tax]["profile"]["IdBusiness"];
        assert_eq!(*business, made.business.0, "{}", after["taxes"][tax]);
    }
    kept(&service, made).await;
    assert_ne!(before["webhook"]["Id"], after["webhook"]["Id"]);
    assert_eq!(before["agent"]["StateLife"], "ToModerate");
    nothing_stayed_as_it_was(&before, &after);
}

/// Nothing that a change did not speak of was sent away: of the last writing of the payment settings, the gateway.
async fn kept(service: &Service, made: example::Made) {
    let calls = calls(service).await;
    let payments: Vec<&Value> = calls
        .iter()
        .filter(|call| call["operation"] == "PUT /Organization/Segments/{Id}/SettingsPayment")
        .collect();
    assert_eq!(payments.len(), 2);
    for call in payments {
        assert_eq!(call["body"]["IdGatewayAccountForCard"], made.gateway.0, "{call}");
    }
    for call in calls.iter().filter(|call| call["path"] == "/Distribution/Agents") {
        assert_eq!(call["status"], 201, "{call}");
    }
}

/// Each part was read twice, and is not what it was.
fn nothing_stayed_as_it_was(before: &Value, after: &Value) {
    let parts = before.as_object().unwrap();
    assert_eq!(parts.len(), 13, "{:?}", parts.keys());
    for (part, first) in parts {
        assert!(first.is_object() || first.is_array(), "{part}: {first}");
        assert_ne!(first, &after[part], "{part}");
    }
    for pointer in ["/texts/segment", "/texts/business", "/taxes"] {
        let size = |read: &Value| read.pointer(pointer).and_then(Value::as_array).map(Vec::len);
        assert_eq!((size(before), size(after)), (Some(2), Some(2)), "{pointer}");
    }
}

const CHANGED: [(&str, &str, &str); 17] = [
    ("/business/Name", "Beta", "Beta Ltd"),
    ("/billing address/City", "Paris", "Lyon"),
    ("/invoice settings/TypeProrataOnUpgrade", "Balanced", "Ignored"),
    ("/segment/Name", "Beta - Europe", "Beta - World"),
    (
        "/settings/Url",
        "https://app.beta.example",
        "https://www.beta.example",
    ),
    (
        "/redirections/UrlPaymentSuccess",
        "https://app.beta.example/thanks",
        "https://www.beta.example/thanks",
    ),
    ("/gateway account/Name", "Test cards", "Cards"),
    ("/taxes/0/profile/Label", "TVA 20%", "TVA 21%"),
    ("/taxes/1/profile/Label", "TVA 5,5%", "TVA 6%"),
    ("/agent/Name", "Operator", "Senior operator"),
    ("/texts/segment/0/Language", "en", "en"),
    ("/texts/segment/0/Content", "Your invoices", "Invoices"),
    ("/texts/segment/1/Content", "Vos factures", "Factures"),
    ("/texts/segment/1/Language", "fr", "fr"),
    ("/texts/business/0/Content", "Invoices of Beta", "Bills of Beta"),
    ("/texts/business/1/Content", "Factures de Beta", "Notes de Beta"),
    ("/texts/business/1/Language", "fr", "fr"),
];

/// Lists come with what was changed last at the top.
fn oldest_first(account: &mut Value) {
    for tax in account["taxes"].as_array_mut().unwrap() {
        let exceptions = tax["exceptions"].as_array_mut().unwrap();
        exceptions.sort_by_key(|one| one["Id"].as_u64());
    }
}

const RATES: [(&str, u64, u64); 4] = [
    ("/taxes/0/exceptions/0/Rate", 1900, 2000),
    ("/taxes/0/exceptions/1/Rate", 2100, 2200),
    ("/taxes/1/exceptions/0/Rate", 700, 800),
    ("/taxes/1/exceptions/1/Rate", 600, 650),
];
