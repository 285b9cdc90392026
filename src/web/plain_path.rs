//! Plain paths, which every server on the way reads alike.

use actix_web::guard::{Guard, fn_guard};
use percent_encoding::percent_decode;

/// How often a segment is decoded. A segment that is encoded more deeply is not plain.
const DEPTH: usize = 4;

/// Admits requests with a plain path. Any other one gets "Page not found" before the visitor's identity is looked up.
///
/// nginx decodes `/restart/..%2fstatic%2fx` and folds it before it picks a `location`, so it may apply the rules for static
/// files to what is a page here.
pub(crate) fn plain() -> impl Guard {
    fn_guard(|context| is_plain(context.head().uri.path()))
}

/// Tells whether no segment of a raw path holds a slash or a backslash, or stands for a dot segment, however often it is
/// encoded and whatever matrix parameters follow.
pub(crate) fn is_plain(path: &str) -> bool {
    // Most paths have none of these characters and need no closer look.
    !path.contains(['%', '\\', '.']) || path.split('/').all(is_plain_segment)
}

fn is_plain_segment(raw: &str) -> bool {
    let mut text = raw.as_bytes().to_vec();
    for _ in 0..DEPTH {
        if text.iter().any(|byte| matches!(byte, b'/' | b'\\')) || is_dots(&text) {
            return false;
        }
        let decoded: Vec<u8> = percent_decode(&text).collect();
        if decoded == text {
            return true;
        }
        text = decoded;
    }
    false
}

/// Finds `.` and `..`, also as `..;a=b`, which Java servers fold.
fn is_dots(segment: &[u8]) -> bool {
    let name = segment.split(|byte| *byte == b';').next();
    matches!(name, Some(b"." | b".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slash_or_a_dot_segment_is_found_in_every_spelling() {
        for path in [
            "/Subscriptions/restart/..%2fstatic%2fx",
            "/Subscriptions/restart/%2F",
            "/Subscriptions/restart/a%5cb",
            "/Subscriptions/restart/a\\b",
            "/Subscriptions/restart/..",
            "/Subscriptions/restart/%2e%2E",
            "/Subscriptions/./restart/1",
            "/Subscriptions/restart/..;/static",
            "/Subscriptions/restart/..%3bx=y",
            "/Subscriptions/restart/%252e%252e",
            "/Subscriptions/restart/..%252fstatic",
            "/Subscriptions/restart/%25252525252fx",
        ] {
            assert!(!is_plain(path), "{path}");
        }
    }

    #[test]
    fn references_and_numbers_are_plain() {
        for path in [
            "/Subscriptions",
            "/Subscriptions/",
            "/Subscriptions/subscribe/offer-pro",
            "/Subscriptions/subscribe/%C3%A9t%C3%A9",
            "/Subscriptions/subscribe/a%20b%2cc",
            "/Subscriptions/subscribe/v1..2",
            "/Subscriptions/subscribe/100%25",
            "/Subscriptions/subscribe/...",
            "/Subscriptions/restart/1;x=y",
        ] {
            assert!(is_plain(path), "{path}");
        }
    }
}
