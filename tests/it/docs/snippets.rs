//! The Rust in the README is a piece of an example, which is compiled and run by other tests.

use super::document::{blocks, read};

const EXAMPLES: [&str; 2] = ["examples/mount.rs", "examples/bill_a_customer.rs"];

/// The lines without their indentation.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    lines.join("\n")
}

#[test]
fn every_piece_of_rust_in_the_readme_stands_in_an_example() {
    let examples = EXAMPLES.map(|path| lines(&read(path)));
    let pieces = blocks(&read("README.md"), "rust");
    assert!(pieces.len() >= 3, "{pieces:?}");
    for piece in pieces {
        let piece = lines(&piece);
        assert!(
            examples.iter().any(|example| example.contains(&piece)),
            "no example has\n{piece}"
        );
    }
}
