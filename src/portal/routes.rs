//! THE route table.

use actix_web::http::Method;
use actix_web::{Resource, Route, web};

use crate::assets;
use crate::config::PublicOffers;
use crate::page;
use crate::sessions::guarded;
use crate::sign_in;

use super::Portal;
use super::plain_path::plain;

impl Portal {
    /// THE route table. One literal pattern per route: several in one would be matched by a set of regular expressions.
    pub(super) fn routes(&self, config: &mut web::ServiceConfig) {
        for path in ["", "/"] {
            self.visited(config, shown(path, || web::route().to(page::show)));
        }
        self.workflows(config);
        self.visited(
            config,
            web::resource("/return")
                .route(web::get().to(page::returned))
                .route(web::head().to(page::returned))
                .route(web::post().to(page::not_waiting))
                .default_service(method_not_allowed("GET, HEAD, POST")),
        );
        self.visited(
            config,
            shown("/standing.json", || web::route().to(page::standing)),
        );
        if self.offers().show != PublicOffers::Off {
            config.service(shown("/offers", || web::route().to(page::offers)));
        }
        for resource in self.sign_in().map(sign_in::resources).into_iter().flatten() {
            self.visited(config, resource);
        }
        config.service(
            web::resource("/csp-report")
                .route(web::post().to(page::csp_report))
                .default_service(method_not_allowed("POST")),
        );
        assets::configure(config, || method_not_allowed("GET, HEAD"));
    }

    /// The workflows, each an address of its own.
    fn workflows(&self, config: &mut web::ServiceConfig) {
        let resources = [
            shown("/plans", || web::route().to(page::plans)),
            shown("/subscribe", || web::route().to(page::subscribe)),
            shown("/subscribe/{offer}", || web::route().to(page::subscribe_to)),
            shown("/change-plan", || web::route().to(page::change_plan)),
            shown("/restart/{subscription}", || web::route().to(page::restart)),
            shown("/payment-method", || web::route().to(page::payment_method)),
            shown("/invoices/{invoice}/pay", || web::route().to(page::pay_invoice)),
            shown("/subscriptions/{subscription}", || {
                web::route().to(page::subscription)
            }),
        ];
        for resource in resources {
            self.visited(config, resource);
        }
    }

    /// A route that has to know who is asking: the session layer goes around it where there is one, and around nothing
    /// else, so that assets and reports do without the store.
    pub(crate) fn visited(&self, config: &mut web::ServiceConfig, resource: Resource) {
        match self.sign_in() {
            None => config.service(resource),
            Some(sign_in) => config.service(
                resource
                    .wrap(sign_in.sessions().middleware())
                    .wrap(guarded(self.clone(), sign_in.sessions().clone())),
            ),
        };
    }
}

/// A page that is read. Its route is made twice: one for each method that a browser reads with. Some of these paths have a
/// parameter, which must not look like another path to a proxy.
fn shown(path: &str, route: impl Fn() -> Route) -> Resource {
    web::resource(path)
        .guard(plain())
        .route(route().method(Method::GET))
        .route(route().method(Method::HEAD))
        .default_service(method_not_allowed("GET, HEAD"))
}

pub(crate) fn method_not_allowed(allow: &'static str) -> Route {
    web::to(move |portal, request| page::method_not_allowed(portal, request, allow))
}
