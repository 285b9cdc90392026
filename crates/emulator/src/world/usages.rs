//! Usages: the features of running subscriptions, and their changes.

use std::collections::BTreeMap;

use crate::catalogue::Type;
use crate::catalogue::limits::QUANTITY;
use crate::model::{Change, Charge, Due, Held, Line, Refused, Subscription, charges};

use super::World;

impl World {
    /// Every feature of every running subscription.
    pub(crate) fn usages(&self) -> impl Iterator<Item = (&Subscription, &Held)> {
        self.subscriptions()
            .filter(|one| one.is_running())
            .flat_map(|one| one.features.iter().map(move |held| (one, held)))
    }

    /// The feature after a change, and the charges of that change.
    pub(crate) fn preview_usage(
        &self,
        subscription: &Subscription,
        held: &Held,
        change: Change,
    ) -> Result<(Held, Vec<Charge>), Refused> {
        let mut after = held.clone();
        match (change, held.feature.kind) {
            (Change::Enable(enabled), Type::OnOff) => after.enabled = enabled,
            (Change::Enable(_), _) | (_, Type::OnOff) => return Err(Refused::Kind),
            (Change::Increment(by), _) => count(&mut after, |current| current.checked_add(by))?,
            (Change::Set(to), _) => count(&mut after, |_| Some(to))?,
        }
        let charges = charges::of_usage(subscription, held, &after, self.now());
        Ok((after, charges))
    }

    pub(crate) fn change_usage(
        &mut self,
        subscription: u64,
        feature: &str,
        change: Change,
    ) -> Result<(), Refused> {
        let now = self.now();
        let one = self.subscription(subscription).cloned().ok_or(Refused::State)?;
        let held = one.held(feature).ok_or(Refused::State)?;
        let (after, charges) = self.preview_usage(&one, held, change)?;
        self.ensure_billable(one.id_buyer, charges::sum(&charges), None)?;
        self.replace_held(subscription, &after);
        self.post(one.id_buyer, charges, now);
        Ok(())
    }

    /// A volume that is used is no change of the subscription.
    pub(super) fn replace_held(&mut self, subscription: u64, after: &Held) {
        let mut changed = false;
        self.change(subscription, |one| {
            for held in one.features.iter_mut().filter(|held| held.id == after.id) {
                changed |= held.enabled != after.enabled || held.quantity != after.quantity;
                *held = after.clone();
            }
        });
        if changed && after.feature.kind != Type::Consumption {
            self.tell_of_subscription("SubscriptionFeaturesUpdated", subscription, self.now());
        }
    }
}

/// Without a limit nothing is counted.
fn count(held: &mut Held, next: impl FnOnce(i64) -> Option<i64>) -> Result<(), Refused> {
    let Some(quantity) = &mut held.quantity else {
        return Ok(());
    };
    match next(quantity.current) {
        Some(current) if QUANTITY.contains(&current) => {
            quantity.current = current;
            Ok(())
        }
        _ => Err(Refused::Amount),
    }
}

/// A copy of everything that a batch of changes may touch.
pub(crate) struct Memory(Vec<Subscription>, Vec<Line>, BTreeMap<u64, Due>, u64);

impl World {
    pub(crate) fn remember(&self) -> Memory {
        let events = self.events.last();
        Memory(
            self.subscriptions.clone(),
            self.lines.clone(),
            self.due.clone(),
            events,
        )
    }

    pub(crate) fn restore(&mut self, memory: Memory) {
        self.withdraw_events_after(memory.3);
        self.subscriptions = memory.0;
        self.lines = memory.1;
        self.due = memory.2;
    }
}
