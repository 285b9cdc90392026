use std::fmt;

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

/// The way and, of a link, its host and a digest; never what opens the page.
impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame(url) => write!(f, "a link in a frame: {url:?}"),
            Self::InSite { query: None, .. } => f.write_str("in the page: ProAbonoPortal.open at the home"),
            Self::InSite { query: Some(_), .. } => {
                f.write_str("in the page: ProAbonoPortal.open with an opener")
            }
        }
    }
}

/// A page to open, and why a link that the visitor followed is not opened.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) opening: Opening,
    pub(crate) existence: Existence,
    pub(crate) refused_link: Option<Refusal>,
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
