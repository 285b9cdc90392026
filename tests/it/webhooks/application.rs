//! An application in node that takes signed posts with a library that nobody here wrote.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::process::Process;
use crate::support::wait::START;

/// The running application; it ends when dropped.
pub(super) struct Application {
    pub(super) origin: String,
    process: Process,
}

impl Application {
    /// Starts it with the keys that it checks signatures with.
    pub(super) async fn start(secrets: &[&str], public_keys: &[&str]) -> Self {
        Self::start_at("0", secrets, public_keys).await
    }

    /// The same at that port; 0 is any free one.
    pub(super) async fn start_at(port: &str, secrets: &[&str], public_keys: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
        let newer = folder.join("node_modules/.bin/node");
        let node = if newer.exists() { newer } else { "node".into() };
        let mut command = Command::new(node);
        command
            .args(["standard-webhooks.mjs", port])
            .env("SECRETS", secrets.join(","))
            .env("PUBLIC_KEYS", public_keys.join(","))
            .current_dir(folder);
        let mut process = Process::start(&mut command);
        let port = process
            .until("listening", START, async |output| {
                let line = output.lines().next()?.strip_prefix("listening on ")?;
                output.ends_with('\n').then(|| line.to_owned())
            })
            .await;
        Self {
            origin: format!("http://127.0.0.1:{port}"),
            process,
        }
    }

    /// The posts that came so far, each with what the checks said of it.
    pub(super) fn posts(&self) -> Vec<Value> {
        let output = self.process.output();
        let lines = output.lines().skip(1);
        lines.filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}
