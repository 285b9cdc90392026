use serde::{Deserialize, Serialize};

use crate::visit::Visit;
use crate::web::{Paths, is_way};

/// The longest query that is kept through a sign-in, in bytes.
const LONGEST: usize = 16 << 10;

/// A page of this server that a visitor wants: the path below the page's own, and the query as it came.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    below: String,
    query: String,
}

impl Wanted {
    /// The page that a request asks for. A route has matched, so it is a page of this server.
    pub(crate) fn of(visit: &Visit<'_>) -> Self {
        let path = visit.request.path();
        let below = path
            .strip_prefix(visit.site.paths.base.as_str())
            .unwrap_or_default();
        Self::new(below, visit.request.query_string())
    }

    /// Reads an address from outside: a path of this server at or below the page, perhaps with a query. Anything that a
    /// browser could take for another site's address is refused.
    pub(crate) fn parse(paths: &Paths, text: &str) -> Option<Self> {
        let plain = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'\\' && byte != b'#');
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let below = path.strip_prefix(paths.public.as_str())?;
        let inside = below.is_empty() || below.starts_with('/');
        // Nobody should arrive at the addresses for signing in and out.
        let lost = is_way(below) || below.contains("//") || below.split('/').any(dots) || below.contains('%');
        (plain && inside && !lost).then(|| Self::new(below, query))
    }

    fn new(below: &str, query: &str) -> Self {
        let query = if query.len() > LONGEST {
            tracing::warn!(
                code = "query-dropped",
                bytes = query.len(),
                "a query was too long to be kept through the sign-in, and was dropped"
            );
            ""
        } else {
            query
        };
        Self {
            below: below.to_owned(),
            query: query.to_owned(),
        }
    }

    /// Tells whether it is the start page, at which everybody arrives by default.
    pub(crate) fn is_home(&self) -> bool {
        self.below.trim_end_matches('/').is_empty() && self.query.is_empty()
    }

    /// Tells whether it is the same page without its query.
    pub(super) fn is_bare_of(&self, other: &Self) -> bool {
        self.query.is_empty() && !other.query.is_empty() && self.below == other.below
    }

    /// The address of the same page without its query; `None` when it has none.
    pub(super) fn without_query(&self, paths: &Paths) -> Option<String> {
        let bare = Self::new(&self.below, "");
        (!self.query.is_empty()).then(|| bare.address(paths))
    }

    /// The address in the visitor's browser.
    pub(crate) fn address(&self, paths: &Paths) -> String {
        let path = paths.path(&self.below);
        let path = if path.is_empty() { "/" } else { &path };
        if self.query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", self.query)
        }
    }
}

fn dots(segment: &str) -> bool {
    matches!(segment, "." | "..")
}
