//! The host application's own login, when the page is mounted in it: the one of `examples/host_login.rs`.

use std::collections::BTreeMap;

use actix_session::Session;
use actix_web::cookie::Key;
use actix_web::{App, HttpServer, web};
use proabono_portal::config::{Source, keys};
use proabono_portal::{BuildError, Config, Portal};

use crate::support::service::Service;
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/host_login.rs"]
mod host_login;

/// The application; it stops when dropped.
pub(super) struct Host {
    pub(super) upstream: Upstream,
    pub(super) origin: String,
    _service: Service,
}

fn config(api: &str, more: &[(&str, &str)]) -> Config {
    let source = Source::new(keys())
        .with("proabono.api_base", api)
        .with("proabono.business_id", "1")
        .with("proabono.segment_ref", "acme-eur")
        .with("proabono.agent_key", "agent-demo")
        .with("proabono.api_key", "api-demo");
    let source = more
        .iter()
        .fold(source, |source, (key, value)| source.with(key, *value));
    Config::from_source(source).unwrap_or_else(|report| panic!("{report}"))
}

pub(super) fn start(more: &[(&str, &str)]) -> Host {
    let upstream = Upstream::start(account());
    let mut config = config(upstream.origin(), more);
    let portal = host_login::billing(&mut config)
        .expect("the path")
        .build()
        .expect("the portal");
    let key = Key::generate();
    let app = HttpServer::new(move || {
        App::new()
            .wrap(host_login::sessions(key.clone()))
            .route("/test-login", web::post().to(test_login))
            .configure(|app| host_login::routes(app, &portal))
    });
    let app = app
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .expect("a free port");
    let address = app.addrs()[0];
    let service = Service::of(app.run(), address);
    Host {
        upstream,
        origin: service.origin(),
        _service: service,
    }
}

/// Signs anybody in, as the application's own login would.
async fn test_login(session: Session, form: web::Form<BTreeMap<String, String>>) -> &'static str {
    session.renew();
    session.insert("person", &*form).expect("a session");
    "signed in"
}

#[tokio::test]
async fn the_page_reads_the_session_of_its_host_and_leaves_it_as_it_was() {
    let host = start(&[]);
    let mut visitor = Visitor::new(host.origin.as_str());
    visitor.get("/billing").await.assert_status(401);
    visitor.get("/").await.assert_text("Visit 1 of a stranger");
    visitor.submit("/login", &[]).await.assert_status(303);
    for visit in 2..5 {
        let page = visitor.get("/billing?crylk=x").await;
        page.assert_status(200)
            .assert_text("<strong><bdi>Alice Martin</bdi></strong>")
            .assert_no_header("set-cookie");
        visitor
            .get("/")
            .await
            .assert_text(&format!("Visit {visit} of Alice Martin"));
    }
    visitor.submit("/logout", &[]).await.assert_status(303);
    visitor.get("/billing").await.assert_status(401);
}

#[tokio::test]
async fn a_forged_session_of_the_host_is_nobody() {
    let host = start(&[]);
    let mut visitor = Visitor::new(host.origin.as_str());
    for value in ["", "x", "%7B%22person%22%3A%7B%7D%7D", &"A".repeat(200)] {
        visitor.cookies.insert("acme".to_owned(), value.to_owned());
        visitor.get("/billing").await.assert_status(401);
    }
    assert_eq!(host.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn beside_a_trusted_header_the_same_user_is_let_in_and_another_is_refused() {
    let proxy = [
        ("identity.proxy.header", "x-remote-user"),
        ("identity.proxy.from", "127.0.0.0/8"),
        ("identity.shared_ids", "true"),
    ];
    let host = start(&proxy);
    let mut visitor = Visitor::new(host.origin.as_str());
    visitor.submit("/login", &[]).await.assert_status(303);
    let mut as_user = async |user| {
        let header = [("x-remote-user", user)];
        visitor
            .ask(reqwest::Method::GET, "/billing", &header, None)
            .await
            .status
    };
    assert_eq!(as_user("alice").await, 200);
    assert_eq!(as_user("bruno").await, 403);
    assert_eq!(as_user("").await, 200, "an empty header says nothing");
}

#[test]
fn two_providers_whose_ids_may_clash_are_refused_at_start() {
    let proxy = [
        ("identity.proxy.header", "x-remote-user"),
        ("identity.proxy.from", "127.0.0.0/8"),
    ];
    let mut config = config("http://127.0.0.1:9", &proxy);
    let built = host_login::billing(&mut config).expect("the path").build();
    assert!(matches!(built, Err(BuildError::SharedIds)), "{built:?}");
}

#[test]
fn a_sign_in_of_the_servers_own_is_refused_inside_a_host() {
    let settings = [
        ("server.public_url", "https://app.acme.example/billing"),
        ("page.sign_in_url", "https://app.acme.example/login"),
        ("sessions.key", super::KEY),
        ("identity.handoff.issuer", "https://app.acme.example"),
        ("identity.handoff.key", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
    ];
    let config = config("http://127.0.0.1:9", &settings);
    let built = Portal::new(&config);
    assert!(matches!(built, Err(BuildError::SignInNeedsServer)), "{built:?}");
}
