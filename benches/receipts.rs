//! Durable receipts of events per second, beside plain rows with the same bodies, written directly with the same durability. It
//! prints; it asserts nothing.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on stops where it is"
)]

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proabono_portal::Config;
use proabono_portal::config::{Source, keys};
use proabono_portal::emulator::{Emulator, Options};
use proabono_portal::server::build;
use reqwest::Client;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;

const SECRET: &str = "9c2f7a1e5b8d4036f1a7c3e85d2b6940";
const KEY: &str = "webhook-7";
/// How many deliveries are under way at once.
const AT_ONCE: u64 = 32;
const TIME: Duration = Duration::from_secs(5);

fn event(number: u64) -> String {
    format!(
        "{{\"Id\":\"trg_{number}\",\"IdBusiness\":1,\"ReferenceSegment\":\"acme-eur\",\
         \"DateTrigger\":\"2026-11-14T09:30:00.00Z\",\"TypeTrigger\":\"InvoiceDebitPaid\",\
         \"Customer\":{{\"Id\":1,\"ReferenceCustomer\":\"cust-{number}\",\"Name\":\"Ada\",\"Status\":\"Enabled\"}}}}"
    )
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let received = received(&folder.path().join("received.db")).await;
    let written = written(&folder.path().join("written.db"));
    println!("received over HTTP, {AT_ONCE} at once: {received:.0} per second");
    println!("written directly, one row in a transaction, WAL, synchronous=FULL: {written:.0} per second");
    println!("ratio {:.2} (aim 0.5)", received / written);
}

async fn received(file: &Path) -> f64 {
    let emulator = Emulator::bind(Options::default()).unwrap();
    let mut source = Source::new(keys());
    for (key, value) in [
        ("server.listen", "127.0.0.1:0"),
        ("operations.listen", "127.0.0.1:0"),
        ("proabono.api_base", &emulator.url()),
        ("proabono.business_id", "1"),
        ("proabono.segment_ref", "acme-eur"),
        ("proabono.agent_key", "agent-demo"),
        ("proabono.api_key", "api-demo"),
        ("identity.proxy.header", "x-remote-user"),
        ("identity.proxy.from", "127.0.0.0/8"),
        ("webhooks.enabled", "true"),
        ("webhooks.secret", SECRET),
        ("webhooks.file", file.to_str().unwrap()),
        ("webhooks.most_waiting", "10000000"),
    ] {
        source = source.with(key, value);
    }
    let config = Config::from_source(source).unwrap();
    let server = build(&config).unwrap();
    let url = format!("http://{}/Subscriptions/webhooks", server.address());
    std::thread::spawn(move || actix_web::rt::System::new().block_on(server.run()));
    let (client, taken) = (
        Client::builder().no_proxy().build().unwrap(),
        Arc::<AtomicU64>::default(),
    );
    let signature = BASE64_STANDARD.encode(Sha256::digest(format!("{KEY}{SECRET}")));
    let begun = Instant::now();
    let mut senders = JoinSet::new();
    for sender in 0..AT_ONCE {
        let (client, url, taken, signature) =
            (client.clone(), url.clone(), Arc::clone(&taken), signature.clone());
        senders.spawn(async move {
            for number in 0.. {
                if begun.elapsed() > TIME {
                    return;
                }
                let request = client.post(&url).header("x-proabono-key", KEY);
                let request = request.header("x-proabono-signature", &signature);
                let answer = request
                    .body(event(number * AT_ONCE + sender))
                    .send()
                    .await
                    .unwrap();
                taken.fetch_add(u64::from(answer.status() == 200), Ordering::Relaxed);
            }
        });
    }
    senders.join_all().await;
    per_second(taken.load(Ordering::Relaxed), begun)
}

fn written(file: &Path) -> f64 {
    let connection = Connection::open(file).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .execute_batch("CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body BLOB NOT NULL)")
        .unwrap();
    let begun = Instant::now();
    let mut number = 0;
    while begun.elapsed() < TIME {
        let body = event(number);
        connection
            .prepare_cached("INSERT INTO events (id, body) VALUES (?1, ?2)")
            .unwrap()
            .execute(params![format!("trg_{number}"), body.as_bytes()])
            .unwrap();
        number += 1;
    }
    per_second(number, begun)
}

#[allow(clippy::cast_precision_loss, reason = "far fewer than 2^52")]
fn per_second(number: u64, begun: Instant) -> f64 {
    number as f64 / begun.elapsed().as_secs_f64()
}
