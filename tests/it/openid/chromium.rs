//! Tokens that cannot be believed, as a real browser brings them back.

use serde_json::{Value, json};
use url::Url;

use super::{Idp, Site};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::wait::free_port;

/// What the token says instead, and whether the visitor is signed in then.
fn cases() -> Vec<(&'static str, Value, bool)> {
    let now = jiff::Timestamp::now().as_second();
    vec![
        ("a wrong audience", json!({ "aud": "another" }), false),
        ("a wrong nonce", json!({ "nonce": "another" }), false),
        ("no nonce", json!({ "nonce": null }), false),
        ("a wrong issuer", json!({ "iss": "https://evil.example" }), false),
        (
            "an expired token",
            json!({ "iat": now - 900, "exp": now - 600 }),
            false,
        ),
        ("a good token", json!({}), true),
    ]
}

#[tokio::test]
async fn a_token_with_a_wrong_claim_ends_in_a_page_in_a_real_browser() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let browser = Browser::start(BrowserOptions::default()).await;
    for (name, claims, signed_in) in cases() {
        idp.script()
            .instead
            .insert("/authorize", (200, "\"the provider's form\"".to_owned()));
        browser.goto(&site.page("?plan=a")).await;
        let address = browser.eval("location.href").await;
        let address = Url::parse(address.as_str().expect("an address")).expect("an address");
        assert!(address.as_str().starts_with(&idp.issuer), "{name}: {address}");
        let parameter = |wanted: &str| {
            let found = address.query_pairs().find(|(name, _)| name == wanted);
            found.expect("a parameter").1.into_owned()
        };
        {
            let mut script = idp.script();
            script.claims = claims;
            (script.nonce, script.challenge) = (parameter("nonce"), parameter("code_challenge"));
        }
        let mut callback = Url::parse(&site.page("/callback")).expect("an address");
        callback
            .query_pairs_mut()
            .append_pair("code", "a-code")
            .append_pair("state", &parameter("state"))
            .append_pair("iss", &idp.issuer);
        browser.goto(callback.as_str()).await;
        let framed = browser.eval("!!document.querySelector('iframe')").await;
        assert_eq!(framed, signed_in, "{name}");
        let button = browser
            .eval("document.querySelector('main a.button')?.pathname.endsWith('/login') === true")
            .await;
        assert_eq!(button, !signed_in, "{name}: the way on");
        if !signed_in {
            site.assert_no_customer().await;
        }
        // Brought back once more, the same answer signs nobody in; whoever is signed in already sees their page.
        browser.goto(callback.as_str()).await;
        let framed = browser.eval("!!document.querySelector('iframe')").await;
        assert_eq!(framed, signed_in, "{name}, replayed");
    }
}
