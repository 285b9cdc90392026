//! Deliveries of ProAbono's events. Nobody is asked who they are, and the signature is checked before the body is read.

use std::time::Instant;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, Route, web};

use crate::visit::Answer;
use crate::web::body;

use super::{Handlers, Portal};

/// The largest delivery that is read, in bytes; that of ProAbono's own sample.
const LARGEST: usize = 256 << 10;

impl Handlers {
    /// Answers 200 without a body once the event is stored.
    pub(crate) fn delivered(&self, name: &'static str) -> Route {
        let portal = self.portal.clone();
        web::route().to(move |request: HttpRequest, payload: web::Payload| {
            let portal = portal.clone();
            async move {
                let started = Instant::now();
                let answer = match portal.deliver(&request, payload).await {
                    Ok(status) => Answer::machine(HttpResponse::build(status).finish()),
                    Err(status) => Answer::refused(status),
                };
                let site = &portal.inner.site;
                let response = site.dressed(answer);
                site.record(name, request.method(), &response, started);
                response
            }
        })
    }
}

impl Portal {
    /// # Errors
    /// The status to refuse with, which ends the connection: the rest of the body is not read.
    async fn deliver(&self, request: &HttpRequest, payload: web::Payload) -> Result<StatusCode, StatusCode> {
        let events = self.inner.pages.events.as_ref();
        let receiver = &events.ok_or(StatusCode::NOT_FOUND)?.receiver;
        receiver.admit(request.headers())?;
        let body = body(payload.into_inner(), LARGEST, self.inner.body_timeout).await?;
        Ok(receiver.take(&body).await)
    }
}
