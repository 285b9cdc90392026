//! Each request as it is sent: the keys go to the configured origin and nowhere else.

use std::num::NonZeroU32;

use proabono::backoffice::{Backoffice, ListTaxProfiles};
use proabono::{Credentials, CustomerRequest, Error, ListCustomers, Live, Settings, TaxProfileId};
use serde_json::json;

use super::{alice, kind, live, read, segment, settings, write};
use crate::support::raw::{Script, Scripted};
use crate::support::upstream::{READ, Upstream, WRITE, account};

/// `agent-demo:api-demo` as HTTP Basic writes it, in lower case like the rest of a head here.
const BASIC: &str = "authorization: basic ywdlbnqtzgvtbzphcgktzgvtbw==";

fn empty() -> Script {
    Script::Say("HTTP/1.1 204 No Content\r\n\r\n".to_owned())
}

#[tokio::test]
async fn a_call_carries_its_keys_once_and_no_more_than_it_needs() {
    let server = Scripted::start(vec![empty()]).await;
    let live = live(settings(&server.origin()));
    assert!(read(&live).await.expect("an answer").is_none());
    assert!(write(&live).await.expect("an answer").body.is_none());
    let heads: Vec<_> = server
        .heads()
        .iter()
        .map(|head| head.to_ascii_lowercase())
        .collect();
    assert!(
        heads[0].starts_with("get /v1/customer?referencecustomer=cust-alice http/1.1\r\n"),
        "{}",
        heads[0]
    );
    assert!(
        heads[1].starts_with("post /v1/customer http/1.1\r\n"),
        "{}",
        heads[1]
    );
    assert!(
        heads[1].contains("content-type: application/json\r\n"),
        "{}",
        heads[1]
    );
    for head in heads {
        assert_eq!(head.matches("authorization:").count(), 1, "{head}");
        assert!(head.contains(BASIC), "{head}");
        assert!(head.contains("accept: application/json"), "{head}");
        assert!(head.contains("user-agent: proabono-rust/"), "{head}");
        for name in ["referer:", "cookie:", "accept-encoding:", "x-forwarded"] {
            assert!(!head.contains(name), "{name} in {head}");
        }
    }
}

#[tokio::test]
async fn a_redirect_is_a_refusal_and_takes_the_keys_nowhere() {
    let elsewhere = Scripted::start(vec![empty()]).await;
    let upstream = Upstream::start(account());
    let live = live(settings(upstream.origin()));
    for status in [301, 302, 303, 307, 308] {
        for location in [
            format!("{}/v1/Customer", elsewhere.origin()),
            "/v1/Customer".to_owned(),
        ] {
            for operation in [READ, WRITE] {
                let headers = json!({ "Location": location });
                upstream
                    .fault(json!({ "on": operation, "status": status, "headers": headers, "times": 1 }))
                    .await;
            }
            assert_eq!(kind(&read(&live).await.unwrap_err()), ("refused", status));
            assert_eq!(kind(&write(&live).await.unwrap_err()), ("refused", status));
        }
    }
    assert_eq!(elsewhere.heads(), [""; 0]);
    assert_eq!(upstream.reads_and_writes().await, (10, 10));
}

#[tokio::test]
async fn a_cookie_of_the_answer_does_not_come_back() {
    let answer = "HTTP/1.1 204 No Content\r\nSet-Cookie: session=canary; Path=/\r\n\r\n";
    let server = Scripted::start(vec![Script::Say(answer.to_owned())]).await;
    let live = live(settings(&server.origin()));
    read(&live).await.expect("an answer");
    read(&live).await.expect("an answer");
    assert!(!server.heads()[1].contains("canary"), "{}", server.heads()[1]);
}

#[tokio::test]
async fn a_configured_proxy_is_used() {
    let proxy = Scripted::start(vec![empty()]).await;
    let mut settings = settings("http://127.0.0.1:9");
    settings.http_proxy = Some(proxy.origin().parse().expect("an address"));
    read(&live(settings)).await.expect("an answer");
    assert!(
        proxy.heads()[0].starts_with("GET http://127.0.0.1:9/v1/Customer?"),
        "{}",
        proxy.heads()[0]
    );
}

#[test]
fn keys_are_sent_in_clear_text_to_a_loopback_address_only() {
    for base in [
        "http://api.proabono.com",
        "http://127.0.0.1.evil.test",
        "http://localhost.evil.test",
        "http://10.0.0.1",
        "ftp://127.0.0.1",
        "https://user@api.proabono.com",
        "https://api.proabono.com/v1",
        "https://api.proabono.com/?a=b",
        "https://api.proabono.com/#a",
    ] {
        let settings = Settings::new(base.parse().expect("a URL"), Credentials::new("a", "b"));
        assert!(Live::new(settings, segment()).is_err(), "{base}");
    }
    for base in [
        "https://api-1.proabono.com",
        "http://127.0.0.1:1",
        "http://127.9.9.9",
        "http://[::1]:1",
        "http://localhost:1",
        "http://beta-eur.localhost:1",
    ] {
        let url = base.parse().expect("a URL");
        assert!(Settings::check_base(&url).is_ok(), "{base}");
    }
}

#[test]
fn a_key_that_no_header_can_carry_makes_no_client() {
    // In Basic every byte is encoded, so what matters is that nothing panics and nothing is shown.
    for key in ["line\nbreak", "\u{e9}\u{e9}", ""] {
        let settings = Settings::new(
            "http://127.0.0.1:1".parse().unwrap(),
            Credentials::new(key, "api"),
        );
        let shown = Live::new(settings, segment())
            .err()
            .map(|error| format!("{error} {error:?}"));
        assert!(!shown.unwrap_or_default().contains("break"));
    }
}

#[tokio::test]
async fn a_request_is_sent_when_it_is_awaited_and_can_be_looked_at_before() {
    let server = Scripted::start(vec![empty()]).await;
    let live = live(settings(&server.origin()));
    let customers = live.customers();
    let request = customers.create_or_update(&CustomerRequest::new(alice(), segment()));
    let prepared = request.prepared().expect("a request");
    assert_eq!(
        (prepared.method.as_str(), prepared.path.as_str()),
        ("POST", "/v1/Customer")
    );
    assert_eq!(prepared.origin, server.origin());
    assert!(prepared.body.expect("a body").contains("cust-alice"));
    let listing = customers.list(&ListCustomers::default());
    let two = NonZeroU32::new(2).expect("two");
    let page = listing.prepared(two).expect("a request");
    assert_eq!(page.query, "ReferenceSegment=acme-eur&Page=2&SizePage=200");
    assert_eq!(
        listing.prepared_count().expect("a request").query,
        "ReferenceSegment=acme-eur&Page=1&SizePage=0"
    );
    assert_eq!(server.heads(), [""; 0]);
    assert!(request.await.expect("an answer").is_none());
    assert_eq!(server.heads().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_sent_is_told_when_it_is_awaited_and_nothing_is_sent() {
    let server = Scripted::start(vec![empty()]).await;
    let api = Backoffice::new(settings(&server.origin()), None).expect("a client");
    let profiles = api.tax_profiles();
    assert!(matches!(
        profiles.retrieve(TaxProfileId(1)).await,
        Err(Error::NoSegmentHost)
    ));
    let listing = profiles.list(&ListTaxProfiles::default());
    assert!(matches!(listing.count().await, Err(Error::NoSegmentHost)));
    assert!(matches!(
        api.untyped_of_segment().map(drop),
        Err(Error::NoSegmentHost)
    ));
    let untyped = api.untyped();
    let error = untyped.request("NO METHOD", "/", &(), None).await.unwrap_err();
    assert!(matches!(error, Error::Unwritable(_)), "{error}");
    let error = untyped.get("/", &[("nested", [1])]).await.unwrap_err();
    assert!(matches!(error, Error::Unwritable(_)), "{error}");
    assert_eq!(server.heads(), [""; 0]);
}
