//! This machine, and nobody else.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{self, HeaderMap};
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpResponse};
use url::Url;

use crate::proabono::is_loopback;
use crate::web::only;

/// Tells whether an address is one of this machine's. Browsers take every name below `localhost` for it (RFC 6761).
pub(crate) fn is_local(address: &str) -> bool {
    Url::parse(address)
        .is_ok_and(|url| is_loopback(&url) || url.domain().is_some_and(|name| name.ends_with(".localhost")))
}

/// Refuses requests for any name but this machine's: those of a browser whose page has made its own name lead here, and of a
/// proxy that is reached from elsewhere, when it passes the visitor's `Host` on. With a `Host` of the proxy's own, nothing here
/// tells where the visitor is.
pub(crate) fn local<S, B>()
-> impl Transform<S, ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    from_fn(admit)
}

async fn admit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_for_this_machine(request.headers()) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let refused = HttpResponse::MisdirectedRequest()
        .insert_header((header::CONTENT_TYPE, "text/plain; charset=utf-8"))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(ELSEWHERE);
    Ok(request.into_response(refused))
}

const ELSEWHERE: &str = "Nothing here is real: this page answers on this machine only, under 127.0.0.1, \
                         [::1], localhost or a name that ends in .localhost. For visitors from elsewhere there is \
                         `serve`.\n";

/// A request without the header comes from no browser, and from no proxy of today.
fn is_for_this_machine(headers: &HeaderMap) -> bool {
    if !headers.contains_key(header::HOST) {
        return true;
    }
    only(headers, &header::HOST).is_some_and(|host| is_local(&format!("http://{host}")))
}
