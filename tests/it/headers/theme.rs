//! The look that an operator sets: its files are served and linked, the policy follows, and mistakes are said at start.

use std::fs;

use reqwest::Method;

use proabono_portal::config::{ColorScheme, Config, Place, Source, keys};
use proabono_portal::{BuildError, Portal};

use crate::support::http::Answer;
use crate::support::served::{Served, config};

const LOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/look");
const NOWHERE: &str = "http://127.0.0.1:9";

fn file(name: &str) -> String {
    format!("{LOOK}/{name}")
}

/// The address of a file in a page.
fn address<'a>(page: &'a Answer, name: &str) -> &'a str {
    let start = format!("/static/{name}.");
    let found = page.body.split('"').find(|text| text.contains(&start));
    found.unwrap_or_else(|| panic!("{name} in {page:#?}"))
}

#[tokio::test]
async fn without_settings_there_is_no_trace_of_a_look() {
    let site = Served::start(&[]);
    let page = site.visit("alice").await;
    page.assert_status(200)
        .assert_text("<meta name=\"color-scheme\" content=\"light dark\">")
        .assert_no_text("data-theme")
        .assert_no_text("/static/theme.")
        .assert_no_text("class=\"letter\"")
        .assert_no_text("class=\"own\"");
    assert_eq!(page.body.matches("rel=\"stylesheet\"").count(), 1);
}

/// Every setting, with files of the examples.
fn dressed() -> Vec<(&'static str, String)> {
    let text = |key, value: &str| (key, value.to_owned());
    vec![
        text("page.application", "Acme"),
        text("page.accent", "#6d28d9"),
        text("page.radius", "4"),
        text("page.font", "Inter, sans-serif"),
        ("page.logo_url", file("logo.svg")),
        ("page.logo_dark_url", file("logo-dark.svg")),
        ("page.icon_url", file("icon.svg")),
        ("page.header", file("header.html")),
        ("page.footer", file("footer.html")),
        ("page.stylesheet", file("style.css")),
    ]
}

fn started(settings: &[(&'static str, String)]) -> Served {
    let settings: Vec<_> = settings
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    Served::start(&settings)
}

const SVG: &str = "image/svg+xml";
const CSS: &str = "text/css; charset=utf-8";

#[tokio::test]
async fn the_files_are_served_for_ever_under_an_address_with_a_digest() {
    let site = started(&dressed());
    let page = site.visit("alice").await;
    for (name, media_type, content) in [
        ("theme", CSS, None),
        ("style", CSS, Some("style.css")),
        ("logo", SVG, Some("logo.svg")),
        ("logo-dark", SVG, Some("logo-dark.svg")),
        ("icon", SVG, Some("icon.svg")),
    ] {
        let answer = site.ask(Method::GET, address(&page, name), &[]).await;
        // An SVG may have styles of its own, and a tab that opens it runs no script in it.
        let policy = if media_type == SVG {
            "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        } else {
            "default-src 'none'"
        };
        answer
            .assert_status(200)
            .assert_header("content-type", media_type)
            .assert_header("cache-control", "public, max-age=31536000, immutable")
            .assert_header("content-security-policy", policy);
        if let Some(content) = content {
            assert_eq!(answer.body, fs::read_to_string(file(content)).unwrap(), "{name}");
        }
    }
    let theme = site.ask(Method::GET, address(&page, "theme"), &[]).await;
    theme
        .assert_text(":root { --accent: #6d28d9; --on-accent: #ffffff;")
        .assert_text("--radius: 4px; --font: Inter, sans-serif;")
        .assert_text(":root[data-theme=\"dark\"] { --accent: #");
}

#[tokio::test]
async fn every_page_links_the_look_in_its_order() {
    let site = started(&dressed());
    // The second one is the page of a failure.
    for user in ["alice", "dmitri"] {
        let page = site.visit(user).await;
        let place = |text: &str| {
            let place = page.body.find(text);
            place.unwrap_or_else(|| panic!("{text} in {page:#?}"))
        };
        let order = [
            "/static/icon.",
            "/static/portal.",
            "/static/theme.",
            "/static/style.",
            "<nav class=\"acme-nav\"",
            "<header class=\"bar\">",
            "<main",
            "</main>",
            "<footer class=\"acme-footer\">",
        ];
        assert!(order.map(place).is_sorted(), "{page:#?}");
    }
    // On a page with a way home. It is three times as wide as it is high, which the browser knows before it has the file.
    site.visit("alice")
        .await
        .assert_text("<img class=\"logo on-light\" src=\"/Subscriptions/static/logo.")
        .assert_text("alt=\"\" width=\"960\" height=\"320\"");
}

#[tokio::test]
async fn the_scheme_is_fixed_on_every_page() {
    for scheme in ["light", "dark"] {
        let site = Served::start(&[("page.color_scheme", scheme)]);
        for user in ["alice", "dmitri"] {
            site.visit(user)
                .await
                .assert_text(&format!("<meta name=\"color-scheme\" content=\"{scheme}\">"))
                .assert_text(&format!(" data-theme=\"{scheme}\">"));
        }
    }
}

/// The sources of pictures and of fonts.
async fn sources(more: &[(&str, &str)]) -> (String, String) {
    let page = Served::start(more).visit("alice").await;
    let policy = page.header("content-security-policy").expect("a policy");
    let part = |name: &str| {
        let part = policy.split("; ").find(|part| part.starts_with(name));
        part.expect("a directive").to_owned()
    };
    (part("img-src"), part("font-src"))
}

#[tokio::test]
async fn only_what_comes_from_elsewhere_widens_the_policy_and_only_by_its_origin() {
    let logo = file("logo.svg");
    let plain = sources(&[]).await;
    assert_eq!(sources(&[("page.logo_url", &logo)]).await, plain);
    let (pictures, fonts) = sources(&[
        ("page.logo_url", "https://cdn.acme.example/a/logo?v=1"),
        ("page.icon_url", "https://icons.acme.example:8443/icon.ico"),
        ("page.font_url", "https://fonts.acme.example/inter.woff2"),
    ])
    .await;
    let more = "https://cdn.acme.example https://icons.acme.example:8443";
    assert_eq!(pictures, format!("{} {more}", plain.0));
    assert_eq!(fonts, format!("{} https://fonts.acme.example", plain.1));
}

#[tokio::test]
async fn a_letter_stands_where_there_is_no_logo() {
    let site = Served::start(&[("page.application", "élan & co")]);
    let letter = "<span class=\"letter\" aria-hidden=\"true\">É</span><span class=\"name\">";
    site.visit("alice").await.assert_text(letter);
}

fn built(config: &Config) -> Result<Portal, BuildError> {
    Portal::builder(config).build()
}

#[test]
fn files_that_cannot_be_taken_are_in_the_report_together_and_beside_every_other_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = folder.path().join("logo.png");
    fs::write(&broken, "no picture").expect("the file");
    fs::write(folder.path().join("fr.ftl"), "retri = Encore\n").expect("the file");
    fs::write(folder.path().join("de.ftl"), "retry\n").expect("the file");
    let texts = folder.path().display().to_string();
    let settings = [
        (
            "page.logo_url",
            broken.to_str().expect("a path"),
            "there is no picture",
        ),
        (
            "page.logo_dark_url",
            "/nowhere/at/all.png",
            "/nowhere/at/all.png cannot be read",
        ),
        (
            "page.icon_url",
            "/nowhere/at/all.ico",
            "/nowhere/at/all.ico cannot be read",
        ),
        (
            "page.font_url",
            "/nowhere/at/all.woff2",
            "/nowhere/at/all.woff2 cannot be read",
        ),
        ("page.header", "/nowhere/at/all", "/nowhere/at/all cannot be read"),
        ("page.footer", LOOK, "cannot be read"),
        (
            "page.stylesheet",
            "/nowhere/at/all.css",
            "/nowhere/at/all.css cannot be read",
        ),
        ("page.texts", &texts, "retri is not a sentence of the pages"),
        ("page.texts", &texts, "de.ftl: line 1"),
        ("server.listen", "nowhere", ""),
    ];
    let mut source = Source::new(keys());
    for (key, value, _) in settings {
        source = source.with(key, value);
    }
    let problems = Config::from_source(source).expect_err("mistakes").problems;
    for (key, _, said) in settings {
        let there = problems
            .iter()
            .any(|problem| problem.place.contains(key) && problem.what.contains(said));
        assert!(there, "{key}: {said} in {problems:#?}");
    }
}

#[test]
fn every_kind_of_icon_that_is_documented_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("icon.ico");
    // One picture of 16 by 16 pixels, which begins behind the table.
    let head = [
        0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, 4, 0, 0, 0, 22, 0, 0, 0, 0, 0, 0, 0,
    ];
    fs::write(&file, head).expect("the file");
    let settings = [("page.icon_url", file.to_str().expect("a path"))];
    assert!(built(&config(NOWHERE, &settings)).is_ok());
}

#[test]
fn oddities_of_the_files_are_warnings() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("fr.ftl"), "pay = Payer\nretry = Encore\n").expect("the file");
    fs::write(folder.path().join("xx-nolang.ftl"), "retry = Xx\n").expect("the file");
    fs::write(folder.path().join("ga.ftl"), "retry = Arís\n").expect("the file");
    let texts = folder.path().display().to_string();
    let mut warnings = config(NOWHERE, &[("page.texts", &texts)]).warnings;
    warnings.retain(|warning| warning.starts_with("PORTAL_PAGE__TEXTS: "));
    assert_eq!(warnings.len(), 2, "{warnings:#?}");
    for said in ["pay leaves out $amount", "there is no language xx-nolang"] {
        assert!(
            warnings.iter().any(|warning| warning.contains(said)),
            "{warnings:#?}"
        );
    }
}

/// A host application may set what no reader has seen.
#[test]
fn a_library_user_gets_the_same_checks() {
    let plain = || config(NOWHERE, &[]);
    let said = |config: &Config| built(config).expect_err("a mistake").to_string();

    let mut config = plain();
    config.page.theme.accent = Some("#ffcc00".parse().unwrap());
    let refused = said(&config);
    assert!(
        refused.starts_with("PORTAL_PAGE__ACCENT: links in #ffcc00 cannot be read"),
        "{refused}"
    );

    let mut config = plain();
    config.page.theme.logo_url = Some(Place::File("/etc/logo.bmp".into()));
    assert!(said(&config).starts_with("PORTAL_PAGE__LOGO_URL: "));

    let mut config = plain();
    config.page.theme.accent = Some("#6d28d9".parse().unwrap());
    config.page.theme.color_scheme = ColorScheme::Dark;
    assert!(built(&config).is_ok());
}
