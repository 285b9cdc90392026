//! The gate: may the user of this request use a feature? A proxy asks before it passes a request on to the application.
//!
//! The question stands in the query of the address that the proxy's configuration names. Nothing that a forwarded request says
//! of itself counts: neither its address, nor its method, nor what program sent it.

use std::rc::Rc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse};

use crate::portal::Portal;
use crate::rights::{Answer as Word, Asked, Rule, Takes, WhenUnknown};
use crate::visit::{Answer, Stop, Visitor};
use crate::web::Metrics;
use crate::words::Problem;

use super::key::shows;

/// The header with the answer and its reason.
const RIGHTS: HeaderName = HeaderName::from_static("x-portal-rights");

/// A decision: what is known, why, and what the proxy is told.
struct Verdict {
    word: Word,
    reason: &'static str,
    status: StatusCode,
    /// The choice of the operator, where it decided.
    by: Option<&'static str>,
    /// How many seconds ago it was read, where it is out of date.
    age: Option<u64>,
}

impl Verdict {
    fn denied(reason: &'static str) -> Self {
        Self {
            word: Word::Denied,
            reason,
            status: StatusCode::FORBIDDEN,
            by: None,
            age: None,
        }
    }

    /// Nobody knows who it is.
    fn nobody(stop: &Stop) -> Self {
        let problem = stop.problem();
        match problem {
            Problem::NotSignedIn => Self {
                status: StatusCode::UNAUTHORIZED,
                ..Self::denied("not-signed-in")
            },
            Problem::SessionsAway => Self::away(),
            _ => Self::denied("identity-refused"),
        }
    }

    /// The sessions cannot be read, so that nobody is known.
    fn away() -> Self {
        Self {
            word: Word::Unknown,
            ..Self::denied("sessions-away")
        }
    }

    fn of(rule: Rule, when_unknown: WhenUnknown) -> Self {
        let word = rule.answer();
        let passes = word == Word::Allowed || word == Word::Unknown && when_unknown == WhenUnknown::Allow;
        Self {
            word,
            reason: rule.name(),
            status: if passes {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            },
            by: (word == Word::Unknown).then(|| when_unknown.word()),
            age: None,
        }
    }

    fn header(&self) -> HeaderValue {
        let by = self
            .by
            .map(|by| format!("; when-unknown={by}"))
            .unwrap_or_default();
        let age = self.age.map(|age| format!("; age={age}")).unwrap_or_default();
        let text = format!("{}; reason={}{by}{age}", self.word.word(), self.reason);
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("denied"))
    }
}

/// Makes the counters of the decisions by a rule.
pub(super) fn announce(when_unknown: WhenUnknown, metrics: &Metrics) {
    for rule in Rule::ALL {
        let verdict = Verdict::of(*rule, when_unknown);
        drop(metrics.gate_counter(verdict.word.word(), verdict.reason, verdict.status.as_u16()));
    }
}

/// Any request of `/forward-auth`.
pub(super) async fn gate(portal: &Portal, request: &HttpRequest) -> Answer {
    let verdict = decide(portal, request).await;
    portal
        .inner
        .site
        .metrics
        .gate(verdict.word.word(), verdict.reason, verdict.status.as_u16());
    Answer::machine(HttpResponse::build(verdict.status).finish()).header(RIGHTS, verdict.header())
}

async fn decide(portal: &Portal, request: &HttpRequest) -> Verdict {
    let Some(servers) = portal.inner.servers.as_ref() else {
        return Verdict::denied("key");
    };
    // A wrong key is the operator's mistake: with 401, the proxy would send its users to sign in.
    if !shows(&servers.keys, request.headers()) {
        return Verdict::denied("key");
    }
    let question = match Asked::of(request.query_string(), Takes::Gate) {
        Ok(Asked {
            question: Some(question),
            ..
        }) => question,
        Ok(_) => return Verdict::denied("no-feature"),
        Err(bad) => return Verdict::denied(bad.name()),
    };
    let visitor = match Visitor::of(&portal.inner.site, request).await {
        Ok(visitor) => visitor,
        Err(stop) => return Verdict::nobody(&stop),
    };
    let rights = &portal.inner.pages.rights;
    let (decision, age) = rights.decide(&visitor.customer, &question).await;
    Verdict {
        age: age.seconds.filter(|_| age.stale),
        ..Verdict::of(decision.rule, servers.when_unknown)
    }
}

/// Sees to it that a proxy gets one of the three statuses that it understands. nginx would make an error of its own out of any
/// other one.
pub(super) async fn three_statuses<B: MessageBody + 'static>(
    portal: Rc<Portal>,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let response = next.call(request).await?.map_into_boxed_body();
    let usual = [StatusCode::OK, StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN];
    if usual.contains(&response.status()) {
        return Ok(response);
    }
    let verdict = match response.status() {
        StatusCode::SERVICE_UNAVAILABLE => Verdict::away(),
        _ => Verdict::denied("unreadable-request"),
    };
    let site = &portal.inner.site;
    site.metrics
        .gate(verdict.word.word(), verdict.reason, verdict.status.as_u16());
    let answer = Answer::machine(HttpResponse::build(verdict.status).finish());
    let answer = site.dressed(answer.header(RIGHTS, verdict.header()));
    Ok(response.into_response(answer))
}
