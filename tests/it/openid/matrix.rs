//! One table: what a provider may do wrong, and how the sign-in ends. None of it shows or looks up a customer.

use serde_json::{Value, json};

use super::idp::{Idp, Script};
use super::keys::Sign;
use super::site::Site;
use super::visitor::{Seen, Visitor};
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::wait::free_port;

/// How a sign-in ends: the word in the metrics, and the status of the page.
#[derive(Clone, Copy)]
enum End {
    Done,
    Refused,
    Failed,
    Away,
}

impl End {
    fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Away => "away",
        }
    }

    fn status(self) -> u16 {
        match self {
            Self::Done => 200,
            Self::Refused => 403,
            Self::Failed => 400,
            Self::Away => 503,
        }
    }
}

type Case = (&'static str, fn(&mut Script), End);

fn soon(seconds: i64) -> i64 {
    jiff::Timestamp::now().as_second() + seconds
}

fn claims(script: &mut Script, claims: Value) {
    script.claims = claims;
}

fn sign(script: &mut Script, sign: Sign) {
    script.sign = sign;
}

fn answer(script: &mut Script, path: &'static str, status: u16, text: &str) {
    script.instead.insert(path, (status, text.to_owned()));
}

use End::{Away, Done, Failed, Refused};

const GOOD: &[Case] = &[
    ("ES256", |_| (), Done),
    ("RS256", |s| sign(s, Sign::Rs256), Done),
    ("PS256", |s| sign(s, Sign::Ps256), Done),
    ("EdDSA", |s| sign(s, Sign::EdDsa), Done),
    (
        "a list of us alone",
        |s| claims(s, json!({ "aud": ["subscriptions"] })),
        Done,
    ),
    (
        "for several, issued to us",
        |s| {
            claims(
                s,
                json!({ "aud": ["other", "subscriptions"], "azp": "subscriptions" }),
            );
        },
        Done,
    ),
    (
        "no kid, and one key that fits",
        |s| s.header = json!({ "kid": null }),
        Done,
    ),
    ("no typ", |s| s.header = json!({ "typ": null }), Done),
    (
        "clocks 20 seconds apart",
        |s| claims(s, json!({ "iat": soon(20), "nbf": soon(20) })),
        Done,
    ),
    (
        "details from beside the token",
        |s| claims(s, json!({ "name": null, "email": null })),
        Done,
    ),
    (
        "truth values as texts",
        |s| claims(s, json!({ "email_verified": "true" })),
        Done,
    ),
    (
        "no details anywhere",
        |s| {
            claims(s, json!({ "name": "Alice Martin", "locale": null }));
            answer(s, "/userinfo", 500, "{}");
        },
        Done,
    ),
    (
        "another's details beside the token",
        |s| {
            claims(s, json!({ "locale": null }));
            s.info = json!({ "sub": "mallory", "name": "Mallory" });
        },
        Done,
    ),
];

const TOKENS: &[Case] = &[
    ("wrong aud", |s| claims(s, json!({ "aud": "other" })), Refused),
    (
        "aud that starts like ours",
        |s| claims(s, json!({ "aud": "subscriptions2" })),
        Refused,
    ),
    ("no aud", |s| claims(s, json!({ "aud": null })), Refused),
    (
        "for several, to nobody",
        |s| claims(s, json!({ "aud": ["subscriptions", "other"] })),
        Refused,
    ),
    (
        "for several, to another",
        |s| {
            claims(s, json!({ "aud": ["subscriptions", "other"], "azp": "other" }));
        },
        Refused,
    ),
    (
        "for us, issued to another",
        |s| claims(s, json!({ "azp": "other" })),
        Refused,
    ),
    (
        "azp that is no text",
        |s| claims(s, json!({ "azp": ["subscriptions"] })),
        Refused,
    ),
    (
        "wrong issuer",
        |s| claims(s, json!({ "iss": "https://evil.test" })),
        Refused,
    ),
    ("no issuer", |s| claims(s, json!({ "iss": null })), Refused),
    ("expired", |s| claims(s, json!({ "exp": soon(-40) })), Refused),
    ("no end", |s| claims(s, json!({ "exp": null })), Refused),
    (
        "issued in the future",
        |s| claims(s, json!({ "iat": soon(60) })),
        Refused,
    ),
    (
        "issued long ago",
        |s| claims(s, json!({ "iat": soon(-640) })),
        Refused,
    ),
    (
        "issued at no time",
        |s| claims(s, json!({ "iat": null })),
        Refused,
    ),
    (
        "not valid yet",
        |s| claims(s, json!({ "nbf": soon(60) })),
        Refused,
    ),
    (
        "nbf that is no number",
        |s| claims(s, json!({ "nbf": "now" })),
        Refused,
    ),
    (
        "wrong nonce",
        |s| claims(s, json!({ "nonce": "another-sign-in" })),
        Refused,
    ),
    ("no nonce", |s| claims(s, json!({ "nonce": null })), Refused),
    ("no subject", |s| claims(s, json!({ "sub": null })), Refused),
    ("an empty subject", |s| claims(s, json!({ "sub": "" })), Refused),
    (
        "a subject with a control",
        |s| claims(s, json!({ "sub": "ali\u{7}ce" })),
        Refused,
    ),
    (
        "a subject of 501 bytes",
        |s| claims(s, json!({ "sub": "s".repeat(501) })),
        Refused,
    ),
    ("none", |s| sign(s, Sign::Unsigned), Refused),
    (
        "None",
        |s| {
            sign(s, Sign::Unsigned);
            s.header = json!({ "alg": "None" });
        },
        Refused,
    ),
    (
        "none with a good signature",
        |s| s.header = json!({ "alg": "none" }),
        Refused,
    ),
    (
        "HS256 with the public key",
        |s| sign(s, Sign::HmacOfPublicKey),
        Refused,
    ),
    (
        "HS256 with the client's secret",
        |s| sign(s, Sign::HmacOfClientSecret),
        Refused,
    ),
    (
        "RS256 that is ES256",
        |s| s.header = json!({ "alg": "RS256", "kid": "rsa" }),
        Refused,
    ),
    (
        "an algorithm that nobody knows",
        |s| s.header = json!({ "alg": "XS256" }),
        Refused,
    ),
    ("a stranger's key", |s| sign(s, Sign::Stranger), Refused),
    (
        "a key that is not published",
        |s| sign(s, Sign::Unpublished),
        Refused,
    ),
    (
        "the stranger's key in the token",
        |s| {
            sign(s, Sign::Stranger);
            s.header = json!({ "jwk": s.keys.stranger(), "jku": "https://evil.test/jwks" });
        },
        Refused,
    ),
    (
        "critical extensions",
        |s| s.header = json!({ "crit": ["exp"] }),
        Refused,
    ),
    (
        "an access token",
        |s| s.header = json!({ "typ": "at+jwt" }),
        Refused,
    ),
    ("a nested token", |s| s.header = json!({ "cty": "JWT" }), Refused),
    (
        "encrypted",
        |s| s.header = json!({ "alg": "RSA-OAEP", "enc": "A256GCM" }),
        Refused,
    ),
    (
        "no signature",
        |s| s.mangle = |t| Value::String(t[..=t.rfind('.').unwrap_or(0)].to_owned()),
        Refused,
    ),
    (
        "a changed signature",
        |s| s.mangle = |t| Value::String(changed(&t, 2)),
        Refused,
    ),
    (
        "changed claims",
        |s| s.mangle = |t| Value::String(changed(&t, 1)),
        Refused,
    ),
    (
        "two parts",
        |s| s.mangle = |t| Value::String(t[..t.rfind('.').unwrap_or(0)].to_owned()),
        Refused,
    ),
    (
        "five parts",
        |s| s.mangle = |t| Value::String(format!("{t}.a.b")),
        Refused,
    ),
    ("no token at all", |s| s.mangle = |_| Value::Null, Refused),
    ("a number for a token", |s| s.mangle = |_| json!(7), Refused),
    ("a word for a token", |s| s.mangle = |_| json!("token"), Refused),
];

const ENDPOINTS: &[Case] = &[
    (
        "the code is used",
        |s| answer(s, "/token", 400, r#"{"error":"invalid_grant"}"#),
        Failed,
    ),
    (
        "the secret is wrong",
        |s| answer(s, "/token", 401, r#"{"error":"invalid_client"}"#),
        Refused,
    ),
    (
        "another proof key",
        |s| s.challenge = "another".to_owned(),
        Refused,
    ),
    (
        "no JSON",
        |s| answer(s, "/token", 200, "<h1>Welcome</h1>"),
        Refused,
    ),
    ("a redirect", |s| answer(s, "/token", 302, ""), Refused),
    ("too busy", |s| answer(s, "/token", 503, "{}"), Away),
    (
        "too busy, in its own words",
        |s| {
            answer(s, "/token", 400, r#"{"error":"temporarily_unavailable"}"#);
        },
        Away,
    ),
    (
        "too long",
        |s| answer(s, "/token", 200, &"[".repeat(2 << 20)),
        Away,
    ),
    ("too slow", |s| s.delay = std::time::Duration::from_secs(3), Away),
];

/// The same token with another letter in the middle of one of its parts.
fn changed(token: &str, part: usize) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let middle = parts[part].len() / 2;
    let letter = if parts[part].as_bytes()[middle] == b'A' {
        "B"
    } else {
        "A"
    };
    parts[part].replace_range(middle..=middle, letter);
    parts.join(".")
}

/// A sign-in that goes as the case says.
async fn run(site: &Site, idp: &Idp, change: fn(&mut Script)) -> Seen {
    idp.heal();
    let mut visitor = Visitor::new();
    let callback = come_back(site, idp, &mut visitor).await;
    change(&mut idp.script());
    visitor.follow(&callback).await
}

async fn all(cases: &[Case]) {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for (name, change, end) in cases {
        let before = site.sign_ins(end.word()).await;
        let seen = run(&site, &idp, *change).await;
        assert_eq!(seen.answer.status, end.status(), "{name}: {seen:#?}");
        assert_eq!(site.sign_ins(end.word()).await, before + 1, "{name}");
        match end {
            Done => assert_signed_in(&seen, "Alice Martin"),
            _ => assert_nobody(&seen, end.status()),
        }
    }
    let refused = cases.iter().all(|(_, _, end)| !matches!(end, Done));
    if refused {
        site.assert_no_customer().await;
    }
}

#[tokio::test]
async fn what_a_good_provider_may_do_signs_in() {
    all(GOOD).await;
}

#[tokio::test]
async fn a_token_that_cannot_be_believed_ends_in_a_page_and_never_in_a_customer() {
    all(TOKENS).await;
}

#[tokio::test]
async fn an_endpoint_that_fails_ends_in_a_page_and_never_in_a_customer() {
    all(ENDPOINTS).await;
}

#[tokio::test]
async fn a_missing_id_claim_is_refused_and_the_log_names_it_elsewhere() {
    let idp = Idp::start();
    let settings = [idp.settings().as_slice(), &[("identity.oidc.id_claim", "oid")]].concat();
    let site = Site::start(free_port(), &settings);
    assert_nobody(&run(&site, &idp, |_| ()).await, 403);
    // What stands beside the token counts, when it is about the same subject.
    let beside = |s: &mut Script| s.info = json!({ "sub": "alice", "oid": "alice", "name": "Alice" });
    assert_signed_in(&run(&site, &idp, beside).await, "Alice Martin");
    let other = |s: &mut Script| s.info = json!({ "sub": "mallory", "oid": "alice" });
    assert_nobody(&run(&site, &idp, other).await, 403);
    let away = |s: &mut Script| answer(s, "/userinfo", 500, "{}");
    assert_nobody(&run(&site, &idp, away).await, 503);
}
