//! nginx, asking an application, oauth2-proxy or Authelia.

use super::{Front, Recipe, WITH_SECRET, behind, example};
use crate::support::example::{with, with_ports};
use crate::support::nginx::Nginx;

impl Front for Nginx {
    fn port(&self) -> u16 {
        Self::port(self)
    }

    fn log(&self) -> String {
        self.errors()
    }
}

/// An example as it stands, but for the ports and the certificate. Some are a whole file, some stand in a `server` block.
pub(super) async fn front(name: &str, service: u16, more: &str, portal: u16, auth: u16) -> Nginx {
    started(&example(name), service, more, portal, auth).await
}

/// The same with the text of an example.
pub(super) async fn started(text: &str, service: u16, more: &str, portal: u16, auth: u16) -> Nginx {
    let text = with_ports(text, &[(8080, portal), (service, auth)]);
    if !text.contains("server {\n    listen") {
        return Nginx::start(&format!("{more}\n{text}")).await;
    }
    let kept = text.lines().filter(|line| !line.contains("ssl_certificate"));
    let text = kept.collect::<Vec<_>>().join("\n") + "\n";
    let listens = |port| {
        let listen = format!("listen 127.0.0.1:{port};\n{more}");
        with(&text, "listen 443 ssl;", &listen)
    };
    Nginx::serving(listens).await
}

pub(super) async fn recipe(name: &str, service: u16, more: &str) -> Recipe<Nginx> {
    behind(&WITH_SECRET, async |portal: u16, auth: u16| {
        front(name, service, more, portal, auth).await
    })
    .await
}

const APPLICATION: u16 = 3000;

#[tokio::test]
async fn nginx_asks_an_application() {
    let recipe = recipe("nginx-auth-request.conf", APPLICATION, "").await;
    let sent_away = recipe.page(&[]).await;
    assert!(
        sent_away.contains("\r\nLocation: /login?next=/Subscriptions\r\n"),
        "{sent_away}"
    );
    recipe.holds(302).await;
}

#[tokio::test]
async fn nginx_that_lets_underscores_through_asks_an_application() {
    let through = "underscores_in_headers on;";
    let recipe = recipe("nginx-auth-request.conf", APPLICATION, through).await;
    // A spelling that no recipe can list may reach the portal, which then refuses it.
    let mixed = recipe
        .page(&["Cookie: session=alice", "X-Remote_User: mallory"])
        .await;
    assert_eq!(crate::support::raw::status(&mixed), 403, "{mixed}");
    recipe.holds(302).await;
}

#[tokio::test]
async fn nginx_asks_oauth2_proxy() {
    let recipe = recipe("nginx-oauth2-proxy.conf", 4180, "").await;
    let sent_away = recipe.page(&[]).await;
    assert!(
        sent_away.contains("\r\nLocation: /oauth2/start?rd=/Subscriptions\r\n"),
        "{sent_away}"
    );
    recipe.holds(302).await;
}

#[tokio::test]
async fn nginx_asks_authelia() {
    let recipe = recipe("nginx-authelia.conf", 9091, "").await;
    let sent_away = recipe.page(&[]).await;
    assert!(
        sent_away.contains("\r\nLocation: https://auth.example.com/?rd="),
        "{sent_away}"
    );
    recipe.holds(302).await;
}
