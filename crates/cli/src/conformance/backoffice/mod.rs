//! The checks of the Backoffice API.

mod reads;
mod writes;

use super::check::Check;

pub(super) fn checks() -> Vec<Check> {
    [reads::checks(), writes::checks()].concat()
}
