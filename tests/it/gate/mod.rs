//! The link gate, as the library offers it.

mod corpus;
mod properties;
mod secrets;

use proabono_portal::crylk::{FrameUrl, Gate, Refusal};

fn check(link: &str) -> Result<FrameUrl, Refusal> {
    Gate::default().check(link)
}

fn only(hosts: &[&str]) -> Gate {
    let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    Gate::only(hosts).expect("a list of ProAbono's hosts")
}

#[test]
fn a_narrower_list_admits_its_hosts_and_no_other_of_proabono() {
    let gate = only(&["mon-app.via.proabono.com", "proabono.com"]);
    for link in [
        "https://mon-app.via.proabono.com/a",
        "https://MON-APP.via.ProAbono.com/a",
        "https://mon-app.via.proabono.com:443/a",
        "https://proabono.com/",
    ] {
        assert!(gate.check(link).is_ok(), "{link}");
    }
    for link in [
        "https://mon-app.proabono.com/a",
        "https://via.proabono.com/a",
        "https://x.mon-app.via.proabono.com/a",
        "https://www.proabono.com/",
    ] {
        assert_eq!(gate.check(link), Err(Refusal::HostNotAllowed), "{link}");
    }
    for link in [
        "https://evilproabono.com/",
        "https://mon-app.via.proabono.com.evil.test/",
    ] {
        assert_eq!(gate.check(link), Err(Refusal::Host), "{link}");
    }
}

#[test]
fn a_host_that_is_not_proabonos_cannot_be_put_on_the_list() {
    for host in [
        "evil.test",
        "evilproabono.com",
        "proabono.com.evil.test",
        "127.0.0.1",
        "[::1]",
        "localhost",
        "*.proabono.com",
        ".proabono.com",
        "a..proabono.com",
        "proabono.com.",
        "proabono.com:8443",
        "https://proabono.com",
        "user@proabono.com",
        "proabono.com/path",
        "Mon-App.proabono.com",
        "proabono.com ",
        "",
    ] {
        assert!(Gate::only(vec![host.to_owned()]).is_err(), "{host:?}");
        let beside = vec!["proabono.com".to_owned(), host.to_owned()];
        assert!(Gate::only(beside).is_err(), "{host:?} beside a good one");
    }
}

#[test]
fn each_reason_is_told_apart() {
    let long = format!("https://proabono.com/{}", "a".repeat(4_096));
    let table = [
        ("", Refusal::Empty),
        (long.as_str(), Refusal::TooLong),
        (" https://proabono.com/", Refusal::Edge),
        ("https://proabono.com/\n", Refusal::Edge),
        ("https://proabono.com/\u{7f}", Refusal::Character),
        ("https://proabono.com\\@evil.test/", Refusal::Character),
        ("https://proabono\u{ff0e}com/", Refusal::Character),
        ("http://proabono.com/", Refusal::Scheme),
        ("https:proabono.com/x", Refusal::Scheme),
        ("//proabono.com/", Refusal::Scheme),
        ("https://[proabono.com/", Refusal::Malformed),
        ("https://a@proabono.com/", Refusal::UserInfo),
        ("https://:b@proabono.com/", Refusal::UserInfo),
        ("https://proabono.com:8443/", Refusal::Port),
        ("https://proabono.com:80/", Refusal::Port),
        ("https://evilproabono.com/", Refusal::Host),
        ("https://127.0.0.1/", Refusal::Host),
        ("https://@proabono.com/", Refusal::HostSpelling),
        ("https://pro%61bono.com/", Refusal::HostSpelling),
        ("https:///proabono.com/", Refusal::HostSpelling),
    ];
    for (link, reason) in table {
        assert_eq!(check(link), Err(reason), "{link:?}");
    }
}

#[test]
fn each_reason_has_a_code_of_its_own() {
    let codes: std::collections::BTreeSet<_> = Refusal::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), Refusal::ALL.len());
    let word = |code: &&str| code.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    assert!(codes.iter().all(word), "{codes:?}");
}

#[test]
fn the_longest_link_has_4096_bytes() {
    let link = |length: usize| format!("{:a<length$}", "https://proabono.com/");
    assert!(check(&link(4_096)).is_ok());
    assert_eq!(check(&link(4_097)), Err(Refusal::TooLong));
}
