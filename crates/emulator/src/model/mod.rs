//! The things in an account as plain data, and their prices.

pub(crate) mod charges;
mod customer;
mod draft;
mod invoice;
mod line;
mod order;
mod payment;
mod subscription;
mod ticket;

pub(crate) use charges::{Charge, When};
pub(crate) use customer::{Customer, CustomerDraft, ID_SEGMENT};
pub(crate) use draft::{Override, SubscriptionDraft};
pub(crate) use invoice::{FRESH, Invoice, PENDING, Payment};
pub(crate) use line::{Billing, Due, Line};
pub(crate) use order::{
    Change, Deed, LONGEST_STEP, MOST_EVENTS, Method, Refused, Start, Stopped, Upgrade, Way,
};
pub(crate) use payment::{Address, Settings};
pub(crate) use subscription::{HOURS_TO_BILLING, Held, Quantity, State, Subscription, Terms};
pub(crate) use ticket::{Page, Ticket, Tickets};
