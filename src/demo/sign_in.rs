use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Resource, web};
use askama::Template;
use serde::Deserialize;

use crate::emulator::{STORIES, Story};
use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::User;
use crate::observe::RouteName;
use crate::page::{Cause, Shell, problem, respond, spoken};
use crate::portal::Portal;
use crate::sessions::SignedIn;
use crate::sign_in::{Failed, enter, same_origin, wanted_before};

use super::EmulatorOrigin;

/// The provider's name: anybody may choose who they are. The sign-in of `demo`, and of nothing else.
pub(super) const SAMPLE_SIGN_IN: &str = "demo";

pub(super) fn resource() -> Resource {
    web::resource("")
        .route(web::get().to(show))
        .route(web::post().to(sign_in))
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

/// `POST {base}/login`: become that person, and go where they wanted to.
pub(super) async fn sign_in(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
    chosen: Option<web::Form<Chosen>>,
) -> HttpResponse {
    let known = chosen.and_then(|chosen| STORIES.iter().find(|story| story.id == chosen.user));
    let mut response = match known.filter(|_| same_origin(&portal, &request)).and_then(user) {
        Some(user) => match begin(&portal, &session, &request, &user).await {
            Ok(response) => response,
            Err(failed) => failed.page(&portal, &request),
        },
        None => problem(&portal, &request, None, Problem::FromElsewhere, &Cause::none()),
    };
    response.extensions_mut().insert(RouteName("demo_login"));
    response
}

async fn begin(
    portal: &Portal,
    session: &Session,
    request: &HttpRequest,
    user: &User,
) -> Result<HttpResponse, Failed> {
    let sign_in = portal
        .sign_in()
        .ok_or_else(|| Failed::internal("the demonstration has no sessions"))?;
    let wanted = wanted_before(sign_in, request).await?;
    enter(
        portal,
        (sign_in, request),
        session,
        &SignedIn::new(SAMPLE_SIGN_IN, user),
        &wanted,
    )
}
