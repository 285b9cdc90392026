//! Customers over the Live API: what is refused, and how.

use proabono_emulator::Options;
use serde_json::{Value, json};

use super::{Running, json_of, newcomer, start, start_with};

const CUSTOMER: &str = "/v1/Customer";

/// The status, and each problem as `Code Target`.
async fn refused(emulator: &Running, body: &Value) -> (u16, Vec<String>) {
    let response = emulator.write(CUSTOMER, body).send().await.unwrap();
    let status = response.status().as_u16();
    let problems = json_of(response).await;
    let text = |problem: &Value| {
        format!(
            "{} {}",
            problem["Code"].as_str().unwrap(),
            problem["Target"].as_str().unwrap()
        )
    };
    (status, problems.as_array().unwrap().iter().map(text).collect())
}

#[tokio::test]
async fn an_unknown_property_is_refused_with_its_name() {
    let emulator = start();
    let mut body = newcomer("user-7");
    body["Emial"] = json!("x@acme.example");
    let expected = vec!["Error.Property.UnexpectedProperty Emial".to_owned()];
    assert_eq!(refused(&emulator, &body).await, (422, expected));
    let read = emulator
        .read("/v1/Customer?ReferenceCustomer=user-7")
        .send()
        .await
        .unwrap();
    assert_eq!(read.status(), 404, "nothing was written");
}

#[tokio::test]
async fn a_null_and_a_wrong_type_are_both_reported() {
    let emulator = start();
    let body = json!({ "ReferenceSegment": "acme-eur", "Email": null, "Name": 7 });
    let expected = vec![
        "Error.Property.ConvertValue.Exception Email".to_owned(),
        "Error.Property.ConvertValue.Exception Name".to_owned(),
    ];
    assert_eq!(refused(&emulator, &body).await, (422, expected));
}

#[tokio::test]
async fn metadata_beyond_five_pairs_is_refused() {
    let emulator = start();
    let mut body = newcomer("user-7");
    body["Metadata"] = json!({ "a": 1, "b": 2, "c": 3, "d": 4, "e": "five" });
    assert_eq!(
        emulator.write(CUSTOMER, &body).send().await.unwrap().status(),
        201
    );
    body["Metadata"]["f"] = json!("six");
    assert_eq!(
        refused(&emulator, &body).await.1,
        ["Error.Property.ConvertValue.Exception Metadata"]
    );
}

#[tokio::test]
async fn a_missing_segment_is_refused_unless_an_option_brings_the_default() {
    let body = json!({ "ReferenceCustomer": "user-7" });
    let expected = vec!["Error.Property.ValueRequired ReferenceSegment".to_owned()];
    assert_eq!(refused(&start(), &body).await, (422, expected));

    let lenient = start_with(Options {
        default_segment: true,
        ..Options::default()
    });
    let answer = lenient.write(CUSTOMER, &body).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    assert_eq!(json_of(answer).await["ReferenceSegment"], "acme-eur");
}

#[tokio::test]
async fn an_unknown_segment_is_refused() {
    let emulator = start();
    let body = json!({ "ReferenceCustomer": "user-7", "ReferenceSegment": "acme-usd" });
    let expected = vec!["Error.Api.Segment.Unknown ReferenceSegment".to_owned()];
    assert_eq!(refused(&emulator, &body).await, (422, expected));
    let list = emulator
        .read("/v1/Customers?ReferenceSegment=acme-usd")
        .send()
        .await
        .unwrap();
    assert_eq!(list.status(), 422);
}

#[tokio::test]
async fn a_reference_against_the_rules_is_refused() {
    let emulator = start();
    let longest = "é".repeat(50);
    assert_eq!(
        emulator
            .write(CUSTOMER, &newcomer(&longest))
            .send()
            .await
            .unwrap()
            .status(),
        201
    );
    let too_long = "é".repeat(51);
    for reference in [&too_long, "a<b", "a>b", "a;b", "a\"b", "a=b", "a?b", "a&b"] {
        let expected = vec!["Error.Property.InvalidReference ReferenceCustomer".to_owned()];
        assert_eq!(
            refused(&emulator, &newcomer(reference)).await,
            (422, expected),
            "{reference}"
        );
    }
}

#[tokio::test]
async fn wrong_keys_are_refused() {
    let emulator = start();
    let path = "/v1/Customer?ReferenceCustomer=cust-alice";
    for (agent, key) in [("agent-demo", "wrong"), ("wrong", "api-demo"), ("", "")] {
        let answer = emulator
            .get(path)
            .basic_auth(agent, Some(key))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 401);
    }
    assert_eq!(emulator.get(path).send().await.unwrap().status(), 401);
    assert_eq!(
        emulator
            .get(path)
            .bearer_auth("api-demo")
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
}

#[tokio::test]
async fn a_path_for_other_methods_names_them_in_order_and_once_and_no_other_refusal_does() {
    let emulator = start();
    let segment = emulator.origin.replace("127.0.0.1", "localhost");
    for (method, url, status, allow) in [
        ("DELETE", emulator.url("/v1/Customer"), 405, Some("GET, POST")),
        // A webhook can have the name in the place of its number.
        (
            "POST",
            emulator.url("/Notification/Webhooks/Sample"),
            405,
            Some("DELETE, GET"),
        ),
        ("POST", format!("{segment}/Organization/Businesses"), 404, None),
    ] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = emulator.client.request(method, &url);
        let answer = request
            .basic_auth("agent-demo", Some("api-demo"))
            .send()
            .await
            .unwrap();
        let found = answer.headers().get("Allow").map(|allow| allow.to_str().unwrap());
        assert_eq!((answer.status().as_u16(), found), (status, allow), "{url}");
    }
    let answer = emulator
        .client
        .delete(emulator.url("/v1/Customer"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers().get("Allow")),
        (401, None)
    );
}

#[tokio::test]
async fn a_query_is_held_to_the_declared_parameters() {
    let emulator = start();
    for (query, code) in [
        ("", "Error.Property.ValueRequired"),
        ("?ReferenceCustomer=", "Error.Property.ValueRequired"),
        (
            "?ReferenceCustomer=cust-alice&Reference=cust-alice",
            "Error.Property.UnexpectedProperty",
        ),
        (
            "?ReferenceCustomer=cust-alice&ReferenceCustomer=cust-bruno",
            "Error.Property.UnexpectedProperty",
        ),
        ("s?SizePage=1001", "Error.Property.ConvertValue.Exception"),
        ("s?Page=0", "Error.Property.ConvertValue.Exception"),
        ("s?Page=first", "Error.Property.ConvertValue.Exception"),
    ] {
        let answer = emulator.read(&format!("{CUSTOMER}{query}")).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{query}");
        assert_eq!(json_of(answer).await[0]["Code"], code, "{query}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_object_is_a_bad_request_and_one_of_another_type_not_acceptable() {
    let emulator = start();
    assert_eq!(
        emulator
            .write(CUSTOMER, &json!([]))
            .send()
            .await
            .unwrap()
            .status(),
        400
    );
    let form = emulator
        .client
        .post(emulator.url(CUSTOMER))
        .basic_auth("agent-demo", Some("api-demo"));
    let form = form
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("Name=x");
    assert_eq!(form.send().await.unwrap().status(), 406);
}

#[tokio::test]
async fn a_parameter_in_the_query_and_another_value_of_it_in_the_body_is_refused() {
    let emulator = start();
    let path = "/v1/Customer/LinksRevokation?ReferenceCustomer=cust-alice";
    let same = json!({ "ReferenceCustomer": "cust-alice" });
    assert_eq!(emulator.tell(path, &same).await.0, 200);
    let (status, problems) = emulator
        .tell(path, &json!({ "ReferenceCustomer": "cust-bruno" }))
        .await;
    assert_eq!(
        (status, &problems[0]["Target"]),
        (422, &json!("ReferenceCustomer"))
    );
    let message = problems[0]["Message"].as_str().unwrap();
    assert!(message.contains("query") && message.contains("body"), "{message}");
}
