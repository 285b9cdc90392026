//! The hand-off behind a real Caddy, with the configuration of the documents.

use serde_json::{Value, json};

use crate::support::caddy::Caddy;
use crate::support::example::{example, with, with_ports};
use crate::support::pages::{Page, Pages};
use crate::support::visitor::Visitor;
use crate::support::wait::free_port;

use super::{APP, Site, assert_shows};

#[tokio::test]
async fn the_application_hands_its_user_over_behind_caddy_and_signs_them_out() {
    let app = Pages::start([("/", Page::html("<h1>The application</h1>"))]).await;
    let port = free_port();
    let text = with_ports(&example("Caddyfile-handoff"), &[(8080, port), (3000, app.port())]);
    let caddy =
        Caddy::serving(|own| with(&text, "\napp.example.com {", &format!("\nhttp://:{own} {{"))).await;
    let origin = format!("http://127.0.0.1:{}", caddy.port());
    let page = format!("{origin}/Subscriptions");
    let site = Site::listening(port, &[("server.public_url", &page)]);
    let token = |end: &str| {
        let mut claims = site.claims("alice");
        claims.insert("aud".to_owned(), json!(format!("{page}{end}")));
        site.signer.usual(&Value::Object(claims))
    };
    let mut visitor = Visitor::new(origin.as_str());
    visitor.get("/").await.assert_text("The application");
    // Headers that other recipes set are worth nothing here, whoever sends them.
    let forged = [("x-remote-user", "mallory"), ("x-user-id", "mallory")];
    let nobody = visitor
        .ask(reqwest::Method::GET, "/Subscriptions", &forged, None)
        .await;
    nobody.assert_status(401).assert_no_text("mallory");
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token(""))])
        .await;
    posted.assert_status(303);
    let welcomed = visitor.follow(&posted).await;
    assert_shows(&visitor.follow(&welcomed).await, "alice");
    visitor.get("/SubscriptionsX").await.assert_no_text("alice");
    let out = format!("/Subscriptions/logout?token={}", token("/logout"));
    visitor.get(&out).await.assert_status(303);
    visitor.get("/Subscriptions").await.assert_status(401);
}

#[test]
fn the_page_of_the_hand_off_quotes_the_configuration_of_caddy_as_it_is() {
    let page = include_str!("../../../docs/sign-in/hand-off.md");
    assert!(page.contains(&format!("```text\n{}```", example("Caddyfile-handoff"))));
}
