//! The emulators of `dev` and `demo`, whose keys and controls are known to everybody.

use reqwest::Method;

use crate::support::demo::Demo;
use crate::support::dev::Dev;
use crate::support::http::{get, request, send};

#[tokio::test]
async fn that_of_dev_answers_under_the_names_of_this_machine_alone() {
    let dev = Dev::start(&[]).await;
    for below in ["/_emulator/state", "/Get/portal.js", "/mails", "/v1/Nothing"] {
        assert_here_alone(&format!("{}{below}", dev.emulator)).await;
    }
}

#[tokio::test]
async fn demo_and_its_emulator_answer_under_the_names_of_this_machine_alone() {
    let demo = Demo::start(&[]).await;
    let menu = demo.page.trim_end_matches("Subscriptions");
    for address in [&format!("{}/_emulator/state", demo.emulator), menu, &demo.page] {
        assert_here_alone(address).await;
    }
}

async fn assert_here_alone(address: &str) {
    for host in ["localhost:8000", "app.localhost", "127.0.0.9", "[::1]:8000"] {
        assert_ne!(status(address, host).await, 421, "{host}: {address}");
    }
    for host in ["app.example.com", "localhost.example.com", "192.168.1.5"] {
        assert_eq!(status(address, host).await, 421, "{host}: {address}");
    }
}

async fn status(address: &str, host: &str) -> u16 {
    let asked = request(Method::GET, address).header("host", host);
    send(asked).await.status
}

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing_at_either() {
    let (dev, demo) = (Dev::start(&[]).await, Demo::start(&[]).await);
    for emulator in [&dev.emulator, &demo.emulator] {
        get(&format!("{emulator}/v1/Nothing")).await;
        let calls = format!("{emulator}/_emulator/calls");
        let before = get(&calls).await.body;
        for (name, value) in [
            ("origin", "https://evil.test"),
            ("origin", "http://localhost:3000"),
            ("origin", "null"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ] {
            for (method, below) in [
                (Method::POST, "/_emulator/reset"),
                (Method::DELETE, "/_emulator/calls"),
                (Method::POST, "/v1/Nothing"),
            ] {
                let order = request(method, &format!("{emulator}{below}")).header(name, value);
                send(order).await.assert_status(403);
            }
        }
        assert_eq!(get(&calls).await.body, before);
        let order = request(Method::POST, &format!("{emulator}/_emulator/reset"));
        send(order.header("origin", emulator.as_str()))
            .await
            .assert_status(204);
        assert_eq!(get(&calls).await.body, "[]");
    }
}

#[tokio::test]
async fn what_is_set_about_real_events_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("events.db");
    let real = [
        ("PORTAL_WEBHOOKS__ENABLED", "true"),
        ("PROABONO_WEBHOOK_SECRET", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
        ("PORTAL_WEBHOOKS__FILE", file.to_str().expect("UTF-8")),
        ("PORTAL_WEBHOOKS__HOST_URL", "https://app.acme.example/events"),
        (
            "PORTAL_WEBHOOKS__HOST_KEYS",
            "whsec_k3mX9vTq2LwP8bYh5RdN1sFgJc6uEoA0z4QZ7tWe",
        ),
    ];
    let dev = Dev::start(&real).await;
    dev.visit("somebody", "").await.assert_status(200);
    assert!(!file.exists(), "the file of the real events was opened");
}
