//! Words of several resources.

use crate::words::words;

words! {
    /// Whether an object is in use.
    StateLife {
        /// Ok.
        Ok,
        /// To moderate.
        ToModerate,
        /// Disabled user.
        DisabledUser,
        /// Disabled system.
        DisabledSystem,
        /// Disabled moderation.
        DisabledModeration,
        /// Deleted.
        Deleted,
    }

    /// What becomes of the rest of a period.
    TypeProrata {
        /// Ignored.
        Ignored,
        /// Balanced.
        Balanced,
    }

    /// A kind of tax rate.
    TypeRateTax {
        /// Standard.
        Standard,
        /// Reduced.
        Reduced,
        /// Exempt.
        Exempt,
        /// Zero rated.
        ZeroRated,
        /// Outside.
        Outside,
    }

    /// A kind of text.
    TypeContent {
        /// String.
        String,
        /// Html.
        Html,
        /// Url.
        Url,
    }
}
