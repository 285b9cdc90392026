//! Counters and times for the operator, in a registry of their own.

mod events;
mod labels;
mod source;

use std::time::Duration;

use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::Registry;

use crate::crylk::Refusal;
use crate::proabono::CallReport;

use events::EventMetrics;
pub(crate) use events::InboxNumbers;
pub(crate) use labels::Request;
use labels::{ApiCall, GateDecision, Known, LinkRefusal, Opened, Operation, Route, SignedIn};
pub(crate) use source::LinkSource;

/// The labels of nearly every request.
const USUAL: Request = Request {
    route: "page",
    method: "GET",
    status: 200,
};
const HOME: Opened = Opened { source: "home" };

/// The metrics of [`USUAL`], looked up once and not at each request. They also exist from the start, as an alarm needs
/// them to.
#[derive(Debug)]
struct Usual {
    requests: Counter,
    durations: Histogram,
    homes: Counter,
}

/// The metrics of one portal.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    usual: Usual,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram, fn() -> Histogram>,
    refusals: Family<LinkRefusal, Counter>,
    opened: Family<Opened, Counter>,
    identities: Family<Known, Counter>,
    sign_ins: Family<SignedIn, Counter>,
    gates: Family<GateDecision, Counter>,
    calls: Family<ApiCall, Counter>,
    call_durations: Family<Operation, Histogram, fn() -> Histogram>,
    violations: Counter,
    events: Option<EventMetrics>,
}

impl Metrics {
    /// The metrics of a portal; `events` adds those of its webhooks.
    pub(crate) fn new(events: bool) -> Self {
        let fast: fn() -> Histogram =
            || Histogram::new([0.0005, 0.001, 0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 10.0]);
        let slow: fn() -> Histogram = || Histogram::new([0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0]);
        let (requests, durations) = (Family::default(), Family::new_with_constructor(fast));
        let opened = Family::default();
        let metrics = Self {
            registry: Registry::with_prefix("portal"),
            usual: Usual {
                requests: requests.get_or_create_owned(&USUAL),
                durations: durations.get_or_create_owned(&Route { route: USUAL.route }),
                homes: opened.get_or_create_owned(&HOME),
            },
            requests,
            durations,
            refusals: Family::default(),
            opened,
            identities: Family::default(),
            sign_ins: Family::default(),
            gates: Family::default(),
            calls: Family::default(),
            call_durations: Family::new_with_constructor(slow),
            violations: Counter::default(),
            events: events.then(EventMetrics::default),
        };
        // An alarm misses the first event of a counter that starts with it.
        for reason in Refusal::ALL {
            for source in LinkSource::ALL {
                let labels = LinkRefusal {
                    source: source.word(),
                    reason: reason.code(),
                };
                drop(metrics.refusals.get_or_create(&labels));
            }
        }
        for provider in ["oidc", "handoff"] {
            for outcome in ["done", "refused", "away"] {
                let provider = provider.to_owned();
                drop(metrics.sign_ins.get_or_create(&SignedIn { provider, outcome }));
            }
        }
        metrics.registered()
    }

    fn registered(mut self) -> Self {
        let registry = &mut self.registry;
        let build = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("build", "The version that runs", build);
        registry.register(
            "requests",
            "Requests by route, method and status",
            self.requests.clone(),
        );
        registry.register(
            "request_duration_seconds",
            "Time to answer, by route",
            self.durations.clone(),
        );
        registry.register(
            "link_refusals",
            "Links not opened, by source and reason",
            self.refusals.clone(),
        );
        registry.register(
            "frames_opened",
            "Pages of ProAbono's opened, by source of the link",
            self.opened.clone(),
        );
        registry.register(
            "identities",
            "Who was asking, by provider and outcome",
            self.identities.clone(),
        );
        registry.register(
            "sign_ins",
            "Sign-ins here, by provider and outcome",
            self.sign_ins.clone(),
        );
        registry.register(
            "gate_decisions",
            "Decisions of /forward-auth, by answer, reason and status",
            self.gates.clone(),
        );
        registry.register(
            "proabono_calls",
            "Calls to ProAbono, by operation and outcome",
            self.calls.clone(),
        );
        let seconds = self.call_durations.clone();
        registry.register(
            "proabono_call_duration_seconds",
            "Time of a call, by operation",
            seconds,
        );
        registry.register(
            "csp_reports",
            "Violation reports from browsers",
            self.violations.clone(),
        );
        if let Some(events) = &self.events {
            events.register(registry);
        }
        self
    }

    /// The text for Prometheus; empty when it cannot be written, which only a lack of memory can cause.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => text,
            Err(_) => String::new(),
        }
    }

    pub(crate) fn request(&self, request: &Request, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64();
        if *request == USUAL {
            self.usual.requests.inc();
            self.usual.durations.observe(seconds);
            return;
        }
        self.requests.get_or_create(request).inc();
        let route = Route { route: request.route };
        self.durations.get_or_create(&route).observe(seconds);
    }

    pub(crate) fn refused(&self, source: LinkSource, reason: Refusal) {
        self.refusals
            .get_or_create(&LinkRefusal {
                source: source.word(),
                reason: reason.code(),
            })
            .inc();
    }

    pub(crate) fn opened(&self, source: &'static str) {
        let opened = Opened { source };
        if opened == HOME {
            self.usual.homes.inc();
        } else {
            self.opened.get_or_create(&opened).inc();
        }
    }

    pub(crate) fn identity(&self, provider: &'static str, outcome: &'static str) {
        self.identities.get_or_create(&Known { provider, outcome }).inc();
    }

    pub(crate) fn sign_in(&self, provider: &str, outcome: &'static str) {
        let provider = provider.to_owned();
        self.sign_ins.get_or_create(&SignedIn { provider, outcome }).inc();
    }

    /// Counts a decision of the gate.
    pub(crate) fn gate(&self, answer: &'static str, reason: &'static str, status: u16) {
        self.gate_counter(answer, reason, status).inc();
    }

    /// The counter of such decisions. It exists from here on, as an alarm needs it to.
    pub(crate) fn gate_counter(&self, answer: &'static str, reason: &'static str, status: u16) -> Counter {
        let labels = GateDecision {
            answer,
            reason,
            status,
        };
        self.gates.get_or_create_owned(&labels)
    }

    pub(crate) fn call(&self, report: &CallReport) {
        self.calls
            .get_or_create(&ApiCall {
                operation: report.operation,
                outcome: report.outcome.to_string(),
            })
            .inc();
        let operation = Operation {
            operation: report.operation,
        };
        self.call_durations
            .get_or_create(&operation)
            .observe(report.elapsed.as_secs_f64());
    }

    pub(crate) fn violation(&self) {
        self.violations.inc();
    }

    /// A delivery of ProAbono's, and what became of it.
    pub(crate) fn delivery(&self, outcome: &'static str) {
        self.events.iter().for_each(|events| events.delivery(outcome));
    }

    /// A customer was looked at again after an event, or could not be.
    pub(crate) fn look(&self, done: bool) {
        self.events.iter().for_each(|events| events.look(done));
    }

    /// A search for events that had not arrived.
    pub(crate) fn reconciled(&self, missed: u64) {
        self.events.iter().for_each(|events| events.reconciled(missed));
    }

    /// The numbers of the inbox.
    pub(crate) fn inbox(&self, numbers: &InboxNumbers) {
        self.events.iter().for_each(|events| events.inbox(numbers));
    }
}
