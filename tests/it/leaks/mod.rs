//! The whole site at trace level, with canaries in everything that is secret: they are found nowhere.

mod causes;
mod everywhere;
mod reasons;
mod remembered;

use proabono_portal::emulator::Options;

use crate::support::http::{Answer, get};
use crate::support::portal::PortalProcess;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::free_port;

/// The real binary at trace level, in front of an emulator.
struct Watched {
    upstream: Upstream,
    portal: PortalProcess,
    operations: String,
}

impl Watched {
    async fn start(options: Options, format: &str, more: &[(&str, &str)]) -> Self {
        let upstream = Upstream::start(options);
        let listen = format!("127.0.0.1:{}", free_port());
        let mut pairs = vec![
            ("operations.listen", listen.as_str()),
            ("log.level", "trace"),
            ("log.format", format),
        ];
        pairs.extend(more);
        let variables = variables(upstream.origin(), &pairs);
        let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        Self {
            upstream,
            portal,
            operations: format!("http://{listen}"),
        }
    }

    async fn usual(format: &str) -> Self {
        Self::start(account(), format, &[]).await
    }

    async fn visit(&self, user: &str, path: &str) -> Answer {
        let headers = [("x-remote-user", user)];
        crate::support::http::get_with(&self.portal.url(path), &headers).await
    }

    async fn metrics(&self) -> String {
        get(&format!("{}/metrics", self.operations)).await.body
    }

    /// Everything it has written, once it has ended.
    async fn log(&mut self) -> String {
        self.portal.terminate().await.expect("an end");
        self.portal.output()
    }
}
