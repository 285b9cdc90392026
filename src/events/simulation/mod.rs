//! Random histories, with crashes between any two steps, against the decisions and the tables themselves.

#[cfg(feature = "redis")]
mod in_redis;
mod tables;

use std::collections::BTreeSet;

use bytes::Bytes;
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::envelope::Event;
use super::inbox::{About, Flight, Millis};
use super::schedule::{Admission, Schedule, wait_after};
use crate::proabono::CustomerReference;

use tables::{Tables, in_memory};

const CUSTOMERS: usize = 3;
const STEPS: usize = 60;
const PER_SECOND: u32 = 20;
/// Every other history gives events up after so many attempts, and they are replayed in the end.
const FEW: u32 = 3;
const LEASE: Millis = 5_000;

/// The order in which a delivery is remembered and taken in.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// Both in one transaction, as the inbox does.
    Together,
    /// The id is remembered first, and the event is queued afterwards, as in the sample of ProAbono's guide.
    SeenFirst,
}

/// An event that ProAbono sends until it is acknowledged.
#[derive(Clone)]
struct Sent {
    id: String,
    customer: usize,
    version: u32,
}

struct Look {
    flight: Flight,
    customer: usize,
    /// The version that was read, or the failure; `None` until then.
    read: Option<Result<u32, ()>>,
}

struct World<'a> {
    random: StdRng,
    order: Order,
    now: Millis,
    tables: &'a dyn Tables,
    /// How often each customer has changed at ProAbono.
    truth: [u32; CUSTOMERS],
    pending: Vec<Sent>,
    acknowledged: Vec<Sent>,
    /// The latest version of each customer that a look which ended had read.
    applied: [u32; CUSTOMERS],
    /// The memory of the process, which a crash takes.
    schedule: Schedule,
    looks: Vec<Look>,
    calm: bool,
    attempts: u32,
}

fn about(customer: usize) -> About {
    About {
        customer: CustomerReference::new(format!("c{customer}")).ok(),
        segment: None,
    }
}

fn number(about: &About) -> usize {
    let reference = about.customer.as_ref().unwrap();
    reference.as_str()[1..].parse().unwrap()
}

impl<'a> World<'a> {
    fn new(tables: &'a dyn Tables, seed: u64, order: Order) -> Self {
        tables.clear();
        Self {
            random: StdRng::seed_from_u64(seed),
            order,
            now: 1_000_000,
            tables,
            truth: [0; CUSTOMERS],
            pending: Vec::new(),
            acknowledged: Vec::new(),
            applied: [0; CUSTOMERS],
            schedule: Schedule::new(2, PER_SECOND, 1_000_000),
            looks: Vec::new(),
            calm: false,
            attempts: if seed.is_multiple_of(2) { FEW } else { 1_000 },
        }
    }

    fn happens(&mut self, one_in: u32) -> bool {
        !self.calm && self.random.random_ratio(1, one_in)
    }

    fn step(&mut self) {
        match self.random.random_range(0..7) {
            0 => self.change(),
            1 | 2 => self.deliver(),
            3 => self.round(),
            4 => self.read(),
            5 => self.land(),
            _ => self.now += self.random.random_range(1..2_000),
        }
        if self.happens(25) {
            self.crash();
        }
    }

    fn change(&mut self) {
        let customer = self.random.random_range(0..CUSTOMERS);
        self.truth[customer] += 1;
        let version = self.truth[customer];
        let id = format!("trg_{customer}_{version}");
        self.pending.push(Sent {
            id,
            customer,
            version,
        });
    }

    fn deliver(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let chosen = self.random.random_range(0..self.pending.len());
        let sent = self.pending[chosen].clone();
        if !self.take(&sent) {
            return;
        }
        if self.happens(6) {
            // It is stored, and the answer does not arrive.
            return self.crash();
        }
        self.acknowledged.push(sent);
        // ProAbono may send it again all the same.
        if !self.happens(5) {
            self.pending.remove(chosen);
        }
    }

    /// Tells whether the event would be acknowledged.
    fn take(&mut self, sent: &Sent) -> bool {
        if self.happens(8) {
            // The store does not answer.
            return false;
        }
        if self.order == Order::SeenFirst {
            if !self.tables.see(&sent.id) {
                return true;
            }
            if self.happens(6) {
                self.crash();
                return false;
            }
        }
        let event = Event {
            id: sent.id.clone(),
            trigger: "SubscriptionUpdated".to_owned(),
            customer: about(sent.customer).customer,
            segment: None,
            happened: None,
            body: Bytes::new(),
        };
        self.tables.receive(&event, self.now);
        true
    }

    fn round(&mut self) {
        let most = 4 + self.schedule.busy();
        for due in self.tables.due(self.now, most) {
            if self.schedule.admit(&due, self.now) != Admission::Now {
                continue;
            }
            match self.tables.begin(&due, (self.now, self.now + LEASE)) {
                Some(flight) => self.looks.push(Look {
                    customer: number(&due),
                    flight,
                    read: None,
                }),
                None => self.schedule.landed(&due, self.now),
            }
        }
    }

    fn read(&mut self) {
        let fails = self.happens(5);
        let truth = self.truth;
        if let Some(look) = self.looks.iter_mut().find(|look| look.read.is_none()) {
            look.read = Some(if fails { Err(()) } else { Ok(truth[look.customer]) });
        }
    }

    fn land(&mut self) {
        let Some(place) = self.looks.iter().position(|look| look.read.is_some()) else {
            return;
        };
        let look = self.looks.remove(place);
        if self.happens(10) {
            // The end cannot be written: its lease runs out.
            self.schedule.landed(&look.flight.about, self.now);
            return;
        }
        if let Some(Ok(version)) = look.read {
            let applied = &mut self.applied[look.customer];
            *applied = version.max(*applied);
            self.tables.finish(&look.flight, self.now);
        } else {
            let next = self.now + wait_after(look.flight.attempts, 0.0);
            self.tables.fail(&look.flight, (next, self.attempts), self.now);
        }
        self.schedule.landed(&look.flight.about, self.now);
    }

    fn crash(&mut self) {
        self.looks.clear();
        self.schedule = Schedule::new(2, PER_SECOND, self.now);
        self.tables.recover(self.now);
    }

    /// Lets everything come to rest, and returns the acknowledged events that were not applied.
    fn lost(&mut self) -> BTreeSet<String> {
        self.calm = true;
        // A look that has failed already may be the last attempt of its events, which only then are there to be replayed.
        while !self.looks.is_empty() {
            self.read();
            self.land();
        }
        self.tables.replay_dead(self.now);
        for _ in 0..10_000 {
            while !self.pending.is_empty() {
                self.deliver();
            }
            self.round();
            self.read();
            self.land();
            self.now += 500;
            if self.looks.is_empty() && self.tables.next_due().is_none() {
                break;
            }
        }
        assert_eq!(self.tables.next_due(), None, "everything comes to rest");
        let lost = self.acknowledged.iter();
        let lost = lost.filter(|sent| self.applied[sent.customer] < sent.version);
        lost.map(|sent| sent.id.clone()).collect()
    }
}

fn history(tables: &dyn Tables, seed: u64, order: Order) -> BTreeSet<String> {
    let mut world = World::new(tables, seed, order);
    for _ in 0..STEPS {
        world.step();
    }
    world.lost()
}

/// As many histories as `tests/run` asks for.
fn histories(few: u64, many: u64) -> u64 {
    let long = std::env::var("PORTAL_TESTS_LONG").is_ok_and(|value| value == "1");
    if long { many } else { few }
}

#[test]
fn no_acknowledged_event_is_lost_whatever_breaks_and_the_order_of_the_sample_loses_some() {
    let mut control_loses = false;
    let tables = in_memory();
    for seed in 0..histories(400, 10_000) {
        let ours = history(&tables, seed, Order::Together);
        assert!(ours.is_empty(), "the history with the seed {seed} lost {ours:?}");
        control_loses |= !history(&tables, seed, Order::SeenFirst).is_empty();
    }
    assert!(
        control_loses,
        "the control loses none, so this test would not notice"
    );
}

#[cfg(feature = "redis")]
#[test]
fn no_acknowledged_event_is_lost_in_redis_either() {
    let tables = in_redis::InRedis::start();
    for seed in 0..histories(20, 1_000) {
        let lost = history(&tables, seed, Order::Together);
        assert!(lost.is_empty(), "the history with the seed {seed} lost {lost:?}");
    }
}
