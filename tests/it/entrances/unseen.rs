//! A return that no visitor sees, and the same return in the frame of an application.

use reqwest::Method;

use super::{Opened, SECRET, opened, visit};
use crate::support::served::{Served, USER};

const WAITING: &str = "id=\"waiting\"";
const BOUGHT: &str = "/Subscriptions/return?from=subscribe&outcome=paid&refo=offer-pro";

type Headers = &'static [(&'static str, &'static str)];

/// What a browser says of a request for something that is not shown, and of one ahead of time.
const UNSEEN: [Headers; 4] = [
    &[("sec-fetch-dest", "image")],
    &[("sec-fetch-dest", "script")],
    &[("sec-fetch-dest", "empty")],
    &[("sec-purpose", "prefetch;prerender")],
];

/// The same where the address says that our own script has led out of the inner frames. A stranger can write that, too.
const STRANGERS: [Headers; 7] = [
    &[("sec-fetch-dest", "iframe")],
    &[("sec-fetch-dest", "iframe"), ("sec-fetch-site", "cross-site")],
    &[("sec-fetch-dest", "iframe"), ("sec-fetch-site", "same-site")],
    &[("sec-fetch-dest", "iframe"), ("sec-fetch-site", "none")],
    &[("sec-fetch-dest", "object"), ("sec-fetch-site", "cross-site")],
    &[("sec-fetch-dest", "image"), ("sec-fetch-site", "same-origin")],
    &[
        ("sec-fetch-dest", "iframe"),
        ("sec-fetch-site", "same-origin"),
        ("sec-purpose", "prefetch"),
    ],
];

/// Our own page goes on to the return, in the frame that the application shows it in.
const OURS: [Headers; 2] = [
    &[("sec-fetch-dest", "iframe"), ("sec-fetch-site", "same-origin")],
    &[("sec-fetch-dest", "object"), ("sec-fetch-site", "same-origin")],
];

async fn may_buy(site: &Served, user: &str) -> bool {
    let plans = visit(site, user, "/plans").await;
    let held = plans.body.contains(WAITING);
    if !held {
        assert_eq!(opened(&plans), Opened::Frame("offers".to_owned()));
    }
    !held
}

#[tokio::test]
async fn a_return_that_nobody_sees_holds_nobody() {
    let site = Served::start(&[SECRET]);
    site.ask(Method::HEAD, BOUGHT, &[(USER, "bruno")])
        .await
        .assert_status(200);
    for headers in UNSEEN {
        site.visit_with("bruno", BOUGHT, headers)
            .await
            .assert_no_text(WAITING);
    }
    assert!(may_buy(&site, "bruno").await);
    site.visit_with("bruno", BOUGHT, &[("sec-fetch-dest", "document")])
        .await
        .assert_text(WAITING);
    assert!(!may_buy(&site, "bruno").await);
}

#[tokio::test]
async fn a_return_in_a_frame_holds_whom_our_own_page_led_there_and_nobody_for_a_stranger() {
    for ours in OURS {
        let site = Served::start(&[SECRET]);
        let framed = format!("{BOUGHT}&framed=no");
        for headers in STRANGERS {
            site.visit_with("bruno", &framed, headers)
                .await
                .assert_status(200)
                .assert_no_text(WAITING);
            assert!(may_buy(&site, "bruno").await, "{headers:?}");
        }
        // The first step leads out of the inner frames, and holds nobody yet.
        site.visit_with("bruno", BOUGHT, ours)
            .await
            .assert_text("id=\"break-out\"");
        assert!(may_buy(&site, "bruno").await, "{ours:?}");
        site.visit_with("bruno", &framed, ours).await.assert_text(WAITING);
        assert!(!may_buy(&site, "bruno").await, "{ours:?}");
    }
}
