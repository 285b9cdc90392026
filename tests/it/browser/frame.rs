//! What the frame shows: the home of who is signed in, or what a link that ProAbono mailed opens.

use crate::support::browser::BrowserOptions;
use crate::support::site::{HOSTED, Site, SiteOptions};

use super::emulated::says;
use super::{assert_quiet, follow_mail, has_notice, text};

#[tokio::test]
async fn the_frame_shows_the_hosted_home_of_the_signed_in_user() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    let stories = [
        ("alice", "Plan Pro", "Alice Martin"),
        ("bruno", "Choose your plan", "Bruno Muster"),
        ("chloe", "is overdue", "Chloé Dubois"),
    ];
    for (id, story, name) in stories {
        site.sign_in(&browser, id).await;
        browser.goto(&site.page("")).await;
        let source = browser.frame_src().await.expect("a frame");
        assert!(source.starts_with(&format!("{HOSTED}/portal/")), "{source}");
        let inside = browser.frame_text().await;
        assert!(says(&inside, story), "{id}: {inside}");
        assert!(
            !inside.contains(name),
            "the page around it says who is signed in: {inside}"
        );
        assert_eq!(
            browser
                .eval("document.querySelector('.who strong').textContent")
                .await,
            name
        );
        assert_quiet(&browser).await;
    }
}

#[tokio::test]
async fn a_french_visitor_reads_french_whatever_the_browser_prefers() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.sign_in(&browser, "chloe").await;
    browser.goto(&site.page("")).await;
    assert_eq!(browser.eval("document.documentElement.lang").await, "fr");
    assert_eq!(
        browser.eval("document.querySelector('h1').innerText").await,
        "Starter\nPaiement en retard"
    );
    let title = browser
        .eval("document.querySelector('iframe').title")
        .await
        .to_string();
    assert!(title.contains("Votre abonnement"), "{title}");
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_mailed_link_opens_its_page_and_leaves_the_address_bar() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.sign_in(&browser, "bruno").await;
    follow_mail(
        &browser,
        &site.emulator("/mails"),
        "Bruno Muster: your offer is waiting",
    )
    .await;
    let source = browser.frame_src().await.expect("a frame");
    assert!(
        source.starts_with(&format!("{HOSTED}/subscribe-offer/")),
        "{source}"
    );
    assert!(says(&browser.frame_text().await, "Subscribe to Pro"));
    assert!(!has_notice(&browser).await);
    assert_eq!(browser.eval("location.href").await, site.page(""));
    let referrer = browser.in_frame("return document.referrer").await;
    assert_eq!(
        referrer,
        site.url("/"),
        "the frame is told the origin and no more"
    );
    assert_quiet(&browser).await;

    // What was not ours to remove stays, and a reload shows the home.
    browser.goto(&site.page("?a=b&crylk=x&c=d#e")).await;
    assert_eq!(browser.eval("location.href").await, site.page("?a=b&c=d#e"));
    browser.client().refresh().await.expect("a reload");
    assert!(says(&browser.frame_text().await, "Choose your plan"));
    assert!(!has_notice(&browser).await);
}

#[tokio::test]
async fn the_page_of_another_merchant_opens_with_the_signed_in_name_around_it() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.sign_in(&browser, "alice").await;
    follow_mail(&browser, &site.emulator("/mails"), "Another merchant, same host").await;
    assert!(browser.frame_text().await.contains("Globex"));
    assert!(text(&browser).await.contains("Alice Martin"));

    let narrowed = SiteOptions::default().with("PORTAL_FRAME__HOSTS", "acme-eur.via.proabono.com");
    let narrowed = Site::start(narrowed).await;
    follow_mail(
        &browser,
        &narrowed.emulator("/mails"),
        "Another merchant, host of its own",
    )
    .await;
    let source = browser.frame_src().await.expect("a frame");
    assert!(source.starts_with(&format!("{HOSTED}/portal/")), "{source}");
    assert!(has_notice(&browser).await);
}
