//! The page as a part of somebody's application: the one of `examples/mount.rs`.

use proabono_emulator::{Emulator, Options};
use proabono_portal::Config;
use proabono_portal::config::{Source, keys};

use crate::support::http::{get, get_with, post};
use crate::support::service::Service;

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../examples/mount.rs"]
mod mount;

const ALICE: &[(&str, &str)] = &[("cookie", "session=sesame")];

/// The application and the emulator behind it; both stop when dropped.
struct Running {
    app: Service,
    _emulator: Emulator,
}

impl Running {
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.app.origin())
    }
}

fn start() -> Running {
    let options = Options {
        // The links of the emulator must look like ProAbono's, or the gate refuses them. Nothing is fetched.
        hosted_origin: Some("https://acme.proabono.com".to_owned()),
        ..Options::default()
    };
    let emulator = Emulator::bind(options).expect("the emulator");
    let mut config = settings(&emulator.url());
    let login = mount::Login::new([(
        "sesame",
        mount::Person {
            id: "alice",
            name: "Alice Martin",
            email: "alice@acme.example",
        },
    )]);
    let portal = mount::billing(&mut config, login).expect("the path");
    let portal = portal.build().expect("the portal");
    Running {
        app: Service::start(move |app| mount::routes(app, &portal)),
        _emulator: emulator,
    }
}

fn settings(emulator: &str) -> Config {
    let source = Source::new(keys())
        .with("proabono.api_base", emulator)
        .with("proabono.business_id", "1")
        .with("proabono.segment_ref", "acme-eur")
        .with("proabono.agent_key", "agent-demo")
        .with("proabono.api_key", "api-demo");
    Config::from_source(source).expect("a complete configuration")
}

#[tokio::test]
async fn the_page_stands_beside_the_routes_of_its_host() {
    let running = start();
    for path in ["/billing", "/billing/"] {
        let page = get_with(&running.url(path), ALICE).await;
        page.assert_status(200)
            .assert_text("Alice Martin")
            .assert_text("<iframe src=\"https://acme.proabono.com/")
            .assert_text("href=\"/billing/static/")
            .assert_header_has("content-security-policy", "report-uri /billing/csp-report")
            .assert_header("cache-control", "private, no-store");
    }
    let host = get_with(&running.url("/"), ALICE).await;
    host.assert_status(200).assert_text("<title>Acme</title>");
    get_with(&running.url("/Subscriptions"), ALICE)
        .await
        .assert_status(404);
}

#[tokio::test]
async fn the_login_of_the_host_decides_who_is_asking() {
    let running = start();
    get(&running.url("/billing")).await.assert_status(401);
    let stranger = [("cookie", "session=guessed")];
    get_with(&running.url("/billing"), &stranger)
        .await
        .assert_status(401);
    // No proxy is configured, so a header is only a header.
    let forged = [("x-remote-user", "alice")];
    get_with(&running.url("/billing"), &forged)
        .await
        .assert_status(401);
}

#[tokio::test]
async fn the_headers_of_the_page_stay_on_its_own_routes() {
    let running = start();
    let ours = [
        "content-security-policy",
        "referrer-policy",
        "x-content-type-options",
    ];
    for path in ["/billing", "/billing/nothing", "/billing/csp-report"] {
        let answer = get(&running.url(path)).await;
        for name in ours {
            assert!(answer.header(name).is_some(), "{path} has no {name}");
        }
    }
    for path in ["/", "/nothing", "/billings"] {
        let answer = get(&running.url(path)).await;
        for name in ours
            .into_iter()
            .chain(["cache-control", "set-cookie", "x-request-id"])
        {
            answer.assert_no_header(name);
        }
    }
    get(&running.url("/nothing"))
        .await
        .assert_status(404)
        .assert_no_text("Page not found");
}

#[tokio::test]
async fn a_violation_report_is_taken_under_the_path_of_the_host() {
    let running = start();
    let report = post(&running.url("/billing/csp-report"), &[], "{}").await;
    report.assert_status(204);
}
