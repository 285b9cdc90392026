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

impl Opening {
    /// The address in the frame, where that is what opens.
    pub(crate) fn frame(&self) -> Option<&FrameUrl> {
        match self {
            Self::Frame(url) => Some(url),
            Self::InSite { .. } => None,
        }
    }

    /// The way, in words; never what opens the page.
    pub(crate) fn how(&self) -> &'static str {
        match self {
            Self::Frame(_) => "a link in a frame",
            Self::InSite { query: None, .. } => "in the page, at the home",
            Self::InSite { query: Some(_), .. } => "in the page, with an opener",
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
