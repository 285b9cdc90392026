use askama::Template;
use askama::filters::HtmlSafe;

use crate::customers::{Due, Glance, Meter, Pause, State};
use crate::visit::{Site, Visitor};
use crate::words::{Text, Words};

use super::facts::{self, overdue, paused, trial, written};
use super::ways::to_payment;

/// How many of the latest invoices are in the menu.
const LATEST: usize = 2;
/// The parameter with the language of the page that the row is for.
pub(super) const LANGUAGE: &str = "lang";

/// The row above the frame: the plan, the one fact that matters now, the one thing to do about it, and a menu.
#[derive(Template)]
#[template(path = "row.html")]
pub(super) struct Row<'a> {
    words: &'a Words,
    /// The heading of the page.
    pub(super) title: String,
    /// The tone of the whole row: empty, `warn` or `bad`.
    tone: &'static str,
    chip: Option<Chip<'a>>,
    /// True when it is known that there is no subscription.
    nothing: bool,
    fact: Option<Text>,
    action: Option<Action>,
    meter: Option<Measured>,
    menu: Menu<'a>,
    /// The address from which the script of the page takes the row again: at once where this one is not complete.
    address: Option<String>,
    complete: bool,
}

/// Its template has escaped what is in it.
impl HtmlSafe for Row<'_> {}

/// The state in one or two words.
struct Chip<'a> {
    /// `good`, `info`, `warn` or `bad`.
    tone: &'static str,
    text: &'a Text,
}

struct Action {
    url: String,
    text: Text,
    urgent: bool,
}

struct Measured {
    title: String,
    used: i64,
    included: i64,
    text: Text,
}

/// The other things that can be done.
#[derive(Default)]
struct Menu<'a> {
    change_plan: Option<String>,
    payment_method: Option<String>,
    invoices: Vec<Document>,
    new_tab: Option<String>,
    support: Option<&'a str>,
}

struct Document {
    url: String,
    date: String,
    amount: Option<String>,
}

/// The page that the row is for.
pub(super) enum Place<'a> {
    /// The customer's home.
    Home,
    /// A workflow, or what a link opened, under its own title.
    Elsewhere(&'a Text),
}

impl<'a> Row<'a> {
    /// The row of a page that says nothing of the customer.
    pub(super) fn plain(site: &'a Site, words: &'a Words, title: &Text, new_tab: Option<String>) -> Self {
        Self {
            words,
            title: title.as_str().to_owned(),
            tone: "",
            chip: None,
            nothing: false,
            fact: None,
            action: None,
            meter: None,
            menu: Menu {
                new_tab: new_tab.filter(|_| site.page.new_tab),
                support: site.page.support_url.as_deref(),
                ..Menu::default()
            },
            address: None,
            complete: true,
        }
    }

    /// The row of the customer's home while nothing is known at all. It keeps the room of what is said later.
    pub(super) fn to_come(site: &'a Site, words: &'a Words) -> Self {
        Self {
            complete: !site.page.status,
            ..Self::plain(site, words, &words.title, None)
        }
    }

    /// The row of the customer's home.
    pub(super) fn home(visitor: &Visitor<'a>, glance: Option<&Glance>, new_tab: Option<String>) -> Self {
        let (site, words) = (visitor.site, visitor.words());
        let mut row = Self::plain(site, words, &words.title, new_tab);
        row.menu.payment_method = Some(site.paths.path("/payment-method"));
        if let Some(glance) = glance {
            row.tell(site, glance);
        }
        row
    }

    /// The same, with the address at which the script of the page asks for it again when something has changed: at once where this
    /// one is not complete.
    pub(super) fn kept_fresh(self, visitor: &Visitor<'_>, complete: bool) -> Self {
        Self {
            address: Some(address(visitor)),
            complete,
            ..self
        }
    }

    fn tell(&mut self, site: &Site, glance: &Glance) {
        let words = self.words;
        self.title = match (&glance.plan, &glance.state) {
            (Some(plan), _) => plan.clone(),
            (None, State::Nothing) => words.choose_plan.as_str().to_owned(),
            (None, _) => words.title.as_str().to_owned(),
        };
        self.nothing = matches!(glance.state, State::Nothing);
        self.tell_state(site, &glance.state);
        if self.action.is_none() && site.page.usage {
            self.meter = glance.meter.as_ref().map(|meter| measured(words, meter));
        }
        self.menu.change_plan = glance.may_change().then(|| site.paths.path("/change-plan"));
        let latest = glance.invoices.iter().take(LATEST).filter(|_| site.page.invoices);
        let invoices = latest.map(|one| Document {
            url: site.paths.path(&format!("/invoices/{}/pdf", one.invoice.0)),
            date: words.short_date(one.date),
            amount: one.sum.as_ref().map(|sum| written(words, sum)),
        });
        self.menu.invoices = invoices.collect();
    }

    fn tell_state(&mut self, site: &Site, state: &State) {
        let words = self.words;
        let chip = |tone, text| Some(Chip { tone, text });
        match state {
            State::Overdue(due) => {
                (self.tone, self.chip) = ("bad", chip("bad", &words.chip_overdue));
                self.fact = Some(overdue(words, due));
                self.action = Some(pay(site, words, due));
            }
            State::Paused(pause) => {
                (self.tone, self.chip) = ("bad", chip("bad", &words.chip_paused));
                self.fact = Some(paused(words, pause));
                self.action = remedy(site, words, pause);
            }
            State::Confirming(sum) => {
                self.chip = chip("info", &words.chip_confirming);
                self.fact = sum
                    .as_ref()
                    .map(|sum| words.fact_confirming(&written(words, sum)));
            }
            State::Ending { subscription, until } => {
                (self.tone, self.chip) = ("warn", chip("warn", &words.chip_ending));
                self.fact = until.map(|until| words.fact_ending(&words.short_date(until)));
                self.action = subscription.map(|id| Action {
                    url: site.paths.path(&format!("/restart/{}", id.0)),
                    text: words.keep(&self.title),
                    urgent: false,
                });
            }
            State::Trial {
                until,
                then,
                billable,
            } => {
                self.chip = chip("info", &words.chip_trial);
                self.fact = until.map(|until| trial(words, &words.short_date(until), then.as_ref()));
                self.action = (!billable).then(|| add_method(site, words));
            }
            State::Active(renewal) => {
                self.chip = chip("good", &words.chip_active);
                self.fact = facts::renewal(words, renewal);
            }
            State::Nothing => self.fact = Some(words.fact_none.clone()),
        }
    }
}

fn pay(site: &Site, words: &Words, due: &Due) -> Action {
    Action {
        url: to_payment(&site.paths, due.invoice),
        text: words.pay(&written(words, &due.sum)),
        urgent: true,
    }
}

fn add_method(site: &Site, words: &Words) -> Action {
    Action {
        url: site.paths.path("/payment-method"),
        text: words.add_payment_method.clone(),
        urgent: false,
    }
}

/// The way out of a suspension.
fn remedy(site: &Site, words: &Words, pause: &Pause) -> Option<Action> {
    match pause {
        Pause::Unpaid(Some(due)) => Some(pay(site, words, due)),
        Pause::NoPaymentMethod => Some(add_method(site, words)),
        Pause::Unpaid(None) | Pause::Merchant => Some(Action {
            url: site.page.support_url.clone()?,
            text: words.contact.clone(),
            urgent: false,
        }),
    }
}

fn measured(words: &Words, meter: &Meter) -> Measured {
    Measured {
        title: meter.title.clone(),
        used: meter.used,
        included: meter.included,
        text: words.used(&words.number(meter.included), &words.number(meter.used)),
    }
}

/// The address of the row alone, in the language of the page.
fn address(visitor: &Visitor<'_>) -> String {
    let tag = visitor.words().tag();
    visitor.site.paths.path(&format!("/status?{LANGUAGE}={tag}"))
}
