//! Two hosts on one port: the address, and the name `localhost`.

use proabono_emulator::{BackofficeHosts, Emulator, Options};
use serde_json::{Value, json};

use super::contract::{contract, host, operations};
use super::{ACCOUNT, Running, SEGMENT, answered, business, each, problems, start};
use crate::schemas::name;
use crate::start_with;

#[tokio::test]
async fn every_operation_is_on_its_own_host_and_not_found_on_the_other() {
    let (emulator, contract) = (start(), contract());
    for operation in operations(&contract).into_iter().filter(|one| !is_on_both(one)) {
        let route = name(operation).replace("{Id}", "7654321");
        let body = operation["body"].as_str().map(|_| json!({}));
        let (status, answer) = emulator.at(host(operation).other(), &route, body.as_ref()).await;
        assert_eq!(status, 404, "{route}: {answer}");
        let message = answer["Message"].as_str().unwrap();
        assert!(message.contains("localhost"), "{route}: {message}");
        let (_, answer) = emulator.at(host(operation), &route, body.as_ref()).await;
        assert!(!answer.to_string().contains("localhost"), "{route}: {answer}");
    }
    let counts = emulator.control("counts").await;
    for operation in operations(&contract).into_iter().filter(|one| !is_on_both(one)) {
        assert!(counts[name(operation)].as_u64() >= Some(1), "{}", name(operation));
    }
}

/// Agents are on both hosts, and so are the reads that relative links lead to.
fn is_on_both(operation: &Value) -> bool {
    let path = operation["path"].as_str().unwrap();
    let linked = [
        "/Organization/Businesses",
        "/Organization/Segments",
        "/Distribution/",
    ];
    let read = operation["method"] == "GET" && linked.iter().any(|start| path.starts_with(start));
    read || path.contains("/Agents")
}

#[tokio::test]
async fn agents_are_below_both_prefixes_on_both_hosts() {
    let emulator = start();
    for host in [ACCOUNT, SEGMENT] {
        for prefix in ["/Organization/Agents", "/Distribution/Agents"] {
            let agent = json!({ "Email": "sam@beta.example" });
            let made = emulator.gives(201, host, &format!("POST {prefix}"), agent).await;
            let one = format!("{prefix}/{}", made["Id"]);
            let change = json!({ "Id": made["Id"], "Email": "kim@beta.example" });
            emulator.gives(200, host, &format!("PUT {prefix}/"), change).await;
            let read = emulator.reads(200, host, &format!("GET {one}")).await;
            assert_eq!(read["Email"], "kim@beta.example", "{prefix}");
            let list = format!("GET {prefix}?Email=kim@beta.example");
            assert_eq!(
                emulator.reads(200, host, &list).await["TotalItems"],
                1,
                "{prefix}"
            );
            emulator.reads(200, host, &format!("DELETE {one}")).await;
            emulator.reads(204, host, &list).await;
        }
    }
}

/// A call by any name: the status, and the body or null.
async fn named(emulator: &Running, name: &str, route: &str, body: Option<Value>) -> (u16, Value) {
    let (method, path) = route.split_once(' ').unwrap();
    let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
    let request = emulator
        .client
        .request(method, format!("{}{path}", emulator.origin));
    let request = request
        .basic_auth("agent-demo", Some("api-demo"))
        .header("Host", name);
    answered(match body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body.to_string()),
        None => request,
    })
    .await
}

#[tokio::test]
async fn a_further_segment_has_a_host_of_its_own_and_taxes_are_of_its_business() {
    let emulator = start();
    let made = emulator
        .gives(201, ACCOUNT, "POST /Organization/Businesses", business("Beta"))
        .await;
    let tax = json!({ "Name": "VAT", "Label": "VAT", "RateDefault": 2000, "TypeRateTax": "Standard" });
    let route = "POST /Organization/TaxProfiles";
    let (status, answer) = named(&emulator, "beta-eur.localhost:1", route, Some(tax.clone())).await;
    assert_eq!(status, 404, "{answer}");
    assert!(
        answer["Message"].as_str().unwrap().contains("HostAgent"),
        "{answer}"
    );
    let segment = json!({
        "IdBusiness": made["Id"], "Name": "Beta", "Currency": "EUR", "LanguageDefault": "en",
        "HostAgent": "beta-eur.via.proabono.com",
    });
    let segment = emulator
        .gives(201, ACCOUNT, "POST /Organization/Segments", segment)
        .await;
    // It has no host for customers.
    assert!(!segment["Links"].to_string().contains("https:///"), "{segment}");
    assert!(
        segment["Links"]
            .to_string()
            .contains("https://beta-eur.via.proabono.com")
    );
    assert!(!segment["Links"].to_string().contains("/offers"), "{segment}");
    let (status, theirs) = named(&emulator, "beta-eur.localhost:1", route, Some(tax.clone())).await;
    assert_eq!((status, &theirs["IdBusiness"]), (201, &made["Id"]));
    let ours = emulator.gives(201, SEGMENT, route, tax).await;
    assert_eq!(ours["IdBusiness"], 1);
    let invoices = format!("PUT /Organization/Businesses/{}/SettingsInvoice", made["Id"]);
    let set = |tax: &Value| json!({ "IdTaxProfile1": theirs["Id"], "IdTaxProfile2": tax["Id"] });
    let refused = emulator.gives(422, ACCOUNT, &invoices, set(&ours)).await;
    assert_eq!(
        problems(&refused),
        [(
            "Error.Property.UnknownValue".to_owned(),
            "IdTaxProfile2".to_owned()
        )]
    );
    emulator.gives(200, ACCOUNT, &invoices, set(&theirs)).await;
    let agent = json!({ "Email": "sam@beta.example" });
    named(
        &emulator,
        "BETA-EUR.localhost",
        "POST /Distribution/Agents",
        Some(agent),
    )
    .await;
    let list = format!("GET /Organization/Agents?IdBusiness={}", made["Id"]);
    let list = emulator.reads(200, ACCOUNT, &list).await;
    assert_eq!(each(&list, "Email"), ["sam@beta.example"]);
}

#[tokio::test]
async fn a_fault_is_on_an_operation_with_a_slash_at_its_end_or_without() {
    for on in ["PUT /Distribution/Agents", "PUT /Distribution/Agents/"] {
        let emulator = start();
        emulator.fault(json!({ "on": on, "status": 503 })).await;
        let change = json!({ "Id": 42, "Email": "sam@acme.example" });
        emulator
            .gives(503, SEGMENT, "PUT /Distribution/Agents/", change)
            .await;
    }
}

#[tokio::test]
async fn nothing_is_written_through_the_wrong_host() {
    let emulator = start();
    let route = "POST /Organization/Businesses";
    emulator.gives(404, SEGMENT, route, business("Beta")).await;
    let list = emulator.reads(200, ACCOUNT, "GET /Organization/Businesses").await;
    assert_eq!(list["TotalItems"], 1);
}

#[tokio::test]
async fn who_asks_without_keys_is_not_told_where_an_operation_is() {
    let emulator = start();
    let answer = emulator.get("/Organization/TaxProfiles").send().await.unwrap();
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn the_live_api_is_on_both() {
    let emulator = start();
    for host in [ACCOUNT, SEGMENT] {
        emulator
            .reads(200, host, "GET /v1/Offers?ReferenceSegment=acme-eur")
            .await;
    }
}

#[tokio::test]
async fn as_one_host_both_answer_everything() {
    let emulator = start_with(Options {
        backoffice_hosts: BackofficeHosts::One,
        ..Options::default()
    });
    for host in [ACCOUNT, SEGMENT] {
        emulator.reads(200, host, "GET /Organization/Businesses").await;
        emulator.reads(200, host, "GET /Organization/TaxProfiles").await;
    }
}

#[tokio::test]
async fn the_emulator_says_where_its_segment_is() {
    let emulator = Emulator::start().await.unwrap();
    let port = emulator.addr().port();
    assert_eq!(emulator.segment_url(), format!("http://localhost:{port}"));
}
