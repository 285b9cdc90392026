//! Answers of the API, as its documentation shows them and as tomorrow's may be.

use jiff::Timestamp;
use proabono::backoffice::WebhookSample;
use proabono::{
    Customer, CustomerId, CustomerReference, Error, LinkTarget, SegmentId, SegmentReference, StatusCustomer,
};
use serde_json::{Value, json};

use super::{live, read, sample, settings, write};
use crate::support::raw::{Script, Scripted};

/// A look-up that is answered with that body.
async fn decoded(status: u16, body: &str) -> Result<Option<Customer>, Error> {
    let length = body.len();
    let answer = format!(
        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    let server = Scripted::start(vec![Script::Say(answer)]).await;
    read(&live(settings(&server.origin()))).await
}

async fn customer(body: &str) -> Customer {
    decoded(200, body).await.expect("an answer").expect("a customer")
}

#[test]
fn a_sample_of_an_event_is_read_from_an_object_and_from_a_json_text() {
    let event = |data: Value| {
        let sample: WebhookSample = serde_json::from_value(json!({ "Data": data })).unwrap();
        sample.event()
    };
    let object = json!({ "Id": "e-1", "TypeTrigger": "CustomerAdded" });
    assert_eq!(event(object.clone()), Some(object.clone()));
    assert_eq!(event(object.to_string().into()), Some(object));
    assert_eq!(event(json!("no JSON")), None);
}

#[tokio::test]
async fn the_documented_customer_is_read_whole() {
    let customer = customer(&sample("live-customer-get-200").to_string()).await;
    assert_eq!(customer.id, Some(CustomerId(510_001)));
    assert_eq!(customer.id_segment, Some(SegmentId(17)));
    let reference = customer
        .reference_customer
        .as_ref()
        .map(CustomerReference::as_str);
    assert_eq!(reference, Some("user-1001"));
    let segment = customer.reference_segment.as_ref().map(SegmentReference::as_str);
    assert_eq!(segment, Some("acme-eur"));
    let affiliated: Timestamp = "2026-03-02T09:15:44.10Z".parse().expect("an instant");
    assert_eq!(customer.date_affiliation, Some(affiliated));
    for (read, expected) in [
        (&customer.currency, "EUR"),
        (&customer.name, "Ada Example"),
        (&customer.email, "ada@acme.test"),
        (&customer.language, "en"),
        (&customer.reference_affiliation, "partner-12"),
    ] {
        assert_eq!(read.as_deref(), Some(expected));
    }
    assert_eq!(customer.status, Some(StatusCustomer::Enabled));
    let metadata = customer.metadata.expect("pairs");
    assert_eq!(
        (metadata.0["Plan"].as_str(), metadata.0["Seats"].as_str()),
        ("pro", "5"),
        "a number is read as its text"
    );
    assert_eq!(
        customer.links.href("home"),
        Some("https://app.acme.test/Subscriptions")
    );
    assert_eq!(customer.links.iter().count(), 4);
    let offers = customer.links.purpose("collection-offers").expect("a link");
    assert!(matches!(&offers.target, Some(LinkTarget::Query(query)) if query.starts_with("uCqGBV4D")));
}

#[tokio::test]
async fn every_sample_of_a_customer_is_read() {
    for (name, home) in [
        ("live-customer-get-200-hosted-home-href", true),
        ("live-customer-get-200-legacy-hosted-href", true),
        ("live-customer-upsert-200-with-offer", true),
        ("live-customer-upsert-201", true),
        ("live-customer-suspended-200", false),
    ] {
        let customer = customer(&sample(name).to_string()).await;
        assert!(customer.reference_customer.is_some(), "{name}");
        assert_eq!(customer.links.href("home").is_some(), home, "{name}");
        let suspended = customer.status == Some(StatusCustomer::Suspended);
        assert_eq!(suspended, !home, "{name}");
    }
}

#[tokio::test]
async fn every_sample_of_an_error_is_read() {
    for (status, name, code) in [
        (401, "live-error-401", "Error.Api.Unauthorized"),
        (
            403,
            "live-error-403-customer-unaccessible",
            "Error.Api.Customer.Unaccessible",
        ),
        (404, "live-error-404", "Error.Api.NotFound"),
    ] {
        let error = decoded(status, &sample(name).to_string()).await.unwrap_err();
        let refusal = error.refusal().expect("a refusal");
        assert!(refusal.status == status && refusal.is(code), "{refusal:?}");
    }
}

#[tokio::test]
async fn the_request_has_the_shape_of_the_documented_one() {
    use proabono::{CustomerReference, CustomerRequest, SegmentReference};
    let sample = sample("live-customer-upsert-request");
    let text = |name: &str| sample[name].as_str().map(str::to_owned);
    let mut request = CustomerRequest::new(
        CustomerReference::new(text("ReferenceCustomer").unwrap()).unwrap(),
        SegmentReference::new(text("ReferenceSegment").unwrap()).unwrap(),
    );
    request.name = text("Name");
    request.email = text("Email");
    request.language = text("Language");
    request.reference_affiliation = text("ReferenceAffiliation");
    request.metadata = serde_json::from_value(sample["Metadata"].clone()).ok();
    assert_eq!(serde_json::to_value(&request).unwrap(), *sample);
}

#[tokio::test]
async fn unknown_fields_links_and_words_of_tomorrow_are_read() {
    let customer = customer(
        r#"{"Status":"Delighted","Tomorrow":{"a":[1]},"Name":null,"Metadata":null,
            "Links":[{"rel":"tomorrow-home","href":"https://a.test","also":1},{"rel":"hosted-home"}]}"#,
    )
    .await;
    assert_eq!(
        customer.status,
        Some(StatusCustomer::Other("Delighted".to_owned()))
    );
    assert_eq!((customer.name, customer.metadata), (None, None));
    assert_eq!(customer.links.href("home"), None);
    assert_eq!(customer.links.iter().count(), 2);
}

#[tokio::test]
async fn every_field_may_be_missing() {
    let customer = customer("{}").await;
    assert_eq!(customer, Customer::default());
}

#[tokio::test]
async fn the_newer_generation_of_links_comes_first_and_an_opener_is_no_address() {
    let both = r#"{"Links":[{"rel":"insite-home","href":"https://i.test"},{"rel":"hosted-home","href":"https://h.test"}]}"#;
    assert_eq!(customer(both).await.links.href("home"), Some("https://h.test"));
    let opener =
        r#"{"Links":[{"rel":"hosted-home","query":"q"},{"rel":"insite-home","href":"https://i.test"}]}"#;
    assert_eq!(customer(opener).await.links.href("home"), Some("https://i.test"));
    let empty =
        r#"{"Links":[{"rel":"hosted-home","href":""},{"rel":"insite-home","href":"https://i.test"}]}"#;
    assert_eq!(customer(empty).await.links.href("home"), Some("https://i.test"));
}

#[tokio::test]
async fn a_link_has_a_bare_name_or_none_and_an_opener_is_found_by_its_purpose() {
    let odd = customer(
        r#"{"Links":[{"href":"https://n.test"},{"rel":"related-invoice","href":"https://b.test"},
            {"rel":"insite-related-invoice","href":"https://i.test"},{"rel":"insite-upgrade","query":"crylk=1"}]}"#,
    )
    .await;
    let links = &odd.links;
    assert_eq!(links.iter().count(), 4);
    assert_eq!(links.href("related-invoice"), Some("https://i.test"));
    assert_eq!(
        (links.href("upgrade"), links.query("upgrade")),
        (None, Some("crylk=1"))
    );
    let bare = customer(r#"{"Links":[{"rel":"related-invoice","href":"https://b.test"}]}"#).await;
    assert_eq!(bare.links.href("related-invoice"), Some("https://b.test"));
    assert!(bare.links.purpose("related-invoice").is_some() && bare.links.purpose("home").is_none());
}

#[tokio::test]
async fn an_answer_of_another_shape_names_the_place() {
    for (body, place) in [
        (r#"{"Links":[{"rel":"a"},{"rel":7}]}"#, "Links[1]"),
        (r#"{"Id":-1}"#, "Id"),
        (r#"{"Links":{}}"#, "Links"),
    ] {
        let Err(Error::Unreadable {
            status: 200, path, ..
        }) = decoded(200, body).await
        else {
            panic!("{body} was read");
        };
        assert!(path.starts_with(place), "{path} for {body}");
    }
}

#[tokio::test]
async fn nothing_is_nothing_and_only_201_is_a_creation() {
    assert_eq!(decoded(204, "").await.expect("an answer"), None);
    assert_eq!(decoded(200, " \r\n").await.expect("an answer"), None);
    for (status, created) in [(200, false), (201, true), (204, false), (202, false)] {
        let answer = format!("HTTP/1.1 {status} X\r\nContent-Length: 0\r\n\r\n");
        let server = Scripted::start(vec![Script::Say(answer)]).await;
        let upserted = write(&live(settings(&server.origin()))).await.expect("an answer");
        assert_eq!((upserted.created(), upserted.body), (created, None), "{status}");
    }
}
