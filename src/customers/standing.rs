//! The standing of a customer: subscriptions and invoices, read from ProAbono and from nowhere else.

use data_encoding::HEXLOWER;
use futures_util::{StreamExt as _, TryStreamExt as _};
use sha2::{Digest as _, Sha256};

use crate::proabono::{
    Error as ApiError, Invoice, ListInvoices, ListSubscriptions, Live, StateInvoice, StatusSubscription,
    Subscription,
};

use super::{CustomerKey, From, Outcome, Strangers, Unresolved, Verdict};

/// The most objects that are read.
const MOST: usize = 200;

/// The subscriptions of a customer.
#[derive(Debug)]
pub(crate) struct Standing {
    subscriptions: Vec<Subscription>,
    /// The states of the invoices, once they were read. One without a state is not known to be settled.
    invoices: Vec<Option<StateInvoice>>,
}

impl Standing {
    /// Reads the subscriptions.
    pub(crate) async fn read(live: &Live, customer: &CustomerKey) -> Result<Self, Unresolved> {
        let options = ListSubscriptions {
            reference_segment: Some(customer.segment.clone()),
            reference_customer: Some(customer.reference.clone()),
            ignore_features: Some(true),
            ..ListSubscriptions::default()
        };
        let all = live.subscriptions().list(&options);
        let all = all.stream().take(MOST).try_collect().await;
        let mut subscriptions: Vec<Subscription> = unless_unknown(all)?;
        // Even if the filter were ignored, a subscription that does not name the customer counts as somebody else's.
        let mut others = Strangers::beside(&customer.reference);
        subscriptions.retain(|one| others.spare([&one.reference_customer, &one.reference_customer_buyer]));
        others.tell("list_subscriptions");
        Ok(Self {
            subscriptions,
            invoices: Vec::new(),
        })
    }

    /// Tells whether there is no subscription of any kind.
    pub(crate) fn is_empty(&self) -> bool {
        self.subscriptions.is_empty()
    }

    /// The subscription that is running.
    pub(crate) fn running(&self) -> Option<&Subscription> {
        let active = |one: &&Subscription| one.status == Some(StatusSubscription::Active);
        self.subscriptions.iter().find(active)
    }

    /// A digest that changes whenever a visitor would see a change, and reveals nothing else.
    pub(crate) fn digest(&self) -> String {
        let mut lines: Vec<String> = self.subscriptions.iter().map(line).collect();
        lines.sort_unstable();
        let hash = Sha256::digest(lines.concat());
        HEXLOWER.encode(&hash[..8])
    }

    /// Reads the invoices as well.
    pub(crate) async fn read_invoices(
        &mut self,
        live: &Live,
        customer: &CustomerKey,
    ) -> Result<(), Unresolved> {
        let options = ListInvoices {
            reference_customer: Some(customer.reference.clone()),
            reference_segment: Some(customer.segment.clone()),
            ..ListInvoices::default()
        };
        let all = live.invoices().list(&options);
        let all: Result<Vec<_>, _> = all.stream().take(MOST).try_collect().await;
        let mut invoices: Vec<Invoice> = unless_unknown(all)?;
        let mut others = Strangers::beside(&customer.reference);
        invoices.retain(|invoice| others.spare([&invoice.reference_customer]));
        others.tell("list_invoices");
        let states = invoices.into_iter().map(|invoice| invoice.state_invoice);
        self.invoices = states.collect();
        Ok(())
    }

    /// Tells whether ProAbono's data confirms the outcome that a return reports.
    pub(crate) fn settles(&self, (from, outcome): (From, Outcome)) -> bool {
        let ended_well = !matches!(outcome, Outcome::Cancelled | Outcome::Failed);
        let begins = matches!(from, From::Subscribe | From::Upgrade | From::Restart) && ended_well;
        !(begins && self.running().is_none() || outcome == Outcome::Pending && self.is_paying())
    }

    /// Tells whether a payment is under way.
    fn is_paying(&self) -> bool {
        let paying =
            |state: &StateInvoice| matches!(state, StateInvoice::DuePending | StateInvoice::DraftCharging);
        self.invoices.iter().flatten().any(paying)
    }

    /// Tells whether something is to be paid.
    fn owes(&self) -> bool {
        let settled = |state: &Option<StateInvoice>| {
            use StateInvoice::{Draft, Paid, PaidRefunded, Void};
            matches!(state, Some(Draft | Paid | PaidRefunded | Void))
        };
        !self.invoices.iter().all(settled)
    }

    /// Tells whether a subscription has ended, or is to end.
    fn ends(&self) -> bool {
        let ended = |status: &Option<StatusSubscription>| *status == Some(StatusSubscription::Ended);
        self.subscriptions
            .iter()
            .any(|one| ended(&one.status) || ended(&one.status_after_term))
    }

    /// The part of a settled return that may be shown. Anybody can write an address, and must not be able to tell a
    /// debtor that the invoice is paid, or a customer that the subscription is cancelled.
    pub(crate) fn confirmed(&self, from: From, outcome: Outcome) -> (From, Outcome) {
        let from = match from {
            From::Terminate if !self.ends() => From::Elsewhere,
            from => from,
        };
        let outcome = match outcome {
            Outcome::Paid if self.owes() => Outcome::Unsaid,
            // The workflow is over, and nothing is being paid any more.
            Outcome::Pending => Outcome::Unsaid,
            outcome => outcome,
        };
        (from, outcome)
    }
}

fn line(one: &Subscription) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}\n",
        one.id, one.state_subscription, one.state_subscription_after_term, one.reference_offer, one.date_term
    )
}

/// Turns the answer that the customer is unknown into an empty list: a user who is no customer yet has nothing.
fn unless_unknown<T>(all: Result<Vec<T>, ApiError>) -> Result<Vec<T>, Unresolved> {
    match all {
        Err(error) if Verdict::of(&error).is_no_customer() => Ok(Vec::new()),
        all => Ok(all?),
    }
}
