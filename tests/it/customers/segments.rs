//! A segment for each user: chosen among those that are configured, and nothing else.

use proabono_portal::emulator::Options;

use super::table::{TableFile, assert_nobody};
use crate::support::http::Answer;
use crate::support::served::Served;
use crate::support::upstream::account;

const HEADERS: (&str, &str) = ("identity.proxy.claims", "seg=X-Remote-Segment, org=X-Remote-Org");

fn site(more: &[(&str, &str)]) -> Served {
    let options = Options {
        further_segments: vec!["acme-usd".to_owned(), "acme-gbp".to_owned()],
        ..account()
    };
    let mut settings = vec![HEADERS, ("customers.segments", "acme-usd")];
    settings.extend(more);
    Served::of(options, &settings)
}

/// By a claim.
fn by_claim() -> Served {
    site(&[("customers.segment", "{claim.seg}")])
}

async fn visit(site: &Served, user: &str, segment: &str) -> Answer {
    let headers = [("x-remote-segment", segment)];
    site.visit_with(user, "/Subscriptions", &headers).await
}

#[tokio::test]
async fn the_segment_of_a_claim_is_written_read_back_and_told_to_the_widget() {
    let site = by_claim();
    for (user, segment) in [("nora", "acme-usd"), ("olga", "acme-eur")] {
        let page = visit(&site, user, segment).await;
        page.assert_status(200)
            .assert_text(&format!("\"segment_ref\":\"{segment}\""));
        let customer = site.upstream.customer(&format!("cust-{user}")).await;
        assert_eq!(customer["ReferenceSegment"], segment);
    }
    let written: Vec<_> = site.upstream.written().await;
    assert_eq!(written[0]["ReferenceSegment"], "acme-usd");
    assert_eq!(written[1]["ReferenceSegment"], "acme-eur");
}

#[tokio::test]
async fn a_segment_that_is_not_configured_is_refused() {
    let site = by_claim();
    // The account has acme-gbp too; the portal was not told of it.
    for segment in ["acme-gbp", "ACME-USD", "acme-usd ,acme-eur", "acme", "a=b"] {
        assert_nobody(&site, &visit(&site, "nora", segment).await).await;
    }
}

#[tokio::test]
async fn a_user_without_the_claim_is_not_put_into_the_usual_segment() {
    let site = by_claim();
    assert_nobody(&site, &site.visit("nora").await).await;
    assert_nobody(&site, &visit(&site, "nora", "").await).await;
}

#[tokio::test]
async fn the_third_column_of_the_table_is_the_segment() {
    let table = TableFile::of("nora,nora-usd,acme-usd\nolga,olga-eur,\n");
    let site = site(&[("customers.table", &table.text())]);
    for (user, reference, segment) in [
        ("nora", "nora-usd", "acme-usd"),
        ("olga", "olga-eur", "acme-eur"),
        ("otto", "cust-otto", "acme-eur"),
    ] {
        let page = site.visit(user).await;
        page.assert_status(200)
            .assert_text(&format!("\"segment_ref\":\"{segment}\""))
            .assert_text(&format!("\"customer_ref\":\"{reference}\""));
        let customer = site.upstream.customer(reference).await;
        assert_eq!(customer["ReferenceSegment"], segment);
    }
}

#[tokio::test]
async fn the_column_wins_over_the_claim() {
    let table = TableFile::of("nora,nora-usd,acme-usd\n");
    let site = site(&[
        ("customers.table", &table.text()),
        ("customers.segment", "{claim.seg}"),
    ]);
    let page = visit(&site, "nora", "acme-eur").await;
    page.assert_text("\"segment_ref\":\"acme-usd\"");
}

#[tokio::test]
async fn a_customer_of_another_segment_is_not_shown_and_not_moved() {
    let site = by_claim();
    // Alice is in acme-eur.
    let page = visit(&site, "alice", "acme-usd").await;
    page.assert_status(502).assert_no_text("<iframe");
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
    visit(&site, "alice", "acme-eur").await.assert_status(200);
}

#[tokio::test]
async fn one_reference_in_two_segments_is_remembered_as_two_customers() {
    let site = site(&[
        ("customers.segment", "{claim.seg}"),
        ("customers.reference", "{claim.org}"),
    ]);
    let visit = async |segment: &str| {
        let headers = [("x-remote-segment", segment), ("x-remote-org", "cust-alice")];
        site.visit_with("nora", "/Subscriptions", &headers).await
    };
    visit("acme-eur").await.assert_status(200);
    // The memory of the one must not answer for the other, which ProAbono then denies.
    let page = visit("acme-usd").await;
    page.assert_status(502).assert_no_text("<iframe");
    visit("acme-eur").await.assert_status(200);
    assert_eq!(site.upstream.reads_and_writes().await, (2, 0));
}
