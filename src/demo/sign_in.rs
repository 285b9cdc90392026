use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::emulator::{STORIES, Story};
use crate::identity::User;
use crate::sessions::SignedIn;
use crate::sign_in::{SignIn, enter, wanted_before};
use crate::visit::{Answer, Outcome, Shell, Visit};
use crate::web::same_origin;
use crate::words::Problem;

/// The provider name of the sample sign-in, where visitors choose who they are. Only `demo` has it.
pub(super) const SAMPLE_SIGN_IN: &str = "demo";

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

/// `GET {base}/login`: the list of the sample users.
pub(super) fn show(visit: &Visit<'_>, emulator: &str) -> Answer {
    let page = SignInPage {
        shell: visit.shell(),
        people: STORIES,
        action: &visit.site.paths.path("/login"),
        emulator,
    };
    Answer::page(&page, &page.shell.nonce)
}

#[derive(Deserialize)]
pub(super) struct Chosen {
    user: String,
}

/// `POST {base}/login`: signs in as the chosen user, and goes on to the page that was wanted.
pub(super) async fn sign_in(
    sign_in: &SignIn,
    visit: &Visit<'_>,
    chosen: Option<web::Form<Chosen>>,
) -> Outcome {
    let known = chosen.and_then(|chosen| STORIES.iter().find(|story| story.id == chosen.user));
    let here = same_origin(&visit.site.paths, visit.request);
    let user = known
        .filter(|_| here)
        .and_then(user)
        .ok_or(Problem::FromElsewhere)?;
    let wanted = wanted_before(sign_in, visit.request).await?;
    let who = SignedIn::new(SAMPLE_SIGN_IN, &user);
    enter(sign_in, visit, &who, &wanted)
}
