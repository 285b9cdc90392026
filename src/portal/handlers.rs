//! From a request to its answer, for every handler alike: it asks who visits, where the handler must know, renders what
//! stopped it, offers to sign in, attaches the headers, counts, and writes the line in the log.

use std::time::Instant;

use actix_web::dev;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{FromRequest, HttpRequest, Resource, Route, web};

use crate::pages::Pages;
use crate::sign_in::{self, SignIn};
use crate::visit::{Answer, Outcome, Stop, Visit, Visitor};
use crate::web::{body, plain};
use crate::words::Problem;

use super::Portal;
use super::guard::guarded;

/// Makes routes of handlers. A route's name stands in metrics and in the log; the path itself may hold anything.
#[derive(Clone, Debug)]
pub(crate) struct Handlers {
    portal: Portal,
    /// Whether the session layer goes around these routes. It may replace an answer, so what is around it does the counting.
    pub(super) guarded: bool,
}

impl Portal {
    /// For routes that need not know who is asking.
    pub(crate) fn handlers(&self) -> Handlers {
        Handlers {
            portal: self.clone(),
            guarded: false,
        }
    }

    /// For routes that have to know who is asking: the session layer goes around them where there is one, and around
    /// nothing else, so that assets and reports do without the store.
    pub(crate) fn visited(&self) -> Handlers {
        Handlers {
            portal: self.clone(),
            guarded: self.inner.sign_in.is_some(),
        }
    }
}

impl Handlers {
    /// A page for anybody.
    pub(crate) fn anybody<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visit<'_>) -> Outcome + Clone + 'static,
    {
        self.taking(name, async move |pages: &Pages, visit: &Visit<'_>, ()| {
            handler(pages, visit).await
        })
    }

    /// The same with something of the request beside it, such as its body.
    pub(crate) fn taking<H, X>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visit<'_>, X) -> Outcome + Clone + 'static,
        X: FromRequest + 'static,
    {
        self.route(
            name,
            async move |portal: &Portal, request: &HttpRequest, taken: X| {
                let visit = Visit::new(&portal.inner.site, request);
                let outcome = handler(&portal.inner.pages, &visit, taken).await;
                portal.answer(request, outcome).await
            },
        )
    }

    /// A page that our own frame may hold, whatever becomes of it: browsers check that before a script could lead out.
    pub(crate) fn framed<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visit<'_>) -> Outcome + Clone + 'static,
    {
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let visit = Visit::new(&portal.inner.site, request);
            let outcome = handler(&portal.inner.pages, &visit).await;
            portal.answer(request, outcome).await.framed()
        })
    }

    /// A page for somebody who is known.
    pub(crate) fn known<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let outcome = portal.for_visitor(request, &handler).await;
            portal.answer(request, outcome).await
        })
    }

    /// Data for a script of a page, for somebody who is known. Nobody is sent to sign in, and what is wrong is a status.
    pub(crate) fn data<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let outcome = portal.for_visitor(request, &handler).await;
            outcome.unwrap_or_else(|stop| stop.bare())
        })
    }

    /// A way to sign in or out.
    pub(crate) fn way<H, X>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&SignIn, &Visit<'_>, X) -> Outcome + Clone + 'static,
        X: FromRequest + 'static,
    {
        self.route(
            name,
            async move |portal: &Portal, request: &HttpRequest, taken: X| {
                let visit = Visit::new(&portal.inner.site, request);
                let outcome = match &portal.inner.sign_in {
                    Some(sign_in) => handler(sign_in, &visit, taken).await,
                    None => Err(Problem::NotFound.into()),
                };
                // Not offered again: who could not sign in sees why.
                outcome.unwrap_or_else(|stop| stop.page(&portal.inner.site, request))
            },
        )
    }

    /// The page for an address that is not in the route table.
    pub(crate) fn nowhere(&self) -> Route {
        self.anybody("not_found", async |_: &Pages, _: &Visit<'_>| {
            Err(Problem::NotFound.into())
        })
    }

    /// Puts a page that is read into the table. Its route is made twice: one for each method that a browser reads with.
    pub(crate) fn shown(
        &self,
        config: &mut web::ServiceConfig,
        path: &str,
        name: &'static str,
        route: impl Fn(&Self, &'static str) -> Route,
    ) {
        let routes = [Method::GET, Method::HEAD].map(|method| (method, route(self, name)));
        // Some of these paths have a parameter, which must not look like another path to a proxy.
        self.serve(config, name, self.resource(path, name, routes).guard(plain()));
    }

    /// An address with a route for each of its methods, and a page for every other one.
    pub(crate) fn resource<const N: usize>(
        &self,
        path: &str,
        name: &'static str,
        routes: [(Method, Route); N],
    ) -> Resource {
        let methods: Vec<&str> = routes.iter().map(|(method, _)| method.as_str()).collect();
        let otherwise = self.otherwise(name, &methods.join(", "));
        let resource = web::resource(path).default_service(otherwise);
        routes.into_iter().fold(resource, |resource, (method, route)| {
            resource.route(route.method(method))
        })
    }

    /// Puts an address into the table, within the session layer where there is one.
    pub(crate) fn serve(&self, config: &mut web::ServiceConfig, name: &'static str, resource: Resource) {
        let sign_in = self.portal.inner.sign_in.as_ref().filter(|_| self.guarded);
        match sign_in {
            None => config.service(resource),
            Some(sign_in) => config.service(
                resource
                    .wrap(sign_in.sessions().middleware())
                    .wrap(guarded(self.portal.clone(), name)),
            ),
        };
    }

    fn otherwise(&self, name: &'static str, allow: &str) -> Route {
        let allow = HeaderValue::from_str(allow).ok();
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let page = Stop::from(Problem::MethodNotAllowed).page(&portal.inner.site, request);
            match allow.clone() {
                Some(allow) => page.header(header::ALLOW, allow),
                None => page,
            }
        })
    }

    fn route<H, X>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Portal, &HttpRequest, X) -> Answer + Clone + 'static,
        X: FromRequest + 'static,
    {
        let Self { portal, guarded } = self.clone();
        web::route().to(move |request: HttpRequest, payload: web::Payload| {
            let (portal, handler) = (portal.clone(), handler.clone());
            async move {
                let started = Instant::now();
                let answer = match taken(&portal, &request, payload).await {
                    Ok(taken) => handler(&portal, &request, taken).await,
                    Err(status) => Answer::refused(status),
                };
                let response = portal.inner.site.dressed(answer);
                if !guarded {
                    let site = &portal.inner.site;
                    site.record(name, request.method(), &response, started);
                }
                response
            }
        })
    }
}

/// The part of a request that a handler takes, with the whole body where there may be one.
async fn taken<X: FromRequest>(
    portal: &Portal,
    request: &HttpRequest,
    payload: web::Payload,
) -> Result<X, StatusCode> {
    let mut payload = if request.method() == Method::POST {
        // Boxed: most requests have none, and would carry the future of reading about.
        let body = Box::pin(body(payload.into_inner(), portal.inner.body_timeout)).await?;
        dev::Payload::from(body)
    } else {
        dev::Payload::None
    };
    let taken = X::from_request(request, &mut payload).await;
    taken.map_err(|_| StatusCode::BAD_REQUEST)
}

impl Portal {
    async fn for_visitor<H>(&self, request: &HttpRequest, handler: &H) -> Outcome
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome,
    {
        let visitor = Visitor::of(&self.inner.site, request).await?;
        let outcome = handler(&self.inner.pages, &visitor).await;
        outcome.map_err(|stop| stop.for_user(&visitor.user))
    }

    /// The answer, or a page in its place: a way to sign in for somebody who is nobody, else what is wrong.
    async fn answer(&self, request: &HttpRequest, outcome: Outcome) -> Answer {
        let stop = match outcome {
            Ok(answer) => return answer,
            Err(stop) => stop,
        };
        let site = &self.inner.site;
        let stop = match (stop, &self.inner.sign_in) {
            (Stop::SignIn, Some(sign_in)) => {
                let visit = Visit::new(site, request);
                match Box::pin(sign_in::ask(sign_in, &visit)).await {
                    Ok(answer) => return answer,
                    Err(stop) => stop,
                }
            }
            (stop, _) => stop,
        };
        stop.page(site, request)
    }
}
