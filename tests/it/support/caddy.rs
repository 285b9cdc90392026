//! A real Caddy in front of a backend, with a configuration made for one test.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::process::Process;
use super::wait::{START, accepts, free_port};

/// The running server; it stops when dropped.
pub(crate) struct Caddy {
    port: u16,
    process: Process,
    _folder: TempDir,
}

impl Caddy {
    /// Starts Caddy with a Caddyfile made for the port on which it must listen, `http://127.0.0.1:{port}`. It stores
    /// nothing outside a folder of its own, has no listener for its administration and asks nobody for certificates.
    ///
    /// # Panics
    ///
    /// When Caddy refuses the file or does not start; the message carries its log.
    pub(crate) async fn serving(sites: impl FnOnce(u16) -> String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let file = folder.path().join("Caddyfile");
        let text = format!(
            "{{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}}\n{}",
            sites(port)
        );
        fs::write(&file, text).expect("the Caddyfile");
        let mut command = Command::new("caddy");
        command
            .args(["run", "--adapter", "caddyfile", "--config"])
            .arg(&file)
            .current_dir(folder.path());
        for variable in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, folder.path());
        }
        let mut process = Process::start(&mut command);
        process
            .until("accepting connections", START, async |_| {
                accepts(port).await.then_some(())
            })
            .await;
        Self {
            port,
            process,
            _folder: folder,
        }
    }

    /// The port on the loopback address.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// What it has written so far.
    pub(crate) fn log(&self) -> String {
        self.process.output()
    }
}
