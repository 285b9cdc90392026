//! Visitors who sign in here: sessions, the hand-off, and what nobody gets by pretending.

mod apart;
mod between;
mod caddy;
mod chat;
mod command;
mod cookies;
mod disk;
mod guests;
mod handoff;
mod host;
mod keys;
mod late;
mod leaks;
mod leaving;
mod refusals;
mod sessions;
mod snippets;
mod spoofs;
mod stores;
mod strangers;
pub(crate) mod suite;
mod together;

use serde_json::{Map, Value};
use tempfile::TempDir;

use crate::support::served::{Served, config_without_proxy};
use crate::support::tokens::{Signer, claims};
use crate::support::upstream::{Upstream, account};
use crate::support::visitor::Visitor;
use crate::support::wait::free_port;

/// The application that hands users over.
pub(crate) const APP: &str = "https://app.acme.example";
pub(crate) const KEY: &str = "5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef";

/// A page whose users are handed over by an application, with sessions in a file.
pub(crate) struct Site {
    pub(crate) served: Served,
    pub(crate) signer: Signer,
    pub(crate) origin: String,
    folder: TempDir,
}

impl Site {
    pub(crate) fn start(more: &[(&str, &str)]) -> Self {
        Self::signed_by(Signer::secret(), more)
    }

    /// One that listens on that port, behind something else.
    pub(crate) fn listening(port: u16, more: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::in_folder(Signer::secret(), folder, port, more)
    }

    pub(crate) fn signed_by(signer: Signer, more: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        Self::in_folder(signer, folder, free_port(), more)
    }

    fn in_folder(signer: Signer, folder: TempDir, port: u16, more: &[(&str, &str)]) -> Self {
        let upstream = Upstream::start(account());
        let origin = format!("http://127.0.0.1:{port}");
        let (listen, page) = (format!("127.0.0.1:{port}"), format!("{origin}/Subscriptions"));
        let file = folder.path().join("sessions.db");
        let public = signer.public();
        let mut settings = vec![
            ("server.listen", listen.as_str()),
            ("server.public_url", &page),
            ("page.sign_in_url", "https://app.acme.example/login"),
            ("sessions.key", KEY),
            ("sessions.file", file.to_str().expect("UTF-8")),
            ("identity.handoff.issuer", APP),
            ("identity.handoff.algorithm", signer.algorithm()),
        ];
        let origins = more.iter().find(|(key, _)| *key == "identity.handoff.origins");
        let origins = format!("{APP}, {}", origins.map_or(APP, |(_, more)| more));
        if !more.iter().any(|(key, _)| *key == "identity.handoff.jwks_url") {
            settings.push(("identity.handoff.key", &public));
        }
        settings.extend(more);
        settings.push(("identity.handoff.origins", &origins));
        let config = config_without_proxy(upstream.origin(), &settings);
        Self {
            served: Served::with(upstream, &config),
            signer,
            origin,
            folder,
        }
    }

    /// The same site after a restart, with other settings.
    pub(crate) async fn restarted(self, more: &[(&str, &str)]) -> Self {
        let Self {
            served,
            signer,
            origin,
            folder,
        } = self;
        served.stop().await;
        let port = origin.rsplit(':').next().and_then(|port| port.parse().ok());
        Self::in_folder(signer, folder, port.expect("a port"), more)
    }

    pub(crate) fn visitor(&self) -> Visitor {
        Visitor::new(self.origin.as_str())
    }

    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("sessions.db")
    }

    /// Makes the file of the sessions older than any token.
    pub(crate) fn file_is_old(&self) {
        let file = rusqlite::Connection::open(self.file()).expect("the file");
        let changed = file.execute("UPDATE entries SET until = 1 WHERE space = 'born'", []);
        assert_eq!(changed.expect("a change"), 1);
    }

    /// The claims of a good token for that user.
    pub(crate) fn claims(&self, user: &str) -> Map<String, Value> {
        claims(APP, &format!("{}/Subscriptions", self.origin), user)
    }

    pub(crate) fn token(&self, user: &str) -> String {
        self.signer.usual(&Value::Object(self.claims(user)))
    }

    /// A visitor whom the application handed over.
    pub(crate) async fn handed_over(&self, user: &str) -> Visitor {
        let mut visitor = self.visitor();
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &self.token(user))])
            .await;
        posted.assert_status(303);
        let welcomed = visitor.follow(&posted).await;
        welcomed.assert_status(303);
        visitor
    }
}

/// Checks that a page shows that user signed in.
#[track_caller]
pub(crate) fn assert_shows(page: &crate::support::http::Answer, user: &str) {
    page.assert_status(200);
    page.assert_text(&format!("<strong><bdi>{user}</bdi></strong>"));
    page.assert_text(&format!("\"cust-{user}\""));
}

/// The word of a "continue as …?" page that says whom the answer is about.
#[track_caller]
fn about(page: &crate::support::http::Answer) -> String {
    let (_, rest) = page
        .body
        .split_once("name=\"about\" value=\"")
        .expect("a question");
    rest.split('"').next().expect("a word").to_owned()
}
