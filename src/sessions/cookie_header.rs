//! The only place that reads the raw `Cookie` header. The libraries behind it percent-decode and trim names before they
//! compare them, and give up on a header that is not UTF-8. They would take `__Host%2Dportal-session`, which any page
//! of a neighbouring sub-domain can set, for `__Host-portal-session`.

use std::collections::HashMap;

use actix_web::http::header::{self, HeaderMap, HeaderValue};

/// Leaves only the cookies of this server in a request: those whose name starts, byte for byte, with `prefix`. When two
/// have the same name, neither stays, since one of them was planted. Other sites' cookies, and values that this server would
/// never set, make no difference.
pub(crate) fn keep_ours(headers: &mut HeaderMap, prefix: &str) {
    let lines: Vec<HeaderValue> = headers.remove(header::COOKIE).collect();
    let pairs: Vec<(&str, &str)> = lines
        .iter()
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b';'))
        .filter_map(|pair| ours(pair, prefix))
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (name, _) in &pairs {
        *times.entry(name).or_default() += 1;
    }
    let once: Vec<&str> = pairs
        .iter()
        .filter(|(name, _)| times.get(name) == Some(&1))
        .map(|(_, pair)| *pair)
        .collect();
    if once.is_empty() {
        return;
    }
    if let Ok(line) = HeaderValue::from_str(&once.join("; ")) {
        headers.insert(header::COOKIE, line);
    }
}

/// The name and the pair, when the cookie is one of this server's. Such a name has no character that a library could
/// decode or trim, and such a value is printable ASCII without spaces.
fn ours<'a>(pair: &'a [u8], prefix: &str) -> Option<(&'a str, &'a str)> {
    // RFC 6265, section 4.2.1: a semicolon and one space stand between two cookies.
    let pair = pair.strip_prefix(b" ").unwrap_or(pair);
    let pair = std::str::from_utf8(pair).ok()?;
    let (of, value) = pair.strip_prefix(prefix)?.split_once('=')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !of.chars().all(plain) || !value.chars().all(|c| c.is_ascii_graphic()) {
        return None;
    }
    Some((&pair[..prefix.len() + of.len()], pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFIX: &str = "__Host-portal-";

    fn kept(lines: &[&[u8]]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_bytes(line).unwrap());
        }
        keep_ours(&mut headers, PREFIX);
        assert!(headers.get_all(header::COOKIE).count() <= 1);
        let line = headers.get(header::COOKIE);
        line.map_or_else(String::new, |line| line.to_str().unwrap().to_owned())
    }

    #[test]
    fn a_name_counts_only_as_the_bytes_that_came() {
        for planted in [
            "__Host%2Dportal-session=x",
            "__Host-portal%2dsession=x",
            "%5F_Host-portal-session=x",
            "__host-portal-session=x",
            "__Host-portal-session%20=x",
            "__Host-portal-session =x",
            "  __Host-portal-session=x",
            "\t__Host-portal-session=x",
            "\u{b}__Host-portal-session=x",
            "\u{a0}__Host-portal-session=x",
            "\u{2003}__Host-portal-session=x",
            "__Host-portal-session\u{2003}=x",
            "\"__Host-portal-session\"=x",
            "=__Host-portal-session=x",
            "__Host-portal-session",
            "portal-session=x",
            "__Secure-portal-session=x",
        ] {
            let Ok(value) = HeaderValue::from_bytes(planted.as_bytes()) else {
                continue;
            };
            assert_eq!(kept(&[value.as_bytes()]), "", "{planted:?}");
            let beside = [value.as_bytes(), b"; __Host-portal-session=good"].concat();
            assert_eq!(kept(&[&beside]), "__Host-portal-session=good", "{planted:?}");
        }
    }

    #[test]
    fn of_two_cookies_with_one_name_neither_counts() {
        let twice = "__Host-portal-session=a; x=y; __Host-portal-session=a; __Host-portal-way=w";
        assert_eq!(kept(&[twice.as_bytes()]), "__Host-portal-way=w");
        let lines: [&[u8]; 2] = [b"__Host-portal-session=a", b"__Host-portal-session=b"];
        assert_eq!(kept(&lines), "");
    }

    #[test]
    fn a_value_that_this_server_would_never_set_hides_nothing() {
        let (name, own) = (b"__Host-portal-session=".as_slice(), "__Host-portal-session=a");
        for odd in [&b"x y"[..], b"\xff", b"a\xff", b"\xc3\xa9", b"a\tb", b"a "] {
            let planted = [name, odd].concat();
            assert_eq!(kept(&[&planted]), "", "{odd:?}");
            for (first, second) in [(&*planted, own.as_bytes()), (own.as_bytes(), &*planted)] {
                let line = [first, b"; ", second].concat();
                assert_eq!(kept(&[&line]), own, "{odd:?}");
                assert_eq!(kept(&[first, second]), own, "{odd:?}");
                // Two others still count for nothing.
                let twice = [&line, b"; __Host-portal-session=b".as_slice()].concat();
                assert_eq!(kept(&[&twice]), "", "{odd:?}");
            }
        }
    }

    #[test]
    fn a_neighbours_cookie_that_is_not_text_hides_nothing() {
        let line = b"odd=\xff\xfe; __Host-portal-session=a%2Bb%3D; \xe9=1; other";
        assert_eq!(kept(&[line]), "__Host-portal-session=a%2Bb%3D");
    }
}
