use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};

use crate::events::{Delivery, check_signature, read};

use super::line;

/// The secret of the seeds.
const SECRET: &str = "the-webhook-secret";
const BUSINESS: u64 = 1;

/// A delivery counts only with the signature of its key; and of a body nothing is kept that is longer than it may be. The first
/// two lines of the input are the two headers, the rest is the body.
pub fn webhooks(bytes: &[u8]) {
    let (key, rest) = line(bytes);
    let (given, body) = line(rest);
    headers(key, given);
    let Delivery::Event(event) = read(&Bytes::copy_from_slice(body), BUSINESS) else {
        return;
    };
    assert!(
        !event.id.is_empty() && event.id.chars().count() <= 100,
        "{:?}",
        event.id
    );
    assert!(event.trigger.chars().count() <= 100, "{:?}", event.trigger);
    assert!(
        event.body.len() <= 16 << 10,
        "{} bytes are kept",
        event.body.len()
    );
    if let Some(customer) = event.customer {
        let name = customer.to_string();
        let forbidden = ['<', '>', ';', '"', '=', '?', '&'];
        assert!(
            (1..=50).contains(&name.len()) && !name.contains(forbidden),
            "{name:?}"
        );
    }
    // The same body is the same event.
    let again = read(&Bytes::copy_from_slice(body), BUSINESS);
    assert!(matches!(again, Delivery::Event(again) if again.id == event.id));
}

fn headers(key: &[u8], given: &[u8]) {
    let (Ok(key), Ok(given)) = (HeaderValue::from_bytes(key), HeaderValue::from_bytes(given)) else {
        return;
    };
    let mut headers = HeaderMap::new();
    headers.append(HeaderName::from_static("x-proabono-key"), key.clone());
    headers.append(HeaderName::from_static("x-proabono-signature"), given.clone());
    let secrets = [SecretString::from(SECRET)];
    let mut hash = Sha256::new();
    hash.update(key.as_bytes());
    hash.update(SECRET);
    let right = BASE64_STANDARD.encode(hash.finalize());
    let is_right = !key.is_empty() && given.as_bytes() == right.as_bytes();
    assert_eq!(check_signature(&headers, &secrets).is_ok(), is_right);
    // A second one of either counts for nothing.
    headers.append(HeaderName::from_static("x-proabono-key"), key);
    assert!(check_signature(&headers, &secrets).is_err());
}
