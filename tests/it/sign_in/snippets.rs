//! The snippets of `docs/sign-in/hand-off.md`: each makes a token that the server takes, wherever its language is there.

use std::path::Path;
use std::process::Command;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::tokens::SECRET;
use crate::support::trials::record;
use crate::support::visitor::Visitor;

use super::{APP, Site};

#[path = "../../../examples/handoff/rust.rs"]
mod rust;

/// Where the application's sign-out ends.
const GOODBYE: &str = "https://app.acme.example/goodbye?from=the%20page";

/// The languages, the command that tells whether they are there, and the command that runs the program that calls the snippet.
const LANGUAGES: [(&str, &str, &[&str]); 6] = [
    ("Node", "node", &["node", "show/node.mjs"]),
    ("Python", "python3", &["python3", "show/python.py"]),
    ("PHP", "php", &["php", "show/php.php"]),
    ("Ruby", "ruby", &["ruby", "show/ruby.rb"]),
    ("C#", "dotnet", &["dotnet", "run", "--project", "show", "--"]),
    ("Go", "go", &["go", "run", "go.go", "show.go"]),
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
    let mut visitor = assert_taken(&site, &token, "snippet-Rust").await;
    let out = rust::sign_out_address(&person, SECRET, APP, &audience, GOODBYE).expect("an address");
    assert_signs_out(&site, &mut visitor, out.as_str()).await;
    for (language, program, command) in LANGUAGES {
        if Command::new(program).arg("--version").output().is_err() {
            continue;
        }
        let id = format!("snippet-{program}");
        let folder = together(program, &folder);
        let run = |arguments: &[&str]| {
            let output = Command::new(command[0])
                .args(&command[1..])
                .args(arguments)
                .current_dir(folder.path())
                .env("HANDOFF_KEY", SECRET)
                .env("HANDOFF_ISSUER", APP)
                .env("HANDOFF_AUDIENCE", &audience)
                .output()
                .expect("the snippet runs");
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{language}: {errors}");
            String::from_utf8(output.stdout).expect("text").trim().to_owned()
        };
        // An id that is a number comes as a text, whether the snippet makes it one or takes a text only.
        assert_eq!(sub(&run(&["4711"])), json!("4711"), "{language}");
        let mut visitor = assert_taken(&site, &run(&[&id]), &id).await;
        assert_signs_out(&site, &mut visitor, &run(&[&id, GOODBYE])).await;
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

/// The `sub` of a token.
fn sub(token: &str) -> Value {
    let claims = token.split('.').nth(1).expect("claims");
    let claims = BASE64URL_NOPAD.decode(claims.as_bytes()).expect("base64url");
    let claims: Value = serde_json::from_slice(&claims).expect("JSON");
    claims["sub"].clone()
}

/// A folder with the snippet of a language and the program that calls it, as they stand in `examples/handoff`. Go wants both
/// side by side.
fn together(program: &str, examples: &Path) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let copy = |from: &str, to: &str| {
        std::fs::copy(examples.join(from), folder.path().join(to)).expect("a copy");
    };
    std::fs::create_dir(folder.path().join("show")).expect("a folder");
    let files = std::fs::read_dir(examples).expect("the snippets");
    let shown = std::fs::read_dir(examples.join("show")).expect("the programs");
    for file in files.chain(shown).map(|file| file.expect("a file").path()) {
        if file.is_file() {
            let name = file
                .strip_prefix(examples)
                .expect("below it")
                .to_str()
                .expect("UTF-8");
            copy(name, name);
        }
    }
    if program == "go" {
        copy("show/go.go", "show.go");
    }
    folder
}

async fn assert_taken(site: &Site, token: &str, id: &str) -> Visitor {
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", token)])
        .await;
    posted.assert_status(303);
    let welcomed = visitor.follow(&posted).await;
    let page = visitor.follow(&welcomed).await;
    page.assert_text("<bdi>Zoë Weiß</bdi>")
        .assert_text(&format!("\"cust-{id}\""));
    visitor
}

/// The address ends the session, and leads on to the application's page.
async fn assert_signs_out(site: &Site, visitor: &mut Visitor, address: &str) {
    let path = address
        .strip_prefix(&site.origin)
        .expect("an address of the page");
    let out = visitor.get(path).await;
    out.assert_status(303).assert_header("location", GOODBYE);
    visitor.get("/Subscriptions").await.assert_status(401);
}

#[test]
fn the_documentation_shows_every_snippet_and_no_other() {
    let page = include_str!("../../../docs/sign-in/hand-off.md");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/handoff");
    let mut files = 0;
    for file in std::fs::read_dir(folder).expect("the snippets") {
        // The folder of the programs that call them is linked as a whole.
        let name = file.expect("a file").file_name().into_string().expect("UTF-8");
        assert!(
            page.contains(&format!("(../../examples/handoff/{name})")),
            "{name}"
        );
        files += 1;
    }
    assert_eq!(page.matches("(../../examples/handoff/").count(), files);
}
