//! The command `demo`, as a newcomer starts it, on ports of its own choice.

use std::process::Command;

use tempfile::TempDir;

use super::process::Process;
use super::wait::START;

/// The running demonstration; it is ended when dropped.
pub(crate) struct Demo {
    /// The address of the page.
    pub(crate) page: String,
    /// The address of the emulator, without a slash at its end.
    pub(crate) emulator: String,
    process: Process,
    _folder: TempDir,
}

impl Demo {
    /// Starts it and waits until it has said where to look.
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        Self::start_with(&[], arguments).await
    }

    /// Starts it with those variables in its environment.
    pub(crate) async fn start_with(variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
        command
            .env_clear()
            .envs(variables.iter().copied())
            .args([
                "demo",
                "--port",
                "0",
                "--emulator-port",
                "0",
                "--operations-port",
                "0",
            ])
            .args(arguments)
            .current_dir(folder.path());
        let mut process = Process::start(&mut command);
        let (page, emulator) = process
            .until("said where to look", START, async |output| {
                let page = after(output, "The page")?;
                let emulator = after(output, "The emulator")?;
                output
                    .contains("Ctrl-C ends it")
                    .then(|| (page, emulator.trim_end_matches('/').to_owned()))
            })
            .await;
        Self {
            page,
            emulator,
            process,
            _folder: folder,
        }
    }

    /// Its output so far.
    pub(crate) fn output(&self) -> String {
        self.process.output()
    }
}

/// The address behind a label of the printed list.
pub(super) fn after(output: &str, label: &str) -> Option<String> {
    let line = output.lines().find_map(|line| line.trim().strip_prefix(label))?;
    Some(line.trim().to_owned())
}
