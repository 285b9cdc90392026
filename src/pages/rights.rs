//! The features that the visitor may use, for a front end that shows or hides things.

use actix_web::HttpResponse;
use serde_json::json;

use crate::rights::{Asked, Takes};
use crate::visit::{Answer, Outcome, Visitor};

use super::parts::Pages;

/// `GET {base}/rights`: all features, or the one that `feature` names, with the reasons when `explain=true`.
pub(crate) async fn rights(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let asked = match Asked::of(visitor.request.query_string(), Takes::Visitor) {
        Ok(asked) => asked,
        Err(bad) => {
            let error = json!({ "error": bad.name(), "text": bad.sentence() });
            return Ok(Answer::machine(HttpResponse::BadRequest().json(error)));
        }
    };
    if asked.explains {
        // An explanation may read the subscriptions, which nothing remembers.
        pages.may_ask(&visitor.user)?;
    }
    let answer = pages.rights.answer(&visitor.customer, &asked).await;
    Ok(Answer::machine(HttpResponse::Ok().json(answer)))
}
