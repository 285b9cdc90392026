use actix_web::HttpResponse;
use serde::Serialize;

use crate::customers::Standing;
use crate::proabono::with_causes;
use crate::visit::{Answer, Outcome, Visitor};

use super::parts::Pages;

/// The standing of the visitor, for the script of an open page.
#[derive(Serialize)]
struct StandingView {
    /// A text that changes with the subscription.
    standing: String,
    /// True when no return waits for ProAbono's confirmation.
    settled: bool,
}

/// `GET {base}/standing.json`.
pub(crate) async fn standing(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    pages.may_ask(&visitor.user)?;
    let standing = Standing::read(pages.customers.live(), &visitor.customer).await;
    let standing = standing.inspect_err(|error| {
        let error = with_causes(error);
        tracing::info!(%error, "how a customer stands could not be read");
    })?;
    let view = StandingView {
        standing: standing.digest(),
        settled: !pages.holds(visitor).await,
    };
    Ok(Answer::machine(HttpResponse::Ok().json(view)))
}
