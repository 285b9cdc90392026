use actix_web::http::StatusCode;
use askama::Template;

use crate::crylk;
use crate::visit::{Answer, Home, Outcome, Visitor};

use super::cards::Cards;
use super::parts::Pages;
use super::row::{LANGUAGE, Row};
use super::tab;

/// What an open page takes anew when something has changed.
#[derive(Template)]
#[template(path = "news.html")]
struct News<'a> {
    row: Row<'a>,
    cards: Option<Cards<'a>>,
}

/// `GET {base}/status`: the row above the customer's home and, where that is an overview, its cards, for the script of an open
/// page.
pub(crate) async fn status(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let glances = pages.customers.glances();
    if !glances.is_good(&visitor.customer).await {
        pages.may_ask(&visitor.user)?;
    }
    let glance = glances.read(&visitor.customer).await;
    if let Ok(Some(tag)) = crylk::value(visitor.request.query_string(), LANGUAGE) {
        visitor.goes_on_in(&tag);
    }
    let new_tab = Some(tab::address(visitor.site.paths.page()));
    let row = Row::home(visitor, glance.as_deref(), new_tab).renewed(visitor);
    let cards = glance
        .filter(|_| visitor.site.page.home == Home::Overview)
        .map(|glance| Cards::of(pages, visitor, &glance));
    let news = News { row, cards };
    Ok(Answer::fragment(&news, StatusCode::OK))
}
