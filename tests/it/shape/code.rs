//! Words that must not stand in the sources.

use super::complain;
use super::paths::code_only;
use super::sources::Source;

/// Output goes through the log, or through a writer that a command is given.
const PRINTING: [&str; 5] = ["println!", "eprintln!", "print!", "eprint!", "dbg!"];

/// Words that turn askama's escaping off. They are looked for in the texts too.
const UNESCAPED: [&str; 4] = [
    "escape = \"none\"",
    "ext = \"txt\"",
    "filters::safe",
    "filters::Safe",
];

/// Words after which `FrameUrl {` is a type followed by a block.
const TYPE_POSITIONS: [&str; 4] = ["->", "for", "&", ":"];

/// Everything in the file that breaks a rule.
pub(super) fn faults(file: &Source) -> Vec<String> {
    let code = code_only(&file.text);
    let mut faults = Vec::new();
    for (at, line) in code.lines().enumerate() {
        let printing = PRINTING.iter().filter(|word| stands_in(line, word));
        faults.extend(
            printing.map(|word| complain(&file.path, at + 1, &format!("{word} writes past the log"))),
        );
        if file.module().first() != Some(&"crylk") && makes_frame_url(line) {
            faults.push(complain(&file.path, at + 1, "only src/crylk makes a FrameUrl"));
        }
    }
    for (at, line) in file.text.lines().enumerate() {
        let unescaped = UNESCAPED.iter().filter(|word| line.contains(**word));
        faults.extend(
            unescaped.map(|word| complain(&file.path, at + 1, &format!("{word} turns escaping off"))),
        );
        if line.contains("derive(") && derives_a_way_in(&file.text, at) {
            faults.push(complain(
                &file.path,
                at + 1,
                "a FrameUrl that is derived did not pass the gate",
            ));
        }
    }
    faults
}

/// Tells whether the word stands there, and not as the end of a longer one.
fn stands_in(line: &str, word: &str) -> bool {
    let mut places = line.match_indices(word);
    places.any(|(at, _)| !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_'))
}

fn makes_frame_url(line: &str) -> bool {
    let constructed = line.match_indices("FrameUrl").any(|(at, word)| {
        let (before, behind) = (line[..at].trim_end(), line[at + word.len()..].trim_start());
        behind.starts_with('(')
            || (behind.starts_with('{') && !TYPE_POSITIONS.iter().any(|end| before.ends_with(end)))
    });
    constructed || line.contains("impl FrameUrl") || line.contains("struct FrameUrl")
}

/// Tells whether the derive at that line belongs to `FrameUrl` and lets a value in from outside.
fn derives_a_way_in(text: &str, at: usize) -> bool {
    let mut lines = text.lines().skip(at);
    let derive = lines.next().unwrap_or_default();
    let subject = lines
        .find(|line| line.contains("struct ") || line.contains("enum "))
        .unwrap_or_default();
    stands_in(subject, "struct FrameUrl")
        && ["Deserialize", "Default", "From"]
            .iter()
            .any(|way| derive.contains(way))
}

#[cfg(test)]
mod tests {
    use super::{Source, faults};

    fn count(path: &str, text: &str) -> usize {
        faults(&Source::planted(path, text)).len()
    }

    #[test]
    fn a_frame_url_made_outside_the_gate_is_found() {
        assert_eq!(count("src/pages/opened.rs", "let url = FrameUrl(text);"), 1);
        assert_eq!(count("src/pages/opened.rs", "let url = FrameUrl { text };"), 1);
        assert_eq!(count("src/pages/opened.rs", "impl FrameUrl {"), 1);
        assert_eq!(count("src/crylk/frame_url.rs", "Ok(FrameUrl(text))"), 0);
        assert_eq!(
            count(
                "src/pages/opened.rs",
                "fn of(&self) -> FrameUrl { self.url.clone() }"
            ),
            0
        );
        assert_eq!(count("src/pages/opened.rs", "impl Display for FrameUrl {"), 0);
        assert_eq!(count("src/pages/opened.rs", "// FrameUrl(text)"), 0);
        assert_eq!(
            count(
                "src/crylk/frame_url.rs",
                "#[derive(Clone, Deserialize)]\npub struct FrameUrl(String);"
            ),
            1
        );
        assert_eq!(
            count(
                "src/crylk/frame_url.rs",
                "#[derive(Clone)]\npub struct FrameUrl(String);"
            ),
            0
        );
    }

    #[test]
    fn printing_and_unescaped_output_are_found() {
        assert_eq!(count("src/cli/check.rs", "println!(\"{x}\");"), 1);
        assert_eq!(count("src/cli/check.rs", "eprint!(\"{x}\"); dbg!(x);"), 2);
        assert_eq!(count("src/cli/check.rs", "writeln!(out, \"println!\")?;"), 0);
        assert_eq!(
            count(
                "src/pages/opened.rs",
                "#[template(path = \"page.html\", escape = \"none\")]"
            ),
            1
        );
        assert_eq!(
            count("src/pages/opened.rs", "#[template(path = \"page.html\")]"),
            0
        );
    }
}
