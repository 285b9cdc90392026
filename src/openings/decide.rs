//! Decides what is opened: the first that applies of a valid link, an opener, the customer's home, and nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::crylk::{FrameUrl, Gate, PaQuery, Refusal};
use crate::customers::{CustomerKey, Customers, Existence, Found, Freshness, Home};
use crate::identity::User;
use crate::proabono::Links;
use crate::web::{LinkSource, Metrics, Paths};

use super::remedy::remedy;
use super::{Decision, Destination, Form, Generation, InSite, NothingOpened, Opening, Proof, Widget};

/// Everything that the decision depends on, beside the visit.
#[derive(Debug)]
pub(crate) struct Openings {
    pub(crate) gate: Gate,
    /// The preferred generation of ProAbono's pages.
    pub(crate) generation: Generation,
    pub(crate) insite: InSite,
    pub(crate) widget: Widget,
    pub(crate) proof: Proof,
    pub(crate) paths: Paths,
    pub(crate) metrics: Arc<Metrics>,
    /// True when the last answer about any customer was of the in-site generation; used while ProAbono does not answer.
    pub(crate) insite_seen: AtomicBool,
}

/// The visitor for whom something is opened.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Who<'a> {
    pub(crate) user: &'a User,
    pub(crate) customer: &'a CustomerKey,
    /// The `Host` header, which is used only to recognise a link to this page.
    pub(crate) host: &'a str,
}

impl Openings {
    /// Decides. The customer is looked up (and created) for every visitor; a valid link or opener needs nothing of the
    /// answer, and is opened without it.
    pub(crate) async fn decide(
        &self,
        destination: &Destination,
        customers: &Customers,
        who: Who<'_>,
    ) -> Result<Decision, NothingOpened> {
        let refusal = match self.linked(destination) {
            Ok(Some(opening)) => {
                return Ok(Decision {
                    opening,
                    existence: customers.ensure(who.user, who.customer).await,
                    refused_link: None,
                });
            }
            Ok(None) => None,
            Err(refusal) => Some(refusal),
        };
        if let Some((source, refusal)) = refusal {
            self.metrics.refused(source, refusal);
            tracing::info!(
                source = source.word(),
                reason = refusal.code(),
                "a link in the address was refused; the home is shown instead"
            );
        }
        let (opening, existence) = self.home(customers, who).await?;
        Ok(Decision {
            opening,
            existence,
            refused_link: refusal.map(|(_, refusal)| refusal),
        })
    }

    /// The link or the opener that the address carries, or the parameter that is refused and why.
    fn linked(&self, destination: &Destination) -> Result<Option<Opening>, (LinkSource, Refusal)> {
        match destination {
            Destination::Home | Destination::Offer(_) => Ok(None),
            Destination::Refused(source, refusal) => Err((*source, *refusal)),
            Destination::Query(query) => {
                self.metrics.opened("pa_query");
                Ok(Some(Opening::InSite {
                    query: Some(query.clone()),
                    fallback: None,
                }))
            }
            Destination::Link(link) => {
                let url = self.gate.check(link.as_str());
                let url = url.map_err(|refusal| (LinkSource::Crylk, refusal))?;
                self.metrics.opened("crylk");
                Ok(Some(Opening::Frame(url)))
            }
        }
    }

    async fn home(&self, customers: &Customers, who: Who<'_>) -> Result<(Opening, Existence), NothingOpened> {
        let found = match customers.home(who.user, who.customer).await {
            Ok(found) => found,
            // The in-site portal uses ProAbono's pages and not its API, and one may work without the other.
            Err(error) if error.is_no_answer() && self.opens_unasked() => {
                self.metrics.opened("insite_outage");
                tracing::info!("ProAbono's API does not answer; the in-site portal is opened without it");
                return Ok((insite(None), customers.existence(who.customer).await));
            }
            Err(error) => return Err(error.into()),
        };
        let Found {
            home,
            freshness,
            existence,
        } = found;
        if freshness == Freshness::Fresh {
            self.saw_insite(home.is_insite());
        }
        let opening = self.home_opening(&home, who.host)?;
        self.metrics.opened(match (&opening, freshness) {
            (Opening::Frame(_), Freshness::Fresh) => "home",
            (Opening::Frame(_), Freshness::Stale) => "home_stale",
            (Opening::InSite { .. }, Freshness::Fresh) => "insite_home",
            (Opening::InSite { .. }, Freshness::Stale) => "insite_home_stale",
        });
        Ok((opening, existence))
    }

    fn saw_insite(&self, insite: bool) {
        if self.insite_seen.load(Ordering::Relaxed) != insite {
            self.insite_seen.store(insite, Ordering::Relaxed);
        }
    }

    /// Tells whether the in-site portal is worth a try while nothing is known of the customer.
    fn opens_unasked(&self) -> bool {
        let preferred = match self.generation {
            Generation::InSite => true,
            Generation::Hosted => false,
            Generation::Automatic => self.insite_seen.load(Ordering::Relaxed),
        };
        preferred && self.proof.is_there()
    }

    /// The home in the preferred generation, else in the other one.
    fn home_opening(&self, home: &Home, host: &str) -> Result<Opening, NothingOpened> {
        if home.href().is_some_and(|href| self.paths.is_page(href, host)) {
            // Framed, the link would nest the page in itself. It means that the portal opens in this page.
            return Ok(insite(None));
        }
        let mut refusal = None;
        let framed = match home.framed() {
            None => None,
            Some(Ok(url)) => Some(url.clone()),
            Some(Err(refused)) => {
                self.refused(LinkSource::Home, (Form::Link, "home"), refused);
                refusal = Some(refused);
                None
            }
        };
        // In production, ProAbono's pages refuse a customer without the hash.
        let proven = self.proof.is_there();
        let preferred = match self.generation {
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

    /// Counts and logs a link or an opener of ProAbono's API that is not opened. `purpose` is ProAbono's word for its destination.
    pub(crate) fn refused(&self, source: LinkSource, (form, purpose): (Form, &str), refusal: Refusal) {
        self.metrics.refused(source, refusal);
        tracing::warn!(
            code = "link-refused", source = source.word(),
            purpose,
            reason = refusal.code(),
            why = %refusal,
            remedy = remedy(form, refusal),
            "a link of ProAbono's API is not opened"
        );
    }

    /// The link of a purpose in the preferred generation, else in the other one; `None` when there is none.
    pub(crate) fn purpose(&self, links: &Links, purpose: &str) -> Result<Option<Opening>, NothingOpened> {
        let mut refusal = None;
        let mut noted = |form, refused| {
            self.refused(LinkSource::Workflow, (form, purpose), refused);
            refusal = Some(refused);
        };
        let framed = links.href(purpose).map(|href| self.gate.check(href));
        let framed = framed.and_then(|checked| checked.map_err(|refused| noted(Form::Link, refused)).ok());
        let query = links.query(purpose).map(PaQuery::new);
        let query = query.and_then(|checked| checked.map_err(|refused| noted(Form::Opener, refused)).ok());
        let opening = match (framed, query, self.generation) {
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
}

fn insite(fallback: Option<FrameUrl>) -> Opening {
    Opening::InSite {
        query: None,
        fallback,
    }
}
