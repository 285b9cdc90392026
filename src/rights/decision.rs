use serde::Serialize;

use crate::proabono::FeatureReference;

use super::settings::Quantities;
use super::{Extent, Right, RightsSet};

/// A question about one feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Question {
    pub(crate) feature: FeatureReference,
    /// How many more are to be used; 0 asks only whether the feature is there.
    pub(crate) amount: u32,
    /// How many the application counts in use, for a feature whose quantity is what was bought.
    pub(crate) used: Option<u32>,
}

impl Question {
    /// The question about each feature of a list: may one more be used? Where the application counts what is in use, the list
    /// does not know it, and says whether the feature is there.
    pub(super) fn of_list(feature: &FeatureReference, quantities: Quantities) -> Self {
        Self {
            feature: feature.clone(),
            amount: u32::from(quantities == Quantities::Reported),
            used: None,
        }
    }
}

/// The three answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Answer {
    Allowed,
    Denied,
    Unknown,
}

impl Answer {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Denied => "denied",
            Self::Unknown => "unknown",
        }
    }
}

/// Declares the rules: the answer that each gives, its name, and the sentence that explains it.
macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident: $answer:ident, $name:literal, $sentence:literal;)+) => {
        /// The rule by which a question was answered. Its name is stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
        pub(crate) enum Rule {
            $(#[serde(rename = $name)] $rule,)+
        }

        impl Rule {
            /// All of them, for the metrics and the documentation.
            pub(crate) const ALL: &[Self] = &[$(Self::$rule),+];

            /// The answer that it gives.
            pub(crate) fn answer(self) -> Answer {
                match self {
                    $(Self::$rule => Answer::$answer,)+
                }
            }

            /// Its name.
            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Self::$rule => $name,)+
                }
            }

            /// The rule as a sentence.
            pub(crate) fn sentence(self) -> &'static str {
                match self {
                    $(Self::$rule => $sentence,)+
                }
            }
        }
    };
}

rules! {
    Enabled: Allowed, "enabled", "The feature is on in a running subscription.";
    Unlimited: Allowed, "unlimited", "A running subscription sets no limit.";
    EnoughLeft: Allowed, "enough-left", "The amount fits into what is left.";
    Held: Allowed, "held", "A running subscription has the feature, and no more of it was asked for.";
    NotIncluded: Denied, "not-included", "No running subscription has the feature.";
    Disabled: Denied, "disabled", "The feature is off in every running subscription.";
    TooFewLeft: Denied, "too-few-left", "The amount does not fit into what is left.";
    UsedNotSaid: Denied, "used-not-said", "The limit is what was bought, and how many are in use was not said.";
    UnknownType: Denied, "unknown-type", "The type of the feature is none that this version knows.";
    TypesDisagree: Denied, "types-disagree", "Two subscriptions give the feature different types.";
    NoCustomer: Denied, "no-customer", "ProAbono has no such customer within reach of these keys.";
    Refused: Denied, "refused", "ProAbono refuses to say what the customer may use.";
    NoAnswer: Unknown, "no-answer", "ProAbono did not answer, and nothing is known from before.";
    TooOld: Unknown, "too-old", "ProAbono does not answer, and what was known is not recent enough.";
}

/// The answer to a question, and what it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) rule: Rule,
    /// How many are left; `None` where there is no limit or no quantity.
    pub(crate) left: Option<i64>,
}

impl Decision {
    pub(crate) fn by(rule: Rule) -> Self {
        Self { rule, left: None }
    }

    pub(crate) fn answer(self) -> Answer {
        self.rule.answer()
    }
}

impl RightsSet {
    /// Decides a question by what is in the set.
    pub(crate) fn decide(&self, question: &Question, quantities: Quantities) -> Decision {
        match self.get(&question.feature) {
            Some(right) => right.decide(question, quantities),
            None => Decision::by(Rule::NotIncluded),
        }
    }
}

impl Right {
    fn decide(&self, question: &Question, quantities: Quantities) -> Decision {
        match self.extent {
            Extent::Switch { enabled: true } => Decision::by(Rule::Enabled),
            Extent::Switch { enabled: false } => Decision::by(Rule::Disabled),
            Extent::Unlimited => Decision::by(Rule::Unlimited),
            Extent::UnknownType => Decision::by(Rule::UnknownType),
            Extent::TypesDisagree => Decision::by(Rule::TypesDisagree),
            Extent::Amounts { included, current } => {
                let left = match quantities {
                    Quantities::Reported => Some(included.saturating_sub(current)),
                    Quantities::Purchased => question.used.map(|used| current.saturating_sub(used.into())),
                };
                Decision {
                    rule: by_left(question.amount, left),
                    left,
                }
            }
        }
    }
}

/// A quantity above the limit, after a change to a smaller offer, refuses only further ones.
fn by_left(amount: u32, left: Option<i64>) -> Rule {
    match left {
        _ if amount == 0 => Rule::Held,
        None => Rule::UsedNotSaid,
        Some(left) if left >= amount.into() => Rule::EnoughLeft,
        Some(_) => Rule::TooFewLeft,
    }
}
