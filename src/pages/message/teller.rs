use crate::customers::{Ending, From, Outcome, State};
use crate::openings::offer;
use crate::pages::facts::{overdue, paused, renewal, trial, written};
use crate::pages::ways::{offer_address, to_payment};
use crate::visit::Visitor;
use crate::words::{Text, Words};

use super::said::{Known, Said};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Done,
    Bad,
    Nothing,
}

pub(super) struct Fact<'a> {
    pub(super) name: &'a Text,
    pub(super) value: Value,
}

pub(super) enum Value {
    Plain(String),
    Said(Text),
}

/// A link below the text.
pub(super) struct Way {
    pub(super) url: String,
    pub(super) text: Text,
    pub(super) class: &'static str,
}

/// Puts into words what may be said.
pub(super) struct Teller<'a, 'b> {
    pub(super) visitor: &'b Visitor<'a>,
    pub(super) words: &'a Words,
    pub(super) from: From,
    pub(super) outcome: Outcome,
    pub(super) said: Said,
    pub(super) known: Option<&'b Known<'b>>,
    pub(super) next: Option<&'b str>,
}

impl<'a> Teller<'a, '_> {
    pub(super) fn mark(&self) -> Mark {
        match self.said {
            Said::OnPlan(_) | Said::GoesOn | Said::Ends(_) | Said::Paid => Mark::Done,
            Said::PaymentFailed | Said::Failed => Mark::Bad,
            _ => Mark::Nothing,
        }
    }

    pub(super) fn title(&self) -> Text {
        let words = self.words;
        match &self.said {
            Said::OnPlan(plan) => return words.returned_on_plan(plan),
            Said::Ends(Ending { plan, runs }) => {
                return match runs {
                    Some((_, until)) => words.returned_ends(&words.date(*until), plan).0,
                    None => words.returned_ended(plan),
                };
            }
            Said::GoesOn => &words.returned_restart,
            Said::Options => &words.returned_options,
            Said::PaymentMethod => &words.returned_permission,
            Said::Paid => &words.returned_paid,
            Said::Issued => &words.returned_invoice,
            Said::Cancelled => &words.returned_cancelled.0,
            Said::PaymentFailed => &words.returned_payment_failed.0,
            Said::Failed => &words.returned_failed.0,
            Said::Nothing => &words.returned_elsewhere,
        }
        .clone()
    }

    pub(super) fn texts(&self) -> Vec<Text> {
        let words = self.words;
        let text = match &self.said {
            Said::OnPlan(_) if self.changed_at_once() => Some(words.returned_change_at_once.clone()),
            Said::Ends(Ending { plan, runs }) => {
                let unpaid = self
                    .known
                    .is_some_and(|known| known.owed.is_some() || known.paying);
                let runs = runs.as_ref().filter(|_| !unpaid);
                runs.map(|(_, until)| words.returned_ends(&words.date(*until), plan).1)
                    .or_else(|| self.outcome())
            }
            Said::Cancelled => Some(words.returned_cancelled.1.clone()),
            Said::PaymentFailed => Some(match self.plan() {
                Some(plan) => words.returned_still_on(plan),
                None => words.returned_payment_failed.1.clone(),
            }),
            Said::Failed => Some(words.returned_failed.1.clone()),
            Said::OnPlan(_)
            | Said::GoesOn
            | Said::Options
            | Said::PaymentMethod
            | Said::Paid
            | Said::Issued
            | Said::Nothing => self.outcome(),
        };
        let mut texts: Vec<Text> = text.into_iter().chain(self.state()).collect();
        if texts.is_empty() && matches!(self.said, Said::Options | Said::PaymentMethod | Said::Nothing) {
            texts.push(words.returned_unsaid.clone());
        }
        texts.extend(self.renewal());
        texts
    }

    /// The next renewal, where its sum is not known. Where it is, the next payment is among the facts.
    fn renewal(&self) -> Option<Text> {
        match &self.known?.glance.state {
            State::Active(next) if next.total.is_none() && !self.said.failed_or_left() => {
                renewal(self.words, next)
            }
            _ => None,
        }
    }

    /// A change that was paid for today, and is in force.
    fn changed_at_once(&self) -> bool {
        let paid = |known: &Known<'_>| known.paid.is_some() && !known.paying;
        self.from == From::Upgrade && self.outcome != Outcome::Pending && self.known.is_some_and(paid)
    }

    /// The outcome, as far as ProAbono's data confirms it. A payment that was taken is among the facts.
    fn outcome(&self) -> Option<Text> {
        let (words, known) = (self.words, self.known?);
        let free = known.paid.is_none() && known.standing.owes_nothing();
        match self.outcome {
            Outcome::NoCharge if free => Some(words.returned_nocharge.clone()),
            Outcome::Due if known.owed.is_some() => Some(words.returned_due.clone()),
            Outcome::Registered => Some(words.returned_registered.clone()),
            _ => None,
        }
    }

    /// Whatever is not as it should be, or will not stay so.
    fn state(&self) -> Option<Text> {
        let words = self.words;
        match &self.known?.glance.state {
            State::Overdue(due) => Some(overdue(words, due)),
            State::Paused(pause) => Some(paused(words, pause)),
            State::Confirming(sum) => Some(words.fact_confirming(&written(words, sum.as_ref()?))),
            State::Ending { until, .. } if !matches!(self.said, Said::Ends(_)) => {
                Some(words.fact_ending(&words.short_date((*until)?)))
            }
            State::Trial { until, then, .. } => {
                Some(trial(words, &words.short_date((*until)?), then.as_ref()))
            }
            State::Ending { .. } | State::Active(_) | State::Nothing => None,
        }
    }

    pub(super) fn facts(&self) -> Vec<Fact<'a>> {
        let (words, Some(known)) = (self.words, self.known) else {
            return Vec::new();
        };
        let fact = |name, value| Fact { name, value };
        let sum = |sum| Value::Plain(written(words, sum));
        let named = matches!(self.said, Said::OnPlan(_) | Said::Ends(_) | Said::PaymentFailed);
        let plan = known.glance.plan.clone().filter(|_| !named);
        let unpaid = matches!(self.said, Said::Issued)
            || self.outcome == Outcome::Due
            || matches!(self.said, Said::PaymentFailed) && self.from == From::Invoice;
        let owed = known.owed.as_ref().filter(|_| unpaid);
        let next = self.next_payment().filter(|_| !self.said.failed_or_left());
        [
            plan.map(|plan| fact(&words.plan, Value::Plain(plan))),
            known
                .paid
                .as_ref()
                .map(|paid| fact(&words.paid_today, sum(&paid.sum))),
            owed.map(|owed| fact(&words.amount, sum(&owed.sum))),
            next.map(|next| fact(&words.next_payment, Value::Said(next))),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn next_payment(&self) -> Option<Text> {
        let words = self.words;
        let State::Active(renewal) = &self.known?.glance.state else {
            return None;
        };
        let amount = written(words, renewal.total.as_ref()?);
        Some(words.next_payment_on(&amount, &words.short_date(renewal.on?)))
    }

    pub(super) fn ways(&self) -> Vec<Way> {
        let (words, site) = (self.words, self.visitor.site);
        let way = |url: String, text: &Text| (url, text.clone());
        let page = || site.paths.page().to_owned();
        let mut ways = Vec::new();
        match &self.said {
            Said::PaymentFailed | Said::Failed => {
                let begun = self.begun();
                let elsewhere = begun.is_some();
                ways.push(way(begun.unwrap_or_else(page), &words.retry));
                ways.extend(elsewhere.then(|| way(page(), &words.title)));
            }
            said => {
                ways.extend(self.debt());
                ways.push(way(page(), &words.see_subscription));
                let paying = self.known.is_some_and(|known| known.paying);
                let begun = self
                    .begun()
                    .filter(|_| matches!(said, Said::Cancelled) && !paying);
                ways.extend(begun.map(|url| way(url, &words.retry)));
                if let Said::Ends(Ending {
                    plan,
                    runs: Some((id, _)),
                }) = said
                {
                    let url = site.paths.path(&format!("/restart/{}", id.0));
                    ways.push((url, words.keep(plan)));
                }
                let paid = self.known.and_then(|known| known.paid.as_ref());
                if let Some(id) = paid.and_then(|paid| paid.invoice) {
                    let url = site.paths.path(&format!("/invoices/{}/pdf", id.0));
                    ways.push(way(url, &words.invoice_pdf));
                }
            }
        }
        if let Some(next) = self.next {
            let last = if self.said.failed_or_left() { ways.len() } else { 0 };
            ways.insert(last, way(next.to_owned(), &words.go_on));
        }
        let mut ways: Vec<Way> = ways
            .into_iter()
            .enumerate()
            .map(|(place, (url, text))| Way {
                url,
                text,
                class: if place == 0 { "button" } else { "button quiet" },
            })
            .collect();
        let support = site
            .page
            .support_url
            .as_ref()
            .filter(|_| self.said.failed_or_left() || self.outcome == Outcome::Failed);
        ways.extend(support.map(|url| Way {
            url: url.clone(),
            text: words.support.clone(),
            class: "",
        }));
        ways
    }

    /// The way to pay what is overdue, or the invoice that the return is about.
    fn debt(&self) -> Option<(String, Text)> {
        let known = self.known?;
        let late = matches!(known.glance.state, State::Overdue(_));
        let owed = known.owed.as_ref().filter(|_| !known.paying);
        let owed = owed.filter(|_| late || matches!(self.said, Said::Issued))?;
        let url = to_payment(&self.visitor.site.paths, owed.invoice);
        Some((url, self.words.pay(&written(self.words, &owed.sum))))
    }

    /// The address at which the workflow begins again; `None` for the customer's home.
    fn begun(&self) -> Option<String> {
        let paths = &self.visitor.site.paths;
        match self.from {
            From::Subscribe => {
                let chosen = offer(self.visitor.request.query_string());
                let chosen = chosen.and_then(|offer| offer_address(paths, &offer));
                Some(chosen.unwrap_or_else(|| paths.path("/plans")))
            }
            From::Upgrade => Some(paths.path("/change-plan")),
            From::Restart => {
                let id = self.known?.standing.restartable()?;
                Some(paths.path(&format!("/restart/{}", id.0)))
            }
            From::Permission => Some(paths.path("/payment-method")),
            From::Invoice => {
                let owed = self.known?.owed.as_ref()?;
                Some(to_payment(paths, owed.invoice))
            }
            From::Options | From::Terminate | From::Portal | From::Elsewhere => None,
        }
    }

    fn plan(&self) -> Option<&str> {
        self.known?.plan.as_deref()
    }
}
