//! A token that is refused: its line in the log says what was expected and what came, and holds neither the token nor its
//! user.

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::{SECRET, Signer, claims, now};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::{START, free_port, poll};

use super::{APP, KEY};

const USER: &str = "Zq7user";

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

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
            ("identity.handoff.links", "true"),
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

    fn visitor(&self) -> Visitor {
        Visitor::new(self.address.trim_end_matches("/Subscriptions"))
    }

    /// The line that the log has for a token that is refused.
    async fn line(&self, token: &str, status: u16) -> String {
        let body = format!("token={token}");
        self.refused(&[("origin", APP), FORM], Some(body), status).await
    }

    /// The line that the log has for such a request, a POST where there is a body. It has the number of the page.
    async fn refused(&self, headers: &[(&str, &str)], body: Option<String>, status: u16) -> String {
        let before = self.portal.output().len();
        let (method, path) = match &body {
            Some(_) => (Method::POST, "/Subscriptions/handoff"),
            None => (Method::GET, "/Subscriptions/handoff?tokn=a.b.c"),
        };
        let seen = self.visitor().ask(method, path, headers, body).await;
        seen.assert_status(status);
        let line = self.logged(before, "could not be shown").await;
        let number = seen.header("x-request-id").expect("a number");
        seen.assert_text(&format!("<code>{number}</code>"));
        assert!(line.contains(&number), "{line}");
        // The log escapes the quotes of its field.
        line.replace("\\\"", "\"").replace("\\\\", "\\")
    }

    /// The next line of the log with those words.
    async fn logged(&self, before: usize, words: &str) -> String {
        let line = poll(START, async || {
            let output = self.portal.output();
            let new = output.get(before..).unwrap_or_default();
            let line = new.lines().find(|line| line.contains(words));
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
    ]
}

/// The same for a claim of another shape.
fn shapes() -> Vec<(&'static str, Value, Vec<String>)> {
    let shapes = [
        (
            "sub",
            json!(4.2),
            "`sub` must be a text or a whole number, and it is a number that is not whole",
        ),
        ("sub", json!({}), "it is an object"),
        ("sub", json!(1e30), "it is a number that is too large"),
        (
            "exp",
            json!(now() * 1_000),
            "it is in milliseconds; write seconds",
        ),
        (
            "iat",
            json!(now() * 1_000_000),
            "it is a number that is too large",
        ),
        ("nbf", json!(-1), "it is a number below zero"),
    ];
    let with =
        |(name, value, words): (_, _, &str)| (name, value, vec![format!("`{name}` "), words.to_owned()]);
    shapes.map(with).into()
}

#[tokio::test]
async fn a_claim_that_is_refused_is_said_beside_what_was_expected() {
    let page = Page::start().await;
    for (name, value, words) in changes(&page).into_iter().chain(shapes()) {
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
        let line = page.line(&token, 403).await;
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

#[tokio::test]
async fn a_token_from_another_page_is_told_by_its_origin_and_the_expected_one() {
    let page = Page::start().await;
    let long = format!("https://{}.example", "x".repeat(500));
    for (origins, words) in [
        (vec!["https://evil.example"], "\"https://evil.example\""),
        (vec!["http://a\\nb"], "\"http://a\\\\nb\""),
        (vec![long.as_str()], "xxx\"…, and "),
        (vec!["null"], "Referrer-Policy: no-referrer?"),
        (vec![], "without an `Origin` header, or with several"),
        (
            vec![APP, "https://evil.example"],
            "without an `Origin` header, or with several",
        ),
    ] {
        let headers: Vec<_> = origins
            .iter()
            .map(|origin| ("origin", *origin))
            .chain([FORM])
            .collect();
        let line = page.refused(&headers, Some("token=a.b.c".to_owned()), 403).await;
        for words in [words, &format!("{APP:?} is expected")] {
            assert!(line.contains(words), "{words:?} in {line}");
        }
    }
}

#[tokio::test]
async fn a_hand_off_without_a_token_says_so_and_what_came() {
    let page = Page::start().await;
    let usual = "content type is \"application/x-www-form-urlencoded\"";
    let json = ("content-type", "application/json");
    let parts = ("content-type", "multipart/form-data; boundary=x");
    for (kind, body, words) in [
        (Some(FORM), "tokn=a.b.c", usual),
        (Some(FORM), "token=", usual),
        (Some(FORM), "token=a.b.c&token=a.b.c", usual),
        (Some(json), "{\"token\":\"a.b.c\"}", "\"application/json\""),
        (
            Some(parts),
            "--x\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\na.b.c\r\n--x--\r\n",
            "\"multipart/form-data; boundary=x\"",
        ),
        (None, "token=a.b.c", "content type is missing"),
    ] {
        let headers: Vec<_> = [("origin", APP)].into_iter().chain(kind).collect();
        let line = page.refused(&headers, Some(body.to_owned()), 403).await;
        for words in [words, "no token came"] {
            assert!(line.contains(words), "{body}: {words:?} in {line}");
        }
    }
    let line = page.refused(&[], None, 403).await;
    assert!(
        line.contains("one parameter `token` is expected in the link"),
        "{line}"
    );
    let line = page.line("Bearer+a.b.c", 403).await;
    assert!(line.contains("begins with `Bearer`"), "{line}");
}

#[tokio::test]
async fn details_of_another_shape_are_left_out_and_named() {
    let page = Page::start().await;
    let claims = page.claims(|claims| {
        claims.insert("name".to_owned(), json!({ "Zq7": 1 }));
        claims.insert("email".to_owned(), json!("Zq7@@acme.example"));
        claims.insert("locale".to_owned(), json!(""));
    });
    let token = Signer::secret().usual(&claims);
    let posted = page
        .visitor()
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    posted.assert_status(303);
    let line = page.logged(0, "left out details of a user").await;
    assert!(line.contains("\"name, email\""), "{line}");
    assert_silent(&page);
}

#[track_caller]
fn assert_silent(page: &Page) {
    let output = page.portal.output();
    for secret in [SECRET, KEY, "Zq7", "eyJ"] {
        assert!(!output.contains(secret), "{secret}: {output}");
    }
}
