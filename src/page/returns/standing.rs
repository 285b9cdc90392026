//! How a customer stands, read from ProAbono and from nowhere else.

use data_encoding::HEXLOWER;
use futures_util::{StreamExt as _, TryStreamExt as _};
use sha2::{Digest as _, Sha256};

use crate::customers::{CustomerKey, Unresolved};
use crate::portal::Portal;
use crate::proabono::{
    Error as ApiError, ListInvoices, ListSubscriptions, StateInvoice, StatusSubscription, Subscription,
};

/// The most objects that are looked at.
const MOST: usize = 200;

/// The subscriptions of a customer.
#[derive(Debug)]
pub(crate) struct Standing {
    subscriptions: Vec<Subscription>,
}

impl Standing {
    /// Reads it.
    pub(crate) async fn read(portal: &Portal, customer: &CustomerKey) -> Result<Self, Unresolved> {
        let options = ListSubscriptions {
            reference_segment: Some(customer.segment.clone()),
            reference_customer: Some(customer.reference.clone()),
            ignore_features: Some(true),
            ..ListSubscriptions::default()
        };
        let all = portal.customers().live().subscriptions().list(&options)?;
        let all = all.stream().take(MOST).try_collect().await;
        Ok(Self {
            subscriptions: unless_unknown(all)?,
        })
    }

    /// The subscription that runs.
    pub(crate) fn running(&self) -> Option<&Subscription> {
        let active = |one: &&Subscription| one.status == Some(StatusSubscription::Active);
        self.subscriptions.iter().find(active)
    }

    /// A text that changes whenever a visitor would see a change, and says nothing else.
    pub(crate) fn digest(&self) -> String {
        let mut lines: Vec<String> = self.subscriptions.iter().map(line).collect();
        lines.sort_unstable();
        let hash = Sha256::digest(lines.concat());
        HEXLOWER.encode(&hash[..8])
    }
}

fn line(one: &Subscription) -> String {
    format!(
        "{:?} {:?} {:?} {:?} {:?}\n",
        one.id, one.state_subscription, one.state_subscription_after_term, one.reference_offer, one.date_term
    )
}

/// Whether a payment of the customer is under way.
pub(super) async fn is_paying(portal: &Portal, customer: &CustomerKey) -> Result<bool, Unresolved> {
    let options = ListInvoices {
        reference_customer: Some(customer.reference.clone()),
        reference_segment: Some(customer.segment.clone()),
        ..ListInvoices::default()
    };
    let all = portal.customers().live().invoices().list(&options)?;
    let all: Result<Vec<_>, _> = all.stream().take(MOST).try_collect().await;
    Ok(unless_unknown(all)?.iter().any(|invoice| {
        matches!(
            invoice.state_invoice,
            Some(StateInvoice::DuePending | StateInvoice::DraftCharging)
        )
    }))
}

/// Who is no customer yet has nothing.
fn unless_unknown<T>(all: Result<Vec<T>, ApiError>) -> Result<Vec<T>, Unresolved> {
    match all {
        Err(error)
            if error
                .refusal()
                .is_some_and(|refusal| matches!(refusal.status, 403 | 404)) =>
        {
            Ok(Vec::new())
        }
        all => Ok(all?),
    }
}
