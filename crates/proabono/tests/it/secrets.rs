//! Nothing of keys, addresses and bodies prints.

use std::error::Error as _;
use std::time::Duration;

use proabono::{Credentials, CustomerReference, Error, RetrieveCustomer, Settings};

use super::{live, settings};
use crate::support::raw::{Script, Scripted};

const CANARY: &str = "Zq7client";

/// Every way in which an error can be printed, its causes included.
fn printed(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text} {cause} {cause:?}");
        source = cause.source();
    }
    text
}

fn answer(status: u16, body: &str) -> Script {
    let length = body.len();
    Script::Say(format!(
        "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n\r\n{body}"
    ))
}

/// The error of a look-up whose reference and keys are the canary, with that answer.
async fn error_of(script: Script, change: impl FnOnce(&mut Settings)) -> Error {
    let server = Scripted::start(vec![script]).await;
    let mut settings = settings(&server.origin());
    settings.credentials = Credentials::new(CANARY, CANARY);
    settings.timeout = Duration::from_millis(500);
    change(&mut settings);
    let reference = CustomerReference::new(format!("cust-{CANARY}")).expect("a reference");
    let options = RetrieveCustomer::default();
    let read = live(settings).customers().retrieve(&reference, &options).await;
    read.expect_err("an error")
}

#[tokio::test]
async fn an_error_shows_no_key_no_address_and_no_body_however_it_is_printed() {
    let message = format!(r#"{{"Code":"Error.Api.Other","Message":"{CANARY}","Target":"a {CANARY}"}}"#);
    let scripts = [
        answer(400, &message),
        answer(422, &format!("[{message},{message}]")),
        answer(403, &format!(r#"{{"Code":"{CANARY} is no code","Message":"x"}}"#)),
        answer(500, CANARY),
        answer(200, CANARY),
        answer(200, &format!(r#"{{"Id":"{CANARY}"}}"#)),
        answer(200, &format!(r#"{{"Status":{{"{CANARY}":1}}}}"#)),
        answer(
            200,
            &format!(r#"{{"Links":[{{"rel":"hosted-home","href":["{CANARY}"]}}]}}"#),
        ),
        Script::Say(format!("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n{CANARY}")),
        Script::Say(format!("{CANARY}\r\n\r\n")),
        Script::SayAndHold(format!("HTTP/1.1 200 X\r\nX-Header: {CANARY}\r\n")),
    ];
    for script in scripts {
        let error = error_of(script, |_| {}).await;
        assert!(!printed(&error).contains(CANARY), "{}", printed(&error));
    }
    let large = error_of(answer(200, &CANARY.repeat(100)), |settings| {
        settings.max_body = 10;
    })
    .await;
    assert!(!printed(&large).contains(CANARY));
    let refused = error_of(answer(200, ""), |settings| {
        settings.base = "http://127.0.0.1:9".parse().expect("an address");
    })
    .await;
    assert!(!printed(&refused).contains(CANARY), "{}", printed(&refused));
    assert!(
        !printed(&refused).contains("/v1/Customer"),
        "{}",
        printed(&refused)
    );
}

#[tokio::test]
async fn a_proxy_with_a_password_does_not_print() {
    let proxy = format!("http://user:{CANARY}@127.0.0.1:9");
    let error = error_of(answer(200, ""), |settings| {
        settings.http_proxy = Some(proxy.parse().expect("an address"));
    })
    .await;
    assert!(!printed(&error).contains(CANARY), "{}", printed(&error));
    assert_eq!(error.proxy(), Some("http://127.0.0.1:9"));
    let words = "the HTTP proxy http://127.0.0.1:9 does not lead to ProAbono (http://127.0.0.1:";
    assert!(error.to_string().starts_with(words), "{error}");
}

#[tokio::test]
async fn a_call_that_takes_too_long_says_how_long_and_through_which_proxy() {
    let silent = || Script::SayAndHold(String::new());
    let direct = error_of(silent(), |_| {}).await;
    let words = direct.to_string();
    assert!(words.ends_with(" did not answer within 500ms"), "{words}");
    let through = error_of(silent(), |settings| {
        settings.http_proxy = Some(settings.base.clone());
        settings.base = "http://127.0.0.1:9".parse().expect("an address");
    })
    .await;
    let words = through.to_string();
    assert!(
        words.starts_with(
            "no answer of ProAbono (http://127.0.0.1:9) came through the HTTP proxy http://127.0.0.1:"
        ),
        "{words}"
    );
    assert!(words.ends_with(" within 500ms"), "{words}");
}

#[test]
fn credentials_and_links_do_not_print() {
    let credentials = Credentials::new(CANARY, CANARY);
    assert!(!format!("{credentials:?} {credentials:#?}").contains(CANARY));
    let body = format!(
        r#"{{"Links":[{{"rel":"hosted-home","href":"https://a.test/{CANARY}"}},{{"rel":"insite-x","query":"{CANARY}"}}]}}"#
    );
    let customer: proabono::Customer = serde_json::from_str(&body).expect("a customer");
    assert!(!format!("{customer:?}").contains(CANARY), "{customer:?}");
    assert!(!format!("{:#?}", customer.links).contains(CANARY));
}
