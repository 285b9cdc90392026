//! A provider that a test writes: it signs whatever it is told to, and says what no certified one would.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use actix_web::http::header::HeaderValue;
use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::keys::{Keys, Sign};
use crate::support::service::Service;

pub(super) const CLIENT: &str = "subscriptions";
pub(super) const SECRET: &str = "a-secret:with/odd+characters";

/// What the provider does.
pub(super) struct Script {
    /// Members that replace those of the discovery document; null takes one away.
    pub(super) metadata: Value,
    /// The same for the header and the claims of the next token.
    pub(super) header: Value,
    pub(super) claims: Value,
    /// The nonce and the challenge of the sign-in under way.
    pub(super) nonce: String,
    pub(super) challenge: String,
    pub(super) sign: Sign,
    pub(super) keys: Keys,
    /// Members that replace those of the token endpoint's answer.
    pub(super) answer: Value,
    /// Whether the client is registered for a secret in the body, and not in a header.
    pub(super) secret_in_body: bool,
    /// Whether every answer is plain text with a byte order mark in front, as far as it says.
    pub(super) plain_text: bool,
    /// Changes the token as it is sent.
    pub(super) mangle: fn(String) -> Value,
    /// What the endpoints answer instead of what they would, by path.
    pub(super) instead: BTreeMap<&'static str, (u16, String)>,
    /// What the userinfo endpoint says.
    pub(super) info: Value,
    pub(super) delay: Duration,
}

/// The running provider; it stops when dropped.
pub(super) struct Idp {
    pub(super) issuer: String,
    shared: Shared,
    _service: Service,
}

#[derive(Clone)]
struct Shared {
    script: Arc<Mutex<Script>>,
    hits: Arc<Mutex<BTreeMap<String, u64>>>,
}

impl Script {
    pub(super) fn good(keys: Keys) -> Self {
        Self {
            metadata: json!({}),
            header: json!({}),
            claims: json!({}),
            nonce: String::new(),
            challenge: String::new(),
            sign: Sign::Es256,
            keys,
            answer: json!({}),
            secret_in_body: false,
            plain_text: false,
            mangle: Value::String,
            instead: BTreeMap::new(),
            info: json!({ "sub": "alice", "name": "Alice Martin" }),
            delay: Duration::ZERO,
        }
    }

    pub(super) fn token(&self, issuer: &str) -> Value {
        let now = jiff::Timestamp::now().as_second();
        let mut header = json!({ "alg": self.sign.alg(), "kid": self.sign.kid(), "typ": "JWT" });
        let mut claims = json!({ "iss": issuer, "sub": "alice", "aud": CLIENT, "nonce": self.nonce, "iat": now,
            "exp": now + 300, "name": "Alice Martin", "email": "alice@acme.example", "locale": "en" });
        replace(&mut header, &self.header);
        replace(&mut claims, &self.claims);
        let encoded = |value: &Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let input = format!("{}.{}", encoded(&header), encoded(&claims));
        let signature = self.keys.sign(self.sign, input.as_bytes());
        (self.mangle)(format!("{input}.{}", BASE64URL_NOPAD.encode(&signature)))
    }
}

/// What stands in a script for a member that is null, as null alone takes the member away.
pub(super) const NULL: &str = "<null>";

fn replace(object: &mut Value, with: &Value) {
    let object = object.as_object_mut().expect("an object");
    for (name, value) in with.as_object().expect("an object") {
        if value.is_null() {
            object.remove(name);
        } else if value == NULL {
            object.insert(name.clone(), Value::Null);
        } else {
            object.insert(name.clone(), value.clone());
        }
    }
}

impl Idp {
    pub(super) fn start() -> Self {
        let shared = Shared {
            script: Arc::new(Mutex::new(Script::good(Keys::new()))),
            hits: Arc::default(),
        };
        let state = shared.clone();
        let service = Service::start(move |app| {
            app.app_data(web::Data::new(state.clone()))
                .default_service(web::to(answer));
        });
        Self {
            issuer: service.origin(),
            shared,
            _service: service,
        }
    }

    pub(super) fn script(&self) -> MutexGuard<'_, Script> {
        self.shared.script.lock().expect("the script")
    }

    /// Does from now on what a good provider does, with the same keys.
    pub(super) fn heal(&self) {
        let mut script = self.script();
        let keys = script.keys.clone();
        *script = Script::good(keys);
    }

    /// How often a path was asked for.
    pub(super) fn count(&self, path: &str) -> u64 {
        let hits = self.shared.hits.lock().expect("the counts");
        hits.get(path).copied().unwrap_or(0)
    }

    /// The settings of a page whose users sign in here.
    pub(super) fn settings(&self) -> [(&'static str, &str); 4] {
        [
            ("identity.oidc.issuer", &self.issuer),
            ("identity.oidc.client_id", CLIENT),
            ("identity.oidc.client_secret", SECRET),
            ("identity.oidc.timeout", "1s"),
        ]
    }
}

async fn answer(shared: web::Data<Shared>, request: HttpRequest, body: web::Bytes) -> HttpResponse {
    let path = request.path().to_owned();
    let issuer = format!("http://{}", request.app_config().local_addr());
    *shared
        .hits
        .lock()
        .expect("the counts")
        .entry(path.clone())
        .or_default() += 1;
    let delay = shared.script.lock().expect("the script").delay;
    actix_web::rt::time::sleep(delay).await;
    let script = shared.script.lock().expect("the script");
    if let Some((status, text)) = script.instead.get(path.as_str()) {
        let status = actix_web::http::StatusCode::from_u16(*status).expect("a status");
        return HttpResponse::build(status)
            .insert_header(("location", "/elsewhere"))
            .content_type("application/json")
            .body(text.clone());
    }
    let (status, answer) = match path.as_str() {
        "/jwks" => (200, json!({ "keys": script.keys.published() })),
        "/token" => tokens(&issuer, &script, &request, &body),
        "/userinfo" => (200, script.info.clone()),
        path if path.ends_with("/.well-known/openid-configuration") => (200, document(&issuer, &script)),
        _ => return HttpResponse::NotFound().finish(),
    };
    let mut response = HttpResponse::build(actix_web::http::StatusCode::from_u16(status).expect("a status"));
    if script.plain_text {
        return response
            .content_type("text/plain; charset=utf-8")
            .body(format!("\u{feff}{answer}"));
    }
    response.json(answer)
}

fn document(issuer: &str, script: &Script) -> Value {
    let mut document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "response_types_supported": ["code", "a future type"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256", "ML-DSA-44"],
        "authorization_response_iss_parameter_supported": true,
    });
    replace(&mut document, &script.metadata);
    document
}

/// As strict as a provider should be: the client, the code and the proof key.
fn tokens(issuer: &str, script: &Script, request: &HttpRequest, body: &[u8]) -> (u16, Value) {
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(body).into_owned().collect();
    let client = request.headers().get("authorization").map(HeaderValue::as_bytes);
    // Each part is encoded by itself before the two are joined (RFC 6749, section 2.3.1).
    let expected = "subscriptions:a-secret%3Awith%2Fodd%2Bcharacters";
    let expected = format!("Basic {}", data_encoding::BASE64.encode(expected.as_bytes()));
    let field = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
    let known = if script.secret_in_body {
        client.is_none() && field("client_id") == CLIENT && field("client_secret") == SECRET
    } else {
        client == Some(expected.as_bytes()) && !form.contains_key("client_secret")
    };
    if !known {
        return (401, json!({ "error": "invalid_client" }));
    }
    let proof = BASE64URL_NOPAD.encode(&Sha256::digest(field("code_verifier")));
    let good = field("grant_type") == "authorization_code"
        && field("code") == "a-code"
        && field("redirect_uri").ends_with("/Subscriptions/callback")
        && proof == script.challenge;
    if !good {
        return (400, json!({ "error": "invalid_request" }));
    }
    let mut answer = json!({ "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 60,
        "id_token": script.token(issuer) });
    replace(&mut answer, &script.answer);
    (200, answer)
}
