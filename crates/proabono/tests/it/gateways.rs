//! The extra resource of a gateway: it is sent and kept under the gateway's name, and never printed.

use proabono::backoffice::{
    Backoffice, GatewayAccount, GatewayAccountRequest, GatewayPermissionRequest, TypeGateway,
};
use proabono::{BusinessId, CustomerId, Error, GatewayAccountId, TypePayment};
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

#[tokio::test]
async fn a_request_has_the_extra_resource_of_its_own_gateway_and_no_other_member_that_it_does_not_know() {
    let base: url::Url = "http://127.0.0.1:9".parse().unwrap();
    let api = Backoffice::new(settings(base.as_str()), Some(base.clone())).unwrap();
    for (gateway, name, taken) in [
        ("CardPaybox", "CardPaybox", true),
        ("DirectDebitGoCardless", "DirectDebitGoCardless", true),
        ("WalletNova", "WalletNova", true),
        ("CardStripe", "CardStripe", true),
        ("CardPaybox", "CardStripe", false),
        ("CardPaybox", "DirectDebitGoCardless", false),
        ("CardPaybox", "CardNova", false),
        ("CardPaybox", "Nmae", false),
    ] {
        let extra = json!({ "KeyPublic": "pk", "KeySecret": "sk" });
        let account = json!({
            "IdBusiness": 1, "Name": "n", "Currency": "EUR", "TypeGateway": gateway, "IsInRealMoney": true, name: extra,
        });
        let permission = json!({
            "IdCustomer": 1, "IdAccount": 2, "TypeGateway": gateway, "TypePayment": "Card", name: extra,
        });
        let of_account: GatewayAccountRequest = serde_json::from_value(account.clone()).unwrap();
        let of_permission: GatewayPermissionRequest = serde_json::from_value(permission.clone()).unwrap();
        assert_eq!(json!(of_account), account);
        assert_eq!(json!(of_permission), permission);
        for prepared in [
            api.gateway_accounts().create(&of_account).prepared(),
            api.card_permissions().create(&of_permission).prepared(),
            api.mandate_permissions().create(&of_permission).prepared(),
        ] {
            match prepared {
                Ok(_) => assert!(taken, "{name} of {gateway}"),
                Err(Error::Unwritable(why)) => assert!(!taken && why.contains(name), "{why}"),
                Err(error) => panic!("{error}"),
            }
        }
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
