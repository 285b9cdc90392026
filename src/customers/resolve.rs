use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::crylk::Gate;
use crate::identity::User;
use crate::proabono::{
    Customer, CustomerRequest, Live, OfferReference, RetrieveCustomer, StatusCustomer, with_causes,
};

use super::{Authority, CustomerKey, Difference, Existence, Unresolved, Verdict};

/// The rules of reading and creating, without the cache around them.
pub(super) struct Resolver {
    pub(super) live: Live,
    /// Decides whether a home link may be framed.
    pub(super) gate: Gate,
    pub(super) authority: BTreeSet<Authority>,
    pub(super) create_when_unsure: bool,
    /// The customers that this process created by their reference alone, and whose details it has not been able to
    /// write yet.
    pub(super) owed: Cache<CustomerKey, ()>,
}

/// The memory of owed details. Only an outage between two calls makes an entry.
pub(super) fn owed() -> Cache<CustomerKey, ()> {
    Cache::builder()
        .max_capacity(10_000)
        .eviction_policy(EvictionPolicy::lru())
        .time_to_live(Duration::from_hours(24))
        .build()
}

/// A customer as ProAbono answered.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) customer: Customer,
    pub(crate) existence: Existence,
}

impl Resolver {
    /// Looks a customer up and creates it when it is unknown. With an offer, the links lead to that offer.
    pub(super) async fn customer(
        &self,
        user: &User,
        key: &CustomerKey,
        offer: Option<&OfferReference>,
    ) -> Result<Resolved, Unresolved> {
        let options = RetrieveCustomer {
            reference_offer: offer.cloned(),
        };
        let found = self.live.customers().retrieve(&key.reference, &options).await;
        let resolved = match found {
            Ok(Some(customer)) => {
                let customer = accept(key, customer)?;
                Resolved {
                    customer: self.keep_in_step(user, key, customer, offer).await,
                    existence: Existence::Existed,
                }
            }
            Ok(None) => self.create_unless_known(user, key, offer).await?,
            Err(error) => match Verdict::of(&error) {
                Verdict::Unknown => self.create(user, key, offer).await?,
                Verdict::Unaccessible | Verdict::Unclear => {
                    self.create_unless_known(user, key, offer).await?
                }
                Verdict::Keys | Verdict::Denied | Verdict::Refused | Verdict::Nothing => {
                    return Err(error.into());
                }
            },
        };
        match resolved.customer.status {
            Some(StatusCustomer::Suspended) => Err(Unresolved::Suspended),
            _ => Ok(resolved),
        }
    }

    /// Creates a customer that is certainly unknown.
    async fn create(
        &self,
        user: &User,
        key: &CustomerKey,
        offer: Option<&OfferReference>,
    ) -> Result<Resolved, Unresolved> {
        let mut request = details(user, key);
        request.reference_offer = offer.cloned();
        self.write(key, request).await
    }

    /// Creates a customer that may exist already, by reference and segment alone: they overwrite nothing.
    async fn create_unless_known(
        &self,
        user: &User,
        key: &CustomerKey,
        offer: Option<&OfferReference>,
    ) -> Result<Resolved, Unresolved> {
        if !self.create_when_unsure {
            return Err(Unresolved::Unsure);
        }
        let mut request = bare(key);
        request.reference_offer = offer.cloned();
        let mut resolved = self.write(key, request).await?;
        let mut details = details(user, key);
        if resolved.existence == Existence::Existed || details == bare(key) {
            return Ok(resolved);
        }
        details.reference_offer = offer.cloned();
        self.owed.insert(key.clone(), ());
        resolved.customer = self.pay_debt(key, details, resolved.customer).await;
        Ok(resolved)
    }

    /// Writes details that are owed or no longer match. A failure here does not keep the visitor from the page.
    async fn keep_in_step(
        &self,
        user: &User,
        key: &CustomerKey,
        found: Customer,
        offer: Option<&OfferReference>,
    ) -> Customer {
        let blank = found.name.is_none() && found.email.is_none();
        if blank && self.owed.contains_key(key) {
            let mut details = details(user, key);
            details.reference_offer = offer.cloned();
            return self.pay_debt(key, details, found).await;
        }
        let differs = |which, ours: Option<&str>, theirs: &Option<String>| {
            ours.filter(|ours| self.authority.contains(&which) && theirs.as_deref() != Some(*ours))
                .map(str::to_owned)
        };
        let mut request = bare(key);
        request.name = differs(Authority::Name, user.known_name(), &found.name);
        request.language = differs(
            Authority::Language,
            user.language_code().as_deref(),
            &found.language,
        );
        if request.name.is_none() && request.language.is_none() {
            return found;
        }
        // The answer to the write must have the same links as the answer to the read.
        request.reference_offer = offer.cloned();
        self.write_or_keep(key, request, found).await
    }

    async fn pay_debt(&self, key: &CustomerKey, details: CustomerRequest, found: Customer) -> Customer {
        match self.write(key, details).await {
            Ok(resolved) => {
                self.owed.invalidate(key);
                resolved.customer
            }
            Err(error) => kept(found, &error),
        }
    }

    async fn write_or_keep(&self, key: &CustomerKey, request: CustomerRequest, found: Customer) -> Customer {
        match self.write(key, request).await {
            Ok(resolved) => resolved.customer,
            Err(error) => kept(found, &error),
        }
    }

    async fn write(&self, key: &CustomerKey, request: CustomerRequest) -> Result<Resolved, Unresolved> {
        let answer = self.live.customers().create_or_update(&request).answer().await?;
        let existence = if answer.created() {
            Existence::Created
        } else {
            Existence::Existed
        };
        // An empty answer to a write has no links either, and the page then says so.
        let customer = match answer.body {
            Some(customer) => accept(key, customer)?,
            None => Customer::default(),
        };
        Ok(Resolved { customer, existence })
    }
}

impl fmt::Debug for Resolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Resolver")
            .field("authority", &self.authority)
            .finish_non_exhaustive()
    }
}

/// Refuses an answer about another customer than the one that was asked for, to the letter, since nobody else may see its page.
/// ProAbono may take two spellings for one customer; then two users are one customer to it, and only one of them may see it.
fn accept(key: &CustomerKey, customer: Customer) -> Result<Customer, Unresolved> {
    let segment = customer.reference_segment.as_ref();
    if let Some(theirs) = segment.filter(|theirs| **theirs != key.segment) {
        let difference = Difference::between(key.segment.as_str(), theirs.as_str());
        return Err(Unresolved::OtherSegment(difference));
    }
    match &customer.reference_customer {
        Some(theirs) if *theirs == key.reference => Ok(customer),
        Some(theirs) => {
            let difference = Difference::between(key.reference.as_str(), theirs.as_str());
            Err(Unresolved::OtherCustomer(difference))
        }
        None => Err(Unresolved::Unnamed),
    }
}

fn bare(key: &CustomerKey) -> CustomerRequest {
    CustomerRequest::new(key.reference.clone(), key.segment.clone())
}

fn details(user: &User, key: &CustomerKey) -> CustomerRequest {
    let mut request = bare(key);
    request.name = user.known_name().map(str::to_owned);
    request.email = user.known_email().map(str::to_owned);
    request.language = user.language_code();
    request
}

fn kept(found: Customer, error: &Unresolved) -> Customer {
    let error = with_causes(error);
    tracing::warn!(
        code = "details-unwritten",
        %error,
        "the details of a customer could not be written; the page opens all the same"
    );
    found
}
