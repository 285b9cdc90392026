//! A return that ProAbono does not confirm holds a customer once, and not for ever.

use super::unsettled::{BOUGHT, WAITING};
use super::{Opened, SECRET, opened, visit};
use crate::support::served::Served;

#[tokio::test]
async fn it_is_held_for_a_bounded_time_however_often_the_visitor_comes_back() {
    let site = Served::start(&[SECRET, ("returns.unsettled_for", "2s")]);
    let begun = std::time::Instant::now();
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    while visit(&site, "bruno", "/plans").await.body.contains(WAITING) {
        assert!(
            begun.elapsed().as_secs() < 20,
            "the second return did not prolong it"
        );
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    // The page is left open and comes back by itself: the same return holds nobody twice, with the numbers in its address
    // and without.
    let numbers = format!("{BOUGHT}&idc=3&idsu=4&idsub=5");
    for query in [BOUGHT, &numbers] {
        let again = visit(&site, "bruno", query).await;
        again
            .assert_no_text(WAITING)
            .assert_text("Your subscription shows how things stand.");
    }
    assert_eq!(
        opened(&visit(&site, "bruno", "/plans").await),
        Opened::Frame("offers".to_owned())
    );
}
