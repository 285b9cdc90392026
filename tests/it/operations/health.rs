//! `health`: how a container without a shell or curl asks its server.

use crate::support::portal::{Finished, run};
use crate::support::process::signal;
use crate::support::wait::{START, free_port, poll};

use super::shutdown::running;

async fn health(listen: &str, more: &[&str]) -> Finished {
    let arguments = [&["health"], more].concat();
    run(&[("PORTAL_OPERATIONS__LISTEN", listen)], &arguments).await
}

#[tokio::test]
async fn it_asks_the_operators_listener_and_needs_no_other_setting() {
    let running = running(&[]).await;
    let listen = running.operations.strip_prefix("http://").expect("an address");
    let finished = health(listen, &[]).await;
    assert_eq!(
        (finished.status.code(), finished.stdout.as_str()),
        (Some(0), "ok\n"),
        "{}",
        finished.stderr
    );
    let ready = health(listen, &["--ready"]).await;
    assert_eq!((ready.status.code(), ready.stdout.as_str()), (Some(0), "ready\n"));
    // A server that listens on every address is asked on this machine's own.
    let everywhere = listen.replace("127.0.0.1", "0.0.0.0");
    assert!(health(&everywhere, &[]).await.status.success());
}

#[tokio::test]
async fn it_reads_the_address_from_the_file_whatever_else_is_wrong_there() {
    let running = running(&[]).await;
    let listen = running.operations.strip_prefix("http://").expect("an address");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let text = format!("[operations]\nlisten = \"{listen}\"\n[server]\nworkers = \"many\"\n");
    std::fs::write(&file, text).expect("a file");
    let file = file.to_str().expect("UTF-8");
    let finished = run(&[], &["health", "--config", file]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
}

#[tokio::test]
async fn a_server_that_is_away_or_ends_is_told_by_the_exit_code() {
    let nobody = format!("127.0.0.1:{}", free_port());
    let away = health(&nobody, &[]).await;
    assert_eq!(away.status.code(), Some(1));
    assert!(away.stderr.contains("operations.listen"), "{}", away.stderr);
    let wrong = health("nowhere", &[]).await;
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        wrong.stderr.contains("PORTAL_OPERATIONS__LISTEN"),
        "{}",
        wrong.stderr
    );

    let running = running(&[("server.shutdown_delay", "5m")]).await;
    let listen = running.operations.strip_prefix("http://").expect("an address");
    signal("TERM", &running.portal.id().to_string());
    let ending = poll(START, async || {
        let finished = health(listen, &["--ready"]).await;
        finished.stderr.contains("503").then_some(finished)
    });
    let ending = ending.await.expect("a server that says that it ends");
    assert_eq!(ending.status.code(), Some(1));
    assert!(ending.stderr.contains("503: shutting down"), "{}", ending.stderr);
    assert!(health(listen, &[]).await.status.success(), "it still runs");
}
