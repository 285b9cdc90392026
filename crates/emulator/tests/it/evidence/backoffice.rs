//! Demands on the Backoffice API.

use serde_json::{Value, json};

use super::{Held, Story, hold};
use crate::backoffice::OBJECTS;
use crate::backoffice::contract::{contract, operations};
use crate::{Running, answered};

pub(super) const STORIES: &[Story] = &[
    ("a segment without a reference gets one", |e| {
        Box::pin(generated_segment(e))
    }),
    ("every object has the attributes of ProAbono", |e| {
        Box::pin(attributes(e))
    }),
    ("lists come newest first by DateUpdate", |e| {
        Box::pin(newest_first(e))
    }),
    ("lists of every kind come newest first", |e| {
        Box::pin(newest_of_each_kind(e))
    }),
    ("Links=false on every list", |e| Box::pin(lists_without_links(e))),
    ("an Accept other than JSON is 406", |e| Box::pin(other_accept(e))),
    ("a Content-Type other than JSON is 406", |e| {
        Box::pin(other_content(e))
    }),
    ("the next page of agents is where the first one was", |e| {
        Box::pin(next_of_agents(e))
    }),
];

async fn generated_segment(emulator: &Running) -> Held {
    let segment = json!({ "IdBusiness": 1, "Name": "Beta", "Currency": "EUR", "LanguageDefault": "en" });
    let made = emulator.done("/Organization/Segments", &segment).await;
    hold(
        made["ReferenceSegment"]
            .as_str()
            .is_some_and(|text| text.len() > 8),
        &made,
    )
}

const ATTRIBUTES: [&str; 5] = [
    "Id",
    "DateCreation",
    "IdUserCreation",
    "DateUpdate",
    "IdUserUpdate",
];

/// In a list, and where one object is read.
async fn attributes(emulator: &Running) -> Held {
    for path in OBJECTS.iter().chain(&["/Distribution/Customers"]) {
        let (_, list) = emulator.ask(path).await;
        let listed = &list["Items"][0];
        let own = format!("{path}/{}", listed["Id"]);
        let (_, read) = emulator.ask(&own).await;
        for one in [listed, &read] {
            let whole = ATTRIBUTES.iter().all(|name| !one[*name].is_null());
            let owned = path.ends_with("Businesses") || one["IdBusiness"] == 1;
            hold(whole && owned, &format!("{own}: {one}"))?;
        }
    }
    Ok(())
}

async fn newest_first(emulator: &Running) -> Held {
    for name in ["Beta", "Gamma"] {
        let business = json!({ "Name": name, "LanguageDefault": "en" });
        emulator.done("/Organization/Businesses", &business).await;
    }
    emulator.advance(1).await;
    let change = json!({ "Name": "Acme", "LanguageDefault": "en", "StateLife": "Ok" });
    let request = emulator.client.put(emulator.url("/Organization/Businesses/1"));
    let request = request
        .basic_auth("agent-demo", Some("api-demo"))
        .header("Content-Type", "application/json")
        .body(change.to_string());
    answered(request).await;
    let (_, list) = emulator.ask("/Organization/Businesses").await;
    let names: Vec<&Value> = (0..3).map(|at| &list["Items"][at]["Name"]).collect();
    hold(names == ["Acme", "Gamma", "Beta"], &format!("{names:?}"))
}

/// Two of each kind, a day apart, and a customer who is changed.
async fn newest_of_each_kind(emulator: &Running) -> Held {
    for (path, body) in [
        (
            "/Organization/Segments",
            json!({ "IdBusiness": 1, "Name": "Beta", "Currency": "EUR", "LanguageDefault": "en" }),
        ),
        ("/Distribution/Agents", json!({ "Email": "kim@acme.example" })),
        (
            "/Notification/Webhooks",
            json!({ "IdBusiness": 1, "Url": "http://127.0.0.1:9/", "Triggers": ["CustomerAdded"] }),
        ),
        (
            "/Gateway/GatewayAccounts",
            json!({ "IdBusiness": 1, "Name": "Beta", "Currency": "EUR", "TypeGateway": "CardDummy",
                "IsInRealMoney": false }),
        ),
        (
            "/Organization/TaxProfiles",
            json!({ "Name": "VAT", "Label": "VAT", "RateDefault": 2000, "TypeRateTax": "Standard" }),
        ),
    ] {
        let first = emulator.done(path, &body).await;
        emulator.advance(1).await;
        let second = emulator.done(path, &body).await;
        let (_, list) = emulator.ask(path).await;
        let newest = [&list["Items"][0]["Id"], &list["Items"][1]["Id"]];
        hold(
            newest == [&second["Id"], &first["Id"]],
            &format!("{path}: {list}"),
        )?;
    }
    let change =
        json!({ "ReferenceCustomer": "cust-alice", "ReferenceSegment": "acme-eur", "Name": "Alice" });
    emulator.done("/v1/Customer", &change).await;
    let (_, list) = emulator.ask("/Distribution/Customers").await;
    hold(list["Items"][0]["Name"] == "Alice", &list)
}

async fn lists_without_links(emulator: &Running) -> Held {
    let contract = contract();
    let lists = operations(&contract).into_iter().filter(|operation| {
        let answer = operation["responses"]["200"].as_str();
        answer.is_some_and(|kind| kind.starts_with("List<"))
    });
    let lists = lists.map(|operation| operation["path"].as_str().unwrap());
    let further = ["/Distribution/Customers", "/Sub/Offers", "/Organization/Features"];
    let lists: Vec<&str> = lists.chain(further).collect();
    hold(lists.len() > 15, &format!("{lists:?}"))?;
    for path in lists {
        let (status, list) = emulator.ask(&format!("{path}?SizePage=1&Links=false")).await;
        let listed = status == 200 && list["Count"] == 1;
        hold(
            listed && !list.to_string().contains("\"Links\""),
            &format!("{path}: {status} {list}"),
        )?;
    }
    Ok(())
}

async fn other_accept(emulator: &Running) -> Held {
    for path in ["/Organization/Businesses", "/v1/Offers"] {
        let ask = |accept: &str| answered(emulator.read(path).header("Accept", accept));
        let (xml, answer) = ask("application/xml").await;
        let (browser, _) = ask("text/html, */*;q=0.8").await;
        let (json, _) = ask("application/json; charset=utf-8").await;
        hold((xml, browser, json) == (406, 200, 200), &answer)?;
    }
    Ok(())
}

async fn other_content(emulator: &Running) -> Held {
    let request = emulator.client.post(emulator.url("/Organization/Businesses"));
    let request = request.basic_auth("agent-demo", Some("api-demo"));
    let request = request.header("Content-Type", "application/x-www-form-urlencoded");
    let (status, answer) = answered(request.body("Name=Beta&LanguageDefault=en")).await;
    hold(status == 406, &answer)
}

async fn next_of_agents(emulator: &Running) -> Held {
    let agent = json!({ "Email": "kim@acme.example" });
    emulator.done("/Organization/Agents", &agent).await;
    let (_, list) = emulator.ask("/Organization/Agents?SizePage=1").await;
    let next = list["Links"][0]["href"].as_str().unwrap_or_default();
    let (status, page) = emulator.ask(next).await;
    let same = next.starts_with("/Organization/Agents?");
    hold(
        same && status == 200 && page["Page"] == 2,
        &format!("{next}: {page}"),
    )
}
