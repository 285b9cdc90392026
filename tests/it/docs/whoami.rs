//! The programs that answer `/whoami`, each behind the nginx of the documents, with the real page behind it.

use std::process::Command;

use actix_web::web;

use crate::support::http::{get, get_with};
use crate::support::nginx::Nginx;
use crate::support::process::Process;
use crate::support::service::Service;
use crate::support::trials::record;
use crate::support::wait::{START, accepts, free_port};

use super::account::Account;
use super::document::{read, root};
use super::nginx::{SAME, with_ports};

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/whoami/rust.rs"]
mod rust;

/// The languages: the file, the program that must be there, and its arguments. `PORT` stands for the port.
const LANGUAGES: [(&str, &str, &[&str]); 7] = [
    ("node.mjs", "node", &["node.mjs"]),
    ("python.py", "python3", &["python.py"]),
    ("php.php", "php", &["-S", "127.0.0.1:PORT", "php.php"]),
    ("ruby.ru", "rackup", &["-o", "127.0.0.1", "-p", "PORT", "ruby.ru"]),
    ("go.go", "go", &["run", "go.go"]),
    ("csharp.cs", "dotnet", &["run", "csharp.cs"]),
    ("Java.java", "java", &["Java.java"]),
];

/// Tells whether the program is there. A C# program in a single file needs .NET 10.
fn is_here(program: &str) -> bool {
    let Ok(output) = Command::new(program).arg("--version").output() else {
        return false;
    };
    let version = String::from_utf8_lossy(&output.stdout);
    let major = version
        .split('.')
        .next()
        .and_then(|major| major.trim().parse().ok());
    program != "dotnet" || major.is_some_and(|major: u32| major >= 10)
}

async fn started(program: &str, arguments: &[&str], port: u16) -> Process {
    let port_text = port.to_string();
    let mut command = Command::new(program);
    command
        .args(arguments.iter().map(|one| one.replace("PORT", &port_text)))
        .env("PORT", &port_text)
        .current_dir(root().join("examples/whoami"));
    let mut process = Process::start(&mut command);
    process
        .until("accepting connections", START, async |_| {
            accepts(port).await.then_some(())
        })
        .await;
    process
}

/// The page knows the user, with a name that no header can hold as it is, and asks a stranger to sign in.
async fn assert_names(account: &Account, port: u16, file: &str) {
    let nginx = Nginx::start(&with_ports(SAME, port, account)).await;
    let page = get_with(&nginx.url("/Subscriptions"), &[("cookie", "session=alice")]).await;
    assert_eq!(page.status, 200, "{file}: {page:#?}");
    page.assert_text("<bdi>Łukasz Żak</bdi>")
        .assert_text("\"cust-42\"")
        .assert_text("lang=\"fr\"");
    get(&nginx.url("/Subscriptions")).await.assert_status(401);
    get_with(&nginx.url("/Subscriptions"), &[("cookie", "session=mallory")])
        .await
        .assert_status(401);
}

#[tokio::test]
async fn each_language_names_its_user_to_the_page() {
    let account = Account::start(&[]).await;
    let app = Service::start(|app| {
        app.route("/whoami", web::get().to(rust::asked));
    });
    assert_names(&account, app.port(), "rust.rs").await;
    let (mut ran, mut not) = (vec!["rust.rs"], Vec::new());
    for (file, program, arguments) in LANGUAGES {
        if !is_here(program) {
            not.push(file);
            continue;
        }
        let port = free_port();
        let _process = started(program, arguments, port).await;
        assert_names(&account, port, file).await;
        ran.push(file);
    }
    record(
        "programs that answer /whoami",
        &format!("ran {}; not here: {}", ran.join(", "), not.join(", ")),
    );
    // The one that the tests need anyhow.
    assert!(ran.contains(&"node.mjs"), "ran {ran:?}");
}

#[test]
fn the_page_of_whoami_names_every_program_and_no_other() {
    let page = read("docs/sign-in/whoami.md");
    let files = LANGUAGES.iter().map(|(file, ..)| *file).chain(["rust.rs"]);
    for file in files {
        assert!(
            page.contains(&format!("(../../examples/whoami/{file})")),
            "{file}"
        );
    }
    let folder = std::fs::read_dir(root().join("examples/whoami")).expect("the programs");
    assert_eq!(folder.count(), LANGUAGES.len() + 1);
    assert_eq!(
        page.matches("(../../examples/whoami/").count(),
        LANGUAGES.len() + 1
    );
}
