//! Accounts of payment gateways, with the extra resource that has the name of its gateway.

use serde_json::json;

use super::{ask, service};

const CANARY: &str = "Zq7secret";

#[tokio::test]
async fn an_account_of_any_gateway_is_created_with_the_block_of_that_gateway_and_no_other() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    let name = file.to_str().unwrap();
    for (gateway, block, code) in [
        ("CardPaybox", json!({ "CardPaybox": { "Hmac": CANARY } }), 0),
        (
            "DirectDebitGoCardless",
            json!({ "DirectDebitGoCardless": { "AccessToken": CANARY } }),
            0,
        ),
        // An extra resource may hold more than is documented.
        (
            "CardStripe",
            json!({ "CardStripe": { "KeyPublic": "pk", "KeySecret": CANARY, "Webhook": CANARY } }),
            0,
        ),
        (
            "CardStripe",
            json!({ "CardStripe": { "KeyPublic": "pk", "Webhook": CANARY } }),
            2,
        ),
        ("CardPaybox", json!({ "CardPaybox": CANARY }), 2),
        ("CardPaybox", json!({ "CardStripes": { "Hmac": CANARY } }), 2),
        ("CardPaybox", json!({}), 3),
    ] {
        std::fs::write(&file, block.to_string()).unwrap();
        let of_gateway = format!("--type-gateway={gateway}");
        let line = [
            "gateway-accounts",
            "create",
            "--id-business=1",
            "--name=Cards",
            "--currency=EUR",
            "--is-in-real-money=false",
            &of_gateway,
            "--body",
            name,
        ];
        let ran = ask(&service.origin, "backoffice", line).await;
        ran.ended(code);
        assert!(!format!("{}{}", ran.out, ran.err).contains(CANARY), "{block}");
    }
}

#[tokio::test]
async fn a_gateway_whose_name_is_not_that_of_its_block_is_told_with_the_names_there_are() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    for (gateway, block, said) in [
        (
            "Paybox",
            "CardPaybox",
            "TypeGateway: the extra resource beside it is CardPaybox",
        ),
        (
            "cardpaybox",
            "CardPaybox",
            "TypeGateway: the extra resource beside it is CardPaybox",
        ),
        (
            "Stripe",
            "CardStripe",
            "TypeGateway: the extra resource beside it is CardStripe",
        ),
        (
            "CardPaybox",
            "CardStripe",
            "CardStripe: the extra resource has the name of its gateway",
        ),
        (
            "CardPaybox",
            "CardPayboxes",
            "CardPayboxes: the extra resource has the name of its gateway",
        ),
    ] {
        let mut body = json!({ "TypeGateway": gateway, "Name": "PB" });
        body[block] = json!({ "Site": CANARY });
        std::fs::write(&file, body.to_string()).unwrap();
        let line = ["gateway-accounts", "create", "--body", file.to_str().unwrap()];
        let ran = ask(&service.origin, "backoffice", line).await;
        let err = &ran.ended(2).err;
        let words = "CardDummy, CardPaybox, CardStripe, DirectDebitDummySepa, DirectDebitGoCardless";
        assert!(
            err.contains(said) && err.contains(words),
            "{gateway} {block}: {err}"
        );
        assert!(!err.contains(CANARY), "{err}");
    }
}

#[tokio::test]
async fn a_stray_credential_is_no_block_of_a_gateway() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    let body =
        json!({ "TypeGateway": "CardPaybox", "Name": "PB", "CardPaybox": { "Site": "1" }, "Token": CANARY });
    std::fs::write(&file, body.to_string()).unwrap();
    let line = ["gateway-accounts", "create", "--body", file.to_str().unwrap()];
    let ran = ask(&service.origin, "backoffice", line).await;
    let err = &ran.ended(2).err;
    assert!(
        err.contains("Token") && !err.contains("name of its gateway"),
        "{err}"
    );
    assert!(!err.contains(CANARY), "{err}");
}
