//! Payments that a bank has yet to confirm. The order waits with its invoice.

use std::sync::Arc;

use crate::catalogue::Offer;
use crate::model::{
    Billing, Change, Charge, Deed, Method, Refused, Start, State, Subscription, Upgrade, Way, charges,
};

use super::World;

impl World {
    pub(crate) fn register(&mut self, customer: u64, method: Method, way: Way) {
        if way == Way::Pending {
            self.pending.push(Deed::Register(customer, method));
            return;
        }
        let (kind, card) = match method {
            Method::Card(last_four) => ("Card", Some(last_four)),
            Method::DirectDebit => ("DirectDebit", None),
            Method::Invoice => ("ExternalBank", None),
        };
        self.set_payment(customer, kind, card);
    }

    /// The charges of a start or a restart now.
    pub(crate) fn start_charges(&self, one: &Subscription) -> Vec<Charge> {
        let now = self.now();
        match one.state.status() {
            "Draft" if one.date_start.is_none_or(|at| at <= now) => {
                charges::of_start(one, one.date_start.unwrap_or(now))
            }
            "Suspended" => Self::resumed(one, now).map_or_else(Vec::new, |(_, charges)| charges),
            _ => Vec::new(),
        }
    }

    /// Starts a draft, restarts what is suspended, keeps what was to end.
    pub(crate) fn start_by(&mut self, id: u64, way: Way) -> Result<(), Refused> {
        let one = self.subscription(id).cloned().ok_or(Refused::State)?;
        if way != Way::Pending {
            self.start(id, Start::default())?;
            self.bill_by(one.id_buyer, way);
            return Ok(());
        }
        if one.state == State::ActiveRunning || one.state.status() == "Ended" {
            return Err(Refused::State);
        }
        let due = self.start_charges(&one);
        self.wait(Deed::Start(id), one.id_buyer, due);
        Ok(())
    }

    /// Upgrades at once. Returns the id of the subscription that runs then.
    pub(crate) fn upgrade_by(&mut self, id: u64, offer: Arc<Offer>, way: Way) -> Result<u64, Refused> {
        let old = self.subscription(id).cloned().ok_or(Refused::State)?;
        if way != Way::Pending {
            let how = Upgrade {
                immediate: true,
                bill_now: false,
                ignore_engagement: false,
            };
            let new = self.upgrade(id, offer, how)?;
            self.bill_by(old.id_buyer, way);
            return Ok(new);
        }
        Self::quotes_upgrade(&old)?;
        if old.is_engaged() {
            return Err(Refused::Engaged);
        }
        let due = charges::of_upgrade(&old, &self.preview_upgrade(&old, offer.clone()), self.now());
        self.wait(Deed::Upgrade(id, offer), old.id_buyer, due);
        Ok(id)
    }

    pub(crate) fn change_by(
        &mut self,
        id: u64,
        feature: &str,
        quantity: i64,
        way: Way,
    ) -> Result<(), Refused> {
        let one = self.subscription(id).cloned().ok_or(Refused::State)?;
        let change = Change::Set(quantity);
        if way != Way::Pending {
            self.change_usage(id, feature, change)?;
            self.bill_by(one.id_buyer, way);
            return Ok(());
        }
        let held = one.held(feature).ok_or(Refused::State)?;
        let (_, due) = self.preview_usage(&one, held, change)?;
        self.wait(Deed::Change(id, feature.to_owned(), quantity), one.id_buyer, due);
        Ok(())
    }

    /// The bank has not confirmed yet what was ordered for it.
    pub(crate) fn awaits(&self, subscription: u64) -> bool {
        self.pending.iter().any(|deed| match deed {
            Deed::Start(id) | Deed::Upgrade(id, _) | Deed::Change(id, ..) => *id == subscription,
            Deed::Register(..) => false,
        })
    }

    /// The bank confirms everything that waits for it: the number of invoices and deeds.
    pub(crate) fn confirm(&mut self) -> (usize, usize) {
        let invoices: Vec<u64> = self
            .invoices()
            .filter(|one| one.is_pending())
            .map(|one| one.id)
            .collect();
        for id in &invoices {
            self.pay_invoice(*id);
        }
        let deeds = std::mem::take(&mut self.pending);
        let number = deeds.len();
        for deed in deeds {
            // An order that has become impossible meanwhile is dropped.
            let _ = self.carry_out(deed);
        }
        (invoices.len(), number)
    }

    /// It was charged when it was ordered.
    fn carry_out(&mut self, deed: Deed) -> Result<(), Refused> {
        match deed {
            Deed::Start(id) => {
                let paid = Start {
                    migration: true,
                    ..Start::default()
                };
                self.start(id, paid)
            }
            Deed::Upgrade(id, offer) => {
                let old = self.subscription(id).cloned().ok_or(Refused::State)?;
                Self::quotes_upgrade(&old)?;
                let new = self.preview_upgrade(&old, offer);
                self.take_over(&old, new);
                Ok(())
            }
            Deed::Change(id, feature, quantity) => {
                let one = self.subscription(id).cloned().ok_or(Refused::State)?;
                let held = one.held(&feature).ok_or(Refused::State)?;
                let (after, _) = self.preview_usage(&one, held, Change::Set(quantity))?;
                self.replace_held(id, &after);
                Ok(())
            }
            Deed::Register(customer, method) => {
                self.register(customer, method, Way::Now);
                Ok(())
            }
        }
    }

    fn wait(&mut self, deed: Deed, buyer: u64, due: Vec<Charge>) {
        let now = self.now();
        self.post(buyer, due, now);
        self.bill_by(buyer, Way::Pending);
        self.pending.push(deed);
    }

    /// Without an amount to pay there is no invoice.
    fn bill_by(&mut self, buyer: u64, way: Way) {
        let how = Billing {
            offline: way == Way::Offline,
            ordered: way == Way::Pending,
            ..Billing::default()
        };
        let now = self.now();
        // Every refusal leaves the lines where they are.
        let _ = self.bill(buyer, &how, now);
    }
}
