use std::sync::Arc;

use super::settings::Quantities;
use super::{Cause, Decision, No, Outcome, Question, Read, RightsSet, Rule, Term};

/// How long a failed read answers the next ones too, so that an outage causes few calls.
pub(super) const FAILURE_HOLDS: u64 = 5_000;

/// The knowledge of a customer's rights after a read. It is made from the knowledge before and the read, and from nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// ProAbono's last definite word.
    pub(crate) learnt: Option<Learnt>,
    /// The failure of the last read, when it failed.
    pub(crate) failure: Option<Failure>,
    /// ProAbono is asked again from this time on, in milliseconds since 1970.
    pub(super) ask_again: u64,
}

/// A definite word of ProAbono's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Learnt {
    pub(crate) word: Word,
    /// When it was read, in milliseconds since 1970.
    pub(crate) at: u64,
    pub(crate) term: Term,
    pub(crate) cause: Cause,
}

/// The kinds of a definite word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    Rights(Arc<RightsSet>),
    No(No),
}

/// A read that brought nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    /// When it ended, in milliseconds since 1970.
    pub(crate) at: u64,
    /// Its kind in one word.
    pub(crate) kind: String,
}

impl Known {
    /// The knowledge after a read.
    pub(crate) fn after(before: Option<&Self>, read: &Read) -> Self {
        let before = before.filter(|_| read.remembered);
        let learnt_before = before.and_then(|known| known.learnt.as_ref());
        let (word, term) = match &read.outcome {
            Outcome::Failed { failure } => {
                return Self {
                    learnt: learnt_before.cloned(),
                    failure: Some(Failure {
                        at: read.at,
                        kind: failure.clone(),
                    }),
                    ask_again: read.at.saturating_add(FAILURE_HOLDS),
                };
            }
            Outcome::Rights { items, term } => (
                Word::Rights(Arc::new(RightsSet::of(items.iter().cloned()))),
                *term,
            ),
            Outcome::Refused { no, term } => (Word::No(*no), *term),
        };
        Self {
            learnt: Some(Learnt {
                word,
                at: read.at,
                term,
                cause: read.cause.clone(),
            }),
            failure: None,
            ask_again: term.fresh_until,
        }
    }

    /// The same for those whose patience ended before the answer to a read was there, by `now`.
    pub(super) fn unanswered(&self, now: u64) -> Arc<Self> {
        let kind = "slow".to_owned();
        Arc::new(Self {
            failure: Some(Failure { at: now, kind }),
            ..self.clone()
        })
    }

    /// Tells whether it answers without asking ProAbono, at a time in milliseconds since 1970.
    pub(super) fn answers(&self, now: u64) -> bool {
        now < self.ask_again
    }

    /// ProAbono's last definite word, while it may be used.
    pub(crate) fn usable(&self, now: u64) -> Option<&Learnt> {
        self.learnt
            .as_ref()
            .filter(|learnt| now < learnt.term.usable_until)
    }

    /// The rights, while they may be used.
    pub(crate) fn rights(&self, now: u64) -> Option<&RightsSet> {
        match &self.usable(now)?.word {
            Word::Rights(rights) => Some(rights),
            Word::No(_) => None,
        }
    }

    /// The time of the last read.
    pub(super) fn read_at(&self) -> u64 {
        let learnt = self.learnt.as_ref().map_or(0, |learnt| learnt.at);
        self.failure
            .as_ref()
            .map_or(learnt, |failure| failure.at.max(learnt))
    }

    /// Answers a question at a time.
    pub(crate) fn decide(&self, question: &Question, quantities: Quantities, now: u64) -> Decision {
        match self.rights(now) {
            Some(rights) => rights.decide(question, quantities),
            None => Decision::by(self.of_others(now)),
        }
    }

    /// The rule for a feature that is not in the set, at a time.
    pub(crate) fn of_others(&self, now: u64) -> Rule {
        match self.usable(now).map(|learnt| &learnt.word) {
            Some(Word::Rights(_)) => Rule::NotIncluded,
            Some(Word::No(No::NoCustomer)) => Rule::NoCustomer,
            Some(Word::No(No::Refused)) => Rule::Refused,
            None if self.learnt.is_some() => Rule::TooOld,
            None => Rule::NoAnswer,
        }
    }
}
