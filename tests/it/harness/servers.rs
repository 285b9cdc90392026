//! The servers and the processes beside the browser.

use std::process::Command;
use std::time::Duration;

use crate::support::http::{get, get_with};
use crate::support::nginx::Nginx;
use crate::support::pages::{Page, Pages};
use crate::support::portal;
use crate::support::process::Process;
use crate::support::trials::trials;
use crate::support::wait::{accepts, poll};

const SOON: Duration = Duration::from_secs(20);

#[tokio::test]
async fn nginx_passes_requests_to_a_backend() {
    let page = Page::html("from behind").header("X-From", "backend");
    let backend = Pages::start([("/Subscriptions", page)]).await;
    let target = backend.port();
    let nginx = Nginx::start(&format!("location / {{ proxy_pass http://127.0.0.1:{target}; }}")).await;

    let answer = get_with(&nginx.url("/Subscriptions?a=b"), &[("x-mark", "kept")]).await;
    answer
        .assert_status(200)
        .assert_header("x-from", "backend")
        .assert_text("from behind")
        .assert_no_text("nginx");
    answer
        .assert_header_has("server", "nginx")
        .assert_no_header("set-cookie");
    assert!(backend.requests()[0].to_lowercase().contains("x-mark: kept"));
    get(&nginx.url("/other")).await.assert_status(404);

    let port = nginx.port();
    drop(nginx);
    assert!(!accepts(port).await, "nginx outlived its handle");
}

/// A shell whose own child outlives it, unless the whole group ends; the child's id is the first line of output.
const WITH_A_CHILD: &str = "sleep 300 & echo $!; wait";

fn shell(script: &str) -> Process {
    Process::start(Command::new("sh").args(["-c", script]))
}

fn first_line(output: &str) -> Option<u32> {
    output.split_once('\n')?.0.parse().ok()
}

/// Whether the process runs: one that ended but was not yet collected counts as gone.
fn runs(id: u32) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{id}/stat"));
    state.is_ok_and(|state| !state.contains(") Z "))
}

#[tokio::test]
async fn a_process_ends_with_its_owner_and_takes_its_children_along() {
    let mut process = shell(WITH_A_CHILD);
    let child = process
        .until("told the id", SOON, async |output| first_line(output))
        .await;
    assert!(runs(child));
    let panicked = std::thread::spawn(move || {
        let _owned = process;
        std::panic::resume_unwind(Box::new("a test that panics"));
    });
    assert!(panicked.join().is_err());
    assert!(
        poll(SOON, async || (!runs(child)).then_some(())).await.is_some(),
        "the child lives on"
    );
}

#[tokio::test]
async fn a_process_is_asked_to_stop_before_it_is_made_to() {
    let mut process = shell("trap 'echo asked; exit 3' TERM; echo 0; while :; do sleep 0.1; done");
    process
        .until("ready", SOON, async |output| first_line(output))
        .await;
    let status = process.terminate(SOON).await.expect("an end");
    assert_eq!(status.code(), Some(3));
    assert!(
        poll(SOON, async || process.output().contains("asked").then_some(()))
            .await
            .is_some()
    );
}

#[tokio::test]
#[should_panic(expected = "out of order")]
async fn a_process_that_ends_too_early_is_reported_with_its_words() {
    let mut process = shell("echo out of order >&2; sleep 0.2");
    process.until::<()>("ready", SOON, async |_| None).await;
}

#[tokio::test]
async fn the_binary_runs_without_the_environment_of_the_tests() {
    let finished = portal::run(&[], &["--version"]).await;
    assert!(
        finished.status.success(),
        "{}{}",
        finished.stdout,
        finished.stderr
    );
}

#[test]
fn trials_are_few_unless_all_are_asked_for() {
    let long = std::env::var_os("PORTAL_TESTS_LONG").is_some();
    assert_eq!(
        trials("the harness counts its trials", 2, 20),
        if long { 20 } else { 2 }
    );
}
