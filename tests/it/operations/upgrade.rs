//! An upgrade behind a real nginx, as the page for operators has it: a second instance at hand, and every request counted.

use std::time::Duration;

use reqwest::Method;
use tokio::time::sleep;

use crate::support::example::{example, with, with_ports};
use crate::support::http::client;
use crate::support::load::Load;
use crate::support::nginx::Nginx;
use crate::support::trials::record;
use crate::support::wait::free_port;

use super::instances::{Page, assert_signed_in};

/// Visitors who ask again as soon as they have an answer.
const VISITORS: usize = 4;
/// Longer than `fail_timeout` of the example and the second that a connection at the very end of an instance has to wait.
const BACK_AGAIN: Duration = Duration::from_secs(4);

/// The line by which the example clears the id of the user, and its place in it taken by a sign-in of alice.
const CLEARED: &str = "proxy_set_header X-Remote-User     \"\";";
const SIGNED_IN: &str = "proxy_set_header X-Remote-User alice;";

/// The example with these ports, speaking http and with a user, with or without a second instance.
fn configuration(listen: u16, first: u16, second: Option<u16>) -> String {
    let ports = [(8080, first), (8081, second.unwrap_or_default())];
    let text = with_ports(&example("nginx-upgrade.conf"), &ports);
    assert!(text.contains(" backup;"), "{text}");
    let text = with(&text, CLEARED, SIGNED_IN);
    with(&text, "listen 443 ssl;", &format!("listen 127.0.0.1:{listen};"))
        .lines()
        .filter(|line| !line.contains("ssl_certificate"))
        .filter(|line| second.is_some() || !line.contains(" backup;"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Visitors who are under way at an address.
fn visitors(url: &str) -> Load {
    let mut load = Load::default();
    for _ in 0..VISITORS {
        load.visitor(client().request(Method::GET, url), async |request| {
            let answer = request.try_clone().expect("a request").send().await;
            let whole = match answer {
                Ok(answer) if answer.status() == 200 => answer.text().await.is_ok(),
                _ => false,
            };
            (request, whole)
        });
    }
    load
}

#[tokio::test]
async fn an_upgrade_with_a_second_instance_at_hand_loses_no_request() {
    let page = Page::new();
    let (first, second) = (free_port(), free_port());
    let mut old = page.instance(first).await;
    let mut session = page.handed_over(&old).await;
    let nginx = Nginx::serving(|port| configuration(port, first, Some(second))).await;
    let load = visitors(&nginx.url("/Subscriptions"));
    sleep(Duration::from_millis(500)).await;
    // The new version at the second address, then the old one ends.
    let mut meanwhile = page.instance(second).await;
    assert_signed_in(&mut session, [&old, &meanwhile]).await;
    assert!(old.terminate().await.expect("an end").success());
    sleep(Duration::from_millis(500)).await;
    // The new version at the first address; once nginx has come back to it, the second instance ends.
    let new = page.instance(first).await;
    assert_signed_in(&mut session, [&meanwhile, &new]).await;
    sleep(BACK_AGAIN).await;
    assert!(meanwhile.terminate().await.expect("an end").success());
    assert_signed_in(&mut session, [&new]).await;
    sleep(Duration::from_millis(500)).await;
    let (asked, lost) = load.end().await;
    record(
        "upgrade behind nginx",
        &format!("{lost} of {asked} requests lost"),
    );
    assert_eq!(lost, 0, "of {asked}\n{}", nginx.errors());
    assert!(asked > 100, "{asked}");
}

#[tokio::test]
async fn without_the_second_instance_a_restart_loses_some() {
    let page = Page::new();
    let first = free_port();
    let mut old = page.instance(first).await;
    let nginx = Nginx::serving(|port| configuration(port, first, None)).await;
    let load = visitors(&nginx.url("/Subscriptions"));
    sleep(Duration::from_millis(500)).await;
    old.terminate().await.expect("an end");
    // A connection at the very end has to wait for a second, and would find a new version that was there by then.
    sleep(Duration::from_secs(2)).await;
    let _new = page.instance(first).await;
    let (asked, lost) = load.end().await;
    assert!(lost > 0, "of {asked}");
}
