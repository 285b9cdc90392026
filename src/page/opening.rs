//! What may be opened: the first that applies of a valid link, an opener, the customer's home, and nothing.

use thiserror::Error;
use url::Url;

use crate::config::Generation;
use crate::crylk::{FrameUrl, PaQuery, Refusal};
use crate::customers::{Freshness, Home, Unresolved};
use crate::error::Problem;
use crate::portal::Portal;
use crate::proabono::Links;

use super::destination::Destination;
use super::visitor::Visitor;

/// One of ProAbono's pages, in the way in which it is shown.
#[derive(Debug)]
pub(crate) enum Opening {
    /// An encrypted link in a frame.
    Frame(FrameUrl),
    /// `ProAbonoPortal.open` in the page.
    InSite {
        /// Where it opens; at the home without one.
        query: Option<PaQuery>,
        /// What is framed when the script does not come.
        fallback: Option<FrameUrl>,
    },
}

/// A page to open, and whether the visitor followed a link that is not opened.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) opening: Opening,
    pub(crate) refused_link: bool,
}

/// Why nothing is opened.
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

impl NothingOpened {
    pub(crate) fn problem(&self) -> Problem {
        match self {
            Self::Unresolved(error) => Problem::from(error),
            Self::NoHome | Self::Refused(_) => Problem::NothingToOpen,
        }
    }
}

/// Decides. A valid link or opener needs no answer from ProAbono, so ProAbono is not asked.
pub(crate) async fn decide(
    portal: &Portal,
    destination: &Destination,
    visitor: &Visitor<'_>,
) -> Result<Decision, NothingOpened> {
    let metrics = portal.metrics();
    let refusal = match destination {
        Destination::Home | Destination::Offer(_) => None,
        Destination::Refused(source, refusal) => Some((*source, *refusal)),
        Destination::Query(query) => {
            metrics.opened("pa_query");
            return Ok(Decision {
                opening: Opening::InSite {
                    query: Some(query.clone()),
                    fallback: None,
                },
                refused_link: false,
            });
        }
        Destination::Link(link) => match portal.gate().check(link.as_str()) {
            Ok(url) => {
                metrics.opened("crylk");
                return Ok(Decision {
                    opening: Opening::Frame(url),
                    refused_link: false,
                });
            }
            Err(refusal) => Some(("crylk", refusal)),
        },
    };
    if let Some((source, refusal)) = refusal {
        metrics.refused(source, refusal);
        tracing::info!(
            source,
            reason = refusal.code(),
            "a link in the address was refused; the home is shown instead"
        );
    }
    Ok(Decision {
        opening: home(portal, visitor).await?,
        refused_link: refusal.is_some(),
    })
}

async fn home(portal: &Portal, visitor: &Visitor<'_>) -> Result<Opening, NothingOpened> {
    let found = portal.customers().home(&visitor.user, &visitor.customer).await;
    let (home, freshness) = match found {
        Ok(found) => found,
        // The in-site portal asks ProAbono's pages, not its API: one may be there without the other.
        Err(Unresolved::NoAnswer(_)) if opens_unasked(portal) => {
            portal.metrics().opened("insite_outage");
            tracing::info!("ProAbono's API does not answer; the in-site portal is opened without it");
            return Ok(insite(None));
        }
        Err(error) => return Err(error.into()),
    };
    if freshness == Freshness::Fresh {
        portal.saw_insite(home.is_insite());
    }
    let opening = home_opening(portal, &home, visitor)?;
    portal.metrics().opened(match (&opening, freshness) {
        (Opening::Frame(_), Freshness::Fresh) => "home",
        (Opening::Frame(_), Freshness::Stale) => "home_stale",
        (Opening::InSite { .. }, Freshness::Fresh) => "insite_home",
        (Opening::InSite { .. }, Freshness::Stale) => "insite_home_stale",
    });
    Ok(opening)
}

/// Whether the in-site portal is worth a try while nothing is known of the customer.
fn opens_unasked(portal: &Portal) -> bool {
    let preferred = match portal.generation() {
        Generation::InSite => true,
        Generation::Hosted => false,
        Generation::Automatic => portal.insite_seen(),
    };
    preferred && portal.proof().is_there()
}

fn insite(fallback: Option<FrameUrl>) -> Opening {
    Opening::InSite {
        query: None,
        fallback,
    }
}

/// The home in the preferred generation, else in the other one.
fn home_opening(portal: &Portal, home: &Home, visitor: &Visitor<'_>) -> Result<Opening, NothingOpened> {
    let href = home.href();
    if href.is_some_and(|href| points_back(portal, href, visitor.host)) {
        // It would nest the page in itself: it means that the portal opens in this page.
        return Ok(insite(None));
    }
    let mut refusal = None;
    let framed = match home.checked(portal.gate()) {
        None => None,
        Some(Ok(url)) => Some(url.clone()),
        Some(Err(refused)) => {
            portal.metrics().refused("home", refused);
            tracing::warn!(
                reason = refused.code(),
                "the home link of a customer is not framed; look at frame.hosts and at the account's settings"
            );
            refusal = Some(refused);
            None
        }
    };
    // In production ProAbono's pages refuse a customer without the hash.
    let proven = portal.proof().is_there();
    let preferred = match portal.generation() {
        Generation::Hosted => false,
        Generation::InSite => true,
        Generation::Automatic => home.is_insite() && (proven || framed.is_none()),
    };
    match framed {
        Some(url) if !preferred => Ok(Opening::Frame(url)),
        framed if preferred || proven => Ok(insite(framed)),
        _ => Err(refusal.map_or(NothingOpened::NoHome, NothingOpened::Refused)),
    }
}

/// The link of a purpose in the preferred generation, else in the other one; `None` when there is none.
pub(super) fn purpose(
    portal: &Portal,
    links: &Links,
    purpose: &str,
) -> Result<Option<Opening>, NothingOpened> {
    let mut refusal = None;
    let mut taken = |checked: Result<_, Refusal>| {
        if let Err(refused) = checked {
            portal.metrics().refused("workflow", refused);
            refusal = Some(refused);
        }
    };
    let framed = links.href(purpose).map(|href| portal.gate().check(href));
    let query = links.query(purpose).map(PaQuery::new);
    if let Some(checked) = &framed {
        taken(checked.as_ref().map(|_| ()).map_err(|refusal| *refusal));
    }
    if let Some(checked) = &query {
        taken(checked.as_ref().map(|_| ()).map_err(|refusal| *refusal));
    }
    let (framed, query) = (framed.and_then(Result::ok), query.and_then(Result::ok));
    let opening = match (framed, query, portal.generation()) {
        (Some(url), None, _) | (Some(url), Some(_), Generation::Hosted | Generation::Automatic) => {
            Some(Opening::Frame(url))
        }
        (fallback, Some(query), _) => Some(Opening::InSite {
            query: Some(query),
            fallback,
        }),
        (None, None, _) => None,
    };
    match (opening, refusal) {
        (None, Some(refusal)) => Err(NothingOpened::Refused(refusal)),
        (opening, _) => Ok(opening),
    }
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
