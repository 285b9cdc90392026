//! A real Traefik in front of a backend, with a dynamic configuration made for one test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::process::Process;
use super::trials::target_folder;
use super::wait::{START, accepts, free_port};

/// The running server; it stops when dropped.
pub(crate) struct Traefik {
    port: u16,
    process: Process,
    _folder: TempDir,
}

/// The program: where `tests/run` puts it, else the one in the path; `None` on a machine for which there is none.
fn program() -> Option<PathBuf> {
    let installed = target_folder("traefik").join("bin/traefik");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join("traefik"));
    std::iter::once(installed).chain(found).find(|file| file.exists())
}

impl Traefik {
    /// Starts Traefik with a dynamic configuration, whose routers are those of an entry point without TLS; `None` where there is
    /// no Traefik. Nothing is sent or checked elsewhere.
    ///
    /// # Panics
    ///
    /// When it does not start; the message carries its log.
    pub(crate) async fn serving(dynamic: &str) -> Option<Self> {
        let program = program()?;
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let file = folder.path().join("dynamic.yml");
        fs::write(&file, dynamic).expect("the configuration");
        let mut process = Process::start(&mut command(&program, port, &file));
        process
            .until("accepting connections", START, async |_| {
                accepts(port).await.then_some(())
            })
            .await;
        Some(Self {
            port,
            process,
            _folder: folder,
        })
    }

    /// The port on the loopback address.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Its output so far.
    pub(crate) fn log(&self) -> String {
        self.process.output()
    }
}

fn command(program: &Path, port: u16, file: &Path) -> Command {
    let mut command = Command::new(program);
    command.args([
        "--global.checknewversion=false",
        "--global.sendanonymoususage=false",
        "--providers.file.watch=false",
        "--log.level=INFO",
    ]);
    command
        .arg(format!("--entrypoints.websecure.address=127.0.0.1:{port}"))
        .arg(format!("--providers.file.filename={}", file.display()));
    command
}
