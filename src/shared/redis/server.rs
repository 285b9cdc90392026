//! A real Redis for the tests beside the code.

use std::io::{Read as _, Write as _};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use secrecy::SecretString;
use tempfile::TempDir;

use super::super::{RedisConfig, RedisUrl, Shared};

const KEY: &str = "5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef";

/// The running server, on a socket in a folder of its own; it ends when dropped.
pub(crate) struct Server {
    child: Child,
    folder: TempDir,
}

impl Server {
    /// Starts it, and waits until it takes connections.
    pub(crate) fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let child = begin(&folder);
        Self { child, folder }
    }

    /// Ends it as a power cut would, and starts it again. It keeps nothing.
    pub(crate) fn again(&mut self) {
        let _ = self.child.kill();
        self.child.wait().unwrap();
        self.child = begin(&self.folder);
    }

    /// Forgets everything.
    pub(crate) fn empty(&self) {
        let mut stream = UnixStream::connect(self.folder.path().join("redis.sock")).unwrap();
        stream.write_all(b"FLUSHALL\r\n").unwrap();
        stream.read_exact(&mut [0; 5]).unwrap();
    }

    /// A connection of an instance of its own.
    pub(crate) fn shared(&self) -> Shared {
        Self::at(&self.folder.path().join("redis.sock"))
    }

    /// The connection to whatever listens on a socket.
    pub(crate) fn at(socket: &Path) -> Shared {
        let url = format!("redis+unix://{}", socket.display());
        let config = RedisConfig {
            url: RedisUrl::new(&url).unwrap(),
            key: SecretString::from(KEY),
            prefix: "portal".to_owned(),
        };
        Shared::open(&config).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn begin(folder: &TempDir) -> Child {
    let socket = folder.path().join("redis.sock");
    let _ = std::fs::remove_file(&socket);
    let child = Command::new("redis-server")
        .args(["--port", "0", "--save", "", "--unixsocket"])
        .arg(&socket)
        .arg("--dir")
        .arg(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn();
    let child = child.expect("redis-server does not start; tests/run installs what the tests need");
    let end = Instant::now() + Duration::from_mins(1);
    while UnixStream::connect(&socket).is_err() {
        assert!(Instant::now() < end, "redis-server takes no connection");
        std::thread::sleep(Duration::from_millis(10));
    }
    child
}
