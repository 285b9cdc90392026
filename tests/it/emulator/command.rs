//! The command `emulate`, as somebody starts it for tests of their own.

use std::process::Command;

use reqwest::Method;
use serde_json::Value;

use crate::support::http::{request, send};
use crate::support::process::Process;
use crate::support::wait::START;

/// The running command, and where it listens.
async fn emulate(arguments: &[&str]) -> (Process, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
    command
        .env_clear()
        .args(["emulate", "--port", "0"])
        .args(arguments);
    let mut process = Process::start(&mut command);
    let origin = process
        .until("said where it listens", START, async |output| {
            let (_, behind) = output.split_once("PROABONO_API_BASE=")?;
            let (origin, _) = behind.split_once('\n')?;
            Some(origin.to_owned())
        })
        .await;
    (process, origin)
}

async fn ask(origin: &str, path: &str) -> Value {
    let call = request(Method::GET, &format!("{origin}{path}")).basic_auth("agent-demo", Some("api-demo"));
    let answer = send(call).await;
    answer.assert_status(200);
    serde_json::from_str(&answer.body).unwrap()
}

#[tokio::test]
async fn the_same_seed_gives_the_same_answers_and_another_one_others() {
    let mut answers = Vec::new();
    for seed in ["7", "7", "8"] {
        let (_process, origin) = emulate(&["--seed", seed]).await;
        let customer = ask(&origin, "/v1/Customer?ReferenceCustomer=cust-alice").await;
        answers.push(customer.to_string().replace(&origin, ""));
    }
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[0], answers[2]);
}

#[tokio::test]
async fn the_list_of_usages_has_the_shape_that_was_asked_for() {
    for (arguments, bare) in [(&[][..], false), (&["--usages", "bare-array"][..], true)] {
        let (_process, origin) = emulate(arguments).await;
        let usages = ask(&origin, "/v1/Usages?ReferenceCustomer=cust-alice").await;
        assert_eq!(usages.is_array(), bare, "{arguments:?}: {usages}");
    }
}
