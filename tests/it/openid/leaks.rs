//! Nothing of a sign-in at a provider stands in the log at its most talkative level, in the metrics, or on a page; and an
//! endpoint that is away stands in the log.

use serde_json::json;

use super::idp::{Idp, SECRET};
use super::keys::Sign;
use super::visitor::{Seen, Visitor};
use crate::sign_in::KEY;
use crate::support::http::get;
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::free_port;

/// Part of every value that is looked for, beside the secrets that are made at random.
const CANARY: &str = "Zq7c";

/// The real binary at trace level, a provider, and everything that neither may say.
struct Watched {
    idp: Idp,
    _upstream: Upstream,
    portal: PortalProcess,
    page: String,
    operations: String,
    secrets: Vec<String>,
    seen: Vec<Seen>,
}

impl Watched {
    async fn start() -> Self {
        let (idp, upstream) = (Idp::start(), Upstream::start(account()));
        let (port, operations) = (free_port(), format!("127.0.0.1:{}", free_port()));
        let page = format!("http://127.0.0.1:{port}/Subscriptions");
        let listen = format!("127.0.0.1:{port}");
        let own = [
            ("server.listen", listen.as_str()),
            ("operations.listen", &operations),
            ("server.public_url", &page),
            ("sessions.key", KEY),
            ("identity.shared_ids", "true"),
            ("log.level", "trace"),
        ];
        let pairs = variables(upstream.origin(), &[own.as_slice(), &idp.settings()].concat());
        let portal = PortalProcess::start(&borrowed(&pairs), &["serve"]).await;
        let secrets = vec![
            KEY.to_owned(),
            SECRET.to_owned(),
            CANARY.to_owned(),
            "a-code".to_owned(),
            "an-access-token".to_owned(),
            "eyJ".to_owned(),
        ];
        Self {
            idp,
            _upstream: upstream,
            portal,
            page,
            operations,
            secrets,
            seen: Vec::new(),
        }
    }

    /// One sign-in, as the script has it, up to what is shown.
    async fn sign_in(&mut self, visitor: &mut Visitor) {
        let begun = visitor
            .open(&format!(
                "{}?crylk=https%3A%2F%2Fproabono.com%2FZq7cLink&x=Zq7cQuery",
                self.page
            ))
            .await;
        {
            let mut script = self.idp.script();
            (script.nonce, script.challenge) = (begun.parameter("nonce"), begun.parameter("code_challenge"));
        }
        let origin = self.page.trim_end_matches("/Subscriptions").to_owned();
        let names = ["state", "nonce", "code_challenge"];
        self.secrets.extend(names.map(|name| begun.parameter(name)));
        self.secrets
            .extend(visitor.cookies(&origin).into_iter().map(|(_, value)| value));
        let callback = format!(
            "{}/callback?code=a-code&state={}&iss={}&session_state=Zq7cState",
            self.page,
            begun.parameter("state"),
            self.idp.issuer
        );
        let back = visitor.open(&callback).await;
        self.secrets
            .extend(visitor.cookies(&origin).into_iter().map(|(_, value)| value));
        // Who signed in reads their own link and name: only failures are held against the list.
        if back.next().is_none() {
            self.seen.push(back);
        }
    }
}

/// Claims that are refused, most of them with the canary in them.
fn spoilt() -> Vec<serde_json::Value> {
    vec![
        // Of the values that came, these alone are said: they name a client and a provider.
        json!({ "aud": "another-client" }),
        json!({ "iss": "https://other.example" }),
        json!({ "nonce": "Zq7cNonce" }),
        json!({ "exp": "Zq7cText" }),
        json!({ "sub": "Zq7c\u{7}" }),
        json!({ "sub": ["Zq7cList"] }),
        json!({ "azp": { "Zq7cMember": 1 } }),
        json!({ "exp": 1 }),
    ]
}

#[tokio::test]
async fn no_token_no_code_no_state_no_secret_and_no_person_stands_in_the_log() {
    let mut watched = Watched::start().await;
    let person =
        json!({ "sub": "Zq7cSubject", "name": "Zq7cName", "email": "Zq7c@acme.example", "org": "Zq7cOrg" });
    let mut visitor = Visitor::new();
    watched.idp.script().claims = person.clone();
    watched.sign_in(&mut visitor).await;
    visitor.open(&watched.page).await.answer.assert_status(200);
    let out = format!("{}/logout", watched.page);
    visitor.send_form(&out, "").await;

    for spoil in spoilt() {
        watched.idp.heal();
        watched.idp.script().claims = spoil;
        watched.sign_in(&mut Visitor::new()).await;
    }
    watched.idp.heal();
    watched.idp.script().sign = Sign::Stranger;
    watched.sign_in(&mut Visitor::new()).await;
    for (path, status, text) in [
        (
            "/token",
            400,
            r#"{"error":"invalid_grant","error_description":"Zq7cDescription"}"#,
        ),
        ("/token", 401, r#"{"error":"Zq7cError"}"#),
        (
            "/token",
            401,
            r#"{"error":"invalid_client","error_description":"Zq7cDescription"}"#,
        ),
        ("/token", 200, r#"{"access_token":["Zq7cToken"]}"#),
        ("/token", 500, "Zq7cBody"),
        ("/userinfo", 200, r#"{"sub":"Zq7cOther"}"#),
        ("/userinfo", 200, "Zq7c"),
    ] {
        watched.idp.heal();
        watched.idp.script().claims = json!({ "sub": "Zq7cSubject", "locale": null });
        watched
            .idp
            .script()
            .instead
            .insert(path, (status, text.to_owned()));
        watched.sign_in(&mut Visitor::new()).await;
    }
    for query in [
        "code=Zq7cCode&state=Zq7cState",
        "error=Zq7cError&error_description=Zq7c",
    ] {
        let lost = Visitor::new()
            .open(&format!("{}/callback?{query}", watched.page))
            .await;
        watched.seen.push(lost);
    }
    assert_silent(&watched).await;
}

#[tokio::test]
async fn a_token_and_a_document_that_say_something_else_are_told_by_what_came() {
    let mut watched = Watched::start().await;
    watched.idp.script().metadata =
        json!({ "userinfo_endpoint": "http://192.0.2.1/ui", "end_session_endpoint": "javascript:1" });
    let endless = "x".repeat(500);
    let cut = format!("\"{}\"… came", "x".repeat(120));
    let came = [
        (
            json!({ "typ": "JOSE" }),
            json!({}),
            "`typ` is \"JOSE\", and it must be JWT",
        ),
        (
            json!({ "typ": ["JWT"] }),
            json!({}),
            "`typ` is no text, and it must be JWT",
        ),
        (
            json!({ "alg": "XS256" }),
            json!({}),
            "`alg` is \"XS256\", and it must be",
        ),
        (
            json!({}),
            json!({ "iss": "https://a.example\n" }),
            "\"https://a.example\\n\" came",
        ),
        (json!({}), json!({ "iss": endless }), &cut),
        (
            json!({}),
            json!({ "aud": ["a", "b"] }),
            "\"subscriptions\" is expected, and \"a\", \"b\" came",
        ),
        (
            json!({}),
            json!({ "azp": "other" }),
            "\"subscriptions\" is expected, and \"other\" came",
        ),
    ];
    for (header, claims, _) in &came {
        watched.idp.script().header = header.clone();
        watched.idp.script().claims = claims.clone();
        watched.sign_in(&mut Visitor::new()).await;
    }
    watched.portal.terminate().await.expect("an end");
    // The log escapes the quotes of its field.
    let log = watched
        .portal
        .output()
        .replace("\\\"", "\"")
        .replace("\\\\", "\\");
    for (_, _, said) in came {
        assert!(log.contains(said), "{said}: {log}");
    }
    for name in ["userinfo_endpoint", "end_session_endpoint"] {
        let named = log
            .lines()
            .filter(|line| line.contains("it is left out") && line.contains(name));
        assert_eq!(named.count(), 1, "{name}: {log}");
    }
}

#[tokio::test]
async fn an_endpoint_that_is_away_is_named_by_its_address() {
    for path in [
        "/.well-known/openid-configuration",
        "/jwks",
        "/token",
        "/userinfo",
    ] {
        let mut watched = Watched::start().await;
        watched.idp.script().claims = json!({ "locale": null });
        watched.idp.script().instead.insert(path, (500, String::new()));
        if matches!(path, "/token" | "/userinfo") {
            watched.sign_in(&mut Visitor::new()).await;
        } else {
            Visitor::new().open(&watched.page).await.answer.assert_status(503);
        }
        let said = format!("{}{path}: it answers 500", watched.idp.issuer);
        watched.portal.terminate().await.expect("an end");
        let log = watched.portal.output();
        assert!(log.contains(&said), "{said}: {log}");
    }
}

async fn assert_silent(watched: &Watched) {
    let log = watched.portal.output();
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "{log}");
    for reason in [
        "`aud` is another client",
        "`iss` is another issuer",
        "`nonce` is of another sign-in",
        "`exp` must be a time in seconds, and it is a text",
        "`sub` must be a text or a whole number, and it is a list",
        "`azp` must be a text, and it is an object",
        "it has expired: `exp` is past by ",
        "set identity.oidc.client_auth to post",
        "invalid_grant",
        "`id_token` in its answer must be a text",
        "another subject",
    ] {
        assert!(log.contains(reason), "the operator learns why ({reason}): {log}");
    }
    let metrics = get(&format!("http://{}/metrics", watched.operations)).await.body;
    assert!(watched.seen.len() >= 10, "{}", watched.seen.len());
    for secret in &watched.secrets {
        assert!(!log.contains(secret), "{secret} stands in the log: {log}");
        assert!(!metrics.contains(secret), "{secret} stands in the metrics");
        for seen in &watched.seen {
            seen.answer.assert_no_text(secret);
        }
    }
}
