use std::sync::Arc;
use std::time::{Duration, Instant};

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse};

use crate::chat::Chat;
use crate::customers::Mapping;
use crate::identity::{Chain, User};
use crate::telemetry::{Answered, Traces};
use crate::web::{Assets, Metrics, Paths, Request};
use crate::words::{Languages, Words};

use super::{Answer, Look, PageConfig};

/// The header that names a request on an error page and in the log.
pub(super) const REQUEST_ID: &str = "x-request-id";

/// The parts that every request uses on its way in and out.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) paths: Paths,
    pub(crate) page: PageConfig,
    pub(crate) languages: Languages,
    pub(crate) assets: Assets,
    pub(crate) look: Look,
    /// The chat, while it is on.
    pub(crate) chat: Option<Chat>,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) identity: Chain,
    pub(crate) mapping: Mapping,
    /// The other origins whose scripts may read the context.
    pub(crate) context_origins: Vec<String>,
    /// The origins that may frame the page, and whose scripts may read who it is for.
    pub(crate) frame_ancestors: Vec<String>,
    /// The ways in which visitors sign in here, when there are any.
    pub(crate) signs_in: Option<SignsIn>,
    /// True where an emulator stands in for ProAbono, which every page says.
    pub(crate) nothing_is_real: bool,
    pub(crate) traces: Traces,
}

/// The facts about the ways to sign in that pages need.
#[derive(Clone, Debug)]
pub(crate) struct SignsIn {
    /// The providers whose users have a session here.
    pub(crate) providers: Vec<&'static str>,
    /// True when a visitor can start to sign in here, and not only elsewhere.
    pub(crate) starts_here: bool,
    /// How long a session lasts after a visit.
    pub(crate) idle: Duration,
    /// How long a session lasts in all.
    pub(crate) absolute: Duration,
}

impl Site {
    /// The words for a visitor: in the language that the application names, else in the browser's, else in the usual one.
    pub(crate) fn words(&self, request: &HttpRequest, user: Option<&User>) -> &Words {
        self.languages
            .spoken(user.and_then(User::known_language), request)
    }

    /// The ways to sign in, when this user is signed in by one of them and can sign out here.
    pub(crate) fn signed_in_here(&self, user: &User) -> Option<&SignsIn> {
        let provider = user.known_provider()?;
        let signs_in = self.signs_in.as_ref()?;
        signs_in.providers.contains(&provider).then_some(signs_in)
    }

    /// The address at which a visitor starts to sign in here.
    pub(crate) fn login_path(&self) -> Option<String> {
        let starts = self.signs_in.as_ref()?.starts_here;
        starts.then(|| self.paths.path("/login"))
    }

    /// The chat, for a page at the address of a request. A token or a code that is not spent yet may stand in the query of
    /// a way to sign in or out, and the script of the chat, which is somebody else's, would see it.
    pub(super) fn chat_at(&self, request: &HttpRequest) -> Option<&Chat> {
        let safe = request.query_string().is_empty() || !self.paths.base.is_way(request.path());
        self.chat.as_ref().filter(|_| safe)
    }

    /// Adds the headers of its class to an answer.
    pub(crate) fn dressed(&self, answer: Answer) -> HttpResponse {
        let Answer { mut response, class } = answer;
        self.look.dress(&class, response.headers_mut());
        response
    }

    /// Counts an answer and writes its line in the log. `route` is the name from the route table: the path itself may hold
    /// anything.
    pub(crate) fn record<B>(
        &self,
        route: &'static str,
        method: &Method,
        response: &HttpResponse<B>,
        started: Instant,
    ) {
        let status = response.status();
        let seen = Request {
            // A resource answers other methods by itself, under one name for all of them.
            route: if status == StatusCode::METHOD_NOT_ALLOWED {
                "method_not_allowed"
            } else {
                route
            },
            method: method_name(method),
            status: status.as_u16(),
        };
        let elapsed = started.elapsed();
        self.metrics.request(&seen, elapsed);
        let Request {
            route,
            method,
            status: code,
        } = seen;
        let request_id = response.headers().get(REQUEST_ID);
        let request_id = request_id.and_then(|id| id.to_str().ok());
        Traces::answered(Answered {
            route,
            method,
            status: code,
            request_id,
        });
        if status.is_success() {
            tracing::debug!(route, method, status = code, ?elapsed, "answered");
        } else {
            tracing::info!(route, method, status = code, ?elapsed, request_id, "answered");
        }
    }
}

/// The method as one of a fixed set of words: visitors may invent methods, and each would become a time series.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
