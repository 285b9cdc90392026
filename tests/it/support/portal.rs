//! The real binary, as an operator starts it.

use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use tempfile::TempDir;

use super::process::Process;
use super::wait::{START, accepts, free_port};

const LISTEN: &str = "PORTAL_SERVER__LISTEN";
const OPERATIONS: &str = "PORTAL_OPERATIONS__LISTEN";
const STOP: Duration = Duration::from_secs(30);
const RUN: Duration = Duration::from_mins(1);

/// The binary serving on a loopback port; it is ended when dropped.
pub(crate) struct PortalProcess {
    port: u16,
    process: Process,
    folder: TempDir,
}

impl PortalProcess {
    /// Starts the binary with those variables and nothing else in its environment, in an empty folder, and waits
    /// until it accepts connections. Without `PORTAL_SERVER__LISTEN` among the variables a free port is chosen.
    ///
    /// # Panics
    ///
    /// When it ends or stays silent instead; the message carries its output.
    pub(crate) async fn start(variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let command = command(variables, arguments, &folder);
        Self::started(command, folder, variables).await
    }

    /// The same through a line of the shell, in which `"$@"` is the command of the binary.
    ///
    /// # Panics
    ///
    /// As for [`start`](Self::start).
    pub(crate) async fn start_by(line: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let command = command_by(line, variables, arguments, &folder);
        Self::started(command, folder, variables).await
    }

    async fn started(mut command: Command, folder: TempDir, variables: &[(&str, &str)]) -> Self {
        let given = variables.iter().find(|(name, _)| *name == LISTEN);
        let port = given.map_or_else(free_port, |(_, address)| port_of(address));
        if given.is_none() {
            command.env(LISTEN, format!("127.0.0.1:{port}"));
        }
        let mut process = Process::start(&mut command);
        // The operator's listener comes a moment after the page's.
        let operations = variables.iter().find(|(name, _)| *name == OPERATIONS);
        let operations = operations.map_or(port, |(_, address)| port_of(address));
        process
            .until("accepting connections", START, async |_| {
                (accepts(port).await && (operations == 0 || accepts(operations).await)).then_some(())
            })
            .await;
        Self {
            port,
            process,
            folder,
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

    /// What it has written so far, both streams.
    pub(crate) fn output(&self) -> String {
        self.process.output()
    }

    /// The folder that it was started in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    /// Asks it to stop and waits for the end; `None` when it did not end within 30 seconds.
    pub(crate) async fn terminate(&mut self) -> Option<ExitStatus> {
        self.process.terminate(STOP).await
    }

    /// Waits for the end without asking for it; `None` when it did not come in time.
    pub(crate) async fn ended_within(&mut self, within: Duration) -> Option<ExitStatus> {
        super::wait::poll(within, async || self.process.ended()).await
    }

    /// Ends it at once, as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.process.kill();
    }
}

/// How a command ended.
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs a command of the binary to its end, with those variables and nothing else, in an empty folder.
///
/// # Panics
///
/// When it does not end within a minute.
pub(crate) async fn run(variables: &[(&str, &str)], arguments: &[&str]) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    to_its_end(command(variables, arguments, &folder)).await
}

/// The same through a line of the shell, in which `"$@"` is the command of the binary.
///
/// # Panics
///
/// When it does not end within a minute.
pub(crate) async fn run_by(line: &str, variables: &[(&str, &str)], arguments: &[&str]) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    to_its_end(command_by(line, variables, arguments, &folder)).await
}

async fn to_its_end(command: Command) -> Finished {
    let arguments = format!("{command:?}");
    let mut command = tokio::process::Command::from(command);
    let output = command
        .stdin(std::process::Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(RUN, output).await;
    let output = output
        .unwrap_or_else(|_| panic!("{arguments} did not end within {RUN:?}"))
        .expect("the binary");
    Finished {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn command(variables: &[(&str, &str)], arguments: &[&str], folder: &TempDir) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
    command
        .env_clear()
        .envs(variables.iter().copied())
        .args(arguments)
        .current_dir(folder.path());
    command
}

fn command_by(line: &str, variables: &[(&str, &str)], arguments: &[&str], folder: &TempDir) -> Command {
    let mut command = Command::new("sh");
    command
        .args(["-c", line, "sh", env!("CARGO_BIN_EXE_proabono-portal")])
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .current_dir(folder.path());
    command
}

fn port_of(address: &str) -> u16 {
    let port = address.rsplit(':').next().and_then(|port| port.parse().ok());
    port.unwrap_or_else(|| panic!("{LISTEN} has no port in it: {address:?}"))
}
