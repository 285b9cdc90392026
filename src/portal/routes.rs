//! The route table of visitors: each address, its name in metrics and in the log, and the handler.

use actix_web::dev::HttpServiceFactory;
use actix_web::http::Method;
use actix_web::{Route, web};

use crate::openings::Workflow;
use crate::pages::{self, Pages, PublicOffers};
use crate::sign_in::{self, SignIn};
use crate::visit::{Visit, Visitor};
use crate::web::{CALLBACK, FILES, HANDOFF, LOGIN, LOGOUT as LOGOUT_PATH};

use super::guard::LOGOUT;
use super::{Handlers, Portal};

/// The workflows, each with an address of its own.
const WORKFLOWS: [(&str, &str, Workflow); 7] = [
    ("/plans", "plans", Workflow::Plans),
    ("/subscribe/{offer}", "subscribe", Workflow::Subscribe),
    ("/change-plan", "change_plan", Workflow::ChangePlan),
    ("/restart/{subscription}", "restart", Workflow::Restart),
    ("/payment-method", "payment_method", Workflow::PaymentMethod),
    ("/invoices/{invoice}/pay", "pay_invoice", Workflow::PayInvoice),
    (
        "/subscriptions/{subscription}",
        "subscription",
        Workflow::Subscription,
    ),
];

impl Portal {
    /// Everything below the base path, with its headers: mount it in an `App`.
    pub fn scope(&self) -> impl HttpServiceFactory + use<> {
        let portal = self.clone();
        web::scope(self.inner.site.paths.base.as_str())
            .configure(move |config| routes(&portal, config))
            .default_service(self.handlers().nowhere())
    }

    /// The files of the pages at the addresses that pages name, for a listener beside the page's own.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn files(&self) -> impl HttpServiceFactory + use<> {
        let portal = self.clone();
        web::scope(self.inner.site.paths.public.as_str()).configure(move |config| open(&portal, config))
    }

    /// The answer to every address outside the base path, with the headers of a page: the default service of a server of
    /// its own. A scope would miss targets that are no paths, such as that of `OPTIONS *`.
    pub(crate) fn elsewhere(&self) -> Route {
        self.handlers().nowhere()
    }
}

/// The ends that an address may have: people, and settings at ProAbono, write a slash after it.
const ENDS: [&str; 2] = ["", "/"];

/// Adds the routes. Each has one literal pattern, since several in one would be matched by a set of regular
/// expressions.
fn routes(portal: &Portal, config: &mut web::ServiceConfig) {
    // The page and its files are asked for most, so they stand where they are found first.
    for end in ENDS {
        portal.visited().shown(config, end, "page", |to, name| {
            to.known(name, pages::subscription)
        });
    }
    open(portal, config);
    for end in ENDS {
        visited(portal, config, end);
        offered(portal, config, end);
    }
    portal.visited().otherwise_nowhere(config);
}

/// The other addresses that need the user.
fn visited(portal: &Portal, config: &mut web::ServiceConfig, end: &str) {
    let visited = portal.visited();
    for (path, name, workflow) in WORKFLOWS {
        visited.shown(config, &format!("{path}{end}"), name, |to, name| {
            to.known(name, async move |pages: &Pages, visitor: &Visitor<'_>| {
                pages::workflow(pages, visitor, workflow).await
            })
        });
    }
    visited.shown(config, &format!("/subscribe{end}"), "subscribe", |to, name| {
        to.anybody(name, pages::subscribe)
    });
    returned(&visited, config, ("return", end));
    visited.shown(config, &format!("/standing.json{end}"), "standing", |to, name| {
        to.data(name, pages::standing)
    });
    visited.shown(config, &format!("/status{end}"), "status", |to, name| {
        to.data(name, pages::status)
    });
    visited.shown(
        config,
        &format!("/invoices/{{invoice}}/pdf{end}"),
        "document",
        |to, name| to.known(name, pages::document),
    );
    visited.shown(config, &format!("/events{end}"), "events", |to, name| {
        to.data(name, pages::events)
    });
    visited.shown(config, &format!("/context.json{end}"), "context", |to, name| {
        to.shared(name, |site| &site.context_origins, pages::context)
    });
    visited.shown(config, &format!("/user.json{end}"), "user", |to, name| {
        to.shared(name, |site| &site.frame_ancestors, pages::user)
    });
    visited.shown(config, &format!("/rights{end}"), "rights", |to, name| {
        to.shared(name, |site| &site.context_origins, pages::rights)
    });
    visited.shown(config, &format!("/fragment{end}"), "fragment", |to, name| {
        to.included(name, pages::fragment)
    });
    if let Some(sign_in) = &portal.inner.sign_in {
        ways(&visited, config, (sign_in, end));
    }
}

/// The way back from a workflow.
fn returned(visited: &Handlers, config: &mut web::ServiceConfig, (name, end): (&'static str, &str)) {
    let routes = [
        (Method::GET, visited.framed(name, pages::returned)),
        (Method::HEAD, visited.framed(name, pages::returned)),
        (Method::POST, visited.anybody(name, pages::posted)),
    ];
    visited.serve(
        config,
        name,
        visited.resource(&format!("/return{end}"), name, routes),
    );
}

/// The ways to sign in that are on, and the way to sign out.
fn ways(visited: &Handlers, config: &mut web::ServiceConfig, (sign_in, end): (&SignIn, &str)) {
    let at = |path: &str| format!("{path}{end}");
    let login = [(Method::GET, visited.way("login", sign_in::login))];
    visited.serve(config, "login", visited.resource(&at(LOGIN), "login", login));
    let logout = [
        (Method::GET, visited.way(LOGOUT, sign_in::logout_page)),
        (Method::HEAD, visited.way(LOGOUT, sign_in::logout_page)),
        (Method::POST, visited.way(LOGOUT, sign_in::logout)),
    ];
    visited.serve(config, LOGOUT, visited.resource(&at(LOGOUT_PATH), LOGOUT, logout));
    if sign_in.oidc().is_some() {
        let callback = [(Method::GET, visited.way("callback", sign_in::callback))];
        visited.serve(
            config,
            "callback",
            visited.resource(&at(CALLBACK), "callback", callback),
        );
    }
    if sign_in.handoff().is_some() {
        let handoff = [
            (Method::GET, visited.way("handoff", sign_in::arrive)),
            (Method::POST, visited.way("handoff", sign_in::hand_over)),
        ];
        let handoff = visited.resource(&at(HANDOFF), "handoff", handoff);
        visited.serve(config, "handoff", handoff.app_data(sign_in::forms()));
    }
}

/// The page of the public offers, where it is on.
fn offered(portal: &Portal, config: &mut web::ServiceConfig, end: &str) {
    if portal.inner.pages.offers.show != PublicOffers::Off {
        let offers = format!("/offers{end}");
        portal.handlers().shown(config, &offers, "offers", |to, name| {
            to.anybody(name, pages::offers)
        });
    }
}

/// Addresses that no person writes, and whose visitors nobody asks who they are.
fn open(portal: &Portal, config: &mut web::ServiceConfig) {
    let open = portal.handlers();
    let reports = [(Method::POST, open.taking("csp_report", pages::csp_report))];
    open.serve(
        config,
        "csp_report",
        open.resource("/csp-report", "csp_report", reports),
    );
    if portal.inner.pages.events.is_some() {
        for end in ENDS {
            let path = format!("/webhooks{end}");
            let webhooks = [(Method::POST, open.delivered("webhooks"))];
            open.serve(config, "webhooks", open.resource(&path, "webhooks", webhooks));
        }
    }
    open.shown(config, "/embed.js", "embed", |to, name| {
        to.anybody(name, pages::embed)
    });
    for file in FILES {
        let path = format!("/static/{}", file.versioned());
        open.shown(config, &path, "asset", |to, name| {
            to.anybody(name, async move |_: &Pages, visit: &Visit<'_>| {
                pages::static_file(visit, file).await
            })
        });
    }
    open.shown(config, "/static/{file}", "asset", |to, name| {
        to.anybody(name, pages::own_file)
    });
}
