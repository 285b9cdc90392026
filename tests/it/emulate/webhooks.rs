//! Flags that are about webhooks.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{ask, emulate, post};

const SECRET: &str = "secret-of-the-account";

/// Takes one delivery, which must be signed with the secret; its body.
async fn taken(listener: &TcpListener) -> Value {
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut text = String::new();
    let body = loop {
        let mut part = [0; 4096];
        let size = stream.read(&mut part).await.unwrap();
        assert!(size > 0, "the call ended early: {text}");
        text.push_str(std::str::from_utf8(&part[..size]).unwrap());
        let body = text
            .split_once("\r\n\r\n")
            .map(|(_, body)| serde_json::from_str(body));
        if let Some(Ok(body)) = body {
            break body;
        }
    };
    let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    stream.write_all(answer).await.unwrap();
    let header = |wanted: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.unwrap().1.to_owned()
    };
    let signed = format!("{}{SECRET}", header("x-proabono-key"));
    let expected = BASE64_STANDARD.encode(Sha256::digest(signed));
    assert_eq!(header("x-proabono-signature"), expected);
    body
}

async fn address() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    (listener, url)
}

#[tokio::test]
async fn the_code_of_a_webhook_is_signed_with_the_secret_of_the_flag() {
    let (_process, origin) = emulate(&[&format!("--webhook-secret={SECRET}")]).await;
    let (listener, url) = address().await;
    let hook = json!({ "IdBusiness": 1, "Url": url, "Triggers": ["CustomerAdded"] });
    let made = post(&origin, "/Notification/Webhooks", hook.to_string()).await;
    let made: Value = serde_json::from_str(&made.body).unwrap();
    let path = format!("/Notification/Webhooks/{}/Verification?sendCode=true", made["Id"]);
    let (_, body) = tokio::join!(ask(&origin, &path), taken(&listener));
    assert!(body["Code"].is_string(), "{body}");
}

#[tokio::test]
async fn a_webhook_of_the_flag_is_told_in_the_manner_of_the_flags() {
    let (listener, url) = address().await;
    let (_process, origin) = emulate(&[
        &format!("--webhook-secret={SECRET}"),
        &format!("--webhook-url={url}"),
        "--webhook-duplicate=2",
        "--webhook-delay=5",
        "--webhook-shuffle=6",
        "--webhook-drop=next=1",
        "--webhook-swap-pairs",
        "--webhook-attempts=7",
        "--webhook-first-retry=800",
        "--webhook-retry-factor=1.5",
        "--webhook-timeout=900",
        "--webhook-at-once=3",
    ])
    .await;
    let mut manner = ask(&origin, "/_emulator/webhooks").await;
    let webhooks = manner["webhooks"].as_array().unwrap();
    let verified: Vec<_> = webhooks.iter().filter(|one| one["verified"] == true).collect();
    assert_eq!((verified.len(), &verified[0]["Url"]), (1, &json!(url)));
    for beside in ["counts", "webhooks"] {
        manner.as_object_mut().unwrap().remove(beside);
    }
    let expected = json!({ "duplicate": 2, "delay_ms": 5, "shuffle_ms": 6, "drop": { "next": 1 }, "swap_pairs": true,
        "attempts": 7, "first_retry_ms": 800, "retry_factor": 1.5, "timeout_ms": 900, "at_once": 3 });
    assert_eq!(manner, expected);

    let event = r#"{"TypeTrigger":"CustomerSuspended","ReferenceCustomer":"cust-alice"}"#;
    post(&origin, "/_emulator/trigger", event)
        .await
        .assert_status(202);
    let told = post(&origin, "/_emulator/trigger", event).await;
    let told: Value = serde_json::from_str(&told.body).unwrap();
    for _ in 0..2 {
        assert_eq!(taken(&listener).await["Id"], told["Id"], "the first one was lost");
    }
}
