//! A customer, and the changes that a caller wants.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::clock::Moment;

use super::payment::{Address, Settings};

/// The id of the account's segment; those of further ones follow.
pub(crate) const ID_SEGMENT: u64 = 17;

/// A customer, spelt as the API spells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Customer {
    pub(crate) id: u64,
    pub(crate) id_segment: u64,
    pub(crate) reference_customer: String,
    pub(crate) reference_segment: String,
    pub(crate) currency: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) email: Option<String>,
    pub(crate) language: String,
    pub(crate) status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reference_affiliation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date_affiliation: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) metadata: Option<Map<String, Value>>,
    #[serde(skip)]
    pub(crate) date_creation: Moment,
    #[serde(skip)]
    pub(crate) date_update: Moment,
    /// The last four digits of the sample card.
    #[serde(skip)]
    pub(crate) card: Option<String>,
    #[serde(skip)]
    pub(crate) address: Address,
    #[serde(skip)]
    pub(crate) settings: Settings,
    /// The reference was swapped: no link is issued any more.
    #[serde(skip)]
    pub(crate) invalidated: bool,
}

impl Customer {
    /// The id and the reference of the segment.
    pub(crate) fn segment(&self) -> (u64, &str) {
        (self.id_segment, &self.reference_segment)
    }

    pub(crate) fn is_suspended(&self) -> bool {
        self.status == "Suspended"
    }

    /// The name, or the reference of a customer without one.
    pub(crate) fn display_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.reference_customer)
    }
}

/// The members that a caller wants written. One that is `None` stays as it is.
#[derive(Default)]
pub(crate) struct CustomerDraft {
    pub(crate) reference: Option<String>,
    /// Only a new customer takes it, because customers do not move to another segment.
    pub(crate) segment: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) affiliation: Option<String>,
    pub(crate) metadata: Option<Map<String, Value>>,
}
