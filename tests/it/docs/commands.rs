//! The commands that the documents show are those of the binary.

use std::collections::BTreeSet;

use crate::support::portal;

use super::document::{blocks, coded, read};

const STARTS: [&str; 2] = ["proabono-portal ", "cargo run --release -- "];

/// The words after the name of the binary, in blocks and in sentences, without what a shell takes.
fn shown(text: &str) -> Vec<Vec<String>> {
    let blocks = ["sh", "text"].map(|language| blocks(text, language)).concat();
    let lines = blocks.iter().flat_map(|block| block.lines());
    let inline: Vec<_> = text.lines().flat_map(coded).collect();
    let all = lines.chain(inline.iter().map(String::as_str));
    let arguments = all.filter_map(|line| STARTS.iter().find_map(|start| line.trim().strip_prefix(start)));
    let words = arguments.map(|rest| rest.split(" #").next().unwrap_or_default().split_whitespace());
    words.map(|words| words.map(str::to_owned).collect()).collect()
}

/// The part of the words that names the command: four below `api`, two of those with commands of their own, else one.
fn command(words: &[String]) -> Vec<&str> {
    let depth = match words[0].as_str() {
        "api" => 4,
        "config" | "handoff" | "rights" | "webhooks" => 2,
        _ => 1,
    };
    let names = words.iter().map(String::as_str);
    names
        .take_while(|word| !word.starts_with('-'))
        .take(depth)
        .collect()
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
    for document in [
        "README.md",
        "docs/api.md",
        "docs/develop.md",
        "docs/emulator.md",
        "docs/operations.md",
        "docs/configuration.md",
        "docs/architecture.md",
        "docs/security.md",
        "docs/rights.md",
        "docs/sign-in/hand-off.md",
        "docs/troubles.md",
        "docs/webhooks.md",
        "docs/benchmarks.md",
        "docs/warnings.md",
        "docs/sign-in/host-application.md",
    ] {
        for words in shown(&read(document)) {
            let path = command(&words);
            let help = help(&path).await;
            for option in words.iter().filter(|word| word.starts_with('-')) {
                let name = option.split('=').next().unwrap_or_default();
                assert!(help.contains(name), "{document}: {path:?} has no {name}:\n{help}");
            }
            seen.insert(path[0].to_owned());
        }
    }
    for shown in [
        "demo",
        "dev",
        "serve",
        "check",
        "api",
        "conformance",
        "completions",
        "handoff",
        "emulate",
    ] {
        assert!(seen.contains(shown), "the documents do not show {shown}");
    }
}

#[tokio::test]
async fn every_command_of_the_binary_is_in_the_page_for_operators() {
    let help = help(&[]).await;
    let (_, list) = help.split_once("Commands:").expect("a list of commands");
    let names = list.lines().skip(1).take_while(|line| !line.trim().is_empty());
    let names: Vec<_> = names
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(names.len() >= 4, "{help}");
    let page = read("docs/operations.md");
    for name in names {
        assert!(
            page.contains(&format!("`{name}`")),
            "docs/operations.md does not name `{name}`"
        );
    }
}
