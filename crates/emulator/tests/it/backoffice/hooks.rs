//! Webhooks: a code goes to the address and comes back; samples and past events.

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{ACCOUNT, Running, each, problems, start};

/// An address that takes one request and answers with this status; what it was sent.
async fn address(status: u16) -> (String, tokio::task::JoinHandle<Value>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let taken = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut text = String::new();
        loop {
            let mut part = [0; 1024];
            let size = stream.read(&mut part).await.unwrap();
            text.push_str(std::str::from_utf8(&part[..size]).unwrap());
            let body = text
                .split_once("\r\n\r\n")
                .map(|(_, body)| serde_json::from_str(body));
            if let Some(Ok(body)) = body {
                let answer = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.write_all(answer.as_bytes()).await.unwrap();
                return body;
            }
            assert!(size > 0, "no whole request: {text}");
        }
    });
    (url, taken)
}

/// The path of a new webhook to that address.
async fn webhook(emulator: &Running, url: &str) -> String {
    let body = json!({ "IdBusiness": 1, "Url": url, "Triggers": ["CustomerAdded", "CustomerDeleted"] });
    let made = emulator
        .gives(201, ACCOUNT, "POST /Notification/Webhooks", body)
        .await;
    assert_eq!(made["StateLife"], "Ok", "as in the sample");
    format!("/Notification/Webhooks/{}", made["Id"])
}

async fn send_code(emulator: &Running, path: &str) {
    emulator
        .reads(200, ACCOUNT, &format!("GET {path}/Verification?sendCode=true"))
        .await;
}

async fn verify(emulator: &Running, status: u16, path: &str, code: &str) -> Value {
    let route = format!("POST {path}/Verification?code={code}&echo=true");
    emulator.gives(status, ACCOUNT, &route, json!({})).await
}

#[tokio::test]
async fn a_webhook_is_confirmed_with_the_code_that_its_address_was_sent_and_no_other() {
    let emulator = start();
    let (url, taken) = address(200).await;
    let path = webhook(&emulator, &url).await;
    send_code(&emulator, &path).await;
    let sent = taken.await.unwrap();
    let code = sent["Code"].as_str().unwrap();
    assert_eq!(
        sent.as_object().unwrap().len(),
        1,
        "a code and no TypeTrigger: {sent}"
    );
    let other = if code == "000000" { "000001" } else { "000000" };
    let refused = verify(&emulator, 422, &path, other).await;
    assert_eq!(problems(&refused)[0].1, "code");
    verify(&emulator, 200, &path, code).await;
}

#[tokio::test]
async fn a_code_that_the_address_did_not_take_opens_nothing() {
    let emulator = start();
    for status in [204, 302, 500] {
        let (url, taken) = address(status).await;
        let path = webhook(&emulator, &url).await;
        send_code(&emulator, &path).await;
        let sent = taken.await.unwrap();
        verify(&emulator, 422, &path, sent["Code"].as_str().unwrap()).await;
    }
}

#[tokio::test]
async fn without_a_code_that_was_sent_nothing_is_verified() {
    let emulator = start();
    let path = webhook(&emulator, "http://127.0.0.1:9/hooks").await;
    verify(&emulator, 422, &path, "123456").await;
    emulator
        .reads(200, ACCOUNT, &format!("GET {path}/Verification?sendCode=false"))
        .await;
    verify(&emulator, 422, &path, "").await;
    let unsaid = emulator
        .reads(422, ACCOUNT, &format!("GET {path}/Verification"))
        .await;
    assert_eq!(problems(&unsaid)[0].1, "sendCode");
}

#[tokio::test]
async fn a_deleted_webhook_cannot_be_verified_with_the_code_it_was_sent() {
    let emulator = start();
    let (url, taken) = address(200).await;
    let path = webhook(&emulator, &url).await;
    send_code(&emulator, &path).await;
    let sent = taken.await.unwrap();
    emulator.reads(200, ACCOUNT, &format!("DELETE {path}")).await;
    verify(&emulator, 404, &path, sent["Code"].as_str().unwrap()).await;
}

#[tokio::test]
async fn an_event_that_there_is_not_cannot_be_listened_to_or_shown() {
    let emulator = start();
    for triggers in [
        json!([]),
        json!(["CustomerAdded", "CustomerSneezed"]),
        json!("CustomerAdded"),
    ] {
        let body = json!({ "IdBusiness": 1, "Url": "https://beta.example/hooks", "Triggers": triggers });
        let answer = emulator
            .gives(422, ACCOUNT, "POST /Notification/Webhooks", body)
            .await;
        assert_eq!(problems(&answer)[0].1, "Triggers", "{answer}");
    }
    let sample = "GET /Notification/Webhooks/Sample?TypeTrigger";
    emulator
        .reads(422, ACCOUNT, &format!("{sample}=CustomerSneezed"))
        .await;
    let shown = emulator
        .reads(200, ACCOUNT, &format!("{sample}=InvoiceDebitPaid"))
        .await;
    let event: Value = serde_json::from_str(shown["Data"].as_str().unwrap()).unwrap();
    assert_eq!(event["TypeTrigger"], "InvoiceDebitPaid");
}

#[tokio::test]
async fn past_events_are_of_the_business_and_of_the_kind_that_was_asked_for() {
    let emulator = start();
    let path = "GET /Notification/WebhookNotifications/RewindEvents?links=false";
    let all = emulator
        .reads(200, ACCOUNT, &format!("{path}&idBusiness=1&sizepage=2"))
        .await;
    assert_eq!((&all["Count"], each(&all, "TypeTrigger").len()), (&json!(2), 2));
    assert_eq!(each(&all, "IdBusiness"), [1, 1]);
    let added = emulator
        .reads(200, ACCOUNT, &format!("{path}&TypeTrigger=CustomerAdded"))
        .await;
    assert!(
        each(&added, "TypeTrigger")
            .iter()
            .all(|name| *name == "CustomerAdded")
    );
    let total = |list: &Value| list["TotalItems"].as_u64().unwrap();
    assert!(0 < total(&added) && total(&added) < total(&all), "{all}");
    emulator
        .reads(204, ACCOUNT, &format!("{path}&idBusiness=2"))
        .await;
    emulator
        .reads(204, ACCOUNT, &format!("{path}&TypeTrigger=CustomerEnabled"))
        .await;
}
