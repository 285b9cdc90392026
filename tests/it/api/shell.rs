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
        ("bash", "_clap_complete_proabono_portal"),
        ("elvish", "create-or-update"),
        ("powershell", "create-or-update"),
        ("zsh", "#compdef proabono-portal"),
        ("fish", "proabono-portal -- (commandline"),
    ] {
        let ran = run(&["completions", shell]).await;
        assert!(ran.ended(0).out.contains(part), "{shell}: {}", ran.out);
    }
}

/// The answer that the script for fish gets when it asks.
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

/// The words that a bash that has the script offers for the last of these words, as its Tab key does.
async fn bash(words: &[&str]) -> Vec<String> {
    const TAB: &str = r#"
        source "$1"; shift
        complete -p proabono-portal > /dev/null || exit 9
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE=9
        _clap_complete_proabono_portal "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("completions");
    std::fs::write(&script, run(&["completions", "bash"]).await.out).unwrap();
    let system = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&system);
    let own = Path::new(PROGRAM).parent().unwrap().to_owned();
    let path = std::env::join_paths(std::iter::once(own).chain(folders)).unwrap();
    let mut shell = tokio::process::Command::new("bash");
    shell.env_clear().env("PATH", path).kill_on_drop(true);
    shell
        .args(["--norc", "-c", TAB, "bash"])
        .arg(&script)
        .arg("proabono-portal");
    let ran = Ran::of(shell.args(words).output().await.unwrap());
    ran.ended(0).out.lines().map(str::to_owned).collect()
}

#[tokio::test]
async fn a_real_bash_completes_words_of_every_depth() {
    assert_eq!(bash(&["api", "l"]).await, ["live"]);
    assert_eq!(bash(&["api", "live", "cust"]).await, ["customers"]);
    assert_eq!(
        bash(&["api", "live", "customers", "list", "--al"]).await,
        ["--all"]
    );
    assert_eq!(
        bash(&["api", "live", "subscriptions", "create", "--unit-trial", "M"]).await,
        ["Month"]
    );
}

#[tokio::test]
async fn zsh_gets_an_answer_when_its_script_asks() {
    let mut program = command(PROGRAM, "");
    program
        .env("PROABONO_PORTAL_COMPLETE", "zsh")
        .env("_CLAP_COMPLETE_INDEX", "3");
    program.args(["--", "proabono-portal", "api", "live", "cust"]);
    let ran = Ran::of(program.output().await.unwrap());
    assert!(ran.ended(0).out.starts_with("customers"), "{}", ran.out);
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
    if name.starts_with("proabono-portal-api") {
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
        page.ended(0).out.contains(concat!(
            ".TH proabono-portal-api-live-customers-retrieve 1 \"\" \"proabono-portal ",
            env!("CARGO_PKG_VERSION"),
            "\" proabono-portal\n"
        )),
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
        wrong.ended(2).err.contains("\"dead\" in \"api\""),
        "{}",
        wrong.err
    );
}
