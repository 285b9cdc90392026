//! Starting Chromium and its driver. Chromium is started here and not by the driver, so that its id is known.

use std::fs;
use std::path::Path;
use std::process::Command;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use super::super::process::Process;
use super::super::wait::{START, free_port};
use super::{BrowserOptions, bounded};

const SWITCHES: [&str; 16] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--no-first-run",
    "--no-default-browser-check",
    "--hide-scrollbars",
    "--ignore-certificate-errors",
    "--remote-debugging-port=0",
    // Reports of violations would otherwise wait for a minute.
    "--short-reporting-delay",
    // The pages that Chromium prepares for its address bar, which nobody sees here, take half of what a start costs.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
];

/// Chromium and the port of its debugger.
pub(super) async fn chromium(options: &BrowserOptions, profile: &Path) -> (Process, u16) {
    let (width, height) = options.window;
    // Debian's Chromium blocks third-party cookies where nothing is said.
    let mode = i32::from(!options.third_party_cookies);
    let folder = profile.join("Default");
    fs::create_dir(&folder).expect("a folder for the preferences");
    let preferences = json!({ "profile": { "cookie_controls_mode": mode } });
    fs::write(folder.join("Preferences"), preferences.to_string()).expect("the preferences");
    let mut command = Command::new("chromium");
    command
        .env("HOME", profile)
        .env("TMPDIR", profile)
        .env("LANGUAGE", options.language)
        .args(SWITCHES)
        .arg(format!("--user-data-dir={}", profile.display()))
        .arg(format!("--host-resolver-rules={}", names(options)))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--lang={}", options.language))
        .arg(format!("--accept-lang={}", options.language))
        .arg("about:blank");
    let mut process = Process::start(&mut command);
    let file = profile.join("DevToolsActivePort");
    let port = process
        .until("ready", START, async |_| {
            fs::read_to_string(&file).ok()?.lines().next()?.parse().ok()
        })
        .await;
    (process, port)
}

/// chromedriver and its address.
pub(super) async fn chromedriver(profile: &Path) -> (Process, String) {
    let mut process = Process::start(
        Command::new("chromedriver")
            // Told to choose a port, it chooses one for IPv6, and ends when the same one for IPv4 is taken.
            .arg(format!("--port={}", free_port()))
            .env("HOME", profile)
            .env("TMPDIR", profile),
    );
    let port: u16 = process
        .until("ready", START, async |output| announced(output))
        .await;
    (process, format!("http://127.0.0.1:{port}"))
}

/// A session of the driver with the browser.
pub(super) async fn connect(driver: &str, debugger: u16) -> Client {
    let wanted = json!({
        "acceptInsecureCerts": true,
        "timeouts": { "implicit": 0, "pageLoad": 45_000, "script": 45_000 },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        "goog:chromeOptions": { "debuggerAddress": format!("127.0.0.1:{debugger}") },
    });
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(wanted.as_object().expect("an object").clone());
    bounded("a session", builder.connect(driver))
        .await
        .expect("a session with the browser")
}

/// The given names and those under `proabono.com` lead to their loopback ports, every other name nowhere.
fn names(options: &BrowserOptions) -> String {
    let given = options.hosts.iter().copied();
    let ours = options
        .tls_port
        .into_iter()
        .flat_map(|port| [("*.proabono.com", port), ("proabono.com", port)]);
    let mapped = given
        .chain(ours)
        .map(|(name, port)| format!("MAP {name} 127.0.0.1:{port}"));
    let fixed = ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE localhost"].map(str::to_owned);
    mapped.chain(fixed).collect::<Vec<_>>().join(", ")
}

/// The port in `ChromeDriver was started successfully on port 12345.`
fn announced(output: &str) -> Option<u16> {
    let (_, rest) = output.split_once("successfully on port ")?;
    rest.split_once('.')?.0.parse().ok()
}
