//! The places that a visitor is sent on to.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::proabono::{InvoiceId, OfferReference};
use crate::visit::Answer;
use crate::web::{Paths, is_plain};

/// The characters of a reference that need no escape in a path.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// The parameter that says why a visitor who wanted something else is here.
pub(super) const NOTICE: &str = "notice";
pub(super) const UNKNOWN_OFFER: &str = "unknown-offer";

/// Sends on to the workflow of an offer that somebody named. It is checked there.
pub(super) fn to_offer(paths: &Paths, offer: &str) -> Answer {
    match offer_address(paths, offer) {
        Some(address) => Answer::see_other(&address),
        None => to_plans_instead(paths),
    }
}

/// The address of the workflow of an offer that somebody named; `None` for what can be no offer.
pub(super) fn offer_address(paths: &Paths, offer: &str) -> Option<String> {
    // A browser folds dot segments away, and would arrive elsewhere.
    let sane = OfferReference::new(offer).is_ok() && !matches!(offer, "." | "..");
    sane.then(|| subscribe_address(paths, offer))
}

/// The address of the workflow of an offer. A reference with a slash goes into the query, since it would be refused in
/// a path.
pub(super) fn subscribe_address(paths: &Paths, offer: &str) -> String {
    let between = if fits_in_path(offer) { "/" } else { "?refo=" };
    let offer = utf8_percent_encode(offer, IN_PATH);
    paths.path(&format!("/subscribe{between}{offer}"))
}

/// The address at which an invoice is paid.
pub(super) fn to_payment(paths: &Paths, invoice: InvoiceId) -> String {
    paths.path(&format!("/invoices/{}/pay", invoice.0))
}

/// Tells whether the reference of an offer can be a segment of a path.
pub(super) fn fits_in_path(offer: &str) -> bool {
    is_plain(&utf8_percent_encode(offer, IN_PATH).to_string())
}

/// Sends a visitor who wanted an unknown offer to the plans.
pub(super) fn to_plans_instead(paths: &Paths) -> Answer {
    Answer::see_other(&paths.path(&format!("/plans?{NOTICE}={UNKNOWN_OFFER}")))
}
