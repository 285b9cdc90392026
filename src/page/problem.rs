use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::User;
use crate::observe::{REQUEST_ID, RouteName};
use crate::portal::Portal;

use super::view::{ProblemPage, Shell, respond};
use super::visitor::Visitor;
use super::words::spoken;

/// How soon a client may try again, in seconds.
pub(super) const RETRY_AFTER: &str = "5";

/// What the log says and the visitor does not see.
pub(crate) struct Cause(Option<String>);

impl Cause {
    pub(crate) fn none() -> Self {
        Self(None)
    }

    pub(crate) fn reason(reason: &str) -> Self {
        Self(Some(reason.to_owned()))
    }

    /// An error with all that lies beneath it.
    pub(crate) fn of(error: &dyn std::error::Error) -> Self {
        let mut text = error.to_string();
        let mut source = error.source();
        while let Some(error) = source {
            text.push_str(": ");
            text.push_str(&error.to_string());
            source = error.source();
        }
        Self(Some(text))
    }
}

/// A page in plain words with a way on; the cause goes to the log, once, under the id that the page shows.
pub(crate) fn problem(
    portal: &Portal,
    request: &HttpRequest,
    user: Option<&User>,
    kind: Problem,
    cause: &Cause,
) -> HttpResponse {
    let request_id = request_id();
    log(kind, cause, &request_id);
    let words = spoken(portal, request, user);
    let (title, text) = words.problem(kind);
    let page = portal.page();
    let wants_sign_in = matches!(
        kind,
        Problem::NotSignedIn
            | Problem::SignInFailed
            | Problem::FromElsewhere
            | Problem::SignInDenied
            | Problem::SignInRefused
    );
    let login = portal.login_path();
    let sign_in_url = login
        .as_deref()
        .or(page.sign_in_url.as_deref())
        .filter(|_| wants_sign_in);
    let logout = portal.sign_in().map(|_| portal.path("/logout"));
    let support_url = page
        .support_url
        .as_deref()
        .filter(|_| kind != Problem::NotSignedIn);
    let lost = matches!(
        kind,
        Problem::NotFound | Problem::MethodNotAllowed | Problem::NotOffered(_)
    );
    // With nothing configured, the page itself is the way on.
    let stranded = sign_in_url.is_none() && support_url.is_none();
    let retry = (kind.passes() || stranded) && !lost;
    let view = ProblemPage {
        shell: Shell::new(portal, words, user),
        title,
        text,
        retry: retry.then(|| {
            // It leads back to the page that was wanted, which the page's own path would forget.
            let login = login.as_deref().filter(|_| kind == Problem::SignInAway);
            // An empty address is the one that is open, with all that it says.
            login.unwrap_or(if kind.passes() { "" } else { portal.page_path() })
        }),
        page: lost.then(|| portal.page_path()),
        sign_in_url,
        sign_out_form: logout.as_deref().filter(|_| kind == Problem::IdentityRefused),
        support_url,
        request_id: kind.concerns_operator().then_some(request_id.as_str()),
    };
    let mut response = respond(&view, kind.status(), Nonce::new());
    let headers = response.headers_mut();
    if let Ok(id) = header::HeaderValue::from_str(&request_id) {
        headers.insert(header::HeaderName::from_static(REQUEST_ID), id);
    }
    if kind.passes() {
        headers.insert(header::RETRY_AFTER, header::HeaderValue::from_static(RETRY_AFTER));
    }
    response
}

/// A page that would ask ProAbono once more than one user may.
pub(super) fn too_often(portal: &Portal, request: &HttpRequest, visitor: &Visitor<'_>) -> HttpResponse {
    let user = Some(&visitor.user);
    problem(portal, request, user, Problem::TooOften, &Cause::none())
}

/// 64 random bits: enough to find one line in a log.
fn request_id() -> String {
    format!("{:016x}", rand::random::<u64>())
}

fn log(kind: Problem, Cause(cause): &Cause, request_id: &str) {
    let cause = cause.as_deref();
    if kind == Problem::Internal {
        tracing::error!(problem = ?kind, cause, request_id, "the page could not be shown");
    } else if kind.concerns_operator() {
        tracing::warn!(problem = ?kind, cause, request_id, "the page could not be shown");
    } else {
        tracing::debug!(problem = ?kind, cause, request_id, "the page could not be shown");
    }
}

/// Any path that is not in the route table.
pub(crate) async fn not_found(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = problem(&portal, &request, None, Problem::NotFound, &Cause::none());
    response.extensions_mut().insert(RouteName("not_found"));
    response
}

/// A known path with a method that it does not take.
pub(crate) async fn method_not_allowed(
    portal: web::ThinData<Portal>,
    request: HttpRequest,
    allow: &'static str,
) -> HttpResponse {
    let mut response = problem(&portal, &request, None, Problem::MethodNotAllowed, &Cause::none());
    response
        .headers_mut()
        .insert(header::ALLOW, header::HeaderValue::from_static(allow));
    response.extensions_mut().insert(RouteName("method_not_allowed"));
    response
}
