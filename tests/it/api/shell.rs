//! Completions and manual pages.

use std::path::Path;

use clap::CommandFactory as _;
use proabono_portal::cli::Cli;

use super::{PROGRAM, Ran, command};

async fn run(arguments: &[&str]) -> Ran {
    let mut program = command(PROGRAM, "");
    Ran::of(program.args(arguments).output().await.unwrap())
}

#[tokio::test]
async fn every_shell_gets_its_completions() {
    for (shell, part) in [
        ("bash", "create-or-update"),
        ("elvish", "create-or-update"),
        ("powershell", "create-or-update"),
        ("zsh", "create-or-update"),
        ("fish", "proabono-portal -- (commandline"),
    ] {
        let ran = run(&["completions", shell]).await;
        assert!(ran.ended(0).out.contains(part), "{shell}: {}", ran.out);
    }
}

/// What the script for fish gets when it asks.
async fn fish(words: &[&str]) -> Vec<String> {
    let mut program = command(PROGRAM, "");
    program.env("PROABONO_PORTAL_COMPLETE", "fish");
    program.args(["--", "proabono-portal"]).args(words);
    let ran = Ran::of(program.output().await.unwrap());
    let lines = ran.ended(0).out.lines();
    lines
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn fish_gets_the_verbs_the_flags_and_the_words_of_every_depth() {
    assert!(
        run(&["completions", "fish"])
            .await
            .out
            .contains("PROABONO_PORTAL_COMPLETE=fish")
    );
    let live = ["api", "live"];
    for (rest, expected) in [
        (&["customers", ""][..], "create-or-update"),
        (&["subscriptions", "create", "--u"], "--unit-trial"),
        (&["subscriptions", "create", "--unit-trial", ""], "Fortnight"),
        (&["invoices", "list", "--"], "--size-page"),
    ] {
        let words: Vec<&str> = live.iter().chain(rest).copied().collect();
        let found = fish(&words).await;
        // A word that is not documented is not offered.
        let offered = found.iter().any(|one| one == expected);
        assert_eq!(offered, expected != "Fortnight", "{words:?}: {found:?}");
        assert!(!found.is_empty(), "{words:?}");
    }
    assert_eq!(
        fish(&["api", "live", "subscriptions", "create", "--unit-trial", ""]).await,
        ["Day", "Week", "Month", "Year"]
    );
}

/// Every command, by the words that call it.
fn every_command(command: &clap::Command, called: &str, found: &mut Vec<(String, bool)>) {
    found.push((called.to_owned(), command.has_subcommands()));
    for below in command.get_subcommands() {
        every_command(below, &format!("{called}-{}", below.get_name()), found);
    }
}

fn section<'a>(page: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = page.split_once(&format!(".SH \"{name}\"\n"))?;
    behind.split("\n.SH ").next()
}

fn check(folder: &Path, name: &str, group: bool) {
    let page = std::fs::read_to_string(folder.join(format!("{name}.1")))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let status = section(&page, "EXIT STATUS").unwrap_or_else(|| panic!("{name} has no exit status"));
    assert!(status.contains("  0  "), "{name}: {status}");
    if name.starts_with("proabono-portal-api-live") {
        assert!(status.contains("  4  nothing found"), "{name}: {status}");
    }
    let examples = section(&page, "EXAMPLES");
    assert!(group || examples.is_some(), "{name} has no example");
    let begins = examples.is_none_or(|examples| examples.contains("proabono\\-portal"));
    assert!(begins && !page.contains("Examples:"), "{name}: {page}");
}

#[tokio::test]
async fn every_page_of_the_manual_has_exit_codes_and_that_of_a_command_has_examples() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    run(&["manual", "--directory", path]).await.ended(0);
    let mut cli = Cli::command().disable_help_subcommand(true);
    cli.build();
    let mut commands = Vec::new();
    every_command(&cli, "proabono-portal", &mut commands);
    assert!(commands.len() > 55, "{}", commands.len());
    for (name, group) in &commands {
        check(folder.path(), name, *group);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), commands.len());
}

#[tokio::test]
async fn the_page_of_any_command_goes_to_standard_output() {
    let page = run(&["manual", "api", "live", "customers", "retrieve"]).await;
    assert!(
        page.ended(0)
            .out
            .contains(".TH proabono-portal-api-live-customers-retrieve 1"),
        "{}",
        page.out
    );
    assert!(
        run(&["manual"])
            .await
            .ended(0)
            .out
            .contains(".TH proabono-portal 1")
    );
    let wrong = run(&["manual", "api", "dead"]).await;
    assert!(
        wrong.ended(1).err.contains("\"dead\" in \"api\""),
        "{}",
        wrong.err
    );
}
