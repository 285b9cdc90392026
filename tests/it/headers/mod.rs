//! The headers of every response: one exact set for each class.

mod assets;
mod crawl;
mod policy;
mod sets;
mod theme;

use std::collections::BTreeMap;

use crate::support::http::Answer;

type Headers = BTreeMap<String, String>;

/// What differs from answer to answer by its nature.
const VARYING: [&str; 3] = ["date", "content-length", "x-request-id"];

/// The headers of an answer, without what varies and with the nonce replaced.
fn stable(answer: &Answer) -> Headers {
    let names = answer.headers.keys().map(|name| name.as_str().to_owned());
    let kept = names.filter(|name| !VARYING.contains(&name.as_str()));
    kept.map(|name| {
        let value = answer.header(&name).unwrap_or_default();
        let value = match nonce(answer) {
            Some(nonce) if name == "content-security-policy" => value.replace(&nonce, "NONCE"),
            _ => value,
        };
        (name, value)
    })
    .collect()
}

/// The number used once of a page's policy.
fn nonce(answer: &Answer) -> Option<String> {
    let policy = answer.header("content-security-policy")?;
    let (_, rest) = policy.split_once("'nonce-")?;
    rest.split_once('\'').map(|(nonce, _)| nonce.to_owned())
}

fn set(pairs: &[(&str, &str)]) -> Headers {
    let owned = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    owned.collect()
}
