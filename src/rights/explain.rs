use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::proabono::{FeatureReference, SubscriptionId};

use super::settings::Quantities;
use super::told::moment;
use super::{All, Cause, Empty, Item, Known, Question, RightsSet, Told};
#[cfg(feature = "cli")]
use super::{Outcome, Read};

/// An answer with all that it comes from. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Explained {
    #[serde(flatten)]
    pub(crate) told: Told,
    pub(crate) explanation: Explanation,
}

/// The reasons of an answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Explanation {
    /// The rule as a sentence; its name is the reason of the answer.
    pub(crate) rule: &'static str,
    /// The amount that was asked for.
    pub(crate) amount: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) used: Option<u32>,
    /// The meaning of the current quantity.
    pub(crate) quantities: &'static str,
    /// The items of ProAbono's list that count.
    pub(crate) items: Vec<Item>,
    /// The subscriptions that they are of.
    pub(crate) subscriptions: Vec<SubscriptionId>,
    #[serde(flatten)]
    pub(crate) origin: Origin,
    /// The reason why there is nothing at all, when it was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) empty: Option<Empty>,
}

/// The read that answers come from, as JSON has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Origin {
    /// The reason of the read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cause: Option<Cause>,
    /// When ProAbono is asked again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fresh_until: Option<Timestamp>,
    /// When it is not used any more, whatever happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) usable_until: Option<Timestamp>,
    /// The failure of the last read, when it failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<FailureTold>,
}

/// A failed read, as JSON has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct FailureTold {
    pub(crate) kind: String,
    pub(crate) at: Option<Timestamp>,
}

impl Explained {
    /// Explains an answer by what is known at a time.
    pub(crate) fn of(known: &Known, question: &Question, quantities: Quantities, now: u64) -> Self {
        let told = Told::of(known, question, quantities, now);
        let explanation = Explanation::of(known, question, quantities, now);
        Self { told, explanation }
    }
}

impl Explanation {
    /// The reasons of an answer by what is known at a time.
    pub(super) fn of(known: &Known, question: &Question, quantities: Quantities, now: u64) -> Self {
        let right = known.rights(now).and_then(|rights| rights.get(&question.feature));
        let items = right.map(|right| right.items.clone()).unwrap_or_default();
        Self {
            rule: known.decide(question, quantities, now).rule.sentence(),
            amount: question.amount,
            used: question.used,
            quantities: quantities.word(),
            subscriptions: items.iter().filter_map(|item| item.subscription).collect(),
            items,
            origin: Origin::of(known, now),
            empty: None,
        }
    }
}

impl Origin {
    fn of(known: &Known, now: u64) -> Self {
        let learnt = known.usable(now);
        Self {
            cause: learnt.map(|learnt| learnt.cause.clone()),
            fresh_until: learnt.and_then(|learnt| moment(learnt.term.fresh_until)),
            usable_until: learnt.and_then(|learnt| moment(learnt.term.usable_until)),
            failure: known.failure.as_ref().map(|failure| FailureTold {
                kind: failure.kind.clone(),
                at: moment(failure.at),
            }),
        }
    }
}

/// Explains what was answered at a time, in milliseconds since 1970, by the history of a customer's reads, oldest first.
/// `None` when none was before that time, or only failures whose predecessors are kept no more. A read within the same
/// millisecond counts as before it. How quantities are read is taken as it is configured now.
#[cfg(feature = "cli")]
pub(crate) fn explain_at(
    reads: &[Read],
    at: u64,
    question: &Question,
    quantities: Quantities,
) -> Option<Explained> {
    let unclear = |read: &&Read| read.remembered && matches!(read.outcome, Outcome::Failed { .. });
    let before = reads.iter().take_while(|read| read.at <= at).skip_while(unclear);
    let known = before.fold(None, |known: Option<Known>, read| {
        Some(Known::after(known.as_ref(), read))
    })?;
    Some(Explained::of(&known, question, quantities, at))
}

/// The answers about all features with the reasons of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct AllExplained {
    #[serde(flatten)]
    pub(crate) all: All,
    #[serde(flatten)]
    pub(crate) origin: Origin,
    pub(crate) explanations: BTreeMap<FeatureReference, Explanation>,
    /// The reason why there is nothing at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) empty: Option<Empty>,
}

impl AllExplained {
    /// Explains every answer by what is known at a time.
    pub(super) fn of(
        known: &Known,
        quantities: impl Fn(&FeatureReference) -> Quantities,
        now: u64,
        empty: Option<Empty>,
    ) -> Self {
        let listed = known.rights(now).into_iter().flat_map(RightsSet::iter);
        let explanations = listed.map(|(feature, _)| {
            let quantities = quantities(feature);
            let question = Question::of_list(feature, quantities);
            (
                feature.clone(),
                Explanation::of(known, &question, quantities, now),
            )
        });
        Self {
            origin: Origin::of(known, now),
            explanations: explanations.collect(),
            all: All::of(known, quantities, now),
            empty,
        }
    }
}
