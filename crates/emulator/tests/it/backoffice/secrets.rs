//! Keys that were sent are never shown, in answers or in records.

use serde_json::{Value, json};

use super::{ACCOUNT, OBJECTS, SEGMENT, TEXTS, start};

const CANARY: &str = "Zq7emulator";

fn gateway() -> Value {
    json!({
        "IdBusiness": 1, "Name": "Cards", "Currency": "EUR", "TypeGateway": "CardStripe", "IsInRealMoney": true,
        "CardStripe": { "KeyPublic": "pk-beta", "KeySecret": CANARY },
    })
}

#[tokio::test]
async fn the_keys_of_a_gateway_are_in_no_answer_no_call_and_no_state() {
    let emulator = start();
    let route = "POST /Gateway/GatewayAccounts";
    let made = emulator.gives(201, ACCOUNT, route, gateway()).await;
    let read = format!("GET /Gateway/GatewayAccounts/{}", made["Id"]);
    let read = emulator.reads(200, ACCOUNT, &read).await;
    let listed = emulator.reads(200, ACCOUNT, "GET /Gateway/GatewayAccounts").await;
    // Blocks that are documented nowhere are refused; they were sent all the same.
    let mut other = gateway();
    other["CardPaybox"] =
        json!({ "Identifier": "beta", "HmacSecret": CANARY, "Password": CANARY, "ApiToken": [CANARY] });
    let refused = emulator.gives(422, ACCOUNT, route, other).await;
    let calls = emulator.control("calls").await;
    let state = emulator.control("state").await;
    for shown in [&made, &read, &listed, &refused, &calls, &state] {
        assert!(!shown.to_string().contains(CANARY), "{shown}");
    }
    let sent = &calls[0]["body"];
    assert_eq!(
        sent["CardStripe"],
        json!({ "KeyPublic": "pk-beta", "KeySecret": "(hidden)" })
    );
    assert_eq!(sent["Name"], "Cards");
    let known = state["backoffice"]["/Gateway/GatewayAccounts"]
        .as_array()
        .unwrap()
        .last();
    assert_eq!(known.unwrap()["CardStripe"]["KeySecret"], "(hidden)");
}

#[tokio::test]
async fn the_key_of_an_agent_is_in_its_answers_and_not_in_the_state() {
    let emulator = start();
    let agent = json!({ "Email": "sam@beta.example" });
    let made = emulator
        .gives(201, SEGMENT, "POST /Distribution/Agents", agent)
        .await;
    let key = made["Key"].as_str().unwrap();
    let state = emulator.control("state").await;
    assert!(!state.to_string().contains(key));
    let agents = state["backoffice"]["/Distribution/Agents"].as_array().unwrap();
    assert_eq!(agents.last().unwrap()["Email"], "sam@beta.example");
    assert_eq!(agents.last().unwrap()["Key"], "(hidden)");
}

#[tokio::test]
async fn the_state_has_every_kind_of_object_parts_and_texts_and_no_codes() {
    let emulator = start();
    let part = "PUT /Organization/Businesses/1/AddressBilling";
    emulator
        .gives(200, ACCOUNT, part, json!({ "City": "Lyon" }))
        .await;
    emulator
        .reads(
            200,
            ACCOUNT,
            "GET /Notification/Webhooks/176/Verification?sendCode=true",
        )
        .await;
    let state = emulator.control("state").await;
    let all = state["backoffice"].as_object().unwrap();
    for path in OBJECTS.iter().chain(&TEXTS) {
        assert!(!all[*path].as_array().unwrap().is_empty(), "{path}");
    }
    assert_eq!(
        all["/Organization/Businesses/1/AddressBilling"],
        json!({ "City": "Lyon" })
    );
    assert_eq!(all.len(), 15, "{:?}", all.keys());
    emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    let state = emulator.control("state").await;
    assert_eq!(state["backoffice"].as_object().unwrap().len(), 14);
}
