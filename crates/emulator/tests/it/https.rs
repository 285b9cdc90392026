//! An emulator that speaks https, for clients that refuse anything else.

use proabono_emulator::{Emulator, Options};
use reqwest::{Certificate, Client};
use serde_json::Value;

fn encrypted() -> Emulator {
    Emulator::bind(Options {
        https: true,
        ..Options::default()
    })
    .unwrap()
}

/// A client that trusts the authority of this emulator alone.
fn client(emulator: &Emulator) -> Client {
    let authority = Certificate::from_pem(emulator.authority().unwrap().as_bytes()).unwrap();
    Client::builder()
        .tls_certs_only([authority])
        .no_proxy()
        .build()
        .unwrap()
}

#[tokio::test]
async fn the_other_loopback_address_is_in_its_certificate_too() {
    let emulator = Emulator::bind(Options {
        listen: "[::1]:0".parse().unwrap(),
        https: true,
        ..Options::default()
    })
    .unwrap();
    let client = client(&emulator);
    let url = emulator.url();
    assert!(url.starts_with("https://[::1]:"), "{url}");
    assert_eq!(client.get(&url).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_client_that_trusts_its_authority_is_answered_by_each_of_its_names() {
    let emulator = encrypted();
    let client = client(&emulator);
    for origin in [emulator.url(), emulator.segment_url()] {
        assert!(origin.starts_with("https://"), "{origin}");
        let url = format!("{origin}/v1/Customer?ReferenceCustomer=cust-alice");
        let request = client.get(url).basic_auth("agent-demo", Some("api-demo"));
        let customer = request.send().await.unwrap().text().await.unwrap();
        let customer: Value = serde_json::from_str(&customer).unwrap();
        let home = customer["Links"][0]["href"].as_str().unwrap();
        assert!(home.starts_with(&emulator.url()), "{home}");
        assert_eq!(client.get(home).send().await.unwrap().status(), 200);
    }
}

#[tokio::test]
async fn a_client_that_does_not_trust_it_is_not_answered_and_no_two_emulators_share_an_authority() {
    let (emulator, other) = (encrypted(), encrypted());
    assert_ne!(emulator.authority(), other.authority());
    client(&other).get(emulator.url()).send().await.unwrap_err();
    assert_eq!(Emulator::bind(Options::default()).unwrap().authority(), None);
}
