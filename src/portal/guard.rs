use std::rc::Rc;
use std::time::Instant;

use actix_session::{SessionExt as _, SessionStatus};
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};

use crate::sign_in::SignIn;
use crate::visit::Stop;
use crate::web::same_origin;
use crate::words::Problem;

use super::Portal;

/// The route of the sign-out.
pub(super) const LOGOUT: &str = "logout";

/// Wraps the session layer: only cookies of this server go in, those of the previous key are accepted, and a failing
/// store ends in a page. By itself the layer would answer with an empty 500 without headers, before and after the
/// handler.
pub(super) fn guarded<S, B>(
    portal: Portal,
    name: &'static str,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    let portal = Rc::new(portal);
    from_fn(move |request: ServiceRequest, next| {
        let span = portal.inner.site.traces.begin(request.request());
        span.around(around(Rc::clone(&portal), name, request, next))
    })
}

async fn around<B: MessageBody + 'static>(
    portal: Rc<Portal>,
    name: &'static str,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let started = Instant::now();
    let site = &portal.inner.site;
    let Some(sessions) = portal.inner.sign_in.as_ref().map(SignIn::sessions) else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let resealed = sessions.admit(request.headers_mut());
    let visitor = request.request().clone();
    let response = match next.call(request).await {
        Ok(response) => {
            let mut response = response.map_into_boxed_body();
            sessions.mark(response.headers_mut(), resealed);
            response
        }
        Err(error) => {
            let stop = Stop::because(Problem::SessionsAway, &error.to_string());
            let mut page = stop.page(site, &visitor);
            let posted = name == LOGOUT && visitor.method() == Method::POST;
            let leaves = posted && same_origin(&site.paths, &visitor);
            if leaves || visitor.get_session().status() == SessionStatus::Purged {
                // The session cannot be ended in the store now, but it can in this browser.
                page = page.spare_cookie(&sessions.gone());
            }
            ServiceResponse::new(visitor.clone(), site.dressed(page))
        }
    };
    site.record(name, visitor.method(), response.response(), started);
    Ok(response)
}
