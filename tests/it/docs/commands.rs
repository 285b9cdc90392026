//! The commands that the documents show are those of the binary.

use std::collections::BTreeSet;

use crate::support::portal;

use super::document::{blocks, read};

const STARTS: [&str; 2] = ["proabono-portal ", "cargo run --release -- "];

/// The words after the name of the binary, without what a shell takes.
fn shown(text: &str) -> Vec<Vec<String>> {
    let blocks = blocks(text, "sh");
    let lines = blocks.iter().flat_map(|block| block.lines());
    let arguments = lines.filter_map(|line| STARTS.iter().find_map(|start| line.trim().strip_prefix(start)));
    let words = arguments.map(|rest| rest.split(" #").next().unwrap_or_default().split_whitespace());
    words.map(|words| words.map(str::to_owned).collect()).collect()
}

async fn help(command: &[&str]) -> String {
    let arguments: Vec<_> = command.iter().copied().chain(["--help"]).collect();
    let finished = portal::run(&[], &arguments).await;
    assert!(finished.status.success(), "{arguments:?}: {}", finished.stderr);
    finished.stdout
}

#[tokio::test]
async fn every_command_and_option_in_the_documents_exists() {
    let mut seen = BTreeSet::new();
    for path in [
        "README.md",
        "docs/configuration.md",
        "docs/architecture.md",
        "docs/security.md",
    ] {
        for words in shown(&read(path)) {
            let command = words.first().map_or("", String::as_str);
            let help = help(&[command]).await;
            for option in words.iter().filter(|word| word.starts_with('-')) {
                let name = option.split('=').next().unwrap_or_default();
                assert!(help.contains(name), "{path}: {command} has no {name}:\n{help}");
            }
            seen.insert(command.to_owned());
        }
    }
    for command in ["demo", "serve", "check", "emulate"] {
        assert!(seen.contains(command), "the documents do not show {command}");
    }
}

#[tokio::test]
async fn every_command_of_the_binary_is_in_the_readme() {
    let help = help(&[]).await;
    let (_, list) = help.split_once("Commands:").expect("a list of commands");
    let names = list.lines().skip(1).take_while(|line| !line.trim().is_empty());
    let names: Vec<_> = names
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 4, "{help}");
    let readme = read("README.md");
    for name in names {
        assert!(
            readme.contains(&format!("`{name}`")),
            "README.md does not name `{name}`"
        );
    }
}
