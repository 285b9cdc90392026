//! A portal in somebody's application that is no longer wanted.

use proabono_portal::config::{Source, keys};
use proabono_portal::{Config, Portal};

use super::SEAL;
use crate::sign_in::KEY;
use crate::support::redis::Redis;
use crate::support::served::settings;
use crate::support::wait::{START, poll};

#[tokio::test]
async fn a_portal_that_is_dropped_leaves_no_connection_to_redis() {
    let redis = Redis::start().await;
    let mut source = Source::new(keys());
    for (name, value) in settings("http://127.0.0.1:9") {
        source = source.with(name, value);
    }
    let source = source
        .with("redis.url", redis.url())
        .with("redis.key", SEAL)
        .with("sessions.key", KEY)
        .with("identity.shared_ids", "true");
    let portal = Portal::new(&Config::from_source(source).expect("a complete configuration"));
    let portal = portal.expect("the portal");
    let reads = || redis.tell("CLIENT LIST").contains("cmd=xread");
    let follows = poll(START, async || reads().then_some(())).await;
    assert!(follows.is_some(), "it does not read the news");
    drop(portal);
    let ended = poll(START, async || {
        // The connection that asks is in the list itself.
        let clients = redis.tell("CLIENT LIST").matches(" laddr=").count();
        (clients == 1).then_some(())
    });
    assert!(ended.await.is_some(), "{}", redis.tell("CLIENT LIST"));
}
