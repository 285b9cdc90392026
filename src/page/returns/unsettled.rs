//! Returns that ProAbono does not confirm yet: until then, and for a bounded time, nothing is for sale.

use std::time::Duration;

use moka::sync::Cache;

use crate::customers::{CustomerKey, Unresolved};
use crate::portal::Portal;

use super::arrival::{From, Outcome};
use super::standing::{Standing, is_paying};

/// How many returns are remembered at once.
const MOST: u64 = 10_000;

/// The unsettled returns of this process. They are kept in memory only: a restart forgets them, and sells again.
#[derive(Clone, Debug)]
pub(crate) struct Unsettled {
    returns: Option<Cache<CustomerKey, (From, Outcome)>>,
}

impl Unsettled {
    /// Remembers each for that long; with no time, none.
    pub(crate) fn new(time: Duration) -> Self {
        let cache = || Cache::builder().max_capacity(MOST).time_to_live(time).build();
        Self {
            returns: (!time.is_zero()).then(cache),
        }
    }

    pub(super) fn hold(&self, customer: &CustomerKey, from: From, outcome: Outcome) {
        if let Some(returns) = &self.returns {
            // Coming back again and again must not hold for ever.
            returns.entry_by_ref(customer).or_insert((from, outcome));
        }
    }

    pub(super) fn release(&self, customer: &CustomerKey) {
        if let Some(returns) = &self.returns {
            returns.invalidate(customer);
        }
    }

    fn of(&self, customer: &CustomerKey) -> Option<(From, Outcome)> {
        self.returns.as_ref()?.get(customer)
    }
}

/// Whether the customer has a return that ProAbono still does not confirm. It is asked again at each call.
pub(crate) async fn is_unsettled(portal: &Portal, customer: &CustomerKey) -> bool {
    let Some((from, outcome)) = portal.unsettled().of(customer) else {
        return false;
    };
    let settled = match Standing::read(portal, customer).await {
        Ok(standing) => is_settled(portal, customer, (from, outcome), &standing).await,
        Err(error) => Err(error),
    };
    // While ProAbono does not answer, nothing is known to be settled.
    if settled.unwrap_or(false) {
        portal.unsettled().release(customer);
    }
    portal.unsettled().of(customer).is_some()
}

/// Whether what ProAbono says agrees with what the return says.
pub(super) async fn is_settled(
    portal: &Portal,
    customer: &CustomerKey,
    (from, outcome): (From, Outcome),
    standing: &Standing,
) -> Result<bool, Unresolved> {
    let ended_well = !matches!(outcome, Outcome::Cancelled | Outcome::Failed);
    let begins = matches!(from, From::Subscribe | From::Upgrade | From::Restart) && ended_well;
    if begins && standing.running().is_none() {
        return Ok(false);
    }
    if outcome == Outcome::Pending {
        return Ok(!is_paying(portal, customer).await?);
    }
    Ok(true)
}
