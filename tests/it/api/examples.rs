//! The examples of the help, run by a shell, as a reader would.

use std::path::Path;

use serde_json::Value;

use super::{PROGRAM, Ran, command, emulated, live, say, service};
use crate::support::http;

/// The examples in a help text; a line that ends in a backslash goes on.
fn examples(help: &str) -> Vec<String> {
    let (_, behind) = help.split_once("Examples:\n").unwrap_or_default();
    let lines: Vec<&str> = behind.lines().take_while(|line| line.starts_with("  ")).collect();
    let joined = lines.join("\n").replace("\\\n", " ");
    joined
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// The subcommands that a help text lists.
fn below(help: &str) -> Vec<String> {
    let (_, behind) = help.split_once("Commands:\n").unwrap_or_default();
    let lines = behind
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("   "));
    lines
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

/// The example through a shell, in a folder with the files that examples name.
async fn run(line: &str, origin: &str, folder: &Path, variables: &[(&str, String)]) -> Ran {
    let programs = Path::new(PROGRAM).parent().unwrap();
    let mut shell = command("/bin/sh", origin);
    shell.args(["-c", line]).current_dir(folder).env("PATH", programs);
    for (name, value) in variables {
        shell.env(name, value);
    }
    Ran::of(shell.output().await.unwrap())
}

fn files(folder: &Path) {
    std::fs::write(
        folder.join("address.json"),
        r#"{"Company":"Acme Ltd","Country":"FR"}"#,
    )
    .unwrap();
    let customer = r#"{"ReferenceCustomer":"cust-file","ReferenceSegment":"acme-eur","Name":"From a file"}"#;
    std::fs::write(folder.join("customer.json"), customer).unwrap();
}

/// The numbers that an example names, of objects that exist.
async fn variables(line: &str, origin: &str) -> Vec<(&'static str, String)> {
    let ways = [
        (
            "SUBSCRIPTION",
            "/Items/0/Id",
            "subscriptions list --reference-customer cust-alice --json",
        ),
        (
            "DRAFT",
            "/Id",
            "subscriptions create --reference-customer cust-bruno --reference-offer offer-pro --json",
        ),
        (
            "INVOICE",
            "/Items/0/Id",
            "invoices list --reference-customer cust-alice --json",
        ),
        (
            "NUMBER",
            "/Items/0/FullNumber",
            "invoices list --reference-customer cust-alice --json",
        ),
        ("FEATURE", "/Items/0/Id", "features list --json"),
    ];
    let mut found = Vec::new();
    for (name, pointer, way) in ways
        .iter()
        .filter(|(name, ..)| line.contains(&format!("${name}")))
    {
        let answer = say(origin, way).await.json();
        let value = answer
            .pointer(pointer)
            .unwrap_or_else(|| panic!("no {name} in {answer}"));
        found.push((
            *name,
            value.as_str().map_or_else(|| value.to_string(), str::to_owned),
        ));
    }
    found
}

#[tokio::test]
async fn every_example_of_the_help_of_the_api_works_as_it_stands() {
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    let mut count = 0;
    for resource in below(&live("", ["--help"]).await.out) {
        let help = live("", [&resource, "--help"].map(|word| word as &str)).await.out;
        let mut pages = vec![help.clone()];
        for verb in below(&help) {
            pages.push(live("", [resource.as_str(), verb.as_str(), "--help"]).await.out);
        }
        for page in pages {
            let route = page
                .lines()
                .find(|line| line.starts_with("GET /") || line.starts_with("POST /"));
            let found = examples(&page);
            assert!(
                !found.is_empty() || !below(&page).is_empty(),
                "no example:\n{page}"
            );
            for line in found {
                count += 1;
                example(&line, route.is_none_or(emulated), &service.origin, folder.path()).await;
            }
        }
    }
    assert!(count >= 45, "only {count} examples");
}

/// Runs one from a fresh state; before the emulator knows the operation, as a dry run.
async fn example(line: &str, emulated: bool, origin: &str, folder: &Path) {
    http::post(&format!("{origin}/_emulator/reset"), &[], "")
        .await
        .assert_status(204);
    let ran = if emulated {
        let variables = variables(line, origin).await;
        run(line, origin, folder, &variables).await
    } else {
        let numbers =
            ["SUBSCRIPTION", "DRAFT", "INVOICE", "NUMBER", "FEATURE"].map(|name| (name, "7".to_owned()));
        run(
            &format!("{} --dry-run", line.replace(" --dry-run", "")),
            origin,
            folder,
            &numbers,
        )
        .await
    };
    assert_eq!(ran.code, 0, "{line}\n{}{}", ran.out, ran.err);
    // A write that is answered without a body is said on standard error.
    let said = !ran.out.is_empty() || ran.err.starts_with("Done");
    assert!(said, "{line} wrote nothing");
    if line.contains("--json") && !line.contains("--dry-run") && emulated {
        serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

#[tokio::test]
async fn the_examples_of_completions_and_manual_write_their_files() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join(".local/share/bash-completion/completions")).unwrap();
    for name in ["completions", "manual"] {
        let help = Ran::of(
            command(PROGRAM, "")
                .args([name, "--help"])
                .output()
                .await
                .unwrap(),
        )
        .out;
        let found = examples(&help);
        assert!(!found.is_empty(), "{help}");
        for line in found {
            let home = [("HOME", folder.path().to_str().unwrap().to_owned())];
            run(&line, "", folder.path(), &home).await.ended(0);
        }
    }
    for (file, part) in [
        ("proabono-portal.1", ".TH proabono-portal 1"),
        (
            "man1/proabono-portal-api-live-customers-retrieve.1",
            "reference\\-customer",
        ),
        (
            ".local/share/bash-completion/completions/proabono-portal",
            "--reference-customer",
        ),
    ] {
        let text = std::fs::read_to_string(folder.path().join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(part), "{file} has no {part}");
    }
}
