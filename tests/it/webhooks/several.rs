//! `webhooks register` where the account has other webhooks, too.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::http;

use super::register::{Site, said};

impl Site {
    /// Another webhook of the account, made by somebody else.
    async fn webhook(&self, business: u64, url: &str) -> u64 {
        let body = json!({ "IdBusiness": business, "Url": url, "Triggers": ["CustomerAdded"] });
        self.make("Notification/Webhooks", &body).await
    }

    /// All webhooks of the account.
    async fn webhooks(&self) -> Value {
        self.at_proabono(Method::GET, "Notification/Webhooks", String::new())
            .await
    }

    /// The id of a new object.
    async fn make(&self, path: &str, body: &Value) -> u64 {
        let made = self.at_proabono(Method::POST, path, body.to_string()).await;
        made["Id"].as_u64().unwrap_or_else(|| panic!("{made}"))
    }

    async fn at_proabono(&self, method: Method, path: &str, body: String) -> Value {
        let request = http::request(method, &format!("{}/{path}", self.emulator.url()));
        let request = request.basic_auth("agent-demo", Some("api-demo")).body(body);
        let answer = http::send(request.header("Content-Type", "application/json")).await;
        serde_json::from_str(&answer.body).expect("JSON")
    }
}

#[tokio::test]
async fn of_several_webhooks_the_one_that_is_meant_is_taken_and_no_other_is_touched() {
    let site = Site::start();
    let url = format!("{}/Subscriptions/webhooks", site.receiver.origin());
    let neighbour = format!("{}/Subscriptions/hooks", site.receiver.origin());
    let business = json!({ "Name": "Another", "LanguageDefault": "en" });
    let business = site.make("Organization/Businesses", &business).await;
    let others = [
        site.webhook(1, &neighbour).await,
        site.webhook(business, &url).await,
    ];
    let first = site.register(&[]).await;
    assert!(first.stdout.contains("is created"), "{}", first.stdout);
    said(&site.register(&["--code", &site.code()]).await, true, "44 events");

    let second = site.webhook(1, &url).await;
    for arguments in [&[][..], &["--check"], &["--code", "123456"]] {
        let finished = site.register(arguments).await;
        said(&finished, false, "nothing says which one is meant");
        assert!(
            finished.stderr.contains(&second.to_string()),
            "{}",
            finished.stderr
        );
    }
    assert_eq!(
        site.codes().len(),
        1,
        "none is sent while it cannot be said for which"
    );
    let mut list = site.webhooks().await;
    let items = list["Items"].as_array_mut().unwrap();
    let disabled = items.iter_mut().find(|one| one["Id"] == second).unwrap();
    disabled["StateLife"] = json!("DisabledUser");
    let fault =
        json!({ "on": "GET /Notification/Webhooks", "status": 200, "body": list.to_string(), "times": 1 });
    site.fault(fault).await;
    said(&site.register(&["--check"]).await, true, "as it should be");

    said(&site.register(&["--delete"]).await, true, "is deleted");
    let left = site.webhooks().await;
    let left: Vec<_> = left["Items"].as_array().unwrap().iter().collect();
    let is_left = |id: &u64| left.iter().any(|one| one["Id"] == *id);
    assert!(others.iter().all(is_left) && !is_left(&second), "{left:?}");
}

#[tokio::test]
async fn a_webhook_of_nobody_knows_which_business_is_left_alone() {
    let site = Site::start();
    site.register(&[]).await;
    let mut list = site.webhooks().await;
    let items = list["Items"].as_array_mut().unwrap();
    for one in items.iter_mut().filter_map(Value::as_object_mut) {
        one.remove("IdBusiness");
    }
    let fault = json!({ "on": "GET /Notification/Webhooks", "status": 200, "body": list.to_string() });
    site.fault(fault).await;
    for arguments in [&[][..], &["--delete"]] {
        said(
            &site.register(arguments).await,
            false,
            "does not say of which business",
        );
    }
}
