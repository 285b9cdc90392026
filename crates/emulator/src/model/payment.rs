//! Where a customer's bills go, and how they are paid.

use std::collections::BTreeMap;

use crate::clock::Moment;

/// The members of a billing address.
pub(crate) const ADDRESS: [&str; 11] = [
    "Company",
    "FirstName",
    "LastName",
    "AddressLine1",
    "AddressLine2",
    "ZipCode",
    "City",
    "Country",
    "Region",
    "Phone",
    "TaxInformation",
];

/// The methods that a caller may set; a card comes through the hosted pages.
pub(crate) const MANUAL: &[&str] = &["ExternalBank", "ExternalCash", "ExternalCheck", "ExternalOther"];

/// A billing address, by the names of [`ADDRESS`].
pub(crate) type Address = BTreeMap<&'static str, String>;

/// How a customer pays.
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
