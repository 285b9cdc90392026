//! Alarms: a line in the log when one begins to ring, and a metric while it does.

use std::time::Duration;

use super::{SECRET, Site, event, signed};
use crate::support::wait::poll;

async fn rings(site: &Site, alarm: &str) -> bool {
    let line = format!("portal_webhook_alarm{{alarm=\"{alarm}\"}}");
    let rings = poll(Duration::from_secs(15), async || {
        (site.metric(&line).await == 1).then_some(())
    });
    rings.await.is_some()
}

#[tokio::test]
async fn silence_and_refusals_ring() {
    let site = Site::start(&[("webhooks.silence_alarm", "2s"), ("webhooks.refusals_alarm", "3")]).await;
    for _ in 0..3 {
        site.post(&signed("another-secret"), "{}").await;
    }
    assert!(rings(&site, "refusals").await && rings(&site, "silence").await);
    let output = site.portal.output();
    for line in [
        "deliveries are refused: was the secret of the webhooks changed?",
        "no event has arrived for long",
    ] {
        assert_eq!(output.matches(line).count(), 1, "{output}");
    }
    assert_eq!(
        site.post(
            &signed(SECRET),
            event("trg_1", "CustomerAdded", "cust-alice").to_string()
        )
        .await
        .unwrap(),
        200
    );
    let quiet = poll(Duration::from_secs(15), async || {
        (site.metric("portal_webhook_alarm{alarm=\"silence\"}").await == 0).then_some(())
    });
    assert!(quiet.await.is_some());
}

#[tokio::test]
async fn a_restart_does_not_end_a_silence() {
    let mut site = Site::start(&[("webhooks.silence_alarm", "3s")]).await;
    let event = event("trg_1", "CustomerAdded", "cust-alice");
    assert_eq!(site.deliver(&event).await.unwrap(), 200);
    site.done(1).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    site.portal.kill();
    site.again().await;
    let at_once = poll(Duration::from_millis(2_500), async || {
        let line = "portal_webhook_alarm{alarm=\"silence\"}";
        (site.metric(line).await == 1).then_some(())
    });
    assert!(at_once.await.is_some(), "{}", site.portal.output());
}

#[tokio::test]
async fn events_that_wait_ring_and_too_many_are_sent_again_later() {
    let more = [("webhooks.waiting_alarm", "5"), ("webhooks.most_waiting", "12")];
    let site = Site::start(&more).await;
    // While ProAbono does not answer, nothing can be read again.
    site.upstream.stop().await;
    let mut refused = 0;
    for number in 0..30 {
        let event = event(
            &format!("trg_{number}"),
            "SubscriptionUpdated",
            &format!("cust-{number}"),
        );
        let status = site.deliver(&event).await.unwrap();
        refused += usize::from(status == 503);
    }
    assert!(refused >= 10, "{refused}");
    assert!(rings(&site, "waiting").await);
    assert!(
        site.metric("portal_webhook_deliveries_total{outcome=\"full\"}")
            .await
            >= 10
    );
    assert!(site.count("state = 'failed' AND next_try IS NOT NULL AND error IS NOT NULL") > 0);
}

#[tokio::test]
async fn forged_events_about_many_customers_cause_few_reads() {
    let site = Site::start(&[("webhooks.reads_per_second", "2")]).await;
    let begun = std::time::Instant::now();
    for number in 0..60 {
        let event = event(
            &format!("trg_{number}"),
            "SubscriptionUpdated",
            &format!("cust-forged-{number}"),
        );
        assert_eq!(site.deliver(&event).await.unwrap(), 200);
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let reads = site.upstream.count("GET /v1/Usages").await;
    let most = 2 * (begun.elapsed().as_secs() + 2);
    assert!(reads > 0 && reads <= most, "{reads} reads, at most {most}");
}
