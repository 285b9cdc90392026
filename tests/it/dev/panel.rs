//! The page that shows an integrator what happens.

use reqwest::Method;
use serde_json::Value;

use crate::support::dev::Dev;
use crate::support::http::{Answer, get, post, request, send};

/// The value between two texts.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

/// How the panel's entries tell of the latest visit.
async fn latest(dev: &Dev) -> String {
    let shown = dev.shown().await;
    shown.assert_status(200);
    between(&shown.body, "<li><p><strong>", "</li>")
        .expect("a visit")
        .to_owned()
}

/// Links are used for a second without asking again.
async fn later() {
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
}

#[tokio::test]
async fn it_tells_who_came_which_customer_that_is_what_was_called_and_what_was_opened() {
    let dev = Dev::start(&[
        ("PORTAL_IDENTITY__PROXY__NAME_HEADER", "X-Remote-Name"),
        ("PORTAL_CUSTOMERS__REFERENCE", "org-{id}"),
    ])
    .await;
    dev.shown().await.assert_text("Nobody has come yet");
    let named = request(Method::GET, &format!("{}?plan=secret-plan", dev.page))
        .header("x-remote-user", "42")
        .header("x-remote-name", "Ada & Co");
    send(named).await.assert_status(200);
    let entry = latest(&dev).await;
    for words in [
        "GET /Subscriptions?plan=… → 200",
        "42 (Ada &#38; Co), by proxy</dd>",
        " UTC</span>",
        "org-42 in the segment acme-eur",
        "GET /v1/Customer → 404",
        "POST /v1/Customer → 201",
        "&#34;ReferenceCustomer&#34;: &#34;org-42&#34;",
        "&#34;rel&#34;: &#34;hosted-home&#34;",
    ] {
        assert!(entry.contains(words), "{words:?} is not in {entry}");
    }
    assert!(!entry.contains("secret-plan"), "{entry}");

    // The customer is known now, so it is only read.
    later().await;
    dev.visit("42", "").await.assert_status(200);
    let entry = latest(&dev).await;
    assert!(
        entry.contains("GET /v1/Customer → 200") && !entry.contains("POST"),
        "{entry}"
    );
    assert!(entry.contains("<dd>42, by proxy</dd>"), "{entry}");
}

#[tokio::test]
async fn it_says_how_a_page_of_proabono_was_opened_and_nothing_of_its_address() {
    let dev = Dev::start(&[]).await;
    let framed = "a link in a frame";
    let portal = ("in the page, at the home", "in the page, with an opener");
    for (generation, home, workflow) in [("hosted", framed, framed), ("insite", portal.0, portal.1)] {
        dev.click("set", generation).await.assert_status(303);
        later().await;
        for (below, how) in [
            ("", home),
            ("/fragment", home),
            ("/context.json", home),
            ("/payment-method", workflow),
        ] {
            dev.visit("ada", below).await.assert_status(200);
            let entry = latest(&dev).await;
            let opened = format!("<dt>Opened</dt><dd>{how}</dd>");
            assert!(entry.contains(&opened), "{generation}{below}: {entry}");
        }
    }
    dev.shown().await.assert_no_text("FrameUrl");
}

#[tokio::test]
async fn no_page_of_its_listener_has_the_chat() {
    let dev = Dev::start(&[
        ("PORTAL_CHAT__COMPANY_ID", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("PORTAL_PAGE__HOME_URL", "/home-of-the-application"),
    ])
    .await;
    let chat = "chat-settings";
    dev.visit("ada", "").await.assert_status(200).assert_text(chat);
    let nowhere = get(&format!("{}nowhere", dev.panel)).await;
    nowhere.assert_status(404);
    let refused = dev.click("order", "no-such").await;
    refused.assert_status(403);
    for page in [dev.shown().await, nowhere, refused] {
        page.assert_no_text(chat)
            .assert_no_text("home-of-the-application");
        let policy = page.header("content-security-policy").expect("a policy");
        assert!(!policy.contains("mluvii"), "{policy}");
    }
}

#[tokio::test]
async fn no_page_of_another_origin_frames_what_is_on_its_listener() {
    let application = "http://localhost:3000";
    let dev = Dev::start(&[("PORTAL_HEADERS__FRAME_ANCESTORS", application)]).await;
    let policy = |answer: &Answer| answer.header("content-security-policy");
    let page = policy(&dev.visit("ada", "").await).expect("a policy");
    assert!(page.contains(&format!("frame-ancestors {application}")), "{page}");
    let nowhere = get(&format!("{}nowhere", dev.panel)).await;
    let refused = dev.click("order", "no-such").await;
    for answer in [dev.shown().await, nowhere, refused] {
        let policy = policy(&answer).expect("a policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
}

#[tokio::test]
async fn it_tells_who_was_not_believed_and_which_link_was_not_opened_and_why() {
    let dev = Dev::start(&[]).await;
    get(&dev.page).await.assert_status(401);
    let entry = latest(&dev).await;
    assert!(
        entry.contains("nobody") && entry.contains("Sign in to see your subscription"),
        "{entry}"
    );
    let twice = request(Method::GET, &dev.page)
        .header("x-remote-user", "42")
        .header("x-remote-user", "43");
    send(twice).await.assert_status(403);
    let entry = latest(&dev).await;
    assert!(
        entry.contains("refused, by proxy") && entry.contains("a header of the proxy came twice"),
        "{entry}"
    );
    dev.visit("42", "?crylk=https%3A%2F%2Fevil.test%2Fx")
        .await
        .assert_status(200);
    let entry = latest(&dev).await;
    assert!(
        entry.contains("the host of the link is not ProAbono") && !entry.contains("evil"),
        "{entry}"
    );
}

#[tokio::test]
async fn it_shows_the_calls_of_the_application_itself_and_the_pages_that_were_opened() {
    let dev = Dev::start(&[]).await;
    dev.visit("42", "").await.assert_status(200);
    let own = request(
        Method::GET,
        &format!("{}/v1/Offers?ReferenceSegment=acme-eur", dev.emulator),
    )
    .basic_auth("agent-demo", Some("api-demo"));
    send(own).await.assert_status(200);
    let page = dev.visit("42", "").await;
    let link = between(&page.body, "<iframe src=\"", "\"").expect("a link");
    get(link).await.assert_status(200);
    dev.shown()
        .await
        .assert_text("Other calls, of your own application")
        .assert_text("GET /v1/Offers → 200")
        .assert_text("home <span>cust-42, by link</span>")
        .assert_text("CustomerAdded <span>cust-42, ");
}

#[tokio::test]
async fn no_secret_is_on_it() {
    let dev = Dev::start(&[(
        "PORTAL_WIDGET__SCRIPT_URL",
        "https://widget.proabono.example/w.js",
    )])
    .await;
    let mut secrets = vec![
        "agent-demo".to_owned(),
        "api-demo".to_owned(),
        "portal-secret".to_owned(),
    ];
    for generation in ["hosted", "insite"] {
        dev.click("set", generation).await.assert_status(303);
        later().await;
        for below in ["", "/payment-method", "/plans"] {
            let page = dev.visit("ada", below).await.body;
            secrets.extend(between(&page, "<iframe src=\"", "\"").map(str::to_owned));
            for name in ["hash", "query"] {
                let start = format!("\"{name}\":\"");
                secrets.extend(between(&page, &start, "\"").map(str::to_owned));
            }
        }
    }
    assert!(secrets.len() >= 8, "{secrets:?}");
    let shown = dev.shown().await;
    shown.assert_text("GET /v1/Customer").assert_text("(hidden)");
    for secret in secrets {
        // Of a link, the token at its end is the secret.
        let token = secret.rsplit('/').next().unwrap_or(&secret);
        shown.assert_no_text(token);
    }
}

async fn control(dev: &Dev, name: &str) -> Value {
    let answer = get(&format!("{}/_emulator/{name}", dev.emulator)).await;
    serde_json::from_str(&answer.body).expect("JSON")
}

#[tokio::test]
async fn its_buttons_move_the_clock_fail_the_card_close_the_account_and_begin_anew() {
    let dev = Dev::start(&[]).await;
    dev.visit("ada", "").await.assert_status(200);
    let before = control(&dev, "clock").await["now"].to_string();
    dev.click("clock", "31622400").await.assert_status(303);
    let after = control(&dev, "clock").await["now"].to_string();
    let year = |text: &str| text[1..5].parse::<u32>().expect("a year");
    assert!(year(&after) > year(&before), "{before} {after}");
    later().await;
    dev.visit("ada", "").await.assert_status(200);

    dev.click("set", "failure").await.assert_status(303);
    assert_eq!(control(&dev, "hosted-pages").await["outcome"], "failure");
    dev.shown()
        .await
        .assert_text("value=\"failure\" aria-pressed=\"true\"");

    dev.shown().await.assert_text("value=\"cust-ada\"");
    dev.click("close", "cust-ada").await.assert_status(303);
    later().await;
    dev.visit("ada", "")
        .await
        .assert_status(403)
        .assert_text("on hold");
    dev.shown().await.assert_text("closed: suspended at ProAbono");

    dev.click("order", "reset").await.assert_status(303);
    dev.shown()
        .await
        .assert_text("Nobody has come yet")
        .assert_no_text("cust-ada");
    later().await;
    dev.visit("ada", "").await.assert_status(200);
}

#[tokio::test]
async fn what_no_button_of_it_says_is_refused() {
    let dev = Dev::start(&[]).await;
    for (name, value) in [
        ("set", "no-such"),
        ("clock", "7"),
        ("order", "faults"),
        ("close", ""),
        ("other", "1"),
    ] {
        dev.click(name, value).await.assert_status(403);
    }
    let form = ("content-type", "application/x-www-form-urlencoded");
    let origin = dev.panel.trim_end_matches('/').to_owned();
    for elsewhere in [
        vec![],
        vec![("origin", "https://evil.test")],
        vec![("origin", "http://localhost:1")],
        vec![("origin", "null")],
        vec![("origin", origin.as_str()), ("sec-fetch-site", "same-site")],
    ] {
        let headers = [vec![form], elsewhere].concat();
        post(&dev.panel, &headers, "order=reset").await.assert_status(403);
    }
    for address in [
        format!("{}?order=reset", dev.panel),
        format!("{}_emulator/calls", dev.panel),
    ] {
        get(&address).await.assert_no_header("set-cookie");
    }
    // It is on no listener of the page's.
    for below in ["/dev", "/panel", "/_emulator/calls"] {
        dev.visit("ada", below).await.assert_status(404);
    }
}
