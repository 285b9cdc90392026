use std::time::Duration;

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse};

use crate::error::Problem;
use crate::page::{Cause, problem};
use crate::portal::Portal;
use crate::store::{Space, StoreError};

use super::{SignIn, WAY, Wanted, oidc, see_other};

/// Where the page is kept that a visitor wanted.
const PLACE: (Space, &str) = (Space::Destination, WAY);
/// How long a visitor may take to sign in.
pub(super) const WHILE: Duration = Duration::from_mins(15);

/// Why a visitor cannot be signed in, with what the page says and what the log says.
#[derive(Debug)]
pub(crate) struct Failed {
    problem: Problem,
    cause: String,
}

impl Failed {
    pub(crate) fn new(problem: Problem, cause: impl Into<String>) -> Self {
        Self {
            problem,
            cause: cause.into(),
        }
    }

    pub(crate) fn internal(cause: &str) -> Self {
        Self::new(Problem::Internal, cause)
    }

    pub(crate) fn page(&self, portal: &Portal, request: &HttpRequest) -> HttpResponse {
        problem(portal, request, None, self.problem, &Cause::reason(&self.cause))
    }
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        Self::new(Problem::SessionsAway, error.to_string())
    }
}

/// What a visitor gets who asks for a page and is nobody: a way to sign in that leads back to exactly that page.
pub(crate) async fn ask(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let Some(sign_in) = portal.sign_in() else {
        return problem(portal, request, None, Problem::NotSignedIn, &Cause::none());
    };
    let wanted = Wanted::of(portal, request);
    match answer(portal, sign_in, request, wanted).await {
        Ok(response) => response,
        Err(failed) => failed.page(portal, request),
    }
}

async fn answer(
    portal: &Portal,
    sign_in: &SignIn,
    request: &HttpRequest,
    wanted: Wanted,
) -> Result<HttpResponse, Failed> {
    let page = || problem(portal, request, None, Problem::NotSignedIn, &Cause::none());
    if !navigates(request) {
        return Ok(page());
    }
    if let Some(oidc) = sign_in.oidc().filter(|oidc| oidc.automatic()) {
        return oidc::begin(portal, sign_in, oidc, request, wanted).await;
    }
    if wanted.is_home() || already_wanted(sign_in, request, &wanted).await? {
        return Ok(page());
    }
    let Some(cookie) = sign_in.sessions().keep(PLACE, &wanted, WHILE).await? else {
        return Ok(page());
    };
    // What is kept needs no place in the address bar and the history: it may be an encrypted link.
    let mut response = wanted
        .without_query(portal)
        .map_or_else(page, |clean| see_other(&clean));
    response
        .add_cookie(&cookie)
        .map_err(|error| Failed::internal(&error.to_string()))?;
    Ok(response)
}

/// Whether that page is kept already, with the query that has just left the address.
async fn already_wanted(
    sign_in: &SignIn,
    request: &HttpRequest,
    wanted: &Wanted,
) -> Result<bool, StoreError> {
    let kept = sign_in.sessions().kept::<Wanted>(PLACE, request).await?;
    Ok(kept.is_some_and(|kept| wanted.is_bare_of(&kept)))
}

/// Keeps a page for after the next try, where that is possible; the visitor has a page of failure already.
pub(super) async fn keep_way(sign_in: &SignIn, mut response: HttpResponse, wanted: &Wanted) -> HttpResponse {
    if wanted.is_home() {
        return response;
    }
    if let Ok(Some(cookie)) = sign_in.sessions().keep(PLACE, wanted, WHILE).await {
        let _ = response.add_cookie(&cookie);
    }
    response
}

/// Whether a browser shows the answer to somebody in a tab of its own. What is fetched ahead, shown in a frame, or
/// asked for by a script starts no sign-in: it would end one that is under way, or start one that nobody sees.
pub(crate) fn navigates(request: &HttpRequest) -> bool {
    let header = |name| {
        request
            .headers()
            .get(name)
            .map(actix_web::http::header::HeaderValue::as_bytes)
    };
    let document = header("sec-fetch-dest").is_none_or(|destination| destination == b"document");
    let ahead = header("sec-purpose").is_some_and(|purpose| purpose.starts_with(b"prefetch"));
    request.method() == Method::GET && document && !ahead
}

/// The page that a visitor wanted before; the start page when there is none. The answer must [forget](forget_way) it.
pub(crate) async fn wanted_before(sign_in: &SignIn, request: &HttpRequest) -> Result<Wanted, StoreError> {
    let wanted = sign_in.sessions().take::<Wanted>(PLACE, request).await?;
    Ok(wanted.unwrap_or_default())
}

/// Removes the cookie of the page that was wanted before: it counts once.
pub(super) fn forget_way(sign_in: &SignIn, request: &HttpRequest, response: &mut HttpResponse) {
    let cookies = sign_in.sessions().cookies();
    if cookies.read(request, WAY).is_some() {
        // A cookie that cannot be removed leads to a page of ours at most, and ends by itself.
        let _ = response.add_cookie(&cookies.gone(WAY));
    }
}
