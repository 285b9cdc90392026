//! Subscribing to an offer, changing to it, or starting what the merchant prepared.

use actix_web::HttpResponse;
use askama::Template;

use std::sync::Arc;

use crate::catalogue::{Offer, with_tax};
use crate::model::charges::{of_start, of_upgrade};
use crate::model::{Charge, Refused, State, Subscription, SubscriptionDraft, Way};
use crate::render;
use crate::words::Words;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::look::Visitor;
use super::means::{self, Means, Taken};
use super::message;
use super::views::Shell;
use super::visit::{Fault, Fields, own_subscription};

#[derive(Template)]
#[template(path = "subscribe.html")]
struct Subscribe {
    shell: Shell,
    title: String,
    description: String,
    features: Vec<String>,
    price: String,
    per: String,
    total: String,
    /// The sum that is paid now, where there is one.
    due: Option<String>,
    /// The plan that this one replaces.
    current: Option<String>,
    /// It is the plan that the customer has.
    same: bool,
    waits: bool,
    means: Means,
    target: Option<&'static str>,
    cancel: Leave,
}

/// The subscription that is wanted, and those that there are.
pub(super) struct Wish {
    offer: Arc<Offer>,
    /// The draft that the merchant prepared.
    draft: Option<Subscription>,
    /// The running subscription that would be replaced.
    current: Option<Subscription>,
    /// True when another subscription runs and goes on beside it.
    beside: bool,
}

impl Wish {
    /// The offer takes the place of what runs; else a draft of it is started, else a new subscription.
    pub(super) fn offer(customer: &Visitor, reference: &str, world: &World) -> Option<Self> {
        let offer = world.catalogue.offer(reference)?.clone();
        let prepared = world.subscriptions().rev().find(|one| {
            one.id_customer == customer.id && one.offer.id == offer.id && one.state == State::DraftAgent
        });
        Some(Self {
            offer,
            draft: prepared.cloned(),
            current: world.subscription_of(customer.id).cloned(),
            beside: false,
        })
    }

    /// One draft, started beside a running subscription. After its start, it is the running one.
    pub(super) fn draft(customer: &Visitor, id: u64, world: &World) -> Option<Self> {
        let draft = own_subscription(customer, id, world)?;
        if draft.state != State::DraftAgent {
            return Self::offer(customer, &draft.offer.reference_offer, world);
        }
        Some(Self {
            offer: draft.offer.clone(),
            beside: world.subscription_of(customer.id).is_some(),
            draft: Some(draft),
            current: None,
        })
    }

    fn is_same(&self) -> bool {
        self.current
            .as_ref()
            .is_some_and(|current| current.offer.id == self.offer.id)
    }

    fn waits(&self, world: &World) -> bool {
        let concerned = self.current.iter().chain(&self.draft);
        concerned.into_iter().any(|one| world.awaits(one.id))
    }

    fn from(&self) -> &'static str {
        if self.current.is_some() {
            "upgrade"
        } else {
            "subscribe"
        }
    }

    /// The subscription that would run, at its own terms.
    fn result(&self, customer: &Visitor, world: &World) -> Subscription {
        match (&self.current, &self.draft) {
            (Some(current), _) => world.preview_upgrade(current, self.offer.clone()),
            (None, Some(draft)) => draft.clone(),
            (None, None) => world.preview(SubscriptionDraft::plain(customer.id, self.offer.clone())),
        }
    }

    /// Cents with tax, from the same computation as the deed.
    fn due(&self, customer: &Visitor, world: &World) -> i64 {
        let (result, now) = (self.result(customer, world), world.now());
        let charges = match &self.current {
            Some(current) => of_upgrade(current, &result, now),
            None if result.date_start.is_some_and(|at| at > now) => Vec::new(),
            None => of_start(&result, result.date_start.unwrap_or(now)),
        };
        charges.iter().map(Charge::total).sum()
    }

    /// Neither now nor later is there anything to pay.
    fn is_free(&self, customer: &Visitor, world: &World) -> bool {
        self.due(customer, world) <= 0 && self.result(customer, world).terms.amount == 0
    }

    /// The id of the subscription that it is about.
    fn carry_out(&self, customer: &Visitor, way: Way, world: &mut World) -> Result<u64, Refused> {
        if let Some(current) = &self.current {
            return world.upgrade_by(current.id, self.offer.clone(), way);
        }
        let id = match &self.draft {
            Some(draft) => draft.id,
            None => world.create_subscription(SubscriptionDraft::plain(customer.id, self.offer.clone())),
        };
        world.start_by(id, way)?;
        Ok(id)
    }
}

pub(super) fn show(
    customer: &Visitor,
    wish: Option<Wish>,
    error: Option<Fault>,
    world: &mut World,
) -> HttpResponse {
    let Some(wish) = wish else {
        return message::not_found(customer.look, world);
    };
    let words = customer.words();
    let due = wish.due(customer, world);
    let result = wish.result(customer, world);
    let page = Subscribe {
        shell: Shell::of(customer, world),
        description: wish.offer.description.in_words_of(words).to_owned(),
        features: wish.offer.lines(words),
        price: world.money(result.terms.amount, words),
        per: words.period(result.terms.recurrence),
        total: world.money(with_tax(result.terms.amount), words),
        title: result.title,
        due: (due > 0).then(|| world.money(due, words)),
        same: wish.is_same(),
        waits: wish.waits(world),
        means: Means {
            free: wish.is_free(customer, world),
            ..Means::of(customer, error)
        },
        target: ending::target(wish.from(), world),
        cancel: ending::cancel(customer, Some(&wish.offer.reference_offer), world),
        current: wish.current.map(|current| current.title),
    };
    render::ok(&page)
}

pub(super) fn act(
    customer: &Visitor,
    wish: Option<Wish>,
    fields: &Fields,
    world: &mut World,
) -> HttpResponse {
    let Some(wish) = wish else {
        return message::not_found(customer.look, world);
    };
    // A form sent twice must not bill twice.
    if wish.is_same() || wish.waits(world) {
        return show(customer, Some(wish), None, world);
    }
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure(wish.from(), Nuance::Plain, customer.words()),
            world,
        );
    }
    let due = wish.due(customer, world);
    let taken = if wish.is_free(customer, world) {
        Ok(Taken {
            way: means::forced(world).unwrap_or(Way::Now),
            registered: false,
        })
    } else {
        means::take(customer, fields, due, world)
    };
    let taken = match taken {
        Ok(taken) => taken,
        Err(error) => return show(customer, Some(wish), Some(error), world),
    };
    let words = customer.words();
    match wish.carry_out(customer, taken.way, world) {
        Ok(id) => finish(
            customer,
            outcome(&wish, id, &taken, (due, &world.money(due, words)), words),
            world,
        ),
        Err(_) => show(customer, Some(wish), Some(Words::change_impossible), world),
    }
}

fn outcome(wish: &Wish, id: u64, taken: &Taken, (due, money): (i64, &str), words: &Words) -> Outcome {
    let offer = &wish.offer;
    let plan = &offer.title;
    let text = match taken.way {
        Way::Pending => words.plan_pending(plan),
        _ if due <= 0 => words.plan_free(plan),
        Way::Now => words.plan_paid(money, plan),
        Way::Offline => words.plan_due(money, plan),
    };
    Outcome {
        from: wish.from(),
        natural: means::outcome(taken.way, due),
        title: if wish.current.is_some() {
            words.plan_changed()
        } else {
            words.welcome()
        },
        text,
        subscription: Some((offer.reference_offer.clone(), id)),
        nuance: match taken.registered {
            _ if wish.beside => Nuance::Extra,
            true => Nuance::Registered,
            false => Nuance::Plain,
        },
    }
}
