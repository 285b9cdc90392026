use std::num::NonZeroU32;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::customers::{Asking, Catalogue, Customers, Unsettled};
use crate::events::Events;
use crate::identity::User;
use crate::openings::{Decision, Destination, FrameConfig, NothingOpened, Openings};
use crate::rights::Rights;
use crate::visit::{Findings, Visitor};
use crate::words::Problem;

use super::drawn::Rows;
use super::settings::{OffersConfig, ReturnsConfig};

/// The most lines in the log about violations, per minute. The metric counts all of them.
const REPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

/// The parts that the pages use.
pub(crate) struct Pages {
    pub(crate) customers: Customers,
    /// Limits the calls to ProAbono for each user.
    pub(crate) asking: Asking,
    /// The returns that ProAbono does not confirm yet.
    pub(crate) unsettled: Unsettled,
    /// The features that customers may use.
    pub(crate) rights: Rights,
    /// The offers that anybody may see.
    pub(crate) catalogue: Catalogue,
    pub(crate) openings: Openings,
    /// The rows above the frames.
    pub(crate) rows: Rows,
    /// ProAbono's events, where they are received.
    pub(crate) events: Option<Events>,
    pub(crate) offers: OffersConfig,
    pub(crate) returns: ReturnsConfig,
    /// The rules for the frame.
    pub(crate) frame: FrameConfig,
    /// Limits the lines about violations.
    pub(crate) reports: DefaultDirectRateLimiter,
}

/// Makes the limit of the lines about violations.
pub(crate) fn reports() -> DefaultDirectRateLimiter {
    RateLimiter::direct(Quota::per_minute(REPORTS_PER_MINUTE))
}

impl Pages {
    /// Decides what is opened for a visitor; `None` while a return waits for ProAbono's confirmation, when nothing is for
    /// sale.
    pub(super) async fn decide(
        &self,
        visitor: &Visitor<'_>,
        destination: &Destination,
    ) -> Result<Option<Decision>, NothingOpened> {
        if self.holds(visitor).await {
            self.hears(visitor).await;
            return Ok(None);
        }
        let decided = self.openings.decide(destination, &self.customers, visitor.who());
        let decision = decided.await?;
        self.hears(visitor).await;
        Findings::note(visitor.request, |findings| {
            findings.opened = Some(decision.opening.how());
            findings.refused_link = decision.refused_link;
        });
        Ok(Some(decision))
    }

    /// Tells whether a return of the customer waits for ProAbono's confirmation, when nothing is for sale. ProAbono is asked unless
    /// that was done too often, and then it waits on.
    pub(super) async fn holds(&self, visitor: &Visitor<'_>) -> bool {
        let customer = &visitor.customer;
        if !self.unsettled.holds(customer) {
            return false;
        }
        let held = self.may_ask(&visitor.user).is_err() || self.unsettled.remain(customer).await;
        if !held {
            // The row was drawn before the confirmation came.
            self.customers.glances().outdate(customer).await;
        }
        held
    }

    /// Lets the page speak the language that the customer has chosen at ProAbono, once that is known.
    pub(super) async fn hears(&self, visitor: &Visitor<'_>) {
        if let Some(language) = self.customers.language(&visitor.customer).await {
            visitor.prefers(&language);
        }
    }

    /// The address from which an open page hears of changes; `None` where events are not received.
    pub(super) fn stream(&self, visitor: &Visitor<'_>) -> Option<String> {
        self.events.as_ref()?;
        Some(visitor.site.paths.path("/events"))
    }

    /// Counts a call to ProAbono on behalf of a user.
    ///
    /// # Errors
    /// [`Problem::TooOften`] when there were too many.
    pub(super) fn may_ask(&self, user: &User) -> Result<(), Problem> {
        let allowed = self.asking.allows(user);
        allowed.then_some(()).ok_or(Problem::TooOften)
    }
}
