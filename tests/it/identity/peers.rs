//! Which peers are believed: the addresses of TCP, in either family.

use super::{assert_nobody, assert_signed_in, page};
use crate::support::portal::PortalProcess;
use crate::support::raw;
use crate::support::served::{Served, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{loopback, poll};

const ALICE: &[u8] = b"X-Remote-User: alice-canary";
const SOON: std::time::Duration = std::time::Duration::from_secs(10);

#[tokio::test]
async fn a_peer_inside_a_network_or_named_alone_is_believed() {
    for from in [
        "127.0.0.0/8",
        "127.0.0.1",
        "127.0.0.1/32",
        "10.0.0.0/8, 127.0.0.1, ::1",
    ] {
        let site = Served::start(&[("identity.proxy.from", from)]);
        assert_signed_in(&page(&site, &[ALICE]).await, "alice-canary");
    }
}

#[tokio::test]
async fn a_peer_outside_is_not_believed() {
    for from in ["10.0.0.0/8", "127.0.0.2/32", "::1", "128.0.0.0/8"] {
        let site = Served::start(&[("identity.proxy.from", from)]);
        assert_nobody(&page(&site, &[ALICE]).await, 401);
        assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
    }
}

#[tokio::test]
async fn peers_of_ipv6_are_believed_by_their_own_networks() {
    for (from, status) in [
        ("::1", 200),
        ("::1/128", 200),
        ("127.0.0.0/8", 401),
        ("fd00::/8", 401),
    ] {
        let site = Served::start(&[("server.listen", "[::1]:0"), ("identity.proxy.from", from)]);
        assert!(site.address().is_ipv6());
        assert_eq!(raw::status(&page(&site, &[ALICE]).await), status, "{from}");
    }
}

#[tokio::test]
async fn a_peer_of_ipv4_on_a_listener_of_ipv6_counts_as_its_ipv4_address() {
    for (from, status) in [("127.0.0.1", 200), ("10.0.0.0/8", 401), ("::1", 401)] {
        let listen = ("server.listen", "[::ffff:127.0.0.1]:0");
        let site = Served::start(&[listen, ("identity.proxy.from", from)]);
        // The peer appears as ::ffff:127.0.0.1.
        let request = raw::get("/Subscriptions", &[ALICE]);
        let answer = raw::exchange(loopback(site.address().port()), &request).await;
        assert_eq!(raw::status(&answer), status, "{from}");
    }
}

#[tokio::test]
async fn the_header_of_a_stranger_is_logged_without_its_value() {
    let upstream = Upstream::start(account());
    let variables = variables(
        upstream.origin(),
        &[("identity.proxy.from", "10.0.0.0/8"), ("log.level", "trace")],
    );
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let request = raw::get("/Subscriptions", &[ALICE]);
    let answer = raw::exchange(loopback(portal.port()), &request).await;
    assert_nobody(&answer, 401);
    let logged = poll(SOON, async || {
        let output = portal.output();
        output.contains("x-remote-user").then_some(output)
    });
    let output = logged.await.expect("a line in the log");
    assert!(
        output.contains("127.0.0.1") && output.contains("x-remote-user"),
        "{output}"
    );
    assert!(!output.contains("alice-canary"), "{output}");
}

#[tokio::test]
async fn a_stranger_without_the_header_is_nobody_and_not_logged_as_one_who_tried() {
    let upstream = Upstream::start(account());
    let variables = variables(upstream.origin(), &[("identity.proxy.from", "10.0.0.0/8")]);
    let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let answer = raw::exchange(loopback(portal.port()), &raw::get("/Subscriptions", &[])).await;
    assert_nobody(&answer, 401);
    portal.terminate().await.expect("an end");
    assert!(
        !portal.output().contains("ignored the user header"),
        "{}",
        portal.output()
    );
}
