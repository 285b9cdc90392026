//! The recipes of docs/sign-in/trusted-header.md, in a real nginx and a real Caddy, before the real binary and a service
//! that knows who is signed in.

mod caddy;
mod echo;
mod names;
mod nginx;
mod tricks;
mod turns;

use std::net::SocketAddr;

use crate::support;
use crate::support::auth_service::AuthService;
use crate::support::nginx::Nginx;
use crate::support::portal::PortalProcess;
use crate::support::raw;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{free_port, loopback};

/// What the recipes show in the place of a secret: too short to be one, so that nobody takes it over as it is.
const HINT: &str = "openssl-rand-hex-32";
const SECRET: &str = "Zq7-9c2f7a1e5b8d4036f1a7c3e85d2b6940";

/// A proxy, whatever its make.
trait Front {
    fn port(&self) -> u16;
    fn log(&self) -> String;
}

/// What the recipes show is asked for.
const WITH_SECRET: [(&str, &str); 2] = [
    ("identity.proxy.secret_header", "X-Portal-Secret"),
    ("identity.proxy.secret", SECRET),
];

/// All of it, running.
struct Recipe<F> {
    upstream: Upstream,
    portal: PortalProcess,
    operations: u16,
    service: AuthService,
    front: F,
}

/// The portal with those settings beside the usual ones, and the service; the proxy comes last.
async fn behind<F>(more: &[(&str, &str)], front: impl AsyncFnOnce(u16, u16) -> F) -> Recipe<F> {
    let (upstream, service) = (Upstream::start(account()), AuthService::start());
    let operations = free_port();
    let listen = format!("127.0.0.1:{operations}");
    let mut settings = vec![("log.level", "debug"), ("operations.listen", listen.as_str())];
    settings.extend(more);
    let variables = variables(upstream.origin(), &settings);
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let front = front(portal.port(), service.port()).await;
    Recipe {
        upstream,
        portal,
        operations,
        service,
        front,
    }
}

/// A whole recipe of nginx, running, for a test in a browser.
pub(crate) struct Behind(Recipe<Nginx>);

impl Behind {
    pub(crate) fn port(&self) -> u16 {
        self.0.front.port()
    }
}

/// nginx-auth-request.conf with that in the place of its way to sign in. Pages of that origin may frame the page.
pub(crate) async fn nginx_with(origin: &str, away: &str) -> Behind {
    let text = example("nginx-auth-request.conf");
    let text = support::example::with(&text, "error_page 401 = $portal_nobody;", away);
    let settings = [&WITH_SECRET[..], &[("headers.frame_ancestors", origin)]].concat();
    let front = async |portal: u16, auth: u16| nginx::started(&text, 3000, "", portal, auth).await;
    Behind(behind(&settings, front).await)
}

/// The example with a secret. One of them shows none, since it clears the header everywhere.
fn example(name: &str) -> String {
    support::example::example(name).replace(HINT, SECRET)
}

/// The answer to a GET with those header lines.
async fn exchanged(port: u16, path: &str, lines: &[&str]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| line.as_bytes()).collect();
    raw::exchange(loopback(port), &raw::get(path, &lines)).await
}

/// The answer to a form that a bank's page sends, with those header lines.
async fn posted(port: u16, path: &str, lines: &[&str]) -> String {
    let mut request = format!(
        "POST {path} HTTP/1.1\r\nHost: page.test\r\nConnection: close\r\nOrigin: https://bank.example\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n"
    );
    for line in lines.iter().chain([&"", &"PaRes=abc"]) {
        request += line;
        request += "\r\n";
    }
    raw::exchange(loopback(port), request.trim_end().as_bytes()).await
}

impl<F: Front> Recipe<F> {
    fn address(&self) -> SocketAddr {
        loopback(self.front.port())
    }

    async fn get(&self, path: &str, lines: &[&str]) -> String {
        exchanged(self.front.port(), path, lines).await
    }

    async fn page(&self, lines: &[&str]) -> String {
        self.get("/Subscriptions", lines).await
    }

    /// Everything that holds for every recipe; `away` is what a visitor gets who is not signed in.
    async fn holds(&self, away: u16) {
        self.signed_in_users_see_their_page().await;
        self.strangers_are_sent_away(away).await;
        self.scripts_of_strangers_get_the_answer_of_the_page().await;
        self.forged_headers_are_taken_away(away).await;
        self.forms_of_banks_come_back_by_get(away).await;
        self.nothing_else_is_reachable().await;
        self.without_the_service_there_is_no_page().await;
        let said = format!("{}{}", self.portal.output(), self.front.log());
        assert!(!said.contains(SECRET), "the secret is in a log:\n{said}");
    }

    async fn signed_in_users_see_their_page(&self) {
        for (id, name) in crate::support::auth_service::USERS {
            let cookie = format!("Cookie: session={id}");
            for path in ["/Subscriptions", "/Subscriptions/", "/Subscriptions?a=b"] {
                let page = self.get(path, &[&cookie]).await;
                assert_page_of(&page, id, name);
            }
        }
        let page = self.page(&["Cookie: session=alice"]).await;
        let (_, rest) = page.split_once("href=\"/Subscriptions/static/").expect("a style");
        let file = rest.split('"').next().unwrap_or_default();
        let path = format!("/Subscriptions/static/{file}");
        let style = self.get(&path, &["Cookie: session=alice"]).await;
        assert_eq!(raw::status(&style), 200);
    }

    async fn strangers_are_sent_away(&self, away: u16) {
        self.upstream.forget().await;
        for lines in [&[][..], &["Cookie: session=mallory"], &["Cookie: session="]] {
            let answer = self.page(lines).await;
            assert_eq!(raw::status(&answer), away, "{answer}");
            assert_no_page(&answer);
        }
        assert_eq!(self.upstream.reads_and_writes().await, (0, 0));
    }

    /// The element is for everybody, and a script is told what it can read.
    async fn scripts_of_strangers_get_the_answer_of_the_page(&self) {
        self.upstream.forget().await;
        for lines in [&[][..], &["X-Remote-User: mallory"]] {
            let element = self.get("/Subscriptions/embed.js", lines).await;
            assert_eq!(raw::status(&element), 200, "{element}");
            assert!(element.contains("customElements.define("), "{element}");
            for below in ["user.json", "context.json", "standing.json", "status", "fragment"] {
                let answer = self.get(&format!("/Subscriptions/{below}"), lines).await;
                assert_eq!(raw::status(&answer), 401, "{below}: {answer}");
                let of_the_page = answer.to_lowercase().contains("cache-control: private, no-store");
                assert!(of_the_page, "{below}: {answer}");
                assert_no_page(&answer);
            }
        }
        assert_eq!(self.upstream.reads_and_writes().await, (0, 0));
    }

    async fn forged_headers_are_taken_away(&self, away: u16) {
        for forged in FORGED {
            self.upstream.forget().await;
            let stranger = self.page(&[forged]).await;
            assert_eq!(raw::status(&stranger), away, "{forged}: {stranger}");
            assert_no_page(&stranger);
            assert_eq!(self.upstream.reads_and_writes().await, (0, 0), "{forged}");
            let alice = self.page(&["Cookie: session=alice", forged]).await;
            assert_page_of(&alice, "alice", "Alice Martin");
            assert!(!alice.contains("mallory"), "{forged}: {alice}");
        }
    }

    async fn forms_of_banks_come_back_by_get(&self, away: u16) {
        for (path, location) in RETURNS {
            let answer = posted(self.front.port(), path, &[]).await;
            assert_eq!(raw::status(&answer), 303, "{path}: {answer}");
            let line = format!("\r\nlocation: {}", location.to_lowercase());
            let answer = answer.to_lowercase();
            let found = answer.contains(&format!("{line}\r\n")) || answer.contains(&format!("{line}?\r\n"));
            assert!(found, "{path}: {answer}");
            let page = self.get(location, &["Cookie: session=alice"]).await;
            assert_eq!(raw::status(&page), 200, "{page}");
        }
        let elsewhere = posted(self.front.port(), "/Subscriptions/plans", &[]).await;
        assert_eq!(raw::status(&elsewhere), away, "{elsewhere}");
    }

    async fn nothing_else_is_reachable(&self) {
        for path in ["/metrics", "/healthz", "/Subscriptionsx", "/_who_is_signed_in"] {
            let answer = self.get(path, &["Cookie: session=alice"]).await;
            assert_no_page(&answer);
            assert!(!answer.contains("portal_build_info"), "{path}: {answer}");
        }
    }

    async fn without_the_service_there_is_no_page(&self) {
        self.service.stop().await;
        self.upstream.forget().await;
        for lines in [
            &["Cookie: session=alice"][..],
            &["Cookie: session=alice", "X-Remote-User: mallory"],
            &["X-Remote-User: mallory"],
            &[],
        ] {
            let answer = self.page(lines).await;
            assert!((500..600).contains(&raw::status(&answer)), "{answer}");
            assert_no_page(&answer);
        }
        assert_eq!(self.upstream.reads_and_writes().await, (0, 0));
    }
}

/// The addresses that a bank's form is sent to, and those that a visitor without cookies is led to.
const RETURNS: [(&str, &str); 4] = [
    (
        "/Subscriptions/return?from=subscribe&outcome=paid",
        "/Subscriptions/return?from=subscribe&outcome=paid",
    ),
    ("/Subscriptions/return", "/Subscriptions/return"),
    (
        "/Subscriptions/return/?outcome=pending",
        "/Subscriptions/return?outcome=pending",
    ),
    (
        "//evil.test/../Subscriptions/return?outcome=paid",
        "/Subscriptions/return?outcome=paid",
    ),
];

/// What a visitor may try under the names of the proxy.
const FORGED: [&str; 11] = [
    "X-Remote-User: mallory",
    "x-remote-user: mallory",
    "X_Remote_User: mallory",
    "x_remote_user: mallory",
    "X-Remote-Name: mallory",
    "X_Remote_Name: mallory",
    "X-Remote-Email: mallory@evil.test",
    "X-Remote-Language: mallory",
    "X-Portal-Secret: mallory",
    "X_Portal_Secret: mallory",
    "X-User-Id: mallory",
];

#[track_caller]
fn assert_page_of(page: &str, id: &str, name: &str) {
    assert_eq!(raw::status(page), 200, "{page}");
    assert!(page.contains(&format!("<bdi>{name}</bdi>")), "not {name}: {page}");
    let reference = format!("\"customer_ref\":\"cust-{id}\"");
    assert!(page.contains(&reference), "not {id}: {page}");
}

#[track_caller]
fn assert_no_page(answer: &str) {
    assert_ne!(raw::status(answer) / 100, 0);
    assert!(
        !answer.contains("<iframe") && !answer.contains("customer_ref"),
        "{answer}"
    );
}
