//! Customers: the reference of a user, the look-up and creation of the customer, and the customer's standing.

mod asking;
mod belongings;
mod cache;
mod catalogue;
mod difference;
mod ended;
mod entry;
mod existence;
mod fetch;
mod glance;
mod home;
mod lists;
mod mapping;
mod resolve;
mod settings;
mod standing;
mod strangers;
mod together;
mod unresolved;
mod unsettled;
mod usages;
mod verdict;

pub(crate) use asking::Asking;
pub(crate) use belongings::{links_of_upgrade, own_invoice, own_subscription, visible_offer};
pub(crate) use cache::Customers;
pub(crate) use catalogue::Catalogue;
pub(crate) use difference::Difference;
pub(crate) use ended::{From, Outcome};
pub(crate) use entry::{Found, Freshness};
pub(crate) use existence::Existence;
pub(crate) use glance::{
    Counted, DOCUMENT, Due, Glance, Glances, Included, Issued, Meter, Pause, Price, Renewal, SHOWN,
    Settlement, State, Sum,
};
pub(crate) use home::Home;
pub(crate) use mapping::{BadFile, CustomerKey, Mapping};
pub use mapping::{InvalidTemplate, ReferenceTemplate, SegmentTemplate, TableFile, Unmapped};
pub use settings::{Authority, CustomersConfig};
pub(crate) use standing::{Ending, Paying, Payment, Standing};
use strangers::Strangers;
pub(crate) use unresolved::Unresolved;
pub(crate) use unsettled::Unsettled;
pub(crate) use usages::own_usages;
pub(crate) use verdict::Verdict;
