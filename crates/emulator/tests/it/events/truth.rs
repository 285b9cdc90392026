//! No change of the rights happens without an event.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::{Running, deeds, kind};
use crate::evidence::webhooks::EVENTS;
use crate::invariants::{self, CUSTOMERS};
use crate::support::trials::trials;

/// The events upon which an application reads the rights again, from ProAbono's guide to webhooks.
const RIGHTS: [&str; 16] = [
    "CustomerSuspended",
    "CustomerEnabled",
    "SubscriptionStarted",
    "SubscriptionSuspendedAgent",
    "SubscriptionRestarted",
    "SubscriptionSuspendedPaymentInfoMissing",
    "SubscriptionSuspendedPaymentDue",
    "SubscriptionTerminatedAtRenewal",
    "SubscriptionTerminated",
    "SubscriptionHistory",
    "SubscriptionDeleted",
    "SubscriptionUpdated",
    "SubscriptionFeaturesUpdated",
    "SubscriptionUpgraded",
    "SubscriptionTerminatedForUpgrade",
    "SubscriptionDateTermUpdated",
];

#[derive(Clone, Debug)]
enum Step {
    Call(invariants::Step),
    /// A subscription, and the days from now to its new term.
    Term(usize, u64),
    /// A subscription that runs for so many periods.
    Limited(usize, u64),
    Suspend(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        20 => invariants::step().prop_map(Step::Call),
        2 => (0..20_usize, 1..40_u64).prop_map(|(which, days)| Step::Term(which, days)),
        2 => (0..3_usize, 1..3_u64).prop_map(|(who, periods)| Step::Limited(who, periods)),
        1 => (0..3_usize).prop_map(Step::Suspend),
    ]
}

async fn take(emulator: &Running, step: &Step, subscriptions: &[Value]) {
    match step {
        Step::Call(step) => {
            invariants::take(emulator, step, subscriptions).await;
        }
        Step::Term(which, days) => {
            let Some(one) = subscriptions.get(which % subscriptions.len().max(1)) else {
                return;
            };
            let now = emulator.control("clock").await["now"].clone();
            let now: jiff::Timestamp = now.as_str().unwrap().parse().unwrap();
            let term = now + jiff::SignedDuration::from_hours(24 * i64::try_from(*days).unwrap());
            let path = deeds::transition(one, "DateTerm");
            emulator
                .tell(&path, &json!({ "DateTerm": term.to_string() }))
                .await;
        }
        Step::Limited(who, periods) => {
            let body = json!({ "ReferenceCustomer": CUSTOMERS[*who], "ReferenceOffer": "offer-free",
                "CountRecurrences": periods });
            emulator.tell("/v1/Subscription?TryStart=true", &body).await;
        }
        Step::Suspend(who) => {
            let path = format!("/v1/Customer/Suspension?ReferenceCustomer={}", CUSTOMERS[*who]);
            emulator.order(&path).await;
        }
    }
}

/// The rights of each customer: every usage without its period, and without what was used of a volume.
async fn rights(emulator: &Running) -> BTreeMap<String, Vec<Value>> {
    let (_, list) = emulator.ask("/v1/Usages?SizePage=1000").await;
    let mut rights: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for usage in list["Items"].as_array().into_iter().flatten() {
        let mut usage = usage.clone();
        let members = usage.as_object_mut().unwrap();
        members.retain(|name, _| !name.starts_with("DatePeriod"));
        if members["TypeFeature"] == "Consumption" {
            members.remove("QuantityCurrent");
        }
        let customer = usage["ReferenceCustomer"].as_str().unwrap().to_owned();
        rights.entry(customer).or_default().push(usage);
    }
    rights
}

/// It is one of the 44 events of ProAbono's guide and carries the blocks of its kind, about somebody of the account.
fn has_its_blocks(event: &Value) {
    let kind = kind(event);
    let known = EVENTS.iter().find(|(_, kinds)| kinds.contains(&kind.as_str()));
    let (blocks, _) = known.unwrap_or_else(|| panic!("{kind} is no event"));
    let members = event.as_object().unwrap().iter();
    let found: BTreeSet<&str> = members
        .filter_map(|(name, value)| value.is_object().then_some(name.as_str()))
        .collect();
    assert_eq!(found, blocks.iter().copied().collect(), "{event}");
    let customer = event["Customer"]["ReferenceCustomer"].as_str().unwrap();
    assert!(CUSTOMERS.contains(&customer), "{event}");
}

/// The references of the customers whom the newest events are about, where these events concern rights.
fn told(past: &[Value], known: usize) -> Vec<&str> {
    let newest = &past[..past.len() - known];
    let concern = newest.iter().filter(|one| RIGHTS.contains(&kind(one).as_str()));
    concern
        .filter_map(|one| one["Customer"]["ReferenceCustomer"].as_str())
        .collect()
}

/// Runs the steps; the number of changes of somebody's rights.
async fn run(steps: &[Step]) -> usize {
    let emulator = deeds::seeded();
    for reference in CUSTOMERS {
        deeds::newcomer(&emulator, reference).await;
    }
    deeds::pay_by_bank(&emulator, CUSTOMERS[0]).await;
    let (mut before, mut changes) = (rights(&emulator).await, 0);
    let mut numbers: Vec<Value> = Vec::new();
    for step in steps {
        let state = emulator.control("state").await;
        take(&emulator, step, state["subscriptions"].as_array().unwrap()).await;
        let after = rights(&emulator).await;
        let past = emulator.past().await;
        let known = past.iter().filter(|one| numbers.contains(&one["Id"])).count();
        let told = told(&past, known);
        for customer in CUSTOMERS {
            if before.get(customer) != after.get(customer) {
                changes += 1;
                assert!(
                    told.contains(&customer),
                    "{step:?} changes the rights of {customer} in silence"
                );
            }
        }
        past.iter().for_each(has_its_blocks);
        numbers = past.iter().map(|one| one["Id"].clone()).collect();
        before = after;
    }
    changes
}

#[tokio::test]
async fn every_change_of_somebodys_rights_is_told_by_an_event_about_them() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[15; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut changes = 0;
    for _ in 0..trials("emulator: events of random calls, sequences of 30", 6, 100) {
        let steps = proptest::collection::vec(step(), 30);
        changes += run(&steps.new_tree(&mut runner).unwrap().current()).await;
    }
    assert!(changes > 20, "{changes} changes are too few to show anything");
}
