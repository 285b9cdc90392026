//! A real Redis, which keeps what it has acknowledged.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

use super::process::{Process, signal};
use super::wait::{START, accepts, free_port, loopback};

/// The running server; it ends when dropped.
pub(crate) struct Redis {
    port: u16,
    process: Process,
    folder: TempDir,
}

impl Redis {
    /// Starts it on a free loopback port. Each write is on the disk before it is answered.
    ///
    /// # Panics
    ///
    /// When it does not start; the message carries its output.
    pub(crate) async fn start() -> Self {
        let (port, folder) = (free_port(), tempfile::tempdir().expect("a folder"));
        let process = begin(port, &folder).await;
        Self {
            port,
            process,
            folder,
        }
    }

    /// Its address, for the settings.
    pub(crate) fn url(&self) -> String {
        format!("redis://127.0.0.1:{}/0", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again after its end, with what it had.
    pub(crate) async fn again(&mut self) {
        self.process = begin(self.port, &self.folder).await;
    }

    /// Lets it stand still: it takes connections and answers nothing. [`wake`](Self::wake) ends that.
    pub(crate) fn freeze(&self) {
        signal("STOP", &self.process.id().to_string());
    }

    pub(crate) fn wake(&self) {
        signal("CONT", &self.process.id().to_string());
    }

    /// Sends it one command, and returns the beginning of the answer.
    pub(crate) fn tell(&self, command: &str) -> String {
        let mut stream = TcpStream::connect(loopback(self.port)).expect("Redis");
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a time limit");
        stream
            .write_all(format!("{command}\r\n").as_bytes())
            .expect("a command");
        let mut answer = vec![0; 1 << 16];
        let length = stream.read(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer[..length]).into_owned()
    }

    /// Everything that is on its disk.
    pub(crate) fn on_disk(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for file in std::fs::read_dir(folder).expect("a folder") {
                let path = file.expect("a file").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    bytes.extend(std::fs::read(path).expect("its content"));
                }
            }
        }
        bytes
    }
}

async fn begin(port: u16, folder: &TempDir) -> Process {
    let mut command = Command::new("redis-server");
    command.args(["--port", &port.to_string(), "--bind", "127.0.0.1", "--save", ""]);
    command.args(["--appendonly", "yes", "--appendfsync", "always", "--dir"]);
    command.arg(folder.path());
    let mut process = Process::start(&mut command);
    process
        .until("accepting connections", START, async |output| {
            (output.contains("Ready to accept connections") && accepts(port).await).then_some(())
        })
        .await;
    process
}
