//! Every failure with every kind of call: the error, the number of calls, the time.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use futures_util::future::{BoxFuture, FutureExt as _, join_all};
use jiff::Timestamp;
use proabono_portal::proabono::{
    AddBalanceLine, BalanceLineRequest, BillingCustomerRequest, CreateSubscription, Error, FeatureReference,
    ListCustomers, Live, OfferReference, Outcome, SubscriptionId, SubscriptionRequest, UsageRequest,
};
use serde_json::{Value, json};

use super::{alice, kind, live, observed, read, settings, write};
use crate::support::upstream::{READ, Upstream, WRITE, account, let_one_through};

const BUDGET: Duration = Duration::from_millis(1_500);
/// What a busy machine may take on top.
const SLACK: Duration = Duration::from_secs(1);

/// The first subscription of the sample account.
const FIRST: SubscriptionId = SubscriptionId(510_002);

type Kind = (&'static str, u16);
type Called<'a> = BoxFuture<'a, Result<(), Error>>;

/// A kind of call: the operation it is, whether it may be repeated, and how it is made.
struct Call {
    operation: &'static str,
    safe: bool,
    /// Whether any JSON is an answer.
    untyped: bool,
    make: for<'a> fn(&'a Live) -> Called<'a>,
}

const CALLS: [Call; 9] = [
    Call {
        operation: READ,
        safe: true,
        untyped: false,
        make: |live| async move { read(live).await.map(drop) }.boxed(),
    },
    Call {
        operation: "GET /v1/Customers",
        safe: true,
        untyped: false,
        make: |live| list(live).boxed(),
    },
    Call {
        operation: WRITE,
        safe: false,
        untyped: false,
        make: |live| async move { write(live).await.map(drop) }.boxed(),
    },
    Call {
        operation: "POST /v1/Usage",
        safe: false,
        untyped: false,
        make: |live| increment(live).boxed(),
    },
    Call {
        operation: "GET /v1/Features",
        safe: true,
        untyped: true,
        make: |live| async move { live.get("/v1/Features", &()).await.map(drop) }.boxed(),
    },
    Call {
        operation: "POST /v1/Customer/LinksRevokation",
        safe: false,
        untyped: true,
        make: |live| revoke(live).boxed(),
    },
    Call {
        operation: "POST /v1/Billing/Customer",
        safe: false,
        untyped: false,
        make: |live| bill(live).boxed(),
    },
    Call {
        operation: "POST /v1/Subscription",
        safe: false,
        untyped: false,
        make: |live| subscribe(live).boxed(),
    },
    Call {
        operation: "POST /v1/Subscription/{IdSubscription}/Suspension",
        safe: false,
        untyped: false,
        make: |live| suspend(live).boxed(),
    },
];

async fn list(live: &Live) -> Result<(), Error> {
    let listing = live.customers().list(&ListCustomers::default())?;
    listing.all().await.map(drop)
}

async fn revoke(live: &Live) -> Result<(), Error> {
    let query = [("ReferenceCustomer", "cust-alice")];
    live.post("/v1/Customer/LinksRevokation", &query, None)
        .await
        .map(drop)
}

/// Nothing is due, and that is a success too.
async fn bill(live: &Live) -> Result<(), Error> {
    let request = BillingCustomerRequest::new(alice());
    live.invoices().bill_customer(&request).await.map(drop)
}

async fn subscribe(live: &Live) -> Result<(), Error> {
    let offer = OfferReference::new("offer-starter").expect("a reference");
    let request = SubscriptionRequest::new(alice(), offer);
    let draft = CreateSubscription::default();
    live.subscriptions().create(&request, &draft).await.map(drop)
}

async fn suspend(live: &Live) -> Result<(), Error> {
    live.subscriptions().suspend(FIRST).await.map(drop)
}

async fn increment(live: &Live) -> Result<(), Error> {
    let feature = FeatureReference::new("feat-text-messages").expect("a reference");
    let mut request = UsageRequest::new(feature, Timestamp::now());
    request.reference_customer = Some(alice());
    request.increment = Some(1);
    live.usages().update(&request).await.map(drop)
}

/// A failure, the error that it becomes, what the observer hears last, and how often a safe call is sent.
struct Row {
    fault: Value,
    error: Kind,
    outcome: Outcome,
    calls: u64,
}

impl Row {
    fn is_json(&self) -> bool {
        let body = self.fault["body"].as_str().unwrap_or_default();
        self.error.0 == "unreadable" && serde_json::from_str::<Value>(body).is_ok()
    }
}

fn row(fault: Value, error: Kind, outcome: Outcome, calls: u64) -> Row {
    Row {
        fault,
        error,
        outcome,
        calls,
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
    // No call reads this body as its answer, though each finds other members wrong.
    let strange = json!({ "Id": "seven", "IdSegment": "seven", "Items": 7 }).to_string();
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
        garbage(json!({ "status": 200, "body": "7" }), 200),
        garbage(json!({ "status": 200, "body": "{} {}" }), 200),
        garbage(json!({ "status": 200, "body": strange }), 200),
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
        // Some JSON that no type fits is an answer to who asks for any.
        let calls = || CALLS.iter().filter(|call| !(call.untyped && row.is_json()));
        for call in calls() {
            let mut rule = row.fault.clone();
            rule["on"] = json!(call.operation);
            upstream.fault(rule).await;
        }
        join_all(calls().map(|call| cell(&upstream, &row, call, 100_000))).await;
    }
}

#[tokio::test]
async fn a_body_without_end_that_no_limit_stops_ends_with_the_budget() {
    let upstream = Upstream::start(account());
    let fault = json!({ "endless": true, "status": 200, "body": "{}", "on": "*" });
    upstream.fault(fault.clone()).await;
    let row = row(fault, ("timed out", 0), Outcome::TimedOut, 1);
    join_all(CALLS.iter().map(|call| cell(&upstream, &row, call, usize::MAX))).await;
}

/// One failure with one kind of call.
async fn cell(upstream: &Upstream, row: &Row, call: &Call, max_body: usize) {
    let name = format!("{} {}", call.operation, row.fault);
    let (mut settings, outcomes) = observed(upstream.origin());
    settings.timeout = BUDGET;
    settings.max_body = max_body;
    let started = Instant::now();
    let error = (call.make)(&live(settings)).await.expect_err(&name);
    let took = started.elapsed();
    assert!(took < BUDGET + SLACK, "{name}: {took:?}");
    assert_eq!(kind(&error), row.error, "{name}");
    let expected = if call.safe { row.calls } else { 1 };
    assert_eq!(upstream.count(call.operation).await, expected, "{name}");
    let heard = outcomes.lock().expect("a list").clone();
    assert_eq!(heard.len() as u64, expected, "{name}: {heard:?}");
    assert!(heard.iter().all(|one| *one == row.outcome), "{name}: {heard:?}");
}

#[tokio::test]
async fn without_a_failure_every_kind_of_call_succeeds() {
    let upstream = Upstream::start(account());
    for call in &CALLS {
        let (settings, outcomes) = observed(upstream.origin());
        (call.make)(&live(settings))
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
    let listing = live.customers().list(&ListCustomers::default()).expect("a list");
    let two = NonZeroU32::new(2).expect("two");
    let items: Vec<_> = listing.size_page(two).stream().collect().await;
    let read: Vec<_> = items.iter().map(|item| item.as_ref().map_err(kind)).collect();
    assert!(
        matches!(read[..], [Ok(_), Ok(_), Err(("refused", 503))]),
        "{read:?}"
    );
    assert_eq!(upstream.count(operation).await, 1 + 3);
}
