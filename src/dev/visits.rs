//! The latest requests of the page, with what came to light about each.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::StatusCode;
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpRequest};
use url::form_urlencoded;

use crate::clock::now;
use crate::emulator::Emulator;
use crate::visit::Findings;

/// The number of requests that are kept.
const MOST: usize = 50;

/// One request, answered.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Seconds since 1970.
    pub(super) at: u64,
    /// The method, the path and the names of the parameters: their values may be secrets.
    pub(super) request: String,
    pub(super) status: StatusCode,
    pub(super) findings: Arc<Findings>,
    /// The numbers of the calls to ProAbono in the meantime.
    pub(super) calls: Range<u64>,
}

/// The latest requests, newest first.
pub(super) struct Visits {
    kept: Mutex<VecDeque<Seen>>,
    emulator: Arc<Emulator>,
}

impl Visits {
    pub(super) fn of(emulator: Arc<Emulator>) -> Self {
        Self {
            kept: Mutex::default(),
            emulator,
        }
    }

    pub(super) fn kept(&self) -> Vec<Seen> {
        self.lock().iter().cloned().collect()
    }

    pub(super) fn forget(&self) {
        self.lock().clear();
    }

    fn add(&self, seen: Seen) {
        let mut kept = self.lock();
        kept.truncate(MOST - 1);
        kept.push_front(seen);
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Seen>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Watches the requests of the page.
pub(super) fn watched<S, B>(
    visits: &Arc<Visits>,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>
+ use<S, B>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    let visits = Arc::clone(visits);
    from_fn(move |request, next| watch(Arc::clone(&visits), request, next))
}

async fn watch<B: MessageBody + 'static>(
    visits: Arc<Visits>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let before = visits.emulator.calls();
    let line = line(request.request());
    Findings::begin(request.request());
    let response = next.call(request).await?.map_into_boxed_body();
    let findings = Findings::end(response.request());
    if tells(&findings, response.request()) {
        let after = visits.emulator.calls();
        visits.add(Seen {
            at: now(),
            request: line,
            status: response.status(),
            findings: Arc::new(findings),
            calls: before + 1..after + 1,
        });
    }
    Ok(response)
}

/// The addresses that browsers and open pages ask for by themselves.
const BY_ITSELF: [&str; 5] = [
    "/csp-report",
    "/standing.json",
    "/status",
    "/user.json",
    "/events",
];

/// Files tell nothing, browsers report by themselves, and open pages ask how the customer stands all the time.
fn tells(findings: &Findings, request: &HttpRequest) -> bool {
    let path = request.path();
    let by_itself = path.contains("/static/") || BY_ITSELF.iter().any(|end| path.ends_with(end));
    findings.problem.is_some() || !by_itself
}

fn line(request: &HttpRequest) -> String {
    let mut line = format!("{} {}", request.method(), request.path());
    let query = form_urlencoded::parse(request.query_string().as_bytes());
    let names: Vec<String> = query.map(|(name, _)| format!("{name}=…")).collect();
    if !names.is_empty() {
        line.push('?');
        line.push_str(&names.join("&"));
    }
    line
}
