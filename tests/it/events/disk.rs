//! A disk that is full, for real: the inbox lies on a small file system of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use reqwest::Client;
use rusqlite::{Connection, OpenFlags};

use super::{SECRET, event, signed};
use crate::support::http::client;
use crate::support::process::Process;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, accepts, free_port, poll};

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

#[tokio::test]
async fn a_full_disk_refuses_deliveries_and_room_again_needs_no_restart() {
    let upstream = Upstream::start(account());
    let (port, operations) = (free_port(), free_port());
    let settings = [
        ("server.listen", format!("127.0.0.1:{port}")),
        ("operations.listen", format!("127.0.0.1:{operations}")),
        ("webhooks.enabled", "true".to_owned()),
        ("webhooks.secret", SECRET.to_owned()),
        ("webhooks.file", "/mnt/events.db".to_owned()),
        ("webhooks.reconcile_every", "0s".to_owned()),
    ];
    let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
    let pairs = variables(upstream.origin(), &settings);
    let mut command = Command::new("unshare");
    let script = "mount -t tmpfs -o size=2048k tmpfs /mnt && exec \"$0\" serve";
    command
        .args([
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            env!("CARGO_BIN_EXE_proabono-portal"),
        ])
        .env_clear()
        .env("PATH", std::env::var("PATH").unwrap_or_default())
        .envs(borrowed(&pairs));
    let mut process = Process::start(&mut command);
    let started = async |_: &_| accepts(port).await.then_some(());
    process.until("accepting connections", START, started).await;

    let (client, mut acknowledged, mut refused) = (client(), Vec::new(), 0);
    for number in 0..400 {
        if taken(&client, port, number).await {
            acknowledged.push(number);
        } else {
            refused += 1;
        }
        if refused == 5 {
            break;
        }
    }
    assert!(
        refused == 5 && acknowledged.len() > 10,
        "{refused} refused, {} taken",
        acknowledged.len()
    );
    let mnt = PathBuf::from(format!("/proc/{}/root/mnt", process.id()));
    let larger = Command::new("nsenter")
        .args([
            "-t",
            &process.id().to_string(),
            "-U",
            "-m",
            "--preserve-credentials",
        ])
        .args(["mount", "-o", "remount,size=8192k", "/mnt"])
        .status();
    assert!(larger.expect("nsenter").success());
    let last = poll(SOON, async || taken(&client, port, 1_000).await.then_some(()));
    assert!(last.await.is_some(), "{}", process.output());
    acknowledged.push(1_000);
    assert!(fs::exists(mnt.join("events.db")).expect("the disk"));
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
    let inbox = Connection::open_with_flags(mnt.join("events.db"), flags).expect("the inbox");
    let done = async || {
        let sql = "SELECT count(*) FROM events WHERE state = 'done' AND came = 'delivered'";
        let done: usize = inbox.query_row(sql, [], |row| row.get(0)).ok()?;
        (done >= acknowledged.len()).then_some(())
    };
    assert!(poll(SOON, done).await.is_some(), "{}", process.output());
}
