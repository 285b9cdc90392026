//! The numbers in the address of a return, which may be gone when the page is read again.

use std::time::{Duration, Instant};

use super::unsettled::{BOUGHT, WAITING};
use super::{SECRET, visit};
use crate::support::served::Served;

async fn until_it_is_over(site: &Served) {
    let begun = Instant::now();
    while visit(site, "bruno", "/plans").await.body.contains(WAITING) {
        assert!(begun.elapsed().as_secs() < 20, "it is held for too long");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_return_without_its_numbers_holds_no_second_time_and_one_with_others_does() {
    let site = Served::start(&[SECRET, ("returns.unsettled_for", "2s")]);
    let first = format!("{BOUGHT}&idc=3&idsu=4&idsub=5");
    visit(&site, "bruno", &first).await.assert_text(WAITING);
    until_it_is_over(&site).await;
    for again in [first.as_str(), BOUGHT] {
        visit(&site, "bruno", again)
            .await
            .assert_no_text(WAITING)
            .assert_text("Willkommen zurück");
    }
    // The customer buys the same once more.
    let second = format!("{BOUGHT}&idc=3&idsu=6&idsub=7");
    visit(&site, "bruno", &second).await.assert_text(WAITING);
}
