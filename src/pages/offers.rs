//! The offers before sign-up, for anybody.

use askama::Template;

use crate::crylk::FrameUrl;
use crate::openings::{Form, Generation};
use crate::proabono::{Offer, OfferFeature, TypeFeature, with_causes};
use crate::visit::{Answer, Cause, Outcome, Shell, Stop, Visit};
use crate::web::{LinkSource, Paths};
use crate::words::Problem;

use super::drawn::Drawn;
use super::holding::{Empty, soon};
use super::opened::{Came, InSiteView, SubscriptionsPage};
use super::parts::Pages;
use super::row::{Place, Row};
use super::settings::PublicOffers;
use super::ways::subscribe_address;

/// The public offers, shown by this page.
#[derive(Template)]
#[template(path = "offers.html")]
struct OffersPage<'a> {
    shell: Shell<'a>,
    offers: Vec<OfferView<'a>>,
}

/// An offer in the list.
#[derive(Debug)]
struct OfferView<'a> {
    title: &'a str,
    description: Option<&'a str>,
    price: Option<&'a str>,
    features: Vec<FeatureView<'a>>,
    /// The address at which it is chosen.
    choose: String,
}

/// A feature of an offer.
#[derive(Debug)]
struct FeatureView<'a> {
    title: &'a str,
    /// The included quantity, for a feature that is counted.
    quantity: Option<Quantity>,
    /// The price of a further unit.
    price: Option<&'a str>,
}

/// How much of a feature the price includes.
#[derive(Debug)]
enum Quantity {
    None,
    Of(i64),
    Unlimited,
}

/// `GET` and `HEAD` of `{base}/offers`.
pub(crate) async fn offers(pages: &Pages, visit: &Visit<'_>) -> Outcome {
    match pages.offers.show {
        PublicOffers::List => {
            let work = list(pages, visit);
            soon((visit.site, visit.request), work, || Empty {
                shell: visit.shell(),
                place: Place::Elsewhere(&visit.words.plans),
                leads_home: true,
            })
            .await
        }
        PublicOffers::Portal => Ok(table(pages, visit).await),
        // It has no route then.
        PublicOffers::Off => Err(Problem::NotFound.into()),
    }
}

/// The list of the public offers.
async fn list(pages: &Pages, visit: &Visit<'_>) -> Outcome {
    let language = visit.words.tag().to_owned();
    let found = pages.catalogue.offers(pages.customers.live(), &language).await;
    let offers = found.map_err(|error| Stop::new(Problem::from(error.error()), Cause::of(&error)))?;
    let page = OffersPage {
        shell: visit.shell(),
        offers: offers
            .iter()
            .filter_map(|offer| view(pages, &visit.site.paths, offer))
            .collect(),
    };
    Ok(Answer::page(&page, &page.shell.nonce))
}

fn view<'a>(pages: &Pages, paths: &Paths, offer: &'a Offer) -> Option<OfferView<'a>> {
    let reference = offer.reference_offer.as_ref()?.as_str();
    let features = offer.features.iter().flatten();
    Some(OfferView {
        title: offer
            .title_localized
            .as_deref()
            .or(offer.name.as_deref())
            .unwrap_or(reference),
        description: offer.description_localized.as_deref(),
        price: offer.pricing_localized.as_deref(),
        features: features.filter_map(feature).collect(),
        choose: choose(pages, paths, reference),
    })
}

/// A feature of the offer; `None` when the offer neither includes nor sells it.
fn feature(feature: &OfferFeature) -> Option<FeatureView<'_>> {
    if feature.is_visible == Some(false) {
        return None;
    }
    let price = feature
        .pricing_localized
        .as_deref()
        .filter(|text| !text.is_empty());
    let quantity = match feature.type_feature {
        Some(TypeFeature::OnOff) if feature.is_included == Some(false) && price.is_none() => return None,
        Some(TypeFeature::Limitation | TypeFeature::Consumption) => {
            Some(match feature.quantity_included.or(feature.quantity_current) {
                Some(0) if price.is_none() => return None,
                Some(0) => Quantity::None,
                Some(count) => Quantity::Of(count),
                None => Quantity::Unlimited,
            })
        }
        _ => None,
    };
    Some(FeatureView {
        title: feature.title_localized.as_deref()?,
        quantity,
        price,
    })
}

/// The address at which an offer is chosen: the application's sign-up page, or the workflow.
fn choose(pages: &Pages, paths: &Paths, reference: &str) -> String {
    match pages.offers.sign_up_url.clone() {
        Some(mut url) => {
            url.query_pairs_mut().append_pair("refo", reference);
            url.into()
        }
        None => subscribe_address(paths, reference),
    }
}

/// ProAbono's own pricing table for nobody in particular. It is framed when the account has links of the hosted
/// generation.
async fn table(pages: &Pages, visit: &Visit<'_>) -> Answer {
    let openings = &pages.openings;
    let (hosted, link) = anonymous(pages, visit.words.tag()).await;
    let framed = match openings.generation {
        Generation::Hosted => link.is_some(),
        Generation::InSite => false,
        Generation::Automatic => hosted && link.is_some(),
    };
    openings
        .metrics
        .opened(if framed { "offers" } else { "insite_offers" });
    let insite = InSiteView {
        script_url: openings.insite.script_url(),
        parameters: openings.insite.of_nobody(),
        fallback: link.as_ref(),
    };
    let address = visit.site.paths.path("/offers");
    let view = SubscriptionsPage {
        shell: visit.shell(),
        row: Drawn::of(&Row::plain(
            visit.site,
            visit.words,
            &visit.words.plans,
            link.as_ref()
                .filter(|_| framed)
                .map(|url| url.as_str().to_owned()),
        )),
        came: Came::Home,
        cards: None,
        frame: link.as_ref().filter(|_| framed),
        insite: (!framed).then_some(insite),
        notice: None,
        parameters: None,
        widget_script: None,
        widget_start: None,
        widget_button: false,
        widget_sells: false,
        support_url: visit.site.page.support_url.as_deref(),
        ending: None,
        page: &address,
        standing: None,
        events: None,
        closed: false,
        renewal: None,
        height: pages.frame.height_member.as_deref(),
    };
    let answer = Answer::page(&view, &view.shell.nonce);
    if framed { answer } else { answer.insite() }
}

/// Tells whether the account is of the hosted generation, and returns the table's address when it may be framed.
async fn anonymous(pages: &Pages, language: &str) -> (bool, Option<FrameUrl>) {
    let openings = &pages.openings;
    if openings.generation == Generation::InSite {
        return (false, None);
    }
    let found = pages.catalogue.offers(pages.customers.live(), language).await;
    let offers = match found {
        Ok(offers) => offers,
        Err(error) => {
            let error = with_causes(&error);
            tracing::info!(%error, "the offers could not be read; the pricing table is opened in-site");
            return (false, None);
        }
    };
    let mut links = offers.iter().flat_map(|offer| offer.links.iter());
    let hosted = links.any(|link| link.rel == "hosted-home");
    let href = offers.iter().find_map(|offer| offer.links.href("home"));
    let checked = href.map(|href| openings.gate.check(href));
    if let Some(Err(refusal)) = checked {
        openings.refused(LinkSource::Offers, (Form::Link, "home"), refusal);
    }
    (hosted, checked.and_then(Result::ok))
}
