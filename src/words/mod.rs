//! The sentences of the pages, one complete set per language: a missing one does not compile.

mod english;
mod french;
mod problem;

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::customers::{From, Outcome};
use crate::identity::User;
use crate::openings::Workflow;
use crate::web::Plain;

use english::ENGLISH;
use french::FRENCH;
pub(crate) use problem::Problem;

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// The language of a tag such as `fr-CA`, when the pages speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        let spoken = [("en", Self::English), ("fr", Self::French)];
        let (_, language) = spoken
            .into_iter()
            .find(|(code, _)| primary.eq_ignore_ascii_case(code))?;
        Some(language)
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }
}

/// The words for a visitor: the application's language, else the browser's, else `usual`.
pub(crate) fn spoken(usual: Language, request: &HttpRequest, user: Option<&User>) -> &'static Words {
    let application = user.and_then(User::known_language).and_then(Language::of_tag);
    let language = application.or_else(|| of_browser(request)).unwrap_or(usual);
    language.words()
}

fn of_browser(request: &HttpRequest) -> Option<Language> {
    let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
    preferred(lines.filter_map(|line| line.to_str().ok()))
}

/// Of the languages in `Accept-Language` that the pages speak, the one with the highest weight, else the first one.
/// The framework's own reader builds a list of every tag; at each visit that took as long as the link gate.
fn preferred<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut best = (0.0, None);
    for item in lines.flat_map(|line| line.split(',')) {
        let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix(['q', 'Q'])
            .and_then(|rest| rest.strip_prefix('='));
        let Some(weight) = weight.and_then(|weight| weight.parse::<f32>().ok()) else {
            continue;
        };
        if weight > best.0 && weight <= 1.0 {
            best = Language::of_tag(tag.trim()).map_or(best, |language| (weight, Some(language)));
        }
        if best.0 >= 1.0 {
            break;
        }
    }
    best.1
}

/// Every sentence of the pages.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) tag: Plain,
    pub(crate) title: Plain,
    pub(crate) frame_title: Plain,
    pub(crate) skip: Plain,
    pub(crate) signed_in_as: Plain,
    pub(crate) sign_in: Plain,
    pub(crate) sign_out: Plain,
    pub(crate) back: Plain,
    pub(crate) new_tab: Plain,
    pub(crate) open_widget: Plain,
    pub(crate) link_refused: Plain,
    pub(crate) unknown_offer: Plain,
    pub(crate) changed: Plain,
    pub(crate) show_changed: Plain,
    pub(crate) insite_failed: Plain,
    pub(crate) no_script: Plain,
    pub(crate) retry: Plain,
    pub(crate) support: Plain,
    pub(crate) request_id: Plain,
    pub(crate) continue_question: Plain,
    pub(crate) continue_text: Plain,
    pub(crate) continue_instead: Plain,
    pub(crate) continue_yes: Plain,
    pub(crate) continue_no: Plain,
    pub(crate) signed_out: Sentences,
    pub(crate) sign_out_question: Sentences,
    pub(crate) leaving: Sentences,
    pub(crate) still_there: &'static str,
    pub(crate) go_on: Plain,
    pub(crate) session_over: Plain,
    pub(crate) sign_in_again: Plain,
    not_signed_in: Sentences,
    sessions_away: Sentences,
    sign_in_failed: Sentences,
    sign_in_denied: Sentences,
    sign_in_refused: Sentences,
    sign_in_away: Sentences,
    from_elsewhere: Sentences,
    identity_refused: Sentences,
    suspended: Sentences,
    too_often: Sentences,
    unreachable: Sentences,
    too_slow: Sentences,
    refused: Sentences,
    nothing_to_open: Sentences,
    walking: Walking,
    pub(crate) returned: Returned,
    pub(crate) waiting: Sentences,
    pub(crate) your_plan: Plain,
    pub(crate) look_again: Plain,
    pub(crate) not_waiting: Plain,
    pub(crate) not_waiting_go: Plain,
    pub(crate) plans: Plain,
    pub(crate) no_plans: Plain,
    /// Of a feature: as much as one likes.
    pub(crate) unlimited: Plain,
    pub(crate) choose: Plain,
    not_offered: NotOffered,
    not_found: Sentences,
    method_not_allowed: Sentences,
    internal: Sentences,
}

/// What is said of a workflow that ProAbono does not offer now.
#[derive(Debug)]
struct NotOffered {
    plans: Sentences,
    subscribe: Sentences,
    change_plan: Sentences,
    restart: Sentences,
    payment_method: Sentences,
    pay_invoice: Sentences,
    subscription: Sentences,
}

impl NotOffered {
    fn of(&self, workflow: Workflow) -> Sentences {
        match workflow {
            Workflow::Plans => self.plans,
            Workflow::Subscribe => self.subscribe,
            Workflow::ChangePlan => self.change_plan,
            Workflow::Restart => self.restart,
            Workflow::PaymentMethod => self.payment_method,
            Workflow::PayInvoice => self.pay_invoice,
            Workflow::Subscription => self.subscription,
        }
    }
}

/// What the workflows are called.
#[derive(Debug)]
struct Walking {
    subscribe: Plain,
    change_plan: Plain,
    restart: Plain,
    payment_method: Plain,
    pay_invoice: Plain,
}

/// What is said to who comes back: a title for the workflow, a text for its end.
#[derive(Debug)]
pub(crate) struct Returned {
    subscribe: &'static str,
    upgrade: &'static str,
    restart: &'static str,
    options: &'static str,
    terminate: Sentences,
    permission: &'static str,
    invoice: &'static str,
    elsewhere: &'static str,
    nocharge: &'static str,
    paid: &'static str,
    registered: &'static str,
    due: &'static str,
    unsaid: &'static str,
    cancelled: Sentences,
    failed: Sentences,
}

impl Returned {
    pub(crate) fn of(&self, from: From, outcome: Outcome) -> Sentences {
        let text = match outcome {
            Outcome::Cancelled => return self.cancelled,
            Outcome::Failed => return self.failed,
            Outcome::NoCharge => self.nocharge,
            Outcome::Paid => self.paid,
            Outcome::Registered => self.registered,
            Outcome::Due => self.due,
            Outcome::Pending | Outcome::Unsaid => self.unsaid,
        };
        match from {
            From::Subscribe => (self.subscribe, text),
            From::Upgrade => (self.upgrade, text),
            From::Restart => (self.restart, text),
            From::Options => (self.options, text),
            // That it goes on until the end of its period matters more than how the fees are paid, unless there are any.
            From::Terminate if matches!(outcome, Outcome::NoCharge | Outcome::Unsaid) => self.terminate,
            From::Terminate => (self.terminate.0, text),
            From::Permission => (self.permission, text),
            From::Invoice => (self.invoice, text),
            From::Portal | From::Elsewhere => (self.elsewhere, text),
        }
    }
}

/// A title and a text.
type Sentences = (&'static str, &'static str);

impl Words {
    /// What a page is called that a workflow is open in.
    pub(crate) fn workflow(&self, workflow: Workflow) -> &Plain {
        match workflow {
            Workflow::Plans => &self.plans,
            Workflow::Subscribe => &self.walking.subscribe,
            Workflow::ChangePlan => &self.walking.change_plan,
            Workflow::Restart => &self.walking.restart,
            Workflow::PaymentMethod => &self.walking.payment_method,
            Workflow::PayInvoice => &self.walking.pay_invoice,
            Workflow::Subscription => &self.title,
        }
    }

    /// What a page says of a failure.
    pub(crate) fn problem(&self, problem: Problem) -> Sentences {
        match problem {
            Problem::NotSignedIn => self.not_signed_in,
            Problem::SessionsAway => self.sessions_away,
            Problem::SignInFailed => self.sign_in_failed,
            Problem::SignInDenied => self.sign_in_denied,
            Problem::SignInRefused => self.sign_in_refused,
            Problem::SignInAway => self.sign_in_away,
            Problem::FromElsewhere => self.from_elsewhere,
            Problem::IdentityRefused => self.identity_refused,
            Problem::Suspended => self.suspended,
            Problem::TooOften => self.too_often,
            Problem::Unreachable => self.unreachable,
            Problem::TooSlow => self.too_slow,
            Problem::Refused => self.refused,
            Problem::NothingToOpen => self.nothing_to_open,
            Problem::NotOffered(workflow) => self.not_offered.of(workflow),
            Problem::NotFound => self.not_found,
            Problem::MethodNotAllowed => self.method_not_allowed,
            Problem::Internal => self.internal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_choice_that_the_pages_speak_is_taken() {
        let of = |lines: &[&str]| preferred(lines.iter().copied());
        let (english, french) = (Some(Language::English), Some(Language::French));
        assert_eq!(of(&["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"]), french);
        assert_eq!(of(&["en-GB;q=0.5,FR;q=0.8"]), french);
        assert_eq!(of(&["de, en ; q=0.2"]), english);
        assert_eq!(of(&["en, fr"]), english);
        assert_eq!(of(&["de", "fr;q=0.3"]), french);
        for refused in [
            "", "de", "*", "fr;q=0", "fr;q=1.5", "fr;q=NaN", "fr;q=x", "fr;v=1", ";", "french",
        ] {
            assert_eq!(of(&[refused]), None, "{refused}");
        }
    }
}
