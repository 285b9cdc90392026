//! Names and addresses that are made to leave their place stay what they are: data.

use serde_json::json;

use crate::support::browser::BrowserOptions;
use crate::support::site::{Site, SiteOptions, Visitor};

use super::{assert_quiet, words};

fn visitor(id: &'static str, name: &'static str, email: &'static str) -> Visitor {
    Visitor {
        id,
        name,
        email,
        language: "en",
    }
}

fn strangers() -> Vec<Visitor> {
    vec![
        visitor(
            "script",
            "</script><script>window.ran = 1</script>",
            "a@b.example</script><script>window.ran = 1</script>",
        ),
        visitor("comment", "<!--<script>", "a@b.example<!--<script>"),
        visitor(
            "markup",
            "\"><img src=x onerror=\"window.ran=1\"> ' & &amp; &lt; <b>",
            "\"'&<>`@b.example",
        ),
        visitor(
            "breaks",
            "\u{2028}One\u{2028}two\u{2029}three \\u003c \\ end",
            "o\u{2028}ne@b.example",
        ),
        visitor("emoji", "Zoë 👩‍🚀 \u{202e}txt\u{202c} 你好", "zoë👩‍🚀@b.example"),
        visitor("template", "{{ 7 * 7 }} {% raw %}", "{{x}}@b.example"),
    ]
}

#[tokio::test]
async fn names_and_addresses_with_markup_in_them_stay_data() {
    let options = SiteOptions {
        visitors: strangers(),
        ..SiteOptions::default()
    };
    let site = Site::start(options.with("PORTAL_CUSTOMERS__AUTHORITY", "name")).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for stranger in strangers() {
        site.sign_in(&browser, stranger.id).await;
        browser.goto(&site.page("")).await;
        // White space at the ends of a header is not part of it, and the separators count as such.
        let (name, email) = (stranger.name.trim(), stranger.email.trim());
        // ProAbono gets the name as it came; people read it without what turns its direction.
        let read = name.replace(['\u{2028}', '\u{2029}'], " ");
        let read = read.replace(['\u{202e}', '\u{202c}'], "");
        let settings = browser.eval("window.proAbonoSettings").await;
        assert_eq!(settings["customer_name"], json!(name), "{}", stranger.id);
        assert_eq!(settings["customer_email"], json!(email), "{}", stranger.id);
        assert_eq!(settings["customer_ref"], json!(format!("cust-{}", stranger.id)));
        assert_eq!(
            words(&browser, "document.querySelector('.who strong').textContent").await,
            read
        );
        assert_eq!(
            browser.eval("typeof window.ran").await,
            "undefined",
            "{}",
            stranger.id
        );
        assert_eq!(
            browser.eval("document.scripts.length").await,
            4,
            "{}",
            stranger.id
        );
        assert_eq!(
            browser.eval("document.querySelectorAll('.who *').length").await,
            8,
            "{}",
            stranger.id
        );
        assert!(
            browser.frame_text().await.contains("Choose your plan"),
            "{}",
            stranger.id
        );
        assert_quiet(&browser).await;
    }
}
