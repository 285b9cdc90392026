//! Flags that are about the programs of others.

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
async fn old_clients_are_answered_when_it_is_told_so() {
    let usage = r#"{"ReferenceCustomer":"cust-alice","ReferenceFeature":"feat-users","QuantityCurrent":11,"IdSubscription":null,"DateTime":"2025-03-01T10:00:00Z"}"#;
    for (arguments, status) in [(&[][..], 422), (&["--old-clients", "--null-members"][..], 200)] {
        let (_process, origin) = emulate(arguments).await;
        post(&origin, "/v1/Quoting/Usage", usage)
            .await
            .assert_status(status);
    }
}
