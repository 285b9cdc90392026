//! The nginx configurations of the page of reverse proxies, in a real nginx, before the real binary and an application.

use actix_web::{HttpRequest, HttpResponse, web};
use reqwest::header::{HeaderName, HeaderValue};

use crate::support::example;
use crate::support::http::{Answer, get, get_with, post, request, send};
use crate::support::nginx::Nginx;
use crate::support::service::Service;

use super::account::Account;
use super::document::{blocks, read};

pub(super) const SAME: &str = "examples/nginx-same-path.conf";
const OTHER: &str = "examples/nginx-other-path.conf";
const INCLUDE: &str = "examples/nginx-include.conf";
const ALICE: (&str, &str) = ("cookie", "session=alice");

/// The application: it knows its users by a cookie, and tells nginx who is there.
fn application() -> Service {
    Service::start(|app| {
        app.route("/whoami", web::get().to(whoami));
        for page in ["/account", "/open"] {
            app.route(page, web::get().to(account));
        }
    })
}

async fn whoami(request: HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    if request
        .cookie("session")
        .is_some_and(|cookie| cookie.value() == "alice")
    {
        answer
            .insert_header(("X-User-Id", "alice"))
            .insert_header(("X-User-Name", "Alice Martin"))
            .insert_header(("X-User-Language", "fr"));
    }
    answer.finish()
}

/// A page of the application with the fragment in it.
async fn account() -> HttpResponse {
    let page = "<!doctype html><title>Account</title><main><!--# include virtual=\"/Subscriptions/fragment\" --></main>";
    HttpResponse::Ok().content_type("text/html").body(page)
}

/// The file with the ports of this test.
pub(super) fn with_ports(path: &str, app: u16, account: &Account) -> String {
    example::with_ports(&read(path), &[(8080, account.portal.port()), (3000, app)])
}

/// GET with headers spelt exactly so, an underscore included.
async fn get_spelt(url: &str, headers: &[(&str, &str)]) -> Answer {
    let mut call = request(reqwest::Method::GET, url);
    for (name, value) in headers {
        let name = HeaderName::from_bytes(name.as_bytes()).expect("a name");
        call = call.header(name, HeaderValue::from_str(value).expect("a value"));
    }
    send(call).await
}

#[test]
fn the_page_of_reverse_proxies_quotes_the_configurations_that_are_tested() {
    let blocks = blocks(&read("docs/reverse-proxy.md"), "nginx");
    for path in [SAME, OTHER] {
        let text = read(path);
        assert!(
            blocks.contains(&text),
            "docs/reverse-proxy.md does not quote {path} as it is"
        );
    }
}

/// The page, with and without a slash, its files and its reports; nothing leads out of `public`.
async fn assert_works(nginx: &Nginx, public: &str) {
    for path in [
        public.to_owned(),
        format!("{public}/"),
        format!("{public}?crylk=https%3a%2f%2fa.proabono.com%2fx"),
    ] {
        let page = get_with(&nginx.url(&path), &[ALICE]).await;
        page.assert_status(200)
            .assert_text("Alice Martin")
            .assert_text("lang=\"fr\"")
            .assert_text("<iframe src=\"https://a");
        for rest in page
            .body
            .split("href=\"/")
            .skip(1)
            .chain(page.body.split("src=\"/").skip(1))
        {
            let path = format!("/{}", rest.split('"').next().unwrap_or_default());
            assert!(
                path == public
                    || path.starts_with(&format!("{public}/"))
                    || path.starts_with(&format!("{public}?")),
                "{path} leads out of {public}"
            );
            // That leads to ProAbono's page itself, and so do documents.
            if path.ends_with("?as=tab") || path.ends_with("/pdf") {
                continue;
            }
            get_with(&nginx.url(&path), &[ALICE]).await.assert_status(200);
        }
    }
    let linked = format!("{public}?crylk=https%3a%2f%2fa.proabono.com%2fx%2520y");
    let linked = get_with(&nginx.url(&linked), &[ALICE]).await;
    linked.assert_text("src=\"https://a.proabono.com/x%20y\"");
    post(&nginx.url(&format!("{public}/csp-report")), &[], "{}")
        .await
        .assert_status(204);
    // A bank's form, which comes without cookies.
    let returned = format!("{public}/return?from=subscribe");
    post(&nginx.url(&returned), &[], "PaRes=abc")
        .await
        .assert_status(303)
        .assert_header("location", &returned);
    get_with(&nginx.url(&format!("{public}s")), &[ALICE])
        .await
        .assert_status(404);
    get(&nginx.url("/_who_is_signed_in")).await.assert_status(404);
}

#[tokio::test]
async fn the_page_works_behind_nginx_at_the_same_path() {
    let (app, account) = (application(), Account::start(&[]).await);
    let nginx = Nginx::start(&with_ports(SAME, app.port(), &account)).await;
    assert_works(&nginx, "/Subscriptions").await;
}

#[tokio::test]
async fn the_page_works_behind_nginx_at_another_path() {
    let public = (
        "PORTAL_SERVER__PUBLIC_URL",
        "https://app.example.com/account/billing",
    );
    let (app, account) = (application(), Account::start(&[public]).await);
    let nginx = Nginx::start(&with_ports(OTHER, app.port(), &account)).await;
    assert_works(&nginx, "/account/billing").await;
}

#[test]
fn the_page_of_embedding_quotes_the_include_that_is_tested() {
    let text = read(INCLUDE);
    assert!(blocks(&read("docs/embedding.md"), "nginx").contains(&text));
}

#[tokio::test]
async fn a_server_side_include_shows_the_fragment_of_who_is_signed_in_and_of_nobody_else() {
    let (app, account) = (application(), Account::start(&[]).await);
    // A page whose location asks nobody includes the fragment of nobody.
    let open = "location = /open { ssi on; proxy_pass http://127.0.0.1:3000; }\n";
    let open = example::with_ports(open, &[(3000, app.port())]);
    let [same, include] = [SAME, INCLUDE].map(read);
    let same = example::with_ports(&same, &[(8080, account.portal.port()), (3000, app.port())]);
    let include = example::with_ports(&include, &[(3000, app.port())]);
    let nginx = Nginx::start(&[same, include, open].concat()).await;
    let link = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "navigate"),
        ("x-remote-user", "mallory"),
    ];
    let of_alice = [&link[..], &[ALICE]].concat();
    get_with(&nginx.url("/account"), &of_alice)
        .await
        .assert_status(200)
        .assert_text("<main><section class=\"proabono-fragment\" lang=\"fr\"")
        .assert_text("<bdi>Alice Martin</bdi>")
        .assert_text("<iframe src=\"https://acme.via.proabono.com/");
    for (path, headers) in [
        ("/account", &link[..]),
        ("/open", &link[..]),
        ("/open", &of_alice[..]),
    ] {
        get_with(&nginx.url(path), headers)
            .await
            .assert_text("<main><section class=\"proabono-fragment\"")
            .assert_no_text("<iframe")
            .assert_no_text("mallory");
    }
}

#[tokio::test]
async fn what_a_visitor_claims_in_a_header_is_not_believed_through_nginx() {
    let public = (
        "PORTAL_SERVER__PUBLIC_URL",
        "https://app.example.com/account/billing",
    );
    for (file, path, settings) in [
        (SAME, "/Subscriptions", &[][..]),
        (OTHER, "/account/billing", &[public][..]),
    ] {
        let (app, account) = (application(), Account::start(settings).await);
        // The second time nginx lets names with an underscore through, as some sites set it.
        for more in ["", "underscores_in_headers on;\n"] {
            let nginx = Nginx::start(&format!("{more}{}", with_ports(file, app.port(), &account))).await;
            for name in [
                "X-Remote-User",
                "x-remote-user",
                "X_Remote_User",
                "X_REMOTE-USER",
                "X-Remote-Name",
                "X_Remote_Name",
            ] {
                let forged = (name, "mallory");
                // A spelling that nobody can list beforehand may reach the portal, which then refuses it.
                let mixed = name == "X_REMOTE-USER" && !more.is_empty();
                let stranger = get_spelt(&nginx.url(path), &[forged]).await;
                stranger
                    .assert_status(if mixed { 403 } else { 401 })
                    .assert_no_text("mallory");
                let alice = get_spelt(&nginx.url(path), &[forged, ALICE]).await;
                alice.assert_no_text("mallory");
                alice.assert_status(if mixed { 403 } else { 200 });
            }
        }
    }
}
