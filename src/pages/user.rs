use actix_web::HttpResponse;
use serde::Serialize;

use crate::visit::{Answer, Outcome, Visitor};

use super::parts::Pages;

/// The answer: enough to notice that the user has changed, and nothing that another page could use.
#[derive(Serialize)]
struct UserView<'a> {
    id: &'a str,
}

/// `GET {base}/user.json`: who is asking, for the element in a page of an application. ProAbono is not asked.
pub(crate) async fn user(_: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let id = visitor.user.id();
    Ok(Answer::machine(HttpResponse::Ok().json(UserView { id })))
}
