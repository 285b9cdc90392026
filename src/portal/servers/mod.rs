//! The answers for servers and proxies on the operator's listener: what a customer may use, changes of usages, and the gate.
//! They are there once a key is configured.

mod customer;
mod forward_auth;
mod key;
mod usage;

use std::rc::Rc;

use actix_web::http::Method;
use actix_web::http::header::{HeaderValue, WWW_AUTHENTICATE};
use actix_web::middleware::from_fn;
use actix_web::{HttpRequest, HttpResponse, Route, web};
use serde_json::json;

use crate::rights::{RightsConfig, ServerKeys, WhenUnknown};
use crate::visit::Answer;
use crate::web::{Metrics, plain};

use super::guard::guarded;
use super::{Handlers, Portal};

use key::shows;

/// The way in for servers.
#[derive(Debug)]
pub(crate) struct Servers {
    pub(super) keys: ServerKeys,
    pub(super) when_unknown: WhenUnknown,
}

impl Servers {
    /// The way in of a configuration; `None` without a key.
    pub(super) fn of(config: &RightsConfig, metrics: &Metrics) -> Option<Self> {
        let keys = ServerKeys::of(config.key.as_ref(), config.previous_key.as_ref())?;
        forward_auth::announce(config.when_unknown, metrics);
        Some(Self {
            keys,
            when_unknown: config.when_unknown,
        })
    }
}

impl Portal {
    /// Tells whether servers are answered.
    pub(crate) fn serves_servers(&self) -> bool {
        self.inner.servers.is_some()
    }

    /// Adds the addresses for servers to the operator's listener, where they are on.
    pub(crate) fn for_servers(&self, config: &mut web::ServiceConfig) {
        if !self.serves_servers() {
            return;
        }
        let open = self.handlers();
        let rights = web::resource("/v1/customers/{reference}/rights")
            .guard(plain())
            .route(
                open.keyed("customer_rights", customer::rights)
                    .method(Method::GET),
            );
        let usage = web::resource("/v1/customers/{reference}/usage")
            .guard(plain())
            .route(open.keyed("customer_usage", usage::change).method(Method::POST));
        config.service(rights).service(usage);
        self.gate(config);
    }

    /// Adds the gate, inside the session layer if there is one. Proxies understand three statuses, whatever happens.
    fn gate(&self, config: &mut web::ServiceConfig) {
        let name = "forward_auth";
        let gate = web::resource("/forward-auth").default_service(
            self.visited()
                .route(name, async |portal: &Portal, request: &HttpRequest, ()| {
                    forward_auth::gate(portal, request).await
                }),
        );
        let portal = Rc::new(self.clone());
        let three =
            from_fn(move |request, next| forward_auth::three_statuses(Rc::clone(&portal), request, next));
        match &self.inner.sign_in {
            None => config.service(gate.wrap(three)),
            Some(sign_in) => config.service(
                gate.wrap(sign_in.sessions().middleware())
                    .wrap(guarded(self.clone(), name))
                    .wrap(three),
            ),
        };
    }
}

impl Handlers {
    /// An answer for a server that shows the key.
    fn keyed<H>(&self, name: &'static str, handler: H) -> Route
    where
        H: AsyncFn(&Portal, &HttpRequest, web::Bytes) -> HttpResponse + Clone + 'static,
    {
        self.route(
            name,
            async move |portal: &Portal, request: &HttpRequest, body: web::Bytes| {
                let servers = portal.inner.servers.as_ref();
                if !servers.is_some_and(|servers| shows(&servers.keys, request.headers())) {
                    return keyless();
                }
                Answer::machine(handler(portal, request, body).await)
            },
        )
    }
}

fn keyless() -> Answer {
    let error =
        json!({ "error": "key", "text": "Show rights.key as Authorization: Bearer, or in X-Portal-Key." });
    Answer::machine(HttpResponse::Unauthorized().json(error))
        .header(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
}
