//! An instance that has learnt something of a customer by an event tells all the others.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::customers::{CustomerKey, Customers};
use crate::proabono::{CustomerReference, SegmentReference};
use crate::rights::Rights;
use crate::shared::{Ear, Heard, Shared};

use super::hub::Hub;
use super::looks::{Cause, Told};

/// The name of this kind of news.
const KIND: &str = "changed";

/// A change at a customer.
#[derive(Serialize, Deserialize)]
struct Changed {
    customer: CustomerReference,
    segment: SegmentReference,
    /// True when the rights are other ones now.
    rights: bool,
    cause: Cause,
}

/// Tells the open pages of a customer that something changed: here, or at all instances where there are several. While nobody
/// else can be told, those here are.
pub(super) async fn tell(
    (hub, shared): (&Hub, Option<&Shared>),
    customer: &CustomerKey,
    (rights, cause): (bool, Cause),
) {
    if let Some(shared) = shared {
        let changed = Changed {
            customer: customer.reference.clone(),
            segment: customer.segment.clone(),
            rights,
            cause,
        };
        if shared.announce(KIND, &changed).await.is_ok() {
            return;
        }
    }
    if shared.is_some() {
        // A place of its own, which is none among the news of the others: pages that connect anew look again.
        hub.hear((rand::random(), 1), customer, rights);
    } else {
        hub.tell(customer, rights);
    }
}

/// Hears what any instance tells. What is known here of the customer is outdated before the open pages hear of it, since they then
/// ask at once.
pub(super) fn ear(hub: Arc<Hub>, told: Told, customers: Customers, rights: Rights) -> Ear {
    Box::new(move |heard: &Heard| {
        let Some(changed) = heard.of::<Changed>(KIND) else {
            return;
        };
        let customer = CustomerKey {
            reference: changed.customer,
            segment: changed.segment,
        };
        let place = (heard.start, heard.n);
        if heard.own {
            hub.hear(place, &customer, changed.rights);
            return;
        }
        if changed.rights {
            told.forget(&customer);
        }
        if changed.cause.rights {
            rights.outdate(&customer, changed.cause.why());
        }
        let (hub, customers) = (Arc::clone(&hub), customers.clone());
        // A look-up that is under way is waited for, and the next news must not wait with it.
        drop(tokio::spawn(async move {
            customers.outdate_here(&customer).await;
            hub.hear(place, &customer, changed.rights);
        }));
    })
}
