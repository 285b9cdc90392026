use jiff::Timestamp;

use crate::customers::{Due, Ending, From, Glance, Outcome, Payment, Standing};

/// The part of a return that may be said.
pub(super) enum Said {
    /// The plan of the running subscription.
    OnPlan(String),
    GoesOn,
    Ends(Ending),
    Options,
    PaymentMethod,
    Paid,
    /// An invoice is to be paid in the way that it says.
    Issued,
    Cancelled,
    PaymentFailed,
    Failed,
    Nothing,
}

/// The facts about the customer in ProAbono's data.
pub(super) struct Known<'a> {
    pub(super) standing: &'a Standing,
    /// True unless the return names an offer that does not run.
    pub(super) runs_offer: bool,
    pub(super) glance: Glance,
    /// The title of the running plan.
    pub(super) plan: Option<String>,
    pub(super) paid: Option<Payment>,
    pub(super) owed: Option<Due>,
    /// True while a bank has to confirm a payment.
    pub(super) paying: bool,
}

impl<'a> Known<'a> {
    pub(super) fn of(standing: &'a Standing, offer: Option<&str>, now: Timestamp) -> Self {
        Self {
            standing,
            runs_offer: standing.runs(offer),
            glance: standing.glance(now),
            plan: standing.running().and_then(|one| one.title_localized.clone()),
            paid: standing.paid_today(now),
            owed: standing.owed(now),
            paying: standing.paying().is_some(),
        }
    }

    fn confirms(&self, from: From, outcome: Outcome) -> Said {
        let ending = || self.standing.ending();
        match (from, outcome) {
            (From::Subscribe | From::Upgrade, _) => {
                let plan = self.plan.clone().filter(|_| self.runs_offer);
                plan.map(Said::OnPlan)
            }
            (From::Restart, _) => (self.plan.is_some() && ending().is_none()).then_some(Said::GoesOn),
            (From::Terminate, _) => ending().map(Said::Ends),
            (From::Options, _) => Some(Said::Options),
            (From::Permission, _) => Some(Said::PaymentMethod),
            (From::Invoice, Outcome::Paid) => self.paid.is_some().then_some(Said::Paid),
            (From::Invoice, Outcome::Due) => self.owed.is_some().then_some(Said::Issued),
            (From::Invoice | From::Portal | From::Elsewhere, _) => None,
        }
        .unwrap_or(Said::Nothing)
    }
}

/// A failure that speaks against what ProAbono knows is not told: the visitor would pay twice.
fn failed(from: From, known: Option<&Known<'_>>) -> Said {
    let owes_nothing = known.is_some_and(|known| known.standing.owes_nothing());
    if known
        .is_some_and(|known| known.paying || from == From::Invoice && owes_nothing && known.paid.is_some())
    {
        return Said::Nothing;
    }
    match from {
        // There is no invoice whose payment could be tried again.
        From::Invoice if owes_nothing => Said::Failed,
        From::Subscribe | From::Upgrade | From::Restart | From::Options | From::Invoice => {
            Said::PaymentFailed
        }
        From::Terminate | From::Permission | From::Portal | From::Elsewhere => Said::Failed,
    }
}

impl Said {
    /// Takes what was read from ProAbono; `None` where it does not answer.
    pub(super) fn of((from, outcome): (From, Outcome), known: Option<&Known<'_>>) -> Self {
        match outcome {
            Outcome::Cancelled => Self::Cancelled,
            Outcome::Failed => failed(from, known),
            Outcome::Unknown => Self::Nothing,
            _ => known.map_or(Self::Nothing, |known| known.confirms(from, outcome)),
        }
    }

    pub(super) fn failed_or_left(&self) -> bool {
        matches!(self, Self::PaymentFailed | Self::Failed | Self::Cancelled)
    }
}
