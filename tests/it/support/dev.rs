//! The command `dev`, as an integrator starts it.

use std::process::Command;

use tempfile::TempDir;

use super::demo::after;
use super::http::{Answer, get, get_with, post};
use super::process::Process;
use super::wait::START;

/// A configuration in which a proxy names the user.
const HEADER: [(&str, &str); 4] = [
    ("PORTAL_SERVER__LISTEN", "127.0.0.1:0"),
    ("PORTAL_OPERATIONS__LISTEN", "127.0.0.1:0"),
    ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
    ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
];

/// The running command; it is ended when dropped.
pub(crate) struct Dev {
    /// The address of the page, without a slash at its end.
    pub(crate) page: String,
    /// The address of the page that shows what happens, with a slash at its end.
    pub(crate) panel: String,
    /// The address of the emulator, without a slash at its end.
    pub(crate) emulator: String,
    process: Process,
    folder: Option<TempDir>,
}

impl Dev {
    /// Starts it for users whom a proxy names, with those variables as well.
    pub(crate) async fn start(variables: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
        command
            .env_clear()
            .envs(HEADER)
            .envs(variables.iter().copied())
            .args(["dev", "--emulator-port", "0", "--panel-port", "0"])
            .current_dir(folder.path());
        let mut dev = Self::running(&mut command).await;
        dev.folder = Some(folder);
        dev
    }

    /// Starts a command line that runs it, and waits until it has said where to look.
    pub(crate) async fn running(command: &mut Command) -> Self {
        let mut process = Process::start(command);
        let [page, panel, emulator] = process
            .until("said where to look", START, async |output| {
                let said = ["The page", "What happens", "The emulator"].map(|label| after(output, label));
                let [Some(page), Some(panel), Some(emulator)] = said else {
                    return None;
                };
                output
                    .contains("Ctrl-C ends it")
                    .then_some([page, panel, emulator])
            })
            .await;
        Self {
            page,
            panel,
            emulator: emulator.trim_end_matches('/').to_owned(),
            process,
            folder: None,
        }
    }

    /// Its output so far.
    pub(crate) fn output(&self) -> String {
        self.process.output()
    }

    /// Opens the page, or what lies below it, as the user whom the proxy names.
    pub(crate) async fn visit(&self, user: &str, below: &str) -> Answer {
        get_with(&format!("{}{below}", self.page), &[("x-remote-user", user)]).await
    }

    /// Opens the panel.
    pub(crate) async fn shown(&self) -> Answer {
        get(&self.panel).await
    }

    /// Clicks on a button of the panel.
    pub(crate) async fn click(&self, name: &str, value: &str) -> Answer {
        let headers = [
            ("origin", self.panel.trim_end_matches('/')),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        post(&self.panel, &headers, format!("{name}={value}")).await
    }
}
