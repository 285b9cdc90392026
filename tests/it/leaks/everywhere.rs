//! A canary in each place, looked for in the log, in the metrics and on pages of failure.

use proabono_portal::emulator::Options;
use serde_json::{Value, json};

use super::Watched;
use crate::support::http::{Answer, post};
use crate::support::raw;
use crate::support::served::framed;
use crate::support::upstream::{READ, WRITE, account};
use crate::support::wait::loopback;

/// Part of every canary, and of nothing else.
const CANARY: &str = "Zq7c";

/// Addresses with a canary in what the visitor brings: none of it may show, the frame of the first three apart.
fn addresses() -> Vec<String> {
    let crylk = |value: &str| format!("/Subscriptions?crylk={value}");
    vec![
        crylk("https%3a%2f%2fmon-app.via.proabono.com%2fsubscribe-offer%2fZq7cValid"),
        crylk("https://proabono.com/Zq7cPlain?q=Zq7cQuery"),
        format!("{}&token=Zq7cOther", crylk("https://proabono.com/x")),
        crylk("https%3a%2f%2fevil.test%2fZq7cRefused"),
        crylk("https%3a%2f%2fZq7cUser:Zq7cPass@proabono.com%2f"),
        crylk("https%3a%2f%2fproabono.com%3a8443%2fZq7cPort"),
        crylk("Zq7cNoScheme"),
        crylk("https%3a%2f%2fproabono.com%2fZq7cTwice&crylk=Zq7cTwice"),
        crylk("https%3a%2f%2fproabono.com%2fZq7cMalformed%zz"),
        crylk("https%3a%2f%2fproabono.com%2fZq7cControl%0a%00"),
        crylk("https%253a%252f%252fproabono.com%252fZq7cDoubly"),
        crylk(&format!("https://proabono.com/{}", "Zq7cLong".repeat(1_250))),
        "/Subscriptions?pa_query=Zq7cParameter&token=Zq7cToken&Zq7cName".to_owned(),
        "/Subscriptions?pa_query=Zq7c%3cTag".to_owned() + &"Zq7cLong".repeat(600),
        "/Subscriptions/return?from=Zq7cFrom&outcome=Zq7cOutcome&idc=Zq7c&idsub=Zq7cSub&refo=Zq7cOffer"
            .to_owned(),
        "/Subscriptions/return?status=Zq7cStatus".to_owned(),
        "/Subscriptions/plans?notice=Zq7cNotice".to_owned(),
        "/Subscriptions/invoices/Zq7cInvoice/pay".to_owned(),
        "/Subscriptions/offers?Zq7cQuery".to_owned(),
        "/Subscriptions/Zq7cPath?Zq7cQuery".to_owned(),
        "/Zq7cElsewhere?crylk=https://proabono.com/Zq7cElsewhere".to_owned(),
        "/Subscriptions/static/Zq7cFile.css".to_owned(),
    ]
}

/// Headers with a canary in what a browser or a visitor brings along.
const LINES: [&[u8]; 7] = [
    b"Referer: https://app.acme.example/?crylk=https://proabono.com/Zq7cReferer",
    b"Cookie: session=Zq7cCookie",
    b"User-Agent: Zq7cAgent",
    b"Authorization: Bearer Zq7cBearer",
    b"Origin: https://Zq7cOrigin.test",
    b"X-Forwarded-For: Zq7cForwarded",
    b"Accept-Language: Zq7cLanguage",
];

/// Visits all addresses with all those headers; what may show a canary by right is taken out, the rest returned.
async fn visits(site: &Watched) -> Vec<String> {
    let mut pages = Vec::new();
    for path in addresses() {
        let mut lines = LINES.to_vec();
        lines.push(b"X-Remote-User: alice");
        let answer = raw::exchange(loopback(site.portal.port()), &raw::get(&path, &lines)).await;
        pages.push(without_frame(&answer));
        let anonymous = raw::exchange(loopback(site.portal.port()), &raw::get(&path, &LINES)).await;
        pages.push(anonymous);
    }
    pages
}

/// A page without the link that it frames, in the frame and beside it.
fn without_frame(page: &str) -> String {
    // An opener goes to ProAbono's script, once and nowhere else.
    if let Some((_, rest)) = page.split_once(",\"query\":\"") {
        let opener = rest.split('"').next().expect("the end of the opener");
        assert_eq!(page.matches(opener).count(), 1, "{page}");
        return page.replace(opener, "");
    }
    let Some((_, rest)) = page.split_once("<iframe src=\"") else {
        return page.to_owned();
    };
    let link = rest.split('"').next().expect("the end of the source");
    // A link that an address opens, and the public table, stand beside the frame as well, for a tab of their own.
    let beside = page.contains("class=\"note linked\"") || link.ends_with("/portal-anon");
    assert_eq!(page.matches(link).count(), 1 + usize::from(beside), "{page}");
    page.replace(link, "")
}

/// Visits of users whose details are canaries, and of some who must not be believed.
async fn people(site: &Watched) {
    let details = [
        b"X-Remote-User: Zq7cUser".as_slice(),
        b"X-Remote-Name: Zq7cName",
        b"X-Remote-Email: Zq7c@acme.example",
        b"X-Remote-Language: fr",
    ];
    let twice = [b"X-Remote-User: Zq7cTwo".as_slice(), b"X_Remote_User: Zq7cTwin"];
    let broken = [b"X-Remote-User: Zq7cBroken\xff".as_slice()];
    let long = format!("X-Remote-User: {}", "Zq7cLong".repeat(100));
    for lines in [&details[..], &twice, &broken, &[long.as_bytes()]] {
        for path in ["/Subscriptions", "/Subscriptions?crylk=https://evil.test/"] {
            raw::exchange(loopback(site.portal.port()), &raw::get(path, lines)).await;
        }
    }
}

/// Reports of violations with a canary wherever an address has secrets.
async fn reports(site: &Watched) {
    let url = site.portal.url("/Subscriptions/csp-report?Zq7cQuery");
    let old = |blocked: &str| {
        json!({ "csp-report": {
            "document-uri": "https://a.test/?crylk=Zq7cDocument", "referrer": "Zq7cReferrer",
            "effective-directive": "frame-src",
            "blocked-uri": blocked, "script-sample": "Zq7cSample", "source-file": "https://a.test/Zq7cFile" } })
    };
    let new = json!([{ "type": "csp-violation", "url": "https://a.test/Zq7cPage", "user_agent": "Zq7cAgent", "body": {
        "effectiveDirective": "frame-src", "blockedURL": "https://bank.example/Zq7cPath?Zq7cQuery#Zq7cFragment",
        "documentURL": "https://a.test/?crylk=Zq7cDocument", "sample": "Zq7cSample" } }]);
    let mut bodies: Vec<Value> = [
        "https://bank.example/Zq7cPath?Zq7cQuery",
        "https://Zq7cUser:Zq7cPass@bank.example/",
        "data:text/html,Zq7cData",
        "Zq7c not an address",
        "/Zq7cRelative",
    ]
    .map(old)
    .into();
    bodies.push(new);
    bodies.push(
        json!({ "csp-report": { "effective-directive": "Zq7cDirective frame-src", "blocked-uri": "x" } }),
    );
    for body in bodies {
        post(&url, &[("x-remote-user", "Zq7cUser")], body.to_string())
            .await
            .assert_status(204);
    }
    post(&url, &[], format!("Zq7cNotJson {}", "Zq7c".repeat(10_000)))
        .await
        .assert_status(413);
}

fn with_home(reference: &str, href: &str) -> String {
    json!({ "ReferenceCustomer": reference, "ReferenceSegment": "acme-eur",
        "Links": [{ "rel": "hosted-home", "href": href }] })
    .to_string()
}

/// What the API answers, with a canary in what is secret of it; each for a user of its own.
fn answers() -> Vec<(u16, String)> {
    let home = |number: usize, href: &str| with_home(&format!("cust-user-{number}"), href);
    let message = r#"{"Code":"Error.Api.Other","Message":"Zq7cMessage","Target":"Zq7c target"}"#;
    vec![
        (200, home(0, "https://mon-app.proabono.com/Zq7cHome?Zq7cQuery")),
        (200, home(1, "https://evil.test/Zq7cHome")),
        (200, home(2, "https://proabono.com:8443/Zq7cHome")),
        (200, home(3, "https://Zq7c@proabono.com/")),
        (200, home(4, "http://127.0.0.1/Subscriptions?Zq7cBack")),
        (200, with_home("cust-Zq7cOther", "https://proabono.com/Zq7cOther")),
        (200, "Zq7cNotJson".to_owned()),
        (
            200,
            r#"{"Links":[{"rel":"hosted-home","href":["Zq7cType"]}]}"#.to_owned(),
        ),
        (401, message.to_owned()),
        (403, format!("[{message}]")),
        (422, format!("[{message},{message}]")),
        (400, "<h1>Zq7cHtml</h1>".to_owned()),
        (302, "Zq7cBody".to_owned()),
        (500, message.to_owned()),
    ]
}

/// Visits while the API answers so; the pages, without what they frame.
async fn upstream(site: &Watched) -> Vec<String> {
    let mut pages = Vec::new();
    for (number, (status, body)) in answers().into_iter().enumerate() {
        let headers = json!({ "Location": "https://evil.test/Zq7cLocation", "X-Header": "Zq7cHeader" });
        let fault = json!({ "on": READ, "status": status, "body": body, "headers": headers });
        site.upstream.fault(fault).await;
        let page = site.visit(&format!("user-{number}"), "/Subscriptions").await;
        // The first is framed; for a customer whose link is not, the portal opens in-site.
        assert_eq!(page.status == 200, number <= 4, "{body}");
        pages.push(without_frame(&page.body));
        site.upstream.heal().await;
    }
    for (number, fault) in [
        json!({ "status": 422, "body": r#"[{"Code":"A","Message":"Zq7c"}]"# }),
        json!({ "cut": true }),
    ]
    .into_iter()
    .enumerate()
    {
        let mut rule = fault;
        rule["on"] = json!(WRITE);
        site.upstream.fault(rule).await;
        pages.push(
            site.visit(&format!("newcomer-{number}"), "/Subscriptions")
                .await
                .body,
        );
        site.upstream.heal().await;
    }
    site.upstream.stop().await;
    pages.push(site.visit("nobody", "/Subscriptions?crylk=Zq7cDown").await.body);
    pages
}

#[track_caller]
fn assert_silent(text: &str, what: &str) {
    let lines: Vec<_> = text.lines().filter(|line| line.contains(CANARY)).collect();
    assert!(lines.is_empty(), "{what}:\n{}", lines.join("\n"));
}

/// The sample account under keys that are canaries.
fn secret_account() -> Options {
    Options {
        agent_key: "Zq7cAgentKey".to_owned(),
        api_key: "Zq7cApiKey".to_owned(),
        ..account()
    }
}

async fn everything_at_once(format: &str) {
    let secrets = [
        ("proabono.agent_key", "Zq7cAgentKey"),
        ("proabono.api_key", "Zq7cApiKey"),
        ("proabono.portal_secret", "Zq7cPortalSecret"),
        ("customers.authority", "name, language"),
    ];
    let mut site = Watched::start(secret_account(), format, &secrets).await;
    let mut pages = visits(&site).await;
    people(&site).await;
    reports(&site).await;
    pages.extend(upstream(&site).await);
    for page in &pages {
        assert_silent(page, "a page");
    }
    let metrics = site.metrics().await;
    assert!(metrics.contains("portal_requests_total{"), "{metrics}");
    assert_silent(&metrics, "the metrics");
    let log = site.log().await;
    assert_silent(&log, "the log");
    for (words, least) in [
        ("a link in the address was refused", 9),
        ("a browser blocked something", 5),
        ("the page could not be shown", 10),
        ("called ProAbono", 20),
    ] {
        let count = log.matches(words).count();
        assert!(
            count >= least,
            "{count} lines say {words:?}: the log is not at trace level\n{log}"
        );
    }
}

#[tokio::test]
async fn no_canary_is_found_in_a_log_for_people() {
    everything_at_once("text").await;
}

#[tokio::test]
async fn no_canary_is_found_in_a_log_of_json() {
    everything_at_once("json").await;
}

#[tokio::test]
async fn every_line_of_a_json_log_is_one_object() {
    let mut site = Watched::usual("json").await;
    for path in addresses() {
        site.visit("alice", &path).await;
    }
    let log = site.log().await;
    for line in log.lines() {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(
            line["level"].is_string() && line["timestamp"].is_string(),
            "{line}"
        );
    }
}

#[tokio::test]
async fn a_valid_link_stands_in_the_frame_and_beside_it_and_nowhere_else() {
    let site = Watched::usual("text").await;
    let page: Answer = site.visit("alice", &addresses()[0]).await;
    page.assert_status(200);
    assert_eq!(
        framed(&page),
        "https://mon-app.via.proabono.com/subscribe-offer/Zq7cValid"
    );
    assert_silent(&without_frame(&page.body), "the page");
    for (name, value) in &page.headers {
        assert!(
            !String::from_utf8_lossy(value.as_bytes()).contains(CANARY),
            "{name}"
        );
    }
}
