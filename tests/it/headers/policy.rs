//! What configuration changes in the headers, and what it leaves alone.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;

use super::{Headers, stable};
use crate::support::served::Served;

async fn page_with(more: &[(&str, &str)]) -> Headers {
    stable(&Served::start(more).visit("alice").await)
}

/// The directives of the page's policy, by name.
fn directives(headers: &Headers) -> BTreeMap<String, String> {
    let policy = headers["content-security-policy"].split("; ");
    policy
        .map(|directive| {
            let (name, value) = directive.split_once(' ').expect("a directive with a value");
            (name.to_owned(), value.to_owned())
        })
        .collect()
}

/// The directives that differ from those without configuration.
async fn changed(more: &[(&str, &str)]) -> Vec<(String, String)> {
    let plain = directives(&page_with(&[]).await);
    let other = directives(&page_with(more).await);
    assert!(plain.keys().eq(other.keys()), "{other:?}");
    other
        .into_iter()
        .filter(|(name, value)| plain[name] != *value)
        .collect()
}

/// The sources of a directive, whose order means nothing.
fn listed(value: &str) -> BTreeSet<&str> {
    value.split(' ').collect()
}

fn one(name: &str, value: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), value.to_owned())]
}

#[tokio::test]
async fn the_origins_that_may_frame_the_page_are_the_configured_ones() {
    let two = "https://app.acme.example, https://intra.acme.example:8443";
    assert_eq!(
        changed(&[("headers.frame_ancestors", two)]).await,
        one(
            "frame-ancestors",
            "https://app.acme.example https://intra.acme.example:8443"
        )
    );
}

#[tokio::test]
async fn extra_sources_widen_the_frame_and_nothing_else() {
    let extra = "https://3ds.bank.example, https://*.acs.example";
    let proabono = "'self' https://proabono.com https://*.proabono.com";
    assert_eq!(
        changed(&[("frame.extra_sources", extra)]).await,
        one(
            "frame-src",
            &format!("{proabono} https://3ds.bank.example https://*.acs.example")
        )
    );
    assert_eq!(
        changed(&[("frame.extra_sources", "https:")]).await,
        one("frame-src", &format!("{proabono} https:"))
    );
    let plain = page_with(&[]).await;
    let wide = page_with(&[("frame.extra_sources", "https:")]).await;
    assert_eq!(plain["permissions-policy"], wide["permissions-policy"]);
}

#[tokio::test]
async fn a_narrower_list_of_hosts_leaves_the_frame_free_to_move_within_proabono() {
    assert_eq!(changed(&[("frame.hosts", "mon-app.via.proabono.com")]).await, []);
}

#[tokio::test]
async fn strict_transport_security_is_sent_on_every_class_only_when_it_is_on() {
    const NAME: &str = "strict-transport-security";
    for (setting, expected) in [
        ("true", Some("max-age=63072000; includeSubDomains")),
        ("false", None),
    ] {
        let site = Served::start(&[("headers.hsts", setting)]);
        let page = site.visit("alice").await;
        let style = asset(&page.body);
        for answer in [
            page,
            site.visit_with("alice", &style, &[]).await,
            site.visit_with("alice", "/nothing", &[]).await,
            site.ask(Method::POST, "/Subscriptions/csp-report", &[]).await,
            site.ask(Method::PUT, "/Subscriptions", &[]).await,
        ] {
            assert_eq!(answer.header(NAME).as_deref(), expected, "{}", answer.status);
        }
    }
}

fn asset(page: &str) -> String {
    let (_, rest) = page
        .split_once("<link rel=\"stylesheet\" href=\"")
        .expect("a style sheet");
    rest.split_once('"').expect("its address").0.to_owned()
}

#[tokio::test]
async fn a_widget_widens_what_it_needs_only_while_it_is_on() {
    let script = ("widget.script_url", "https://widget.proabono.com/v1/widget.js");
    let sources = ("widget.sources", "https://cdn.acme.example");
    assert_eq!(
        changed(&[sources]).await,
        [],
        "without a script nothing is loaded"
    );
    let changed = changed(&[script, sources]).await;
    let widget =
        "https://*.proabono.com https://cdn.acme.example https://proabono.com https://widget.proabono.com";
    let names: Vec<_> = changed.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "connect-src",
            "font-src",
            "frame-src",
            "img-src",
            "script-src",
            "style-src"
        ]
    );
    for (name, value) in &changed {
        match name.as_str() {
            "script-src" => assert_eq!(value, "'nonce-NONCE' 'strict-dynamic'"),
            // ProAbono's own stand there already.
            "frame-src" => assert!(
                value.ends_with("https://cdn.acme.example https://widget.proabono.com"),
                "{value}"
            ),
            _ => assert!(value.ends_with(widget), "{name} {value}"),
        }
    }
}

#[tokio::test]
async fn the_chat_opens_the_policy_for_its_origins_only_while_it_is_on() {
    let company = ("chat.company_id", "0f8fad5b-d9cb-469f-a165-70867728950e");
    let sources = ("chat.sources", "https://cdn.acme.example");
    let plain = directives(&page_with(&[]).await);
    let chatting = directives(&page_with(&[company, sources]).await);
    let origins = "https://app.mluvii.com https://cdn.acme.example";
    for (name, before) in &plain {
        let expected = match name.as_str() {
            "script-src" | "style-src" | "img-src" | "font-src" | "frame-src" => {
                format!("{before} {origins}")
            }
            "connect-src" => format!("{before} {origins} {}", origins.replace("https", "wss")),
            _ => before.clone(),
        };
        assert_eq!(chatting[name], expected, "{name}");
    }
    assert_eq!(chatting["media-src"], origins);
    assert_eq!(chatting.len(), plain.len() + 1);
    let inline = page_with(&[company, ("chat.inline_styles", "true")]).await;
    assert_eq!(
        directives(&inline)["style-src"],
        "'self' https://app.mluvii.com 'unsafe-inline'"
    );
    // Beside a script that loads others, browsers look at no origin of a script.
    let widget = ("widget.script_url", "https://widget.proabono.com/v1/widget.js");
    let both = directives(&page_with(&[company, widget]).await);
    assert_eq!(both["script-src"], "'nonce-NONCE' 'strict-dynamic'");
    let alone = directives(&page_with(&[widget]).await);
    let mut expected = listed(&alone["connect-src"]);
    expected.extend(["https://app.mluvii.com", "wss://app.mluvii.com"]);
    assert_eq!(listed(&both["connect-src"]), expected);
}

#[tokio::test]
async fn no_setting_brings_an_unsafe_word_into_the_policy() {
    let headers = page_with(&[
        ("widget.script_url", "https://widget.proabono.com/v1/widget.js"),
        ("widget.sources", "https://cdn.acme.example"),
        ("frame.extra_sources", "https:"),
        ("headers.frame_ancestors", "https://app.acme.example"),
        ("headers.hsts", "true"),
    ])
    .await;
    let policy = &headers["content-security-policy"];
    for word in ["unsafe", "http:", "blob:", " * ", " *;"] {
        assert!(!policy.contains(word), "{word}: {policy}");
    }
}

#[tokio::test]
async fn reports_go_below_the_public_path() {
    for (more, path) in [
        (
            vec![("server.base_path", "/billing/plans")],
            "/billing/plans/csp-report",
        ),
        (vec![("server.base_path", "/")], "/csp-report"),
        (
            vec![("server.public_url", "https://app.acme.example/my/plan")],
            "/my/plan/csp-report",
        ),
    ] {
        let site = Served::start(&more);
        let base = more.iter().find(|(key, _)| *key == "server.base_path");
        let answer = site
            .visit_with("alice", base.map_or("/Subscriptions", |(_, base)| base), &[])
            .await;
        answer
            .assert_status(200)
            .assert_header_has("content-security-policy", &format!("report-uri {path}"))
            .assert_header("reporting-endpoints", &format!("csp=\"{path}\""));
    }
}
