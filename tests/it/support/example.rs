//! The files of `examples/`, with the ports and lines that a test needs.

use std::path::Path;

const LOOPBACK: &str = "127.0.0.1:";

/// The example as it stands.
pub(crate) fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Replaces a part of the text, which has to stand there.
#[track_caller]
pub(crate) fn with(text: &str, before: &str, after: &str) -> String {
    assert!(text.contains(before), "the example has no {before:?}");
    text.replace(before, after)
}

/// Gives each of those services of this machine the port that it has in the test. All are replaced in one pass, since a
/// new port may begin with the digits of another service's.
#[track_caller]
pub(crate) fn with_ports(text: &str, replaced: &[(u16, u16)]) -> String {
    let mut parts = text.split(LOOPBACK);
    let mut result = parts.next().unwrap_or_default().to_owned();
    let mut missing: Vec<_> = replaced.iter().map(|(shown, _)| shown.to_string()).collect();
    for part in parts {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let (shown, rest) = part.split_at(digits);
        missing.retain(|port| port != shown);
        let pair = replaced.iter().find(|(before, _)| before.to_string() == shown);
        let port = pair.map_or_else(|| shown.to_owned(), |(_, after)| after.to_string());
        result.extend([LOOPBACK, &port, rest]);
    }
    assert!(missing.is_empty(), "the example has no {LOOPBACK}{missing:?}");
    result
}

#[test]
fn a_port_that_begins_with_the_digits_of_another_is_left_whole() {
    let text = "to 127.0.0.1:8080; and 127.0.0.1:3000/x, not 127.0.0.1:30001";
    assert_eq!(
        with_ports(text, &[(8080, 30_007), (3000, 8080)]),
        "to 127.0.0.1:30007; and 127.0.0.1:8080/x, not 127.0.0.1:30001"
    );
}
