//! An emulator is started, answers, and stops.

use std::io::ErrorKind;

use proabono_emulator::{Emulator, Options};
use tokio::net::TcpStream;

use crate::support::wait::{START, poll};

/// Each call with a connection of its own.
async fn answers(emulator: &Emulator) -> bool {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = client.get(format!("{}/v1/Customers", emulator.url()));
    let answer = call.basic_auth("agent-demo", Some("api-demo")).send().await;
    answer.is_ok_and(|answer| answer.status() == 200)
}

#[tokio::test]
async fn it_answers_from_its_start_until_it_is_stopped() {
    let emulator = Emulator::start().await.unwrap();
    assert!(answers(&emulator).await);
    emulator.stop().await;
    assert!(!answers(&emulator).await);
}

#[tokio::test]
async fn two_run_beside_each_other_and_a_taken_port_is_refused() {
    let (one, other) = (Emulator::start().await.unwrap(), Emulator::start().await.unwrap());
    assert_ne!(one.url(), other.url());
    let options = Options {
        listen: one.addr(),
        ..Options::default()
    };
    let error = Emulator::start_with(options).await.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::AddrInUse);
    assert!(answers(&one).await && answers(&other).await);
}

#[tokio::test]
async fn it_stops_when_it_is_dropped() {
    let emulator = Emulator::start().await.unwrap();
    let address = emulator.addr();
    assert!(TcpStream::connect(address).await.is_ok());
    drop(emulator);
    let gone = poll(START, async || {
        TcpStream::connect(address).await.is_err().then_some(())
    });
    assert!(gone.await.is_some());
}

#[test]
fn without_a_runtime_it_does_not_start() {
    let error = Emulator::bind(Options::default()).err().unwrap();
    assert!(error.to_string().contains("runtime"), "{error}");
}
