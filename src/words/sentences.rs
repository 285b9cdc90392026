use serde::Serialize;

use crate::openings::Workflow;

use super::text::{Sentences, Text};
use super::{Problem, Words};

/// The sentences on how the chat stands, named as the chat names its statuses and events.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatWords<'a> {
    offline: &'a Text,
    online: &'a Text,
    busy: &'a Text,
    chat_window_open: &'a Text,
    chat_session_created: &'a Text,
    chat_session_started: &'a Text,
    chat_session_ended: &'a Text,
}

impl Words {
    /// The sentences on how the chat stands.
    pub(crate) fn chat(&self) -> ChatWords<'_> {
        ChatWords {
            offline: &self.chat_offline,
            online: &self.chat_online,
            busy: &self.chat_busy,
            chat_window_open: &self.chat_window_open,
            chat_session_created: &self.chat_session_created,
            chat_session_started: &self.chat_session_started,
            chat_session_ended: &self.chat_session_ended,
        }
    }

    /// The title of a page with an open workflow.
    pub(crate) fn workflow(&self, workflow: Workflow) -> &Text {
        match workflow {
            Workflow::Plans => &self.plans,
            Workflow::Subscribe => &self.walking_subscribe,
            Workflow::ChangePlan => &self.walking_change_plan,
            Workflow::Restart => &self.walking_restart,
            Workflow::PaymentMethod => &self.walking_payment_method,
            Workflow::PayInvoice => &self.walking_pay_invoice,
            Workflow::Subscription => &self.title,
        }
    }

    /// The sentences for a failure.
    pub(crate) fn problem(&self, problem: Problem) -> (&Text, &Text) {
        pair(match problem {
            Problem::NotSignedIn => &self.not_signed_in,
            Problem::SessionsAway => &self.sessions_away,
            Problem::SignInFailed => &self.sign_in_failed,
            Problem::SignInDenied => &self.sign_in_denied,
            Problem::SignInRefused => &self.sign_in_refused,
            Problem::SignInAway => &self.sign_in_away,
            Problem::FromElsewhere => &self.from_elsewhere,
            Problem::IdentityRefused => &self.identity_refused,
            Problem::Suspended => &self.suspended,
            Problem::TooOften => &self.too_often,
            Problem::Unreachable => &self.unreachable,
            Problem::TooSlow => &self.too_slow,
            Problem::Refused => &self.refused,
            Problem::NothingToOpen => &self.nothing_to_open,
            Problem::NotOffered(workflow) => self.not_offered(workflow),
            Problem::NotFound => &self.not_found,
            Problem::MethodNotAllowed => &self.method_not_allowed,
            Problem::Internal => &self.internal,
        })
    }

    fn not_offered(&self, workflow: Workflow) -> &Sentences {
        match workflow {
            Workflow::Plans => &self.not_offered_plans,
            Workflow::Subscribe => &self.not_offered_subscribe,
            Workflow::ChangePlan => &self.not_offered_change_plan,
            Workflow::Restart => &self.not_offered_restart,
            Workflow::PaymentMethod => &self.not_offered_payment_method,
            Workflow::PayInvoice => &self.not_offered_pay_invoice,
            Workflow::Subscription => &self.not_offered_subscription,
        }
    }
}

fn pair((title, text): &Sentences) -> (&Text, &Text) {
    (title, text)
}
