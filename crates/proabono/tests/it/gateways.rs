//! The extra resource of a gateway: it is sent and kept under the gateway's name, and never printed.

use proabono::backoffice::{
    Backoffice, GatewayAccount, GatewayAccountRequest, GatewayPermissionRequest, TypeGateway,
};
use proabono::{BusinessId, CustomerId, GatewayAccountId, TypePayment};
use serde_json::{Value, json};

use super::settings;

const CANARY: &str = "Zq7gateway";

fn account(gateway: &str, extra: Value) -> GatewayAccountRequest {
    let gateway = gateway.to_owned();
    let mut request = GatewayAccountRequest::new(
        BusinessId(1),
        "Cards".to_owned(),
        "EUR".to_owned(),
        TypeGateway::from(gateway.clone()),
        true,
    );
    request.extra.0.insert(gateway, extra);
    request
}

#[tokio::test]
async fn the_extra_resource_of_any_gateway_is_sent_under_its_name_and_hidden_from_view() {
    let api = Backoffice::new(settings("http://127.0.0.1:9"), None).unwrap();
    for gateway in [
        "CardPaybox",
        "DirectDebitGoCardless",
        "MandateStripe",
        "WalletNova",
    ] {
        let extra = json!({ "Site": 1, "Hmac": CANARY });
        let request = account(gateway, extra.clone());
        let sent = serde_json::to_value(&request).unwrap();
        assert_eq!(sent[gateway], extra);
        let accounts = api.gateway_accounts();
        let prepared = accounts.create(&request).prepared().unwrap();
        for printed in [
            format!("{request:?}"),
            format!("{prepared:?}"),
            prepared.body.clone().unwrap(),
        ] {
            assert!(
                printed.contains(gateway) && !printed.contains(CANARY),
                "{printed}"
            );
        }
    }
    let mut permission = GatewayPermissionRequest::new(
        CustomerId(1),
        GatewayAccountId(2),
        TypeGateway::DirectDebitGoCardless,
        TypePayment::DirectDebit,
    );
    permission
        .extra
        .0
        .insert("DirectDebitGoCardless".to_owned(), json!({ "Iban": CANARY }));
    let sent = serde_json::to_value(&permission).unwrap();
    assert_eq!(sent["DirectDebitGoCardless"]["Iban"], CANARY);
    assert!(!format!("{permission:?}").contains(CANARY));
}

#[test]
fn a_request_takes_the_extra_resource_of_a_gateway_and_no_other_member_that_it_does_not_know() {
    let body = |name: &str| {
        json!({
            "IdBusiness": 1, "Name": "n", "Currency": "EUR", "TypeGateway": "CardPaybox", "IsInRealMoney": true,
            name: { "Site": 1 },
        })
    };
    for name in ["CardPaybox", "CardNova", "DirectDebitGoCardless", "MandateDummy"] {
        let request: GatewayAccountRequest = serde_json::from_value(body(name)).unwrap();
        assert_eq!(serde_json::to_value(&request).unwrap(), body(name));
    }
    for name in ["Nmae", "Extra", "PaymentCard"] {
        let error = serde_json::from_value::<GatewayAccountRequest>(body(name)).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn an_account_keeps_what_it_does_not_know_and_prints_none_of_it() {
    let body = json!({
        "Id": 7, "TypeGateway": "CardPaybox", "CardPaybox": { "Hmac": CANARY }, "CardStripe": { "KeySecret": CANARY },
        "AddedLater": CANARY,
    });
    let account: GatewayAccount = serde_json::from_value(body.clone()).unwrap();
    assert_eq!(serde_json::to_value(&account).unwrap(), body);
    assert_eq!(account.extra.0["CardPaybox"]["Hmac"], CANARY);
    let printed = format!("{account:?} {account:#?}");
    assert!(
        printed.contains("CardPaybox") && !printed.contains(CANARY),
        "{printed}"
    );
}
