//! Keys of the hand-off at an address of the application's: fetched, changed, wrong and away.

use std::sync::{Arc, Mutex};

use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::support::service::Service;
use crate::support::tokens::Signer;

use super::{APP, Site};

/// A server with a set of keys.
struct Published {
    body: Arc<Mutex<Option<String>>>,
    fetches: Arc<Mutex<usize>>,
    service: Service,
}

impl Published {
    fn start() -> Self {
        let body = Arc::<Mutex<Option<String>>>::default();
        let fetches = Arc::<Mutex<usize>>::default();
        let (content, counted) = (Arc::clone(&body), Arc::clone(&fetches));
        let service = Service::start(move |app| {
            let (content, counted) = (Arc::clone(&content), Arc::clone(&counted));
            app.default_service(web::to(move || {
                *counted.lock().unwrap() += 1;
                let body = content.lock().unwrap().clone();
                async move {
                    match body {
                        Some(body) => HttpResponse::Ok().body(body),
                        None => HttpResponse::ServiceUnavailable().finish(),
                    }
                }
            }));
        });
        Self {
            body,
            fetches,
            service,
        }
    }

    fn publish(&self, keys: &[Value]) {
        *self.body.lock().unwrap() = Some(json!({ "keys": keys }).to_string());
    }

    fn go_away(&self) {
        *self.body.lock().unwrap() = None;
    }

    fn fetches(&self) -> usize {
        *self.fetches.lock().unwrap()
    }

    fn site(&self, algorithm: &str) -> Site {
        let url = format!("{}/keys", self.service.origin());
        let settings = [
            ("identity.handoff.jwks_url", url.as_str()),
            ("identity.handoff.algorithm", algorithm),
        ];
        Site::start(&settings)
    }
}

async fn post(site: &Site, signer: &Signer, id: &str) -> u16 {
    let header = json!({ "alg": signer.algorithm(), "kid": id });
    let token = signer.token(&header, &Value::Object(site.claims("alice")));
    let mut visitor = site.visitor();
    visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await
        .status
}

#[tokio::test]
async fn each_kind_of_public_key_is_read_from_the_set() {
    let signers = [Signer::rsa(), Signer::ec(), Signer::ed()];
    let published = Published::start();
    let keys: Vec<Value> = signers
        .iter()
        .map(|signer| signer.jwk(signer.algorithm()))
        .collect();
    published.publish(&keys);
    for signer in &signers {
        let site = published.site(signer.algorithm());
        assert_eq!(
            post(&site, signer, signer.algorithm()).await,
            303,
            "{}",
            signer.algorithm()
        );
        for other in signers
            .iter()
            .filter(|other| other.algorithm() != signer.algorithm())
        {
            assert_eq!(post(&site, other, other.algorithm()).await, 403);
        }
    }
}

#[tokio::test]
async fn a_change_of_keys_costs_no_visitor_a_failure() {
    let published = Published::start();
    let (old, new) = (Signer::ed(), Signer::ed());
    published.publish(&[old.jwk("k1")]);
    let site = published.site("EdDSA");
    assert_eq!(post(&site, &old, "k1").await, 303);
    assert_eq!(post(&site, &new, "k1").await, 403, "another key under a known id");
    published.publish(&[old.jwk("k1"), new.jwk("k2")]);
    assert_eq!(post(&site, &new, "k2").await, 303);
    // Once at first, once for a signature that did not fit, and once for the unknown name.
    assert_eq!(published.fetches(), 3);
    published.publish(&[new.jwk("k2")]);
    assert_eq!(post(&site, &new, "k2").await, 303);
}

#[tokio::test]
async fn invented_key_ids_cause_few_fetches() {
    let published = Published::start();
    let signer = Signer::ed();
    published.publish(&[signer.jwk("k1")]);
    let site = published.site("EdDSA");
    for number in 0..40 {
        assert_eq!(post(&site, &signer, &format!("x{number}")).await, 403);
    }
    assert_eq!(post(&site, &signer, "k1").await, 303);
    assert!(published.fetches() <= 7, "{} fetches", published.fetches());
}

#[tokio::test]
async fn keys_that_are_away_are_a_clear_page_and_come_back_without_a_restart() {
    let published = Published::start();
    let signer = Signer::ed();
    let site = published.site("EdDSA");
    assert_eq!(post(&site, &signer, "k1").await, 503);
    published.publish(&[signer.jwk("k1")]);
    assert_eq!(post(&site, &signer, "k1").await, 303);
    published.go_away();
    assert_eq!(post(&site, &signer, "k1").await, 303, "the keys are known");
}

#[tokio::test]
async fn a_key_for_encryption_or_another_algorithm_signs_nobody_in() {
    let published = Published::start();
    let signer = Signer::rsa();
    let with = |name: &str, value: &str| {
        let mut key = signer.jwk("k1");
        key[name] = json!(value);
        key
    };
    for key in [with("use", "enc"), with("alg", "RS512"), with("kid", "k2")] {
        published.publish(&[key]);
        let site = published.site("RS256");
        assert_eq!(post(&site, &signer, "k1").await, 403);
    }
}

#[tokio::test]
async fn a_key_that_was_replaced_under_its_name_is_fetched_again() {
    let published = Published::start();
    let (old, new) = (Signer::ed(), Signer::ed());
    published.publish(&[old.jwk("k1")]);
    let site = published.site("EdDSA");
    assert_eq!(post(&site, &old, "k1").await, 303);
    published.publish(&[new.jwk("k1")]);
    assert_eq!(post(&site, &new, "k1").await, 303);
    assert_eq!(post(&site, &old, "k1").await, 403);
}

#[tokio::test]
async fn signatures_that_fit_no_key_cause_few_fetches() {
    let published = Published::start();
    let signer = Signer::ed();
    published.publish(&[signer.jwk("k1")]);
    let site = published.site("EdDSA");
    for _ in 0..40 {
        assert_eq!(post(&site, &Signer::ed(), "k1").await, 403);
    }
    assert_eq!(post(&site, &signer, "k1").await, 303);
    assert!(published.fetches() <= 7, "{} fetches", published.fetches());
}

#[tokio::test]
async fn a_malformed_key_of_the_set_costs_no_more_than_itself() {
    let published = Published::start();
    for signer in [Signer::rsa(), Signer::ec(), Signer::ed()] {
        let good = signer.jwk("k1");
        let mut keys = vec![json!(null), json!("key"), json!([]), json!({})];
        for name in [
            "kid", "kty", "crv", "x", "y", "n", "e", "use", "alg", "key_ops", "x5c",
        ] {
            for shape in [json!(7), json!(true), json!(["x"]), json!({}), json!("?")] {
                let mut key = good.clone();
                key[name] = shape;
                keys.push(key);
            }
        }
        keys.push(good);
        let set = json!({ "keys": keys, "expires": "never" });
        *published.body.lock().unwrap() = Some(format!("\u{feff}{set}"));
        let site = published.site(signer.algorithm());
        assert_eq!(post(&site, &signer, "k1").await, 303, "{}", signer.algorithm());
    }
}

#[tokio::test]
async fn ed25519_is_taken_where_eddsa_is_and_nowhere_else() {
    let signer = Signer::ed();
    let mut key = signer.jwk("k1");
    key["alg"] = json!("Ed25519");
    let published = Published::start();
    published.publish(&[key]);
    let site = published.site("EdDSA");
    assert_eq!(post(&site, &signer, "k1").await, 303);
    let token = |algorithm: &str, site: &Site| {
        let header = json!({ "alg": algorithm, "kid": "k1" });
        signer.token(&header, &Value::Object(site.claims("alice")))
    };
    let other = published.site("ES256");
    for (site, algorithm, status) in [
        (&site, "Ed25519", 303),
        (&site, "ed25519", 403),
        (&site, "Ed448", 403),
        (&other, "Ed25519", 403),
    ] {
        let form = [("token", token(algorithm, site))];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let seen = site.visitor().post("/Subscriptions/handoff", APP, &form).await;
        assert_eq!(seen.status, status, "{algorithm}");
    }
}

#[tokio::test]
async fn a_key_without_a_name_is_tried_and_so_is_each_of_one_name() {
    let published = Published::start();
    let (one, other) = (Signer::ec(), Signer::ec());
    let unnamed = |signer: &Signer| {
        let mut key = signer.jwk("k1");
        key.as_object_mut().unwrap().remove("kid");
        key
    };
    for keys in [
        [unnamed(&one), unnamed(&other)],
        [one.jwk("k1"), other.jwk("k1")],
        [one.jwk("k1"), unnamed(&other)],
    ] {
        published.publish(&keys);
        let site = published.site("ES256");
        assert_eq!(post(&site, &one, "k1").await, 303);
        assert_eq!(post(&site, &other, "k1").await, 303);
        assert_eq!(post(&site, &Signer::ec(), "k1").await, 403);
    }
}
