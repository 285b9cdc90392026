//! The way from a request to its answer, which is the same for every handler: find out who visits, if the handler needs
//! it; render the reason when there is no page; offer to sign in; attach the headers; count; write the line in the log.

use std::time::Instant;

use actix_web::dev;
use actix_web::http::header::{self, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{FromRequest, HttpRequest, Resource, Route, web};

use crate::pages::Pages;
use crate::sign_in::{self, SignIn};
use crate::visit::{Answer, Outcome, Stop, Visit, Visitor, user_if_known};
use crate::web::{body, plain};
use crate::words::Problem;

use super::Portal;
use super::guard::guarded;

/// The largest body of a form or report that is read, in bytes: a token and an address, or several reports of a browser.
const LARGEST: usize = 32 << 10;

/// The name of the page for an address that is not in the table.
const NOWHERE: &str = "not_found";

/// Makes routes of handlers. Metrics and log have the name of the route, since the path may hold anything.
#[derive(Clone, Debug)]
pub(crate) struct Handlers {
    pub(super) portal: Portal,
    /// True when the session layer is around these routes. It may replace an answer, so the layer around it does the
    /// counting.
    pub(super) guarded: bool,
}

impl Portal {
    /// Makes routes that do not need the user.
    pub(crate) fn handlers(&self) -> Handlers {
        Handlers {
            portal: self.clone(),
            guarded: false,
        }
    }

    /// Makes routes that need the user. The session layer, if there is one, is around these and no others, so that
    /// assets and reports work without the store.
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

    /// The same with a further part of the request, such as its body.
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

    /// A page that a frame of this server may show, even when it becomes an error: a browser checks that before a
    /// script could leave the frame.
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

    /// A page for a known user.
    pub(crate) fn known<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome + Clone + 'static,
    {
        self.route(name, async move |portal: &Portal, request: &HttpRequest, ()| {
            let outcome = portal.for_visitor(request, &handler).await;
            portal.answer(request, outcome).await
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
                // Signing in is not offered again: a visitor who could not sign in sees the reason.
                outcome.unwrap_or_else(|stop| stop.page(&portal.inner.site, request))
            },
        )
    }

    /// The page for an address that is not in the route table. Nobody is asked for.
    pub(crate) fn nowhere(&self) -> Route {
        self.anybody(NOWHERE, async |_: &Pages, _: &Visit<'_>| {
            Err(Problem::NotFound.into())
        })
    }

    /// Adds the same page for everything that is not in the table before it. It keeps the name and the language of the visitor, where
    /// no proxy could take the address for another one.
    pub(super) fn otherwise_nowhere(&self, config: &mut web::ServiceConfig) {
        let lost = self.route(NOWHERE, async |portal: &Portal, request: &HttpRequest, ()| {
            portal.lost(request, Problem::NotFound).await
        });
        let everything = web::resource("/{lost:.*}").guard(plain()).default_service(lost);
        self.serve(config, NOWHERE, everything);
    }

    /// Adds a page that is only read to the table, with a route for `GET` and one for `HEAD`.
    pub(crate) fn shown(
        &self,
        config: &mut web::ServiceConfig,
        path: &str,
        name: &'static str,
        route: impl Fn(&Self, &'static str) -> Route,
    ) {
        let routes = [Method::GET, Method::HEAD].map(|method| (method, route(self, name)));
        // Some of these paths have a parameter, which must not look like a different path to a proxy.
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

    /// Adds an address to the table, inside the session layer if there is one.
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
            let page = portal.lost(request, Problem::MethodNotAllowed).await;
            match allow.clone() {
                Some(allow) => page.header(header::ALLOW, allow),
                None => page,
            }
        })
    }

    pub(super) fn route<H, X>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Portal, &HttpRequest, X) -> Answer + Clone + 'static,
        X: FromRequest + 'static,
    {
        let Self { portal, guarded } = self.clone();
        web::route().to(move |request: HttpRequest, payload: web::Payload| {
            let (portal, handler) = (portal.clone(), handler.clone());
            async move {
                let started = Instant::now();
                let site = &portal.inner.site;
                let answered = async {
                    let answer = match taken(&portal, &request, payload).await {
                        Ok(taken) => handler(&portal, &request, taken).await,
                        Err(status) => Answer::refused(status),
                    };
                    let response = site.dressed(answer);
                    if !guarded {
                        site.record(name, request.method(), &response, started);
                    }
                    response
                };
                if guarded {
                    answered.await
                } else {
                    site.traces.begin(&request).around(answered).await
                }
            }
        })
    }
}

/// Extracts the part of a request that a handler takes, after the whole body has been read.
async fn taken<X: FromRequest>(
    portal: &Portal,
    request: &HttpRequest,
    payload: web::Payload,
) -> Result<X, StatusCode> {
    let mut payload = if request.method() == Method::POST {
        // Most requests have no body, and would carry the future along if it were not boxed.
        let body = Box::pin(body(payload.into_inner(), LARGEST, portal.inner.body_timeout)).await?;
        dev::Payload::from(body)
    } else {
        dev::Payload::None
    };
    let taken = X::from_request(request, &mut payload).await;
    taken.map_err(|_| StatusCode::BAD_REQUEST)
}

impl Portal {
    pub(super) async fn for_visitor<H>(&self, request: &HttpRequest, handler: &H) -> Outcome
    where
        H: AsyncFn(&Pages, &Visitor<'_>) -> Outcome,
    {
        let visitor = Visitor::of(&self.inner.site, request).await?;
        let outcome = handler(&self.inner.pages, &visitor).await;
        outcome.map_err(|stop| stop.for_user(&visitor.user))
    }

    /// The page for what there is not.
    async fn lost(&self, request: &HttpRequest, problem: Problem) -> Answer {
        let site = &self.inner.site;
        let stop = Stop::from(problem);
        let stop = match user_if_known(site, request).await {
            Some(user) => stop.for_user(&user),
            None => stop,
        };
        stop.page(site, request)
    }

    /// Turns an outcome into an answer: a way to sign in for a visitor who is not known, else a page with the problem.
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
