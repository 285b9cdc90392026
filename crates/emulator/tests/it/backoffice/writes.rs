//! An object can be written, read, changed and deleted, and is refused when it refers to nothing.

use serde_json::{Value, json};

use super::contract::{contract, example, host, operations};
use super::{ACCOUNT, SEGMENT, business, problems, start};
use crate::schemas::name;

const UNKNOWN: &str = "Error.Property.UnknownValue";

#[tokio::test]
async fn an_id_that_nothing_has_is_not_found_by_any_operation() {
    let (emulator, contract) = (start(), contract());
    let mut asked = 0;
    for operation in operations(&contract) {
        let mut route = name(operation).replace("{Id}", "7654321");
        if !route.contains("7654321") {
            continue;
        }
        let body = operation["body"].as_str().map(|schema| {
            let fields = contract["schemas"][schema].as_array().unwrap().iter();
            let required = fields.filter(|field| field["required"] == true);
            let pairs = required.map(|field| {
                let name = field["name"].as_str().unwrap();
                (name.to_owned(), example(name, field["type"].as_str().unwrap()))
            });
            Value::Object(pairs.collect())
        });
        if route.ends_with("Verification") {
            let query = if route.starts_with("GET") {
                "sendCode=true"
            } else {
                "code=1"
            };
            route = format!("{route}?{query}");
        }
        let answer = emulator
            .gives(404, host(operation), &route, body.unwrap_or_default())
            .await;
        assert_eq!(answer["Code"], "Error.Api.NotFound", "{route}");
        asked += 1;
    }
    assert!(asked > 25, "{asked}");
}

#[tokio::test]
async fn an_id_that_is_no_number_is_not_found_either() {
    let emulator = start();
    emulator
        .reads(404, ACCOUNT, "GET /Organization/Businesses/first")
        .await;
    emulator.reads(404, SEGMENT, "GET /Distribution/Agents/-1").await;
}

#[tokio::test]
async fn what_a_body_refers_to_must_be_there_and_all_that_is_wrong_is_said_at_once() {
    let emulator = start();
    let segment = json!({
        "IdBusiness": 77, "Name": "Beta", "Currency": "EUR", "LanguageDefault": "en",
        "HostCustomer": "beta.example", "HostAgent": "beta.eur.via.proabono.com",
    });
    let answer = emulator
        .gives(422, ACCOUNT, "POST /Organization/Segments", segment)
        .await;
    let mut found = problems(&answer);
    found.sort();
    let conversion = "Error.Property.ConvertValue.Exception";
    let expected = [
        (conversion, "HostAgent"),
        (conversion, "HostCustomer"),
        (UNKNOWN, "IdBusiness"),
    ];
    assert_eq!(
        found,
        expected.map(|(code, target)| (code.to_owned(), target.to_owned()))
    );
    for (host, route, member, body) in [
        (
            ACCOUNT,
            "POST /Notification/Webhooks",
            "IdBusiness",
            json!({ "IdBusiness": 77, "Url": "https://beta.example/hooks", "Triggers": ["CustomerAdded"] }),
        ),
        (
            ACCOUNT,
            "PUT /Organization/Businesses/1/SettingsInvoice",
            "IdTaxProfile2",
            json!({ "IdTaxProfile2": 77 }),
        ),
        (
            SEGMENT,
            "POST /Organization/TaxProfileExceptions",
            "IdTaxProfile",
            json!({ "IdTaxProfile": 77, "Rate": 700, "TypeRateTax": "Reduced", "Country": "DE" }),
        ),
        (
            SEGMENT,
            "POST /HostedPages/LocalizationBySegments",
            "IdSegment",
            json!({ "IdSegment": 77, "Code": "A.B", "TypeContent": "String", "Language": "en", "Content": "x" }),
        ),
    ] {
        let answer = emulator.gives(422, host, route, body).await;
        assert_eq!(
            problems(&answer),
            [(UNKNOWN.to_owned(), member.to_owned())],
            "{route}"
        );
    }
}

#[tokio::test]
async fn texts_have_a_shape_and_a_segment_its_own_reference_and_hosts() {
    let emulator = start();
    let conversion = "Error.Property.ConvertValue.Exception";
    let segment = json!({
        "IdBusiness": 1, "Name": "Beta", "ReferenceSegment": "beta", "Currency": "EUR", "LanguageDefault": "en",
        "HostCustomer": "beta.proabono.com", "HostAgent": "beta.via.proabono.com",
    });
    let route = "POST /Organization/Segments";
    for (member, wrong) in [
        ("Currency", "euro"),
        ("LanguageDefault", "English"),
        ("ReferenceSegment", "acme-eur"),
        ("HostCustomer", "ACME-EUR.proabono.com"),
        ("HostAgent", "acme-eur.via.proabono.com"),
        ("Name", ""),
    ] {
        let mut body = segment.clone();
        body[member] = json!(wrong);
        let answer = emulator.gives(422, ACCOUNT, route, body).await;
        let code = if wrong.is_empty() {
            "Error.Property.ValueRequired"
        } else {
            conversion
        };
        assert_eq!(problems(&answer), [(code.to_owned(), member.to_owned())]);
    }
    let made = emulator.gives(201, ACCOUNT, route, segment.clone()).await;
    let redirections = format!("PUT /Organization/Segments/{}/SettingsRedirection", made["Id"]);
    for url in ["javascript:alert(1)", "ftp://beta.example/thanks"] {
        let answer = emulator
            .gives(422, ACCOUNT, &redirections, json!({ "UrlPaymentSuccess": url }))
            .await;
        assert_eq!(
            problems(&answer),
            [(conversion.to_owned(), "UrlPaymentSuccess".to_owned())]
        );
    }
    let address = json!({ "Country": "France" });
    let answer = emulator
        .gives(
            422,
            ACCOUNT,
            "PUT /Organization/Businesses/1/AddressBilling",
            address,
        )
        .await;
    assert_eq!(problems(&answer), [(conversion.to_owned(), "Country".to_owned())]);
    // It may keep its own reference and hosts.
    let mut same = segment;
    same.as_object_mut().unwrap().remove("IdBusiness");
    same["StateLife"] = json!("Ok");
    let one = format!("PUT /Organization/Segments/{}", made["Id"]);
    emulator.gives(200, ACCOUNT, &one, same).await;
}

#[tokio::test]
async fn a_gateway_account_has_the_keys_of_its_gateway_and_no_others() {
    let emulator = start();
    let account = |gateway: &str, keys: Value| {
        let mut body = json!({ "IdBusiness": 1, "Name": "Cards", "Currency": "EUR", "TypeGateway": gateway,
            "IsInRealMoney": true });
        if !keys.is_null() {
            body["CardStripe"] = keys;
        }
        body
    };
    let keys = json!({ "KeyPublic": "pk", "KeySecret": "sk" });
    let route = "POST /Gateway/GatewayAccounts";
    for (body, code, target) in [
        (
            account("CardStripe", Value::Null),
            "Error.Property.ValueRequired",
            "CardStripe",
        ),
        (
            account("CardDummy", keys.clone()),
            "Error.Property.UnexpectedProperty",
            "CardStripe",
        ),
        (
            account("CardStripe", json!({ "KeyPublic": "pk" })),
            "Error.Property.ValueRequired",
            "CardStripe.KeySecret",
        ),
    ] {
        let answer = emulator.gives(422, ACCOUNT, route, body).await;
        assert_eq!(problems(&answer), [(code.to_owned(), target.to_owned())]);
    }
    emulator
        .gives(201, ACCOUNT, route, account("CardStripe", keys))
        .await;
}

#[tokio::test]
async fn what_is_deleted_is_gone_from_reads_lists_and_writes() {
    let emulator = start();
    let agent = json!({ "Email": "sam@beta.example", "Name": "Beta" });
    let made = emulator
        .gives(201, SEGMENT, "POST /Distribution/Agents", agent)
        .await;
    let one = format!("/Distribution/Agents/{}", made["Id"]);
    let list = "GET /Organization/Agents?Name=beta";
    assert_eq!(emulator.reads(200, ACCOUNT, list).await["TotalItems"], 1);
    let deleted = emulator.reads(200, SEGMENT, &format!("DELETE {one}")).await;
    assert_eq!(deleted, json!({ "Status": 200, "Message": "Ok" }));
    for method in ["GET", "DELETE"] {
        emulator.reads(404, SEGMENT, &format!("{method} {one}")).await;
    }
    let update = json!({ "Id": made["Id"], "Email": "sam@beta.example" });
    emulator
        .gives(404, SEGMENT, "PUT /Distribution/Agents/", update)
        .await;
    emulator.reads(204, ACCOUNT, list).await;
    emulator.reads(200, ACCOUNT, "GET /Organization/Agents").await;
}

#[tokio::test]
async fn a_change_is_read_back_with_its_date_and_keeps_what_it_does_not_say() {
    let emulator = start();
    let made = emulator
        .gives(201, ACCOUNT, "POST /Organization/Businesses", business("Beta"))
        .await;
    emulator.advance(1).await;
    let one = format!("/Organization/Businesses/{}", made["Id"]);
    let change = json!({ "Name": "Beta Ltd", "LanguageDefault": "fr", "StateLife": "Ok" });
    emulator.gives(200, ACCOUNT, &format!("PUT {one}"), change).await;
    let read = emulator.reads(200, ACCOUNT, &format!("GET {one}/")).await;
    assert_eq!(
        (&read["Name"], &read["LanguageDefault"]),
        (&json!("Beta Ltd"), &json!("fr"))
    );
    assert_eq!(read["DateCreation"], made["DateCreation"]);
    assert!(
        read["DateUpdate"].as_str() > made["DateUpdate"].as_str(),
        "{read}"
    );
    let part = format!("{one}/AddressBilling");
    for body in [
        json!({ "City": "Lyon", "Country": "FR" }),
        json!({ "City": "Paris" }),
    ] {
        emulator.gives(200, ACCOUNT, &format!("PUT {part}"), body).await;
    }
    let address = emulator.reads(200, ACCOUNT, &format!("GET {part}")).await;
    assert_eq!(
        (&address["City"], &address["Country"]),
        (&json!("Paris"), &json!("FR"))
    );
}

#[tokio::test]
async fn a_body_that_is_too_large_or_no_json_is_refused_and_not_written() {
    let emulator = start();
    let large = business(&"x".repeat(300_000));
    emulator
        .gives(413, ACCOUNT, "POST /Organization/Businesses", large)
        .await;
    emulator
        .gives(400, ACCOUNT, "POST /Organization/Businesses", json!([1]))
        .await;
    let list = emulator.reads(200, ACCOUNT, "GET /Organization/Businesses").await;
    assert_eq!(list["TotalItems"], 1);
}
