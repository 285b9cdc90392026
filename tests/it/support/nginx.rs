//! A real nginx in front of a backend, with a configuration made for one test.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::process::Process;
use super::wait::{START, accepts, free_port};

/// The running server; it stops when dropped.
pub(crate) struct Nginx {
    port: u16,
    process: Process,
    _folder: TempDir,
}

impl Nginx {
    /// Starts nginx on a free loopback port with the given content of its `server` block (`location … { … }`).
    ///
    /// # Panics
    ///
    /// When nginx refuses the configuration or does not start; the message carries its error log.
    pub(crate) async fn start(locations: &str) -> Self {
        let server = |port| {
            format!(
                "  server {{\n    listen 127.0.0.1:{port};\n    server_name localhost;\n{locations}\n  }}\n"
            )
        };
        Self::serving(server).await
    }

    /// Starts nginx with what stands in a file of its `conf.d`, made for the port on which it must listen.
    ///
    /// # Panics
    ///
    /// As [`start`](Self::start).
    pub(crate) async fn serving(servers: impl FnOnce(u16) -> String) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let file = folder.path().join("nginx.conf");
        fs::write(&file, configuration(folder.path(), &servers(port))).expect("the configuration");
        let mut command = Command::new("nginx");
        // Debian keeps it where only root's PATH looks.
        command.env(
            "PATH",
            format!(
                "{}:/usr/sbin:/usr/local/sbin",
                std::env::var("PATH").unwrap_or_default()
            ),
        );
        command
            .arg("-e")
            .arg("stderr")
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&file);
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

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Its error log.
    pub(crate) fn errors(&self) -> String {
        self.process.output()
    }
}

/// One process, everything it writes in the folder, nothing in the background.
fn configuration(folder: &Path, servers: &str) -> String {
    let folder = folder.display();
    format!(
        "daemon off;\nmaster_process off;\nworker_processes 1;\npid {folder}/nginx.pid;\nerror_log stderr notice;\n\
         events {{ worker_connections 256; }}\n\
         http {{\n  access_log off;\n  default_type text/plain;\n\
         \x20 client_body_temp_path {folder}/body;\n  proxy_temp_path {folder}/proxy;\n\
         \x20 fastcgi_temp_path {folder}/fastcgi;\n  uwsgi_temp_path {folder}/uwsgi;\n  scgi_temp_path {folder}/scgi;\n\
         {servers}}}\n"
    )
}
