//! Which customer a user is: by the look-up table, else by the template.

mod file;
mod segment;
mod table;
mod template;
mod watch;

use thiserror::Error;

use crate::identity::User;
use crate::proabono::{CustomerReference, InvalidReference, SegmentReference};

use super::CustomersConfig;
use segment::Segments;
use table::Table;
use watch::Watched;

pub(crate) use file::BadFile;
pub use file::TableFile;
pub use segment::SegmentTemplate;
pub(crate) use template::claim_name;
pub use template::{InvalidTemplate, ReferenceTemplate};

/// What names a customer: the reference, and the segment in which it is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CustomerKey {
    pub(crate) reference: CustomerReference,
    pub(crate) segment: SegmentReference,
}

/// Why a user is nobody's customer. It names claims and never their values.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unmapped {
    /// A template needs a claim that the user does not have.
    #[error(
        "the user has no claim {0:?}, which customers.reference or customers.segment needs; see that the provider \
         sends it"
    )]
    MissingClaim(String),
    /// A template needs the name of the provider, and no provider knew the user.
    #[error("nobody said which provider knew the user, and a template has {{provider}} in it")]
    NoProvider,
    /// Only users of the look-up table are admitted.
    #[error("the user is not in customers.table, and customers.table_only is on")]
    NotListed,
    /// The reference from the template is one that the look-up table gives to somebody else.
    #[error(
        "the template makes a reference that customers.table gives to another user; list this user there too, with \
         the reference of the right customer"
    )]
    Taken,
    /// A segment that is not configured.
    #[error("the user's segment is neither PROABONO_SEGMENT_REF nor in customers.segments")]
    Segment,
    /// What came out breaks ProAbono's rules.
    #[error("the reference of the user cannot be one")]
    Reference(#[source] InvalidReference),
}

/// The customers of users. It remembers nothing: the same user is the same customer for as long as the table is the same.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    reference: ReferenceTemplate,
    table: Option<Watched>,
    table_only: bool,
    segments: Segments,
}

impl Mapping {
    /// The mapping of a configuration, for customers in `segment` unless something says otherwise.
    pub(crate) fn new(config: &CustomersConfig, segment: &SegmentReference) -> Self {
        Self {
            reference: config.reference.clone(),
            table: config.table.as_ref().map(Watched::start),
            table_only: config.table_only,
            segments: Segments {
                usual: segment.clone(),
                further: config.segments.clone(),
                template: config.segment.clone(),
            },
        }
    }

    /// The customer of a user.
    ///
    /// # Errors
    /// [`Unmapped`]: the user must see nobody's page.
    pub(crate) fn customer(&self, user: &User) -> Result<CustomerKey, Unmapped> {
        let table = self.table.as_ref().map(Watched::now);
        let table = table.as_deref();
        let row = table.and_then(|table| table.row(user.id()));
        let reference = match row {
            Some(row) => row.reference.clone(),
            None if self.table_only => return Err(Unmapped::NotListed),
            None => self.made(user, table)?,
        };
        Ok(CustomerKey {
            reference,
            segment: self.segments.of(user, row)?,
        })
    }

    /// What the template makes, unless that is the customer of somebody in the table.
    fn made(&self, user: &User, table: Option<&Table>) -> Result<CustomerReference, Unmapped> {
        let made = self.reference.reference(user)?;
        if table.is_some_and(|table| table.gives(&made)) {
            return Err(Unmapped::Taken);
        }
        Ok(made)
    }
}
