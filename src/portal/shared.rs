//! Answers for scripts. A script of another origin gets none, unless its origin is configured.

use actix_web::{HttpRequest, Route};

use crate::pages::Pages;
use crate::visit::{Answer, Outcome, Site, Stop, Visitor};
use crate::web::{Reader, reader, reader_of_part};
use crate::words::Problem;

use super::{Handlers, Portal};

impl Handlers {
    /// Data for the scripts of our own pages, for a known user. Nobody is sent to sign in, and a problem is a status
    /// without a page.
    pub(crate) fn data<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        let own = |site: &Site, request: &HttpRequest| reader(&site.paths, &[], request);
        self.read(name, own, |stop, _, _| stop.bare(), handler)
    }

    /// JSON for the scripts of applications, for a known user. An application of another origin reads it only when it is
    /// one of `origins`, and then reads problems as well.
    pub(crate) fn shared<H>(&self, name: &'static str, origins: fn(&Site) -> &[String], handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        let known = move |site: &Site, request: &HttpRequest| reader(&site.paths, origins(site), request);
        self.read(name, known, Stop::json, handler)
    }

    /// A piece of HTML for a page of the application, for a known user. A problem is such a piece, too.
    pub(crate) fn included<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        let part = |site: &Site, request: &HttpRequest| reader_of_part(&site.paths, request);
        self.read(name, part, Stop::fragment, handler)
    }

    /// An answer that a script may read, for a known user. Nobody is looked up for a script that may not.
    fn read<R, H>(
        &self,
        name: &'static str,
        who: R,
        say: fn(Stop, &Site, &HttpRequest) -> Answer,
        handler: H,
    ) -> Route
    where
        R: Fn(&Site, &HttpRequest) -> Option<Reader> + Clone + 'static,
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let site = &portal.inner.site;
            let (asking, outcome) = match who(site, request) {
                Some(asking) => (asking, portal.for_visitor(request, &handler).await),
                None => (Reader::Own, Err(Problem::FromElsewhere.into())),
            };
            outcome
                .unwrap_or_else(|stop| say(stop, site, request))
                .shared_with(&asking)
        })
    }
}
