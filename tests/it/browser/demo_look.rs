//! The page of the demonstration where a look is tried.

use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::demo::Demo;

use super::look::assert_reads_well;
use super::{SOON, assert_quiet, click, status, words};

const VIOLET: &str = "rgb(109, 40, 217)";

/// The demonstration with Alice signed in, at the page of the look.
async fn open(options: BrowserOptions) -> (Demo, Browser) {
    let demo = Demo::start(&["--widget=off"]).await;
    let browser = Browser::start(options).await;
    browser.goto(&format!("{}/login", demo.page)).await;
    click(&browser, Locator::Css("button[value='alice']")).await;
    let arrived = format!("location.href === '{}'", demo.page);
    browser.wait_until(&arrived, SOON).await;
    browser.goto(&demo.page.replace("/Subscriptions", "/look")).await;
    (demo, browser)
}

/// Writes into a field, as a developer does.
async fn write(browser: &Browser, field: &str, text: &str) {
    let script = format!(
        "(field => {{ field.value = {}; field.dispatchEvent(new Event('input', {{ bubbles: true }})) }})(document.getElementById('{field}'))",
        json!(text)
    );
    browser.eval(&script).await;
}

/// Waits until that is true of the page in the frame.
async fn shows(browser: &Browser, expression: &str) {
    let expression = format!(
        "(page => page && page.readyState === 'complete' && ({expression}))(document.getElementById('preview').contentDocument)"
    );
    browser.wait_until(&expression, SOON).await;
}

fn colour(selector: &str, property: &str, value: &str) -> String {
    format!("getComputedStyle(page.querySelector('{selector}')).{property} === '{value}'")
}

#[tokio::test]
async fn a_change_shows_at_once_on_the_subscription_page_and_gives_the_settings_to_copy() {
    let (demo, browser) = open(BrowserOptions::default()).await;
    shows(&browser, &colour(".face", "color", "rgb(11, 92, 173)")).await;
    shows(
        &browser,
        "page.querySelector('.who strong').textContent === 'Alice Martin'",
    )
    .await;

    write(&browser, "accent", "#6d28d9").await;
    shows(&browser, &colour(".face", "color", VIOLET)).await;
    write(&browser, "radius", "0").await;
    shows(&browser, &colour("summary", "borderTopLeftRadius", "0px")).await;
    write(&browser, "color_scheme", "dark").await;
    shows(&browser, &colour("body", "backgroundColor", "rgb(18, 22, 27)")).await;
    write(&browser, "color_scheme", "auto").await;
    let sample = words(&browser, "document.querySelector('#samples option').value").await;
    write(&browser, "logo_url", &sample).await;
    shows(&browser, "page.querySelector('img.logo')?.naturalWidth > 0").await;

    let told = words(&browser, "document.getElementById('result').innerText").await;
    assert!(
        told.contains("light #6d28d9") && told.contains("7.10:1"),
        "{told}"
    );
    let copied = words(&browser, "document.getElementById('toml').textContent").await;
    assert_eq!(
        copied,
        format!("[page]\naccent = \"#6d28d9\"\nradius = 0\nlogo_url = \"{sample}\"\n")
    );

    // In a window of its own as well, and it stays until the end.
    browser.goto(&demo.page).await;
    let face = "getComputedStyle(document.querySelector('.face')).color";
    assert_eq!(browser.eval(face).await, VIOLET);
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_as_at_start_and_changes_nothing() {
    let (_demo, browser) = open(BrowserOptions::default()).await;
    for (field, text, sentence) in [
        (
            "accent",
            "#ffcc00",
            "page.accent: links in #ffcc00 cannot be read: the contrast with the light ground #f5f6f8 is 1.39:1",
        ),
        (
            "accent_dark",
            "#0b5cad",
            "page.accent_dark: links in #0b5cad cannot be read",
        ),
        (
            "logo_url",
            "/etc/hostname.svg",
            "page.logo_url: a file is read at start only",
        ),
        ("font", "a;color:red", "page.font: write the names of fonts"),
    ] {
        write(&browser, field, text).await;
        let said = format!(
            "document.getElementById('{field}-fault').innerText.includes({})",
            json!(sentence)
        );
        browser.wait_until(&said, SOON).await;
        let heard = words(&browser, "document.getElementById('said').textContent").await;
        assert!(heard.contains(sentence), "{heard}");
        let marked = "[...document.querySelectorAll('[aria-invalid]')].map(field => field.id)";
        assert_eq!(browser.eval(marked).await, json!([field]));
        assert_eq!(browser.eval("!!document.getElementById('toml')").await, false);
        shows(&browser, &colour(".face", "color", "rgb(11, 92, 173)")).await;
        write(&browser, field, "").await;
        browser
            .wait_until("!document.querySelector('[aria-invalid]')", SOON)
            .await;
    }
}

#[tokio::test]
async fn without_javascript_it_is_a_form() {
    let (_demo, browser) = open(BrowserOptions {
        javascript: false,
        ..BrowserOptions::default()
    })
    .await;
    let fill = async |text: &str| {
        let field = browser
            .client()
            .find(Locator::Id("accent"))
            .await
            .expect("the field");
        field.clear().await.expect("an empty field");
        field.send_keys(text).await.expect("a text in it");
        click(&browser, Locator::Css("#look button.button")).await;
    };
    fill("6d28d9").await;
    shows(&browser, &colour(".face", "color", VIOLET)).await;
    assert_eq!(status(&browser).await, 200);
    fill("#ffcc00").await;
    let refused = "document.getElementById('accent-fault').innerText.startsWith('page.accent: links in #ffcc00 cannot be read')";
    browser.wait_until(refused, SOON).await;
    assert_eq!(status(&browser).await, 422);
    shows(&browser, &colour(".face", "color", VIOLET)).await;
    click(&browser, Locator::Css("button[name='usual']")).await;
    shows(&browser, &colour(".face", "color", "rgb(11, 92, 173)")).await;
}

#[tokio::test]
async fn it_reads_well_wide_and_narrow_light_and_dark() {
    let (_demo, browser) = open(BrowserOptions::default()).await;
    for (name, window, dark) in [
        ("wide", (1280, 900), false),
        ("wide-dark", (1280, 900), true),
        ("narrow", (390, 844), false),
        ("narrow-dark", (320, 640), true),
    ] {
        browser.look(window, dark).await;
        write(&browser, "accent", "#6d28d9").await;
        browser
            .wait_until(
                "!!document.getElementById('toml')?.textContent.includes('6d28d9')",
                SOON,
            )
            .await;
        assert_reads_well(&browser, name).await;
        browser.screenshot(&format!("demo-look-{name}")).await;
        write(&browser, "accent", "#ffcc00").await;
        browser
            .wait_until("!!document.querySelector('[aria-invalid]')", SOON)
            .await;
        assert_reads_well(&browser, &format!("{name}, with a fault")).await;
        browser.screenshot(&format!("demo-look-{name}-fault")).await;
    }
}
