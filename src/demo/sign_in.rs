use actix_session::{Session, SessionExt as _};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use futures_util::future::{LocalBoxFuture, ready};
use serde::Deserialize;

use crate::emulator::{STORIES, Story};
use crate::headers::{Class, Nonce};
use crate::identity::{Identify, Identity, User};
use crate::observe::RouteName;
use crate::page::{Shell, respond, spoken};
use crate::portal::Portal;

use super::origin::same_origin;

/// The key in the session.
const USER: &str = "sample-user";

/// Anybody may choose who they are: the sign-in of `demo`, and of nothing else.
pub(super) struct SampleSignIn;

impl Identify for SampleSignIn {
    fn name(&self) -> &'static str {
        "demo"
    }

    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity> {
        let id: Option<String> = request.get_session().get(USER).ok().flatten();
        let user = id
            .and_then(|id| STORIES.iter().find(|story| story.id == id))
            .and_then(user);
        Box::pin(ready(user.map_or(Identity::Nothing, Identity::User)))
    }
}

fn user(story: &Story) -> Option<User> {
    let user = User::new(story.id).ok()?;
    Some(user.name(story.name).email(story.email).language(story.language))
}

#[derive(Template)]
#[template(path = "demo_sign_in.html")]
struct SignInPage<'a> {
    shell: Shell<'a>,
    people: &'static [Story],
    action: &'a str,
    emulator: &'a str,
}

/// Where the emulator is, for the sign-in page.
#[derive(Clone)]
pub(super) struct EmulatorOrigin(pub(super) String);

/// `GET {base}/login`: who can sign in.
pub(super) async fn show(
    portal: web::ThinData<Portal>,
    emulator: web::ThinData<EmulatorOrigin>,
    request: HttpRequest,
) -> HttpResponse {
    let words = spoken(&portal, &request, None);
    let page = SignInPage {
        shell: Shell::new(&portal, words, None),
        people: STORIES,
        action: &portal.path("/login"),
        emulator: &emulator.0.0,
    };
    let mut response = respond(&page, StatusCode::OK, Nonce::new());
    response.extensions_mut().insert(RouteName("demo_login"));
    response
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    user: String,
}

/// `POST {base}/login`: become that person.
pub(super) async fn sign_in(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
    chosen: Option<web::Form<Chosen>>,
) -> HttpResponse {
    let known = chosen.filter(|chosen| STORIES.iter().any(|story| story.id == chosen.user));
    let Some(chosen) = known.filter(|_| same_origin(&request)) else {
        return named(HttpResponse::Forbidden().finish(), "demo_login");
    };
    // Clear, renew, insert: nothing of who was here before stays, not even the key.
    session.clear();
    session.renew();
    if session.insert(USER, &chosen.user).is_err() {
        return named(HttpResponse::InternalServerError().finish(), "demo_login");
    }
    named(see_other(portal.page_path()), "demo_login")
}

/// `POST {base}/logout`.
pub(super) async fn sign_out(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
) -> HttpResponse {
    if !same_origin(&request) {
        return named(HttpResponse::Forbidden().finish(), "demo_logout");
    }
    session.purge();
    named(see_other(&portal.path("/login")), "demo_logout")
}

fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, path))
        .finish()
}

fn named(mut response: HttpResponse, route: &'static str) -> HttpResponse {
    response.extensions_mut().insert(Class::Machine);
    response.extensions_mut().insert(RouteName(route));
    response
}
