//! The offers before sign-up, for anybody.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::config::{Generation, PublicOffers};
use crate::crylk::FrameUrl;
use crate::error::Problem;
use crate::headers::{Class, Nonce};
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::proabono::{Offer, OfferFeature, TypeFeature};

use super::problem::{Cause, problem};
use super::view::{
    FeatureView, InSiteView, OfferView, OffersPage, Quantity, Shell, SubscriptionsPage, respond,
};
use super::words::spoken;
use super::workflows::subscribe_address;

/// `GET` and `HEAD` of `{base}/offers`.
pub(crate) async fn offers(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = match portal.offers().show {
        PublicOffers::List => list(&portal, &request).await,
        PublicOffers::Portal | PublicOffers::Off => table(&portal, &request).await,
    };
    response.extensions_mut().insert(RouteName("offers"));
    response
}

/// The offers, shown by us.
async fn list(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let words = spoken(portal, request, None);
    let live = portal.customers().live();
    let found = portal.catalogue().offers(live, &words.tag.to_string()).await;
    let offers = match found {
        Ok(offers) => offers,
        Err(error) => {
            let kind = Problem::from(&*error);
            return problem(portal, request, None, kind, &Cause::of(&*error));
        }
    };
    let page = OffersPage {
        shell: Shell::new(portal, words, None),
        offers: offers.iter().filter_map(|offer| view(portal, offer)).collect(),
    };
    respond(&page, StatusCode::OK, Nonce::new())
}

fn view<'a>(portal: &Portal, offer: &'a Offer) -> Option<OfferView<'a>> {
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
        choose: choose(portal, reference),
    })
}

/// What the offer has of a feature; `None` when it has nothing of it, and sells nothing of it either.
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

/// Through the application's sign-up, or straight to the workflow.
fn choose(portal: &Portal, reference: &str) -> String {
    match portal.offers().sign_up_url.clone() {
        Some(mut url) => {
            url.query_pairs_mut().append_pair("refo", reference);
            url.into()
        }
        None => subscribe_address(portal, reference),
    }
}

/// ProAbono's own pricing table, for nobody in particular: framed where the account has links of that generation.
async fn table(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let words = spoken(portal, request, None);
    let (hosted, link) = anonymous(portal, &words.tag.to_string()).await;
    let framed = match portal.generation() {
        Generation::Hosted => link.is_some(),
        Generation::InSite => false,
        Generation::Automatic => hosted && link.is_some(),
    };
    portal
        .metrics()
        .opened(if framed { "offers" } else { "insite_offers" });
    let nonce = Nonce::new();
    let insite = InSiteView {
        script_url: portal.insite().script_url(),
        parameters: portal.insite().of_nobody(),
        fallback: link.as_ref(),
    };
    let address = portal.path("/offers");
    let view = SubscriptionsPage {
        shell: Shell::new(portal, words, None),
        nonce: nonce.as_str(),
        title: &words.plans,
        frame: link.as_ref().filter(|_| framed),
        insite: (!framed).then_some(insite),
        notice: None,
        parameters: None,
        widget_script: None,
        widget_start: None,
        widget_button: false,
        ending: None,
        page: &address,
        standing: None,
        closed: false,
    };
    let mut response = respond(&view, StatusCode::OK, nonce.clone());
    if !framed {
        response.extensions_mut().insert(Class::InSite(nonce));
    }
    response
}

/// The table's own address, when there is one that may be framed, and whether it is of the hosted generation.
async fn anonymous(portal: &Portal, language: &str) -> (bool, Option<FrameUrl>) {
    if portal.generation() == Generation::InSite {
        return (false, None);
    }
    let offers = match portal
        .catalogue()
        .offers(portal.customers().live(), language)
        .await
    {
        Ok(offers) => offers,
        Err(error) => {
            tracing::info!(%error, "the offers could not be read; the pricing table is opened in-site");
            return (false, None);
        }
    };
    let mut links = offers.iter().flat_map(|offer| offer.links.iter());
    let hosted = links.any(|link| link.rel == "hosted-home");
    let href = offers.iter().find_map(|offer| offer.links.href("home"));
    let checked = href.map(|href| portal.gate().check(href));
    if let Some(Err(refusal)) = checked {
        portal.metrics().refused("offers", refusal);
    }
    (hosted, checked.and_then(Result::ok))
}
