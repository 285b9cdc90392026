use std::time::Duration;

use actix_web::HttpRequest;

use crate::store::{Space, StoreError};
use crate::visit::{Answer, Outcome, Stop, Visit};
use crate::web::navigates;
use crate::words::Problem;

use super::oidc;
use super::wanted::Wanted;
use super::ways::SignIn;

/// How long a visitor may take to sign in.
pub(super) const WHILE: Duration = Duration::from_mins(15);

/// The cookie that remembers which page a visitor wanted before signing in.
pub(super) const WAY: &str = "way";

/// Offers a way to sign in that leads back to exactly the page that was asked for.
pub(crate) async fn ask(sign_in: &SignIn, visit: &Visit<'_>) -> Outcome {
    let wanted = sign_in.afford(Wanted::of(visit));
    let page = || Stop::from(Problem::NotSignedIn).page(visit.site, visit.request);
    if !navigates(visit.request) {
        return Ok(page());
    }
    if let Some(oidc) = sign_in.oidc().filter(|oidc| oidc.automatic()) {
        return oidc::begin(sign_in, oidc, visit, wanted).await;
    }
    if !wanted.is_home() && already_wanted(sign_in, visit.request, &wanted).await? {
        return Ok(page());
    }
    // What is kept needs no place in the address bar and the history: it may be an encrypted link.
    let answer = match wanted.without_query(&visit.site.paths) {
        Some(clean) => Answer::see_other(&clean),
        None => page(),
    };
    remember(sign_in, answer, &wanted).await
}

/// Whether that page is kept already, with the query that has just left the address.
async fn already_wanted(
    sign_in: &SignIn,
    request: &HttpRequest,
    wanted: &Wanted,
) -> Result<bool, StoreError> {
    let sessions = sign_in.sessions();
    let Some(ticket) = sessions.cookies().read(request, WAY) else {
        return Ok(false);
    };
    let kept = sessions
        .vault()
        .read::<Wanted>(Space::Destination, &ticket)
        .await?;
    Ok(kept.is_some_and(|(kept, _)| wanted.is_bare_of(&kept)))
}

/// Keeps a page for after the sign-in.
async fn remember(sign_in: &SignIn, answer: Answer, wanted: &Wanted) -> Outcome {
    if wanted.is_home() {
        return Ok(answer);
    }
    let sessions = sign_in.sessions();
    let ticket = sessions.vault().keep(Space::Destination, wanted, WHILE).await?;
    let cookie = sessions.cookies().ticket(WAY, &ticket, WHILE);
    answer.cookie(&cookie)
}

/// Keeps a page for after the next try, where the store still can; the visitor has a page of failure already.
pub(super) async fn keep_way(sign_in: &SignIn, answer: Answer, wanted: &Wanted) -> Answer {
    if wanted.is_home() {
        return answer;
    }
    let sessions = sign_in.sessions();
    match sessions.vault().keep(Space::Destination, wanted, WHILE).await {
        Ok(ticket) => answer.spare_cookie(&sessions.cookies().ticket(WAY, &ticket, WHILE)),
        Err(_) => answer,
    }
}

/// The page that a visitor wanted before, used once; the start page when there is none.
pub(crate) async fn wanted_before(sign_in: &SignIn, request: &HttpRequest) -> Result<Wanted, StoreError> {
    let sessions = sign_in.sessions();
    match sessions.cookies().read(request, WAY) {
        Some(ticket) => {
            let wanted = sessions.vault().take(Space::Destination, &ticket).await?;
            Ok(wanted.unwrap_or_default())
        }
        None => Ok(Wanted::default()),
    }
}
