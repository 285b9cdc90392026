//! How often one user makes ProAbono be asked.

use crate::support::http::Answer;
use crate::support::served::Served;

/// Where each visit asks ProAbono anew.
const ASKING: [&str; 5] = [
    "/standing.json",
    "/return",
    "/plans",
    "/payment-method",
    "/subscribe/offer-pro",
];
/// More than one user may ask at once, with what comes back in the meantime on a slow machine.
const MANY: usize = 600;

async fn visit(site: &Served, user: &str, path: &str) -> Answer {
    site.visit_with(user, &format!("/Subscriptions{path}"), &[]).await
}

/// Visits until it is too often.
async fn until_too_often(site: &Served, user: &str, path: &str) -> (usize, Answer) {
    for count in 0..MANY {
        let answer = visit(site, user, path).await;
        if answer.status == 429 {
            return (count, answer);
        }
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
    }
    panic!("{path} was never too much");
}

#[tokio::test]
async fn one_user_makes_proabono_be_asked_so_often_and_no_more() {
    for path in ASKING {
        let site = Served::start(&[]);
        let (count, answer) = until_too_often(&site, "alice", path).await;
        assert!(count >= 120, "{path}: only {count}");
        answer.assert_header("retry-after", "5");
        // All of what asks is counted together. Some of it comes back each second.
        for other in ASKING {
            let (count, _) = until_too_often(&site, "alice", other).await;
            assert!(count < 60, "{other} after {path}: {count}");
        }
        visit(&site, "bruno", path).await.assert_status(200);
        // The page itself is remembered, and asks nothing.
        visit(&site, "bruno", "").await.assert_status(200);
    }
}

#[tokio::test]
async fn who_waits_may_ask_again() {
    let site = Served::start(&[]);
    until_too_often(&site, "alice", "/standing.json").await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    visit(&site, "alice", "/standing.json").await.assert_status(200);
}

#[tokio::test]
async fn a_visitor_who_is_held_reloads_the_waiting_page_without_asking_for_ever() {
    let site = Served::start(&[]);
    visit(&site, "bruno", "/return?from=subscribe&outcome=paid")
        .await
        .assert_status(200);
    site.upstream.forget().await;
    for _ in 0..300 {
        visit(&site, "bruno", "")
            .await
            .assert_status(200)
            .assert_text("id=\"waiting\"");
    }
    let asked = site.upstream.count("GET /v1/Subscriptions").await;
    assert!((1..290).contains(&asked), "{asked} questions");
}
