#![doc = include_str!("../README.md")]
//!
//! The modules stand in one order, and each imports only from those below it:
//!
//! | module | holds |
//! | --- | --- |
//! | `sample` | the documented bodies |
//! | `contract` | operations, their parameters, and the members of objects |
//! | `types` | the types, as the contract spells them |

mod contract;
mod sample;
mod types;

use std::sync::LazyLock;

use serde::de::DeserializeOwned;

pub use contract::{Contract, Host, Member, Operation, Parameter, Place};
pub use sample::{Direction, Sample};
pub use types::{Type, UnknownType};

/// One of ProAbono's APIs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Api {
    /// The API of an application: its customers, their subscriptions, usages and invoices.
    Live,
    /// The API of a platform: businesses, segments, gateways, taxes, webhooks and texts.
    Backoffice,
}

impl Api {
    /// Every API.
    pub const ALL: [Self; 2] = [Self::Live, Self::Backoffice];

    /// `live` or `backoffice`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Backoffice => "backoffice",
        }
    }

    /// The operations, schemas and enumerations.
    pub fn contract(self) -> &'static Contract {
        static LIVE: LazyLock<Contract> = LazyLock::new(|| read(include_str!("../data/live.json")));
        static BACKOFFICE: LazyLock<Contract> =
            LazyLock::new(|| read(include_str!("../data/backoffice.json")));
        match self {
            Self::Live => &LIVE,
            Self::Backoffice => &BACKOFFICE,
        }
    }

    /// The documented bodies of requests and answers.
    pub fn samples(self) -> &'static [Sample] {
        static LIVE: LazyLock<Vec<Sample>> =
            LazyLock::new(|| read(include_str!("../data/live-samples.json")));
        static BACKOFFICE: LazyLock<Vec<Sample>> =
            LazyLock::new(|| read(include_str!("../data/backoffice-samples.json")));
        match self {
            Self::Live => &LIVE,
            Self::Backoffice => &BACKOFFICE,
        }
    }

    /// The sample of this name, such as `live-customer-get-200`.
    pub fn sample(self, name: &str) -> Option<&'static Sample> {
        self.samples().iter().find(|sample| sample.name == name)
    }
}

/// The texts are constants of this crate, and its tests read each of them: none is ever replaced by the default.
fn read<T: DeserializeOwned + Default>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests;
