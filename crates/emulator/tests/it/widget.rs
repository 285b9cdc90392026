//! The floating widget: what its frame opens. The script itself is tested in a browser.

use super::start;

async fn opened(settings: &str) -> (u16, String) {
    let emulator = start();
    let answer = emulator
        .get(&format!("/widget-home?{settings}"))
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    let location = answer
        .headers()
        .get("Location")
        .map(|value| value.to_str().unwrap().to_owned());
    let page = match location {
        Some(path) => emulator.page(&path).await,
        None => answer.text().await.unwrap(),
    };
    (status, page)
}

#[tokio::test]
async fn a_subscribed_customer_sees_the_plan_and_another_the_offers() {
    let (status, page) = opened("business_id=1&segment_ref=acme-eur&customer_ref=cust-alice").await;
    assert!(status == 303 && page.contains("Plan Pro"));
    let (_, page) =
        opened("business_id=1&segment_ref=acme-eur&customer_ref=cust-bruno&customer_lang=en").await;
    assert!(page.contains("Choose your plan"));
    let (_, page) = opened(
        "business_id=1&segment_ref=acme-eur&customer_ref=cust-bruno&customer_lang=en&offer_ref=offer-pro",
    )
    .await;
    assert!(page.contains("Subscribe to Pro"));
}

#[tokio::test]
async fn an_unknown_customer_is_created_and_an_e_mail_is_never_updated() {
    let emulator = start();
    let account = "/widget-home?business_id=1&segment_ref=acme-eur";
    for (name, email) in [("Eve", "eve@acme.example"), ("Eve+Newman", "other@acme.example")] {
        let path = format!("{account}&customer_ref=cust-eve&customer_name={name}&customer_email={email}");
        emulator.get(&path).send().await.unwrap();
    }
    let eve = emulator.customer("cust-eve").await;
    assert_eq!(eve["Name"], "Eve Newman");
    assert_eq!(eve["Email"], "eve@acme.example");
}

#[tokio::test]
async fn settings_of_another_account_are_refused() {
    for settings in [
        "segment_ref=acme-eur&customer_ref=cust-alice",
        "business_id=2&segment_ref=acme-eur&customer_ref=cust-alice",
        "business_id=1&segment_ref=acme-usd&customer_ref=cust-alice",
        "business_id=1&segment_ref=acme-eur",
        "business_id=1&segment_ref=acme-eur&customer_ref=a%3Bb",
    ] {
        let (status, page) = opened(settings).await;
        assert!(
            status == 400 && page.contains("The widget is not set up"),
            "{settings}"
        );
    }
}

#[tokio::test]
async fn the_script_sets_no_style_attribute() {
    let answer = start().get("/widget.js").send().await.unwrap();
    assert!(
        answer.headers()["Content-Type"]
            .to_str()
            .unwrap()
            .starts_with("text/javascript")
    );
    let script = answer.text().await.unwrap();
    assert!(script.contains("window.ProAbono = { open, start }"));
    assert!(!script.contains("innerHTML") && !script.contains("setAttribute"));
}
