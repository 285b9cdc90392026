//! An operator's whole set-up: the real binary behind a real nginx that names the user, and ProAbono's side of it, the
//! emulator, as `https://….proabono.com` for the browser.

use std::fmt::Write as _;

use actix_web::dev::ServerHandle;
use proabono_portal::emulator::{Emulator, Options};
use serde_json::{Value, json};

use super::browser::{Browser, BrowserOptions};
use super::http::{get, post};
use super::nginx::Nginx;
use super::portal::PortalProcess;
use super::relay::Relay;
use super::tls_front::TlsFront;
use super::wait::{free_port, loopback};

/// Where the emulator's hosted pages are for the browser.
pub(crate) const HOSTED: &str = "https://acme-eur.via.proabono.com";

/// The name of the application's host where it speaks HTTPS.
const APPLICATION: &str = "app.acme.test";

/// A user of the application. An empty detail is not sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Visitor {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) language: &'static str,
}

/// Alice Martin, subscribed, who speaks English.
pub(crate) const ALICE: Visitor = Visitor {
    id: "alice",
    name: "Alice Martin",
    email: "alice@acme.example",
    language: "en",
};
/// Chloé Dubois, who has an overdue invoice and speaks French.
pub(crate) const CHLOE: Visitor = Visitor {
    id: "chloe",
    name: "Chloé Dubois",
    email: "chloe@acme.example",
    language: "fr",
};
/// Bruno, who has no subscription.
pub(crate) const BRUNO: Visitor = Visitor {
    id: "bruno",
    name: "Bruno Muster",
    email: "bruno@acme.example",
    language: "en",
};
/// Dmitri, whom the merchant has suspended.
pub(crate) const DMITRI: Visitor = Visitor {
    id: "dmitri",
    name: "Dmitri Petrov",
    email: "dmitri@acme.example",
    language: "en",
};

/// How the site is set up.
#[derive(Clone, Debug)]
pub(crate) struct SiteOptions {
    /// The path of the page in the browser, without a slash at its end; empty for the root.
    pub(crate) path: &'static str,
    /// The proxy takes the path away, and the page is at the root of its own server.
    pub(crate) rewritten: bool,
    /// Who can be signed in, see [`Site::sign_in`]; the first one is, from the start.
    pub(crate) visitors: Vec<Visitor>,
    /// More variables for the binary.
    pub(crate) settings: Vec<(&'static str, String)>,
    /// More directives for nginx.
    pub(crate) directives: &'static str,
}

impl Default for SiteOptions {
    fn default() -> Self {
        Self {
            path: "/Subscriptions",
            rewritten: false,
            visitors: vec![ALICE, BRUNO, CHLOE, DMITRI],
            settings: Vec::new(),
            directives: "",
        }
    }
}

impl SiteOptions {
    /// The same site with one more variable for the binary.
    pub(crate) fn with(mut self, variable: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((variable, value.into()));
        self
    }
}

/// The running site; all of it stops when dropped.
pub(crate) struct Site {
    path: &'static str,
    emulator: String,
    handle: ServerHandle,
    front: TlsFront,
    secure: TlsFront,
    api: Relay,
    portal: PortalProcess,
    operations: u16,
    nginx: Nginx,
}

impl Drop for Site {
    fn drop(&mut self) {
        // Not awaited: the stop is ordered at the call, the runtime carries it out.
        drop(self.handle.stop(false));
    }
}

impl Site {
    /// Starts everything, with nothing said to the binary but environment variables.
    pub(crate) async fn start(options: SiteOptions) -> Self {
        let (portal_port, operations) = (free_port(), free_port());
        let nginx = Nginx::start(&locations(&options, portal_port)).await;
        let page = nginx.url(options.path);
        let mut emulator = Emulator::bind(Options {
            hosted_origin: Some(HOSTED.to_owned()),
            ..Options::default()
        })
        .expect("the emulator");
        emulator.page_url(page.clone());
        let (address, origin) = (emulator.addr(), emulator.origin());
        let server = emulator.run();
        let handle = server.handle();
        tokio::spawn(server);
        let api = Relay::start(address).await;
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
        variables.extend(options.settings);
        let variables: Vec<_> = variables
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let portal = PortalProcess::start(&variables, &["serve"]).await;
        Self {
            path: options.path,
            emulator: origin,
            handle,
            front,
            secure,
            api,
            portal,
            operations,
            nginx,
        }
    }

    /// A browser for which ProAbono's names lead to the emulator, and [`APPLICATION`] to the web server in front.
    pub(crate) async fn browser(&self, mut options: BrowserOptions) -> Browser {
        options.tls_port = Some(self.front.port());
        options.hosts.push((APPLICATION, self.secure.port()));
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
        format!("{}{path}", self.emulator)
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
    pub(crate) async fn api_comes_back(&mut self) {
        self.api.open().await;
    }

    /// A rule by which the emulator fails.
    pub(crate) async fn fault(&self, rule: &Value) {
        let json = [("content-type", "application/json")];
        let answer = post(&self.emulator("/_emulator/faults"), &json, rule.to_string()).await;
        answer.assert_status(201);
    }

    /// The sum of all samples of a metric whose line starts like that.
    pub(crate) async fn metric(&self, start: &str) -> f64 {
        let text = self.metrics().await;
        let lines = text.lines().filter(|line| line.starts_with(start));
        lines
            .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
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

fn account(api: u16) -> Vec<(&'static str, String)> {
    [
        ("PROABONO_API_BASE", format!("http://{}", loopback(api)).as_str()),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
        ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
        ("PORTAL_IDENTITY__PROXY__NAME_HEADER", "X-Remote-Name"),
        ("PORTAL_IDENTITY__PROXY__EMAIL_HEADER", "X-Remote-Email"),
        ("PORTAL_IDENTITY__PROXY__LANGUAGE_HEADER", "X-Remote-Language"),
        ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}

/// nginx knows its users by a cookie, as if it had signed them in, and lets no visitor name one by a header.
fn locations(options: &SiteOptions, portal: u16) -> String {
    let mut text = String::from("large_client_header_buffers 8 64k;\n");
    for name in DETAILS {
        let _ = writeln!(text, "set ${name} \"\";");
    }
    for (index, visitor) in options.visitors.iter().enumerate() {
        let values = [visitor.id, visitor.name, visitor.email, visitor.language];
        for (name, value) in DETAILS.iter().zip(values) {
            let value = quoted(value);
            let _ = writeln!(
                text,
                "if ($cookie_who = \"{}\") {{ set ${name} {value}; }}",
                visitor.id
            );
            if index == 0 {
                let _ = writeln!(text, "if ($cookie_who = \"\") {{ set ${name} {value}; }}");
            }
        }
    }
    let (location, root) = match (options.path, options.rewritten) {
        ("", _) => ("/".to_owned(), ""),
        (path, false) => (path.to_owned(), ""),
        (path, true) => (format!("{path}/"), "/"),
    };
    let _ = writeln!(
        text,
        "location {location} {{\nproxy_pass http://{}{root};",
        loopback(portal)
    );
    let _ = writeln!(text, "proxy_set_header Host $http_host;\n{}", options.directives);
    for (name, header) in DETAILS.iter().zip(["User", "Name", "Email", "Language"]) {
        let _ = writeln!(text, "proxy_set_header X-Remote-{header} ${name};");
        let _ = writeln!(text, "proxy_set_header X_Remote_{header} \"\";");
    }
    text + "}"
}

const DETAILS: [&str; 4] = ["user_id", "user_name", "user_email", "user_language"];

fn quoted(text: &str) -> String {
    assert!(!text.contains('$'), "nginx would read a variable in {text:?}");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
