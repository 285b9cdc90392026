//! The account at the start.

use crate::model::{CustomerDraft, Start, SubscriptionDraft};
use crate::options::Options;
use crate::world::World;
use crate::{backoffice, stories};

/// A new account, with everything that the options ask for.
pub(crate) fn world(options: Options, own_origin: String) -> World {
    let mut world = World::new(options, own_origin);
    fill(&mut world);
    world
}

/// Resets the account. What the owner has set since the start, such as the address of the page, stays.
pub(crate) fn again(world: &mut World) {
    world.clear();
    fill(world);
}

fn fill(world: &mut World) {
    if world.options.catalogue.is_some() {
        customers(world);
    } else if world.options.stories {
        stories::seed(world);
    }
    backoffice::seed(world);
}

/// The customers of the catalogue.
fn customers(world: &mut World) {
    let catalogue = world.catalogue.clone();
    for one in catalogue.customers() {
        let id = world.create_customer(CustomerDraft {
            reference: Some(one.reference_customer.clone()),
            name: one.name.clone(),
            email: one.email.clone(),
            language: one.language.clone(),
            affiliation: one.reference_affiliation.clone(),
            metadata: one.metadata.clone(),
            ..CustomerDraft::default()
        });
        if let Some(last_four) = &one.card {
            world.register_card(id, last_four);
        }
        for offer in one
            .subscriptions
            .iter()
            .filter_map(|offer| catalogue.offer(offer))
        {
            let draft = SubscriptionDraft::plain(id, offer.clone());
            let subscription = world.create_subscription(draft);
            let how = Start {
                ensure_billable: Some(false),
                ..Start::default()
            };
            // A new draft of a customer who is not suspended starts, because no payment method is asked for.
            let _ = world.start(subscription, how);
        }
        if one.is_suspended {
            world.suspend_customer(id);
        }
    }
}
