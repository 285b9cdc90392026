use thiserror::Error;

use crate::proabono::InvalidReference;

/// The reasons why a user has no customer. They name claims and never their values.
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
    /// The user's segment is not configured.
    #[error("the user's segment is neither PROABONO_SEGMENT_REF nor in customers.segments")]
    Segment,
    /// The result breaks ProAbono's rules for references.
    #[error("the reference of the user cannot be one")]
    Reference(#[source] InvalidReference),
}
