//! Firefox and `WebKitGTK`, each through its own driver, on machines that have them. They resolve names as the machine does, so
//! tests give them loopback addresses alone.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::browser::axe::{self, AxeViolation};
use super::process::Process;
use super::trials::target_folder;
use super::wait::{START, accepts, free_port, poll};

/// A session, its driver, and the folder that both write to.
pub(crate) struct OtherBrowser {
    client: Client,
    _driver: Process,
    _folder: TempDir,
}

impl OtherBrowser {
    /// Firefox without a window; `None` on a machine without it or geckodriver.
    pub(crate) async fn firefox(dark: bool) -> Option<Self> {
        let (firefox, driver) = (program("firefox-esr")?, program("geckodriver")?);
        // 0 is dark and 1 is light.
        let scheme = u8::from(!dark);
        let options = json!({ "moz:firefoxOptions": { "binary": firefox, "args": ["-headless"],
            "prefs": { "layout.css.prefers-color-scheme.content-override": scheme } } });
        let port = free_port();
        let mut command = Command::new(driver);
        command.args(["--port", &port.to_string()]);
        Some(Self::start(command, port, options).await)
    }

    /// `WebKitGTK` in its small browser, on a screen that is not there; `None` on a machine without Debian's driver or Xvfb.
    pub(crate) async fn webkit(dark: bool) -> Option<Self> {
        let (screen, driver) = (program("xvfb-run")?, program("WebKitWebDriver")?);
        let port = free_port();
        let mut command = Command::new(screen);
        command
            .args(["--auto-servernum", "--server-args=-screen 0 1600x1200x24"])
            .arg(driver)
            .arg(format!("--port={port}"))
            .env("GTK_THEME", if dark { "Adwaita:dark" } else { "Adwaita" });
        Some(Self::start(command, port, json!({})).await)
    }

    async fn start(mut command: Command, port: u16, mut wanted: Value) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        command.env("HOME", folder.path()).env("TMPDIR", folder.path());
        let mut driver = Process::start(&mut command);
        driver
            .until("ready", START, async |_| accepts(port).await.then_some(()))
            .await;
        wanted["timeouts"] = json!({ "pageLoad": 45_000, "script": 45_000 });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().expect("an object").clone());
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
        Self {
            client: client.expect("a session"),
            _driver: driver,
            _folder: folder,
        }
    }

    /// Opens the address and waits for its load event.
    pub(crate) async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("the page");
    }

    /// The value of an expression in the page.
    pub(crate) async fn eval(&self, expression: &str) -> Value {
        self.run(&format!("return {expression}")).await
    }

    /// Waits until an expression in the page is true.
    ///
    /// # Panics
    ///
    /// When it is not true in time.
    pub(crate) async fn wait_until(&self, expression: &str, within: Duration) {
        let tried = format!("(() => {{ try {{ return !!({expression}) }} catch {{ return false }} }})()");
        let seen = poll(within, async || (self.eval(&tried).await == true).then_some(()));
        assert!(seen.await.is_some(), "not within {within:?}: {expression}");
    }

    /// Every rule of accessibility that the top page breaks.
    pub(crate) async fn axe(&self) -> Vec<AxeViolation> {
        serde_json::from_value(self.run(&axe::script()).await).expect("what axe found")
    }

    /// The size of the window, which may be larger than asked for, and holds more than the page.
    pub(crate) async fn resize(&self, (width, height): (u32, u32)) {
        self.client.set_window_size(width, height).await.expect("a size");
    }

    /// Keeps a picture of the page as `screenshots/{name}.png` in cargo's target folder.
    pub(crate) async fn screenshot(&self, name: &str) {
        let picture = self.client.screenshot().await.expect("a picture");
        let file = target_folder("screenshots").join(format!("{name}.png"));
        fs::write(file, picture).expect("the picture's file");
    }

    /// Ends the session, and the browser with it.
    pub(crate) async fn close(self) {
        let _ = self.client.clone().close().await;
    }

    async fn run(&self, script: &str) -> Value {
        let answer = self.client.execute(script, Vec::new()).await;
        answer.unwrap_or_else(|error| panic!("{error}: …{}", &script[script.len().saturating_sub(200)..]))
    }
}

/// A program: where `tests/run` puts it, else in the path.
fn program(name: &str) -> Option<PathBuf> {
    let installed = target_folder("").join(name).join("bin").join(name);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(name));
    std::iter::once(installed)
        .chain(found)
        .find(|file| file.is_file())
}
