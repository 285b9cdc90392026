use serde::{Deserialize, Serialize};

use super::Item;

/// The reason why ProAbono was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "why")]
pub(crate) enum Cause {
    /// Somebody asked, and nothing was remembered.
    First,
    /// The last word had become too old, or a period had ended.
    Expiry,
    /// ProAbono sent an event.
    Event { id: String },
    /// The customer came back from one of ProAbono's pages.
    Return,
    /// The application changed a usage here, or was about to.
    Write,
    /// Events may have been missed.
    Reconcile,
    /// The operator asked on the command line.
    Command,
}

/// One call of ProAbono's list of usages: when it ended, and what it said. A history of them is enough to tell what was
/// answered at any time in between, since every answer is made from nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Read {
    /// When the answer was there, in milliseconds since 1970. No two reads of one customer have the same.
    pub(crate) at: u64,
    pub(crate) cause: Cause,
    /// False when the process remembered nothing of the customer before: what earlier reads said is then no part of its answers.
    pub(crate) remembered: bool,
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
}

/// The result of a read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub(crate) enum Outcome {
    /// The list, which may be empty.
    Rights {
        items: Vec<Item>,
        #[serde(flatten)]
        term: Term,
    },
    /// A definite no: there is no such customer, or ProAbono refuses to speak of it.
    Refused {
        no: No,
        #[serde(flatten)]
        term: Term,
    },
    /// Nothing was learnt.
    Failed {
        /// The kind of failure in one word, such as `unreachable`.
        failure: String,
    },
}

/// The kinds of a definite no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum No {
    /// There is no such customer within reach of the keys.
    NoCustomer,
    /// ProAbono refuses.
    Refused,
}

/// How long the word of a read holds, in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Term {
    /// ProAbono is asked again from this time on.
    pub(crate) fresh_until: u64,
    /// It is not used any more from this time on, whatever happens.
    pub(crate) usable_until: u64,
}
