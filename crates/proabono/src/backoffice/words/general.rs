//! Words of several resources.

use crate::words::words;

words! {
    /// Whether an object is in use.
    StateLife {
        Ok,
        ToModerate,
        DisabledUser,
        DisabledSystem,
        DisabledModeration,
        Deleted,
    }

    /// What becomes of the rest of a period.
    TypeProrata {
        Ignored,
        Balanced,
    }

    /// A kind of tax rate.
    TypeRateTax {
        Standard,
        Reduced,
        Exempt,
        ZeroRated,
        Outside,
    }

    /// A kind of text.
    TypeContent {
        String,
        Html,
        Url,
    }
}
