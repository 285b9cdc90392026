//! Members of every JSON type, in each document that a provider sends: what nothing reads may be anything, and what is
//! read is judged strictly.

use serde_json::{Map, Value, json};

use super::idp::{Idp, NULL, Script};
use super::keys::{EcKey, Sign};
use super::matrix::{End, Table};
use super::site::Site;
use super::visitor::{Seen, Visitor};
use super::{assert_signed_in, come_back};
use crate::support::trials::trials;
use crate::support::wait::free_port;

/// Absent, every JSON type, and for some of them the shapes that matter.
fn shapes() -> Vec<Value> {
    vec![
        Value::Null,
        json!(NULL),
        json!(true),
        json!(7),
        json!(1.5),
        json!("x"),
        json!(""),
        json!([]),
        json!(["x"]),
        json!({}),
        json!({ "x": [1, "x", null] }),
    ]
}

/// Claims of OpenID Connect Core, sections 2 and 5.1, and of RFC 9068 and others, that nothing reads here.
const UNREAD_CLAIMS: [&str; 26] = [
    "auth_time",
    "acr",
    "amr",
    "at_hash",
    "c_hash",
    "s_hash",
    "sid",
    "jti",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "email_verified",
    "gender",
    "birthdate",
    "zoneinfo",
    "phone_number",
    "phone_number_verified",
    "address",
    "updated_at",
    "groups",
    "_claim_names",
];

/// Details that are read, and left out when they are of no use.
const DETAILS: [&str; 3] = ["name", "email", "locale"];

/// Claims that decide, each with the shapes that sign in.
fn deciding() -> Vec<(&'static str, Vec<Value>)> {
    vec![
        ("iss", vec![]),
        ("sub", vec![json!(7), json!("x")]),
        ("aud", vec![]),
        ("azp", vec![Value::Null, json!(NULL)]),
        ("nonce", vec![]),
        ("exp", vec![]),
        ("iat", vec![]),
        ("nbf", vec![Value::Null, json!(NULL), json!(7), json!(1.5)]),
    ]
}

/// Members of the token endpoint's answer that nothing reads while the token says everything.
const UNREAD_OF_ANSWER: [&str; 6] = [
    "token_type",
    "expires_in",
    "scope",
    "refresh_token",
    "access_token",
    "session_state",
];

/// Members of the discovery document (OpenID Connect Discovery, section 3, and its neighbours) that nothing reads.
const UNREAD_OF_DOCUMENT: [&str; 38] = [
    "registration_endpoint",
    "scopes_supported",
    "response_types_supported",
    "response_modes_supported",
    "grant_types_supported",
    "acr_values_supported",
    "subject_types_supported",
    "id_token_signing_alg_values_supported",
    "id_token_encryption_alg_values_supported",
    "id_token_encryption_enc_values_supported",
    "userinfo_signing_alg_values_supported",
    "userinfo_encryption_alg_values_supported",
    "userinfo_encryption_enc_values_supported",
    "request_object_signing_alg_values_supported",
    "request_object_encryption_alg_values_supported",
    "request_object_encryption_enc_values_supported",
    "token_endpoint_auth_signing_alg_values_supported",
    "display_values_supported",
    "claim_types_supported",
    "claims_supported",
    "service_documentation",
    "claims_locales_supported",
    "ui_locales_supported",
    "claims_parameter_supported",
    "request_parameter_supported",
    "request_uri_parameter_supported",
    "require_request_uri_registration",
    "op_policy_uri",
    "op_tos_uri",
    "code_challenge_methods_supported",
    "introspection_endpoint",
    "revocation_endpoint",
    "device_authorization_endpoint",
    "check_session_iframe",
    "frontchannel_logout_supported",
    "frontchannel_logout_session_supported",
    "backchannel_logout_supported",
    "backchannel_logout_session_supported",
];

/// The same value under each of the names.
fn all(names: &[&str], value: &Value) -> Value {
    let members = names.iter().map(|name| ((*name).to_owned(), value.clone()));
    Value::Object(members.collect::<Map<_, _>>())
}

/// All of the names at once with each shape, and at full size each of them by itself as well.
fn groups<'a>(name: &str, names: &'a [&'a str]) -> Vec<Vec<&'a str>> {
    let mut groups = vec![names.to_vec()];
    if trials(name, 1, names.len()) > 1 {
        groups.extend(names.iter().map(|name| vec![*name]));
    }
    groups
}

#[track_caller]
fn assert_page(seen: &Seen, what: &str) {
    assert_eq!(seen.answer.status, 200, "{what}: {seen:#?}");
    assert!(seen.answer.body.contains("<iframe "), "{what}");
}

#[tokio::test]
async fn a_claim_that_nothing_reads_may_be_anything() {
    let table = Table::start(&[]);
    for group in groups("odd claims", &UNREAD_CLAIMS) {
        for shape in shapes() {
            let claims = all(&group, &shape);
            let name = claims.to_string();
            table
                .ends(&name, End::Done, |script| script.claims = claims)
                .await;
        }
    }
}

#[tokio::test]
async fn a_detail_of_another_shape_is_left_out_and_the_user_signs_in() {
    let table = Table::start(&[]);
    for name in DETAILS {
        for shape in shapes() {
            let what = format!("{name}: {shape}");
            let seen = table
                .sign_in(|script| script.claims = json!({ name: shape }))
                .await;
            assert_page(&seen, &what);
        }
    }
}

#[tokio::test]
async fn a_claim_that_decides_signs_in_with_the_right_shape_alone() {
    let table = Table::start(&[]);
    for (name, right) in deciding() {
        for shape in shapes() {
            let what = format!("{name}: {shape}");
            let end = if right.contains(&shape) {
                End::Done
            } else {
                End::Refused
            };
            table
                .ends(&what, end, |script| script.claims = json!({ name: shape }))
                .await;
        }
    }
}

#[tokio::test]
async fn a_subject_that_is_a_number_is_the_user_of_its_text() {
    let table = Table::start(&[]);
    for subject in [json!(42), json!("42")] {
        let seen = table
            .sign_in(|script| {
                script.claims = json!({ "sub": subject, "name": null });
                script.info = json!({ "sub": 42, "name": "Ann" });
            })
            .await;
        assert_signed_in(&seen, "Ann");
        seen.answer.assert_text("\"customer_ref\":\"cust-42\"");
    }
}

#[tokio::test]
async fn an_answer_of_the_token_endpoint_needs_no_more_than_the_token() {
    let table = Table::start(&[]);
    let odd = [
        json!({ "expires_in": "3600", "token_type": null }),
        json!({ "token_type": "bearer", "scope": ["openid"] }),
        json!({ "token_type": "BEARER", "scope": "" }),
    ];
    for answer in odd {
        let name = answer.to_string();
        table
            .ends(&name, End::Done, |script| script.answer = answer)
            .await;
    }
    for group in groups("odd members of the token endpoint's answer", &UNREAD_OF_ANSWER) {
        for shape in shapes() {
            let answer = all(&group, &shape);
            let name = answer.to_string();
            table
                .ends(&name, End::Done, |script| script.answer = answer)
                .await;
        }
    }
    for shape in shapes() {
        let name = format!("id_token: {shape}");
        table
            .ends(&name, End::Refused, |script| {
                script.answer = json!({ "id_token": shape });
            })
            .await;
    }
    let lacking = |script: &mut Script| {
        script.claims = json!({ "locale": null });
        script.answer = json!({ "access_token": null });
    };
    table
        .ends("details without an access token", End::Done, lacking)
        .await;
}

/// Begins at a provider with that change of its document: where a visitor comes to.
async fn sign_in_at(change: impl FnOnce(&mut Script)) -> Seen {
    let idp = Idp::start();
    change(&mut idp.script());
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let begun = visitor.open(&site.page("")).await;
    if begun.answer.status != 303 {
        return begun;
    }
    let callback = come_back(&site, &idp, &mut visitor).await;
    visitor.follow(&callback).await
}

#[tokio::test]
async fn a_member_of_the_document_that_nothing_reads_may_be_anything() {
    for group in groups("odd members of the discovery document", &UNREAD_OF_DOCUMENT) {
        for shape in shapes() {
            let members = all(&group, &shape);
            let what = members.to_string();
            let seen = sign_in_at(|script| script.metadata = members).await;
            assert_page(&seen, &what);
        }
    }
}

#[tokio::test]
async fn a_member_of_the_document_that_is_read_is_taken_left_out_or_named() {
    let optional = [
        "userinfo_endpoint",
        "end_session_endpoint",
        "authorization_response_iss_parameter_supported",
    ];
    for shape in shapes() {
        for name in ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"] {
            let seen = sign_in_at(|script| script.metadata = json!({ name: shape })).await;
            assert_eq!(seen.answer.status, 503, "{name}: {shape}");
        }
        let seen = sign_in_at(|script| script.metadata = all(&optional, &shape)).await;
        assert_page(&seen, &shape.to_string());
        let ways = "token_endpoint_auth_methods_supported";
        let seen = sign_in_at(|script| script.metadata = json!({ ways: shape })).await;
        // A provider that names ways, and not the header, gets the secret in the body.
        let unknown = shape == json!("x") || shape == json!(["x"]);
        assert_eq!(
            seen.answer.status,
            if unknown { 403 } else { 200 },
            "{ways}: {shape}"
        );
    }
}

/// Addresses that nothing may be sent to, and to which no visitor may be led.
const UNSAFE: [&str; 6] = [
    "http://192.0.2.1/x",
    "http://idp.example:8080/x?y=z",
    "javascript:1",
    "data:text/html,x",
    "ftp://idp.example/x",
    "//idp.example/x",
];

#[tokio::test]
async fn an_address_that_is_not_safe_is_left_out_where_no_sign_in_needs_it() {
    for address in UNSAFE {
        for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
            let seen = sign_in_at(|script| script.metadata = json!({ name: address })).await;
            assert_eq!(seen.answer.status, 503, "{name}: {address}");
        }
        let seen = sign_in_at(|script| {
            script.metadata = json!({ "userinfo_endpoint": address, "end_session_endpoint": address });
            // The userinfo endpoint would be asked for it.
            script.claims = json!({ "locale": null });
        })
        .await;
        assert_signed_in(&seen, "Alice Martin");
    }
}

#[tokio::test]
async fn a_document_of_another_look_is_read_all_the_same() {
    assert_page(
        &sign_in_at(|script| script.plain_text = true).await,
        "plain text with a byte order mark",
    );
    let relative = json!({
        "authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/jwks",
        "userinfo_endpoint": "/userinfo", "end_session_endpoint": "", "subject_types_supported": null,
        "authorization_response_iss_parameter_supported": "true", "request_parameter_supported": "yes",
    });
    let seen = sign_in_at(|script| script.metadata = relative).await;
    assert_page(&seen, "relative addresses");
}

#[tokio::test]
async fn a_malformed_key_costs_no_more_than_itself() {
    let names = [
        "kid", "kty", "crv", "x", "y", "use", "alg", "key_ops", "x5c", "n", "e", "x5t", "d",
    ];
    let seen = sign_in_at(|script| {
        let good = script.keys.published();
        let mut set = shapes();
        for name in names {
            for shape in shapes() {
                let mut key = good[0].clone();
                key[name] = shape;
                set.push(key);
            }
        }
        set.extend(good);
        let set = json!({ "keys": set }).to_string();
        script.instead.insert("/jwks", (200, format!("\u{feff}{set}")));
    })
    .await;
    assert_page(&seen, "malformed keys");
}

/// A set with that many keys of strangers before the right one, each under its name, and a token with that `kid`.
async fn sign_in_with(strangers: usize, name: &Value, kid: &Value) -> u16 {
    let seen = sign_in_at(|script| {
        let mut set: Vec<Value> = std::iter::repeat_with(|| EcKey::new().named(name))
            .take(strangers)
            .collect();
        set.push(script.keys.named(name));
        script
            .instead
            .insert("/jwks", (200, json!({ "keys": set }).to_string()));
        script.sign = Sign::Es256;
        script.header = json!({ "kid": kid });
    })
    .await;
    seen.answer.status
}

#[tokio::test]
async fn each_key_of_a_kind_is_tried_within_a_bound() {
    for (name, kid) in [
        (Value::Null, Value::Null),
        (json!("same"), json!("same")),
        (json!("a"), Value::Null),
        (Value::Null, json!("unknown")),
        (json!(7), json!("7")),
        (json!("7"), json!(7)),
    ] {
        let what = format!("{name} {kid}");
        assert_eq!(sign_in_with(1, &name, &kid).await, 200, "{what}");
        assert_eq!(sign_in_with(3, &name, &kid).await, 200, "{what}");
        assert_eq!(
            sign_in_with(4, &name, &kid).await,
            403,
            "{what}: beyond the bound"
        );
    }
    assert_eq!(
        sign_in_with(1, &json!("a"), &json!("b")).await,
        403,
        "another name"
    );
}
