//! An operator's whole set-up: the real binary behind a real nginx that names the user, and ProAbono's side of it, the
//! emulator, as `https://….proabono.com` for the browser.

mod hosted;
mod options;
mod proxy;
mod visitors;

use proabono_emulator::{Emulator, Options};
use serde_json::{Value, json};

use super::browser::{Browser, BrowserOptions};
use super::http::{get, post};
use super::nginx::Nginx;
use super::portal::PortalProcess;
use super::relay::Relay;
use super::tls_front::TlsFront;
use super::wait::{free_port, loopback};
use options::account;
use proxy::locations;

pub(crate) use options::SiteOptions;
pub(crate) use visitors::{ALICE, BRUNO, CHLOE, DMITRI, Visitor};

/// Where the emulator's hosted pages are for the browser.
pub(crate) const HOSTED: &str = "https://acme-eur.via.proabono.com";

/// The name of the application's host where it speaks HTTPS.
const APPLICATION: &str = "app.acme.test";

/// The secret of the webhooks on both sides.
const WEBHOOK_SECRET: &str = "9c2f7a1e5b8d4036f1a7c3e85d2b6940";

/// The address at which the binary receives events.
fn webhook_url(options: &SiteOptions, port: u16) -> String {
    let path = if options.rewritten { "" } else { options.path };
    format!("http://{}{path}/webhooks", loopback(port))
}

/// The running site; all of it stops when dropped.
pub(crate) struct Site {
    path: &'static str,
    emulator: Emulator,
    front: TlsFront,
    secure: TlsFront,
    api: Relay,
    portal: PortalProcess,
    operations: u16,
    nginx: Nginx,
}

impl Site {
    /// Starts everything, with nothing said to the binary but environment variables.
    pub(crate) async fn start(options: SiteOptions) -> Self {
        let (portal_port, operations) = (free_port(), free_port());
        let nginx = Nginx::start(&locations(&options, portal_port)).await;
        let page = nginx.url(options.path);
        let emulator = Emulator::start_with(Options {
            hosted_origin: Some(HOSTED.to_owned()),
            portal_secret: options.secret.map(str::to_owned),
            webhook_secret: WEBHOOK_SECRET.to_owned(),
            webhook_url: options.webhooks.then(|| webhook_url(&options, portal_port)),
            ..Options::default()
        })
        .await
        .expect("the emulator");
        emulator.page_url(page.clone());
        let address = emulator.addr();
        let api = Relay::start(address);
        let front = TlsFront::start(address).await;
        let secure = TlsFront::start(loopback(nginx.port())).await;

        let mut variables = account(api.port());
        variables.push(("PORTAL_SERVER__LISTEN", loopback(portal_port).to_string()));
        variables.push(("PORTAL_OPERATIONS__LISTEN", loopback(operations).to_string()));
        if options.rewritten {
            variables.push(("PORTAL_SERVER__BASE_PATH", "/".to_owned()));
            variables.push(("PORTAL_SERVER__PUBLIC_URL", page));
        } else {
            let path = if options.path.is_empty() {
                "/"
            } else {
                options.path
            };
            variables.push(("PORTAL_SERVER__BASE_PATH", path.to_owned()));
        }
        if options.webhooks {
            variables.push(("PORTAL_WEBHOOKS__ENABLED", "true".to_owned()));
            variables.push(("PROABONO_WEBHOOK_SECRET", WEBHOOK_SECRET.to_owned()));
        }
        let secret = options.secret.map(str::to_owned);
        variables.extend(secret.map(|secret| ("PROABONO_PORTAL_SECRET", secret)));
        variables.extend(options.settings);
        let variables: Vec<_> = variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let portal = PortalProcess::start(&variables, &["serve"]).await;
        Self {
            path: options.path,
            emulator,
            front,
            secure,
            api,
            portal,
            operations,
            nginx,
        }
    }

    /// A browser for which the names of ProAbono and of the chat lead to the emulator, and [`APPLICATION`] to the web server in front.
    pub(crate) async fn browser(&self, mut options: BrowserOptions) -> Browser {
        options.tls_port = Some(self.front.port());
        options.hosts.push((APPLICATION, self.secure.port()));
        // The double of the chat. A test may have sent the name elsewhere before.
        options.hosts.push(("app.mluvii.com", self.front.port()));
        Browser::start(options).await
    }

    /// The address of the page, and what follows it.
    pub(crate) fn page(&self, rest: &str) -> String {
        self.nginx.url(&format!("{}{rest}", self.path))
    }

    /// The page as `https://app.acme.test/…`, for what browsers do on secure pages only.
    pub(crate) fn secure_page(&self, rest: &str) -> String {
        format!("https://{APPLICATION}{}{rest}", self.path)
    }

    /// An address of the web server in front.
    pub(crate) fn url(&self, path: &str) -> String {
        self.nginx.url(path)
    }

    /// An address of the binary itself, which believes its loopback peers.
    pub(crate) fn behind(&self, path: &str) -> String {
        self.portal.url(path)
    }

    /// An address of the emulator.
    pub(crate) fn emulator(&self, path: &str) -> String {
        format!("{}{path}", self.emulator.url())
    }

    /// From now on the browser is that visitor; an id that is none of theirs is nobody.
    pub(crate) async fn sign_in(&self, browser: &Browser, id: &str) {
        let cookie = json!({ "name": "who", "value": id, "url": self.url("/") });
        browser.cdp("Network.setCookie", cookie).await;
        let cookie = json!({ "name": "who", "value": id, "url": format!("https://{APPLICATION}/") });
        browser.cdp("Network.setCookie", cookie).await;
    }

    /// ProAbono's API cannot be reached any more; its hosted pages can.
    pub(crate) async fn api_goes(&mut self) {
        self.api.close().await;
    }

    /// It can be reached again.
    pub(crate) fn api_comes_back(&mut self) {
        self.api.open();
    }

    /// A rule by which the emulator fails.
    pub(crate) async fn fault(&self, rule: &Value) {
        let json = [("content-type", "application/json")];
        let answer = post(&self.emulator("/_emulator/faults"), &json, rule.to_string()).await;
        answer.assert_status(201);
    }

    /// The sum of all counters whose line starts like that.
    pub(crate) async fn count(&self, start: &str) -> usize {
        let text = self.metrics().await;
        let lines = text.lines().filter(|line| line.starts_with(start));
        lines
            .filter_map(|line| line.rsplit(' ').next()?.parse::<usize>().ok())
            .sum()
    }

    /// All metrics.
    pub(crate) async fn metrics(&self) -> String {
        get(&format!("http://{}/metrics", loopback(self.operations)))
            .await
            .body
    }

    /// What the binary wrote so far.
    pub(crate) fn log(&self) -> String {
        self.portal.output()
    }
}
