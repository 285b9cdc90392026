//! The application is told of what changed, by a post for each look at a customer.

use std::time::Duration;

use serde_json::{Value, json};

use super::application::Application;
use super::posts::SECRET;
use crate::events::{Site, event};
use crate::support::wait::poll;

const WITHIN: Duration = Duration::from_secs(30);

impl Application {
    /// Waits for so many posts.
    async fn told(&self, posts: usize) -> Vec<Value> {
        let all = poll(WITHIN, async || {
            Some(self.posts()).filter(|all| all.len() >= posts)
        })
        .await;
        all.unwrap_or_else(|| panic!("{} posts", self.posts().len()))
    }
}

async fn site(url: &str) -> Site {
    Site::start(&[("webhooks.host_url", url), ("webhooks.host_keys", SECRET)]).await
}

#[tokio::test]
async fn an_event_becomes_one_signed_post_with_the_rights_of_its_customer() {
    let application = Application::start(&[SECRET], &[]).await;
    let site = site(&format!("{}/events", application.origin)).await;
    let status = site
        .deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    assert_eq!(status.unwrap(), 200);
    let posts = application.told(1).await;
    assert_eq!(posts[0]["accepted"], json!([true]));
    let body = &posts[0]["body"];
    assert_eq!(body["type"], "customer.changed");
    let data = &body["data"];
    assert_eq!(
        (&data["customer"], &data["segment"]),
        (&json!("cust-alice"), &json!("acme-eur"))
    );
    let happened = json!([{ "id": "trg_1", "type": "SubscriptionStarted", "date": "2026-11-14T09:30:00Z" }]);
    assert_eq!(data["events"], happened);
    assert_eq!(data["rights"]["known"], true, "{body}");
    let text = body.to_string();
    for kept_back in ["ada@acme.example", "Ada", "http", SECRET] {
        assert!(!text.contains(kept_back), "{kept_back} in {text}");
    }
    let id = posts[0]["headers"]["webhook-id"].as_str().unwrap();
    let kept = poll(WITHIN, async || {
        site.read(|inbox| {
            let sql = "SELECT status FROM posts WHERE id = ?1 AND delivered = 1 AND next_try IS NULL";
            inbox.query_row(sql, [id], |row| row.get::<_, u16>(0)).ok()
        })
    });
    assert_eq!(kept.await, Some(204));
    assert_eq!(application.posts().len(), 1);
}

#[tokio::test]
async fn a_post_outlives_an_application_and_a_server_that_are_away() {
    let away = Application::start(&[SECRET], &[]).await;
    let url = format!("{}/events", away.origin);
    drop(away);
    let mut site = site(&url).await;
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    site.done(1).await;
    let failed = |site: &Site| {
        site.read(|inbox| {
        let sql = "SELECT id FROM posts WHERE attempts >= 1 AND status IS NULL AND answer <> '' AND next_try IS NOT NULL";
        inbox.query_row(sql, [], |row| row.get::<_, String>(0)).ok()
    })
    };
    let id = poll(WITHIN, async || failed(&site)).await.expect("an attempt");
    site.portal.kill();
    let port = url
        .rsplit(':')
        .next()
        .and_then(|rest| rest.split('/').next())
        .unwrap();
    let application = Application::start_at(port, &[SECRET], &[]).await;
    site.again().await;
    // The server also looks by itself at its start, and tells of that.
    let came = poll(WITHIN, async || {
        let posts = application.posts();
        posts
            .into_iter()
            .find(|post| post["headers"]["webhook-id"] == id.as_str())
    });
    let told = came.await.expect("the post");
    assert_eq!(told["accepted"], json!([true]));
}

#[tokio::test]
async fn an_application_that_answers_slowly_or_never_stops_no_event() {
    let application = Application::start(&[SECRET], &[]).await;
    let site = site(&format!("{}/never", application.origin)).await;
    for number in 0..8 {
        let event = event(
            &format!("trg_{number}"),
            "SubscriptionStarted",
            &format!("cust-{number}"),
        );
        site.deliver(&event).await;
    }
    site.done(8).await;
    let posts = site.read(|inbox| {
        let sql = "SELECT count(*) FROM posts WHERE next_try IS NOT NULL";
        inbox.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap()
    });
    assert_eq!(posts, 8);
}
