//! The HTTP proxy for calls to ProAbono, when nothing comes back through it.

use super::{NOWHERE, assert_refused, check_with};
use crate::support::portal::run;
use crate::support::raw::{Script, Scripted};
use crate::support::served::{borrowed, variables};

const PASSWORD: &str = "Zq7password";
const ACCOUNT: &str = "https://api.test";

/// The variables of a server behind that proxy.
fn behind(proxy: &str) -> Vec<(&'static str, &str)> {
    vec![
        ("proabono.http_proxy", proxy),
        ("proabono.timeout", "2s"),
        ("proabono.connect_timeout", "1s"),
    ]
}

#[tokio::test]
async fn a_proxy_that_is_dead_refuses_or_is_silent_is_named_with_its_setting() {
    let refusal = |status: u16| format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\n\r\n");
    let refusing = [
        Script::Say(refusal(407)),
        Script::Say(refusal(403)),
        Script::Say(refusal(502)),
        Script::Say(String::new()),
        Script::SayAndHold(String::new()),
    ];
    let mut proxies = Vec::new();
    for script in refusing {
        proxies.push(Scripted::start(vec![script]).await);
    }
    let origins = proxies.iter().map(Scripted::origin);
    for origin in origins.chain([NOWHERE.to_owned()]) {
        let proxy = origin.replace("//", &format!("//user:{PASSWORD}@"));
        let settings = variables(ACCOUNT, &behind(&proxy));
        for command in [&["check", "--online"][..], &["api", "live", "customers", "list"]] {
            let finished = run(&borrowed(&settings), command).await;
            let said = format!("{}{}", finished.stdout, finished.stderr);
            assert_eq!(finished.status.code(), Some(1), "{said}");
            for words in [
                format!("the HTTP proxy {origin} "),
                "check PORTAL_PROABONO__HTTP_PROXY, or the proxy there".to_owned(),
            ] {
                assert!(said.contains(&words), "{words}: {said}");
            }
            for words in ["ProAbono cannot be reached", "FAILED: https://api.test", PASSWORD] {
                assert!(!said.contains(words), "{words}: {said}");
            }
        }
    }
}

#[tokio::test]
async fn without_a_proxy_the_host_is_named_and_no_setting_of_a_proxy() {
    let finished = run(&borrowed(&variables(NOWHERE, &[])), &["check", "--online"]).await;
    let said = format!("{}{}", finished.stdout, finished.stderr);
    assert!(
        said.contains("ProAbono cannot be reached at http://127.0.0.1:9"),
        "{said}"
    );
    assert!(!said.to_lowercase().contains("proxy there"), "{said}");
}

#[tokio::test]
async fn an_address_of_a_proxy_without_its_scheme_is_refused() {
    for wrong in ["proxy.test:3128", "socks5://proxy.test:1080"] {
        let finished = check_with(&[("PORTAL_PROABONO__HTTP_PROXY", wrong)]).await;
        assert_refused(&finished);
        assert!(
            finished.stderr.contains("write one such as http://"),
            "{}",
            finished.stderr
        );
    }
}
