//! The features of a business.

use serde::Deserialize;

use super::localized::Localized;

/// A feature.
#[derive(Debug)]
pub(crate) struct Feature {
    pub(crate) id: u64,
    pub(crate) reference: String,
    pub(crate) title: Localized,
    pub(crate) kind: Type,
    pub(crate) visible: bool,
}

/// The type of a feature, spelt as the API spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum Type {
    OnOff,
    /// A stock that stays.
    Limitation,
    /// A volume that starts again with every period.
    Consumption,
}

impl Type {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OnOff => "OnOff",
            Self::Limitation => "Limitation",
            Self::Consumption => "Consumption",
        }
    }
}
