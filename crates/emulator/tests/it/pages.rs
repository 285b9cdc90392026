//! The hosted pages and the mails: the state behind them is real.

use proabono_emulator::{Catalogue, Options, STORIES};

use super::{Running, SAMPLE_CARD, start, start_with};

/// The first address in a page that starts so.
fn address<'a>(page: &'a str, start: &str) -> &'a str {
    let at = page
        .find(&format!("href=\"{start}"))
        .unwrap_or_else(|| panic!("no {start} in {page}"));
    let rest = &page[at + 6..];
    &rest[..rest.find('"').unwrap()]
}

async fn home(emulator: &Running, reference: &str) -> String {
    let link = emulator.link(reference, "hosted-home").await;
    emulator.page(&link).await
}

#[tokio::test]
async fn after_subscribing_the_home_shows_the_plan() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let before = home(&emulator, "cust-bruno").await;
    assert!(before.contains("Choose your plan"));
    let done = emulator
        .submit(address(&before, "/subscribe-offer/"), SAMPLE_CARD)
        .await;
    assert!(done.contains("Welcome aboard"), "{done}");
    let after = home(&emulator, "cust-bruno").await;
    assert!(
        after.contains("Plan Starter") && after.contains("Card ending in 3700") && after.contains("€10.80")
    );
    let state = emulator.control("state").await;
    let id = emulator.customer("cust-bruno").await["Id"].clone();
    let started =
        |one: &serde_json::Value| one["IdCustomer"] == id && one["StateSubscription"] == "ActiveRunning";
    assert!(state["subscriptions"].as_array().unwrap().iter().any(started));
}

#[tokio::test]
async fn a_form_sent_twice_subscribes_once() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let page = home(&emulator, "cust-bruno").await;
    let form = address(&page, "/subscribe-offer/");
    emulator.submit(form, SAMPLE_CARD).await;
    let again = emulator.submit(form, SAMPLE_CARD).await;
    assert!(again.contains("This is your plan already"));
    assert_eq!(
        emulator.control("state").await["subscriptions"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn changing_the_plan_ends_the_old_subscription() {
    let emulator = start();
    let upgrade = emulator.link("cust-alice", "hosted-collection-upgrade").await;
    let page = emulator.page(&upgrade).await;
    assert!(page.contains("Your plan"));
    let done = emulator.submit(address(&page, "/subscribe-offer/"), "").await;
    assert!(done.contains("Your plan has changed"), "{done}");
    let state = emulator.control("state").await;
    let states: Vec<&str> = state["subscriptions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["StateSubscription"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["EndedUpgrade", "ActiveRunning", "ActiveRunning"]);
}

#[tokio::test]
async fn an_overdue_invoice_is_shown_and_can_be_paid() {
    let emulator = start();
    emulator.speaks("cust-chloe", "en").await;
    let before = home(&emulator, "cust-chloe").await;
    assert!(before.contains("is overdue") && before.contains("Chloé Dubois"));
    let done = emulator
        .submit(address(&before, "/charge-invoice/"), SAMPLE_CARD)
        .await;
    assert!(done.contains("is settled"), "{done}");
    let after = home(&emulator, "cust-chloe").await;
    assert!(!after.contains("overdue") && !after.contains("/charge-invoice/"));
}

#[tokio::test]
async fn a_card_is_registered_and_only_sample_cards_are_taken() {
    let emulator = start();
    emulator.speaks("cust-bruno", "en").await;
    let register = emulator.link("cust-bruno", "hosted-register").await;
    let refused = emulator.submit(&register, "number=4242424242424242").await;
    assert!(refused.contains("not one of the sample cards") && !refused.contains("4242424242424242"));
    let refused = emulator.submit(&register, "number=4202+5602+5602+5603").await;
    assert!(refused.contains("insufficient funds."));
    let saved = emulator.submit(&register, SAMPLE_CARD).await;
    assert!(saved.contains("Payment method saved"));
}

#[tokio::test]
async fn a_finished_workflow_returns_to_the_application_when_it_has_a_return_address() {
    let back = "http://127.0.0.1:8080/Subscriptions/return";
    let emulator = start_with(Options {
        return_url: Some(back.to_owned()),
        ..Options::default()
    });
    let page = home(&emulator, "cust-bruno").await;
    let id = emulator.customer("cust-bruno").await["Id"].to_string();
    let request = emulator
        .client
        .post(emulator.url(address(&page, "/subscribe-offer/")));
    let request = request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(SAMPLE_CARD);
    let answer = request.send().await.unwrap();
    let location = answer.headers()["Location"].to_str().unwrap();
    let expected = format!("{back}?from=subscribe&outcome=paid&idc={id}&refo=offer-starter&idsub=");
    assert!(location.starts_with(&expected), "{location}");
}

#[tokio::test]
async fn every_page_has_a_language_a_title_landmarks_and_nothing_from_elsewhere() {
    let emulator = start();
    let link = |rel| emulator.link("cust-alice", rel);
    let home = link("hosted-home").await;
    let pages = [
        home,
        link("hosted-collection-offers").await,
        link("hosted-register").await,
    ];
    for path in pages
        .iter()
        .map(String::as_str)
        .chain(["/", "/mails", "/portal/nothing", "/nowhere"])
    {
        let answer = emulator.get(path).send().await.unwrap();
        assert!(!answer.headers().contains_key("X-Frame-Options"), "{path}");
        assert!(
            !answer.headers().contains_key("Content-Security-Policy"),
            "{path}"
        );
        let html = answer.text().await.unwrap();
        for part in [
            "<html lang=\"en\" dir=\"ltr\">",
            "<title>",
            "<main>",
            "<h1>",
            "nothing here is real",
            "width=device-width",
        ] {
            assert!(html.contains(part), "{path} lacks {part}");
        }
        for foreign in ["<script", "src=", "@import", "url("] {
            assert!(!html.contains(foreign), "{path} has {foreign}");
        }
    }
    assert_eq!(emulator.get("/favicon.ico").send().await.unwrap().status(), 200);
    assert_eq!(
        emulator
            .client
            .head(emulator.url(&pages[0]))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
}

#[tokio::test]
async fn a_suspended_customers_page_does_not_open() {
    let emulator = start();
    let index = emulator.page("/").await;
    assert!(index.contains("cust-dmitri") && index.contains("Suspended"));
    let widget = "/widget-home?business_id=1&segment_ref=acme-eur&customer_ref=cust-dmitri";
    let path = emulator.get(widget).send().await.unwrap().headers()["Location"]
        .to_str()
        .unwrap()
        .to_owned();
    let answer = emulator.get(&path).send().await.unwrap();
    assert_eq!(answer.status(), 403);
    assert!(answer.text().await.unwrap().contains("Your access is suspended"));
}

#[tokio::test]
async fn what_a_customer_is_called_is_escaped() {
    let emulator = start();
    let mut body = super::newcomer("user-7");
    body["Name"] = "<script>alert(1)</script>".into();
    emulator.write("/v1/Customer", &body).send().await.unwrap();
    assert!(!home(&emulator, "user-7").await.contains("<script"));
}

const PAGE_URL: &str = "http://127.0.0.1:8080/Subscriptions";

/// The targets of the mails of an emulator whose page is at [`PAGE_URL`], and what their links carry of them.
async fn mailed(emulator: &Running) -> (Vec<String>, Vec<String>) {
    let mails = emulator.page("/mails").await;
    let start = format!("href=\"{PAGE_URL}?crylk=");
    let links = mails.split(&start).skip(1);
    let crylks: Vec<String> = links
        .map(|rest| rest[..rest.find('"').unwrap()].to_owned())
        .collect();
    let decoded = |crylk: &String| {
        percent_encoding::percent_decode_str(crylk)
            .decode_utf8_lossy()
            .into_owned()
    };
    (crylks.iter().map(decoded).collect(), crylks)
}

#[tokio::test]
async fn mails_carry_links_that_open_their_page_and_hostile_ones_that_must_not() {
    let emulator = start_with(Options {
        page_url: Some(PAGE_URL.to_owned()),
        ..Options::default()
    });
    emulator.speaks("cust-bruno", "en").await;
    emulator.speaks("cust-chloe", "en").await;
    let (decoded, crylks) = mailed(&emulator).await;
    assert!(
        crylks
            .iter()
            .all(|crylk| !crylk.contains("%3A") && !crylk.contains("%2F")),
        "{crylks:?}"
    );
    let own: Vec<&String> = decoded
        .iter()
        .filter(|url| url.starts_with(&emulator.origin))
        .collect();
    let texts = ["Subscribe to Pro", "Pay invoice", "Your subscription at Globex"];
    for (url, text) in own.iter().zip(texts) {
        assert!(emulator.page(url).await.contains(text), "{text}");
    }
    assert_eq!(own.len(), texts.len());
    for hostile in [
        "https://evilproabono.com/",
        "https://acme-eur.proabono.com@evil",
        "https%3a%2f%2f",
        "javascript:",
    ] {
        assert!(decoded.iter().any(|url| url.starts_with(hostile)), "{hostile}");
    }
}

#[tokio::test]
async fn the_other_merchant_of_the_mails_is_never_the_account_itself() {
    let globex = r#"{ "Name": "Globex", "Features": [], "Offers": [], "Customers": [{ "ReferenceCustomer": "org_1" }] }"#;
    let emulator = start_with(Options {
        page_url: Some(PAGE_URL.to_owned()),
        catalogue: Some(Catalogue::from_json(globex).unwrap()),
        ..Options::default()
    });
    let (targets, _) = mailed(&emulator).await;
    let own = targets.iter().rfind(|url| url.starts_with(&emulator.origin));
    let page = emulator.page(own.unwrap()).await;
    assert!(
        page.contains("Your subscription at Initech") && page.contains("application of Globex"),
        "{page}"
    );
}

#[tokio::test]
async fn mails_use_the_origin_of_hosted_pages_and_do_without_a_page() {
    let hosted_origin = Some("https://acme-eur.proabono.com".to_owned());
    let emulator = start_with(Options {
        hosted_origin,
        ..Options::default()
    });
    let mails = emulator.page("/mails").await;
    assert!(mails.contains("https://acme-eur.proabono.com/charge-invoice/"));
    assert!(!mails.contains("crylk=") && mails.contains("nothing to click"));
}

#[tokio::test]
async fn everybody_but_eve_is_a_customer() {
    let emulator = start();
    for story in STORIES {
        let path = format!("/v1/Customer?ReferenceCustomer=cust-{}", story.id);
        let answer = emulator.read(&path).send().await.unwrap();
        assert_eq!(answer.status(), if story.id == "eve" { 404 } else { 200 });
        if story.id != "eve" {
            let customer = super::json_of(answer).await;
            assert_eq!(customer["Name"], story.name);
            assert_eq!(customer["Email"], story.email);
            assert_eq!(customer["Language"], story.language);
        }
    }
}
