//! The mapping from users to customers: by the look-up table, else by the template.

mod file;
mod key;
mod segment;
mod table;
mod template;
mod unmapped;
mod watch;

use crate::identity::User;
use crate::proabono::{CustomerReference, SegmentReference};

use super::CustomersConfig;
use segment::Segments;
use table::Table;
use watch::Watched;

pub(crate) use file::BadFile;
pub use file::TableFile;
pub(crate) use key::CustomerKey;
pub use segment::SegmentTemplate;
pub use template::{InvalidTemplate, ReferenceTemplate};
pub use unmapped::Unmapped;

/// Maps users to customers. It has no memory: the same user is the same customer for as long as the table stays the
/// same.
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
    /// [`Unmapped`]: the user must not see any customer's page.
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

    /// A customer that a server names by its reference, in the usual segment or in another one that users may be in.
    ///
    /// # Errors
    /// [`Unmapped`]: it cannot be one.
    pub(crate) fn named(&self, reference: &str, segment: Option<&str>) -> Result<CustomerKey, Unmapped> {
        Ok(CustomerKey {
            reference: CustomerReference::new(reference).map_err(Unmapped::Reference)?,
            segment: self.segments.named(segment)?,
        })
    }

    /// The reference that the template makes, unless it belongs to somebody in the table.
    fn made(&self, user: &User, table: Option<&Table>) -> Result<CustomerReference, Unmapped> {
        let made = self.reference.reference(user)?;
        if table.is_some_and(|table| table.gives(&made)) {
            return Err(Unmapped::Taken);
        }
        Ok(made)
    }
}
