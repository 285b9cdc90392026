use crate::crylk::{self, Crylk, PA_QUERY, PaQuery, Refusal};
use crate::web::LinkSource;

/// The names under which an address carries the offer that a visitor chose: ProAbono's redirects, and its scripts.
const OFFER: [&str; 2] = ["refo", "offer_ref"];

/// The destination that an address asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Destination {
    /// The customer's home.
    Home,
    /// A link that should be ProAbono's, not checked yet.
    Link(Crylk),
    /// An opener of the in-site portal.
    Query(PaQuery),
    /// The reference of an offer, not checked yet.
    Offer(String),
    /// A link or an opener that is refused.
    Refused(LinkSource, Refusal),
}

impl Destination {
    /// Reads a raw query string. The first of the parameters in this order counts.
    pub(crate) fn of(query: &str) -> Self {
        match crylk::from_query(query) {
            Ok(None) => {}
            Ok(Some(link)) => return Self::Link(link),
            Err(refusal) => return Self::Refused(LinkSource::Crylk, refusal),
        }
        let opener =
            crylk::value(query, PA_QUERY).and_then(|text| text.as_deref().map(PaQuery::new).transpose());
        match opener {
            Ok(None) => {}
            Ok(Some(opener)) => return Self::Query(opener),
            Err(refusal) => return Self::Refused(LinkSource::PaQuery, refusal),
        }
        offer(query).map_or(Self::Home, Self::Offer)
    }
}

/// The offer in a raw query string.
pub(crate) fn offer(query: &str) -> Option<String> {
    // A parameter that comes twice or cannot be decoded becomes an unknown offer; an empty one counts as absent.
    let unreadable = || Some("?".to_owned());
    let value = |name| match crylk::value(query, name) {
        Ok(found) => found.filter(|offer| !offer.is_empty()),
        Err(_) => unreadable(),
    };
    OFFER.into_iter().find_map(value)
}
