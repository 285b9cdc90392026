//! ProAbono's events: received, kept and worked.

mod alarms;
mod disk;
mod durable;
mod flood;
mod history;
mod receiver;
mod store;
mod stream;

use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proabono_portal::emulator::Options;
use reqwest::{Client, StatusCode};
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;

use crate::support::http::{client, get};
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{free_port, poll};

pub(crate) const SECRET: &str = "9c2f7a1e5b8d4036f1a7c3e85d2b6940";
const KEY: &str = "webhook-key-7";

/// A portal that receives events, in front of an emulator.
pub(crate) struct Site {
    pub(crate) upstream: Upstream,
    pub(crate) portal: PortalProcess,
    pub(crate) client: Client,
    operations: String,
    pub(crate) variables: Vec<(&'static str, String)>,
    folder: TempDir,
}

impl Site {
    pub(crate) async fn start(more: &[(&str, &str)]) -> Self {
        Self::told(more, |_| account()).await
    }

    /// The same with an emulator that may be told the address of the receiver.
    pub(crate) async fn told(more: &[(&str, &str)], options: impl FnOnce(String) -> Options) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("events.db");
        let (port, operations) = (free_port(), format!("127.0.0.1:{}", free_port()));
        let receiver = format!("http://127.0.0.1:{port}/Subscriptions/webhooks");
        let upstream = Upstream::start(options(receiver));
        let mut pairs = vec![
            ("webhooks.enabled", "true"),
            ("webhooks.secret", SECRET),
            ("webhooks.file", file.to_str().expect("UTF-8")),
            // The tests about events that are missed turn the search for them on.
            ("webhooks.reconcile_every", "0s"),
            ("operations.listen", &operations),
        ];
        pairs.extend(more);
        let mut variables = variables(upstream.origin(), &pairs);
        variables.push(("PORTAL_SERVER__LISTEN", format!("127.0.0.1:{port}")));
        let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        Self {
            upstream,
            portal,
            client: client(),
            operations: format!("http://{operations}"),
            variables,
            folder,
        }
    }

    /// Starts the server again, after it has ended.
    pub(crate) async fn again(&mut self) {
        self.portal = PortalProcess::start(&borrowed(&self.variables), &["serve"]).await;
    }

    /// Delivers a body as ProAbono signs it.
    pub(crate) async fn deliver(&self, body: &Value) -> Option<StatusCode> {
        self.post(&signed(SECRET), body.to_string()).await
    }

    async fn post(&self, headers: &[(&str, String)], body: impl Into<reqwest::Body>) -> Option<StatusCode> {
        let request = self.client.post(self.portal.url("/Subscriptions/webhooks"));
        let request = headers
            .iter()
            .fold(request, |request, (name, value)| request.header(*name, value));
        Some(request.body(body).send().await.ok()?.status())
    }

    pub(crate) async fn metrics(&self) -> String {
        get(&format!("{}/metrics", self.operations)).await.body
    }

    /// The value of one line of the metrics; 0 while there is none.
    pub(crate) async fn metric(&self, line: &str) -> u64 {
        let text = self.metrics().await;
        let found = text
            .lines()
            .find_map(|each| each.strip_prefix(line)?.trim().parse().ok());
        found.unwrap_or_default()
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("events.db")
    }

    /// Reads the inbox beside the server.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Connection) -> T) -> T {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.file(), flags).expect("the inbox");
        connection
            .busy_timeout(std::time::Duration::from_secs(5))
            .expect("a time");
        look(&connection)
    }

    pub(crate) fn count(&self, condition: &str) -> u64 {
        let sql = format!("SELECT count(*) FROM events WHERE {condition}");
        self.read(|inbox| inbox.query_row(&sql, [], |row| row.get(0)).expect("a number"))
    }

    /// Waits until so many events that were delivered are done.
    pub(crate) async fn done(&self, events: u64) {
        self.at_rest().await;
        let done = self.count("state = 'done' AND came = 'delivered'");
        assert_eq!(done, events, "{}", self.portal.output());
    }

    /// Waits until no event is open.
    pub(crate) async fn at_rest(&self) {
        let open = || self.count("next_try IS NOT NULL");
        let within = std::time::Duration::from_mins(2);
        let settled = poll(within, async || (open() == 0).then_some(())).await;
        assert!(settled.is_some(), "{} are open, {}", open(), self.portal.output());
    }
}

/// The headers of a delivery.
pub(crate) fn signed(secret: &str) -> Vec<(&'static str, String)> {
    let signature = BASE64_STANDARD.encode(Sha256::digest(format!("{KEY}{secret}")));
    vec![
        ("x-proabono-key", KEY.to_owned()),
        ("x-proabono-signature", signature),
    ]
}

/// An event as ProAbono sends it.
pub(crate) fn event(id: &str, trigger: &str, customer: &str) -> Value {
    json!({
        "Id": id, "IdBusiness": 1, "IdSegment": 1, "ReferenceSegment": "acme-eur",
        "DateTrigger": "2026-11-14T09:30:00.00Z", "TypeTrigger": trigger,
        "Customer": { "Id": 1, "ReferenceCustomer": customer, "Name": "Ada", "Email": "ada@acme.example",
            "Language": "en", "Status": "Enabled" },
    })
}
