//! A visitor may try to speak to the gate through the proxy. A proxy passes most headers of the visitor on, and its own tell where the request
//! goes: none of that counts.

use super::{KEY, RIGHTS_KEY, catalogue};
use crate::support::raw;
use crate::support::served::Served;

/// The request line and the headers, and the status with the reason.
struct Case {
    name: &'static str,
    target: &'static str,
    headers: &'static [&'static str],
    status: u16,
    reason: &'static str,
}

const fn case(
    name: &'static str,
    target: &'static str,
    headers: &'static [&'static str],
    (status, reason): (u16, &'static str),
) -> Case {
    Case {
        name,
        target,
        headers,
        status,
        reason,
    }
}

const OFF: &str = "/forward-auth?feature=feat-extra";
const USER: &str = "X-Remote-User: one";
const DISABLED: (u16, &str) = (403, "denied; reason=disabled");
const TWICE: (u16, &str) = (403, "denied; reason=parameter-twice");
const UNKNOWN: (u16, &str) = (403, "denied; reason=unknown-parameter");
const ABSENT: (u16, &str) = (403, "denied; reason=not-included");
const NOBODY: (u16, &str) = (401, "denied; reason=not-signed-in");
const REFUSED: (u16, &str) = (403, "denied; reason=identity-refused");

const CASES: &[Case] = &[
    case(
        "nothing odd",
        "/forward-auth?feature=feat-export",
        &[USER],
        (200, "allowed; reason=enabled"),
    ),
    case(
        "a forwarded address with another feature",
        OFF,
        &[USER, "X-Forwarded-Uri: /forward-auth?feature=feat-export"],
        DISABLED,
    ),
    case(
        "a forwarded address of a free path",
        OFF,
        &[USER, "X-Forwarded-Uri: /healthz"],
        DISABLED,
    ),
    case(
        "another forwarded address",
        OFF,
        &[
            USER,
            "X-Original-URL: /?feature=feat-export",
            "X-Rewrite-Url: /healthz",
        ],
        DISABLED,
    ),
    case(
        "a forwarded method",
        OFF,
        &[
            USER,
            "X-Forwarded-Method: OPTIONS",
            "X-HTTP-Method-Override: OPTIONS",
        ],
        DISABLED,
    ),
    case(
        "a forwarded host",
        OFF,
        &[
            USER,
            "X-Forwarded-Host: trusted.example",
            "Forwarded: for=127.0.0.1;host=trusted.example",
        ],
        DISABLED,
    ),
    case(
        "a forwarded peer",
        OFF,
        &[USER, "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"],
        DISABLED,
    ),
    case(
        "a health check's agent",
        OFF,
        &[USER, "User-Agent: GoogleHC/1.0"],
        DISABLED,
    ),
    case(
        "another health check's agent, of nobody",
        OFF,
        &["User-Agent: kube-probe/1.30"],
        NOBODY,
    ),
    case(
        "the feature in a header",
        OFF,
        &[USER, "X-Feature: feat-export", "Feature: feat-export"],
        DISABLED,
    ),
    case(
        "the answer in a header",
        OFF,
        &[USER, "X-Portal-Rights: allowed"],
        DISABLED,
    ),
    case(
        "a fragment",
        "/forward-auth?feature=feat-extra#feature=feat-export",
        &[USER],
        DISABLED,
    ),
    case(
        "an encoded fragment",
        "/forward-auth?feature=feat-export%23",
        &[USER],
        ABSENT,
    ),
    case(
        "two features, the open one last",
        "/forward-auth?feature=feat-extra&feature=feat-export",
        &[USER],
        TWICE,
    ),
    case(
        "two features, the open one first",
        "/forward-auth?feature=feat-export&feature=feat-extra",
        &[USER],
        TWICE,
    ),
    case(
        "the same feature twice",
        "/forward-auth?feature=feat-export&feature=feat-export",
        &[USER],
        TWICE,
    ),
    case(
        "the name encoded",
        "/forward-auth?feature=feat-export&%66eature=feat-extra",
        &[USER],
        TWICE,
    ),
    case(
        "two amounts",
        "/forward-auth?feature=feat-users&amount=9&amount=0",
        &[USER],
        TWICE,
    ),
    case(
        "the name in capitals",
        "/forward-auth?feature=feat-extra&FEATURE=feat-export",
        &[USER],
        UNKNOWN,
    ),
    case(
        "as a list",
        "/forward-auth?feature=feat-extra&feature[]=feat-export",
        &[USER],
        UNKNOWN,
    ),
    case(
        "a semicolon",
        "/forward-auth?feature=feat-extra;feature=feat-export",
        &[USER],
        (403, "denied; reason=bad-value"),
    ),
    case(
        "a count of the visitor's",
        "/forward-auth?feature=feat-users&used=0",
        &[USER],
        UNKNOWN,
    ),
    case(
        "no amount",
        "/forward-auth?feature=feat-users&amount=",
        &[USER],
        (403, "denied; reason=bad-value"),
    ),
    case(
        "a query behind the query",
        "/forward-auth?feature=feat-extra?feature=feat-export",
        &[USER],
        (403, "denied; reason=bad-value"),
    ),
    case(
        "nothing",
        "/forward-auth",
        &[USER],
        (403, "denied; reason=no-feature"),
    ),
    case(
        "an empty feature",
        "/forward-auth?feature=",
        &[USER],
        (403, "denied; reason=bad-value"),
    ),
    case(
        "a null byte",
        "/forward-auth?feature=feat-export%00",
        &[USER],
        (403, "denied; reason=bad-value"),
    ),
    case(
        "a space at the end",
        "/forward-auth?feature=feat-export%20",
        &[USER],
        ABSENT,
    ),
    case("nobody", "/forward-auth?feature=feat-export", &[], NOBODY),
    case(
        "two users",
        "/forward-auth?feature=feat-export",
        &[USER, "X-Remote-User: both"],
        REFUSED,
    ),
    case(
        "the twin of the user's header",
        "/forward-auth?feature=feat-export",
        &[USER, "X_Remote_User: both"],
        REFUSED,
    ),
    case(
        "the user in another header",
        "/forward-auth?feature=feat-export",
        &["X-Forwarded-User: one", "Remote-User: one"],
        NOBODY,
    ),
    case(
        "two keys",
        "/forward-auth?feature=feat-export",
        &[USER, "X-Portal-Key: other"],
        (403, "denied; reason=key"),
    ),
];

#[tokio::test]
async fn only_what_the_proxys_configuration_names_counts() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let operations: std::net::SocketAddr = site
        .operations_url("")
        .trim_start_matches("http://")
        .parse()
        .expect("an address");
    let mut wrong = Vec::new();
    for case in CASES {
        let headers: Vec<&str> = case.headers.iter().flat_map(|line| [*line, "\r\n"]).collect();
        let headers = headers.concat();
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Portal-Key: {KEY}\r\n{headers}\r\n",
            case.target
        );
        let answer = raw::exchange(operations, request.as_bytes()).await;
        let line = format!("x-portal-rights: {}\r\n", case.reason);
        if raw::status(&answer) != case.status || !answer.contains(&line) {
            wrong.push(format!("{}: {answer}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn a_stranger_with_the_key_is_no_trusted_proxy() {
    let site = Served::of(
        catalogue(),
        &[RIGHTS_KEY, ("identity.proxy.from", "192.0.2.0/24")],
    );
    let url = site.operations_url("/forward-auth?feature=feat-export");
    let plain = site
        .client
        .get(url)
        .header("x-portal-key", KEY)
        .header("x-remote-user", "one");
    let answer = crate::support::http::send(plain).await;
    answer
        .assert_status(401)
        .assert_header("x-portal-rights", "denied; reason=not-signed-in");
}
