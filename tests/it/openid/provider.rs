//! A certified provider (npm `oidc-provider`), started from `tests/browser/openid-provider.mjs`.

use std::path::Path;
use std::process::Command;

use reqwest::Method;
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::support::http::{get, request, send};
use crate::support::process::Process;
use crate::support::wait::{START, free_port};

/// The running provider.
pub(crate) struct Provider {
    pub(crate) issuer: String,
    /// Where it listens, which is not where the issuer is when something stands in front of it.
    origin: String,
    process: Process,
}

/// This server as the provider knows it.
pub(crate) struct Registration {
    pub(crate) id: String,
    pub(crate) secret: String,
}

static SHARED: OnceCell<Provider> = OnceCell::const_new();

impl Provider {
    /// The one that tests share which do nothing to it. It ends with this program.
    pub(crate) async fn shared() -> &'static Self {
        SHARED.get_or_init(Self::start).await
    }

    /// One of the test's own.
    pub(crate) async fn start() -> Self {
        let port = free_port();
        Self::at(&format!("http://127.0.0.1:{port}"), port).await
    }

    /// One whose issuer is another address than its own, such as that of a relay in front of it.
    pub(crate) async fn at(issuer: &str, port: u16) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let newer = folder.join("node_modules/.bin/node");
        let node = if newer.exists() { newer } else { "node".into() };
        let mut command = Command::new(node);
        command
            .arg("openid-provider.mjs")
            .arg(issuer)
            .arg(port.to_string())
            .current_dir(folder);
        let mut process = Process::start(&mut command);
        process
            .until("listening", START, async |output| {
                output.contains("listening on").then_some(())
            })
            .await;
        Self {
            issuer: issuer.to_owned(),
            origin: format!("http://127.0.0.1:{port}"),
            process,
        }
    }

    /// Registers a server whose page is at that address.
    pub(crate) async fn register(&self, page: &str, more: &Value) -> Registration {
        let mut about = json!({
            "redirect_uris": [format!("{page}/callback")],
            "post_logout_redirect_uris": [format!("{page}/logout")],
        });
        let more = more.as_object().expect("an object").clone();
        about.as_object_mut().expect("an object").extend(more);
        let request = request(Method::POST, &format!("{}/reg", self.origin));
        let answer = send(
            request
                .header("content-type", "application/json")
                .body(about.to_string()),
        )
        .await;
        answer.assert_status(201);
        let answer: Value = serde_json::from_str(&answer.body).expect("a registration");
        let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
        Registration {
            id: text("client_id"),
            secret: text("client_secret"),
        }
    }

    /// From now on it signs with other keys, and knows the old ones no more.
    pub(crate) async fn rotate(&self) {
        get(&format!("{}/_control/rotate", self.origin))
            .await
            .assert_status(200);
    }

    /// How often a path was asked for.
    pub(crate) async fn count(&self, path: &str) -> u64 {
        let answer = get(&format!("{}/_control/counts", self.origin)).await;
        let counts: Value = serde_json::from_str(&answer.body).expect("counts");
        counts[path].as_u64().unwrap_or(0)
    }

    /// What it has written so far.
    pub(crate) fn output(&self) -> String {
        self.process.output()
    }
}
