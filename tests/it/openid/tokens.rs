//! Tokens that must not be believed: each ends in a page that says so, and no customer is looked up.

use serde_json::{Value, json};

use super::keys::Sign;
use super::matrix::{End, Table, timed};

/// Claims of a token that is good otherwise: what is null is not there.
const CLAIMS: [(&str, &str); 22] = [
    ("wrong aud", r#"{"aud":"other"}"#),
    ("an aud that starts like ours", r#"{"aud":"subscriptions2"}"#),
    ("no aud", r#"{"aud":null}"#),
    ("for several, to nobody", r#"{"aud":["subscriptions","other"]}"#),
    (
        "for several, to another",
        r#"{"aud":["subscriptions","other"],"azp":"other"}"#,
    ),
    ("for us, issued to another", r#"{"azp":"other"}"#),
    ("an azp that is no text", r#"{"azp":["subscriptions"]}"#),
    ("wrong issuer", r#"{"iss":"https://evil.test"}"#),
    ("no issuer", r#"{"iss":null}"#),
    ("expired", r#"{"exp":"now-40"}"#),
    ("no end", r#"{"exp":null}"#),
    ("issued in the future", r#"{"iat":"now+60"}"#),
    ("issued long ago", r#"{"iat":"now-640"}"#),
    ("issued at no time", r#"{"iat":null}"#),
    ("not valid yet", r#"{"nbf":"now+60"}"#),
    ("an nbf that is no number", r#"{"nbf":"soon"}"#),
    ("wrong nonce", r#"{"nonce":"of-another-sign-in"}"#),
    ("no nonce", r#"{"nonce":null}"#),
    ("no subject", r#"{"sub":null}"#),
    ("an empty subject", r#"{"sub":""}"#),
    ("a subject with a control", r#"{"sub":"ali\u0007ce"}"#),
    ("a subject that is a list", r#"{"sub":["alice"]}"#),
];

/// Headers of a token that is signed with ES256.
const HEADERS: [(&str, &str); 10] = [
    ("none over a good signature", r#"{"alg":"none"}"#),
    ("RS256 that is ES256", r#"{"alg":"RS256","kid":"rsa"}"#),
    ("HS256 that is ES256", r#"{"alg":"HS256"}"#),
    ("an unknown algorithm", r#"{"alg":"XS256"}"#),
    ("no algorithm", r#"{"alg":null}"#),
    ("another key's name", r#"{"kid":"ed"}"#),
    ("critical extensions", r#"{"crit":["exp"]}"#),
    ("an access token", r#"{"typ":"at+jwt"}"#),
    ("a nested token", r#"{"cty":"JWT"}"#),
    ("encrypted", r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#),
];

type Mangle = fn(String) -> Value;

/// What is done to a good token on its way.
const MANGLED: [(&str, Mangle); 8] = [
    ("no signature", |token| {
        let end = token.rfind('.').unwrap_or(0);
        json!(token[..=end])
    }),
    ("two parts", |token| {
        let end = token.rfind('.').unwrap_or(0);
        json!(token[..end])
    }),
    ("five parts", |token| json!(format!("{token}.a.b"))),
    ("a changed signature", |token| json!(changed(&token, 2))),
    ("changed claims", |token| json!(changed(&token, 1))),
    ("no token at all", |_| Value::Null),
    ("a number", |_| json!(7)),
    ("a word", |_| json!("token")),
];

/// The same token with another letter in the middle of one of its parts.
fn changed(token: &str, part: usize) -> String {
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let middle = parts[part].len() / 2;
    let other = if &parts[part][middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    parts[part].replace_range(middle..=middle, other);
    parts.join(".")
}

#[tokio::test]
async fn claims_that_are_wrong_or_missing_sign_nobody_in() {
    let table = Table::start(&[]);
    for (name, claims) in CLAIMS {
        table
            .ends(name, End::Refused, |script| script.claims = timed(claims))
            .await;
    }
    let long = json!({ "sub": "s".repeat(501) });
    table
        .ends("a subject of 501 bytes", End::Refused, |script| {
            script.claims = long;
        })
        .await;
    table.assert_no_customer().await;
}

#[tokio::test]
async fn a_header_that_bends_the_check_signs_nobody_in() {
    let table = Table::start(&[]);
    for (name, header) in HEADERS {
        table
            .ends(name, End::Refused, |script| script.header = timed(header))
            .await;
    }
    table.assert_no_customer().await;
}

#[tokio::test]
async fn a_signature_that_only_the_provider_could_not_have_made_signs_nobody_in() {
    let table = Table::start(&[]);
    for sign in [
        Sign::Unsigned,
        Sign::HmacOfPublicKey,
        Sign::HmacOfClientSecret,
        Sign::Stranger,
        Sign::Unpublished,
    ] {
        let name = format!("{sign:?}");
        table.ends(&name, End::Refused, |script| script.sign = sign).await;
    }
    table
        .ends("the stranger's key in the token", End::Refused, |script| {
            script.sign = Sign::Stranger;
            script.header = json!({ "jwk": script.keys.stranger(), "jku": "https://evil.test/jwks" });
        })
        .await;
    table
        .ends("None", End::Refused, |script| {
            script.sign = Sign::Unsigned;
            script.header = json!({ "alg": "None" });
        })
        .await;
    table.assert_no_customer().await;
}

#[tokio::test]
async fn a_token_that_was_changed_on_its_way_signs_nobody_in() {
    let table = Table::start(&[]);
    for (name, mangle) in MANGLED {
        table
            .ends(name, End::Refused, |script| script.mangle = mangle)
            .await;
    }
    table.assert_no_customer().await;
}
