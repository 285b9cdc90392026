use std::collections::BTreeSet;
use std::time::Duration;

use crate::proabono::SegmentReference;

use super::{ReferenceTemplate, SegmentTemplate, TableFile};

/// Which customer belongs to a user.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CustomersConfig {
    /// How the values of a user become a reference.
    pub reference: ReferenceTemplate,
    /// The look-up table.
    pub table: Option<TableFile>,
    /// Whether only users of the table are admitted.
    pub table_only: bool,
    /// How they name a segment; without it everybody is in the account's.
    pub segment: Option<SegmentTemplate>,
    /// The segments that users may be in beside the account's.
    pub segments: BTreeSet<SegmentReference>,
    /// The details that follow the application.
    pub authority: BTreeSet<Authority>,
    /// The claims that become the customer's metadata in the in-site portal, by the key that they get there.
    pub metadata: Vec<(String, String)>,
    /// Whether a customer that is only perhaps unknown is created.
    pub create_when_unsure: bool,
    /// How long links are used without asking again.
    pub links_fresh_for: Duration,
    /// How long after that, while ProAbono does not answer.
    pub links_stale_for: Duration,
    /// How many customers are remembered at once.
    pub remembered: u64,
}

impl CustomersConfig {
    /// The claims that a user must have.
    pub fn claims(&self) -> BTreeSet<&str> {
        let segment = self.segment.iter().flat_map(SegmentTemplate::claims);
        self.reference.claims().chain(segment).collect()
    }

    /// Those and the ones that become metadata.
    pub(crate) fn kept_claims(&self) -> BTreeSet<&str> {
        let metadata = self.metadata.iter().map(|(_, claim)| claim.as_str());
        self.claims().into_iter().chain(metadata).collect()
    }
}

/// A detail of the customer whose truth is the application's: ProAbono's copy follows it at each look-up. The e-mail
/// address is never one: the customer chooses in the portal where invoices go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// The display name.
    Name,
    /// The language.
    Language,
    /// The metadata; only the in-site portal is told.
    Metadata,
}
