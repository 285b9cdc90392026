//! Random sequences of calls: some rules hold after every one of them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::Running;
use super::deeds::{change, newcomer, pay_by_bank, seeded};
use crate::support::trials::trials;

pub(super) const CUSTOMERS: [&str; 3] = ["user-1", "user-2", "user-3"];
const OFFERS: [&str; 4] = ["offer-starter", "offer-pro", "offer-business", "offer-free"];
const FEATURES: [&str; 4] = [
    "feat-users",
    "feat-text-messages",
    "feat-module-b",
    "feat-projects",
];

/// One call; the numbers choose among what there is.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Create(usize, usize, bool),
    Turn(usize, usize, usize),
    Use(usize, usize, i64),
    Line(usize, i64),
    Bill(usize),
    Pay(usize),
    Days(u64),
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3_usize, 0..4_usize, any::<bool>()).prop_map(|(who, offer, start)| Step::Create(who, offer, start)),
        6 => (0..20_usize, 0..7_usize, 0..4_usize).prop_map(|(which, turn, offer)| Step::Turn(which, turn, offer)),
        4 => (0..3_usize, 0..4_usize, -5..40_i64).prop_map(|(who, feature, by)| Step::Use(who, feature, by)),
        2 => (0..3_usize, -5_000..5_000_i64).prop_map(|(who, amount)| Step::Line(who, amount)),
        2 => (0..3_usize).prop_map(Step::Bill),
        1 => (0..3_usize).prop_map(Step::Pay),
        2 => (0..45_u64).prop_map(Step::Days),
    ]
}

const TURNS: [&str; 7] = [
    "Start",
    "Suspension",
    "Termination?Immediate=true",
    "Termination?Immediate=false",
    "Upgrade?Immediate=true&BillNow=true&ReferenceOffer=",
    "Upgrade?Immediate=false&ReferenceOffer=",
    "Start?BillNow=true&EnsureBillable=false",
];

pub(super) async fn take(emulator: &Running, step: &Step, subscriptions: &[Value]) -> (u16, Value) {
    match step {
        Step::Create(who, offer, start) => {
            let body = json!({ "ReferenceCustomer": CUSTOMERS[*who], "ReferenceOffer": OFFERS[*offer],
                "TryStart": start });
            emulator.tell("/v1/Subscription", &body).await
        }
        Step::Turn(which, turn, offer) => {
            let Some(one) = subscriptions.get(which % subscriptions.len().max(1)) else {
                return (404, Value::Null);
            };
            let mut path = format!("/v1/Subscription/{}/{}", one["Id"], TURNS[*turn]);
            if path.ends_with('=') {
                path.push_str(OFFERS[*offer]);
            }
            emulator.order(&path).await
        }
        Step::Use(who, feature, by) => {
            let feature = FEATURES[*feature];
            let body = if feature == "feat-module-b" {
                change(CUSTOMERS[*who], feature, "IsEnabled", *by > 0)
            } else {
                change(CUSTOMERS[*who], feature, "Increment", *by)
            };
            emulator.tell("/v1/Usage", &body).await
        }
        Step::Line(who, amount) => {
            let body = json!({ "ReferenceCustomer": CUSTOMERS[*who], "Amount": amount });
            emulator.tell("/v1/BalanceLine", &body).await
        }
        Step::Bill(who) => {
            let body = json!({ "ReferenceCustomer": CUSTOMERS[*who] });
            emulator.tell("/v1/Billing/Customer", &body).await
        }
        Step::Pay(who) => {
            pay_by_bank(emulator, CUSTOMERS[*who]).await;
            (200, Value::Null)
        }
        Step::Days(days) => {
            emulator.advance(*days).await;
            (200, Value::Null)
        }
    }
}

fn list<'a>(state: &'a Value, name: &str) -> &'a [Value] {
    state[name].as_array().unwrap()
}

/// These rules hold after every call; `before` has each subscription as it was.
async fn hold(emulator: &Running, before: &BTreeMap<u64, Value>, done: &str) -> BTreeMap<u64, Value> {
    let state = emulator.control("state").await;
    let now = emulator.control("clock").await["now"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut after = BTreeMap::new();
    for one in list(&state, "subscriptions") {
        let id = one["Id"].as_u64().unwrap();
        if let Some(ended) = before.get(&id).filter(|old| old["Status"] == "Ended") {
            assert_eq!(
                ended["StateSubscription"], one["StateSubscription"],
                "{done}: the end is the end"
            );
        }
        if one["Status"] == "Active" {
            assert!(one["DatePeriodStart"].as_str().unwrap() <= now.as_str(), "{done}");
            assert!(
                one["DatePeriodEnd"].as_str().unwrap() > now.as_str(),
                "{done}: {one}"
            );
        }
        after.insert(id, one.clone());
    }
    assert!(
        before
            .keys()
            .all(|id| after.contains_key(id) || before[id]["Status"] == "Draft"),
        "{done}"
    );
    rights_follow(emulator, &after, done).await;
    money_adds_up(&state, done);
    after
}

/// Usages are exactly the features of what runs.
async fn rights_follow(emulator: &Running, subscriptions: &BTreeMap<u64, Value>, done: &str) {
    let (status, usages) = emulator.ask("/v1/Usages?SizePage=1000").await;
    let running = subscriptions.values().filter(|one| one["Status"] == "Active");
    let expected: usize = running
        .map(|one| {
            let id = one["Id"].as_u64().unwrap();
            let items = usages["Items"].as_array().into_iter().flatten();
            let found = items.filter(|usage| usage["IdSubscription"] == id).count();
            assert_eq!(found, one["Features"].as_array().unwrap().len(), "{done}: {one}");
            found
        })
        .sum();
    assert_eq!(
        usages["TotalItems"].as_u64().unwrap_or(0),
        expected as u64,
        "{done}"
    );
    assert_eq!(status == 204, expected == 0, "{done}");
    for usage in usages["Items"].as_array().into_iter().flatten() {
        assert!(
            usage["QuantityCurrent"]
                .as_i64()
                .is_none_or(|current| current >= 0),
            "{done}"
        );
    }
}

/// The billed lines are those that the invoices ask for, and no invoice asks for nothing.
fn money_adds_up(state: &Value, done: &str) {
    let amount = |one: &Value| one["AmountTotal"].as_i64().unwrap();
    let billed: i64 = list(state, "balance")
        .iter()
        .filter(|line| line["StateMove"] == "Billed")
        .map(amount)
        .sum();
    let invoiced: i64 = list(state, "invoices").iter().map(amount).sum();
    assert_eq!(billed, invoiced, "{done}");
    assert!(
        list(state, "invoices").iter().all(|one| amount(one) > 0),
        "{done}"
    );
}

#[tokio::test]
async fn random_calls_never_break_what_must_hold() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[42; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for _ in 0..trials("emulator: random calls, sequences of 40", 6, 300) {
        let steps = proptest::collection::vec(step(), 40)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let emulator = seeded();
        for reference in CUSTOMERS {
            newcomer(&emulator, reference).await;
        }
        pay_by_bank(&emulator, CUSTOMERS[0]).await;
        let mut known = BTreeMap::new();
        for step in &steps {
            let all: Vec<Value> = known.values().cloned().collect();
            let (status, answer) = take(&emulator, step, &all).await;
            assert!(
                matches!(status, 200 | 201 | 204 | 403 | 404 | 409 | 422),
                "{step:?}: {status} {answer}"
            );
            known = hold(&emulator, &known, &format!("{step:?}")).await;
        }
    }
}
