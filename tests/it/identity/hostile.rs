//! What a trusted proxy passes on and a visitor has made: refused, never guessed.

use super::{assert_nobody, assert_signed_in, page};
use crate::support::raw;
use crate::support::served::Served;

#[tokio::test]
async fn a_header_that_comes_twice_is_refused() {
    let site = Served::start(&[]);
    for lines in [
        [b"X-Remote-User: alice".as_slice(), b"X-Remote-User: bruno"],
        [b"X-Remote-User: alice", b"x-remote-user: alice"],
        [b"X-Remote-User: alice", b"X-Remote-User:"],
        [b"X-Remote-User:", b"X-Remote-User: alice"],
    ] {
        assert_nobody(&page(&site, &lines).await, 403);
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn the_twin_with_underscores_is_refused_beside_the_header_and_alone() {
    let site = Served::start(&[]);
    for twin in ["X_Remote_User", "x_remote_user", "X-Remote_User", "X_Remote-User"] {
        let twin = format!("{twin}: bruno");
        let both = page(&site, &[b"X-Remote-User: alice".as_slice(), twin.as_bytes()]).await;
        assert_nobody(&both, 403);
        let turned = page(&site, &[twin.as_bytes(), b"X-Remote-User: alice".as_slice()]).await;
        assert_nobody(&turned, 403);
        assert_nobody(&page(&site, &[twin.as_bytes()]).await, 403);
    }
}

#[tokio::test]
async fn a_detail_that_comes_twice_or_has_a_twin_is_refused_too() {
    let site = Served::start(&[]);
    for (one, other) in [
        ("X-Remote-Name: A", "X-Remote-Name: B"),
        ("X-Remote-Email: a@a.test", "X_Remote_Email: b@b.test"),
        ("X-Remote-Language: fr", "x_remote-language: en"),
    ] {
        let lines = [
            b"X-Remote-User: alice".as_slice(),
            one.as_bytes(),
            other.as_bytes(),
        ];
        assert_nobody(&page(&site, &lines).await, 403);
    }
}

#[tokio::test]
async fn a_name_that_only_resembles_the_header_is_another_header() {
    let site = Served::start(&[]);
    for other in [
        "X-Remote-Users",
        "XX-Remote-User",
        "X-Remote--User",
        "Remote-User",
    ] {
        let line = format!("{other}: bruno");
        assert_nobody(&page(&site, &[line.as_bytes()]).await, 401);
        let both = page(&site, &[b"X-Remote-User: alice".as_slice(), line.as_bytes()]).await;
        assert_signed_in(&both, "alice");
    }
}

#[tokio::test]
async fn control_characters_and_broken_utf_8_in_an_id_are_refused() {
    let site = Served::start(&[]);
    for line in [
        b"X-Remote-User: ali\tce".as_slice(),
        b"X-Remote-User: alice\xc2\x85",
        b"X-Remote-User: ali\xc2\x9bce",
        b"X-Remote-User: Chlo\xe9",
        b"X-Remote-User: \xff\xfe",
        b"X-Remote-User: \xed\xa0\x80",
        b"X-Remote-User: \xc0\xaf",
    ] {
        assert_nobody(&page(&site, &[line]).await, 403);
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn what_no_header_may_hold_does_not_pass_the_parser() {
    let site = Served::start(&[]);
    for line in [
        b"X-Remote-User: ali\0ce".as_slice(),
        b"X-Remote-User: ali\x07ce",
        b"X-Remote-User: alice\x7f",
        b"X-Remote-User : alice",
        b"X-Remote-User: alice\r\n folded",
    ] {
        let answer = page(&site, &[line]).await;
        assert_ne!(raw::status(&answer), 200, "{answer}");
        assert!(!answer.contains("<iframe"), "{answer}");
    }
}

#[tokio::test]
async fn forwarded_headers_name_nobody_and_lend_no_trust() {
    let site = Served::start(&[("identity.proxy.from", "10.0.0.0/8")]);
    for lines in [
        ["X-Forwarded-For: 10.0.0.1", "X-Real-IP: 10.0.0.1"],
        ["X-Forwarded-For: 10.0.0.1, 127.0.0.1", "Via: 1.1 10.0.0.1"],
        [
            "Forwarded: for=10.0.0.1;by=10.0.0.1;host=page.test",
            "X-Forwarded-Host: 10.0.0.1",
        ],
        ["X-Client-IP: 10.0.0.1", "True-Client-IP: 10.0.0.1"],
    ] {
        let all = [
            b"X-Remote-User: alice".as_slice(),
            lines[0].as_bytes(),
            lines[1].as_bytes(),
        ];
        assert_nobody(&page(&site, &all).await, 401);
    }
}

#[tokio::test]
async fn forwarded_headers_take_no_trust_away_and_change_no_link() {
    let site = Served::start(&[]);
    let lines = [
        b"X-Remote-User: alice".as_slice(),
        b"X-Forwarded-For: 203.0.113.7",
        b"Forwarded: for=203.0.113.7;host=evil.test;proto=http",
        b"X-Forwarded-Host: evil.test",
        b"X-Forwarded-Proto: http",
        b"X-Forwarded-Prefix: /evil",
        b"X-Original-URL: /Subscriptions/csp-report",
        b"X-Rewrite-URL: /Subscriptions/csp-report",
        b"X-HTTP-Method-Override: POST",
    ];
    let answer = page(&site, &lines).await;
    assert_signed_in(&answer, "alice");
    assert!(!answer.contains("evil"), "{answer}");
}
