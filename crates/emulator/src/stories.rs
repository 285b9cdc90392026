//! The sample people: one for each situation that a subscription page must handle.

use crate::clock::Moment;
use crate::model::{CustomerDraft, Start, SubscriptionDraft};
use crate::settings::FAILURE;
use crate::world::World;

/// A sample user of the application, known to ProAbono as `cust-{id}`.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// The user's id in the application.
    pub id: &'static str,
    /// Full name.
    pub name: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// Language, ISO 639-1.
    pub language: &'static str,
    /// The situation, in one sentence.
    pub story: &'static str,
}

/// The sample users. Eve is not a customer yet: her first visit makes her one.
pub const STORIES: &[Story] = &[
    Story {
        id: "alice",
        name: "Alice Martin",
        email: "alice@acme.example",
        language: "en",
        story: "She has a running subscription to the plan Pro.",
    },
    Story {
        id: "bruno",
        name: "Bruno Muster",
        email: "bruno@acme.example",
        language: "de",
        story: "He is a customer without a subscription.",
    },
    Story {
        id: "chloe",
        name: "Chloé Dubois",
        email: "chloe@acme.example",
        language: "fr",
        story: "Her subscription runs, and one invoice is overdue.",
    },
    Story {
        id: "dmitri",
        name: "Dmitri Petrov",
        email: "dmitri@acme.example",
        language: "en",
        story: "The merchant has suspended him: no page opens.",
    },
    Story {
        id: "eve",
        name: "Eve Newman",
        email: "eve@acme.example",
        language: "en",
        story: "She is new: the first visit creates her as a customer.",
    },
];

/// Creates everybody but Eve.
pub(crate) fn seed(world: &mut World) {
    for story in STORIES.iter().filter(|story| story.id != "eve") {
        let id = world.create_customer(CustomerDraft {
            reference: Some(format!("cust-{}", story.id)),
            name: Some(story.name.to_owned()),
            email: Some(story.email.to_owned()),
            language: Some(story.language.to_owned()),
            ..CustomerDraft::default()
        });
        live(world, story.id, id);
    }
}

fn live(world: &mut World, story: &str, id: u64) {
    let now = world.now();
    match story {
        "alice" => {
            world.register_card(id, "3700");
            subscribe(id, "offer-pro", now.plus_days(-41), world);
            world.settle();
        }
        "chloe" => {
            world.register_card(id, "5901");
            subscribe(id, "offer-starter", now.plus_days(-50), world);
            // The first month is paid; her card refuses the second one.
            let outcome = world.options.hosted_pages.outcome.replace(FAILURE.to_owned());
            world.settle();
            world.options.hosted_pages.outcome = outcome;
            let refused = world.invoices_of(id).next().map(|invoice| invoice.id);
            if let Some(refused) = refused {
                world.overdue(refused, now);
            }
        }
        "dmitri" => world.suspend_customer(id),
        _ => {}
    }
}

/// In the past: the first month is billed and paid, and the others are still to be settled.
fn subscribe(customer: u64, offer: &str, start: Moment, world: &mut World) {
    let Some(offer) = world.catalogue.offer(offer).cloned() else {
        return;
    };
    let id = world.create_subscription(SubscriptionDraft {
        date_start: Some(start),
        ..SubscriptionDraft::plain(customer, offer)
    });
    let how = Start {
        bill_now: true,
        ..Start::default()
    };
    // The card was registered just before, so nothing refuses.
    let _ = world.start(id, how);
}
