//! Many at once.

use futures_util::future::join_all;
use serde_json::json;

use super::{KEY, READ, RIGHTS_KEY, list};
use crate::support::http::send;
use crate::support::served::Served;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_checks_of_one_customer_at_once_cost_one_call() {
    let site = Served::start(&[RIGHTS_KEY, ("server.workers", "2")]);
    let item = json!({ "ReferenceFeature": "f", "TypeFeature": "OnOff", "IsEnabled": true });
    let list = list("cust-alice", &[item]).to_string();
    let rule = json!({ "on": READ, "status": 200, "content_type": "application/json", "body": list, "delay_ms": 500 });
    site.upstream.fault(rule).await;
    let url = site.operations_url("/v1/customers/cust-alice/rights?feature=f");
    let checks = (0..1_000).map(|_| send(site.client.get(&url).bearer_auth(KEY)));
    let answers = join_all(checks).await;
    for answer in &answers {
        answer.assert_status(200).assert_text(r#""answer":"allowed""#);
    }
    assert_eq!(site.upstream.count(READ).await, 1);
}
