//! `webhooks register`: from nothing to a webhook in use, and what stops it.

use std::future::ready;
use std::sync::{Arc, Mutex};

use actix_web::{HttpRequest, HttpResponse, web};
use proabono_emulator::{Emulator, Options};
use serde_json::{Value, json};

use crate::support::http;
use crate::support::portal::{Finished, run};
use crate::support::service::Service;

/// A receiver that takes what is signed, as the server does, and keeps the codes; and the emulator that sends them.
pub(super) struct Site {
    pub(super) emulator: Emulator,
    pub(super) receiver: Service,
    received: Arc<Received>,
}

#[derive(Default)]
struct Received {
    /// Finds every signature wrong.
    refuses: bool,
    codes: Mutex<Vec<String>>,
}

async fn take(request: HttpRequest, body: web::Json<Value>, received: web::Data<Received>) -> HttpResponse {
    ready(received.take(&request, &body)).await
}

impl Received {
    fn take(&self, request: &HttpRequest, body: &Value) -> HttpResponse {
        if self.refuses || !request.headers().contains_key("x-proabono-signature") {
            return HttpResponse::Forbidden().finish();
        }
        let code = body["Code"].as_str().unwrap();
        self.codes.lock().unwrap().push(code.to_owned());
        HttpResponse::Ok().finish()
    }
}

impl Site {
    pub(super) fn start() -> Self {
        Self::with(Received::default())
    }

    fn with(kept: Received) -> Self {
        let kept = Arc::new(kept);
        let shared = web::Data::from(Arc::clone(&kept));
        let receiver = Service::start(move |config| {
            config.app_data(shared.clone());
            config.app_data(web::JsonConfig::default().content_type_required(false));
            config.route("/Subscriptions/webhooks", web::post().to(take));
        });
        Self {
            emulator: Emulator::bind(Options::default()).unwrap(),
            receiver,
            received: kept,
        }
    }

    pub(super) fn codes(&self) -> Vec<String> {
        self.received.codes.lock().unwrap().clone()
    }

    pub(super) fn code(&self) -> String {
        self.codes().pop().expect("a code")
    }

    /// `webhooks register …` with the keys of the emulator.
    pub(super) async fn register(&self, arguments: &[&str]) -> Finished {
        let base = self.emulator.url();
        let page = format!("{}/Subscriptions", self.receiver.origin());
        let variables = [
            ("PROABONO_API_BASE", base.as_str()),
            ("PROABONO_BUSINESS_ID", "1"),
            ("PROABONO_SEGMENT_REF", "acme-eur"),
            ("PROABONO_AGENT_KEY", "agent-demo"),
            ("PROABONO_API_KEY", "api-demo"),
            ("PORTAL_SERVER__PUBLIC_URL", page.as_str()),
        ];
        run(&variables, &[&["webhooks", "register"], arguments].concat()).await
    }

    pub(super) async fn fault(&self, rule: Value) {
        let url = format!("{}/_emulator/faults", self.emulator.url());
        let headers = [("Content-Type", "application/json")];
        http::post(&url, &headers, rule.to_string())
            .await
            .assert_status(201);
    }
}

#[track_caller]
pub(super) fn said(finished: &Finished, success: bool, part: &str) {
    let (out, err) = (&finished.stdout, &finished.stderr);
    assert_eq!(finished.status.success(), success, "{out}\n{err}");
    let text = if success { out } else { err };
    assert!(text.contains(part), "{part:?} is not in {out:?} and {err:?}");
}

#[tokio::test]
async fn a_webhook_is_created_confirmed_checked_found_again_and_deleted() {
    let site = Site::start();
    said(
        &site.register(&["--check"]).await,
        false,
        "no webhook with the address",
    );
    let first = site.register(&[]).await;
    said(&first, false, "with --code CODE");
    assert!(first.stdout.contains("is created"), "{}", first.stdout);
    let code = site.code();
    said(&site.register(&["--code", &code]).await, true, "44 events");
    said(&site.register(&["--check"]).await, true, "as it should be");
    said(&site.register(&["--check"]).await, true, "nothing yet");
    let again = site.register(&[]).await;
    assert!(again.stdout.contains("is there already"), "{}", again.stdout);
    assert_eq!(site.codes().len(), 2, "it may lack the confirmation");
    said(&site.register(&["--delete"]).await, true, "is deleted");
    said(
        &site.register(&["--check"]).await,
        false,
        "no webhook with the address",
    );
}

#[tokio::test]
async fn a_wrong_code_is_refused_with_what_to_do() {
    let site = Site::start();
    site.register(&[]).await;
    let wrong = if site.code() == "000000" {
        "000001"
    } else {
        "000000"
    };
    said(
        &site.register(&["--code", wrong]).await,
        false,
        "without --code for a new one",
    );
}

#[tokio::test]
async fn a_code_makes_no_webhook() {
    let site = Site::start();
    let finished = site.register(&["--code", "000000"]).await;
    said(&finished, false, "that this code could be for");
    said(
        &site.register(&["--check"]).await,
        false,
        "no webhook with the address",
    );
}

#[tokio::test]
async fn a_receiver_that_refuses_the_code_is_said_with_the_setting_to_look_at() {
    let site = Site::with(Received {
        refuses: true,
        ..Received::default()
    });
    said(
        &site.register(&[]).await,
        false,
        "PROABONO_WEBHOOK_SECRET must be the secret of the back office",
    );
    assert!(site.codes().is_empty());
}

#[tokio::test]
async fn an_address_without_a_receiver_is_said_before_anything_is_sent_there() {
    let site = Site::start();
    let other = format!("{}/elsewhere", site.receiver.origin());
    let finished = site.register(&["--url", &other]).await;
    assert!(
        finished.stdout.contains("nothing takes webhooks at"),
        "{}",
        finished.stdout
    );
    let finished = site.register(&["--url", "http://127.0.0.1:9/webhooks"]).await;
    assert!(
        finished.stdout.contains("cannot be reached"),
        "{}",
        finished.stdout
    );
}

#[tokio::test]
async fn events_that_are_refused_are_left_out_and_said() {
    let site = Site::start();
    let named = json!({
        "Code": "Error.Api.Invalid", "Target": "Triggers", "Message": "SubscriptionHistory is unknown",
    });
    for (body, count, word) in [
        (named.to_string(), 43, "SubscriptionHistory"),
        ("{}".to_owned(), 30, "SubscriptionRestarted"),
    ] {
        let fault = json!({ "on": "POST /Notification/Webhooks", "status": 422, "body": body, "times": 1 });
        site.fault(fault).await;
        let first = site.register(&[]).await;
        assert!(
            first.stdout.contains("ProAbono refuses these events"),
            "{}{}",
            first.stdout,
            first.stderr
        );
        assert!(first.stdout.contains(word), "{}", first.stdout);
        let code = site.code();
        let done = site.register(&["--code", &code]).await;
        assert!(
            done.stdout.contains(&format!("{count} events")),
            "{}{}",
            done.stdout,
            done.stderr
        );
        said(&site.register(&["--check"]).await, false, word);
        said(&site.register(&["--delete"]).await, true, "is deleted");
    }
}

#[tokio::test]
async fn a_refusal_of_every_list_ends_with_the_reason() {
    let site = Site::start();
    site.fault(json!({ "on": "POST /Notification/Webhooks", "status": 422, "body": "{}" }))
        .await;
    said(&site.register(&[]).await, false, "the webhook cannot be created");
    site.fault(json!({ "on": "GET /Notification/Webhooks", "status": 403, "body": "{}" }))
        .await;
    said(
        &site.register(&[]).await,
        false,
        "the keys are not for the Backoffice API",
    );
}

#[tokio::test]
async fn the_real_service_is_given_no_address_in_the_clear() {
    let variables = [
        ("PROABONO_API_BASE", "https://api-1.proabono.com"),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
    ];
    let arguments = [
        "webhooks",
        "register",
        "--url",
        "http://127.0.0.1:8080/Subscriptions/webhooks",
    ];
    said(&run(&variables, &arguments).await, false, "webhooks listen");
    said(
        &run(&variables, &arguments[..2]).await,
        false,
        "give --url, or set PORTAL_SERVER__PUBLIC_URL",
    );
}
