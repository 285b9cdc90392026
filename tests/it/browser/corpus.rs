//! The collections of links in `tests/data/links`, each line through the page, read by the browser itself.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{HOSTED, Site, SiteOptions};
use crate::support::trials::{record, trials};

use super::{assert_quiet, has_notice};

#[derive(Deserialize)]
struct Hostile {
    shape: String,
    value: String,
}

#[derive(Deserialize)]
struct Accepted {
    value: String,
    emitted: String,
}

#[derive(Deserialize)]
struct Asked {
    shape: String,
    query: String,
    expect: String,
    src: Option<String>,
}

fn lines<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let file = format!("{}/tests/data/links/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    let read = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
    text.lines().map(read).collect()
}

/// What the browser makes of an answer. `host` is of the resolved address, as the frame would load it.
#[derive(Debug, Deserialize)]
struct Seen {
    status: u16,
    frames: usize,
    src: String,
    host: String,
    notice: bool,
}

/// Fetches the page with a query and reads it as a document of its own. Six at a time, as browsers do anyway.
const READ: &str = "
  const read = async query => {
    const answer = await fetch(query);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const frames = page.querySelectorAll('iframe, frame, object, embed');
    const frame = frames[0];
    return { status: answer.status, frames: frames.length, src: frame?.getAttribute('src') ?? '',
      host: frame ? new URL(frame.src, location.href).hostname : '', notice: !!page.querySelector('.note:not(.linked)') };
  };
  const seen = new Array(queries.length);
  let next = 0;
  const work = async () => { while (next < queries.length) { const mine = next++; seen[mine] = await read(queries[mine]); } };
  return Promise.all(Array.from({ length: 6 }, work)).then(() => seen);";

async fn read(browser: &Browser, queries: &[String]) -> Vec<Seen> {
    let mut all = Vec::with_capacity(queries.len());
    for piece in queries.chunks(300) {
        let expression = format!("((queries) => {{ {READ} }})({})", json!(piece));
        let seen: Vec<Seen> = serde_json::from_value(browser.eval(&expression).await).expect("what was seen");
        all.extend(seen);
    }
    assert_eq!(all.len(), queries.len());
    all
}

fn crylk(value: &str) -> String {
    let escaped: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    format!("?crylk={escaped}")
}

fn below_domain(host: &str) -> bool {
    host == "proabono.com" || host.ends_with(".proabono.com")
}

/// About that many in the plain run, from the whole list; all of them in the long one.
fn some_of<'a>(all: &'a [Hostile], name: &str, few: usize) -> Vec<&'a Hostile> {
    let count = trials(name, few, all.len());
    all.iter().step_by(all.len() / count).collect()
}

async fn start() -> (Site, Browser) {
    // One home link for the whole test, so that the fallback can be compared as a whole.
    let options = SiteOptions::default().with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "5m");
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    (site, browser)
}

#[tokio::test]
async fn every_hostile_link_leaves_the_frame_on_the_fallback() {
    let (site, browser) = start().await;
    let home = browser.frame_src().await.expect("the home");
    let all: Vec<Hostile> = lines("hostile");
    assert!(all.len() >= 500);
    let hostile = some_of(&all, "hostile links read by the browser", 120);
    let queries: Vec<_> = hostile.iter().map(|line| crylk(&line.value)).collect();
    for (line, seen) in hostile.iter().zip(read(&browser, &queries).await) {
        let fallback = seen.status == 200 && seen.frames == 1 && seen.src == home && seen.notice;
        assert!(fallback, "{}: {:?}: {seen:?}", line.shape, line.value);
    }
    let refused = site.count("portal_link_refusals_total{source=\"crylk\"").await;
    assert_eq!(refused, hostile.len(), "every refusal is counted");
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_browser_that_opens_hostile_links_stays_with_proabono() {
    let (site, browser) = start().await;
    let hostile: Vec<Hostile> = lines("hostile");
    for line in some_of(&hostile, "hostile links opened in the browser", 16) {
        browser.goto(&site.page(&crylk(&line.value))).await;
        let inside = browser.in_frame("return location.href").await;
        let inside = inside.as_str().unwrap_or_default();
        let home = inside.starts_with(&format!("{HOSTED}/portal/"));
        assert!(
            home && has_notice(&browser).await,
            "{}: {:?}: {inside}",
            line.shape,
            line.value
        );
        assert_eq!(browser.eval("location.href").await, site.page(""));
    }
}

#[tokio::test]
async fn every_accepted_link_is_framed_as_written_down_and_leads_to_proabono() {
    let (_site, browser) = start().await;
    let accepted: Vec<Accepted> = lines("accepted");
    let queries: Vec<_> = accepted.iter().map(|line| crylk(&line.value)).collect();
    for (line, seen) in accepted.iter().zip(read(&browser, &queries).await) {
        assert_eq!(
            (seen.status, seen.frames, seen.notice),
            (200, 1, false),
            "{}: {seen:?}",
            line.value
        );
        assert_eq!(seen.src, line.emitted);
        assert!(below_domain(&seen.host), "{}: {seen:?}", line.value);
    }
    let emitted: Vec<_> = accepted.into_iter().map(|line| line.emitted).collect();
    for (link, host) in emitted.iter().zip(browser.hostname_of(&emitted).await) {
        assert!(host.as_deref().is_some_and(below_domain), "{link}: {host:?}");
    }
    record(
        "accepted links read by the browser",
        &format!("{} links", emitted.len()),
    );

    let home = browser.frame_src().await.expect("the home");
    let queries: Vec<Asked> = lines("queries");
    let asked: Vec<_> = queries.iter().map(|line| format!("?{}", line.query)).collect();
    for (line, seen) in queries.iter().zip(read(&browser, &asked).await) {
        let expected = match line.expect.as_str() {
            "framed" => line.src.as_ref().expect("what is framed"),
            _ => &home,
        };
        assert_eq!(
            (seen.status, seen.frames),
            (200, 1),
            "{}: {:?}",
            line.shape,
            line.query
        );
        assert_eq!(&seen.src, expected, "{}: {:?}", line.shape, line.query);
    }
    record(
        "queries read by the browser",
        &format!("{} queries", queries.len()),
    );
    assert_quiet(&browser).await;
}
