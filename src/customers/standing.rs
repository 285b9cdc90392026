//! The standing of a customer: subscriptions and invoices, read from ProAbono and from nowhere else.

use data_encoding::HEXLOWER;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::proabono::{
    Invoice, InvoiceId, Live, StateInvoice, StatusSubscription, Subscription, SubscriptionId,
};

use super::glance::{self, Due, Glance, Sum};
use super::lists::{Features, own_invoices, own_subscriptions};
use super::{CustomerKey, From, Outcome, Unresolved};

/// The subscriptions and invoices of a customer.
#[derive(Debug)]
pub(crate) struct Standing {
    subscriptions: Vec<Subscription>,
    /// `None` until they were read.
    invoices: Option<Vec<Invoice>>,
}

/// A payment of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) sum: Sum,
    pub(crate) invoice: Option<InvoiceId>,
}

/// A payment that a bank still has to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Paying {
    /// The title of the plan.
    pub(crate) plan: Option<String>,
    pub(crate) sum: Option<Sum>,
}

/// A subscription that ends, or has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// The title of the plan.
    pub(crate) plan: String,
    /// The subscription and its last day, while it still runs.
    pub(crate) runs: Option<(SubscriptionId, Timestamp)>,
}

impl Standing {
    /// Reads the subscriptions.
    pub(crate) async fn read(live: &Live, customer: &CustomerKey) -> Result<Self, Unresolved> {
        Ok(Self {
            subscriptions: own_subscriptions(live, customer, Features::Left).await?,
            invoices: None,
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
        self.invoices = Some(own_invoices(live, customer).await?);
        Ok(())
    }

    /// Tells whether ProAbono's data confirms the outcome that a return reports; `offer` is the one that it names.
    pub(crate) fn settles(&self, (from, outcome): (From, Outcome), offer: Option<&str>) -> bool {
        let begins = matches!(from, From::Subscribe | From::Upgrade | From::Restart) && outcome.is_success();
        if begins && self.running().is_none() {
            return false;
        }
        // A list that was not read confirms nothing.
        let paid = self.invoices.is_some() && self.paying().is_none();
        outcome != Outcome::Pending || paid && (from != From::Upgrade || self.runs(offer))
    }

    /// Tells whether the running subscription is to an offer, as far as one is named.
    pub(crate) fn runs(&self, offer: Option<&str>) -> bool {
        let running = self.running().and_then(|one| one.reference_offer.as_ref());
        offer.is_none_or(|offer| running.is_some_and(|running| running.as_str() == offer))
    }

    /// The payment that is under way.
    pub(crate) fn paying(&self) -> Option<Paying> {
        let invoice = self.invoices().iter().find(|one| glance::is_paying(one))?;
        let lives = |one: &&Subscription| one.status != Some(StatusSubscription::Ended);
        let about = self.running().or_else(|| self.subscriptions.iter().find(lives));
        Some(Paying {
            plan: about.and_then(|one| one.title_localized.clone()),
            sum: glance::total(invoice),
        })
    }

    /// The same at a glance, as the customer's page tells it.
    pub(crate) fn glance(&self, now: Timestamp) -> Glance {
        Glance::of(&self.subscriptions, self.invoices(), now)
    }

    /// Tells whether nothing is to be paid, for sure.
    pub(crate) fn owes_nothing(&self) -> bool {
        let settled = |one: &Invoice| {
            use StateInvoice::{Draft, Paid, PaidRefunded, Void};
            matches!(one.state_invoice, Some(Draft | Paid | PaidRefunded | Void))
        };
        self.invoices.as_ref().is_some_and(|all| all.iter().all(settled))
    }

    /// The invoice that is to be paid, the most urgent first.
    pub(crate) fn owed(&self, now: Timestamp) -> Option<Due> {
        glance::owed(self.invoices(), now)
    }

    /// The latest payment of today, by the day of UTC; just after midnight, that of the hour before. The clock of an emulator may be
    /// ahead.
    pub(crate) fn paid_today(&self, now: Timestamp) -> Option<Payment> {
        let paid = self.invoices().iter().filter(|one| {
            one.state_invoice == Some(StateInvoice::Paid)
                && one.type_credit.is_none()
                && one.amount_total.is_some_and(|amount| amount > 0)
                && paid_at(one).is_some_and(|at| is_today(at, now))
        });
        let newest = paid.max_by_key(|one| paid_at(one))?;
        Some(Payment {
            sum: glance::total(newest)?,
            invoice: newest.id,
        })
    }

    /// The subscription that ends: the running one when it is not renewed, else, where none runs, the one that ended last.
    pub(crate) fn ending(&self) -> Option<Ending> {
        if let Some(one) = self.running() {
            let until = one.date_term.or(one.date_period_end)?;
            return Some(Ending {
                plan: one.title_localized.clone()?,
                runs: Some((one.id?, until)),
            })
            .filter(|_| glance::is_ending(one));
        }
        let ended = self
            .subscriptions
            .iter()
            .filter(|one| one.status == Some(StatusSubscription::Ended));
        let one = ended.max_by_key(|one| one.date_end)?;
        Some(Ending {
            plan: one.title_localized.clone()?,
            runs: None,
        })
    }

    /// The subscription that could go on: a suspended one, or one that is to end.
    pub(crate) fn restartable(&self) -> Option<SubscriptionId> {
        let could = |one: &&Subscription| {
            one.status == Some(StatusSubscription::Suspended)
                || one.status == Some(StatusSubscription::Active) && glance::is_ending(one)
        };
        self.subscriptions.iter().find(could)?.id
    }

    fn invoices(&self) -> &[Invoice] {
        self.invoices.as_deref().unwrap_or_default()
    }
}

fn paid_at(invoice: &Invoice) -> Option<Timestamp> {
    invoice.date_payment.or(invoice.date_issue)
}

fn is_today(at: Timestamp, now: Timestamp) -> bool {
    let day = |time: Timestamp| time.to_zoned(TimeZone::UTC).date();
    day(at) == day(now) || at.duration_until(now) < SignedDuration::from_hours(1)
}

fn line(one: &Subscription) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}\n",
        one.id, one.state_subscription, one.state_subscription_after_term, one.reference_offer, one.date_term
    )
}
