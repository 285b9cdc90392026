//! Which customer: the reference of a user, and the customer behind it.

mod cache;
mod mapping;
mod resolve;

pub use cache::{Customers, Freshness, Home, Settings};
pub use mapping::{InvalidTemplate, ReferenceTemplate};
pub use resolve::{Authority, Unresolved};
