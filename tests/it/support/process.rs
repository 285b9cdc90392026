//! A child process whose output is kept and which never outlives its owner.

use std::io::Read;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::wait::poll;

/// A running program, in a process group of its own.
pub(crate) struct Process {
    name: String,
    child: Child,
    output: Arc<Mutex<Vec<u8>>>,
}

impl Process {
    /// Starts the program, keeping what it writes to either stream.
    ///
    /// # Panics
    ///
    /// When it cannot be started; the message names the program.
    pub(crate) fn start(command: &mut Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped());
        Self::with_streams(command)
    }

    /// The same, where standard input and output are set already; only the errors are kept.
    ///
    /// # Panics
    ///
    /// When it cannot be started; the message names the program.
    pub(crate) fn with_streams(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stderr(Stdio::piped());
        let mut child = command.process_group(0).spawn().unwrap_or_else(|error| {
            panic!("{name} does not start ({error}); tests/run installs what the tests need")
        });
        let output = Arc::default();
        if let Some(stdout) = child.stdout.take() {
            keep(stdout, &output);
        }
        keep(child.stderr.take().expect("a piped stderr"), &output);
        Self { name, child, output }
    }

    /// Everything it has written so far, both streams in the order of arrival.
    pub(crate) fn output(&self) -> String {
        let bytes = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Its exit status, once it has ended.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().expect("the state of our own child")
    }

    /// Waits until `ready` has an answer.
    ///
    /// # Panics
    ///
    /// When the program ends first, or the time runs out; the message carries its output.
    pub(crate) async fn until<T>(
        &mut self,
        what: &str,
        within: Duration,
        mut ready: impl AsyncFnMut(&str) -> Option<T>,
    ) -> T {
        let answer = poll(within, async || {
            let ended = self.ended();
            if let Some(answer) = ready(&self.output()).await {
                return Some(Ok(answer));
            }
            ended.map(Err)
        })
        .await;
        match answer {
            Some(Ok(answer)) => answer,
            Some(Err(status)) => panic!("{} ended ({status}) before {what}:\n{}", self.name, self.output()),
            None => panic!("{}: not {what} within {within:?}:\n{}", self.name, self.output()),
        }
    }

    /// Asks it to stop (SIGTERM, to it alone) and waits for the end; `None` when it did not end in time.
    pub(crate) async fn terminate(&mut self, within: Duration) -> Option<ExitStatus> {
        // After the wait the id may belong to somebody else.
        if self.ended().is_none() {
            signal("TERM", &self.id().to_string());
        }
        poll(within, async || self.ended()).await
    }

    /// Ends it and its own children at once (SIGKILL).
    pub(crate) fn kill(&mut self) {
        if self.ended().is_none() {
            signal("KILL", &format!("-{}", self.id()));
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// The shell's own `kill`: signals need `unsafe` or one more crate otherwise.
pub(crate) fn signal(name: &str, target: &str) {
    let _ = Command::new("sh")
        .args(["-c", "kill -s \"$1\" -- \"$2\"", "sh", name, target])
        .stderr(Stdio::null())
        .status();
}

fn keep(mut stream: impl Read + Send + 'static, output: &Arc<Mutex<Vec<u8>>>) {
    let output = Arc::clone(output);
    thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(length @ 1..) = stream.read(&mut buffer) {
            let mut all = output.lock().unwrap_or_else(PoisonError::into_inner);
            all.extend_from_slice(&buffer[..length]);
        }
    });
}
