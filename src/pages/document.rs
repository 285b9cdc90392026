use std::time::Duration;

use actix_web::web;
use actix_web::{FromRequest as _, HttpRequest};

use crate::customers::{DOCUMENT, own_invoice};
use crate::openings::Form;
use crate::proabono::InvoiceId;
use crate::visit::{Answer, Outcome, Visitor};
use crate::web::LinkSource;
use crate::words::Problem;

use super::parts::Pages;

/// How often an invoice without a document is read. Right after a payment it has none yet.
const READS: usize = 4;
const PAUSE: Duration = Duration::from_millis(500);

/// `GET {base}/invoices/{invoice}/pdf`: on to the document, by a link that ProAbono gives now. What is somebody else's is not there.
pub(crate) async fn document(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    pages.may_ask(&visitor.user)?;
    let id = number(visitor.request).await.ok_or(Problem::NotFound)?;
    for pause in [Duration::ZERO].into_iter().chain([PAUSE; READS - 1]) {
        tokio::time::sleep(pause).await;
        let invoice = own_invoice(pages.customers.live(), &visitor.customer, id).await?;
        let invoice = invoice.ok_or(Problem::NotFound)?;
        let Some(href) = invoice.links.href(DOCUMENT) else {
            continue;
        };
        return match pages.openings.gate.check(href) {
            Ok(url) => Ok(Answer::see_other(url.as_str())),
            Err(refusal) => {
                pages
                    .openings
                    .refused(LinkSource::Invoice, (Form::Link, DOCUMENT), refusal);
                Err(Problem::NothingToOpen.into())
            }
        };
    }
    Err(Problem::NotFound.into())
}

async fn number(request: &HttpRequest) -> Option<InvoiceId> {
    let path = web::Path::<String>::extract(request).await.ok()?;
    path.into_inner().parse().ok().map(InvoiceId)
}
