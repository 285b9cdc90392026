use std::collections::BTreeSet;
use std::time::Duration;

use crate::proabono::FeatureReference;
use crate::settings::values::{DAY, MINUTE, SECOND, between, number, word};
use crate::settings::{Source, settings};

use super::ServerKey;

/// A change is over by then, however long ProAbono takes: one that is under way is never forgotten.
const LONGEST: Duration = MINUTE.saturating_mul(10);

settings! {
    /// The features that customers may use, for the application.
    pub struct RightsConfig in "rights." {
        /// The meaning of the current quantity of a feature with quantities: `reported` (the units in use, which the application
        /// writes; what the offer includes is the limit) or `purchased` (the units that were bought, which are the limit; the
        /// application counts those in use).
        quantities: Quantities = word(&Quantities::WORDS), default("reported");

        /// The features that are read as `purchased` while rights.quantities is `reported`, by their references.
        purchased: BTreeSet<FeatureReference> = |text| FeatureReference::new(text), example("feat-seats, feat-sites");

        /// How long a customer's rights are used before ProAbono is asked again. They end with the period of a subscription, and
        /// with an event or a return, before that.
        fresh_for: Duration = between(SECOND, DAY), default("15m");

        /// How long after that the last known rights are still used while ProAbono does not answer. Never past the end of a
        /// period, and never against a refusal.
        stale_for: Duration = between(Duration::ZERO, 7 * DAY), default("1h");

        /// How many customers' rights are kept in memory at once.
        remembered: u64 = number(1..=10_000_000), default("10000");

        /// The key that servers and proxies show to ask for rights on the operator's listener, at least 32 characters:
        /// `openssl rand -hex 32` makes one. Without it, /v1 and /forward-auth are not there.
        key: Option<ServerKey> = ServerKey::new, example("openssl-rand-hex-32"), secret();

        /// The key before the last change, which is taken as well.
        previous_key: Option<ServerKey> = ServerKey::new, example("the-rights-key-before"), secret();

        /// The answer of /forward-auth while it is not known what a customer may use: `deny` or `allow`. A user who is not
        /// known is never let in.
        when_unknown: WhenUnknown = word(&WhenUnknown::WORDS), default("deny");

        /// How long the `Idempotency-Key` of a change of usage is remembered, in memory only.
        writes_remembered_for: Duration = between(LONGEST, 7 * DAY), default("1d");
    }
    checks {
        the_key_has_changed(key),
    }
}

/// The meaning of `QuantityCurrent`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Quantities {
    /// The units in use, as the application wrote them.
    #[default]
    Reported,
    /// The units that were bought.
    Purchased,
}

impl Quantities {
    const WORDS: [(&str, Self); 2] = [("reported", Self::Reported), ("purchased", Self::Purchased)];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Purchased => "purchased",
        }
    }
}

/// The answer of a gate while nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum WhenUnknown {
    /// Nobody gets in.
    #[default]
    Deny,
    /// Every known user gets in.
    Allow,
}

impl WhenUnknown {
    const WORDS: [(&str, Self); 2] = [("deny", Self::Deny), ("allow", Self::Allow)];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Deny => "deny",
            Self::Allow => "allow",
        }
    }
}

fn the_key_has_changed(source: &mut Source, key: Option<&Option<ServerKey>>) {
    let previous = RightsConfig::previous_key;
    let same = source.said(&RightsConfig::key) == source.said(&previous);
    if same && key.is_some_and(Option::is_some) {
        source.problem_with(&previous, "it is the same as rights.key; leave it out");
    }
}
