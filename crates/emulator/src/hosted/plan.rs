//! A subscription as its page and the home show it, with what can be done.

use crate::clock::Moment;
use crate::model::{Page, State, Subscription};
use crate::world::World;

use super::options;

pub(super) struct PlanView {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) price: String,
    pub(super) per: String,
    pub(super) state: &'static str,
    /// It runs.
    pub(super) good: bool,
    pub(super) since: Option<String>,
    /// The next event: its words, and its date.
    pub(super) next: Option<(&'static str, String)>,
    pub(super) features: Vec<String>,
    pub(super) actions: Vec<Action>,
}

/// A button: its words, and where it leads.
pub(super) struct Action {
    pub(super) label: &'static str,
    pub(super) href: String,
}

pub(super) fn view(one: &Subscription, world: &mut World) -> PlanView {
    let term = one.term().filter(|_| one.is_running());
    let renews = one.after_term() == State::ActiveRunning;
    let words = if renews { "Renews on" } else { "Ends on" };
    let next = match one.date_end {
        Some(end) => Some(("Ended on", end.long())),
        None => term.map(|term| (words, term.long())),
    };
    PlanView {
        title: one.title.clone(),
        description: one.offer.description.clone(),
        price: world.money(one.terms.amount),
        per: one.terms.recurrence.words(),
        state: state(one, world),
        good: one.is_running(),
        since: one.date_start.map(Moment::long),
        next,
        features: one.offer.lines(),
        actions: actions(one, world),
    }
}

fn state(one: &Subscription, world: &World) -> &'static str {
    match one.state.status() {
        _ if world.awaits(one.id) => "Waiting for the bank",
        "Active" if one.after_term() != State::ActiveRunning => "Ending",
        "Active" => "Active",
        "Suspended" => "Suspended",
        "Draft" => "Not started",
        _ => "Ended",
    }
}

fn actions(one: &Subscription, world: &mut World) -> Vec<Action> {
    let pages = &world.options.hosted_pages;
    let (upgrade, terminate) = (pages.can_customer_upgrade, pages.can_customer_terminate);
    let mut found = Vec::new();
    if world.awaits(one.id) {
        return Vec::new();
    }
    match one.state {
        State::DraftAgent => found.push(("Subscribe", Page::Draft(one.id))),
        State::SuspendedAgent | State::SuspendedNoPaymentInfo => {
            found.push(("Restart", Page::Restart(one.id)));
        }
        State::ActiveDelayedTermination | State::ActiveDelayedUpgrade => {
            found.push(("Keep this plan", Page::Restart(one.id)));
        }
        _ => {}
    }
    if one.is_running() && upgrade {
        found.push(("Change plan", Page::Upgrade));
    }
    if one.is_running() && options::quantity(one).is_some() {
        found.push(("Change options", Page::Options(one.id)));
    }
    if one.state == State::ActiveRunning && terminate {
        found.push(("End this plan", Page::Terminate(one.id)));
    }
    let link = |(label, page)| Action {
        label,
        href: world.path_to(one.id_customer, page),
    };
    found.into_iter().map(link).collect()
}
