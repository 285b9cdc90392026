use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use askama::Template;
use url::Url;

use crate::assets::Assets;
use crate::crylk::FrameUrl;
use crate::headers::{Class, Nonce};
use crate::html::Plain;
use crate::identity::User;
use crate::portal::Portal;
use crate::widgets::{Opened, Parameters};

use super::words::Words;

/// What stands around every page.
#[derive(Debug)]
pub(crate) struct Shell<'a> {
    pub(crate) words: &'static Words,
    pub(crate) assets: &'a Assets,
    pub(crate) application: Option<&'a str>,
    pub(crate) home_url: Option<&'a str>,
    pub(crate) sign_out_url: Option<&'a str>,
    /// Where the page itself signs out, by a form; only where there is a session of ours.
    pub(crate) sign_out_form: Option<String>,
    pub(crate) signed_in: Option<String>,
}

impl<'a> Shell<'a> {
    pub(crate) fn new(portal: &'a Portal, words: &'static Words, user: Option<&'a User>) -> Self {
        let page = portal.page();
        Self {
            words,
            assets: portal.assets(),
            application: page.application.as_deref(),
            home_url: page.home_url.as_deref(),
            sign_out_url: page
                .sign_out_url
                .as_deref()
                .filter(|_| user.is_some_and(|user| !portal.signed_in_here(user))),
            sign_out_form: user
                .is_some_and(|user| portal.signed_in_here(user))
                .then(|| portal.path("/logout")),
            signed_in: user.map(User::shown),
        }
    }
}

/// The subscription page. It takes a [`FrameUrl`], never a string.
#[derive(Template)]
#[template(path = "subscriptions.html")]
pub(crate) struct SubscriptionsPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) nonce: &'a str,
    pub(crate) title: &'a Plain,
    /// What is framed; else [`insite`](Self::insite) is there.
    pub(crate) frame: Option<&'a FrameUrl>,
    pub(crate) insite: Option<InSiteView<'a>>,
    /// What is said above it.
    pub(crate) notice: Option<&'a Plain>,
    /// What the floating widget is told, of a visitor who is known.
    pub(crate) parameters: Option<Parameters<'a>>,
    pub(crate) widget_script: Option<&'a str>,
    pub(crate) widget_start: Option<&'a str>,
    pub(crate) widget_button: bool,
    /// When the session ends, for a visitor who signed in here.
    pub(crate) ending: Option<Ending>,
    /// The page itself, at the customer's home.
    pub(crate) page: &'a str,
    /// Where a script learns that the subscription has changed.
    pub(crate) standing: Option<String>,
    /// Whether ProAbono closes the frame once it has.
    pub(crate) closed: bool,
}

/// The in-site portal in the page.
#[derive(Debug)]
pub(crate) struct InSiteView<'a> {
    pub(crate) script_url: &'a str,
    pub(crate) parameters: Opened<'a>,
    /// What is framed when the script does not come.
    pub(crate) fallback: Option<&'a FrameUrl>,
}

/// A page that says what is wrong and what to do.
#[derive(Template)]
#[template(path = "problem.html")]
pub(crate) struct ProblemPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) title: &'a str,
    pub(crate) text: &'a str,
    pub(crate) retry: Option<&'a str>,
    /// The subscription page, for a visitor who is somewhere else.
    pub(crate) page: Option<&'a str>,
    pub(crate) sign_in_url: Option<&'a str>,
    /// Where to sign out, for somebody who cannot be believed.
    pub(crate) sign_out_form: Option<&'a str>,
    pub(crate) support_url: Option<&'a str>,
    pub(crate) request_id: Option<&'a str>,
}

/// A return that ProAbono confirms.
#[derive(Template)]
#[template(path = "returned.html")]
pub(crate) struct ReturnedPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    /// The title of the plan that runs.
    pub(crate) plan: Option<&'a str>,
    /// The place that the operator configured.
    pub(crate) next: Option<&'a str>,
    /// Seconds until the visitor goes there without a click.
    pub(crate) after: Option<u64>,
    pub(crate) page: &'a str,
}

/// A return that ProAbono does not confirm yet: nothing is for sale.
#[derive(Template)]
#[template(path = "waiting.html")]
pub(crate) struct WaitingPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) nonce: &'a str,
    /// Where the script learns that it is settled.
    pub(crate) standing: String,
    pub(crate) page: &'a str,
    /// Where the visitor says that nothing is under way.
    pub(crate) action: String,
    pub(crate) support_url: Option<&'a str>,
}

/// A return inside a frame: the way out.
#[derive(Template)]
#[template(path = "break_out.html")]
pub(crate) struct BreakOutPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) nonce: &'a str,
}

/// The public offers, shown by us.
#[derive(Template)]
#[template(path = "offers.html")]
pub(crate) struct OffersPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) offers: Vec<OfferView<'a>>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct OfferView<'a> {
    pub(crate) title: &'a str,
    pub(crate) description: Option<&'a str>,
    pub(crate) price: Option<&'a str>,
    pub(crate) features: Vec<FeatureView<'a>>,
    /// Where it is chosen.
    pub(crate) choose: String,
}

/// What an offer has of a feature.
#[derive(Debug)]
pub(crate) struct FeatureView<'a> {
    pub(crate) title: &'a str,
    /// How much of it, where it is counted.
    pub(crate) quantity: Option<Quantity>,
    /// What more of it costs.
    pub(crate) price: Option<&'a str>,
}

/// How much of a feature the price includes.
#[derive(Debug)]
pub(crate) enum Quantity {
    None,
    Of(i64),
    Unlimited,
}

/// After signing out, and before.
#[derive(Template)]
#[template(path = "signed_out.html")]
pub(crate) struct SignedOutPage<'a> {
    pub(crate) shell: Shell<'a>,
    /// Where to sign out, for somebody who is signed in.
    pub(crate) action: Option<String>,
    /// Whether the visitor may still be signed in at their provider, which does not answer.
    pub(crate) still_there: bool,
    pub(crate) sign_in_url: &'a str,
}

/// "Continue as …?"
#[derive(Template)]
#[template(path = "continue.html")]
pub(crate) struct ContinuePage<'a> {
    pub(crate) shell: Shell<'a>,
    /// Who was handed over.
    pub(crate) user: &'a str,
    /// Who else is signed in.
    pub(crate) present: Option<String>,
    pub(crate) action: &'a str,
    /// Says which user the answer is about.
    pub(crate) proof: &'a str,
}

/// Between signing out here and at the OpenID provider. It goes on by itself.
#[derive(Template)]
#[template(path = "leaving.html")]
pub(crate) struct LeavingPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) next: &'a Url,
}

/// A session of ours in an open page.
#[derive(Debug)]
pub(crate) struct Ending {
    /// Seconds until it ends, whatever the visitor does.
    pub(crate) seconds: u64,
    /// Seconds that it lasts after the last visit in any tab.
    pub(crate) idle: u64,
    /// Where to sign in again.
    pub(crate) login: String,
}

/// Bytes that hold a page with a link of usual length, so that writing it moves nothing.
const ROOM: usize = 2048;
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// The HTML of a page.
pub(super) fn render(page: &impl Template) -> askama::Result<String> {
    let mut html = String::with_capacity(ROOM);
    page.render_into(&mut html)?;
    Ok(html)
}

/// Renders a page and attaches what every page has.
pub(crate) fn respond(page: &impl Template, status: StatusCode, nonce: Nonce) -> HttpResponse {
    let Ok(html) = render(page) else {
        tracing::error!("a template could not be rendered");
        return HttpResponse::InternalServerError().finish();
    };
    let mut response = HttpResponse::build(status)
        .insert_header((header::CONTENT_TYPE, HTML))
        .body(html);
    response.extensions_mut().insert(Class::Page(nonce));
    response
}
