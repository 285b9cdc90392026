//! The script that talks to the page around ours.

use super::SECRET;
use crate::support::served::Served;

const SCRIPT: &str = "/Subscriptions/static/embedded.";
const FRAMED: (&str, &str) = ("sec-fetch-dest", "iframe");

#[tokio::test]
async fn every_page_has_it_in_a_frame_and_none_at_the_top() {
    for show in ["portal", "list"] {
        let site = Served::start(&[SECRET, ("offers.show", show)]);
        for below in [
            "",
            "/plans",
            "/payment-method",
            "/offers",
            "/return?from=portal&framed=no",
            "/return?from=subscribe&outcome=paid&framed=no",
            "/subscriptions/1",
            "/nothing",
        ] {
            for user in ["alice", "bruno", "dmitri"] {
                let path = format!("/Subscriptions{below}");
                let page = site.visit_with(user, &path, &[FRAMED]).await;
                assert_eq!(page.body.matches(SCRIPT).count(), 1, "{user} {path}");
                let page = site.visit_with(user, &path, &[]).await;
                page.assert_no_text(SCRIPT);
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_leads_out_of_the_frame_says_nothing_to_it() {
    let site = Served::start(&[SECRET]);
    for below in ["/return", "/subscribe?refo=offer-pro"] {
        let path = format!("/Subscriptions{below}");
        let page = site.visit_with("alice", &path, &[FRAMED]).await;
        page.assert_text("id=\"break-out\"").assert_no_text(SCRIPT);
    }
}
