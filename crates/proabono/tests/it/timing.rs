//! The time budget of a call, and the pauses inside it.

use std::time::{Duration, Instant};

use proabono::{Credentials, Outcome};
use proabono_emulator::{Emulator, Options};
use serde_json::json;

use super::{kind, live, observed, read, settings, write};
use crate::support::raw::{Script, Scripted};
use crate::support::upstream::{READ, Upstream, WRITE, account};

/// Answers that never end, each stuck at another place.
fn stuck() -> [&'static str; 4] {
    [
        "",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"Id\":",
    ]
}

#[tokio::test]
async fn an_answer_that_gets_stuck_anywhere_ends_with_the_budget() {
    for text in stuck() {
        let server = Scripted::start(vec![Script::SayAndHold(text.to_owned())]).await;
        let mut settings = settings(&server.origin());
        settings.timeout = Duration::from_millis(400);
        let live = live(settings);
        for writes in [false, true] {
            let started = Instant::now();
            let error = if writes {
                write(&live).await.unwrap_err()
            } else {
                read(&live).await.unwrap_err()
            };
            assert_eq!(kind(&error).0, "timed out", "{text:?}");
            let took = started.elapsed();
            assert!((400..1_500).contains(&took.as_millis()), "{text:?}: {took:?}");
        }
        assert_eq!(server.heads().len(), 2, "a time-out is not repeated: {text:?}");
    }
}

#[tokio::test]
async fn repeated_calls_share_one_budget() {
    let upstream = Upstream::start(account());
    upstream
        .fault(json!({ "on": READ, "status": 500, "delay_ms": 400 }))
        .await;
    let (mut settings, outcomes) = observed(upstream.origin());
    settings.timeout = Duration::from_secs(1);
    let started = Instant::now();
    read(&live(settings)).await.unwrap_err();
    assert!(
        started.elapsed() < Duration::from_millis(1_600),
        "{:?}",
        started.elapsed()
    );
    let outcomes = outcomes.lock().unwrap().clone();
    assert_eq!(
        outcomes,
        [Outcome::Status(500), Outcome::Status(500), Outcome::TimedOut]
    );
}

#[tokio::test]
async fn retry_after_is_waited_for() {
    let upstream = Upstream::start(account());
    let seconds = json!({ "Retry-After": "1" });
    // A date counts by the service's clock.
    let date =
        json!({ "Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry-After": "Wed, 21 Oct 2015 07:28:01 GMT" });
    for (status, headers) in [(429, &seconds), (503, &seconds), (429, &date), (503, &date)] {
        let fault = json!({ "on": READ, "status": status, "headers": headers, "times": 1 });
        upstream.fault(fault).await;
        upstream.forget().await;
        let started = Instant::now();
        read(&live(settings(upstream.origin()))).await.expect("an answer");
        let took = started.elapsed();
        assert!(took >= Duration::from_secs(1), "{status}: {took:?}");
        assert_eq!(upstream.count(READ).await, 2);
    }
}

#[tokio::test]
async fn a_retry_after_beyond_the_longest_pause_is_reported_at_once() {
    let upstream = Upstream::start(account());
    let fault = json!({ "on": READ, "status": 429, "headers": { "Retry-After": "30" } });
    upstream.fault(fault).await;
    let started = Instant::now();
    let error = read(&live(settings(upstream.origin()))).await.unwrap_err();
    assert!(
        started.elapsed() < Duration::from_secs(1),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(
        error.refusal().unwrap().retry_after,
        Some(Duration::from_secs(30))
    );
    assert_eq!(upstream.count(READ).await, 1);
}

#[tokio::test]
async fn a_retry_after_that_cannot_be_read_is_as_if_it_were_not_there() {
    let upstream = Upstream::start(account());
    for value in [
        "Wed, 21 Oct 2015 07:28:00 GMT",
        "-1",
        "soon",
        "99999999999999999999",
        "1.5",
    ] {
        let fault = json!({ "on": READ, "status": 503, "headers": { "Retry-After": value }, "times": 1 });
        upstream.fault(fault).await;
        upstream.forget().await;
        let started = Instant::now();
        read(&live(settings(upstream.origin()))).await.expect("an answer");
        assert!(
            started.elapsed() < Duration::from_secs(1),
            "{value}: {:?}",
            started.elapsed()
        );
        assert_eq!(upstream.count(READ).await, 2, "{value}");
    }
}

#[tokio::test]
async fn a_write_is_not_repeated_even_when_it_is_asked_for() {
    let upstream = Upstream::start(account());
    let fault = json!({ "on": WRITE, "status": 503, "headers": { "Retry-After": "0" } });
    upstream.fault(fault).await;
    write(&live(settings(upstream.origin()))).await.unwrap_err();
    assert_eq!(upstream.count(WRITE).await, 1);
}

#[tokio::test]
async fn the_time_is_that_of_the_service_whatever_it_answers() {
    let options = Options {
        seed: Some(1),
        ..Options::default()
    };
    let emulator = Emulator::start_with(options).await.unwrap();
    let origin = emulator.url();
    let there = Some("2026-10-01T08:00:00Z".parse().unwrap());
    assert_eq!(live(settings(&origin)).time().await.unwrap(), there);
    let mut stranger = settings(&origin);
    stranger.credentials = Credentials::new("nobody", "nothing");
    assert_eq!(
        live(stranger).time().await.unwrap(),
        there,
        "a refusal has a date too"
    );
    emulator.stop().await;
    let silent = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_owned();
    let server = Scripted::start(vec![Script::SayAndHold(silent)]).await;
    assert_eq!(live(settings(&server.origin())).time().await.unwrap(), None);
    let error = live(settings("http://127.0.0.1:9")).time().await.unwrap_err();
    assert_eq!(kind(&error).0, "unreachable");
}
