//! An application that signs its users in with actix-session, and the page under `/billing` beside it.
//!
//! The application's session is its own: the page reads from it who is signed in and never writes to it. Set the five
//! required `PROABONO_…` variables (see `.env.sample`), then: `cargo run --example host_login`.

use std::error::Error;
use std::future::{Future, ready};
use std::pin::Pin;

use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionExt, SessionMiddleware};
use actix_web::cookie::Key;
use actix_web::http::header;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use proabono_portal::config::BasePath;
use proabono_portal::identity::{Identify, Identity, User};
use proabono_portal::{Config, Portal, PortalBuilder};
use serde::{Deserialize, Serialize};

/// Who is signed in, as this application keeps it in its session. `id` never changes; the rest may.
#[derive(Serialize, Deserialize)]
struct Person {
    id: String,
    name: String,
    email: String,
    language: String,
}

/// Where in the session.
const PERSON: &str = "person";

/// How the page learns who is signed in: it asks the session of the application.
pub(crate) struct AppLogin;

impl Identify for AppLogin {
    fn name(&self) -> &'static str {
        "app"
    }

    fn identify<'a>(&'a self, request: &'a HttpRequest) -> Pin<Box<dyn Future<Output = Identity> + 'a>> {
        let identity = match request.get_session().get::<Person>(PERSON) {
            Ok(None) => Identity::Nothing,
            Ok(Some(person)) => match User::new(person.id) {
                Ok(user) => {
                    let user = user.name(person.name).email(person.email);
                    Identity::User(user.language(person.language))
                }
                Err(_) => Identity::Refused("the session has an impossible id"),
            },
            Err(_) => Identity::Refused("the session cannot be read"),
        };
        Box::pin(ready(identity))
    }
}

/// The page of a configuration, for the users of this application.
pub(crate) fn billing(config: &mut Config) -> Result<PortalBuilder<'_>, String> {
    config.server.base_path = BasePath::new("/billing")?;
    config.page.application = Some("Acme".to_owned());
    config.page.home_url = Some("/".to_owned());
    config.page.sign_in_url = Some("/".to_owned());
    config.page.sign_out_url = Some("/".to_owned());
    Ok(Portal::builder(config).identify(AppLogin))
}

/// The session layer of the application. The page adds none of its own: two would share one slot in the request, and
/// the application's would come back empty.
pub(crate) fn sessions(key: Key) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), key)
        .cookie_name("acme".to_owned())
        .cookie_secure(false) // In production true, as it is by default: this example speaks plain http.
        .build()
}

/// The routes of the application, and the page beside them.
pub(crate) fn routes(app: &mut web::ServiceConfig, portal: &Portal) {
    app.route("/", web::get().to(home))
        .route("/login", web::post().to(login))
        .route("/logout", web::post().to(logout))
        .service(portal.scope());
}

/// Counts its visits in the session, so that one sees it survive the page.
async fn home(session: Session) -> Result<HttpResponse, actix_web::Error> {
    let visits = session.get::<u32>("visits")?.unwrap_or(0) + 1;
    session.insert("visits", visits)?;
    let who = session.get::<Person>(PERSON)?.map(|person| person.name);
    let text = format!(
        "<!doctype html><title>Acme</title><p>Visit {visits} of {who}.</p><p><a href=\"/billing\">Your subscription</a></p>\
         <form method=\"post\" action=\"/login\"><button>Sign in as Alice</button></form>\
         <form method=\"post\" action=\"/logout\"><button>Sign out</button></form>",
        who = who.as_deref().unwrap_or("a stranger")
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(text))
}

/// A real application would ask for a password here.
async fn login(session: Session) -> Result<HttpResponse, actix_web::Error> {
    session.renew();
    let alice = Person {
        id: "alice".to_owned(),
        name: "Alice Martin".to_owned(),
        email: "alice@acme.example".to_owned(),
        language: "en".to_owned(),
    };
    session.insert(PERSON, alice)?;
    Ok(home_again())
}

async fn logout(session: Session) -> HttpResponse {
    session.purge();
    home_again()
}

fn home_again() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "/"))
        .finish()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut config = Config::load(None)?;
    // Once, before the workers: they share the cache of customers and the metrics.
    let portal = billing(&mut config)?.build()?;
    let key = Key::generate();
    actix_web::rt::System::new().block_on(async move {
        HttpServer::new(move || {
            App::new()
                .wrap(sessions(key.clone()))
                .configure(|app| routes(app, &portal))
        })
        .bind("127.0.0.1:8080")?
        .run()
        .await
    })?;
    Ok(())
}
