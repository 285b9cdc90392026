//! Every relative link of a document leads to a file that exists, and to a heading that it has.

use std::fs;
use std::path::{Path, PathBuf};

use super::document::root;

/// What is not ours, or not written by hand.
const SKIPPED: [&str; 3] = ["target", "node_modules", ".git"];

fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && !SKIPPED.contains(&&*name) {
            documents(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
}

/// The text without fenced blocks and code spans: a link in them is an example.
fn prose(text: &str) -> String {
    let mut fenced = false;
    let mut kept = String::new();
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if !fence && !fenced {
            kept.extend(line.split('`').step_by(2));
            kept.push('\n');
        }
        fenced ^= fence;
    }
    kept
}

fn targets(text: &str) -> Vec<String> {
    let prose = prose(text);
    let after = prose.split("](").skip(1);
    let targets = after.filter_map(|rest| rest.split(')').next());
    let relative = targets.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    relative.map(str::to_owned).collect()
}

/// The anchors that a hosting site makes of the headings.
fn anchors(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut found = Vec::new();
    for line in text.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let heading = line.trim_start_matches('#');
        if !fenced && heading.len() < line.len() && heading.starts_with(' ') {
            found.push(anchor(heading.trim()));
        }
    }
    found
}

fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

fn fault(document: &Path, text: &str, target: &str) -> Option<String> {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    let place = document.strip_prefix(root()).unwrap_or(document).display();
    let file = document.parent().unwrap_or(document).join(path);
    if !path.is_empty() && !file.exists() {
        return Some(format!("{place}: {target} leads to no file"));
    }
    let text = if path.is_empty() {
        text.to_owned()
    } else {
        fs::read_to_string(&file).unwrap_or_default()
    };
    let missing = !heading.is_empty() && !anchors(&text).iter().any(|anchor| anchor == heading);
    missing.then(|| format!("{place}: {target} leads to no heading"))
}

#[test]
fn every_link_leads_somewhere() {
    let mut found = Vec::new();
    documents(root(), &mut found);
    assert!(found.iter().any(|path| path.ends_with("README.md")));
    let (mut seen, mut faults) = (0, Vec::new());
    for document in &found {
        let text = fs::read_to_string(document).expect("a document");
        for target in targets(&text) {
            seen += 1;
            faults.extend(fault(document, &text, &target));
        }
    }
    assert!(seen > 20, "only {seen} links were seen");
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn links_and_headings_are_read_as_a_reader_sees_them() {
    let text = "# A `b.c` (d)\n[x](y.md#z) `[no](no)` [w](https://e.test/)\n```\n# no\n[no](no)\n```\n";
    assert_eq!(targets(text), ["y.md#z"]);
    assert_eq!(anchors(text), ["a-bc-d"]);
    let here = root().join("README.md");
    assert!(fault(&here, text, "#a-bc-d").is_none());
    assert!(fault(&here, text, "#other").is_some());
    assert!(fault(&here, text, "no/such/file.md").is_some());
}
