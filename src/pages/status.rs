use actix_web::http::StatusCode;
use askama::Template;

use crate::crylk;
use crate::telemetry::carried;
use crate::visit::{Answer, Home, Outcome, Visitor};

use super::cards::Cards;
use super::drawn::{Basis, Drawn};
use super::parts::Pages;
use super::row::{LANGUAGE, Place, Row};
use super::tab;

/// The parts that an open page takes anew when something has changed.
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
    if !glances.known(&visitor.customer).await.1 {
        pages.may_ask(&visitor.user)?;
    }
    let home = pages.customers.home(&visitor.user, &visitor.customer);
    let (home, glance) = futures_util::future::join(home, glances.read(&visitor.customer)).await;
    // A suspended customer, say, is told so by the page, and has no row.
    if let Err(error) = home
        && !error.is_no_answer()
    {
        return Err(error.into());
    }
    if let Ok(Some(tag)) = crylk::value(visitor.request.query_string(), LANGUAGE) {
        visitor.goes_on_in(&tag);
    }
    let new_tab = Some(tab::address(visitor.site.paths.page()));
    let row = Row::home(visitor, glance.as_deref(), new_tab).kept_fresh(visitor, true);
    let cards = glance
        .filter(|_| visitor.site.page.home == Home::Overview)
        .map(|glance| Cards::of(pages, visitor, &glance));
    let news = News { row, cards };
    Ok(Answer::fragment(&news, StatusCode::OK))
}

impl Pages {
    /// Begins to read how the customer stands, beside everything else that the page asks ProAbono for.
    pub(super) async fn glance_ahead(&self, visitor: &Visitor<'_>) {
        let glances = self.customers.glances();
        if visitor.site.page.status && !glances.known(&visitor.customer).await.1 {
            let (glances, customer) = (glances.clone(), visitor.customer.clone());
            tokio::spawn(carried(async move { glances.read(&customer).await }));
        }
    }

    /// The row above what is opened. Nothing is waited for: what is not known yet is read meanwhile, and the script of the page asks
    /// for it.
    pub(super) async fn row(
        &self,
        visitor: &Visitor<'_>,
        place: Place<'_>,
        new_tab: Option<String>,
    ) -> Drawn {
        let (site, words) = (visitor.site, visitor.words());
        if let Place::Elsewhere(title) = place {
            return Drawn::of(&Row::plain(site, words, title, new_tab));
        }
        if !site.page.status {
            return Drawn::of(&Row::home(visitor, None, new_tab));
        }
        let (glance, good) = self.customers.glances().known(&visitor.customer).await;
        let basis = glance.as_ref().map(|glance| Basis {
            glance,
            tag: words.tag(),
            new_tab: new_tab.is_some(),
            complete: good,
        });
        let draw = || {
            Drawn::of(
                &Row::home(visitor, glance.as_deref(), new_tab).kept_fresh(visitor, good && glance.is_some()),
            )
        };
        match &basis {
            Some(basis) => self.rows.get(&visitor.customer, basis, draw),
            None => draw(),
        }
    }
}
