//! Users in turn on one connection: no request ever gets the page of the one before.

use std::net::SocketAddr;

use super::{assert_no_page, assert_page_of, caddy, nginx};
use crate::support::auth_service::USERS;
use crate::support::conversation::Conversation;
use crate::support::raw;
use crate::support::trials::{record, trials};

/// Connections at a time, so that those to the portal carry several visitors' requests.
const CONNECTIONS: usize = 4;

async fn in_turn(name: &str, address: SocketAddr) {
    let name = format!("users in turn on kept connections, {name}");
    let count = trials(&name, 240, 10_000) / CONNECTIONS;
    let talks = (0..CONNECTIONS).map(|shift| talk(address, count, shift));
    let connections: usize = futures_util::future::join_all(talks).await.into_iter().sum();
    assert!(
        connections * 10 < count * CONNECTIONS,
        "{connections} connections were not kept"
    );
    record(
        &name,
        &format!(
            "{} requests over {connections} connections, none mixed up",
            count * CONNECTIONS
        ),
    );
}

/// Alice, Bruno and a stranger, each talk starting with another one.
async fn talk(address: SocketAddr, count: usize, shift: usize) -> usize {
    let mut conversation = Conversation::with(address);
    for turn in shift..shift + count {
        if let Some((id, name)) = USERS.get(turn % (USERS.len() + 1)) {
            let cookie = format!("Cookie: session={id}");
            let page = conversation.get("/Subscriptions", &[cookie]).await;
            assert_page_of(&page, id, name);
        } else {
            let answer = conversation.get("/Subscriptions", &[]).await;
            assert!(matches!(raw::status(&answer), 302 | 401), "{answer}");
            assert_no_page(&answer);
        }
    }
    conversation.connections
}

#[tokio::test]
async fn users_in_turn_through_nginx_are_never_mixed_up() {
    let recipe = nginx::recipe("nginx-auth-request.conf", 3000, "").await;
    in_turn("nginx", recipe.address()).await;
}

#[tokio::test]
async fn users_in_turn_through_caddy_are_never_mixed_up() {
    let recipe = caddy::recipe().await;
    in_turn("Caddy", recipe.address()).await;
}
