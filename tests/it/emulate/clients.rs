//! Flags that are about the programs of others.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{ask, emulate, post};
use crate::support::wait::START;

#[tokio::test]
async fn with_https_it_says_where_the_authority_is_that_clients_must_trust() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("authority.pem");
    let (mut process, origin) = emulate(&["--https", "--authority", path.to_str().unwrap()]).await;
    assert!(origin.starts_with("https://127.0.0.1:"), "{origin}");
    let said = format!("NODE_EXTRA_CA_CERTS={}", path.display());
    process
        .until("said where the authority is", START, async |output| {
            output.contains(&said).then_some(())
        })
        .await;
    let authority = reqwest::Certificate::from_pem(&std::fs::read(&path).unwrap()).unwrap();
    let client = reqwest::Client::builder()
        .tls_certs_only([authority])
        .no_proxy()
        .build()
        .unwrap();
    assert_eq!(client.get(&origin).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn dates_and_nulls_are_as_the_flags_say() {
    let usage = r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"IdSubscription":null,"DateStamp":"2025-03-01T10:00:00Z"}"#;
    for (arguments, status, end) in [
        (&[][..], 422, "Z"),
        (&["--dates=without-offset", "--null-members"], 200, "0"),
    ] {
        let (_process, origin) = emulate(&[&["--seed=7"], arguments].concat()).await;
        post(&origin, "/v1/Quoting/Usage", usage)
            .await
            .assert_status(status);
        let one = ask(&origin, "/v1/Subscription?ReferenceCustomer=cust-alice").await;
        let date = one["DateStart"].as_str().unwrap();
        assert!(date.ends_with(end), "{arguments:?}: {date}");
    }
}

#[tokio::test]
async fn the_code_of_a_webhook_is_signed_with_the_secret_of_the_flag() {
    let (_process, origin) = emulate(&["--webhook-secret=secret-of-the-account"]).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let hook = format!(r#"{{"IdBusiness":1,"Url":"{url}","Triggers":["CustomerAdded"]}}"#);
    let made = post(&origin, "/Notification/Webhooks", hook).await;
    let made: Value = serde_json::from_str(&made.body).unwrap();
    let path = format!("/Notification/Webhooks/{}/Verification?sendCode=true", made["Id"]);
    let receive = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut text = String::new();
        while !text.contains('}') {
            let mut part = [0; 1024];
            let size = stream.read(&mut part).await.unwrap();
            assert!(size > 0, "the call ended early: {text}");
            text.push_str(std::str::from_utf8(&part[..size]).unwrap());
        }
        let answer = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(answer).await.unwrap();
        text
    };
    let (_, text) = tokio::join!(ask(&origin, &path), receive);
    let header = |wanted: &str| {
        let mut lines = text.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.unwrap().1.to_owned()
    };
    let signed = format!("{}secret-of-the-account", header("x-proabono-key"));
    let expected = BASE64_STANDARD.encode(Sha256::digest(signed));
    assert_eq!(header("x-proabono-signature"), expected);
}

#[tokio::test]
async fn old_clients_are_answered_when_it_is_told_so() {
    let usage = r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"IdSubscription":null,"DateTime":"2025-03-01T10:00:00Z"}"#;
    for (arguments, status) in [(&[][..], 422), (&["--old-clients", "--null-members"][..], 200)] {
        let (_process, origin) = emulate(arguments).await;
        post(&origin, "/v1/Quoting/Usage", usage)
            .await
            .assert_status(status);
    }
}
