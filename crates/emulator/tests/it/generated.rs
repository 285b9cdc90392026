//! Requests that a generator makes of ProAbono's published `OpenAPI` document: none is a server error, and no answer is against the
//! document.
//!
//! The generator is schemathesis, which `tests/run` installs below cargo's target folder.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use proabono_emulator::{Options, UsagesShape};
use serde_json::{Value, json};
use tokio::process::Command;
use tokio::time::timeout;

use crate::support::trials::{record, target_folder, trials};

/// The document as it is published: names and shapes.
const PUBLISHED: &str = include_str!("../openapi/live.json");

/// Values that lead further than any that are made up, by the names of members.
const EXAMPLES: [(&str, &str); 6] = [
    ("ReferenceCustomer", "cust-alice"),
    ("ReferenceSegment", "acme-eur"),
    ("ReferenceOffer", "offer-pro"),
    ("ReferenceFeature", "feat-users"),
    ("FullNumber", "A-17.00000001"),
    ("Language", "en"),
];

/// Requests of each operation in the plain run.
const PLAIN: usize = 2;

/// The number of requests bounds the test, not the clock, or a busy machine would drive fewer operations. This is for a
/// generator that hangs.
const PATIENCE: Duration = Duration::from_mins(25);

/// Gives the named members of the document, wherever they are, an example; their ids are those of the account.
fn with_examples(document: &mut Value, subscription: u64) {
    match document {
        Value::Object(members) => {
            let named = members.get("name").and_then(Value::as_str).map(str::to_owned);
            if let (Some(name), Some(schema)) = (named, members.get_mut("schema")) {
                give(&name, schema, subscription);
            }
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                for (name, schema) in properties {
                    give(name, schema, subscription);
                }
            }
            // The document has texts only, and the samples of its answers have numbers among them.
            if members.get("title") == Some(&json!("Metadata")) {
                members.insert("additionalProperties".to_owned(), json!({}));
            }
            for member in members.values_mut() {
                with_examples(member, subscription);
            }
        }
        Value::Array(items) => {
            for item in items {
                with_examples(item, subscription);
            }
        }
        // The published document repeats a quote within a quote, and the copy of it says so in this way.
        Value::String(text) if text == "circular()" => *document = json!({}),
        _ => {}
    }
}

fn give(name: &str, schema: &mut Value, subscription: u64) {
    let example = EXAMPLES.iter().find(|(known, _)| *known == name);
    if let Some((_, example)) = example {
        schema["example"] = json!(example);
    } else if name == "IdSubscription" {
        schema["example"] = json!(subscription);
    }
}

/// The program, where `tests/run` has put it.
fn generator() -> PathBuf {
    let program = target_folder("schemathesis").join("bin/schemathesis");
    assert!(
        program.exists(),
        "{} is missing: run tests/run, which installs it",
        program.display()
    );
    program
}

#[tokio::test]
async fn no_generated_request_is_a_server_error_or_answered_against_the_document() {
    // The list of usages is what the document and its samples disagree about.
    let options = Options {
        usages: UsagesShape::BareArray,
        seed: Some(7),
        ..Options::default()
    };
    let running = super::start_with(options);
    let (_, one) = running.ask("/v1/Subscription?ReferenceCustomer=cust-alice").await;
    let mut document: Value = serde_json::from_str(PUBLISHED).unwrap();
    with_examples(&mut document, one["Id"].as_u64().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("live.json");
    fs::write(&path, document.to_string()).unwrap();
    let examples = trials("generated requests, for each operation", PLAIN, 40);
    let run = Command::new(generator())
        .args(["run", "--no-color", "--url", &running.origin])
        .args(["--auth", "agent-demo:api-demo"])
        .args(["--checks", "not_a_server_error,response_schema_conformance"])
        .args(["--phases", "examples,coverage,fuzzing"])
        .args(["--max-examples", &examples.to_string()])
        .args(["--generation-deterministic"])
        .args(["--request-timeout", "10", "--warnings", "off"])
        .arg(&path)
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = timeout(PATIENCE, run).await.expect("the generator ends").unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let end: String = said
        .lines()
        .rev()
        .take(80)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        output.status.success(),
        "{end}\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for all in ["Selected: 39/39", "Tested: 39"] {
        assert!(said.contains(all), "all operations are driven: {end}");
    }
    let cases = said.lines().find(|line| line.contains(" generated, "));
    record("generated requests", cases.unwrap_or_default().trim());
}
