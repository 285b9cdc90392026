//! A token that is refused: its line in the log says what was expected and what came, and holds neither the token nor its
//! user.

use serde_json::{Map, Value, json};

use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::{SECRET, Signer, claims, now};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::{START, free_port, poll};

use super::{APP, KEY};

const USER: &str = "Zq7user";

/// The page in the real binary.
struct Page {
    portal: PortalProcess,
    address: String,
    _upstream: Upstream,
}

impl Page {
    async fn start() -> Self {
        let upstream = Upstream::start(account());
        let origin = format!("http://127.0.0.1:{}", free_port());
        let address = format!("{origin}/Subscriptions");
        let listen = origin.trim_start_matches("http://").to_owned();
        let operations = format!("127.0.0.1:{}", free_port());
        let settings = [
            ("server.listen", listen.as_str()),
            ("operations.listen", &operations),
            ("server.public_url", &address),
            ("page.sign_in_url", "https://app.acme.example/login"),
            ("sessions.key", KEY),
            ("identity.handoff.issuer", APP),
            ("identity.handoff.key", SECRET),
            ("identity.handoff.origins", APP),
            ("identity.shared_ids", "true"),
        ];
        let pairs = variables(upstream.origin(), &settings);
        let portal = PortalProcess::start(&borrowed(&pairs), &["serve"]).await;
        Self {
            portal,
            address,
            _upstream: upstream,
        }
    }

    /// The claims of a good token, with some of them changed.
    fn claims(&self, change: impl FnOnce(&mut Map<String, Value>)) -> Value {
        let mut claims = claims(APP, &self.address, USER);
        claims.insert("email".to_owned(), json!("Zq7@acme.example"));
        change(&mut claims);
        Value::Object(claims)
    }

    /// The line that the log has for a token that is refused.
    async fn line(&self, token: &str, status: u16) -> String {
        let before = self.portal.output().len();
        let origin = self.address.trim_end_matches("/Subscriptions");
        let mut visitor = Visitor::new(origin);
        let seen = visitor
            .post("/Subscriptions/handoff", APP, &[("token", token)])
            .await;
        assert_eq!(seen.status, status, "{token}");
        let line = poll(START, async || {
            let output = self.portal.output();
            let new = output.get(before..).unwrap_or_default();
            let line = new.lines().find(|line| line.contains("could not be shown"));
            line.map(str::to_owned)
        });
        line.await.expect("a line of the log")
    }
}

/// A claim that is changed, and the words of the line.
fn changes(page: &Page) -> Vec<(&'static str, Value, Vec<String>)> {
    let at = |seconds: i64| {
        let time = jiff::Timestamp::from_second(seconds).expect("a time");
        time.to_string()
    };
    let (past, future) = (now() - 600, now() + 600);
    let address = &page.address;
    vec![
        (
            "iss",
            json!("https://other.example"),
            vec![format!("{APP:?}"), "\"https://other.example\"".into()],
        ),
        (
            "aud",
            json!("https://else.example"),
            vec![format!("{address:?}"), "\"https://else.example\"".into()],
        ),
        (
            "aud",
            json!(["a", "b"]),
            vec![format!("{address:?}"), "\"a\", \"b\"".into()],
        ),
        ("aud", json!([]), vec!["an empty list".into()]),
        (
            "aud",
            json!(format!("{address}/logout")),
            vec!["must not end in /logout".into()],
        ),
        (
            "aud",
            json!("x".repeat(500)),
            vec![format!("\"{}\"…", "x".repeat(120))],
        ),
        ("aud", json!("a\nb"), vec!["a\\nb".into()]),
        (
            "exp",
            json!(past),
            vec![at(past), "here it is 20".to_owned(), "30 s".into()],
        ),
        ("exp", json!(future), vec!["valid for ".into(), "300 s".into()]),
        ("nbf", json!(future), vec![at(future), "clocks".into()]),
        ("jti", json!(""), vec!["`jti`".into(), "an empty text".into()]),
        (
            "sub",
            json!(4.2),
            vec![
                "`sub` must be a text or a whole number".into(),
                "not whole".into(),
            ],
        ),
        ("sub", json!({}), vec!["`sub`".into(), "an object".into()]),
    ]
}

#[tokio::test]
async fn a_claim_that_is_refused_is_said_beside_what_was_expected() {
    let page = Page::start().await;
    for (name, value, words) in changes(&page) {
        let claims = page.claims(|claims| {
            claims.insert(name.to_owned(), value.clone());
        });
        let status = if words.iter().any(|words| words == "30 s") {
            400
        } else {
            403
        };
        let token = Signer::secret().usual(&claims);
        let line = page.line(&token, status).await;
        for words in words {
            // The log escapes the quotes of its field.
            let line = line.replace("\\\"", "\"").replace("\\\\", "\\");
            assert!(line.contains(&words), "{name}: {words:?} in {line}");
        }
    }
    assert_silent(&page);
}

#[tokio::test]
async fn a_header_or_a_signature_that_is_refused_is_said_beside_what_was_expected() {
    let page = Page::start().await;
    let good = page.claims(|_| {});
    let other = Signer::Secret("1c2f7a1e5b8d4036f1a7c3e85d2b6940".to_owned());
    let with = |header: Value| Signer::secret().token(&header, &good);
    for (token, words) in [
        (with(json!({ "alg": "HS512" })), ["HS256", "\"HS512\""]),
        (with(json!({ "alg": "none" })), ["HS256", "\"none\""]),
        (with(json!({})), ["HS256", "missing"]),
        (
            with(json!({ "alg": "HS256", "typ": "at+jwt" })),
            ["\"at+jwt\"", "JWT"],
        ),
        (
            other.token(&json!({ "alg": "HS256", "kid": "k9" }), &good),
            ["signature is wrong", "\"k9\""],
        ),
        (other.usual(&good), ["`kid` missing", "line break"]),
        ("a.b".to_owned(), ["not a JWT", "three parts"]),
        ("a".repeat(9_000), ["9000 bytes", "8192"]),
    ] {
        let line = page.line(&token, 403).await.replace("\\\"", "\"");
        for words in words {
            assert!(line.contains(words), "{words:?} in {line}");
        }
        let signature = token.rsplit('.').next().expect("a part");
        assert!(
            signature.len() < 20 || !page.portal.output().contains(signature),
            "{line}"
        );
    }
    assert_silent(&page);
}

#[track_caller]
fn assert_silent(page: &Page) {
    let output = page.portal.output();
    for secret in [SECRET, KEY, "Zq7", "eyJ"] {
        assert!(!output.contains(secret), "{secret}: {output}");
    }
}
