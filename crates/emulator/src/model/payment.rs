//! The billing address and the payment settings of a customer.

use std::collections::BTreeMap;

use crate::clock::Moment;

/// A billing address, by the names of its members.
pub(crate) type Address = BTreeMap<String, String>;

/// The payment settings of a customer.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The payment method; `None` until there is one.
    pub(crate) type_payment: Option<&'static str>,
    pub(crate) mode_billing: String,
    pub(crate) is_grey_listed: bool,
    pub(crate) note_invoice: Option<String>,
    pub(crate) date_next_billing: Option<Moment>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            type_payment: None,
            mode_billing: "Auto".to_owned(),
            is_grey_listed: false,
            note_invoice: None,
            date_next_billing: None,
        }
    }
}
