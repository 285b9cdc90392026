//! The function behind the fuzz target `answers`, which is compiled for the target, and for the test that runs the seeds through
//! it.

use std::fmt::Debug;

use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue, RETRY_AFTER};
use serde::de::DeserializeOwned;

use crate::received::Received;
use crate::tree::Node;
use crate::{Customer, CustomerPaymentSettings, Error, Invoice, Offer, Page, Subscription, Usage, tolerant};

/// An answer is read or refused. One that is as documented is read the same by the tolerant reader, which finds nothing odd, and
/// a refusal never repeats the body. The first line of the input has the kind of answer, the status and, when there is one, the
/// value of `Retry-After`; the rest is the body.
///
/// # Panics
/// When that promise is broken.
pub fn answers(bytes: &[u8]) {
    let end = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .unwrap_or(bytes.len());
    let Ok(line) = std::str::from_utf8(&bytes[..end]) else {
        return;
    };
    let body = bytes.get(end + 1..).unwrap_or_default();
    let mut words = line.splitn(3, ' ');
    let (kind, status, pause) = (words.next(), words.next(), words.next());
    let status = status.and_then(|status| status.parse().ok()).unwrap_or(200);
    let mut headers = HeaderMap::new();
    if let Some(Ok(pause)) = pause.map(HeaderValue::from_str) {
        headers.insert(RETRY_AFTER, pause);
    }
    let received = Received::new("fuzz", status, &headers, &Bytes::copy_from_slice(body));
    match kind {
        Some("customer") => answer::<Customer>(&received, body),
        Some("invoice") => answer::<Invoice>(&received, body),
        Some("invoices") => answer::<Page<Invoice>>(&received, body),
        Some("offers") => answer::<Page<Offer>>(&received, body),
        Some("payment") => answer::<CustomerPaymentSettings>(&received, body),
        Some("subscriptions") => answer::<Page<Subscription>>(&received, body),
        Some("usages") => answer::<Page<Usage>>(&received, body),
        _ => {}
    }
}

fn answer<T: Debug + DeserializeOwned + PartialEq>(received: &Received, body: &[u8]) {
    let read = received.answer::<T>();
    let documented = serde_json::from_slice::<T>(body);
    if let (Ok(documented), Ok(tree)) = (&documented, serde_json::from_slice::<Node>(body)) {
        match tolerant::read::<T>(&tree) {
            Ok(tolerated) => {
                assert_eq!(&tolerated.value, documented);
                assert!(tolerated.odd.is_empty(), "{:?} is odd", tolerated.odd);
            }
            Err(path) => panic!("the tolerant reader stops at {path}"),
        }
        if received.status != 204 {
            assert_eq!(
                read.as_ref().ok().and_then(|read| read.body.as_ref()),
                Some(documented)
            );
        }
    }
    match received.success::<T>() {
        Ok(_) => assert!((200..300).contains(&received.status)),
        Err(Error::Refused(refusal)) => assert_eq!(refusal.status, received.status),
        Err(Error::Unreadable { status, .. }) => assert_eq!(status, received.status),
        Err(error) => panic!("{error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn every_seed_keeps_its_promise() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/answers");
        let mut seeds = 0;
        for seed in fs::read_dir(folder).unwrap() {
            super::answers(&fs::read(seed.unwrap().path()).unwrap());
            seeds += 1;
        }
        assert!(seeds > 0, "{folder} is empty");
    }
}
