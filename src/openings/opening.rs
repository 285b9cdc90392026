use thiserror::Error;

use crate::crylk::{FrameUrl, PaQuery, Refusal};
use crate::customers::{Existence, Unresolved};

/// One of ProAbono's pages, in the way in which it is shown.
#[derive(Debug)]
pub(crate) enum Opening {
    /// An encrypted link in a frame.
    Frame(FrameUrl),
    /// `ProAbonoPortal.open` in the page.
    InSite {
        /// The place where it opens; without one, the home.
        query: Option<PaQuery>,
        /// The link that is framed when the script cannot be loaded.
        fallback: Option<FrameUrl>,
    },
}

/// A page to open, and whether the visitor followed a link that is not opened.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) opening: Opening,
    pub(crate) existence: Existence,
    pub(crate) refused_link: bool,
}

/// The reasons why nothing is opened.
#[derive(Debug, Error)]
pub(crate) enum NothingOpened {
    #[error(transparent)]
    Unresolved(#[from] Unresolved),
    #[error(
        "the customer has no home link with an address, and without PROABONO_PORTAL_SECRET nothing opens in-site"
    )]
    NoHome,
    #[error("the link is not framed, and nothing opens in-site in its place")]
    Refused(#[source] Refusal),
}
