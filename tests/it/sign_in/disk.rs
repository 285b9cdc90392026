//! A disk that is full, for real: the sessions lie on a small file system of their own.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use crate::support::http::get;
use crate::support::process::Process;
use crate::support::served::variables;
use crate::support::small_disk;
use crate::support::tokens::{Signer, claims};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::{free_port, poll};

use super::{APP, KEY, assert_shows};

/// The binary in a mount namespace of its own, where `/mnt` is a file system of that many kilobytes.
struct OnSmallDisk {
    process: Process,
    upstream: Upstream,
    origin: String,
    operations: String,
    signer: Signer,
}

impl OnSmallDisk {
    async fn start(kilobytes: u32) -> Self {
        let upstream = Upstream::start(account());
        let (port, operations) = (free_port(), free_port());
        let origin = format!("http://127.0.0.1:{port}");
        let signer = Signer::secret();
        let page = format!("{origin}/Subscriptions");
        let settings = [
            ("server.listen", format!("127.0.0.1:{port}")),
            ("operations.listen", format!("127.0.0.1:{operations}")),
            ("server.public_url", page),
            ("page.sign_in_url", "https://app.acme.example/login".to_owned()),
            ("sessions.key", KEY.to_owned()),
            ("sessions.file", "/mnt/sessions.db".to_owned()),
            ("identity.handoff.issuer", APP.to_owned()),
            ("identity.handoff.key", signer.public()),
            ("identity.handoff.origins", APP.to_owned()),
            ("identity.shared_ids", "true".to_owned()),
        ];
        let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
        let pairs = variables(upstream.origin(), &settings);
        let process = small_disk::serving(kilobytes, &pairs, port).await;
        Self {
            process,
            upstream,
            origin,
            operations: format!("http://127.0.0.1:{operations}"),
            signer,
        }
    }

    /// A file on that disk, seen from outside.
    fn path(&self, name: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/root/mnt/{name}", self.process.id()))
    }

    async fn post(&self, visitor: &mut Visitor, user: &str) -> u16 {
        let claims = claims(APP, &format!("{}/Subscriptions", self.origin), user);
        let token = self.signer.usual(&serde_json::Value::Object(claims));
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &token)])
            .await;
        if posted.status == 303 {
            return visitor.follow(&posted).await.status;
        }
        posted.assert_header_has("content-security-policy", "default-src 'none'");
        posted.assert_text("You cannot be recognised right now");
        posted.status
    }
}

#[tokio::test]
async fn a_full_disk_is_a_clear_page_and_room_again_needs_no_restart() {
    let site = OnSmallDisk::start(512).await;
    let mut alice = Visitor::new(site.origin.as_str());
    assert_eq!(site.post(&mut alice, "alice").await, 303);
    assert_shows(&alice.get("/Subscriptions").await, "alice");

    fs::write(site.path("filler"), vec![0; 1 << 20]).expect_err("the disk has room for a megabyte");
    let mut bruno = Visitor::new(site.origin.as_str());
    let refused = poll(Duration::from_secs(20), async || {
        // What SQLite has room for in its own files still fits.
        (site.post(&mut bruno, "bruno").await == 503).then_some(())
    });
    assert!(
        refused.await.is_some(),
        "the disk is full, and everything is written"
    );
    get(&format!("{}/healthz", site.operations))
        .await
        .assert_status(200);
    get(&format!("{}/readyz", site.operations))
        .await
        .assert_status(503)
        .assert_text("the sessions cannot be read and written");
    assert!(site.upstream.reads_and_writes().await.0 <= 1);

    fs::remove_file(site.path("filler")).expect("room again");
    let mut clara = Visitor::new(site.origin.as_str());
    assert_eq!(site.post(&mut clara, "bruno").await, 303);
    assert_shows(&clara.get("/Subscriptions").await, "bruno");
    assert_shows(&alice.get("/Subscriptions").await, "alice");
}
