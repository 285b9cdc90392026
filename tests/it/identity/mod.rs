//! Who is asking: the header of a trusted proxy, and everything that only looks like it.

mod hostile;
mod peers;
mod placeholders;
pub(crate) mod proxies;
mod secret;
mod spoof;

use crate::support::raw;
use crate::support::served::Served;

/// The page for a request with those raw header lines.
async fn page(site: &Served, lines: &[&[u8]]) -> String {
    raw::exchange(site.address(), &raw::get("/Subscriptions", lines)).await
}

#[track_caller]
fn assert_signed_in(page: &str, name: &str) {
    assert_eq!(raw::status(page), 200, "{page}");
    assert!(
        page.contains(&format!("<strong><bdi>{name}</bdi></strong>")),
        "{page}"
    );
}

/// A page that asks for a sign-in, or refuses one; nothing was asked of ProAbono.
#[track_caller]
fn assert_nobody(page: &str, status: u16) {
    assert_eq!(raw::status(page), status, "{page}");
    assert!(
        !page.contains("<iframe") && !page.contains("Signed in as"),
        "{page}"
    );
}

#[tokio::test]
async fn the_header_of_a_trusted_proxy_names_the_user() {
    let site = Served::start(&[]);
    let plain = page(&site, &[b"X-Remote-User: alice"]).await;
    assert_signed_in(&plain, "alice");
    let named = [
        b"x-remote-user: alice".as_slice(),
        b"X-REMOTE-NAME: Alice Martin",
        b"X-Remote-Email: alice@acme.example",
        b"X-Remote-Language: fr-CA",
    ];
    let named = page(&site, &named).await;
    assert!(
        named.contains("<strong><bdi>Alice Martin</bdi></strong>"),
        "{named}"
    );
    assert!(named.contains("<html lang=\"fr\""), "{named}");
}

#[tokio::test]
async fn an_empty_or_blank_header_is_nobody() {
    let site = Served::start(&[("page.sign_in_url", "https://app.acme.example/login")]);
    for line in ["X-Remote-User:", "X-Remote-User:    ", "X-Remote-Name: Alice"] {
        let answer = page(&site, &[line.as_bytes()]).await;
        assert_nobody(&answer, 401);
        assert!(answer.contains("https://app.acme.example/login"), "{answer}");
    }
    assert_nobody(&page(&site, &[]).await, 401);
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn an_id_of_500_bytes_is_taken_and_a_longer_one_is_refused() {
    let site = Served::start(&[]);
    let id = |length: usize| format!("X-Remote-User: {}", "u".repeat(length));
    assert_signed_in(&page(&site, &[id(500).as_bytes()]).await, &"u".repeat(500));
    assert_nobody(&page(&site, &[id(501).as_bytes()]).await, 403);
    assert_nobody(&page(&site, &[id(6_000).as_bytes()]).await, 403);
}

#[tokio::test]
async fn an_id_in_any_script_is_taken_as_utf_8() {
    let site = Served::start(&[]);
    for id in ["Chlo\u{e9}", "\u{65e5}\u{672c}\u{8a9e}", "\u{1f98a}"] {
        let line = format!("X-Remote-User: {id}");
        assert_signed_in(&page(&site, &[line.as_bytes()]).await, id);
    }
}

#[tokio::test]
async fn an_id_with_an_odd_space_at_its_end_is_another_user() {
    let site = Served::start(&[]);
    for space in ["\u{a0}", "\u{3000}", "\u{2028}", "\u{200b}"] {
        let line = format!("X-Remote-User: alice{space}");
        let answer = page(&site, &[line.as_bytes()]).await;
        assert_eq!(raw::status(&answer), 200);
        assert!(!answer.contains("\"cust-alice\""), "{space:?} was taken off");
    }
    let plain = page(&site, &[b"X-Remote-User: \t alice \t "]).await;
    assert!(plain.contains("\"cust-alice\""), "{plain}");
}

#[tokio::test]
async fn an_id_with_markup_is_shown_as_text() {
    let site = Served::start(&[]);
    let answer = page(&site, &[b"X-Remote-User: <script>alert(1)</script>"]).await;
    assert_eq!(raw::status(&answer), 200);
    assert!(!answer.contains("<script>alert"), "{answer}");
}

#[tokio::test]
async fn a_detail_that_cannot_be_read_is_left_out_and_the_page_opens() {
    let site = Served::start(&[]);
    let long = format!("X-Remote-Name: {}", "n".repeat(256));
    for line in [
        b"X-Remote-Name: Alic\xe9".as_slice(),
        b"X-Remote-Name: a\tb",
        b"X-Remote-Name: \xc2\x85",
        b"X-Remote-Email: no-address",
        b"X-Remote-Email: a@b\xff",
        b"X-Remote-Email: admin@acme.example@evil.test",
        b"X-Remote-Language: fr;q=0.9",
        b"X-Remote-Language: ../../etc",
        long.as_bytes(),
    ] {
        let answer = page(&site, &[b"X-Remote-User: nora".as_slice(), line]).await;
        assert_signed_in(&answer, "nora");
    }
    let written = site.upstream.written().await;
    assert_eq!(written.len(), 1);
    for detail in ["Name", "Email", "Language"] {
        assert!(written[0].get(detail).is_none(), "{written:?}");
    }
}
