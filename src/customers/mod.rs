//! Which customer: the reference of a user, and the customer behind it.

mod asking;
mod cache;
mod home;
mod mapping;
mod resolve;
mod verdict;

pub(crate) use asking::Asking;
pub use cache::{Customers, Freshness, Settings};
pub use home::Home;
pub(crate) use mapping::{BadFile, Mapping, claim_name};
pub use mapping::{CustomerKey, InvalidTemplate, ReferenceTemplate, SegmentTemplate, TableFile, Unmapped};
pub use resolve::{Authority, Unresolved};
pub(crate) use verdict::Verdict;
