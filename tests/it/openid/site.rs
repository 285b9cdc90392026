//! The page as `serve` builds it, with sign-in at a provider and without a proxy that names users.

use serde_json::json;
use tempfile::TempDir;

use proabono_portal::Config;

use super::provider::Provider;
use crate::sign_in::KEY;
use crate::support::served::{Served, config_without_proxy};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::free_port;

/// The page and its sessions; all of it stops when dropped.
pub(crate) struct Site {
    pub(crate) served: Served,
    pub(crate) origin: String,
    folder: TempDir,
}

impl Site {
    /// A page whose users sign in at that provider.
    pub(crate) async fn at(provider: &Provider, more: &[(&str, &str)]) -> Self {
        let port = free_port();
        Self::registered(provider, port, &format!("http://127.0.0.1:{port}"), more).await
    }

    /// The same behind something that browsers reach at another origin.
    pub(crate) async fn behind(provider: &Provider, origin: &str, more: &[(&str, &str)]) -> Self {
        Self::registered(provider, free_port(), origin, more).await
    }

    async fn registered(provider: &Provider, port: u16, origin: &str, more: &[(&str, &str)]) -> Self {
        let page = format!("{origin}/Subscriptions");
        let registration = provider.register(&page, &json!({})).await;
        let known = [
            ("server.public_url", page.as_str()),
            ("identity.oidc.issuer", provider.issuer.as_str()),
            ("identity.oidc.client_id", &registration.id),
            ("identity.oidc.client_secret", &registration.secret),
        ];
        Self::start(port, &[known.as_slice(), more].concat())
    }

    /// A page on that port with those settings.
    pub(crate) fn start(port: u16, more: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let upstream = Upstream::start(account());
        let file = folder.path().join("sessions.db");
        let config = config(upstream.origin(), port, &file.to_string_lossy(), more);
        let public = config.server.public_url.as_ref().expect("an address");
        Self {
            origin: public.origin.clone(),
            served: Served::with(upstream, &config),
            folder,
        }
    }

    /// The file of the sessions.
    pub(crate) fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("sessions.db")
    }

    /// An address below the page's.
    pub(crate) fn page(&self, rest: &str) -> String {
        format!("{}/Subscriptions{rest}", self.origin)
    }

    /// How many sign-ins ended so.
    pub(crate) async fn sign_ins(&self, outcome: &str) -> u64 {
        let series = format!("portal_sign_ins_total{{provider=\"oidc\",outcome=\"{outcome}\"}}");
        self.served.metric(&series).await
    }

    /// Nobody was looked up or written.
    pub(crate) async fn assert_no_customer(&self) {
        assert_eq!(self.served.upstream.reads_and_writes().await, (0, 0));
    }
}

fn config(api: &str, port: u16, file: &str, more: &[(&str, &str)]) -> Config {
    let page = format!("http://127.0.0.1:{port}/Subscriptions");
    let listen = format!("127.0.0.1:{port}");
    let own = [
        ("server.listen", listen.as_str()),
        ("server.public_url", &page),
        ("sessions.key", KEY),
        ("sessions.file", file),
    ];
    config_without_proxy(api, &[own.as_slice(), more].concat())
}
