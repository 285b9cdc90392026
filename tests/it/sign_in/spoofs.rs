//! The hand-off's part of the matrix of spoofs: each ends in a refusal, never in a customer.

use serde_json::{Map, Value, json};

use crate::support::tokens::{SECRET, Signer, now};

use super::{APP, Site};

/// What is done to a good token.
type Change = fn(&mut Map<String, Value>);

/// The name of a case, what it changes, and the status of the answer.
const CLAIMS: &[(&str, Change, u16)] = &[
    ("good", |_| {}, 303),
    (
        "audience among several",
        |c| put(c, "aud", json!(["other", c["aud"]])),
        303,
    ),
    (
        "times with a fraction",
        |c| put(c, "iat", json!(now_f64() - 0.5)),
        303,
    ),
    ("an exp just within the leeway", |c| times(c, -60, -10), 303),
    ("expired", |c| times(c, -120, -31), 400),
    ("expired long ago", |c| times(c, -90_000, -89_900), 400),
    ("not yet valid", |c| put(c, "nbf", json!(now() + 60)), 403),
    ("issued in the future", |c| times(c, 60, 120), 403),
    ("valid for more than five minutes", |c| times(c, 0, 301), 403),
    ("valid for ever", |c| put(c, "exp", json!(i64::MAX)), 403),
    (
        "wrong audience",
        |c| put(c, "aud", json!("https://other.example")),
        403,
    ),
    (
        "no audience among several",
        |c| put(c, "aud", json!(["a", "b"])),
        403,
    ),
    (
        "an audience that is no text",
        |c| put(c, "aud", json!({ "a": 1 })),
        403,
    ),
    (
        "wrong issuer",
        |c| put(c, "iss", json!("https://evil.example")),
        403,
    ),
    (
        "an issuer with a slash more",
        |c| put(c, "iss", json!(format!("{APP}/"))),
        403,
    ),
    ("an issuer that is a list", |c| put(c, "iss", json!([APP])), 403),
    ("a user that is a whole number", |c| put(c, "sub", json!(42)), 303),
    ("a user that is a fraction", |c| put(c, "sub", json!(4.2)), 403),
    (
        "a user that is a truth value",
        |c| put(c, "sub", json!(true)),
        403,
    ),
    ("a user that is a list", |c| put(c, "sub", json!(["alice"])), 403),
    ("claims that nothing reads", |c| c.extend(odd_claims()), 303),
    ("an empty user", |c| put(c, "sub", json!("")), 403),
    ("a blank user", |c| put(c, "sub", json!("  ")), 403),
    (
        "a user of 501 bytes",
        |c| put(c, "sub", json!("u".repeat(501))),
        403,
    ),
    (
        "a user with a control character",
        |c| put(c, "sub", json!("a\u{0}b")),
        403,
    ),
    ("an empty name of its own", |c| put(c, "jti", json!("")), 403),
    (
        "a name of its own that is too long",
        |c| put(c, "jti", json!("j".repeat(256))),
        403,
    ),
    ("an exp that is a text", |c| put(c, "exp", json!("tomorrow")), 403),
    ("a negative exp", |c| put(c, "exp", json!(-1)), 403),
    ("an nbf that is a text", |c| put(c, "nbf", json!("now")), 403),
    ("no iss", |c| drop(c.remove("iss")), 403),
    ("no aud", |c| drop(c.remove("aud")), 403),
    ("no sub", |c| drop(c.remove("sub")), 403),
    ("no exp", |c| drop(c.remove("exp")), 403),
    ("no iat", |c| drop(c.remove("iat")), 403),
    ("no jti", |c| drop(c.remove("jti")), 403),
];

fn odd_claims() -> Map<String, Value> {
    let claims = json!({ "amr": "pwd", "acr": 1, "auth_time": "now", "address": "Rue", "azp": ["x"], "nonce": {},
        "name": ["x"], "email": 7, "locale": {}, "nbf": null });
    claims.as_object().cloned().unwrap_or_default()
}

fn put(claims: &mut Map<String, Value>, name: &str, value: Value) {
    claims.insert(name.to_owned(), value);
}

fn times(claims: &mut Map<String, Value>, issued: i64, expires: i64) {
    put(claims, "iat", json!(now() + issued));
    put(claims, "exp", json!(now() + expires));
}

#[allow(clippy::cast_precision_loss, reason = "seconds since 1970 are far from 2^52")]
fn now_f64() -> f64 {
    now() as f64
}

#[tokio::test]
async fn a_token_with_a_wrong_claim_signs_nobody_in() {
    let site = Site::start(&[]);
    site.file_is_old();
    for (name, change, expected) in CLAIMS {
        let mut claims = site.claims("alice");
        change(&mut claims);
        assert_posted(&site, name, &site.signer.usual(&Value::Object(claims)), *expected).await;
    }
    assert_eq!(site.served.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn a_token_with_a_wrong_header_or_signature_signs_nobody_in() {
    let site = Site::start(&[]);
    for (name, token) in broken(&site).into_iter().chain(headed(&site)) {
        assert_posted(&site, name, &token, 403).await;
    }
    assert_eq!(site.served.upstream.reads_and_writes().await, (0, 0));
}

/// Tokens that are not what was signed.
fn broken(site: &Site) -> Vec<(&'static str, String)> {
    let claims = Value::Object(site.claims("alice"));
    let good = site.signer.usual(&claims);
    let (signed, signature) = good.rsplit_once('.').expect("three parts");
    let (head, body) = signed.split_once('.').expect("two parts");
    let mut tampered = site.claims("bruno");
    put(&mut tampered, "jti", claims["jti"].clone());
    let other_body = site.signer.usual(&Value::Object(tampered));
    let other_body = other_body.split('.').nth(1).expect("a body");
    [
        ("tampered claims", format!("{head}.{other_body}.{signature}")),
        (
            "a cut signature",
            format!("{signed}.{}", &signature[..signature.len() - 2]),
        ),
        ("no signature", format!("{signed}.")),
        ("two parts", signed.to_owned()),
        ("four parts", format!("{good}.x")),
        ("padding", format!("{good}=")),
        ("a space", format!("{head} .{body}.{signature}")),
        ("another secret", Signer::Secret("x".repeat(32)).usual(&claims)),
        ("RS256 with a key of its own", Signer::rsa().usual(&claims)),
        ("no token", String::new()),
        ("words", "let me in".to_owned()),
        ("dots", "..".to_owned()),
        ("very long", "a".repeat(9_000)),
    ]
    .into()
}

/// Tokens with a header that asks for something else, signed as it should be.
fn headed(site: &Site) -> Vec<(&'static str, String)> {
    let claims = Value::Object(site.claims("alice"));
    let with = |header: Value| site.signer.token(&header, &claims);
    let unsigned = |algorithm: &str| {
        let token = with(json!({ "alg": algorithm }));
        let (signed, _) = token.rsplit_once('.').expect("three parts");
        format!("{signed}.")
    };
    [
        ("none", unsigned("none")),
        ("None", unsigned("None")),
        ("nOnE", unsigned("nOnE")),
        ("none, signed", with(json!({ "alg": "none" }))),
        ("HS384 said", with(json!({ "alg": "HS384" }))),
        ("hs256 in small letters", with(json!({ "alg": "hs256" }))),
        ("no algorithm", with(json!({ "typ": "JWT" }))),
        ("an algorithm that is a list", with(json!({ "alg": ["HS256"] }))),
        (
            "jku",
            with(json!({ "alg": "HS256", "jku": "https://evil.example/keys" })),
        ),
        (
            "jwk",
            with(json!({ "alg": "HS256", "jwk": { "kty": "oct", "k": "AAAA" } })),
        ),
        (
            "x5u",
            with(json!({ "alg": "HS256", "x5u": "https://evil.example/cert" })),
        ),
        ("x5c", with(json!({ "alg": "HS256", "x5c": ["MII"] }))),
        ("crit", with(json!({ "alg": "HS256", "crit": ["exp"] }))),
        ("b64", with(json!({ "alg": "HS256", "b64": false }))),
        (
            "an access token",
            with(json!({ "alg": "HS256", "typ": "at+jwt" })),
        ),
    ]
    .into()
}

#[tokio::test]
async fn a_public_key_is_no_secret_to_sign_with() {
    for signer in [Signer::rsa(), Signer::ec(), Signer::ed()] {
        let public = signer.public();
        let site = Site::signed_by(signer, &[]);
        let claims = Value::Object(site.claims("alice"));
        for secret in [public.clone(), public.trim().to_owned(), SECRET.to_owned()] {
            let swapped = Signer::Secret(secret).usual(&claims);
            assert_posted(&site, "HS256 with the public key", &swapped, 403).await;
        }
        assert_posted(&site, "good", &site.signer.usual(&claims), 303).await;
    }
}

#[tokio::test]
async fn the_token_of_one_server_is_worth_nothing_at_another() {
    let (one, other) = (Site::start(&[]), Site::start(&[]));
    assert_posted(&other, "a token for another server", &one.token("alice"), 403).await;
}

async fn assert_posted(site: &Site, name: &str, token: &str, expected: u16) {
    let mut visitor = site.visitor();
    let mut posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", token)])
        .await;
    // A token that is merely late is refused at the clean address, where its user's own session would show.
    if (posted.status, expected) == (303, 400) {
        posted = visitor.follow(&posted).await;
    }
    assert_eq!(posted.status, expected, "{name}: {posted:#?}");
    if expected != 303 {
        assert!(visitor.cookies.is_empty(), "{name}: {:?}", visitor.cookies);
        visitor.get("/Subscriptions").await.assert_status(401);
    }
}
