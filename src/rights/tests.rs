//! The history of a customer's rights, with random reads, failures, restarts and time.

use proptest::prelude::*;

use crate::proabono::{FeatureReference, SubscriptionId, TypeFeature};

use super::settings::Quantities;
use super::slot::Slot;
use super::term::Terms;
use super::*;

const FEATURES: [&str; 3] = ["feat-on", "feat-users", "feat-other"];

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    /// Time passes, in milliseconds.
    Wait(u64),
    /// From here on ProAbono lists these items, refuses, or does not answer.
    Says(Upstream),
    /// Somebody asks.
    Ask(Question, Quantities),
    /// An event comes.
    Outdate,
    /// The worker reads.
    Reread,
    /// The process forgets everything.
    Restart,
}

#[derive(Clone, Debug)]
enum Upstream {
    Lists(Vec<Item>),
    Refuses(No),
    Fails,
}

fn feature() -> impl Strategy<Value = FeatureReference> {
    proptest::sample::select(&FEATURES[..]).prop_map(|text| FeatureReference::new(text).unwrap())
}

fn item() -> impl Strategy<Value = Item> {
    let kind = prop_oneof![
        Just(Some(TypeFeature::OnOff)),
        Just(Some(TypeFeature::Limitation)),
        Just(Some(TypeFeature::Consumption)),
        Just(Some(TypeFeature::Other("Credit".to_owned()))),
        Just(None),
    ];
    let quantity = || proptest::option::weighted(0.9, -2_i64..6);
    let end = proptest::option::of(0_i64..4_000_000);
    (
        feature(),
        kind,
        1_u64..4,
        any::<Option<bool>>(),
        quantity(),
        quantity(),
        end,
    )
        .prop_map(
            |(feature, kind, subscription, is_enabled, quantity_included, quantity_current, end)| Item {
                feature,
                kind,
                subscription: Some(SubscriptionId(subscription)),
                is_included: None,
                is_enabled,
                quantity_included,
                quantity_current,
                period_end: end.map(|end| jiff::Timestamp::from_millisecond(end).unwrap()),
            },
        )
}

fn question() -> impl Strategy<Value = Question> {
    (feature(), 0_u32..4, any::<Option<u8>>()).prop_map(|(feature, amount, used)| Question {
        feature,
        amount,
        used: used.map(|used| u32::from(used % 4)),
    })
}

fn step() -> impl Strategy<Value = Step> {
    let says = prop_oneof![
        3 => proptest::collection::vec(item(), 0..5).prop_map(Upstream::Lists),
        1 => Just(Upstream::Refuses(No::NoCustomer)),
        1 => Just(Upstream::Refuses(No::Refused)),
        3 => Just(Upstream::Fails),
    ];
    let quantities = prop_oneof![Just(Quantities::Reported), Just(Quantities::Purchased)];
    prop_oneof![
        3 => prop_oneof![0_u64..10, 0_u64..60_000, 0_u64..2_000_000].prop_map(Step::Wait),
        3 => says.prop_map(Step::Says),
        6 => (question(), quantities).prop_map(|(question, quantities)| Step::Ask(question, quantities)),
        1 => Just(Step::Outdate),
        1 => Just(Step::Reread),
        1 => Just(Step::Restart),
    ]
}

/// Few in the plain run, many with `tests/run --long`. What fails is printed and not kept in a file.
fn cases() -> ProptestConfig {
    let long = std::env::var("PORTAL_TESTS_LONG").is_ok_and(|value| value == "1");
    ProptestConfig {
        cases: if long { 10_000 } else { 256 },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A process in front of ProAbono, with everything that it answered.
struct World {
    now: u64,
    slot: Slot,
    terms: Terms,
    upstream: Upstream,
    reads: Vec<Read>,
    answers: Vec<(u64, Question, Quantities, Explained)>,
}

impl World {
    fn new() -> Self {
        Self {
            now: 1_000,
            slot: Slot::default(),
            terms: Terms::new(900_000, 3_600_000),
            upstream: Upstream::Fails,
            reads: Vec::new(),
            answers: Vec::new(),
        }
    }

    fn go(&mut self, step: Step) {
        // Two steps within one millisecond have no order that a time could tell.
        self.now += 1;
        match step {
            Step::Wait(time) => self.now += time,
            Step::Says(upstream) => self.upstream = upstream,
            Step::Outdate => drop(self.slot.outdate(Cause::Return)),
            Step::Reread => {
                self.slot.outdate(Cause::Event {
                    id: "trg_1".to_owned(),
                });
                self.read();
            }
            Step::Restart => self.slot = Slot::default(),
            Step::Ask(question, quantities) => self.ask(question, quantities),
        }
    }

    fn read(&mut self) {
        let begun = self.slot.begin(self.now);
        let (terms, upstream) = (self.terms, self.upstream.clone());
        let read = self.slot.end(begun, self.now, |at| match upstream {
            Upstream::Lists(items) => Outcome::Rights {
                term: terms.of_items(at, &items),
                items,
            },
            Upstream::Refuses(no) => Outcome::Refused {
                no,
                term: terms.of_refusal(at),
            },
            Upstream::Fails => Outcome::Failed {
                failure: "unreachable".to_owned(),
            },
        });
        self.reads.push(read);
    }

    fn ask(&mut self, question: Question, quantities: Quantities) {
        if self.slot.answer(self.now).is_none() {
            self.read();
        }
        let known = self.slot.last().unwrap().known;
        let at = self.now.max(known.read_at());
        // The clock has gone on when the next thing happens.
        self.now = at;
        let explained = Explained::of(&known, &question, quantities, at);
        self.never_against_the_rules(&explained, at);
        self.answers.push((at, question, quantities, explained));
    }

    /// Nothing is allowed past the end of a period that was to come, after a refusal, or past the hard end.
    fn never_against_the_rules(&self, explained: &Explained, at: u64) {
        if explained.told.said.answer != Answer::Allowed {
            return;
        }
        let definite = |read: &&Read| !matches!(read.outcome, Outcome::Failed { .. });
        let last = self.reads.iter().rfind(definite).expect("a definite read");
        let Outcome::Rights { items, .. } = &last.outcome else {
            panic!("allowed over a definite no: {explained:?}");
        };
        assert!(at < last.at + 4_500_000, "allowed past the hard end");
        let ended = |end: u64| end > last.at && end <= at;
        assert!(
            !items.iter().filter_map(Item::end).any(ended),
            "allowed past a period"
        );
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn what_is_explained_of_a_time_is_what_was_answered_then(steps in proptest::collection::vec(step(), 1..60)) {
        let mut world = World::new();
        for step in steps {
            world.go(step);
        }
        let kept: Vec<Read> = world
            .reads
            .iter()
            .map(|read| serde_json::from_str(&serde_json::to_string(read).unwrap()).unwrap())
            .collect();
        prop_assert_eq!(&kept, &world.reads);
        for (at, question, quantities, answered) in &world.answers {
            let explained = explain_at(&kept, *at, question, *quantities);
            prop_assert_eq!(explained.as_ref(), Some(answered), "at {}", at);
        }
    }
}

#[test]
fn nothing_is_explained_of_a_time_before_the_first_read() {
    let question = Question::of_list(&FeatureReference::new("feat-on").unwrap(), Quantities::Reported);
    assert_eq!(explain_at(&[], 5, &question, Quantities::Reported), None);
}

#[test]
fn a_read_that_began_before_an_event_does_not_count_as_one_after_it() {
    let slot = Slot::default();
    let begun = slot.begin(1_000);
    let wanted = slot.outdate(Cause::Return);
    let term = Terms::new(900_000, 0).of_refusal(1_000);
    slot.end(begun, 1_000, |_| Outcome::Rights {
        items: Vec::new(),
        term,
    });
    assert!(slot.answer(1_001).is_none());
    assert!(slot.last().unwrap().covers < wanted);
    let begun = slot.begin(1_000);
    let read = slot.end(begun, 1_000, |_| Outcome::Rights {
        items: Vec::new(),
        term,
    });
    assert_eq!((read.at, read.cause), (1_001, Cause::Return));
    assert!(slot.answer(1_001).is_some());
}

#[test]
fn a_read_that_takes_long_is_told_from_none() {
    let slot = Slot::default();
    assert_eq!(slot.waits_since(9_000), None);
    let reading = slot.reading.try_lock().unwrap();
    let begun = slot.begin(1_000);
    assert_eq!(slot.waits_since(9_000), Some(std::time::Duration::from_secs(8)));
    slot.end(begun, 9_000, |_| Outcome::Failed {
        failure: "timed-out".to_owned(),
    });
    drop(reading);
    assert_eq!(slot.waits_since(9_000), None);
}
