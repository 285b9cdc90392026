//! Caddy, asking an application.

use std::fmt::Write as _;

use super::echo::Echo;
use super::{Front, Recipe, WITH_SECRET, assert_no_page, assert_page_of, behind, example, exchanged, posted};
use crate::support::auth_service::AuthService;
use crate::support::caddy::Caddy;
use crate::support::example::{with, with_ports};
use crate::support::raw;

impl Front for Caddy {
    fn port(&self) -> u16 {
        Self::port(self)
    }

    fn log(&self) -> String {
        Self::log(self)
    }
}

/// The example as it stands, but for the ports and the name of the site.
pub(super) async fn front(portal: u16, auth: u16) -> Caddy {
    started(&example("Caddyfile"), portal, auth).await
}

async fn started(text: &str, portal: u16, auth: u16) -> Caddy {
    let text = with_ports(text, &[(8080, portal), (3000, auth)]);
    let listens = |port| with(&text, "\napp.example.com {", &format!("\nhttp://:{port} {{"));
    Caddy::serving(listens).await
}

pub(super) async fn recipe() -> Recipe<Caddy> {
    behind(&WITH_SECRET, front).await
}

/// `forward_auth` as newer versions write it out, without the fix of GHSA-7r4p-vjf4-gxv4: a header is set when the answer
/// has it, and else left as the visitor sent it.
pub(super) async fn newer(portal: u16, auth: u16) -> Caddy {
    let text = example("Caddyfile");
    let (before, rest) = text.split_once("\t\tforward_auth ").expect("forward_auth");
    let (_, after) = rest.split_once("\n\t\t}\n").expect("its end");
    let mut conditions = String::new();
    for (from, to) in HEADERS {
        let value = format!("{{http.reverse_proxy.header.{from}}}");
        let _ = writeln!(conditions, "\t\t\t\t@{to} not vars {value} \"\"");
        let _ = writeln!(conditions, "\t\t\t\trequest_header @{to} {to} {value}");
    }
    let written_out = format!(
        "\t\treverse_proxy @asked 127.0.0.1:3000 {{\n\t\t\tmethod GET\n\t\t\trewrite /whoami\n\t\t\t@good status 2xx\n\
         \t\t\thandle_response @good {{\n{conditions}\t\t\t}}\n\t\t}}\n"
    );
    started(&format!("{before}{written_out}{after}"), portal, auth).await
}

/// What the answer of the service is called, and what the portal reads.
const HEADERS: [(&str, &str); 4] = [
    ("X-User-Id", "X-Remote-User"),
    ("X-User-Name", "X-Remote-Name"),
    ("X-User-Email", "X-Remote-Email"),
    ("X-User-Language", "X-Remote-Language"),
];

#[tokio::test]
async fn caddy_asks_an_application() {
    let recipe = recipe().await;
    // Its wildcards know every spelling.
    for mixed in [
        "X-Remote_User: mallory",
        "X_REMOTE-USER: mallory",
        "x-Portal_secret: x",
    ] {
        let page = recipe.page(&["Cookie: session=alice", mixed]).await;
        assert_page_of(&page, "alice", "Alice Martin");
    }
    recipe.holds(401).await;
}

#[tokio::test]
async fn a_header_that_the_answer_leaves_out_does_not_come_through_caddy() {
    let (echo, auth) = (Echo::start(), AuthService::start());
    let older = front(echo.port(), auth.port()).await;
    let newer = newer(echo.port(), auth.port()).await;
    for caddy in [&older, &newer] {
        for status in [200, 204] {
            let nobody = format!("Cookie: answer={status}");
            let heard = exchanged(Front::port(caddy), "/Subscriptions", &[&nobody]).await;
            assert!(Echo::heard(&heard) && !heard.contains("x-remote"), "{heard}");
            for (left_out, name) in HEADERS {
                let cookie = format!("Cookie: session=alice; answer={status}; without={left_out}");
                let forged = format!("{name}: mallory");
                let heard = exchanged(Front::port(caddy), "/Subscriptions", &[&cookie, &forged]).await;
                for (_, other) in HEADERS {
                    let came = heard.contains(&format!("{}: ", other.to_lowercase()));
                    assert_eq!(came, other != name, "{other}, {status}: {heard}");
                }
                assert!(!heard.contains("{http") && !heard.contains("mallory"), "{heard}");
            }
        }
        let nobody = exchanged(Front::port(caddy), "/Subscriptions", &[]).await;
        assert_eq!(raw::status(&nobody), 401, "{nobody}");
        assert!(!Echo::heard(&nobody), "{nobody}");
    }
}

#[tokio::test]
async fn a_form_of_a_bank_comes_back_by_get_behind_caddy_whatever_the_answer() {
    let recipe = recipe().await;
    for status in [200, 204, 302, 401, 403] {
        let nobody = format!("Cookie: answer={status}");
        let led = posted(
            recipe.front.port(),
            "/Subscriptions/return?from=subscribe",
            &[&nobody],
        )
        .await;
        assert_eq!(raw::status(&led), 303, "{led}");
        let location = "location: /subscriptions/return?from=subscribe\r\n";
        assert!(led.to_lowercase().contains(location), "{led}");
    }
    let refused = recipe.page(&["Cookie: answer=403"]).await;
    assert_eq!(raw::status(&refused), 403, "{refused}");
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_nobody_behind_caddy_whatever_the_answer() {
    let recipe = recipe().await;
    for status in [200, 204, 401] {
        let nobody = recipe.page(&[&format!("Cookie: answer={status}")]).await;
        assert_eq!(raw::status(&nobody), 401, "{nobody}");
        assert_no_page(&nobody);
    }
    let cookie = "Cookie: session=alice; answer=204; without=X-User-Id";
    let nobody = recipe.page(&[cookie]).await;
    assert_eq!(raw::status(&nobody), 401, "{nobody}");
    assert_no_page(&nobody);
    assert_eq!(recipe.upstream.reads_and_writes().await, (0, 0));
    for (left_out, _) in &HEADERS[1..] {
        let cookie = format!("Cookie: session=alice; answer=204; without={left_out}");
        let page = recipe.page(&[&cookie]).await;
        let name = if *left_out == "X-User-Name" {
            "alice@acme.example"
        } else {
            "Alice Martin"
        };
        assert_page_of(&page, "alice", name);
        assert!(!page.contains("{http"), "{page}");
    }
    assert!(!recipe.upstream.everything().await.contains("{http"));
}
