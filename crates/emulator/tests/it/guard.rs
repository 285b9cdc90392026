//! Pages of somebody else's in a browser on this machine.

use proabono_emulator::Options;
use reqwest::Method;
use serde_json::json;

use super::{newcomer, start, start_with};

/// The status of an address when it is asked for under that name.
async fn under(emulator: &super::Running, path: &str, host: &str) -> u16 {
    let request = emulator.get(path).header("host", host);
    request.send().await.unwrap().status().as_u16()
}

const PATHS: [&str; 4] = [
    "/_emulator/state",
    "/v1/Customer?ReferenceCustomer=cust-alice",
    "/Get/portal.js",
    "/mails",
];

#[tokio::test]
async fn with_the_option_it_answers_under_the_names_of_this_machine_and_of_its_links() {
    let emulator = start_with(Options {
        this_machine_alone: true,
        hosted_origin: Some("https://pages.acme.example".to_owned()),
        ..Options::default()
    });
    for path in PATHS {
        for ours in [
            "127.0.0.1",
            "127.0.0.9:8090",
            "[::1]:8090",
            "LOCALHOST",
            "beta-eur.localhost:8090",
            "pages.acme.example",
        ] {
            assert_ne!(under(&emulator, path, ours).await, 421, "{ours}{path}");
        }
        for other in [
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example",
            "acme.example",
            "192.168.1.5",
            "0.0.0.0",
            "a@b",
        ] {
            assert_eq!(under(&emulator, path, other).await, 421, "{other}{path}");
        }
    }
}

#[tokio::test]
async fn without_the_option_a_forwarder_may_have_any_name() {
    let emulator = start();
    for path in ["/_emulator/state", "/Get/portal.js", "/mails"] {
        assert_eq!(under(&emulator, path, "emulator:8090").await, 200, "{path}");
    }
}

#[tokio::test]
async fn a_page_of_another_origin_changes_nothing() {
    let emulator = start();
    let own = emulator.origin.clone();
    let name = own.trim_start_matches("http://");
    let orders = [
        (Method::POST, "/_emulator/reset", json!({})),
        (Method::DELETE, "/_emulator/faults", json!({})),
        (
            Method::PUT,
            "/_emulator/hosted-pages",
            json!({ "outcome": "failure" }),
        ),
        (Method::POST, "/v1/Customer", newcomer("cust-new")),
        (
            Method::POST,
            "/Organization/Businesses",
            json!({ "Name": "Globex" }),
        ),
    ];
    for (method, path, body) in orders {
        let send = async |headers: &[(&str, &str)]| {
            let request = emulator.client.request(method.clone(), emulator.url(path));
            let request = request
                .basic_auth("agent-demo", Some("api-demo"))
                .header("content-type", "application/json")
                .body(body.to_string());
            let request = headers
                .iter()
                .fold(request, |request, (name, value)| request.header(*name, *value));
            request.send().await.unwrap().status().as_u16()
        };
        let before = emulator.control("state").await;
        let near = format!("http://{}", name.replace("127.0.0.1", "localhost"));
        for elsewhere in [
            vec![("origin", "https://evil.example")],
            vec![("origin", "http://127.0.0.1:1")],
            vec![("origin", near.as_str())],
            vec![("origin", "null")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site"), ("origin", own.as_str())],
        ] {
            assert_eq!(send(&elsewhere).await, 403, "{elsewhere:?} {path}");
        }
        assert_eq!(emulator.control("state").await, before, "{path}");
        for ours in [
            vec![],
            vec![("origin", own.as_str())],
            vec![("sec-fetch-site", "same-origin"), ("origin", own.as_str())],
            vec![("sec-fetch-site", "none")],
        ] {
            assert_ne!(send(&ours).await, 403, "{ours:?} {path}");
        }
    }
}

#[tokio::test]
async fn no_page_of_another_origin_may_read_the_account() {
    let emulator = start();
    for path in PATHS {
        let request = emulator.get(path).header("origin", "https://evil.example");
        let answer = request.send().await.unwrap();
        assert!(
            !answer.headers().contains_key("access-control-allow-origin"),
            "{path}"
        );
    }
}
