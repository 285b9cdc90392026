//! Every failure with every kind of call: the error, the number of calls, the time.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::future::join_all;
use proabono::{AddBalanceLine, BalanceLineRequest, ListCustomers, Outcome};
use serde_json::{Value, json};

use super::calls::{CALLS, Call, Client};
use super::{alice, kind, live, observed, settings};
use crate::support::upstream::{Upstream, account, let_one_through};

const BUDGET: Duration = Duration::from_millis(1_500);
/// The time that a busy machine may take on top.
const SLACK: Duration = Duration::from_secs(1);

type Kind = (&'static str, u16);

/// A failure, the error that it becomes, what the observer hears last, and how often a safe call is sent.
struct Row {
    fault: Value,
    error: Kind,
    outcome: Outcome,
    calls: u64,
    /// Only an answer of another type: JSON all the same.
    mistyped: bool,
}

fn row(fault: Value, error: Kind, outcome: Outcome, calls: u64) -> Row {
    Row {
        fault,
        error,
        outcome,
        calls,
        mistyped: false,
    }
}

fn refused(status: u16, calls: u64) -> Row {
    let outcome = Outcome::Status(status);
    row(json!({ "status": status }), ("refused", status), outcome, calls)
}

fn garbage(fault: Value, status: u16) -> Row {
    row(fault, ("unreadable", status), Outcome::Unreadable, 1)
}

fn table() -> Vec<Row> {
    let mut table: Vec<_> = [301, 302, 307, 308, 400, 401, 403, 404, 409, 410, 412, 422, 501]
        .map(|status| refused(status, 1))
        .into();
    table.extend([429, 500, 502, 503, 504].map(|status| refused(status, 3)));
    let endless = json!({ "endless": true, "status": 200, "body": "{}" });
    // No call reads this body as its answer: each finds a member wrong that decides something.
    let mistyped = |body: &str| Row {
        mistyped: true,
        ..garbage(json!({ "status": 200, "body": body }), 200)
    };
    let strange = json!({ "IdSegment": "seven", "Links": 7, "Items": 7 }).to_string();
    let html = json!({ "status": 200, "body": "<h1>Login</h1>", "content_type": "text/html" });
    table.extend([
        row(json!({ "cut": true }), ("cut", 0), Outcome::Cut, 3),
        row(json!({ "cut": true, "status": 500 }), ("cut", 0), Outcome::Cut, 3),
        row(endless, ("too large", 0), Outcome::TooLarge, 1),
        row(
            json!({ "delay_ms": 3_000 }),
            ("timed out", 0),
            Outcome::TimedOut,
            1,
        ),
        garbage(json!({ "garbage": true }), 200),
        garbage(json!({ "garbage": true, "status": 201 }), 201),
        garbage(html, 200),
        mistyped("7"),
        garbage(json!({ "status": 200, "body": "{} {}" }), 200),
        mistyped(&strange),
    ]);
    table
}

#[tokio::test]
async fn each_failure_becomes_its_error_in_time_and_only_safe_calls_are_repeated() {
    let upstream = Upstream::start(account());
    // Without anything due, a bill has no body that could be cut.
    let line = BalanceLineRequest::new(alice(), 5_000);
    let due = live(settings(upstream.origin()));
    due.balance()
        .add_line(&line, &AddBalanceLine::default())
        .await
        .expect("a line");
    for row in table() {
        upstream.heal().await;
        upstream.forget().await;
        for call in &CALLS {
            let mut rule = row.fault.clone();
            rule["on"] = json!(call.operation);
            upstream.fault(rule).await;
        }
        let cells: Vec<_> = CALLS
            .iter()
            .map(|call| prepared(&upstream, call, 100_000))
            .collect();
        join_all(cells.into_iter().map(|cell| cell.holds(&upstream, &row))).await;
    }
}

#[tokio::test]
async fn a_body_without_end_that_no_limit_stops_ends_with_the_budget() {
    let upstream = Upstream::start(account());
    let fault = json!({ "endless": true, "status": 200, "body": "{}", "on": "*" });
    upstream.fault(fault.clone()).await;
    let row = row(fault, ("timed out", 0), Outcome::TimedOut, 1);
    let cells: Vec<_> = CALLS
        .iter()
        .map(|call| prepared(&upstream, call, usize::MAX))
        .collect();
    join_all(cells.into_iter().map(|cell| cell.holds(&upstream, &row))).await;
}

/// One kind of call, ready to be made: making a client takes time, which is not the call's.
struct Cell {
    call: &'static Call,
    client: Client,
    outcomes: Arc<Mutex<Vec<Outcome>>>,
}

fn prepared(upstream: &Upstream, call: &'static Call, max_body: usize) -> Cell {
    let (mut settings, outcomes) = observed(upstream.origin());
    settings.timeout = BUDGET;
    settings.max_body = max_body;
    Cell {
        call,
        client: (call.client)(settings),
        outcomes,
    }
}

impl Cell {
    async fn holds(self, upstream: &Upstream, row: &Row) {
        let call = self.call;
        let name = format!("{} {}", call.operation, row.fault);
        let started = Instant::now();
        let result = (call.make)(&self.client).await;
        let took = started.elapsed();
        assert!(took < BUDGET + SLACK, "{name}: {took:?}");
        if row.mistyped && !call.typed {
            // No answer is documented, so any is taken; not what is no JSON.
            return result.expect(&name);
        }
        let error = result.expect_err(&name);
        assert_eq!(kind(&error), row.error, "{name}");
        let expected = if call.safe { row.calls } else { 1 };
        assert_eq!(upstream.count(call.operation).await, expected, "{name}");
        let heard = self.outcomes.lock().expect("a list").clone();
        assert_eq!(heard.len() as u64, expected, "{name}: {heard:?}");
        assert!(heard.iter().all(|one| *one == row.outcome), "{name}: {heard:?}");
    }
}

#[tokio::test]
async fn without_a_failure_every_kind_of_call_succeeds() {
    let upstream = Upstream::start(account());
    for call in &CALLS {
        let (settings, outcomes) = observed(upstream.origin());
        (call.make)(&(call.client)(settings))
            .await
            .unwrap_or_else(|error| panic!("{}: {error}", call.operation));
        let success = match call.operation {
            "POST /v1/Subscription" => 201,
            "POST /v1/Billing/Customer" => 204,
            _ => 200,
        };
        assert_eq!(
            *outcomes.lock().expect("a list"),
            [Outcome::Status(success)],
            "{}",
            call.operation
        );
    }
}

#[tokio::test]
async fn a_list_whose_second_page_fails_gives_the_first_one_then_the_error_and_ends() {
    let upstream = Upstream::start(account());
    let operation = "GET /v1/Customers";
    upstream.fault(let_one_through(operation)).await;
    upstream.fault(json!({ "on": operation, "status": 503 })).await;
    let live = live(settings(upstream.origin()));
    let listing = live.customers().list(&ListCustomers::default());
    let two = NonZeroU32::new(2).expect("two");
    let items: Vec<_> = listing.size_page(two).stream().collect().await;
    let read: Vec<_> = items.iter().map(|item| item.as_ref().map_err(kind)).collect();
    assert!(
        matches!(read[..], [Ok(_), Ok(_), Err(("refused", 503))]),
        "{read:?}"
    );
    assert_eq!(upstream.count(operation).await, 1 + 3);
}
