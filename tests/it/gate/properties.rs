//! What holds for any string at all.

use proabono_portal::crylk::{Gate, from_query};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use url::Url;

use super::{check, only};
use crate::support::trials::{record, trials};

/// What hostile links are made of: joined at random they come much closer to the gate than random characters.
const PIECES: [&str; 60] = [
    "https://",
    "HTTPS://",
    "https:",
    "https:/",
    "https:///",
    "http://",
    "//",
    "/",
    "\\",
    "proabono.com",
    "ProAbono.com",
    "mon-app.via.proabono.com",
    "proabono.com.",
    ".proabono.com",
    "evilproabono.com",
    "evil.test",
    "a",
    ".",
    "..",
    "-",
    "_",
    "@",
    ":",
    ":443",
    ":0443",
    ":8443",
    "443",
    "?",
    "#",
    "%2f",
    "%5c",
    "%40",
    "%2e",
    "%00",
    "%0a",
    "%",
    "%zz",
    "%c0%ae",
    "\t",
    "\n",
    "\r",
    "\0",
    " ",
    "\u{a0}",
    "\u{200b}",
    "\u{3002}",
    "\u{ff0e}",
    "\u{ff0f}",
    "\u{202e}",
    "\u{e9}",
    "xn--",
    "[::1]",
    "127.0.0.1",
    "0x7f.1",
    "&",
    ";",
    "=",
    "\"",
    "'",
    "<",
];

fn joined() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..10);
    pieces.prop_map(|pieces| pieces.concat())
}

/// A good beginning with anything behind it.
fn begun() -> impl Strategy<Value = String> {
    const HOSTS: [&str; 3] = ["proabono.com", "x.proabono.com", "PROABONO.com"];
    let host = prop::sample::select(HOSTS.as_slice());
    (host, prop_oneof![joined(), any::<String>()]).prop_map(|(host, rest)| format!("https://{host}{rest}"))
}

fn any_link() -> impl Strategy<Value = String> {
    prop_oneof![1 => any::<String>(), 3 => joined(), 2 => begun()]
}

/// Runs a claim on that many links.
fn on_links(name: &str, claim: impl Fn(&str) -> Result<bool, TestCaseError>) {
    let cases = trials(name, 5_000, 200_000);
    let mut runner = TestRunner::new(Config {
        cases: u32::try_from(cases).expect("a number of cases"),
        failure_persistence: None,
        ..Config::default()
    });
    let accepted = std::cell::Cell::new(0_usize);
    let run = runner.run(&any_link(), |link| {
        accepted.set(accepted.get() + usize::from(claim(&link)?));
        Ok(())
    });
    run.unwrap_or_else(|fault| panic!("{fault}"));
    record(name, &format!("{} of the links were accepted", accepted.get()));
    assert!(
        accepted.get() > cases / 100,
        "too few good links to mean anything"
    );
}

/// The promise, judged from the outside.
fn is_proabonos(text: &str) -> Result<(), TestCaseError> {
    prop_assert!(text.starts_with("https://"), "{text:?}");
    let url = Url::parse(text).expect("an emitted link parses");
    prop_assert_eq!(url.scheme(), "https");
    prop_assert_eq!(url.port(), None);
    prop_assert_eq!((url.username(), url.password()), ("", None));
    let host = url.host_str().expect("a host").to_owned();
    prop_assert!(
        host == "proabono.com" || host.ends_with(".proabono.com"),
        "{host:?}"
    );
    prop_assert_eq!(url.as_str(), text, "what is emitted is what the parser writes");
    let behind = &text["https://".len() + host.len()..];
    prop_assert!(
        behind.starts_with('/'),
        "the host ends where it seems to: {text:?}"
    );
    prop_assert!(
        !text.contains(|c: char| c.is_ascii_control() || c == '\\' || !c.is_ascii()),
        "{text:?}"
    );
    Ok(())
}

#[test]
fn whatever_is_accepted_leads_to_proabono_over_https() {
    on_links("links judged by what the gate emits", |link| match check(link) {
        Ok(url) => is_proabonos(url.as_str()).map(|()| true),
        Err(_) => Ok(false),
    });
}

#[test]
fn what_is_emitted_is_accepted_again_unchanged() {
    on_links("links checked twice", |link| {
        let Ok(first) = check(link) else {
            return Ok(false);
        };
        let second = check(first.as_str());
        prop_assert_eq!(second, Ok(first));
        Ok(true)
    });
}

#[test]
fn a_narrower_list_accepts_nothing_that_the_wide_one_refuses() {
    let narrow = only(&["x.proabono.com", "proabono.com"]);
    on_links("links against a narrower list", |link| {
        let Ok(url) = narrow.check(link) else {
            return Ok(false);
        };
        prop_assert_eq!(check(link), Ok(url.clone()));
        let host = Url::parse(url.as_str())
            .expect("a URL")
            .host_str()
            .map(str::to_owned);
        let listed = matches!(host.as_deref(), Some("x.proabono.com" | "proabono.com"));
        prop_assert!(listed, "{:?}", host);
        Ok(true)
    });
}

#[test]
fn a_link_survives_a_query_exactly_once_encoded() {
    on_links("links through a query", |link| {
        let encoded: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();
        let read = from_query(&format!("a=1&crylk={encoded}&b=%25"));
        let read = read.expect("whole escapes").expect("the parameter");
        prop_assert_eq!(read.as_str(), link);
        Ok(Gate::default().check(read.as_str()).is_ok())
    });
}
