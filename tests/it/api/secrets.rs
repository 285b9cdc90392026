//! Keys inside objects: no table, no dry run and no `Debug` shows them.

use proabono_portal::proabono::backoffice::{
    Agent, Backoffice, CardStripe, GatewayAccount, GatewayAccountRequest, TypeGateway,
};
use proabono_portal::proabono::{BusinessId, Credentials, SecretText, Settings};
use serde_json::{Value, json};

use super::{ask, calls, fault, service};

const CANARY: &str = "Zq7secret";

fn request() -> GatewayAccountRequest {
    let mut request = GatewayAccountRequest::new(
        BusinessId(1),
        "Cards".to_owned(),
        "EUR".to_owned(),
        TypeGateway::CardStripe,
        false,
    );
    request.card_stripe = Some(CardStripe::new(
        "pk-beta".to_owned(),
        SecretText(CANARY.to_owned()),
    ));
    request
}

fn account() -> Value {
    json!({ "Id": 7, "Name": "Cards", "CardStripe": { "KeyPublic": "pk-beta", "KeySecret": CANARY } })
}

#[test]
fn no_debug_of_a_secret_or_of_what_holds_one_shows_it_and_the_json_for_the_service_has_it() {
    let secret = SecretText(CANARY.to_owned());
    let account: GatewayAccount = serde_json::from_value(account()).unwrap();
    let agent: Agent = serde_json::from_value(json!({ "Id": 42, "Key": CANARY })).unwrap();
    let request = request();
    for printed in [
        format!("{secret:?} {secret:#?}"),
        format!("{account:?} {account:#?}"),
        format!("{agent:?} {agent:#?}"),
        format!("{request:?} {request:#?}"),
    ] {
        assert!(!printed.contains(CANARY), "{printed}");
        assert!(printed.contains("SecretText(…)"), "{printed}");
    }
    assert!(serde_json::to_string(&request).unwrap().contains(CANARY));
}

#[tokio::test]
async fn a_request_that_was_not_sent_holds_no_credential() {
    let base = "http://127.0.0.1:9".parse().unwrap();
    let settings = Settings::new(base, Credentials::new(CANARY, CANARY));
    let api = Backoffice::new(settings, None).unwrap();
    let request = api.gateway_accounts().create(&request());
    let prepared = request.prepared().unwrap();
    assert!(
        !format!("{request:?} {prepared:?} {prepared:#?}").contains(CANARY),
        "{prepared:?}"
    );
    let body: Value = serde_json::from_str(&prepared.body.unwrap()).unwrap();
    assert_eq!(
        body["CardStripe"],
        json!({ "KeyPublic": "pk-beta", "KeySecret": "(hidden)" })
    );
    assert_eq!(body["Name"], "Cards");
}

#[tokio::test]
async fn a_dry_run_shows_what_would_be_sent_without_the_keys_of_the_gateway() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    std::fs::write(&file, serde_json::to_string(&request()).unwrap()).unwrap();
    let file = file.to_str().unwrap();
    let typed = ["gateway-accounts", "create", "--body", file];
    let untyped = ["post", "/Gateway/GatewayAccounts", "--body", file];
    let keys = format!("--card-stripe=KeySecret={CANARY}");
    let flags = [
        "gateway-accounts",
        "create",
        "--id-business=1",
        "--name=Cards",
        "--currency=EUR",
        "--type-gateway=CardStripe",
        "--is-in-real-money=false",
        "--card-stripe=KeyPublic=pk-beta",
        &keys,
    ];
    for line in [&typed[..], &untyped[..], &flags[..]] {
        for json in [&[][..], &["--json"][..]] {
            let line = [line, &["--dry-run"], json].concat();
            let ran = ask(&service.origin, "backoffice", &line).await;
            ran.ended(0);
            assert!(
                !format!("{}{}", ran.out, ran.err).contains(CANARY),
                "{line:?}: {}",
                ran.out
            );
            for part in ["/Gateway/GatewayAccounts", "pk-beta", "(hidden)"] {
                assert!(ran.out.contains(part), "{line:?}: {}", ran.out);
            }
        }
    }
}

#[tokio::test]
async fn a_wrong_word_of_a_key_is_refused_without_being_repeated_and_kept_nowhere() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    let name = file.to_str().unwrap();
    let account = |keys: Value| {
        json!({
            "IdBusiness": 1, "Name": "Cards", "Currency": "EUR", "TypeGateway": "CardStripe",
            "IsInRealMoney": false, "CardStripe": keys,
        })
    };
    let create = ["gateway-accounts", "create"];
    let json_flag = format!("--card-stripe={{\"KeySecret\":\"{CANARY}\"}}");
    for flag in [json_flag.as_str(), &format!("--card-stripe={CANARY}")] {
        let ran = ask(&service.origin, "backoffice", create.into_iter().chain([flag])).await;
        assert!(ran.ended(2).err.contains("KeySecret=…"), "{}", ran.err);
        assert!(!ran.err.contains(CANARY), "{}", ran.err);
    }
    for keys in [
        json!(CANARY),
        json!([CANARY]),
        json!({ CANARY: "x" }),
        json!({ CANARY: null }),
        json!({ "KeyPublic": null, "KeySecret": CANARY }),
        json!({ "KeyPublic": { "x": CANARY } }),
        json!({ "KeyPublic": "pk", "KeySecret": [CANARY] }),
    ] {
        std::fs::write(&file, account(keys.clone()).to_string()).unwrap();
        let ran = ask(
            &service.origin,
            "backoffice",
            [create[0], create[1], "--body", name],
        )
        .await;
        assert!(ran.ended(2).err.contains("CardStripe"), "{keys}: {}", ran.err);
        assert!(!ran.err.contains(CANARY), "{keys}: {}", ran.err);
    }
}

#[tokio::test]
async fn any_block_of_a_gateway_is_hidden_whatever_its_shape() {
    let service = service();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("account.json");
    let name = file.to_str().unwrap();
    for block in ["CardStripe", "CardPaybox", "DirectDebitGoCardless"] {
        for keys in [
            json!(CANARY),
            json!({ "Hmac": CANARY }),
            json!([{ "Any": [CANARY] }]),
        ] {
            let mut body = json!({ "IdBusiness": 1, "Name": "Cards" });
            body[block] = keys;
            std::fs::write(&file, body.to_string()).unwrap();
            let line = ["post", "/Gateway/GatewayAccounts", "--body", name];
            ask(&service.origin, "backoffice", line).await.ended(3);
            let dry = ask(
                &service.origin,
                "backoffice",
                line.into_iter().chain(["--dry-run"]),
            )
            .await;
            assert!(
                dry.ended(0).out.contains("(hidden)") && !dry.out.contains(CANARY),
                "{}",
                dry.out
            );
        }
    }
    let kept = calls(&service).await;
    assert!(!json!(kept).to_string().contains(CANARY), "{kept:?}");
    let help = ask(
        &service.origin,
        "backoffice",
        ["gateway-accounts", "create", "--help"],
    )
    .await;
    assert!(
        help.out.contains("KeyPublic") && help.out.contains("KeySecret"),
        "{}",
        help.out
    );
}

#[tokio::test]
async fn a_table_hides_keys_wherever_they_are_and_json_shows_them() {
    let service = service();
    let agent = json!({ "Id": 42, "Email": "sam@beta.example", "Key": CANARY });
    let unknown =
        json!({ "Id": 7, "TypeGateway": "WalletNova", "CardPaybox": { "Hmac": CANARY, "Sites": [CANARY] } });
    let later = json!({ "Id": 7, "TypeGateway": "WalletNova", "WalletNova": { "Pin": CANARY } });
    let update = "gateway-accounts update 7 --name Cards --is-in-real-money=false --state-life Ok";
    let list =
        |item: &Value| json!({ "Page": 1, "SizePage": 10, "Count": 1, "TotalItems": 1, "Items": [item] });
    for (on, body, line) in [
        (
            "GET /Gateway/GatewayAccounts/{Id}",
            account(),
            "gateway-accounts retrieve 7",
        ),
        (
            "GET /Gateway/GatewayAccounts",
            list(&account()),
            "gateway-accounts list",
        ),
        (
            "GET /Distribution/Agents/{Id}",
            agent.clone(),
            "agents retrieve 42",
        ),
        ("GET /Organization/Agents", list(&agent), "agents list"),
        ("PUT /Gateway/GatewayAccounts/{Id}", unknown, update),
        ("PUT /Gateway/GatewayAccounts/{Id}", later, update),
        (
            "POST /Distribution/Agents",
            agent.clone(),
            "agents create --email sam@beta.example",
        ),
    ] {
        fault(
            &service,
            json!({ "on": on, "status": 200, "body": body.to_string(), "times": 2 }),
        )
        .await;
        let shown = ask(&service.origin, "backoffice", line.split(' ')).await;
        shown.ended(0);
        assert!(!shown.out.contains(CANARY), "{line}: {}", shown.out);
        // A list has no column for them.
        let hidden = shown.out.contains("(hidden)");
        assert_eq!(hidden, !line.ends_with("list"), "{line}: {}", shown.out);
        let json = [line, "--json"].join(" ");
        let whole = ask(&service.origin, "backoffice", json.split(' ')).await;
        assert!(whole.ended(0).out.contains(CANARY), "{line}: {}", whole.out);
    }
}
