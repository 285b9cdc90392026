//! A subscription: its state, its terms and the features that it holds.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::catalogue::{Feature, Offer, Pricing, Type};
use crate::clock::{Length, Moment};

/// Automatic billing runs this long after the end of a period, as in ProAbono's samples.
pub(crate) const HOURS_TO_BILLING: u64 = 6;

/// The fine state; the coarse one follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
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
    pub(crate) fn name(self) -> &'static str {
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

    pub(crate) fn status(self) -> &'static str {
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
pub(crate) struct Terms {
    pub(crate) up_front: i64,
    pub(crate) trial: Option<Length>,
    pub(crate) amount_trial: i64,
    pub(crate) amount: i64,
    pub(crate) recurrence: Length,
    /// The number of periods; `None` is without end.
    pub(crate) count: Option<u64>,
    /// The number of periods that it must run at least.
    pub(crate) least: Option<u64>,
    pub(crate) termination: i64,
}

impl Terms {
    pub(crate) fn of(offer: &Offer) -> Self {
        Self {
            up_front: offer.up_front,
            trial: offer.trial,
            amount_trial: offer.amount_trial,
            amount: offer.subtotal,
            recurrence: offer.recurrence,
            count: offer.count,
            least: offer.least,
            termination: offer.termination,
        }
    }
}

/// A feature as the subscription holds it.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    /// Not the id of the feature.
    pub(crate) id: u64,
    pub(crate) feature: Arc<Feature>,
    pub(crate) included: bool,
    pub(crate) enabled: bool,
    /// `None` is without a limit, and then nothing is counted.
    pub(crate) quantity: Option<Quantity>,
    pub(crate) pricing: Pricing,
}

/// The quantity that is included and the one that is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Quantity {
    pub(crate) included: i64,
    pub(crate) current: i64,
}

impl Held {
    /// The quantity beyond the included one, which is paid for.
    pub(crate) fn extra(&self) -> i64 {
        match (self.feature.kind, self.quantity) {
            (Type::OnOff, _) => i64::from(self.enabled && !self.included),
            (_, Some(quantity)) => (quantity.current - quantity.included).max(0),
            (_, None) => 0,
        }
    }
}

/// A subscription.
#[derive(Clone, Debug)]
pub(crate) struct Subscription {
    pub(crate) id: u64,
    /// The customer who has the rights.
    pub(crate) id_customer: u64,
    /// The customer who pays.
    pub(crate) id_buyer: u64,
    pub(crate) offer: Arc<Offer>,
    pub(crate) title: String,
    pub(crate) state: State,
    pub(crate) terms: Terms,
    pub(crate) features: Vec<Held>,
    pub(crate) metadata: Option<Map<String, Value>>,
    pub(crate) date_start: Option<Moment>,
    /// The current period, since the start.
    pub(crate) period: Option<(Moment, Moment)>,
    pub(crate) date_end: Option<Moment>,
    pub(crate) is_trial: bool,
    /// Periods begun, the trial not counted.
    pub(crate) periods: u64,
    /// When it is to be terminated, where that was ordered.
    pub(crate) termination: Option<Moment>,
    /// The subscription that takes over at the term.
    pub(crate) successor: Option<u64>,
    pub(crate) date_update: Moment,
}

impl Subscription {
    pub(crate) fn is_running(&self) -> bool {
        self.state.status() == "Active"
    }

    /// The minimum that it must run has not passed.
    pub(crate) fn is_engaged(&self) -> bool {
        self.terms.least.is_some_and(|least| self.periods < least)
    }

    /// The boundary at which it renews or ends.
    pub(crate) fn term(&self) -> Option<Moment> {
        self.termination.or(self.period.map(|(_, end)| end))
    }

    /// The state that follows the term.
    pub(crate) fn after_term(&self) -> State {
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

    pub(crate) fn held(&self, reference: &str) -> Option<&Held> {
        self.features
            .iter()
            .find(|held| held.feature.reference == reference)
    }
}
