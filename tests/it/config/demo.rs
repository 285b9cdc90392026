//! The parts of the commands `demo` and `dev` are out of reach of every other one.

use proabono_portal::config::keys;
use proabono_portal::emulator::{LinkGeneration, Options};

use super::{assert_refused, check_with};
use crate::support::portal::run;
use crate::support::served::Served;
use crate::support::upstream::Upstream;

/// An emulator whose links lead to its own loopback origin, as in the demonstration.
fn loopback_pages(links: LinkGeneration) -> Upstream {
    Upstream::start(Options {
        links,
        ..Options::default()
    })
}

#[tokio::test]
async fn serve_does_not_frame_the_pages_of_the_emulator() {
    // Without a link to frame, an account of the in-site generation opens its portal in the page.
    for (links, status) in [(LinkGeneration::Hosted, 502), (LinkGeneration::InSite, 200)] {
        let site = Served::before(loopback_pages(links), &[]);
        let origin = site.upstream.origin().to_owned();
        let page = site.visit("alice").await;
        page.assert_status(status)
            .assert_no_text("<iframe")
            .assert_no_text(&origin);
        let crylk = format!("/Subscriptions?crylk={origin}/portal/x");
        let page = site.visit_with("alice", &crylk, &[]).await;
        page.assert_status(status)
            .assert_no_text("<iframe")
            .assert_no_text(&origin);
    }
}

#[tokio::test]
async fn no_setting_that_takes_an_origin_lets_serve_frame_the_emulator() {
    let upstream = loopback_pages(LinkGeneration::Hosted);
    let origin = upstream.origin().to_owned();
    let public = format!("{origin}/Subscriptions");
    let script = format!("{origin}/widget.js");
    let more = [
        ("frame.extra_sources", origin.as_str()),
        ("headers.frame_ancestors", &origin),
        ("widget.sources", &origin),
        ("widget.script_url", &script),
        ("server.public_url", &public),
        ("page.home_url", &origin),
        ("page.sign_in_url", &origin),
        ("page.sign_out_url", &origin),
        ("page.support_url", &origin),
    ];
    let site = Served::before(upstream, &more);
    let page = site.visit("alice").await;
    page.assert_status(502).assert_no_text("<iframe");
}

#[tokio::test]
async fn the_emulators_host_cannot_be_put_on_the_list_of_hosts() {
    for host in [
        "127.0.0.1",
        "127.0.0.1:8090",
        "http://127.0.0.1:8090",
        "localhost",
        "[::1]",
    ] {
        let finished = check_with(&[("PORTAL_FRAME__HOSTS", host)]).await;
        assert_refused(&finished);
    }
}

#[test]
fn no_key_speaks_of_the_demonstration() {
    for key in keys() {
        for text in [key.name, key.env, key.doc] {
            let text = text.to_lowercase();
            let ours = [
                "demo",
                "emulat",
                "sample",
                "insecure",
                "unsafe",
                "allow_any",
                "panel",
                "develop",
            ];
            assert!(
                ours.iter().all(|word| !text.contains(word)),
                "{}: {text}",
                key.name
            );
        }
    }
}

#[tokio::test]
async fn serve_has_no_door_of_the_demonstration() {
    let site = Served::start(&[]);
    for path in [
        "/Subscriptions/login",
        "/Subscriptions/logout",
        "/login",
        "/mails",
        "/Subscriptions/dev",
        "/dev",
        "/panel",
        "/_emulator/calls",
    ] {
        for method in [reqwest::Method::GET, reqwest::Method::POST] {
            let answer = site.ask(method, path, &[("origin", "http://page.test")]).await;
            answer.assert_status(404).assert_no_header("set-cookie");
        }
    }
}

#[tokio::test]
async fn no_variable_turns_serve_into_the_demonstration() {
    for name in [
        "PORTAL_DEMO__ENABLED",
        "PORTAL_EMULATOR__ORIGIN",
        "PORTAL_FRAME__ORIGIN",
        "PORTAL_FRAME__ORIGINS",
        "PORTAL_DEV__ENABLED",
        "PORTAL_DEV__PANEL",
        "PORTAL_EMULATED__ORIGIN",
    ] {
        let finished = check_with(&[(name, "http://127.0.0.1:8090")]).await;
        assert_refused(&finished);
    }
}

#[tokio::test]
async fn a_configuration_for_dev_does_not_start_serve() {
    for name in ["header.toml", "handoff.toml"] {
        let file = format!("{}/examples/dev/{name}", env!("CARGO_MANIFEST_DIR"));
        let finished = run(&[], &["serve", "--config", &file]).await;
        assert_refused(&finished);
        assert!(
            finished.stderr.contains("PROABONO_API_BASE"),
            "{}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn a_page_of_serve_does_not_say_that_nothing_is_real() {
    let site = Served::start(&[]);
    for user in ["alice", "eve"] {
        let page = site.visit(user).await;
        page.assert_status(200)
            .assert_no_text("is real")
            .assert_no_text("emulator");
    }
}
