//! Look-ups that fail while a page opens without them: the log says why, also when the page has long gone.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::http::get_with;
use crate::support::portal::PortalProcess;
use crate::support::served::{USER, borrowed, variables};
use crate::support::upstream::{READ, Upstream, account};
use crate::support::wait::poll;

const BY_LINK: &str = "/Subscriptions?crylk=https%3a%2f%2fmon-app.proabono.com%2fx";
const LINE: &str = "the customer was not looked up";

struct Site {
    upstream: Upstream,
    portal: PortalProcess,
}

impl Site {
    async fn start() -> Self {
        let upstream = Upstream::start(account());
        let variables = variables(upstream.origin(), &[("customers.links_fresh_for", "1s")]);
        let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        Self { upstream, portal }
    }

    async fn visit(&self, user: &str, path: &str) {
        let page = get_with(&self.portal.url(path), &[(USER, user)]).await;
        page.assert_status(200);
    }

    fn lines(&self) -> Vec<String> {
        let output = self.portal.output();
        let lines = output.lines().filter(|line| line.contains(LINE));
        lines.map(str::to_owned).collect()
    }

    /// Waits for that many lines, each of which has the cause of all causes.
    async fn assert_lines(&self, count: usize, cause: &str) {
        let enough = async || (self.lines().len() >= count).then_some(());
        poll(Duration::from_secs(20), enough).await;
        let lines = self.lines();
        assert_eq!(lines.len(), count, "{cause}: {}", self.portal.output());
        for line in lines {
            assert!(line.contains(cause), "no {cause:?} in {line}");
        }
    }
}

/// The code of each refusal.
const CODE: &str = "Error.Api.Unauthorized";

/// Refusals that come after the page has been sent, the later ones after everybody's patience.
fn late_refusals() -> Vec<Value> {
    let body = json!({ "Code": CODE }).to_string();
    let rule =
        |status: u16, delay: u64| json!({ "on": READ, "status": status, "body": body, "delay_ms": delay });
    vec![rule(401, 600), rule(403, 600), rule(401, 2_500), rule(403, 2_500)]
}

#[tokio::test]
async fn a_look_up_that_fails_after_its_page_was_sent_is_in_the_log() {
    let site = Site::start().await;
    for (number, rule) in late_refusals().into_iter().enumerate() {
        site.upstream.fault(rule).await;
        site.visit(&format!("user-{number}"), BY_LINK).await;
        site.assert_lines(number + 1, CODE).await;
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn a_look_up_of_a_known_customer_that_fails_is_in_the_log() {
    let site = Site::start().await;
    site.visit("alice", "/Subscriptions").await;
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    site.upstream.fault(late_refusals().swap_remove(0)).await;
    site.visit("alice", BY_LINK).await;
    site.assert_lines(1, CODE).await;
}

#[tokio::test]
async fn each_of_two_who_waited_for_one_look_up_has_its_refusal_in_the_log() {
    let site = Site::start().await;
    site.upstream.fault(late_refusals().swap_remove(0)).await;
    let visit = || site.visit("alice", BY_LINK);
    tokio::join!(visit(), visit());
    site.assert_lines(2, CODE).await;
}

#[tokio::test]
async fn a_look_up_of_an_absent_proabono_is_in_the_log() {
    let site = Site::start().await;
    site.upstream.stop().await;
    site.visit("alice", BY_LINK).await;
    site.assert_lines(1, "onnection refused").await;
}

#[tokio::test]
async fn a_suspended_customer_is_no_failure_of_the_look_up() {
    let site = Site::start().await;
    let suspended =
        json!({ "ReferenceCustomer": "cust-nora", "ReferenceSegment": "acme-eur", "Status": "Suspended" });
    site.upstream
        .fault(json!({ "on": READ, "status": 200, "body": suspended.to_string(), "delay_ms": 600 }))
        .await;
    site.visit("nora", BY_LINK).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    site.assert_lines(0, "suspended").await;
}
