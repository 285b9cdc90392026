//! Around every request: the body within its bounds, headers by class, metrics, and a line in the log for what is not a
//! plain success.

use std::time::Instant;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};

use crate::body;
use crate::headers::Class;
use crate::metrics::Request;
use crate::portal::Portal;

/// The header that names a request on an error page and in the log.
pub(crate) const REQUEST_ID: &str = "x-request-id";

/// The name of a route, put on a response by its handler; the path itself may hold anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RouteName(pub(crate) &'static str);

/// The middleware. It keeps the portal itself: an extractor would look it up and box a future for each request.
pub(crate) fn observed<S, B>(
    portal: Portal,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse<EitherBody<B>>, Error = Error, InitError = ()>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    from_fn(move |request, next| around(portal.clone(), request, next))
}

async fn around<B: MessageBody>(
    portal: Portal,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let started = Instant::now();
    let method = method_name(request.method());
    let arrived = if request.method() == Method::POST {
        // Boxed: most requests are none, and would carry the future of reading about.
        Box::pin(body::arrive(request, portal.body_timeout())).await
    } else {
        Ok(request)
    };
    let mut response = match arrived {
        Ok(request) => next.call(request).await?.map_into_left_body(),
        Err(refused) => refused.map_into_right_body(),
    };
    let (class, route) = {
        let mut extensions = response.response_mut().extensions_mut();
        (extensions.remove::<Class>(), extensions.remove::<RouteName>())
    };
    portal.headers().apply(class.as_ref(), response.headers_mut());
    let seen = Request {
        route: route.map_or(
            if class == Some(Class::Asset) {
                "asset"
            } else {
                "other"
            },
            |route| route.0,
        ),
        method,
        status: response.status().as_u16(),
    };
    let elapsed = started.elapsed();
    portal.metrics().request(&seen, elapsed);
    if response.status().is_success() {
        tracing::debug!(
            route = seen.route,
            method,
            status = seen.status,
            ?elapsed,
            "answered"
        );
    } else {
        let request_id = response.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
        tracing::info!(
            route = seen.route,
            method,
            status = seen.status,
            ?elapsed,
            request_id,
            "answered"
        );
    }
    Ok(response)
}

/// A fixed set of words: a visitor may invent methods, and each would be a time series.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}
