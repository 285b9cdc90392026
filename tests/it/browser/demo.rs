//! The demonstration, as a newcomer walks through it.

use std::path::Path;

use fantoccini::Locator;
use serde_json::Value;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::demo::Demo;

use super::emulated::says;
use super::look::assert_reads_well;
use super::{
    SOON, assert_quiet, click, click_in_frame, follow_mail, has_notice, sign_out, status, text,
    wait_for_frame_text, wait_for_return,
};

async fn start(arguments: &[&str]) -> (Demo, Browser) {
    let demo = Demo::start(arguments).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    (demo, browser)
}

/// Signs in by the button of that person.
async fn sign_in(demo: &Demo, browser: &Browser, id: &str) {
    browser.goto(&format!("{}/login", demo.page)).await;
    click(browser, Locator::Css(&format!("button[value='{id}']"))).await;
    browser
        .wait_until(&format!("location.href === '{}'", demo.page), SOON)
        .await;
}

#[tokio::test]
async fn each_sample_user_sees_their_own_story() {
    let (demo, browser) = start(&[]).await;
    let stories = [
        ("alice", "Plan Pro", "en"),
        ("bruno", "Choose your plan", "de"),
        ("chloe", "is overdue", "fr"),
        ("eve", "Choose your plan", "en"),
    ];
    for (id, story, language) in stories {
        sign_in(&demo, &browser, id).await;
        let inside = browser.frame_text().await;
        assert!(says(&inside, story), "{id}: {inside}");
        let source = browser.frame_src().await.unwrap_or_default();
        assert!(
            source.starts_with(&format!("{}/portal/", demo.emulator)),
            "{source}"
        );
        assert_eq!(
            browser.eval("document.documentElement.lang").await,
            language,
            "{id}"
        );
        assert_quiet(&browser).await;
    }
    browser.screenshot("demo-eve").await;

    sign_in(&demo, &browser, "dmitri").await;
    assert_eq!(status(&browser).await, 403);
    let words = text(&browser).await;
    assert!(
        words.contains("on hold") && words.contains("Dmitri Petrov"),
        "{words}"
    );
    assert_eq!(browser.frame_src().await, None);
}

/// The pictures of the README. `tests/pictures` takes them anew; otherwise they only have to be there, in their sizes.
#[tokio::test]
async fn the_readme_shows_the_page_as_it_is_wide_and_on_a_phone() {
    let (demo, browser) = start(&["--widget=off"]).await;
    for (name, user, window, dark) in [
        ("page", "alice", (1200, 800), false),
        ("phone-dark", "alice", (390, 700), true),
        ("phone-overdue", "chloe", (390, 700), false),
    ] {
        browser.look(window, dark).await;
        sign_in(&demo, &browser, user).await;
        browser
            .wait_until("document.querySelector('#status .chip')", SOON)
            .await;
        browser
            .wait_until("document.readyState === 'complete'", SOON)
            .await;
        let taken = browser.screenshot(&format!("readme-{name}")).await;
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/images/{name}.png"));
        if std::env::var("PORTAL_TESTS_WRITE").is_ok_and(|value| value == "1") {
            std::fs::copy(&taken, &kept).expect("the folder of the pictures");
        }
        let picture = std::fs::read(&kept).expect("a picture, which tests/pictures takes");
        assert_eq!(size(&picture), size(&std::fs::read(&taken).expect("the picture")));
        let readme = include_str!("../../../README.md");
        assert!(readme.contains(&format!("docs/images/{name}.png")), "{name}");
    }
}

/// The width and height of a PNG, from its first chunk.
fn size(picture: &[u8]) -> (u32, u32) {
    assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n", "not a PNG");
    let number = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

#[tokio::test]
async fn the_overdue_invoice_is_paid_in_the_frame() {
    let (demo, browser) = start(&[]).await;
    sign_in(&demo, &browser, "chloe").await;
    click_in_frame(&browser, ".notice a.button").await;
    wait_for_frame_text(&browser, "Pay invoice").await;
    browser.screenshot("demo-charge").await;
    click_in_frame(&browser, "form button[type=submit]").await;
    wait_for_return(&browser).await;
    let said = text(&browser).await;
    assert!(said.contains("Votre paiement a été effectué"), "{said}");
    click(&browser, Locator::LinkText("Voir votre abonnement")).await;
    browser
        .wait_until(&format!("location.href === '{}'", demo.page), SOON)
        .await;
    let inside = browser.frame_text().await;
    assert!(
        says(&inside, "Your subscription") && !says(&inside, "is overdue"),
        "{inside}"
    );
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn the_sign_in_is_a_cookie_that_scripts_cannot_read_and_sign_out_ends_it() {
    let (demo, browser) = start(&[]).await;
    browser.goto(&demo.page).await;
    assert_eq!(status(&browser).await, 401);
    assert_eq!(browser.frame_src().await, None);
    click(&browser, Locator::LinkText("Sign in")).await;
    browser
        .wait_until("document.querySelectorAll('button[value]').length === 5", SOON)
        .await;
    browser.screenshot("demo-sign-in-wide").await;
    assert_reads_well(&browser, "the sign-in").await;
    browser.look((320, 640), true).await;
    assert_reads_well(&browser, "the sign-in, narrow and dark").await;
    browser.screenshot("demo-sign-in-narrow-dark").await;
    browser.look((1280, 800), false).await;

    sign_in(&demo, &browser, "alice").await;
    let cookie = session(&browser).await;
    assert_eq!(
        (&cookie["httpOnly"], &cookie["sameSite"]),
        (&true.into(), &"Lax".into()),
        "{cookie}"
    );
    assert_eq!(browser.eval("document.cookie").await, "");
    sign_in(&demo, &browser, "bruno").await;
    assert_ne!(
        session(&browser).await["value"],
        cookie["value"],
        "the key is renewed"
    );

    sign_out(&browser).await;
    browser
        .wait_until("location.pathname.endsWith('/logout')", SOON)
        .await;
    browser.goto(&demo.page).await;
    assert_eq!(status(&browser).await, 401);
    assert!(!demo.output().contains("WARN"), "{}", demo.output());
}

async fn session(browser: &Browser) -> Value {
    let cookies = browser.cdp("Network.getCookies", serde_json::json!({})).await;
    let cookies = cookies["cookies"].as_array().expect("cookies");
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    cookies[0].clone()
}

#[tokio::test]
async fn mailed_links_open_and_hostile_ones_leave_the_home_with_a_notice() {
    let (demo, browser) = start(&[]).await;
    let mails = format!("{}/mails", demo.emulator);
    sign_in(&demo, &browser, "chloe").await;
    let good = [
        ("Bruno Muster: your offer is waiting", "Subscribe to Pro"),
        ("Chloé Dubois: an invoice is overdue", "Pay invoice"),
        ("Another merchant, same host", "Globex"),
    ];
    for (subject, inside) in good {
        follow_mail(&browser, &mails, subject).await;
        assert!(says(&browser.frame_text().await, inside), "{subject}");
        assert!(!has_notice(&browser).await, "{subject}");
        assert_eq!(
            browser.eval("location.href").await,
            demo.page.as_str(),
            "{subject}"
        );
    }
    browser.goto(&mails).await;
    let subjects = browser
        .eval("[...document.querySelectorAll('section[aria-labelledby=hostile] h3')].map(title => title.innerText)")
        .await;
    let subjects: Vec<String> = serde_json::from_value(subjects).expect("the subjects");
    assert!(subjects.len() >= 8, "{subjects:?}");
    for subject in subjects
        .iter()
        .filter(|subject| *subject != "Another merchant, same host")
    {
        follow_mail(&browser, &mails, subject).await;
        assert!(says(&browser.frame_text().await, "is overdue"), "{subject}");
        assert!(has_notice(&browser).await, "{subject}");
        assert_eq!(status(&browser).await, 200, "{subject}");
    }
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn with_the_widget_our_button_opens_it() {
    let (demo, browser) = start(&["--widget=page"]).await;
    sign_in(&demo, &browser, "alice").await;
    let shown = "document.getElementById('open-widget').checkVisibility()";
    browser.wait_until(shown, SOON).await;
    click(&browser, Locator::Id("open-widget")).await;
    let dialog =
        "document.querySelector('proabono-widget').shadowRoot.querySelector('dialog[open] iframe').src";
    let opened = browser.eval(dialog).await.to_string();
    assert!(opened.contains("/widget-home?business_id=1"), "{opened}");
    assert_quiet(&browser).await;
}
