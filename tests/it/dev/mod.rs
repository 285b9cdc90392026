//! The command `dev`: on this machine alone, and with the emulator alone.

mod panel;

use crate::support::dev::Dev;
use crate::support::http::get_with;
use crate::support::portal::run;
use crate::support::upstream::{Upstream, account};

/// The sentence on every page.
const UNREAL: &str = "Nothing here is real";

#[tokio::test]
async fn an_address_that_others_reach_is_refused_by_the_name_of_its_setting() {
    let outside = [
        ("PORTAL_SERVER__LISTEN", "0.0.0.0:0"),
        ("PORTAL_SERVER__LISTEN", "[::]:0"),
        ("PORTAL_OPERATIONS__LISTEN", "192.0.2.7:0"),
        (
            "PORTAL_SERVER__PUBLIC_URL",
            "https://app.example.com/Subscriptions",
        ),
        (
            "PORTAL_SERVER__PUBLIC_URL",
            "http://localhost.example.com/Subscriptions",
        ),
        (
            "PORTAL_SERVER__PUBLIC_URL",
            "http://192.168.1.5:8000/Subscriptions",
        ),
    ];
    for (name, value) in outside {
        let variables = [
            ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
            ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
            (name, value),
        ];
        let finished = run(&variables, &["dev", "--emulator-port", "0", "--panel-port", "0"]).await;
        assert_eq!(
            finished.status.code(),
            Some(1),
            "{name}={value}: {}",
            finished.stderr
        );
        assert!(
            finished.stderr.contains(&format!("{name}: ")) && finished.stderr.contains("this"),
            "{name}={value}: {}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn without_a_way_to_sign_in_it_says_which_there_are() {
    let finished = run(&[], &["dev", "--emulator-port", "0", "--panel-port", "0"]).await;
    assert_eq!(finished.status.code(), Some(1));
    let said = &finished.stderr;
    assert!(
        said.contains("PORTAL_IDENTITY__PROXY__HEADER") && !said.contains("PROABONO_"),
        "{said}"
    );
}

#[tokio::test]
async fn whatever_is_said_of_proabono_does_not_count_and_nothing_is_asked_there() {
    let real = Upstream::start(account());
    let dev = Dev::start(&[
        ("PROABONO_API_BASE", real.origin()),
        ("PROABONO_BACKOFFICE_BASE", real.origin()),
        ("PROABONO_BUSINESS_ID", "no number"),
        ("PROABONO_SEGMENT_REF", "initech-eur"),
        ("PROABONO_AGENT_KEY_FILE", "/nowhere/at/all"),
        ("PROABONO_API_KEY", "${API_KEY}"),
        ("PORTAL_PROABONO__HTTP_PROXY", real.origin()),
        ("PORTAL_FRAME__HOSTS", "mon-app.via.proabono.com"),
        ("PORTAL_FRAME__EXTRA_SOURCES", "https://bank.example"),
        ("PORTAL_INSITE__SOURCES", "https://cdn.proabono.example"),
        (
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.example/widget.js",
        ),
        ("PORTAL_WIDGET__SOURCES", "https://cdn.proabono.example"),
        ("PORTAL_OFFERS__PRICING_TABLE", "public-2026"),
        ("PORTAL_SESSIONS__FILE", "/nowhere/at/all/sessions.db"),
    ])
    .await;
    let page = dev.visit("ada", "").await;
    page.assert_status(200)
        .assert_text(&format!("<iframe src=\"{}/portal/", dev.emulator))
        .assert_text(&format!("src=\"{}/widget.js\"", dev.emulator))
        .assert_no_text("proabono.example");
    let policy = page.header("content-security-policy").expect("a policy");
    let frames = format!("frame-src 'self' {};", dev.emulator);
    assert!(policy.contains(&frames), "{policy}");
    for outside in ["proabono.com", "proabono.example", "bank.example"] {
        assert!(!policy.contains(outside), "{policy}");
    }
    assert_eq!(real.everything().await, "[]");
    // The name of the segment stays, since tables and claims name it.
    let shown = dev.shown().await;
    shown.assert_text("cust-ada in the segment initech-eur");
    // A link of ProAbono's own is somebody else's here.
    let linked = dev
        .visit(
            "ada",
            "?crylk=https%3A%2F%2Fmon-app.via.proabono.com%2Fportal%2Fx",
        )
        .await;
    linked.assert_status(200).assert_no_text("proabono.com");
}

#[tokio::test]
async fn whatever_the_file_says_of_proabono_does_not_count_either() {
    let real = Upstream::start(account());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let origin = real.origin();
    let text = format!(
        "[proabono]\napi_base = \"{origin}\"\nbusiness_id = \"no number\"\n\
         [frame]\nextra_sources = [\"no origin\"]\n[widget]\nscript_url = \"no URL\"\n\
         [page]\napplication = \"Initech\"\n"
    );
    std::fs::write(&file, text).expect("a file");
    let dev = Dev::start(&[("PORTAL_CONFIG", file.to_str().expect("a path"))]).await;
    let page = dev.visit("ada", "").await;
    page.assert_status(200)
        .assert_text("Initech")
        .assert_text(&format!("src=\"{}/widget.js\"", dev.emulator));
    assert_eq!(real.everything().await, "[]");
}

#[tokio::test]
async fn every_page_says_that_nothing_is_real() {
    let dev = Dev::start(&[("PORTAL_OFFERS__SHOW", "list")]).await;
    let origin = dev.page.trim_end_matches("/Subscriptions").to_owned();
    for below in [
        "",
        "/plans",
        "/payment-method",
        "/subscribe/no-such",
        "/offers",
        "/restart/7",
    ] {
        let page = dev.visit("ada", below).await;
        if page.status != 303 {
            page.assert_text(UNREAL);
        }
    }
    let returns = dev.visit("ada", "/return?from=subscribe&outcome=paid").await;
    returns.assert_text(UNREAL);
    for user in ["ada", ""] {
        let fragment = dev.visit(user, "/fragment").await;
        fragment.assert_text("proabono-fragment").assert_text(UNREAL);
    }
    for address in [&dev.page, &format!("{origin}/nowhere"), &dev.panel] {
        get_with(address, &[]).await.assert_text(UNREAL);
    }
    let french = [("accept-language", "fr")];
    let page = get_with(&dev.page, &french).await;
    page.assert_status(401).assert_text("Rien n’est réel ici");
    assert!(dev.output().contains("nothing here is real"), "{}", dev.output());
}

#[tokio::test]
async fn it_answers_under_the_names_of_this_machine_alone() {
    let dev = Dev::start(&[]).await;
    for address in [&dev.page, &dev.panel] {
        for host in [
            "localhost:8000",
            "app.localhost",
            "127.0.0.9",
            "[::1]:8000",
            "LOCALHOST",
        ] {
            let answer = get_with(address, &[("host", host), ("x-remote-user", "ada")]).await;
            answer.assert_status(200);
        }
        for host in [
            "app.example.com",
            "127.0.0.1.example.com",
            "localhost.example.com",
            "192.168.1.5",
            "0.0.0.0",
            "a@b",
        ] {
            let answer = get_with(address, &[("host", host), ("x-remote-user", "ada")]).await;
            answer
                .assert_status(421)
                .assert_no_text("<")
                .assert_text("on this machine only");
        }
    }
}
