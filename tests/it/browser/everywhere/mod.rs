//! Every page in a pseudo-locale, from right to left, on the narrowest screen, zoomed in and with large text, in both schemes.

mod pseudo;
mod states;

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::trials::trials;

use super::look::faults;
use super::{assert_quiet, words};
use pseudo::Tongue;
use states::{OVERVIEWS, STATES, State};

/// The screen of a visitor, and how large they make the page on it.
#[derive(Clone, Copy)]
struct Look {
    name: &'static str,
    /// In pixels of the screen.
    screen: (u32, u32),
    zoom: u32,
    /// The size of plain text that the visitor has set in the browser, in pixels.
    text: u32,
}

const PLAIN: u32 = 16;
const LARGE: u32 = 32;
const LARGEST_ZOOM: Look = look("zoom-400", (1280, 1024), 4, PLAIN);
const LOOKS: [Look; 7] = [
    look("wide", (1280, 800), 1, PLAIN),
    look("phone", (390, 844), 1, PLAIN),
    look("narrow", (320, 640), 1, PLAIN),
    look("zoom-200", (1280, 800), 2, PLAIN),
    look("text-200", (1280, 800), 1, LARGE),
    look("text-200-phone", (390, 844), 1, LARGE),
    LARGEST_ZOOM,
];

const fn look(name: &'static str, screen: (u32, u32), zoom: u32, text: u32) -> Look {
    Look {
        name,
        screen,
        zoom,
        text,
    }
}

impl Look {
    async fn put_on(self, browser: &Browser, dark: bool) {
        browser.look(self.screen, dark).await;
        browser.zoom(self.screen, self.zoom).await;
        browser.text_size(self.text).await;
    }
}

/// A page that does not know its visitor speaks the language of the browser.
fn speaking(tongue: Tongue) -> BrowserOptions {
    BrowserOptions {
        language: tongue.tag(),
        ..BrowserOptions::default()
    }
}

/// Looks at the pages in that language: in each look, or in one of them in turn.
async fn walk(tongue: Tongue, home: &str, states: &[State]) {
    let (site, _texts) = states::start(tongue, home).await;
    let browser = site.browser(speaking(tongue)).await;
    let looks: Vec<_> = LOOKS
        .into_iter()
        .flat_map(|look| [(look, false), (look, true)])
        .collect();
    let each = trials(
        &format!("looks at each page, {home}, {}", tongue.tag()),
        1,
        looks.len(),
    );
    let mut all = Vec::new();
    for (number, state) in states.iter().enumerate() {
        states::open(&site, &browser, state).await;
        // The steps of three come to every look before they come to one again.
        for (look, dark) in looks.iter().cycle().skip(3 * number).take(each) {
            look.put_on(&browser, *dark).await;
            let scheme = if *dark { "dark" } else { "light" };
            let name = format!("{}-{}-{}-{scheme}", tongue.tag(), state.name, look.name);
            browser.screenshot(&name).await;
            let mut found = faults(&browser).await;
            let covered = browser.eval(COVERED).await;
            if covered != json!([]) {
                found.push(format!("something lies above it: {covered}"));
            }
            found.extend(pseudo::untranslated(&browser, tongue).await);
            all.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
        }
        LOOKS[0].put_on(&browser, false).await;
        assert_quiet_but_for_the_status(&browser, state).await;
    }
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

/// A page that is a refusal is a line in the console, and nothing else is.
async fn assert_quiet_but_for_the_status(browser: &Browser, state: &State) {
    if state.refused {
        browser.console().await;
    }
    assert_quiet(browser).await;
}

#[tokio::test]
async fn in_english() {
    walk(Tongue::English, "portal", &STATES).await;
}

#[tokio::test]
async fn in_the_pseudo_locale() {
    walk(Tongue::Pseudo, "portal", &STATES).await;
}

#[tokio::test]
async fn from_right_to_left() {
    walk(Tongue::RightToLeft, "portal", &STATES).await;
}

#[tokio::test]
async fn the_overview() {
    let tongues = [Tongue::Pseudo, Tongue::RightToLeft, Tongue::English];
    for tongue in tongues
        .into_iter()
        .take(trials("languages of the overview", 1, tongues.len()))
    {
        walk(tongue, "overview", &OVERVIEWS).await;
    }
}

/// What is to be chosen from an open menu, and lies beneath something else.
const COVERED: &str =
    "[...document.querySelectorAll('details[open] .sheet :is(a, button)')].filter(choice => {
    const box = choice.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return y < innerHeight && !choice.contains(document.elementFromPoint(x, y));
  }).map(choice => choice.innerText)";

/// What of the status row is not in the first screen, or beneath something else.
const OUT_OF_SIGHT: &str = "['#title', '#status .fact', '#status .act a'].filter(part => {
    const element = document.querySelector(part);
    const box = element.getBoundingClientRect();
    const seen = [[box.left + 4, box.top + 4], [box.left + 4, box.bottom - 4]].every(([x, y]) =>
      element.contains(document.elementFromPoint(x, y)));
    return box.bottom > innerHeight || !seen;
  })";

#[tokio::test]
async fn at_the_largest_zoom_the_plan_the_debt_and_the_action_stand_in_the_first_screen() {
    let tongues = [
        Tongue::Pseudo,
        Tongue::RightToLeft,
        Tongue::BuiltIn("de"),
        Tongue::BuiltIn("fr"),
        Tongue::BuiltIn("es"),
        Tongue::BuiltIn("it"),
        Tongue::BuiltIn("nl"),
        Tongue::BuiltIn("pt"),
        Tongue::English,
    ];
    for tongue in tongues
        .into_iter()
        .take(trials("languages at the largest zoom", 1, tongues.len()))
    {
        let (site, _texts) = states::start(tongue, "portal").await;
        let browser = site.browser(speaking(tongue)).await;
        LARGEST_ZOOM.put_on(&browser, false).await;
        for user in ["chloe", "pia"] {
            states::open(&site, &browser, &states::of(user)).await;
            let said = words(&browser, "document.getElementById('status').innerText").await;
            browser
                .eval("document.getElementById('open-widget').hidden = false")
                .await;
            browser
                .screenshot(&format!("first-screen-{}-{user}", tongue.tag()))
                .await;
            let missing = browser.eval(OUT_OF_SIGHT).await;
            assert_eq!(missing, json!([]), "{}, {user}: {said}", tongue.tag());
        }
        assert_eq!(browser.eval("[innerWidth, innerHeight]").await, json!([320, 256]));
    }
}
