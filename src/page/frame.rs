//! What may be opened: the first that applies of a valid link, the customer's home, and nothing.

use thiserror::Error;
use url::Url;

use crate::crylk::{FrameUrl, Refusal};
use crate::customers::{CustomerKey, Freshness, Home, Unresolved};
use crate::error::Problem;
use crate::identity::User;
use crate::portal::Portal;

use super::destination::Destination;

/// A page to open, and what to say beside it.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) url: FrameUrl,
    /// The visitor followed a link that is not opened.
    pub(crate) refused_link: bool,
}

/// Why nothing is opened.
#[derive(Debug, Error)]
pub(crate) enum NothingOpened {
    #[error(transparent)]
    Unresolved(#[from] Unresolved),
    #[error("the customer has no home link with an address")]
    NoHome,
    #[error(
        "the customer's home link is this very page (an in-site installation URL is set in the back office); it is \
         never framed in itself"
    )]
    PointsBack,
    #[error("the customer's home link is not framed")]
    HomeRefused(#[source] Refusal),
}

impl NothingOpened {
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Self::Unresolved(error) => Problem::from(error),
            Self::NoHome | Self::PointsBack | Self::HomeRefused(_) => Problem::NothingToOpen,
        }
    }
}

/// Decides. A valid link needs no answer from ProAbono, so ProAbono is not asked.
pub(crate) async fn open(
    portal: &Portal,
    destination: &Destination,
    visit: Visit<'_>,
) -> Result<Opening, NothingOpened> {
    let refusal = match destination {
        Destination::Home => None,
        Destination::Unreadable(refusal) => Some(*refusal),
        Destination::Link(link) => match portal.gate().check(link.as_str()) {
            Ok(url) => {
                portal.metrics().opened("crylk");
                return Ok(Opening {
                    url,
                    refused_link: false,
                });
            }
            Err(refusal) => Some(refusal),
        },
    };
    if let Some(refusal) = refusal {
        portal.metrics().refused("crylk", refusal);
        tracing::info!(
            reason = refusal.code(),
            "a link in the address was refused; the home is shown instead"
        );
    }
    let (home, freshness) = portal.customers().home(visit.user, visit.customer).await?;
    let url = home_url(portal, &home, visit.host)?;
    portal.metrics().opened(match freshness {
        Freshness::Fresh => "home",
        Freshness::Stale => "home_stale",
    });
    Ok(Opening {
        url,
        refused_link: refusal.is_some(),
    })
}

/// Who visits, and under which host name.
#[derive(Clone, Copy)]
pub(crate) struct Visit<'a> {
    pub(crate) user: &'a User,
    pub(crate) customer: &'a CustomerKey,
    /// The `Host` header, used for nothing but to recognise a link to this page.
    pub(crate) host: &'a str,
}

fn home_url(portal: &Portal, home: &Home, host: &str) -> Result<FrameUrl, NothingOpened> {
    let href = home.href().ok_or(NothingOpened::NoHome)?;
    if points_back(portal, href, host) {
        return Err(NothingOpened::PointsBack);
    }
    let checked = home.checked(portal.gate()).ok_or(NothingOpened::NoHome)?;
    checked.cloned().map_err(|refusal| {
        portal.metrics().refused("home", refusal);
        NothingOpened::HomeRefused(refusal)
    })
}

/// Whether a link leads to this page: framed, it would nest the page in itself without end.
fn points_back(portal: &Portal, href: &str, host: &str) -> bool {
    // The warm path: ProAbono's links carry a token and never end in our path.
    let end = href.bytes().position(|byte| matches!(byte, b'?' | b'#'));
    let path = href[..end.unwrap_or(href.len())].trim_end_matches('/');
    if !path.ends_with(portal.page_path().trim_end_matches('/')) {
        return false;
    }
    let Ok(url) = Url::parse(href) else { return false };
    if url.path().trim_end_matches('/') != portal.page_path().trim_end_matches('/') {
        return false;
    }
    let origin = url.origin().ascii_serialization();
    match portal.public_origin() {
        Some(ours) => origin == ours,
        None => origin
            .split_once("://")
            .is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host)),
    }
}
