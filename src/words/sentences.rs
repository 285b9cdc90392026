use serde::Serialize;

use crate::customers::{From, Outcome};
use crate::openings::Workflow;
use crate::web::Plain;

use super::problem::Problem;

/// Every sentence of the pages.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) tag: Plain,
    pub(crate) title: Plain,
    pub(crate) nothing_is_real: Plain,
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
    pub(super) not_signed_in: Sentences,
    pub(super) sessions_away: Sentences,
    pub(super) sign_in_failed: Sentences,
    pub(super) sign_in_denied: Sentences,
    pub(super) sign_in_refused: Sentences,
    pub(super) sign_in_away: Sentences,
    pub(super) from_elsewhere: Sentences,
    pub(super) identity_refused: Sentences,
    pub(super) suspended: Sentences,
    pub(super) too_often: Sentences,
    pub(super) unreachable: Sentences,
    pub(super) too_slow: Sentences,
    pub(super) refused: Sentences,
    pub(super) nothing_to_open: Sentences,
    pub(super) walking: Walking,
    pub(crate) returned: Returned,
    pub(crate) waiting: Sentences,
    pub(crate) your_plan: Plain,
    pub(crate) look_again: Plain,
    pub(crate) not_waiting: Plain,
    pub(crate) not_waiting_go: Plain,
    pub(crate) plans: Plain,
    pub(crate) no_plans: Plain,
    /// Said of a feature that is not limited.
    pub(crate) unlimited: Plain,
    pub(crate) choose: Plain,
    pub(crate) open_chat: Plain,
    pub(crate) chat: ChatWords,
    pub(super) not_offered: NotOffered,
    pub(super) not_found: Sentences,
    pub(super) method_not_allowed: Sentences,
    pub(super) internal: Sentences,
}

/// The sentences on how the chat stands, named as the chat names its statuses and events.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatWords {
    pub(super) offline: &'static str,
    pub(super) online: &'static str,
    pub(super) busy: &'static str,
    pub(super) chat_window_open: &'static str,
    pub(super) chat_session_created: &'static str,
    pub(super) chat_session_started: &'static str,
    pub(super) chat_session_ended: &'static str,
}

/// The sentences for a workflow that ProAbono does not offer now.
#[derive(Debug)]
pub(super) struct NotOffered {
    pub(super) plans: Sentences,
    pub(super) subscribe: Sentences,
    pub(super) change_plan: Sentences,
    pub(super) restart: Sentences,
    pub(super) payment_method: Sentences,
    pub(super) pay_invoice: Sentences,
    pub(super) subscription: Sentences,
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

/// The names of the workflows.
#[derive(Debug)]
pub(super) struct Walking {
    pub(super) subscribe: Plain,
    pub(super) change_plan: Plain,
    pub(super) restart: Plain,
    pub(super) payment_method: Plain,
    pub(super) pay_invoice: Plain,
}

/// The sentences for a visitor who comes back: a title for the workflow, and a text for its outcome.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(super) subscribe: &'static str,
    pub(super) upgrade: &'static str,
    pub(super) restart: &'static str,
    pub(super) options: &'static str,
    pub(super) terminate: Sentences,
    pub(super) permission: &'static str,
    pub(super) invoice: &'static str,
    pub(super) elsewhere: &'static str,
    pub(super) nocharge: &'static str,
    pub(super) paid: &'static str,
    pub(super) registered: &'static str,
    pub(super) due: &'static str,
    pub(super) unsaid: &'static str,
    pub(super) cancelled: Sentences,
    pub(super) failed: Sentences,
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
            // Unless there are fees, it matters most that the subscription goes on until the end of its period.
            From::Terminate if matches!(outcome, Outcome::NoCharge | Outcome::Unsaid) => self.terminate,
            From::Terminate => (self.terminate.0, text),
            From::Permission => (self.permission, text),
            From::Invoice => (self.invoice, text),
            From::Portal | From::Elsewhere => (self.elsewhere, text),
        }
    }
}

/// A title and a text.
pub(super) type Sentences = (&'static str, &'static str);

impl Words {
    /// The title of a page with an open workflow.
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

    /// The sentences for a failure.
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
