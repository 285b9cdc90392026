//! The double of the chat: how it is served. What it does is tested in a browser, by the page.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{Running, start};

async fn set(emulator: &Running, change: serde_json::Value) -> u16 {
    let request = emulator.client.put(emulator.url("/_emulator/chat"));
    request
        .header("Content-Type", "application/json")
        .body(change.to_string())
        .send()
        .await
        .unwrap()
        .status()
        .as_u16()
}

#[tokio::test]
async fn the_script_behaves_as_it_is_set_until_a_reset() {
    let emulator = start();
    let script = async || {
        let script = emulator.page("/widget/OOWidget.js").await;
        let (_, rest) = script.split_once("const settings = ").unwrap();
        let (settings, _) = rest.split_once(";\n").unwrap();
        serde_json::from_str::<serde_json::Value>(settings).unwrap()
    };
    let usual = json!({ "supported": true, "undocumented": false, "delay_ms": 0, "fails": null });
    assert_eq!(script().await, usual);
    let change = json!({ "supported": false, "undocumented": true, "delay_ms": 300, "fails": "init" });
    assert_eq!(set(&emulator, change.clone()).await, 200);
    let begun = Instant::now();
    assert_eq!(script().await, change);
    assert!(begun.elapsed() >= Duration::from_millis(300));
    for wrong in [
        json!({ "suported": false }),
        json!({ "delay_ms": -1 }),
        json!({ "fails": "connect" }),
        json!([1, 2]),
    ] {
        assert_eq!(set(&emulator, wrong).await, 400);
    }
    assert_eq!(script().await, change);
    for (fault, status) in [("status", 500), ("garbage", 200)] {
        assert_eq!(set(&emulator, json!({ "fails": fault })).await, 200);
        let answer = emulator.client.get(emulator.url("/widget/OOWidget.js"));
        let answer = answer.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
        let body = answer.text().await.unwrap();
        assert_eq!(body.contains("$owidgetOnLoad"), fault == "status", "{body}");
    }
    assert_eq!(
        emulator
            .post("/_emulator/reset", &json!({}))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    assert_eq!(script().await, usual);
}
