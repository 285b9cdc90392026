//! Which customer a user is: by the look-up table, else by the template.

mod segment;
mod table;
mod template;

use thiserror::Error;

use crate::config::CustomersConfig;
use crate::identity::User;
use crate::proabono::{CustomerReference, InvalidReference, SegmentReference};

use segment::Segments;

pub use segment::SegmentTemplate;
pub use template::{InvalidTemplate, ReferenceTemplate};

/// What names a customer: the reference, and the segment in which it is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CustomerKey {
    /// The customer's reference.
    pub reference: CustomerReference,
    /// The customer's segment.
    pub segment: SegmentReference,
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

/// The customers of users. No state of its own: the same user is always the same customer.
#[derive(Clone, Debug)]
pub(crate) struct Mapping {
    reference: ReferenceTemplate,
    segments: Segments,
}

impl Mapping {
    /// The mapping of a configuration, for customers in `segment` unless something says otherwise.
    pub(crate) fn new(config: &CustomersConfig, segment: &SegmentReference) -> Self {
        Self {
            reference: config.reference.clone(),
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
        Ok(CustomerKey {
            reference: self.reference.reference(user)?,
            segment: self.segments.of(user, None)?,
        })
    }
}
