//! Words of several resources.

use crate::words::words;

words! {
    /// The state of an object: in use, or why not.
    StateLife {
        Ok,
        ToModerate,
        DisabledUser,
        DisabledSystem,
        DisabledModeration,
        Deleted,
    }

    /// The treatment of the rest of a period.
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
