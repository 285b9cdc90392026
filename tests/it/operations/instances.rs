//! Instances that share the file of the sessions.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, fcntl_lock};
use rustix::io::Errno;
use serde_json::Value;

use crate::sign_in::{APP, KEY, assert_shows};
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::tokens::{SECRET, Signer, claims};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::free_port;

/// The address of the page as the visitors would see it.
const PUBLIC: &str = "http://127.0.0.1/Subscriptions";

/// A page whose instances know a user by a trusted header or by a hand-off.
pub(super) struct Page {
    upstream: Upstream,
    folder: tempfile::TempDir,
}

impl Page {
    pub(super) fn new() -> Self {
        Self {
            upstream: Upstream::start(account()),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("sessions.db")
    }

    /// Starts an instance that listens on that port.
    pub(super) async fn instance(&self, port: u16) -> PortalProcess {
        let (listen, probes) = (format!("127.0.0.1:{port}"), format!("127.0.0.1:{}", free_port()));
        let file = self.file();
        let more = [
            ("operations.listen", probes.as_str()),
            ("server.public_url", PUBLIC),
            ("page.sign_in_url", "https://app.acme.example/login"),
            ("sessions.key", KEY),
            ("sessions.file", file.to_str().expect("UTF-8")),
            ("identity.shared_ids", "true"),
            ("identity.handoff.issuer", APP),
            ("identity.handoff.origins", APP),
            ("identity.handoff.key", SECRET),
        ];
        let mut variables = variables(self.upstream.origin(), &more);
        // Not among the settings: the helper leaves the address of the page to whoever starts it.
        variables.push(("PORTAL_SERVER__LISTEN", listen));
        PortalProcess::start(&borrowed(&variables), &["serve"]).await
    }

    /// A visitor whom the application handed over to that instance.
    pub(super) async fn handed_over(&self, instance: &PortalProcess) -> Visitor {
        let token = Signer::secret().usual(&Value::Object(claims(APP, PUBLIC, "alice")));
        let mut visitor = Visitor::new(instance.url(""));
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &token)])
            .await;
        visitor.follow(&posted).await.assert_status(303);
        visitor
    }
}

/// Checks that the session is valid at each of these instances.
pub(super) async fn assert_signed_in<const N: usize>(session: &mut Visitor, instances: [&PortalProcess; N]) {
    for instance in instances {
        let mut visitor = Visitor::new(instance.url(""));
        visitor.cookies.clone_from(&session.cookies);
        assert_shows(&visitor.get("/Subscriptions").await, "alice");
        session.cookies = visitor.cookies;
    }
}

/// Tells whether a process holds a lock on the file. `SQLite` takes a file that nobody holds for its own when it closes it, and
/// removes the journal beside it: versions before 3.51 do so even while another process has that journal open.
fn is_held(file: &Path) -> bool {
    let file = File::options()
        .read(true)
        .write(true)
        .open(file)
        .expect("the file");
    let taken = fcntl_lock(&file, FlockOperation::NonBlockingLockExclusive);
    matches!(taken, Err(Errno::AGAIN | Errno::ACCESS))
}

/// The open files of a process that have no name any more.
fn deleted(process: u32) -> Vec<String> {
    let open = fs::read_dir(format!("/proc/{process}/fd")).expect("the open files");
    let places = open.filter_map(|file| fs::read_link(file.expect("a file").path()).ok());
    let places = places.map(|place| place.to_string_lossy().into_owned());
    places.filter(|place| place.ends_with("(deleted)")).collect()
}

#[tokio::test]
async fn an_instance_that_ends_takes_no_part_of_the_file_from_one_that_runs() {
    let page = Page::new();
    let survivor = page.instance(free_port()).await;
    let mut other = page.instance(free_port()).await;
    let mut before = page.handed_over(&other).await;
    assert!(other.terminate().await.expect("an end").success());
    assert!(is_held(&page.file()), "anybody may remove the journal");
    assert_eq!(deleted(survivor.id()), [""; 0]);
    let mut after = page.handed_over(&survivor).await;
    let third = page.instance(free_port()).await;
    for session in [&mut before, &mut after] {
        assert_signed_in(session, [&survivor, &third]).await;
    }
}
