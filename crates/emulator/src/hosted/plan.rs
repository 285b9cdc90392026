//! A subscription as its page and the home show it, with what can be done.

use crate::model::{Page, State, Subscription};
use crate::words::Words;
use crate::world::World;

use super::options;

pub(super) struct PlanView {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) price: String,
    pub(super) per: String,
    pub(super) state: String,
    /// It runs.
    pub(super) good: bool,
    pub(super) since: Option<String>,
    /// The next event: its words, and its date.
    pub(super) next: Option<(String, String)>,
    pub(super) features: Vec<String>,
    pub(super) actions: Vec<Action>,
}

/// A button: its words, and where it leads.
pub(super) struct Action {
    pub(super) label: String,
    pub(super) href: String,
}

pub(super) fn view(one: &Subscription, words: &Words, world: &mut World) -> PlanView {
    let term = one.term().filter(|_| one.is_running());
    let renews = one.after_term() == State::ActiveRunning;
    let event = if renews {
        words.renews_on()
    } else {
        words.ends_on()
    };
    let next = match one.date_end {
        Some(end) => Some((words.ended_on(), words.day(end))),
        None => term.map(|term| (event, words.day(term))),
    };
    PlanView {
        title: one.title.clone(),
        description: one.offer.description.in_words_of(words).to_owned(),
        price: world.money(one.terms.amount, words),
        per: words.period(one.terms.recurrence),
        state: state(one, words, world),
        good: one.is_running(),
        since: one.date_start.map(|start| words.day(start)),
        next,
        features: one.offer.lines(words),
        actions: actions(one, words, world),
    }
}

fn state(one: &Subscription, words: &Words, world: &World) -> String {
    match one.state.status() {
        _ if world.awaits(one.id) => words.state_waiting(),
        "Active" if one.after_term() != State::ActiveRunning => words.state_ending(),
        "Active" => words.state_active(),
        "Suspended" => words.state_suspended(),
        "Draft" => words.state_draft(),
        _ => words.state_ended(),
    }
}

fn actions(one: &Subscription, words: &Words, world: &mut World) -> Vec<Action> {
    let pages = &world.options.hosted_pages;
    let (upgrade, terminate) = (pages.can_customer_upgrade, pages.can_customer_terminate);
    let mut found = Vec::new();
    if world.awaits(one.id) {
        return Vec::new();
    }
    match one.state {
        State::DraftAgent => found.push((words.subscribe(), Page::Draft(one.id))),
        State::SuspendedAgent | State::SuspendedNoPaymentInfo => {
            found.push((words.restart(), Page::Restart(one.id)));
        }
        State::ActiveDelayedTermination | State::ActiveDelayedUpgrade => {
            found.push((words.keep_plan(), Page::Restart(one.id)));
        }
        _ => {}
    }
    if one.is_running() && upgrade {
        found.push((words.change_plan(), Page::Upgrade));
    }
    if one.is_running() && options::quantity(one).is_some() {
        found.push((words.change_options(), Page::Options(one.id)));
    }
    if one.state == State::ActiveRunning && terminate {
        found.push((words.end_plan(), Page::Terminate(one.id)));
    }
    let link = |(label, page)| Action {
        label,
        href: world.path_to(one.id_customer, page),
    };
    found.into_iter().map(link).collect()
}
