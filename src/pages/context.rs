//! The facts of a visit as JSON, for an application that renders the page itself.

use actix_web::HttpResponse;
use serde::Serialize;

use crate::crylk::FrameUrl;
use crate::customers::Existence;
use crate::openings::{Destination, Opened, Opening};
use crate::visit::{Answer, Outcome, Visitor};

use super::opened::InSiteView;
use super::parts::Pages;

/// The answer. Like the page, it holds a link that is a secret for its lifetime, and a hash.
#[derive(Serialize)]
struct Context<'a> {
    user: UserView<'a>,
    customer: CustomerView<'a>,
    /// The page of ProAbono's to open; `null` while a return waits for ProAbono's confirmation, when nothing is for sale.
    open: Option<OpeningView<'a>>,
    /// The address of this server's own page.
    page: &'a str,
}

#[derive(Serialize)]
struct UserView<'a> {
    id: &'a str,
    name: Option<&'a str>,
    email: Option<&'a str>,
    language: Option<&'a str>,
}

/// The customer, by the names that ProAbono's scripts take.
#[derive(Serialize)]
struct CustomerView<'a> {
    business_id: u64,
    segment_ref: &'a str,
    customer_ref: &'a str,
    /// `null` without a portal secret.
    hash: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "way")]
enum OpeningView<'a> {
    /// An address for a frame.
    Frame { href: &'a str },
    /// The argument of `ProAbonoPortal.open` of a script.
    #[serde(rename = "insite")]
    InSite {
        script_url: &'a str,
        parameters: Opened<'a>,
        /// The address for a frame when the script does not come.
        fallback: Option<&'a str>,
    },
}

/// `GET {base}/context.json`: who is asking, which customer that is, and what to open. The query takes a `crylk` or a
/// `pa_query`.
pub(crate) async fn context(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let (user, customer) = (&visitor.user, &visitor.customer);
    let openings = &pages.openings;
    let destination = Destination::of(visitor.request.query_string());
    let decision = pages.decide(visitor, &destination).await?;
    let decided = decision.as_ref();
    let context = Context {
        user: UserView {
            id: user.id(),
            name: user.known_name(),
            email: user.known_email(),
            language: user.known_language(),
        },
        customer: CustomerView {
            business_id: openings.insite.business_id(),
            segment_ref: customer.segment.as_str(),
            customer_ref: customer.reference.as_str(),
            hash: openings.proof.hash(&customer.reference),
        },
        open: decided
            .and_then(|decision| opening_view(pages, visitor, &decision.opening, decision.existence)),
        page: visitor.site.paths.page(),
    };
    Ok(Answer::machine(HttpResponse::Ok().json(context)))
}

fn opening_view<'a>(
    pages: &'a Pages,
    visitor: &'a Visitor<'_>,
    opening: &'a Opening,
    existence: Existence,
) -> Option<OpeningView<'a>> {
    if let Opening::Frame(url) = opening {
        return Some(OpeningView::Frame { href: url.as_str() });
    }
    let InSiteView {
        script_url,
        parameters,
        fallback,
    } = InSiteView::of(pages, visitor, (opening, existence))?;
    Some(OpeningView::InSite {
        script_url,
        parameters,
        fallback: fallback.map(FrameUrl::as_str),
    })
}
