//! The billing address and the payment settings.

use serde_json::{Value, json};

use super::deeds::{newcomer, seeded};

const ADDRESS: &str = "/v1/CustomerAddressBilling?ReferenceCustomer=user-1";
const SETTINGS: &str = "/v1/CustomerSettingsPayment?ReferenceCustomer=user-1";

#[tokio::test]
async fn an_address_is_written_in_parts_and_one_part_does_not_clear_another() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    emulator
        .done(ADDRESS, &json!({ "City": "Lyon", "Country": "FR" }))
        .await;
    let answer = emulator.done(ADDRESS, &json!({ "ZipCode": "69002" })).await;
    assert_eq!(emulator.ask(ADDRESS).await, (200, answer.clone()));
    assert_eq!(
        (&answer["City"], &answer["ZipCode"], &answer["Company"]),
        (&json!("Lyon"), &json!("69002"), &Value::Null)
    );
}

#[tokio::test]
async fn settings_are_written_in_parts() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    assert_eq!(emulator.ask(SETTINGS).await.1["TypePayment"], Value::Null);
    emulator
        .done(SETTINGS, &json!({ "TypePayment": "ExternalCheck" }))
        .await;
    let rest =
        json!({ "NoteInvoice": "PO 7781", "IsGreyListed": true, "DateNextBilling": "2026-11-01T08:00:00Z" });
    let answer = emulator.done(SETTINGS, &rest).await;
    let expected = json!({ "TypePayment": "ExternalCheck", "ModeBilling": "Auto", "IsGreyListed": true,
        "NoteInvoice": "PO 7781", "DateNextBilling": "2026-11-01T08:00:00.00Z" });
    assert_eq!(answer, expected);
    assert_eq!(emulator.ask(SETTINGS).await.1, expected);
}

#[tokio::test]
async fn a_card_cannot_be_set_by_the_application() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    for method in ["Card", "DirectDebit", "Free", "Gold"] {
        let refusal = emulator
            .refusal(SETTINGS, &json!({ "TypePayment": method }))
            .await;
        assert_eq!(
            refusal,
            (422, vec!["Error.Property.ConvertValue.Exception".to_owned()]),
            "{method}"
        );
    }
}

#[tokio::test]
async fn an_unknown_customer_is_not_accessible() {
    let emulator = seeded();
    for path in [ADDRESS, SETTINGS] {
        assert_eq!(emulator.ask(path).await.0, 403, "{path}");
        let expected = (403, vec!["Error.Api.Customer.Unaccessible".to_owned()]);
        assert_eq!(emulator.refusal(path, &json!({})).await, expected, "{path}");
    }
}
