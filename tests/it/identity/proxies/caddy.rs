//! Caddy, asking an application.

use super::{Front, Recipe, assert_page_of, behind, example, with};
use crate::support::caddy::Caddy;

impl Front for Caddy {
    fn port(&self) -> u16 {
        Self::port(self)
    }

    fn log(&self) -> String {
        Self::log(self)
    }
}

/// The example as it stands, but for the ports and the name of the site.
pub(super) async fn recipe() -> Recipe<Caddy> {
    behind(async |portal: u16, auth: u16| {
        let text = example("Caddyfile");
        let text = with(&text, "127.0.0.1:8080", &format!("127.0.0.1:{portal}"));
        let text = with(&text, "127.0.0.1:3000", &format!("127.0.0.1:{auth}"));
        let listens = |port| with(&text, "\napp.example.com {", &format!("\nhttp://:{port} {{"));
        Caddy::serving(listens).await
    })
    .await
}

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
