//! Subscriptions: what one is, and how it is found.

use serde_json::{Map, Value};

use crate::emulator::catalogue::{Feature, Offer, Pricing, Type};
use crate::emulator::clock::{Length, Moment};

use super::World;

/// How far after the end of a period the automatic billing runs, as in ProAbono's samples.
pub(super) const HOURS_TO_BILLING: u64 = 6;

/// The fine state; the coarse one follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emulator) enum State {
    DraftAgent,
    DraftDelayedStart,
    DraftDelayedUpgrade,
    ActiveRunning,
    ActiveDelayedUpgrade,
    ActiveDelayedTermination,
    SuspendedAgent,
    SuspendedNoPaymentInfo,
    EndedComplete,
    EndedUpgrade,
    EndedTerminated,
    Deleted,
}

impl State {
    pub(in crate::emulator) fn name(self) -> &'static str {
        match self {
            Self::DraftAgent => "DraftAgent",
            Self::DraftDelayedStart => "DraftDelayedStart",
            Self::DraftDelayedUpgrade => "DraftDelayedUpgrade",
            Self::ActiveRunning => "ActiveRunning",
            Self::ActiveDelayedUpgrade => "ActiveDelayedUpgrade",
            Self::ActiveDelayedTermination => "ActiveDelayedTermination",
            Self::SuspendedAgent => "SuspendedAgent",
            Self::SuspendedNoPaymentInfo => "SuspendedNoPaymentInfo",
            Self::EndedComplete => "EndedComplete",
            Self::EndedUpgrade => "EndedUpgrade",
            Self::EndedTerminated => "EndedTerminated",
            Self::Deleted => "Deleted",
        }
    }

    pub(in crate::emulator) fn status(self) -> &'static str {
        match self {
            Self::DraftAgent | Self::DraftDelayedStart | Self::DraftDelayedUpgrade => "Draft",
            Self::ActiveRunning | Self::ActiveDelayedUpgrade | Self::ActiveDelayedTermination => "Active",
            Self::SuspendedAgent | Self::SuspendedNoPaymentInfo => "Suspended",
            Self::EndedComplete | Self::EndedUpgrade | Self::EndedTerminated => "Ended",
            Self::Deleted => "Deleted",
        }
    }
}

/// Amounts and lengths: those of the offer, unless the subscription has its own. Cents before tax.
#[derive(Clone, Debug)]
pub(in crate::emulator) struct Terms {
    pub(in crate::emulator) up_front: i64,
    pub(in crate::emulator) trial: Option<Length>,
    pub(in crate::emulator) amount_trial: i64,
    pub(in crate::emulator) amount: i64,
    pub(in crate::emulator) recurrence: Length,
    /// How many periods; `None` is without end.
    pub(in crate::emulator) count: Option<u64>,
    /// How many it must run at least.
    pub(in crate::emulator) least: Option<u64>,
    pub(in crate::emulator) termination: i64,
}

impl Terms {
    pub(in crate::emulator) fn of(offer: &Offer) -> Self {
        Self {
            up_front: 0,
            trial: offer.trial,
            amount_trial: 0,
            amount: offer.subtotal,
            recurrence: offer.recurrence,
            count: None,
            least: None,
            termination: 0,
        }
    }
}

/// A feature as the subscription holds it.
#[derive(Clone, Debug)]
pub(in crate::emulator) struct Held {
    /// Not the id of the feature.
    pub(in crate::emulator) id: u64,
    pub(in crate::emulator) feature: &'static Feature,
    pub(in crate::emulator) included: bool,
    pub(in crate::emulator) enabled: bool,
    /// `None` is without limit, and then nothing is counted.
    pub(in crate::emulator) quantity: Option<Quantity>,
    pub(in crate::emulator) pricing: Pricing,
}

/// What is included, and what is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::emulator) struct Quantity {
    pub(in crate::emulator) included: i64,
    pub(in crate::emulator) current: i64,
}

impl Held {
    /// What is paid for, beyond what is included.
    pub(in crate::emulator) fn extra(&self) -> i64 {
        match (self.feature.kind, self.quantity) {
            (Type::OnOff, _) => i64::from(self.enabled && !self.included),
            (_, Some(quantity)) => (quantity.current - quantity.included).max(0),
            (_, None) => 0,
        }
    }
}

/// A subscription.
#[derive(Clone, Debug)]
pub(in crate::emulator) struct Subscription {
    pub(in crate::emulator) id: u64,
    /// Who has the rights.
    pub(in crate::emulator) id_customer: u64,
    /// Who pays.
    pub(in crate::emulator) id_buyer: u64,
    pub(in crate::emulator) offer: &'static Offer,
    pub(in crate::emulator) title: String,
    pub(in crate::emulator) state: State,
    pub(in crate::emulator) terms: Terms,
    pub(in crate::emulator) features: Vec<Held>,
    pub(in crate::emulator) metadata: Option<Map<String, Value>>,
    pub(in crate::emulator) date_start: Option<Moment>,
    /// The current period, since the start.
    pub(in crate::emulator) period: Option<(Moment, Moment)>,
    pub(in crate::emulator) date_end: Option<Moment>,
    pub(in crate::emulator) is_trial: bool,
    /// Periods begun, the trial not counted.
    pub(in crate::emulator) periods: u64,
    /// When it is to be terminated, where that was ordered.
    pub(in crate::emulator) termination: Option<Moment>,
    /// The subscription that takes over at the term.
    pub(in crate::emulator) successor: Option<u64>,
    pub(in crate::emulator) date_update: Moment,
}

impl Subscription {
    pub(in crate::emulator) fn is_running(&self) -> bool {
        self.state.status() == "Active"
    }

    /// Inside the minimum it must run.
    pub(in crate::emulator) fn is_engaged(&self) -> bool {
        self.terms.least.is_some_and(|least| self.periods < least)
    }

    /// The boundary at which it renews or ends.
    pub(in crate::emulator) fn term(&self) -> Option<Moment> {
        self.termination.or(self.period.map(|(_, end)| end))
    }

    /// The state that follows the term.
    pub(in crate::emulator) fn after_term(&self) -> State {
        if self.termination.is_some() {
            State::EndedTerminated
        } else if self.successor.is_some() {
            State::EndedUpgrade
        } else if self.terms.count.is_some_and(|count| self.periods >= count) {
            State::EndedComplete
        } else {
            State::ActiveRunning
        }
    }

    pub(in crate::emulator) fn held(&self, reference: &str) -> Option<&Held> {
        self.features
            .iter()
            .find(|held| held.feature.reference == reference)
    }
}

impl World {
    /// All but the deleted, oldest first.
    pub(in crate::emulator) fn subscriptions(&self) -> impl DoubleEndedIterator<Item = &Subscription> {
        self.subscriptions
            .iter()
            .filter(|one| one.state != State::Deleted)
    }

    pub(in crate::emulator) fn subscription(&self, id: u64) -> Option<&Subscription> {
        let at = self.subscriptions.binary_search_by_key(&id, |one| one.id).ok()?;
        Some(&self.subscriptions[at]).filter(|one| one.state != State::Deleted)
    }

    /// The running subscription, the newest where there are several.
    pub(in crate::emulator) fn subscription_of(&self, customer: u64) -> Option<&Subscription> {
        self.subscriptions()
            .rev()
            .find(|one| one.id_customer == customer && one.is_running())
    }

    pub(super) fn subscription_mut(&mut self, id: u64) -> Option<&mut Subscription> {
        // They are kept in the order of their ids.
        let at = self.subscriptions.binary_search_by_key(&id, |one| one.id).ok()?;
        Some(&mut self.subscriptions[at])
    }
}
