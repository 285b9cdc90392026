//! Behind nginx: under a prefix, at the root, and under a path that the proxy takes away.

use fantoccini::Locator;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::{SOON, assert_quiet, click, status, wait_for_frame_text};

#[tokio::test]
async fn under_a_prefix_everything_works_with_and_without_a_slash() {
    let options = SiteOptions {
        path: "/billing/Subscriptions",
        ..SiteOptions::default()
    };
    works(options, &["", "/"]).await;
}

#[tokio::test]
async fn at_the_root_everything_works() {
    let options = SiteOptions {
        path: "",
        ..SiteOptions::default()
    };
    works(options, &["", "/"]).await;
}

#[tokio::test]
async fn under_a_path_that_the_proxy_rewrites_everything_works() {
    let options = SiteOptions {
        path: "/portal",
        rewritten: true,
        ..SiteOptions::default()
    };
    works(options, &["", "/"]).await;
}

async fn works(options: SiteOptions, endings: &[&str]) {
    let options = options.with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s");
    let mut site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for ending in endings {
        browser.responses().await;
        browser.goto(&site.page(ending)).await;
        assert_eq!(status(&browser).await, 200, "{ending:?}");
        assert!(browser.frame_text().await.contains("Plan Pro"), "{ending:?}");
        everything_was_found(&site, &browser).await;
        browser.goto(&site.page(&format!("{ending}?crylk=x&a=b"))).await;
        let address = browser.eval("location.href").await.to_string();
        assert!(
            address.ends_with("?a=b\"") && !address.contains("crylk"),
            "{address}"
        );
        assert_quiet(&browser).await;
    }

    // The pages below and around have the style too, and the way on leads to the page.
    for below in ["/nothing", "/static/nothing.css"] {
        browser.goto(&site.page(below)).await;
        assert_eq!(status(&browser).await, 404, "{below}");
        let styled = "getComputedStyle(document.querySelector('.bar')).position === 'sticky'";
        assert_eq!(browser.eval(styled).await, true, "{below}");
    }
    site.api_goes().await;
    site.sign_in(&browser, "bruno").await;
    browser.goto(&site.page("")).await;
    assert_eq!(status(&browser).await, 503);
    let retry = browser.eval("document.querySelector('a.button').href").await;
    let home = if site.page("").ends_with("0.1") {
        site.page("/")
    } else {
        site.page("")
    };
    assert_eq!(
        retry.as_str().map(|url| url.trim_end_matches('/')),
        Some(home.trim_end_matches('/'))
    );
    site.api_comes_back();
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    click(&browser, Locator::Css("a.button")).await;
    browser.wait_until("document.querySelector('iframe')", SOON).await;
    assert_eq!(status(&browser).await, 200);
    wait_for_frame_text(&browser, "Choose your plan").await;
}

/// Every answer to the page and its parts was 200 (or the proxy's own redirect), and every address in it leads somewhere.
async fn everything_was_found(site: &Site, browser: &Browser) {
    let responses = browser.responses().await;
    let ours = site.url("/");
    let parts = responses.iter().filter(|(_, url)| url.starts_with(&ours)).count();
    assert!(parts >= 3, "page, style, script: {responses:?}");
    assert!(responses.iter().all(|(status, _)| *status < 400), "{responses:?}");
    let linked = "Promise.all([...document.querySelectorAll('link[href], script[src], a[href]')]
        .map(element => element.href || element.src).filter(url => url.startsWith(location.origin) && !/as=tab|pdf$/.test(url))
        .map(url => fetch(url).then(answer => [answer.status, url])))";
    let linked = browser.eval(linked).await;
    let linked = linked.as_array().expect("the addresses");
    assert!(linked.len() >= 3, "{linked:?}");
    assert!(linked.iter().all(|pair| pair[0] == 200), "{linked:?}");
    let below = site.page("/static/");
    let files = linked
        .iter()
        .filter(|pair| pair[1].as_str().is_some_and(|url| url.starts_with(&below)));
    assert_eq!(files.count(), 5, "icon, style and three scripts: {linked:?}");
}
