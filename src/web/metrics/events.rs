use std::sync::atomic::AtomicU64;
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct State {
    state: &'static str,
}

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Alarm {
    alarm: &'static str,
}

type Seconds = Gauge<f64, AtomicU64>;

/// The numbers of the inbox at one moment.
#[derive(Clone, Debug)]
pub(crate) struct InboxNumbers {
    pub(crate) states: [(&'static str, u64); 4],
    pub(crate) posts: [(&'static str, u64); 2],
    pub(crate) oldest_waiting: Duration,
    pub(crate) silence: Duration,
    pub(crate) alarms: [(&'static str, bool); 3],
    pub(crate) streams: usize,
}

/// The metrics of ProAbono's events. They are registered only where events are received.
#[derive(Clone, Debug, Default)]
pub(super) struct EventMetrics {
    deliveries: Family<Outcome, Counter>,
    looks: Family<Outcome, Counter>,
    missed: Counter,
    events: Family<State, Gauge>,
    posts: Family<State, Gauge>,
    oldest: Seconds,
    silence: Seconds,
    alarms: Family<Alarm, Gauge>,
    streams: Gauge,
}

impl EventMetrics {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "webhook_deliveries",
            "Deliveries of ProAbono's, by what became of them",
            self.deliveries.clone(),
        );
        registry.register(
            "webhook_looks",
            "Customers that were looked at again after an event, by outcome",
            self.looks.clone(),
        );
        registry.register(
            "webhook_missed",
            "Events that did not arrive and were found later",
            self.missed.clone(),
        );
        registry.register(
            "webhook_events",
            "Events that are not done, by state",
            self.events.clone(),
        );
        registry.register(
            "webhook_posts",
            "Posts that the host application is owed, by state",
            self.posts.clone(),
        );
        registry.register(
            "webhook_oldest_waiting_seconds",
            "The age of the oldest event that waits",
            self.oldest.clone(),
        );
        registry.register(
            "webhook_silence_seconds",
            "The time since an event arrived, or since the start",
            self.silence.clone(),
        );
        registry.register("webhook_alarm", "1 while the alarm rings", self.alarms.clone());
        registry.register(
            "event_streams",
            "Open pages that hear of changes",
            self.streams.clone(),
        );
        // An alarm misses the first event of a counter that starts with it.
        for outcome in [
            "new",
            "again",
            "revived",
            "code",
            "unsigned",
            "repeated_header",
            "malformed_signature",
            "wrong_signature",
            "another_business",
            "unreadable",
            "full",
            "not_stored",
        ] {
            drop(self.deliveries.get_or_create(&Outcome { outcome }));
        }
        for outcome in ["done", "failed"] {
            drop(self.looks.get_or_create(&Outcome { outcome }));
        }
    }

    pub(super) fn delivery(&self, outcome: &'static str) {
        self.deliveries.get_or_create(&Outcome { outcome }).inc();
    }

    pub(super) fn look(&self, done: bool) {
        let outcome = if done { "done" } else { "failed" };
        self.looks.get_or_create(&Outcome { outcome }).inc();
    }

    pub(super) fn reconciled(&self, missed: u64) {
        self.missed.inc_by(missed);
    }

    pub(super) fn inbox(&self, numbers: &InboxNumbers) {
        let whole = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        for (state, number) in numbers.states {
            self.events.get_or_create(&State { state }).set(whole(number));
        }
        for (state, number) in numbers.posts {
            self.posts.get_or_create(&State { state }).set(whole(number));
        }
        self.oldest.set(numbers.oldest_waiting.as_secs_f64());
        self.silence.set(numbers.silence.as_secs_f64());
        for (alarm, rings) in numbers.alarms {
            self.alarms.get_or_create(&Alarm { alarm }).set(i64::from(rings));
        }
        self.streams.set(whole(numbers.streams as u64));
    }
}
