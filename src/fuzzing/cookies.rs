use std::collections::HashSet;

use actix_web::cookie::{Cookie, Key};
use actix_web::http::header::{self, HeaderMap, HeaderValue};

use crate::sessions::{keep_ours, opens};
use crate::store::Ticket;

const PREFIX: &str = "__Host-portal-";

/// Of the lines of cookies that a browser sends, this server's own are left, each once, as the bytes that came; and no value that
/// was not sealed here opens.
pub fn cookies(bytes: &[u8]) {
    let lines = bytes.split(|byte| *byte == b'\n');
    let lines: Vec<HeaderValue> = lines
        .filter_map(|line| HeaderValue::from_bytes(line).ok())
        .collect();
    let mut headers = HeaderMap::new();
    for line in &lines {
        headers.append(header::COOKIE, line.clone());
    }
    keep_ours(&mut headers, PREFIX);
    let Some(left) = headers.get(header::COOKIE) else {
        return;
    };
    assert_eq!(headers.get_all(header::COOKIE).count(), 1);
    let Ok(left) = left.to_str() else {
        panic!("{left:?} is no text");
    };
    let mut names = HashSet::new();
    for pair in left.split("; ") {
        let came = |line: &HeaderValue| {
            line.as_bytes()
                .windows(pair.len())
                .any(|part| part == pair.as_bytes())
        };
        assert!(lines.iter().any(came), "{pair:?} never came");
        let (name, value) = pair.split_once('=').unwrap_or_default();
        // The library behind this decodes names. It leaves out a value that it cannot decode.
        if let Ok(cookie) = Cookie::parse_encoded(pair) {
            assert_eq!(cookie.name(), name);
        }
        assert!(name.starts_with(PREFIX), "{name:?}");
        assert!(names.insert(name), "{name:?} is there twice");
        sealed(value);
    }
}

fn sealed(value: &str) {
    assert!(
        !opens(&Key::from(&[7; 64]), value),
        "{value:?} was not sealed here"
    );
    if let Some(ticket) = Ticket::parse(value) {
        assert_eq!(ticket.text(), value);
    }
}
