//! Paths that a proxy and a server may read differently, through every recipe, with forged headers: an anonymous visitor is
//! never anybody.

use super::echo::Echo;
use super::{Front, assert_no_page, behind, caddy, exchanged, nginx};
use crate::support::auth_service::AuthService;
use crate::support::http::get;
use crate::support::trials::trials;

/// A recipe, by its file.
#[derive(Clone, Copy, Debug)]
enum Make {
    /// A file of nginx, the port of the other service that it asks, and whether names with an underscore are let through.
    Nginx(&'static str, u16, bool),
    Caddy,
    /// The same file, read as a newer version does.
    NewerCaddy,
}

const APPLICATION: u16 = 3000;
const OTHER_PATH: &str = "nginx-other-path.conf";

impl Make {
    async fn front(self, portal: u16, auth: u16) -> Box<dyn Front> {
        match self {
            Self::Nginx(file, service, underscores) => {
                let more = if underscores {
                    "underscores_in_headers on;"
                } else {
                    ""
                };
                Box::new(nginx::front(file, service, more, portal, auth).await)
            }
            Self::Caddy => Box::new(caddy::front(portal, auth).await),
            Self::NewerCaddy => Box::new(caddy::newer(portal, auth).await),
        }
    }

    /// The path of the page in front.
    fn base(self) -> &'static str {
        match self {
            Self::Nginx(OTHER_PATH, ..) => "/account/billing",
            _ => "/Subscriptions",
        }
    }

    /// Tells whether a spelling that no recipe can list arrives. The portal refuses it.
    fn lets_mixed_spellings_through(self) -> bool {
        matches!(self, Self::Nginx(.., true))
    }
}

/// Paths below `{}`, the page.
const TRICKS: [&str; 41] = [
    "{}/restart/..%2fstatic%2fx",
    "{}/restart/..%2Fstatic%2Fx",
    "{}/restart/%2e%2e%2fstatic%2fx",
    "{}/restart/..%252fstatic%252fx",
    "{}/restart/..%5cstatic%5cx",
    "{}/restart/..\\static\\x",
    "{}/restart/x%2f..%2f..%2fstatic%2fx",
    "{}/subscribe/..%2fstatic%2fx",
    "{}/subscriptions/..%2fstatic%2fx",
    "{}/invoices/..%2fstatic%2fx/pay",
    "{}/restart/..;/static/x",
    "{}/restart/..%3b/static/x",
    "{}/restart/1;/../../static/x",
    "{}/static/../restart/1",
    "{}/static/..%2frestart%2f1",
    "{}/static/%2e%2e/plans",
    "{}/static/..;/plans",
    "{}/static/#/../plans",
    "{}/plans#/../static/x",
    "{}/plans?x=/static/",
    "{}/plans;a=b",
    "{};a=b/plans",
    "{}/./plans",
    "{}//plans",
    "/{}/plans",
    "{}//static/../plans",
    "{}%2fplans",
    "{}/PLANS",
    "{}/%70lans",
    "{}/plans%00",
    "{}/return?from=subscribe",
    "{}/standing.json",
    "{}/status",
    "{}/context.json",
    "{}/user.json",
    "{}/fragment",
    "{}/embed.js",
    "{}/embed.js/../plans",
    "{}/restart/..%2fembed.js",
    "http://page.test{}/restart/..%2fstatic%2fx",
    "{}",
];

/// What a visitor may send, the names of a recipe first, then their twins and other letters.
const FORGED: [&str; 21] = [
    "X-Remote-User: mallory",
    "X-Remote-Name: mallory",
    "X-Remote-Email: mallory@evil.test",
    "X-Remote-Language: mallory",
    "X-Portal-Secret: mallory",
    "X_Remote_User: mallory",
    "X_Remote_Name: mallory",
    "X-User-Id: mallory",
    "X_Remote_Email: mallory@evil.test",
    "X_Remote_Language: mallory",
    "X_Portal_Secret: mallory",
    "x-remote-user: mallory",
    "X-REMOTE-USER: mallory",
    "x_remote_user: mallory",
    "X_REMOTE_USER: mallory",
    "X-Remote_User: mallory",
    "X_Remote-User: mallory",
    "X-Auth-Request-User: mallory",
    "Remote-User: mallory",
    "Connection: close, X-Remote-User\r\nX-Remote-User: mallory",
    "X-Remote-User: mallory\r\nX-Remote-User: mallory",
];
/// How many of them are tried in the plain run.
const USUAL: usize = 8;

/// What the service answers for a visitor who is not signed in. The first lets the request go on to the portal.
const ANSWERS: [&str; 3] = ["Cookie: answer=204", "Cookie: answer=200", "Cookie: a=b"];

/// Each path with each header, the portal itself behind the proxy, and no secret that could make up for a header that
/// comes through.
async fn nobody_is_anybody(name: &str, make: Make) {
    let public = format!("https://app.example.com{}", make.base());
    let settings = [("server.public_url", public.as_str())];
    let front = async |portal: u16, auth: u16| make.front(portal, auth).await;
    let recipe = behind(&settings, front).await;
    let port = recipe.front.port();
    let full = TRICKS.len() * FORGED.len() * ANSWERS.len();
    let count = trials(
        &format!("path tricks with forged headers, {name}"),
        TRICKS.len() * USUAL,
        full,
    );
    for case in 0..count {
        let trick = TRICKS[case % TRICKS.len()].replace("{}", make.base());
        let forged = FORGED[case / TRICKS.len() % FORGED.len()];
        let answer = exchanged(
            port,
            &trick,
            &[forged, ANSWERS[case / TRICKS.len() / FORGED.len()]],
        )
        .await;
        assert_no_page(&answer);
        let word = ["mallory", "Signed in as", "customer_ref"]
            .into_iter()
            .find(|word| answer.contains(word));
        assert_eq!(word, None, "{trick}, {forged}: {answer}");
    }
    assert_eq!(recipe.upstream.reads_and_writes().await, (0, 0), "{name}");
    let metrics = get(&format!("http://127.0.0.1:{}/metrics", recipe.operations)).await;
    metrics.assert_status(200).assert_text("portal_requests_total");
    metrics.assert_no_text("outcome=\"user\"");
}

/// Each path with all headers at once, and a server behind the proxy that tells what came through.
async fn nothing_forged_arrives(name: &str, make: Make) {
    let (echo, auth) = (Echo::start(), AuthService::start());
    let front = make.front(echo.port(), auth.port()).await;
    let forged = FORGED.into_iter().filter(|line| !line.starts_with("Connection"));
    let forged: Vec<_> = forged.collect();
    let mut arrived = Vec::new();
    for trick in TRICKS {
        let path = trick.replace("{}", make.base());
        for answer in ANSWERS {
            let heard = exchanged(front.port(), &path, &[&forged, &[answer][..]].concat()).await;
            if !Echo::heard(&heard) {
                continue;
            }
            arrived.push(trick);
            for line in heard.lines().filter(|line| is_of_the_proxy(line, make)) {
                assert!(!line.contains("mallory"), "{name}, {path}: {line} in\n{heard}");
            }
        }
    }
    // The paths that a test is about must arrive, or it could not fail.
    for trick in [TRICKS[0], TRICKS[7], "{}"] {
        assert!(arrived.contains(&trick), "{name}: {trick} did not arrive");
    }
}

/// Tells whether a line of the echo is a header that the portal reads.
fn is_of_the_proxy(line: &str, make: Make) -> bool {
    let Some((name, _)) = line.split_once(": ") else {
        return false;
    };
    let mixed = name.contains('-') && name.contains('_');
    let name = name.replace('_', "-");
    (name.starts_with("x-remote-") || name.starts_with("x-portal-"))
        && !(mixed && make.lets_mixed_spellings_through())
}

/// Both, for each recipe, as a test of its own.
macro_rules! recipes {
    ($($name:ident: $make:expr;)+) => {$(
        mod $name {
            use super::*;

            #[tokio::test]
            async fn an_anonymous_visitor_is_nobody_by_any_path_and_header() {
                nobody_is_anybody(stringify!($name), $make).await;
            }

            #[tokio::test]
            async fn no_forged_header_arrives_by_any_path() {
                nothing_forged_arrives(stringify!($name), $make).await;
            }
        }
    )+};
}

recipes! {
    nginx_same_path: Make::Nginx("nginx-same-path.conf", APPLICATION, false);
    nginx_same_path_with_underscores: Make::Nginx("nginx-same-path.conf", APPLICATION, true);
    nginx_other_path: Make::Nginx(OTHER_PATH, APPLICATION, false);
    nginx_other_path_with_underscores: Make::Nginx(OTHER_PATH, APPLICATION, true);
    nginx_auth_request: Make::Nginx("nginx-auth-request.conf", APPLICATION, true);
    nginx_oauth2_proxy: Make::Nginx("nginx-oauth2-proxy.conf", 4180, true);
    nginx_authelia: Make::Nginx("nginx-authelia.conf", 9091, true);
    nginx_upgrade: Make::Nginx("nginx-upgrade.conf", 8081, true);
    caddyfile: Make::Caddy;
    caddyfile_in_a_newer_version: Make::NewerCaddy;
}
