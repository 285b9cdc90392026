//! The end of a workflow: on to the application, or to a page that says what happened.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use url::Url;

use crate::model::Page;
use crate::settings::{About, FAILURE, Redirection, ReturnIn};
use crate::words::Words;
use crate::world::World;

use super::look::Visitor;

/// The outcome of a workflow.
#[derive(Clone)]
pub(super) struct Outcome {
    /// The workflow.
    pub(super) from: &'static str,
    /// `nocharge`, `paid`, `pending`, `registered` or `due`, unless another one is forced.
    pub(super) natural: &'static str,
    pub(super) title: String,
    pub(super) text: String,
    /// The offer and the subscription, where there are any.
    pub(super) subscription: Option<(String, u64)>,
    pub(super) nuance: Nuance,
}

/// A distinction between events that share an outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nuance {
    Plain,
    /// A payment method was registered on the way.
    Registered,
    /// A payment method was replaced.
    Replaced,
    /// A subscription beside another.
    Extra,
}

impl Outcome {
    /// A workflow that failed and changed nothing.
    pub(super) fn failure(from: &'static str, nuance: Nuance, words: &Words) -> Self {
        Self {
            from,
            natural: FAILURE,
            title: words.failed(),
            text: words.failed_text(),
            subscription: None,
            nuance,
        }
    }

    /// The event of `SettingsRedirection` that this outcome is.
    fn event(&self, outcome: &str) -> Option<Redirection> {
        Some(match (outcome, self.from, self.nuance) {
            ("paid", ..) => Redirection::UrlPaymentSuccess,
            ("pending", ..) => Redirection::UrlPaymentPending,
            ("registered", _, Nuance::Replaced) => Redirection::UrlPermissionUpdated,
            ("registered", ..) => Redirection::UrlPermissionRegistered,
            (FAILURE, "permission", Nuance::Replaced) => Redirection::UrlPermissionUpdateFailure,
            (FAILURE, "permission", _) => Redirection::UrlPermissionRegistrationFailure,
            (FAILURE, ..) => Redirection::UrlPaymentFailure,
            ("nocharge", "upgrade", _) => Redirection::UrlOneclickUpgrade,
            ("nocharge", "subscribe", Nuance::Extra) => Redirection::UrlOneclickExtraSubscription,
            ("nocharge", "subscribe", Nuance::Registered) => Redirection::UrlPermissionRegistered,
            ("nocharge", "subscribe", _) => Redirection::UrlOneclickFreeOffer,
            _ => return None,
        })
    }
}

/// Always ends in a redirect, so that a reload repeats nothing.
pub(super) fn finish(customer: &Visitor, outcome: Outcome, world: &mut World) -> HttpResponse {
    let forced = world.options.hosted_pages.outcome.clone();
    let came_to = forced.unwrap_or_else(|| outcome.natural.to_owned());
    if closes(outcome.from, world) && came_to != FAILURE {
        let page = Page::Closed(outcome.title, outcome.text);
        return see_other(&world.path_to(customer.id, page));
    }
    let about = About {
        offer: outcome.subscription.as_ref().map(|(offer, _)| offer.as_str()),
        subscription: outcome.subscription.as_ref().map(|(_, id)| *id),
        customer: Some(customer.id),
    };
    let elsewhere = return_url(customer, &outcome, Some(&came_to), world).or_else(|| {
        let event = outcome.event(&came_to)?;
        world.options.hosted_pages.redirect(event, &about)
    });
    let location =
        elsewhere.unwrap_or_else(|| world.path_to(customer.id, Page::Done(outcome.title, outcome.text)));
    see_other(&location)
}

/// True for a workflow that closes its frame instead of returning.
fn closes(from: &str, world: &World) -> bool {
    world.options.hosted_pages.iframe_closed_after_subscribe && matches!(from, "subscribe" | "upgrade")
}

pub(crate) fn see_other(location: &str) -> HttpResponse {
    HttpResponse::build(StatusCode::SEE_OTHER)
        .insert_header((LOCATION, location))
        .finish()
}

/// A way out of the pages.
pub(super) struct Leave {
    pub(super) href: String,
    /// The window that it opens in, where it is not its own.
    pub(super) target: Option<&'static str>,
}

/// The window that a form is sent in: that of the return.
pub(super) fn target(from: &str, world: &World) -> Option<&'static str> {
    let options = &world.options;
    let returns = options.return_url.is_some() || !options.hosted_pages.redirects.is_empty();
    let top = options.hosted_pages.return_in == ReturnIn::Top;
    (top && returns && !closes(from, world)).then_some("_top")
}

/// The target of "Cancel": its own setting, else the home.
pub(super) fn cancel(customer: &Visitor, offer: Option<&str>, world: &mut World) -> Leave {
    let about = About {
        offer,
        customer: Some(customer.id),
        ..About::default()
    };
    let pages = &world.options.hosted_pages;
    match pages.redirect(Redirection::UrlPaymentCancel, &about) {
        Some(href) => Leave {
            href,
            target: target("cancel", world),
        },
        None => Leave {
            href: world.path_to(customer.id, Page::Home),
            target: None,
        },
    }
}

/// The way back to the application outside any workflow.
pub(super) fn back(customer: &Visitor, world: &World) -> Option<Leave> {
    let running = world.subscription_of(customer.id);
    let outcome = Outcome {
        from: "portal",
        natural: "",
        title: String::new(),
        text: String::new(),
        subscription: running.map(|one| (one.offer.reference_offer.clone(), one.id)),
        nuance: Nuance::Plain,
    };
    Some(Leave {
        href: return_url(customer, &outcome, None, world)?,
        target: target("portal", world),
    })
}

fn return_url(customer: &Visitor, outcome: &Outcome, came_to: Option<&str>, world: &World) -> Option<String> {
    let mut url = Url::parse(world.options.return_url.as_deref()?).ok()?;
    let mut query = url.query_pairs_mut();
    query.append_pair("from", outcome.from);
    if let Some(came_to) = came_to {
        query.append_pair("outcome", came_to);
    }
    query.append_pair("idc", &customer.id.to_string());
    if let Some((offer, id)) = &outcome.subscription {
        query
            .append_pair("refo", offer)
            .append_pair("idsub", &id.to_string());
    }
    drop(query);
    Some(url.into())
}
