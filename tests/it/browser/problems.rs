//! Every page that says what is wrong: its status, its way on, and how it reads.

use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{ALICE, DMITRI, Site, SiteOptions, Visitor};

use super::look::{assert_reads_well, dressed};
use super::{status, text};

const LIVE: &str = "GET /v1/Customer";

/// A user, what ProAbono does at their visit, the status, words of the page, and the texts of its ways on.
struct Case {
    user: &'static str,
    fault: Option<Value>,
    path: &'static str,
    status: u64,
    words: &'static str,
    ways: &'static [&'static str],
}

fn cases() -> Vec<Case> {
    let case = |user, fault, status, words, ways| Case {
        user,
        fault,
        path: "",
        status,
        words,
        ways,
    };
    let retry: &[_] = &["Try again now", "Get help"];
    let help: &[_] = &["Get help"];
    let refused = json!({ "on": LIVE, "status": 401, "body": "{}", "times": 1 });
    let broken = json!({ "on": LIVE, "garbage": true, "times": 1 });
    let down = json!({ "on": LIVE, "status": 500, "body": "internal canary", "times": 3 });
    let slow = json!({ "on": LIVE, "delay_ms": 1_500, "times": 1 });
    vec![
        case(
            "nobody",
            None,
            401,
            "Sign in to see your subscription",
            &["Sign in"],
        ),
        case("dmitri", None, 403, "on hold", &["Contact us"]),
        case("refused", Some(refused), 502, "The fault is ours", help),
        case("broken", Some(broken), 502, "cannot be shown", help),
        case("down", Some(down), 503, "is not answering right now", retry),
        case("slow", Some(slow), 504, "takes too long", retry),
        Case {
            path: "/nothing",
            ..case(
                "alice",
                None,
                404,
                "Page not found",
                &["See your subscription", "Get help"],
            )
        },
    ]
}

#[tokio::test]
async fn every_problem_is_a_page_that_reads_well_and_has_a_way_on() {
    let stranger = |id| Visitor { id, ..ALICE };
    let visitors = vec![
        ALICE,
        DMITRI,
        stranger("refused"),
        stranger("broken"),
        stranger("down"),
        stranger("slow"),
    ];
    let options = SiteOptions {
        visitors,
        ..dressed()
    };
    let site = Site::start(options.with("PORTAL_PROABONO__TIMEOUT", "900ms")).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for case in cases() {
        site.sign_in(&browser, case.user).await;
        if let Some(fault) = &case.fault {
            site.fault(fault).await;
        }
        browser.look((1280, 800), false).await;
        browser.goto(&site.page(case.path)).await;
        check(&browser, &case).await;
    }
    assert!(
        !site.log().contains("internal canary"),
        "an answer of ProAbono is in the log"
    );
}

#[tokio::test]
async fn without_any_address_configured_every_problem_still_has_a_way_on() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for (user, path, status_of) in [
        ("nobody", "", 401),
        ("dmitri", "", 403),
        ("alice", "/nothing", 404),
    ] {
        site.sign_in(&browser, user).await;
        browser.goto(&site.page(path)).await;
        assert_eq!(status(&browser).await, status_of);
        let ways = "[...document.querySelectorAll('main a')].map(link => link.href)";
        assert_eq!(browser.eval(ways).await, json!([site.page("")]), "{status_of}");
    }
}

async fn check(browser: &Browser, case: &Case) {
    let name = format!("problem-{}-{}", case.status, case.user);
    assert_eq!(status(browser).await, case.status, "{name}");
    assert_eq!(browser.frame_src().await, None, "{name}");
    let words = text(browser).await;
    assert!(words.contains(case.words), "{name}: {words}");
    assert!(
        !words.contains("canary") && !words.contains("127.0.0.1"),
        "{name}: {words}"
    );
    let ways = browser
        .eval("[...document.querySelectorAll('main a')].map(link => link.innerText)")
        .await;
    assert_eq!(ways, json!(case.ways), "{name}");
    assert_reads_well(browser, &name).await;
    browser.screenshot(&format!("{name}-wide-light")).await;
    browser.look((320, 640), true).await;
    assert_reads_well(browser, &format!("{name}, narrow and dark")).await;
    browser.screenshot(&format!("{name}-narrow-dark")).await;
    assert_eq!(browser.violations().await, [], "{name}");
}
