//! What a provider may do right and wrong, and how the sign-in ends. Nothing wrong shows or looks up a customer.

use std::time::Duration;

use serde_json::{Value, json};

use super::idp::{Idp, Script};
use super::keys::Sign;
use super::site::Site;
use super::visitor::{Seen, Visitor};
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::wait::free_port;

/// How a sign-in ends: the word in the metrics, and the status of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
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

/// A page and its provider, and how many sign-ins were tried there.
pub(super) struct Table {
    pub(super) idp: Idp,
    pub(super) site: Site,
}

impl Table {
    pub(super) fn start(more: &[(&str, &str)]) -> Self {
        let idp = Idp::start();
        let site = Site::start(free_port(), &[idp.settings().as_slice(), more].concat());
        Self { idp, site }
    }

    /// A sign-in at a provider that is good until the visitor is on the way back.
    pub(super) async fn sign_in(&self, change: impl FnOnce(&mut Script)) -> Seen {
        self.idp.heal();
        let mut visitor = Visitor::new();
        let callback = come_back(&self.site, &self.idp, &mut visitor).await;
        change(&mut self.idp.script());
        visitor.follow(&callback).await
    }

    /// The sign-in ends so, in a page and in the metrics.
    pub(super) async fn ends(&self, name: &str, end: End, change: impl FnOnce(&mut Script)) {
        let before = self.site.sign_ins(end.word()).await;
        let seen = self.sign_in(change).await;
        assert_eq!(seen.answer.status, end.status(), "{name}: {seen:#?}");
        assert_eq!(self.site.sign_ins(end.word()).await, before + 1, "{name}");
        if end == End::Done {
            assert_signed_in(&seen, "Alice Martin");
        } else {
            assert_nobody(&seen, end.status());
        }
    }

    /// After refusals alone.
    pub(super) async fn assert_no_customer(&self) {
        assert_eq!(self.site.sign_ins("done").await, 0);
        self.site.assert_no_customer().await;
    }
}

/// JSON in which `"now+20"` is a time 20 seconds from now.
pub(super) fn timed(text: &str) -> Value {
    let mut value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"));
    let members = value.as_object_mut().expect("an object").values_mut();
    for member in members {
        let shift = member.as_str().and_then(|text| text.strip_prefix("now"));
        if let Some(shift) = shift.and_then(|shift| shift.parse::<i64>().ok()) {
            *member = json!(jiff::Timestamp::now().as_second() + shift);
        }
    }
    value
}

fn instead(path: &'static str, status: u16, text: &str) -> impl FnOnce(&mut Script) {
    let text = text.to_owned();
    move |script| {
        script.instead.insert(path, (status, text));
    }
}

/// Claims that a good token may have: what is null is not there.
const GOOD: [(&str, &str); 9] = [
    ("a list of us alone", r#"{"aud":["subscriptions"]}"#),
    (
        "for several, issued to us",
        r#"{"aud":["other","subscriptions"],"azp":"subscriptions"}"#,
    ),
    ("clocks 20 seconds apart", r#"{"iat":"now+20","nbf":"now+20"}"#),
    ("issued nine minutes ago", r#"{"iat":"now-540"}"#),
    ("expired five seconds ago", r#"{"exp":"now-5"}"#),
    ("expired 25 seconds ago", r#"{"exp":"now-25","iat":"now-60"}"#),
    (
        "details of odd shapes that nothing reads",
        r#"{"amr":"pwd","acr":1,"auth_time":"1690000000","address":"Rue","email_verified":"yes","updated_at":{}}"#,
    ),
    ("details beside the token", r#"{"name":null,"email":null}"#),
    ("a truth value as a text", r#"{"email_verified":"true"}"#),
];

#[tokio::test]
async fn what_a_good_provider_may_do_signs_in() {
    let table = Table::start(&[]);
    for sign in [Sign::Es256, Sign::Rs256, Sign::Ps256, Sign::EdDsa] {
        table
            .ends(sign.alg(), End::Done, |script| script.sign = sign)
            .await;
    }
    let new_name = |script: &mut Script| {
        script.sign = Sign::EdDsa;
        script.header = json!({ "alg": "Ed25519" });
    };
    table.ends("Ed25519 (RFC 9864)", End::Done, new_name).await;
    for (name, claims) in GOOD {
        table
            .ends(name, End::Done, |script| script.claims = timed(claims))
            .await;
    }
    for header in [
        json!({ "kid": null }),
        json!({ "typ": null }),
        json!({ "typ": "application/jwt" }),
        json!({ "x5t": 7, "jku": ["https://keys.example"], "url": {}, "nonce": 1 }),
    ] {
        let name = header.to_string();
        table
            .ends(&name, End::Done, |script| script.header = header)
            .await;
    }
}

#[tokio::test]
async fn details_that_cannot_be_had_are_left_out_and_another_subjects_are_not_taken() {
    let table = Table::start(&[]);
    let lacks = |script: &mut Script| script.claims = json!({ "locale": null });
    for (status, text) in [(500, "{}"), (200, "no JSON"), (200, "[]"), (302, ""), (401, "{}")] {
        let broken = instead("/userinfo", status, text);
        let change = |script: &mut Script| {
            lacks(script);
            broken(script);
        };
        table.ends(text, End::Done, change).await;
    }
    let other = |script: &mut Script| {
        lacks(script);
        script.info = json!({ "sub": "mallory", "locale": "fr" });
    };
    let seen = table.sign_in(other).await;
    seen.answer.assert_text("<html lang=\"en\"");
    let own = |script: &mut Script| {
        lacks(script);
        script.info = json!({ "sub": "alice", "locale": "fr" });
    };
    let seen = table.sign_in(own).await;
    seen.answer.assert_text("<html lang=\"fr\"");
}

#[tokio::test]
async fn a_token_endpoint_that_fails_ends_in_a_page_and_never_in_a_customer() {
    let table = Table::start(&[]);
    for (status, text, end) in [
        (400, r#"{"error":"invalid_grant"}"#, End::Failed),
        (401, r#"{"error":"invalid_client"}"#, End::Refused),
        (400, r#"{"error":"temporarily_unavailable"}"#, End::Away),
        (400, r#"{"error":"server_error"}"#, End::Away),
        (503, "{}", End::Away),
        (400, "", End::Refused),
        (200, "<h1>Welcome</h1>", End::Refused),
        (302, "", End::Refused),
    ] {
        table.ends(text, end, instead("/token", status, text)).await;
    }
    let long = "[".repeat(2 << 20);
    table
        .ends("too long", End::Away, instead("/token", 200, &long))
        .await;
    let slow = |script: &mut Script| script.delay = Duration::from_secs(3);
    table.ends("too slow", End::Away, slow).await;
    let proof = |script: &mut Script| "another".clone_into(&mut script.challenge);
    table.ends("another proof key", End::Refused, proof).await;
    table.assert_no_customer().await;
}

#[tokio::test]
async fn an_id_claim_that_is_missing_everywhere_signs_nobody_in() {
    let table = Table::start(&[("identity.oidc.id_claim", "oid")]);
    table.ends("nowhere", End::Refused, |_| ()).await;
    let other = |script: &mut Script| script.info = json!({ "sub": "mallory", "oid": "alice" });
    table.ends("of another subject", End::Refused, other).await;
    table
        .ends("beside, and away", End::Away, instead("/userinfo", 500, "{}"))
        .await;
    table.assert_no_customer().await;
    let beside = |script: &mut Script| script.info = json!({ "sub": "alice", "oid": "alice" });
    table.ends("beside", End::Done, beside).await;
}

#[tokio::test]
async fn claims_that_references_are_made_from_are_read_from_the_token_or_beside_it() {
    let table = Table::start(&[("customers.reference", "{claim.org}-{id}")]);
    let token = table
        .sign_in(|script| script.claims = json!({ "org": "acme" }))
        .await;
    token.answer.assert_text("\"customer_ref\":\"acme-alice\"");
    let beside = table
        .sign_in(|script| script.info = json!({ "sub": "alice", "org": 7 }))
        .await;
    beside.answer.assert_text("\"customer_ref\":\"7-alice\"");
    let nowhere = table.sign_in(|_| ()).await;
    nowhere.answer.assert_status(403).assert_no_text("<iframe");
}
