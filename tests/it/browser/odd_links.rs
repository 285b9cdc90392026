//! The parameter in shapes that forms, mail programs and mischief give it.

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{HOSTED, Site, SiteOptions};

use super::emulated::says;
use super::{assert_quiet, has_notice, mailed, status};

fn escape(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

async fn start() -> (Site, Browser, String) {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.sign_in(&browser, "bruno").await;
    let link = mailed(&site, "Bruno Muster: your offer is waiting").await;
    assert!(link.starts_with(&format!("{HOSTED}/subscribe-offer/")), "{link}");
    (site, browser, link)
}

#[tokio::test]
async fn a_link_that_cannot_be_meant_opens_the_home_with_a_word_about_it() {
    let (site, browser, link) = start().await;
    let escaped = escape(&link);
    let long = escape(&format!("{HOSTED}/subscribe-offer/{}", "a".repeat(10_240)));
    let cases = [
        ("twice", format!("?crylk={escaped}&crylk={escaped}")),
        ("empty", "?crylk=".to_owned()),
        ("without a value", "?crylk".to_owned()),
        ("malformed", format!("?crylk={escaped}%2")),
        ("no UTF-8", format!("?crylk={escaped}%ff")),
        ("10 kB", format!("?crylk={long}")),
        ("encoded twice", format!("?crylk={}", escape(&escaped))),
    ];
    for (name, query) in cases {
        browser.goto(&site.page(&query)).await;
        assert_eq!(status(&browser).await, 200, "{name}");
        assert!(says(&browser.frame_text().await, "Choose your plan"), "{name}");
        assert!(has_notice(&browser).await, "{name}");
        assert_eq!(browser.eval("location.href").await, site.page(""), "{name}");
        assert_quiet(&browser).await;
    }
}

#[tokio::test]
async fn a_link_with_a_fragment_or_an_ampersand_opens_its_page() {
    let (site, browser, link) = start().await;
    let cases = [
        ("as mailed", format!("?crylk={}", escape(&link)), String::new()),
        (
            "a fragment inside",
            format!("?crylk={}", escape(&format!("{link}#pay"))),
            "#pay".to_owned(),
        ),
        (
            "a fragment behind",
            format!("?crylk={}#pay", escape(&link)),
            String::new(),
        ),
        (
            "& inside",
            format!("?crylk={}", escape(&format!("{link}?a=b&c=d"))),
            "?a=b&c=d".to_owned(),
        ),
        (
            "& inside, not escaped",
            format!("?crylk={link}?a=b&c=d"),
            "?a=b".to_owned(),
        ),
    ];
    for (name, query, end) in cases {
        browser.goto(&site.page(&query)).await;
        assert_eq!(status(&browser).await, 200, "{name}");
        assert_eq!(browser.frame_src().await, Some(format!("{link}{end}")), "{name}");
        assert!(says(&browser.frame_text().await, "Subscribe to Pro"), "{name}");
        assert!(!has_notice(&browser).await, "{name}");
        assert_quiet(&browser).await;
        // To another address first: one that differs in its fragment alone would not be loaded.
        browser.goto("about:blank").await;
    }
}
