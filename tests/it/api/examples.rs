//! The examples of the help, run by a shell, as a reader would.

use std::path::Path;

use serde_json::Value;

use super::{PROGRAM, Ran, ask, calls, command, say, seeded, service};
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
    let business = r#"{"Name":"From a file","LanguageDefault":"en"}"#;
    std::fs::write(folder.join("business.json"), business).unwrap();
    let stripe = r#"{"IdBusiness":1,"Name":"Stripe","Currency":"EUR","TypeGateway":"CardStripe","IsInRealMoney":false,
        "CardStripe":{"KeyPublic":"pk_test_placeholder","KeySecret":"sk_test_placeholder"}}"#;
    std::fs::write(folder.join("stripe.json"), stripe).unwrap();
}

/// The objects that examples name, the place of each in an answer, and the command that gives the answer.
const WAYS: [(&str, &str, &str); 18] = [
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
    ("BUSINESS", "/Items/0/Id", "backoffice businesses list --json"),
    ("SEGMENT", "/Items/0/Id", "backoffice segments list --json"),
    ("AGENT", "/Items/0/Id", "backoffice agents list --json"),
    ("WEBHOOK", "/Items/0/Id", "backoffice webhooks list --json"),
    (
        "NOTIFICATION",
        "/Items/0/Id",
        "backoffice webhook-notifications list --json",
    ),
    (
        "ACCOUNT",
        "/Items/0/Id",
        "backoffice gateway-accounts list --json",
    ),
    ("CARD", "/Items/0/Id", "backoffice card-permissions list --json"),
    (
        "MANDATE",
        "/Items/0/Id",
        "backoffice mandate-permissions list --json",
    ),
    (
        "REQUEST",
        "/Items/0/Id",
        "backoffice gateway-requests list --json",
    ),
    (
        "TRANSACTION",
        "/Items/0/Id",
        "backoffice gateway-transactions list --json",
    ),
    ("TAX", "/Items/0/Id", "backoffice tax-profiles list --json"),
    (
        "EXCEPTION",
        "/Items/0/Id",
        "backoffice tax-profile-exceptions list --json",
    ),
    (
        "CUSTOMER",
        "/Id",
        "customers retrieve --reference-customer cust-alice --json",
    ),
];

/// The numbers that an example names, of objects that exist.
async fn variables(line: &str, origin: &str) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    for (name, pointer, way) in WAYS
        .iter()
        .filter(|(name, ..)| line.split(' ').any(|word| word == format!("${name}")))
    {
        let answer = match way.strip_prefix("backoffice ") {
            Some(way) => ask(origin, "backoffice", way.split(' ')).await.json(),
            None => say(origin, way).await.json(),
        };
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
    let found = lines().await;
    assert!(found.len() >= 110, "only {} examples", found.len());
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    for line in found {
        example(&line, &service.origin, folder.path()).await;
    }
}

#[tokio::test]
async fn the_examples_with_the_present_time_work_where_the_clock_is_another() {
    let found = lines().await.into_iter().filter(|line| line.contains(" now"));
    let service = seeded();
    let folder = tempfile::tempdir().unwrap();
    let mut count = 0;
    for line in found {
        count += 1;
        example(&line, &service.origin, folder.path()).await;
        let calls = calls(&service).await;
        let sent = &calls.last().unwrap()["body"];
        let body = sent.get(0).unwrap_or(sent);
        assert_eq!(body["DateStamp"], "2026-10-01T08:00:00Z", "{line}");
    }
    assert!(count >= 3, "only {count} examples");
}

/// Every example of the help of both APIs and of what is below them.
async fn lines() -> Vec<String> {
    let mut found = lines_of("live").await;
    found.extend(lines_of("backoffice").await);
    found
}

async fn lines_of(api: &str) -> Vec<String> {
    let mut found = Vec::new();
    for resource in below(&ask("", api, ["--help"]).await.out) {
        let help = ask("", api, [resource.as_str(), "--help"]).await.out;
        let mut pages = vec![help.clone()];
        for verb in below(&help) {
            pages.push(
                ask("", api, [resource.as_str(), verb.as_str(), "--help"])
                    .await
                    .out,
            );
        }
        for page in pages {
            let examples = examples(&page);
            assert!(
                !examples.is_empty() || !below(&page).is_empty(),
                "no example:\n{page}"
            );
            found.extend(examples);
        }
    }
    found
}

/// Runs one from a fresh state.
async fn example(line: &str, origin: &str, folder: &Path) {
    http::post(&format!("{origin}/_emulator/reset"), &[], "")
        .await
        .assert_status(204);
    let variables = variables(line, origin).await;
    let ran = run(line, origin, folder, &variables).await;
    assert_eq!(ran.code, 0, "{line}\n{}{}", ran.out, ran.err);
    // A write that is answered without a body is said on standard error.
    let said = !ran.out.is_empty() || ran.err.starts_with("Done");
    assert!(said, "{line} wrote nothing");
    if line.contains("--json") && !line.contains("--dry-run") {
        serde_json::from_str::<Value>(&ran.out).unwrap_or_else(|error| panic!("{line}: {error}"));
    }
}

#[tokio::test]
async fn the_examples_of_completions_and_manual_write_their_files() {
    let folder = tempfile::tempdir().unwrap();
    for path in [
        ".local/share/bash-completion/completions",
        ".config/fish/completions",
    ] {
        std::fs::create_dir_all(folder.path().join(path)).unwrap();
    }
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
            "PROABONO_PORTAL_COMPLETE=\"bash\"",
        ),
        (
            ".config/fish/completions/proabono-portal.fish",
            "--command proabono-portal",
        ),
        ("retrieve.1", ".SH \"EXIT STATUS\""),
    ] {
        let text = std::fs::read_to_string(folder.path().join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(part), "{file} has no {part}");
    }
}
