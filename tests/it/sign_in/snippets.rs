//! The snippets of `docs/sign-in/hand-off.md`: each makes a token that the server takes, wherever its language is there.

use std::path::Path;
use std::process::Command;

use crate::support::tokens::SECRET;
use crate::support::trials::record;

use super::{APP, Site};

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/handoff/rust.rs"]
mod rust;

/// The languages, the command that tells whether they are there, and the command that runs the snippet.
const LANGUAGES: [(&str, &str, &[&str]); 6] = [
    ("Node", "node", &["node", "node.mjs"]),
    ("Python", "python3", &["python3", "python.py"]),
    ("PHP", "php", &["php", "php.php"]),
    ("Ruby", "ruby", &["ruby", "ruby.rb"]),
    ("C#", "dotnet", &["dotnet", "run", "csharp.cs"]),
    ("Go", "go", &["go", "run", "go.go"]),
];

#[tokio::test]
async fn a_token_of_each_language_signs_in() {
    let site = Site::start(&[]);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/handoff");
    let mut ran = vec!["Rust"];
    let person = rust::Person {
        id: "snippet-Rust",
        name: "Zoë Weiß",
        email: "zoe@acme.example",
    };
    let audience = format!("{}/Subscriptions", site.origin);
    let token = rust::handoff_token(&person, SECRET, APP, &audience).expect("a token");
    assert_taken(&site, &token, "snippet-Rust").await;
    for (language, program, command) in LANGUAGES {
        if Command::new(program).arg("--version").output().is_err() {
            continue;
        }
        let id = format!("snippet-{program}");
        let output = Command::new(command[0])
            .args(&command[1..])
            .arg(&id)
            .current_dir(&folder)
            .env("HANDOFF_KEY", SECRET)
            .env("HANDOFF_ISSUER", APP)
            .env("HANDOFF_AUDIENCE", &audience)
            .output()
            .expect("the snippet runs");
        let token = String::from_utf8(output.stdout).expect("a token");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{language}: {errors}");
        assert_taken(&site, token.trim(), &id).await;
        ran.push(language);
    }
    let not: Vec<&str> = LANGUAGES
        .map(|(language, ..)| language)
        .into_iter()
        .filter(|one| !ran.contains(one))
        .collect();
    record(
        "snippets of the hand-off",
        &format!("ran {}; not here: {}", ran.join(", "), not.join(", ")),
    );
    // The two that the tests need anyhow.
    assert!(ran.contains(&"Node"), "ran {ran:?}");
}

async fn assert_taken(site: &Site, token: &str, id: &str) {
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", token)])
        .await;
    posted.assert_status(303);
    let welcomed = visitor.follow(&posted).await;
    let page = visitor.follow(&welcomed).await;
    page.assert_text("<bdi>Zoë Weiß</bdi>")
        .assert_text(&format!("\"cust-{id}\""));
}

#[test]
fn the_documentation_shows_every_snippet_and_no_other() {
    let page = include_str!("../../../docs/sign-in/hand-off.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/handoff");
    let mut files = 0;
    for file in std::fs::read_dir(folder).expect("the snippets") {
        let name = file.expect("a file").file_name().into_string().expect("UTF-8");
        assert!(
            page.contains(&format!("(../../examples/handoff/{name})")),
            "{name}"
        );
        files += 1;
    }
    assert_eq!(page.matches("(../../examples/handoff/").count(), files);
}
