use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::proabono::{FeatureReference, TypeFeature};

use super::settings::Quantities;
use super::{Answer, Decision, Extent, Known, Question, Right, RightsSet, Rule};

/// The answer to a question, as JSON has it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Told {
    pub(crate) feature: FeatureReference,
    #[serde(flatten)]
    pub(crate) said: Said,
    #[serde(flatten)]
    pub(crate) age: Age,
}

/// The answers about all features of a customer, as JSON has them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct All {
    /// False while nobody knows what the customer may use; then there are no rights below, and any feature is unknown.
    pub(crate) known: bool,
    /// The rule for every feature that is not listed.
    pub(crate) others: Rule,
    #[serde(flatten)]
    pub(crate) age: Age,
    pub(crate) rights: BTreeMap<FeatureReference, Said>,
}

/// The answer about one feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Said {
    pub(crate) answer: Answer,
    /// The rule by which it is answered.
    pub(crate) reason: Rule,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<TypeFeature>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) unlimited: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) included: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current: Option<i64>,
    /// How many are left: what is included less what is in use, or what was bought less what the question says is used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) left: Option<i64>,
}

/// How old the knowledge is that an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Age {
    /// When it was read from ProAbono; `null` when nothing is known.
    pub(crate) read: Option<Timestamp>,
    /// How many seconds ago that was.
    #[serde(rename = "age")]
    pub(crate) seconds: Option<u64>,
    /// True when it should have been read again, and ProAbono did not answer.
    pub(crate) stale: bool,
}

impl Told {
    /// Answers a question by what is known at a time.
    pub(crate) fn of(known: &Known, question: &Question, quantities: Quantities, now: u64) -> Self {
        let right = known.rights(now).and_then(|rights| rights.get(&question.feature));
        Self {
            feature: question.feature.clone(),
            said: Said::of(known.decide(question, quantities, now), right),
            age: Age::of(known, now),
        }
    }
}

impl All {
    /// Answers for every feature whether one more may be used.
    pub(crate) fn of(known: &Known, quantities: impl Fn(&FeatureReference) -> Quantities, now: u64) -> Self {
        let listed = known.rights(now).into_iter().flat_map(RightsSet::iter);
        let said = |(feature, right): (&FeatureReference, &Right)| {
            let question = Question::of_list(feature, quantities(feature));
            let decision = known.decide(&question, quantities(feature), now);
            (feature.clone(), Said::of(decision, Some(right)))
        };
        let others = known.of_others(now);
        Self {
            known: others.answer() != Answer::Unknown,
            others,
            age: Age::of(known, now),
            rights: listed.map(said).collect(),
        }
    }
}

impl Said {
    fn of(decision: Decision, right: Option<&Right>) -> Self {
        let extent = right.map(|right| right.extent);
        let amounts = match extent {
            Some(Extent::Amounts { included, current }) => Some((included, current)),
            _ => None,
        };
        Self {
            answer: decision.answer(),
            reason: decision.rule,
            kind: right.and_then(|right| right.items.first()?.kind.clone()),
            enabled: match extent {
                Some(Extent::Switch { enabled }) => Some(enabled),
                _ => None,
            },
            unlimited: (extent == Some(Extent::Unlimited)).then_some(true),
            included: amounts.map(|(included, _)| included),
            current: amounts.map(|(_, current)| current),
            left: decision.left,
        }
    }
}

impl Age {
    pub(super) fn of(known: &Known, now: u64) -> Self {
        let learnt = known.usable(now);
        Self {
            read: learnt.and_then(|learnt| moment(learnt.at)),
            seconds: learnt.map(|learnt| now.saturating_sub(learnt.at) / 1_000),
            stale: learnt.is_some_and(|learnt| known.failure.is_some() || now >= learnt.term.fresh_until),
        }
    }
}

/// A time in milliseconds since 1970, as JSON has it.
pub(super) fn moment(millis: u64) -> Option<Timestamp> {
    Timestamp::from_millisecond(i64::try_from(millis).ok()?).ok()
}
