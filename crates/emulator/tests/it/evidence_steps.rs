//! The demands of the evidence that take several steps.

use std::collections::BTreeSet;
use std::fmt::Display;

use proabono_emulator::{DatesShape, Options};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::evidence::Story;
use super::{Running, answered, link_in, start_with};

pub(super) const STORIES: &[Story] = &[
    ("an upgrade that cannot be billed is not quoted", |e| {
        Box::pin(upgrade_quote(e))
    }),
    ("a document comes after its invoice", |e| Box::pin(document(e))),
    ("dates are sent without their offset", |_| {
        Box::pin(without_offset())
    }),
    ("a segment without a reference gets one", |e| {
        Box::pin(generated_segment(e))
    }),
    ("every object has the attributes of ProAbono", |e| {
        Box::pin(attributes(e))
    }),
    ("lists come newest first by DateUpdate", |e| {
        Box::pin(newest_first(e))
    }),
    ("an Accept other than JSON is 406", |e| Box::pin(other_accept(e))),
    ("a Content-Type other than JSON is 406", |e| {
        Box::pin(other_content(e))
    }),
    ("the next page of agents is where the first one was", |e| {
        Box::pin(next_of_agents(e))
    }),
    (
        "the home opens the workflow of pa_query",
        |_| Box::pin(pa_query()),
    ),
    ("legacy redirects append refo, idsu and idc", |e| {
        Box::pin(redirects(e))
    }),
    ("a code is confirmed inside its delivery, which is signed", |e| {
        Box::pin(inside(e))
    }),
    ("sample events carry their blocks", |e| Box::pin(blocks(e))),
    ("a past event has the date it had", |e| Box::pin(past_event(e))),
];

type Held = Result<(), String>;

/// The demand holds, or this was found instead.
fn hold(holds: bool, found: &dyn Display) -> Held {
    if holds { Ok(()) } else { Err(found.to_string()) }
}

async fn upgrade_quote(emulator: &Running) -> Held {
    let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceOffer": "offer-free" });
    let one = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let upgrade = format!("Subscription/{}/Upgrade?ReferenceOffer=offer-pro", one["Id"]);
    let (quoted, answer) = emulator.order(&format!("/v1/Quoting/{upgrade}")).await;
    let (done, _) = emulator.order(&format!("/v1/{upgrade}")).await;
    hold((quoted, done) == (403, 403), &answer)
}

async fn document(emulator: &Running) -> Held {
    let line = json!({ "ReferenceCustomer": "cust-alice", "Amount": 100 });
    emulator.done("/v1/BalanceLine", &line).await;
    let billed = emulator
        .done(
            "/v1/Billing/Customer",
            &json!({ "ReferenceCustomer": "cust-alice" }),
        )
        .await;
    let path = format!("/v1/Invoice/{}", billed["Id"]);
    let mut seen = vec![link_in(&billed, "hosted-related-invoice").is_some()];
    for _ in 0..2 {
        let (_, invoice) = emulator.ask(&path).await;
        seen.push(link_in(&invoice, "hosted-related-invoice").is_some());
    }
    hold(seen == [false, false, true], &format!("{seen:?}"))
}

async fn without_offset() -> Held {
    let emulator = start_with(Options {
        dates: DatesShape::WithoutOffset,
        ..Options::default()
    });
    let (_, one) = emulator
        .ask("/v1/Subscription?ReferenceCustomer=cust-alice")
        .await;
    let date = one["DateStart"].as_str().unwrap_or_default();
    hold(date.len() == 22 && !date.ends_with('Z'), &date)
}

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

async fn attributes(emulator: &Running) -> Held {
    for path in [
        "/Organization/Businesses",
        "/Organization/Segments",
        "/Distribution/Agents",
        "/Distribution/Customers",
        "/Notification/Webhooks",
        "/Notification/WebhookNotifications",
        "/Gateway/GatewayAccounts",
        "/Gateway/GatewayPermissionCards",
        "/Gateway/GatewayPermissionMandates",
        "/Gateway/GatewayRequests",
        "/Gateway/GatewayTransactions",
        "/Organization/TaxProfiles",
        "/Organization/TaxProfileExceptions",
    ] {
        let (mut status, mut list) = emulator.ask(path).await;
        if status == 404 {
            let origin = emulator.origin.replace("127.0.0.1", "localhost");
            (status, list) = emulator.ask(&format!("{origin}{path}")).await;
        }
        let one = &list["Items"][0];
        let whole = ATTRIBUTES.iter().all(|name| !one[*name].is_null());
        let owned = path.ends_with("Businesses") || one["IdBusiness"] == 1;
        hold(
            status == 200 && whole && owned,
            &format!("{path}: {status} {one}"),
        )?;
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

async fn other_accept(emulator: &Running) -> Held {
    let ask = |accept: &str| answered(emulator.read("/Organization/Businesses").header("Accept", accept));
    let (xml, answer) = ask("application/xml").await;
    let (browser, _) = ask("text/html, */*;q=0.8").await;
    let (json, _) = ask("application/json; charset=utf-8").await;
    hold((xml, browser, json) == (406, 200, 200), &answer)
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

async fn pa_query() -> Held {
    let insite = start_with(Options {
        links: proabono_emulator::LinkGeneration::InSite,
        ..Options::default()
    });
    let customer = insite.customer("cust-bruno").await;
    let link = |rel: &str, member: &str| {
        let link = link_in(&customer, rel).unwrap();
        link[member].as_str().unwrap().to_owned()
    };
    let (home, query) = (
        link("insite-home", "href"),
        link("insite-collection-offers", "query"),
    );
    let page = insite
        .get(&format!("{home}?pa_query={query}"))
        .send()
        .await
        .unwrap();
    let location = page.headers().get("Location").and_then(|to| to.to_str().ok());
    let opened = location.is_some_and(|to| to.starts_with("/offers/"));
    hold(opened, &format!("{location:?}"))?;
    // An opener of somebody else opens nothing.
    let other = insite.customer("cust-alice").await;
    let home = link_in(&other, "insite-home").unwrap()["href"].as_str().unwrap();
    let page = insite
        .get(&format!("{home}?pa_query={query}"))
        .send()
        .await
        .unwrap();
    let status = page.status().as_u16();
    hold(status == 403, &status)
}

async fn redirects(emulator: &Running) -> Held {
    let change = json!({ "redirects": { "UrlOneclickFreeOffer": "https://app.acme.example/done?a=b" } });
    let request = emulator.client.put(emulator.url("/_emulator/hosted-pages"));
    request.body(change.to_string()).send().await.unwrap();
    let path = "/v1/Offer?ReferenceOffer=offer-free&ReferenceCustomer=cust-bruno";
    let (_, offer) = emulator.ask(path).await;
    let form = link_in(&offer, "hosted-subscribe").unwrap()["href"]
        .as_str()
        .unwrap();
    let sent = emulator.client.post(emulator.url(form));
    let sent = sent.header("Content-Type", "application/x-www-form-urlencoded");
    let answer = sent.send().await.unwrap();
    let location = answer.headers()["Location"].to_str().unwrap().to_owned();
    let (_, one) = emulator
        .ask("/v1/Subscription?ReferenceCustomer=cust-bruno")
        .await;
    let expected = format!(
        "https://app.acme.example/done?a=b&refo=offer-free&idsu={}&idc={}",
        one["Id"], one["IdCustomer"]
    );
    hold(location == expected, &location)
}

/// A receiver that checks the signature, confirms the code, and only then answers.
async fn inside(emulator: &Running) -> Held {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let hook = json!({ "IdBusiness": 1, "Url": url, "Triggers": ["CustomerAdded"] });
    let made = emulator.done("/Notification/Webhooks", &hook).await;
    let path = format!("/Notification/Webhooks/{}/Verification", made["Id"]);
    let receive = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = String::new();
        while !request.contains('}') {
            let mut part = [0; 1024];
            let size = stream.read(&mut part).await.unwrap();
            request.push_str(std::str::from_utf8(&part[..size]).unwrap());
        }
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let code = body["Code"].as_str().unwrap();
        let (status, answer) = emulator
            .tell(&format!("{path}?code={code}&echo=true"), &json!({}))
            .await;
        let answered = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(answered.as_bytes()).await.unwrap();
        (head.to_ascii_lowercase(), status, answer)
    };
    let ask = format!("{path}?sendCode=true");
    let (_, (head, status, answer)) = tokio::join!(emulator.ask(&ask), receive);
    let signed = head.contains("x-proabono-key: ") && head.contains("x-proabono-signature: ");
    hold(signed && status == 200, &format!("{status} {answer}\n{head}"))
}

async fn blocks(emulator: &Running) -> Held {
    for (trigger, expected) in [
        ("CustomerAdded", &["Customer"][..]),
        ("CustomerChargingFailed", &["Customer", "GatewayPermission"]),
        ("CustomerChargingAutoFailedNoPermission", &["Customer"]),
        (
            "SubscriptionStarted",
            &["Customer", "CustomerBuyer", "Offer", "Subscription"],
        ),
        ("SubscriptionDateTermUpdated", &["Customer"]),
        ("InvoiceDebitPaid", &["Customer", "InvoiceDebit"]),
        ("GatewayPermissionExpired", &["Customer", "GatewayPermission"]),
    ] {
        let path = format!("/Notification/Webhooks/Sample?TypeTrigger={trigger}");
        let (_, sample) = emulator.ask(&path).await;
        let event: Value = serde_json::from_str(sample["Data"].as_str().unwrap()).unwrap();
        let members = event.as_object().unwrap();
        let found: BTreeSet<&str> = members
            .iter()
            .filter_map(|(name, value)| value.is_object().then_some(name.as_str()))
            .collect();
        hold(found == expected.iter().copied().collect(), &event)?;
    }
    Ok(())
}

async fn past_event(emulator: &Running) -> Held {
    let path = "/Notification/WebhookNotifications/RewindEvents?sizepage=1";
    let (_, before) = emulator.ask(path).await;
    emulator.advance(3).await;
    let (_, after) = emulator.ask(path).await;
    let date = |list: &Value| list["Items"][0]["DateTrigger"].clone();
    hold(!date(&before).is_null() && date(&before) == date(&after), &after)
}
