//! The sample application behind nginx, with the page of `dev`: the lines of the documents, as a stranger follows them.

mod elsewhere;
mod tours;

use std::path::Path;
use std::process::Command;

use fantoccini::Locator;
use tempfile::TempDir;

use crate::support::browser::Browser;
use crate::support::dev::Dev;
use crate::support::example::{example, with, with_ports};
use crate::support::process::Process;
use crate::support::wait::{START, accepts, free_port};

use super::{SOON, assert_quiet, click, click_in_frame, status, text, wait_for_frame_text, wait_for_return};

/// The lines of the blocks of a section that a shell takes.
fn lines(document: &str, heading: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(document);
    let text = std::fs::read_to_string(path).expect("the document");
    let (_, section) = text.split_once(heading).expect("the section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let blocks = section.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|block| block.split("```").next());
    blocks.flat_map(str::lines).map(str::to_owned).collect()
}

/// The three programs, started by the lines of a document, in a folder that has the examples.
struct Desk {
    site: String,
    dev: Dev,
    _programs: Vec<Process>,
    _folder: TempDir,
}

impl Desk {
    async fn set_up(lines: &[String]) -> Self {
        let [app, front, page] = [free_port(), free_port(), free_port()];
        let folder = examples([app, front, page]);
        let site = format!("http://localhost:{front}");
        let (mut programs, mut dev) = (Vec::new(), None);
        for line in lines {
            let line = line.replace("cargo run --release -- ", "proabono-portal ");
            if line.contains("proabono-portal ") {
                let line = format!("{line} --emulator-port 0 --panel-port 0");
                let mut command = shell(&line, folder.path());
                command
                    .env("PORTAL_SERVER__LISTEN", format!("127.0.0.1:{page}"))
                    .env("PORTAL_OPERATIONS__LISTEN", "127.0.0.1:0");
                dev = Some(Dev::running(&mut command).await);
            } else if line.starts_with("openssl") {
                let done = shell(&line, folder.path()).status().expect("a shell");
                assert!(done.success(), "{line}");
            } else {
                let mut command = shell(&line, folder.path());
                command.env("PORT", app.to_string()).env("SITE", &site);
                let mut program = Process::start(&mut command);
                let port = if line.contains("nginx ") { front } else { app };
                program
                    .until("accepting connections", START, async |_| {
                        accepts(port).await.then_some(())
                    })
                    .await;
                programs.push(program);
            }
        }
        assert_eq!(programs.len(), 2, "{lines:?}");
        Self {
            site,
            dev: dev.expect("a line that starts `dev`"),
            _programs: programs,
            _folder: folder,
        }
    }

    fn page(&self, below: &str) -> String {
        format!("{}/Subscriptions{below}", self.site)
    }

    /// From the application to the page, by its own sign-in.
    async fn sign_in(&self, browser: &Browser, user: &str) {
        browser.goto(&self.site).await;
        click(browser, Locator::Css(&format!("button[value='{user}']"))).await;
        let link = "document.querySelector('a')?.textContent === 'Subscription'";
        browser.wait_until(link, SOON).await;
        assert_quiet(browser).await;
        click(browser, Locator::LinkText("Subscription")).await;
        self.arrives(browser).await;
        let source = browser.frame_src().await.unwrap_or_default();
        let pages = format!("{}/portal/", self.dev.emulator);
        assert!(source.starts_with(&pages), "{source}");
    }

    /// Waits until the page is there, with its frame.
    async fn arrives(&self, browser: &Browser) {
        let framed = "document.readyState === 'complete' && document.querySelector('iframe')";
        let arrived = format!("location.href === '{}' && {framed}", self.page(""));
        browser.wait_until(&arrived, SOON).await;
    }

    /// Opens what is below the page and waits for the title in the frame.
    async fn open(&self, browser: &Browser, below: &str, title: &str) {
        browser.goto(&self.page(below)).await;
        wait_for_frame_text(browser, title).await;
    }

    /// A workflow from its form to the return, where the visitor reads that.
    async fn send(&self, browser: &Browser, told: &str) {
        click_in_frame(browser, "form button[type=submit]").await;
        wait_for_return(browser).await;
        assert_eq!(status(browser).await, 200);
        let words = text(browser).await;
        assert!(words.contains(told), "no {told:?} in {words}");
        assert_quiet(browser).await;
    }

    /// The same, and back at the page the frame reads like `home`.
    async fn walk(&self, browser: &Browser, told: &str, home: &str) {
        self.send(browser, told).await;
        self.open(browser, "", home).await;
    }

    /// Out of the application, and so out of the page.
    async fn sign_out(&self, browser: &Browser) {
        browser.goto(&self.site).await;
        click(browser, Locator::Css("form button")).await;
        let out = format!(
            "location.href === '{}/' && document.querySelector('button[value=ada]')",
            self.site
        );
        browser.wait_until(&out, SOON).await;
        browser.goto(&self.page("")).await;
        assert_eq!(status(browser).await, 401);
        assert_eq!(browser.frame_src().await, None);
    }

    /// Clicks on a button of the panel, and comes back to what it shows then.
    async fn press(&self, browser: &Browser, css: &str) {
        browser.goto(&self.dev.panel).await;
        browser.eval("window.pressed = true").await;
        click(browser, Locator::Css(css)).await;
        browser
            .wait_until("!window.pressed && document.readyState === 'complete'", SOON)
            .await;
        // Links are used for a second without asking again.
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    }
}

/// The examples with the ports of this test.
fn examples([app, front, page]: [u16; 3]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let keep = |name: &str, text: &str| {
        let file = folder.path().join("examples").join(name);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    };
    for name in ["dev/app.mjs", "handoff/node.mjs", "handoff/sign-in-page.mjs"] {
        keep(name, &example(name));
    }
    let ports = [(8000, front), (3000, app), (8080, page)];
    keep("dev/nginx.conf", &with_ports(&example("dev/nginx.conf"), &ports));
    for name in ["dev/header.toml", "dev/handoff.toml"] {
        let text = with(&example(name), "localhost:8000", &format!("localhost:{front}"));
        keep(name, &text);
    }
    folder
}

/// The line as a shell runs it there.
fn shell(line: &str, folder: &Path) -> Command {
    let binary = Path::new(env!("CARGO_BIN_EXE_proabono-portal"));
    let ours = binary.parent().expect("a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("sh");
    command
        .args(["-c", line])
        .env("PATH", format!("{ours}:{path}:/usr/sbin:/usr/local/sbin"))
        .current_dir(folder);
    command
}
