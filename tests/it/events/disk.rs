//! A disk that is full, for real: the inbox lies on a small file system of its own.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use reqwest::Client;
use rusqlite::Connection;

use super::{SECRET, event, signed};
use crate::support::http::client;
use crate::support::process::Process;
use crate::support::served::variables;
use crate::support::small_disk;
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{free_port, poll};

const SOON: Duration = Duration::from_secs(30);

/// Delivers an event, and tells whether it was acknowledged.
async fn taken(client: &Client, port: u16, number: usize) -> bool {
    let mut request = client.post(format!("http://127.0.0.1:{port}/Subscriptions/webhooks"));
    for (name, value) in signed(SECRET) {
        request = request.header(name, value);
    }
    let mut event = event(&format!("trg_{number}"), "InvoiceDebitPaid", "cust-alice");
    event["Note"] = "x".repeat(10_000).into();
    let status = request
        .body(event.to_string())
        .send()
        .await
        .expect("an answer")
        .status();
    assert!(status == 200 || status == 503, "{status}");
    status == 200
}

/// The binary in a mount namespace of its own, where `/mnt` is a file system of two megabytes.
async fn on_small_disk(upstream: &Upstream, port: u16) -> Process {
    let settings = [
        ("server.listen", format!("127.0.0.1:{port}")),
        ("operations.listen", format!("127.0.0.1:{}", free_port())),
        ("webhooks.enabled", "true".to_owned()),
        ("webhooks.secret", SECRET.to_owned()),
        ("webhooks.file", "/mnt/events.db".to_owned()),
        ("webhooks.reconcile_every", "0s".to_owned()),
    ];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let pairs = variables(upstream.origin(), &settings);
    small_disk::serving(2_048, &pairs, port).await
}

#[tokio::test]
async fn a_full_disk_refuses_deliveries_and_room_again_needs_no_restart() {
    let upstream = Upstream::start(account());
    let port = free_port();
    let process = on_small_disk(&upstream, port).await;
    let mnt = PathBuf::from(format!("/proc/{}/root/mnt", process.id()));
    let (client, mut acknowledged, mut refused) = (client(), 0_usize, 0);
    fs::write(mnt.join("filler"), vec![0; 1 << 20]).expect("a megabyte");
    while refused < 5 && acknowledged < 400 {
        if taken(&client, port, acknowledged + refused).await {
            acknowledged += 1;
        } else {
            refused += 1;
        }
    }
    assert!(
        refused == 5 && acknowledged > 5,
        "{refused} refused, {acknowledged} taken"
    );
    fs::remove_file(mnt.join("filler")).expect("room");
    let last = poll(SOON, async || taken(&client, port, 1_000).await.then_some(()));
    assert!(last.await.is_some(), "{}", process.output());
    acknowledged += 1;
    let done = async || {
        // SQLite refuses to open a file of another namespace in place, so a copy is read.
        let copy = tempfile::tempdir().ok()?;
        for name in ["events.db", "events.db-wal"] {
            fs::copy(mnt.join(name), copy.path().join(name)).ok()?;
        }
        let inbox = Connection::open(copy.path().join("events.db")).ok()?;
        let sql = "SELECT count(*) FROM events WHERE state = 'done' AND came = 'delivered'";
        let done: usize = inbox.query_row(sql, [], |row| row.get(0)).ok()?;
        (done >= acknowledged).then_some(())
    };
    assert!(poll(SOON, done).await.is_some(), "{}", process.output());
}
