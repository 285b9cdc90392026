//! Request lines and headers that are too many or too large.

use super::listeners;
use crate::support::raw::{exchange, get, status};
use crate::support::served::Served;

fn long(length: usize) -> Vec<u8> {
    [b"x-long: ".as_slice(), &vec![b'x'; length]].concat()
}

#[tokio::test]
async fn a_head_that_is_too_large_is_refused_on_every_listener() {
    let site = Served::start(&[("server.head_size", "8192")]);
    for address in listeners(&site) {
        let taken = exchange(address, &get("/nothing", &[&long(7_000)])).await;
        assert_eq!(status(&taken), 404, "{taken}");
        let path = format!("/{}", "x".repeat(9_000));
        for request in [
            get("/nothing", &[&long(9_000)]),
            get("/nothing", &[&long(5_000), &long(5_000)]),
            get(&path, &[]),
        ] {
            let answer = exchange(address, &request).await;
            assert_eq!(status(&answer), 431, "{answer}");
            assert!(answer.contains("connection: close"), "{answer}");
        }
    }
}

#[tokio::test]
async fn without_a_setting_a_head_has_64_kib_and_the_parser_stops_at_128() {
    let site = Served::start(&[]);
    for address in listeners(&site) {
        for (length, expected) in [(60_000, 404), (70_000, 431), (200_000, 431)] {
            let answer = exchange(address, &get("/nothing", &[&long(length)])).await;
            assert_eq!(status(&answer), expected, "{length}: {answer}");
        }
    }
}

#[tokio::test]
async fn more_than_96_headers_are_refused_on_every_listener() {
    let site = Served::start(&[]);
    for address in listeners(&site) {
        // Two headers are there already.
        for (count, expected) in [(94, 404), (95, 431)] {
            let answer = exchange(address, &get("/nothing", &vec![b"a: b".as_slice(); count])).await;
            assert_eq!(status(&answer), expected, "{count}: {answer}");
        }
    }
}
