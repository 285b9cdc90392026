//! The test of the hand-off, through something between it and the page.

use actix_web::{HttpResponse, web};

use crate::support::nginx::Nginx;
use crate::support::service::Service;

use super::Site;
use super::command::handoff;

async fn assert_told(site: &Site, at: &str, said: &str, unsaid: &str) {
    let tested = handoff(site, &[], &["test", "--at", at]).await;
    assert_eq!(tested.status.code(), Some(1), "{}", tested.stdout);
    let (out, err) = (&tested.stdout, &tested.stderr);
    assert!(err.contains(said) && !err.contains(unsaid), "{said}\n{out}{err}");
}

#[tokio::test]
async fn a_proxy_that_drops_cookies_is_told() {
    let site = Site::start(&[]);
    let nginx = Nginx::start(&format!(
        "location / {{ proxy_pass {}; proxy_set_header Host $http_host; proxy_set_header Cookie \"\"; }}",
        site.origin
    ))
    .await;
    let at = nginx.url("/Subscriptions");
    assert_told(&site, &at, "does a proxy drop cookies?", "expired").await;
}

#[tokio::test]
async fn a_page_whose_clock_is_ahead_finds_the_token_too_old() {
    // The page answers so to a token that has expired by its clock.
    let page = Service::start(|app| {
        let late = || async {
            HttpResponse::SeeOther()
                .insert_header(("Location", "/Subscriptions/handoff"))
                .insert_header(("Set-Cookie", "portal-acme-late=x; Path=/Subscriptions; HttpOnly"))
                .finish()
        };
        app.route("/Subscriptions/handoff", web::post().to(late));
    });
    let at = format!("{}/Subscriptions", page.origin());
    assert_told(&Site::start(&[]), &at, "it has expired", "cookies").await;
}
