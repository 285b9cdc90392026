//! The page inside an actix-web application that has a login of its own.
//!
//! The application keeps its routes and its sessions. The page is mounted under `/billing` and asks [`Login`] who is
//! there. Set the five required `PROABONO_…` variables (see `.env.sample`), then: `cargo run --example mount`.

use std::collections::HashMap;
use std::error::Error;
use std::future::{Future, ready};
use std::pin::Pin;

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use proabono_portal::config::BasePath;
use proabono_portal::identity::{Identify, Identity, User};
use proabono_portal::{Config, Portal, PortalBuilder};
use tracing_subscriber::filter::LevelFilter;

/// The login of the application. A real one would look into its own session store.
pub(crate) struct Login {
    sessions: HashMap<&'static str, Person>,
}

/// A user, as this application knows them. `id` never changes; the rest may.
pub(crate) struct Person {
    pub(crate) id: &'static str,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
}

impl Login {
    pub(crate) fn new(sessions: impl IntoIterator<Item = (&'static str, Person)>) -> Self {
        let sessions = sessions.into_iter().collect();
        Self { sessions }
    }

    fn user(&self, request: &HttpRequest) -> Option<User> {
        let cookie = request.cookie("session")?;
        let person = self.sessions.get(cookie.value())?;
        let user = User::new(person.id).ok()?;
        Some(user.name(person.name).email(person.email))
    }
}

impl Identify for Login {
    fn name(&self) -> &'static str {
        "login"
    }

    fn identify<'a>(&'a self, request: &'a HttpRequest) -> Pin<Box<dyn Future<Output = Identity> + 'a>> {
        let user = self.user(request);
        Box::pin(ready(user.map_or(Identity::Nothing, Identity::User)))
    }
}

/// The page of a configuration, for the users of this application.
pub(crate) fn billing(config: &mut Config, login: Login) -> Result<PortalBuilder<'_>, String> {
    config.server.base_path = BasePath::new("/billing")?;
    config.page.application = Some("Acme".to_owned());
    config.page.home_url = Some("/".to_owned());
    Ok(Portal::builder(config).identify(login))
}

/// The routes of the application, and the page beside them.
pub(crate) fn routes(app: &mut web::ServiceConfig, portal: &Portal) {
    app.route("/", web::get().to(home)).service(portal.scope());
}

async fn home() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body("<!doctype html><title>Acme</title><p><a href=\"/billing\">Your subscription</a></p>")
}

fn main() -> Result<(), Box<dyn Error>> {
    // Without a subscriber nobody reads why a visitor got a 502.
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::INFO)
        .with_writer(std::io::stderr)
        .init();
    let alice = Person {
        id: "alice",
        name: "Alice Martin",
        email: "alice@acme.example",
    };
    let mut config = Config::load(None)?;
    // Once, before the workers: they share the cache of customers and the metrics.
    let portal = billing(&mut config, Login::new([("sesame", alice)]))?.build()?;
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || App::new().configure(|app| routes(app, &portal)))
            .bind("127.0.0.1:8080")?
            .run()
            .await
    })?;
    Ok(())
}
