//! How the pages of the way back look, after workflows that were really walked.

use serde_json::json;

use super::super::appearance::look_at;
use super::super::look::dressed;
use super::super::{assert_quiet, words};
use super::{WALKS, Walkers};

/// The name of each picture with the workflow before it, the end that ProAbono makes of it, and a part of what is read.
const PICTURES: [(&str, usize, &str, &[&str]); 5] = [
    (
        "returned",
        0,
        "paid",
        &["on Pro now", "Paid today\n€34.80", "Renews on", "Invoice (PDF)"],
    ),
    (
        "returned-changed",
        1,
        "paid",
        &["on Business now", "The change took effect at once.", "Paid today"],
    ),
    (
        "returned-failed",
        1,
        "failure",
        &["did not go through", "still on Pro", "Try again", "Get help"],
    ),
    ("returned-ends", 4, "nocharge", &["Pro ends on", "Keep Pro"]),
    (
        "waiting-bank",
        0,
        "pending",
        &[
            "Your bank is confirming",
            "Plan\nPro",
            "Amount\n€34.80",
            "Check again",
        ],
    ),
];

#[tokio::test]
async fn what_was_bought_what_failed_what_ends_and_what_a_bank_confirms_read_well() {
    let mut walkers = Walkers::start(PICTURES.len(), dressed()).await;
    for (name, walk, outcome, told) in PICTURES {
        walkers.site.hosted_pages(json!({ "outcome": outcome })).await;
        walkers.walks(WALKS[walk]).await;
        walkers.assert_back(name).await;
        let all = words(&walkers.browser, "document.querySelector('main').innerText").await;
        for part in told {
            assert!(all.contains(part), "{name}: no {part:?} in {all}");
        }
        assert_quiet(&walkers.browser).await;
        look_at(&walkers.browser, name).await;
    }
}
