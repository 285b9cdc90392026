use std::fmt;
use std::sync::Arc;

use askama::Template as _;
use askama::filters::HtmlSafe;
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::customers::{CustomerKey, Glance, SHOWN};

use super::row::Row;

/// A row as it stands in the page.
#[derive(Clone)]
pub(super) struct Drawn {
    /// The heading of the page.
    pub(super) title: Arc<str>,
    html: Arc<str>,
}

/// Its template has escaped what is in it.
impl HtmlSafe for Drawn {}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}

impl Drawn {
    pub(super) fn of(row: &Row<'_>) -> Self {
        let html = row.render().unwrap_or_else(|_| {
            tracing::error!(
                code = "template-failed",
                "the row above the frame could not be rendered"
            );
            String::new()
        });
        Self {
            title: row.title.as_str().into(),
            html: html.into(),
        }
    }
}

/// Everything beside the configuration that decides how the row of a customer's home is drawn.
pub(super) struct Basis<'a> {
    pub(super) glance: &'a Arc<Glance>,
    /// The language of the page.
    pub(super) tag: &'a str,
    pub(super) new_tab: bool,
    pub(super) complete: bool,
}

struct Kept {
    glance: Arc<Glance>,
    tag: String,
    new_tab: bool,
    complete: bool,
    drawn: Drawn,
}

impl Kept {
    fn is_of(&self, basis: &Basis<'_>) -> bool {
        Arc::ptr_eq(&self.glance, basis.glance)
            && self.tag == basis.tag
            && (self.new_tab, self.complete) == (basis.new_tab, basis.complete)
    }
}

/// The last row that was drawn for each customer. Its dates, prices and sentences take longer than all the rest of a page.
pub(crate) struct Rows(Cache<CustomerKey, Arc<Kept>>);

impl Rows {
    pub(crate) fn new(most: u64) -> Self {
        let rows = Cache::builder().max_capacity(most).time_to_live(SHOWN);
        // The default policy admits no newcomer while the cache is full of more frequent visitors.
        Self(rows.eviction_policy(EvictionPolicy::lru()).build())
    }

    /// The row for a customer, drawn anew when it was made from something else.
    pub(super) fn get(
        &self,
        customer: &CustomerKey,
        basis: &Basis<'_>,
        draw: impl FnOnce() -> Drawn,
    ) -> Drawn {
        if let Some(kept) = self.0.get(customer).filter(|kept| kept.is_of(basis)) {
            return kept.drawn.clone();
        }
        let drawn = draw();
        let kept = Kept {
            glance: Arc::clone(basis.glance),
            tag: basis.tag.to_owned(),
            new_tab: basis.new_tab,
            complete: basis.complete,
            drawn: drawn.clone(),
        };
        self.0.insert(customer.clone(), Arc::new(kept));
        drawn
    }
}
