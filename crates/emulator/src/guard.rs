//! Requests that browsers send for pages of somebody else.

use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, HOST, HeaderMap, ORIGIN};
use actix_web::http::uri::Authority;
use actix_web::middleware::Next;
use actix_web::{Error, HttpResponse};
use url::{Host, Url};

use crate::loopback::is_loopback;
use crate::options::Options;

type Answer = Result<ServiceResponse<BoxBody>, Error>;

/// The names under which requests are answered.
pub(crate) enum Names {
    Any,
    /// Those of this machine, and that of the origin in links.
    Local {
        hosted: Option<Host>,
    },
}

impl Names {
    pub(crate) fn of(options: &Options) -> Self {
        if !options.this_machine_alone {
            return Self::Any;
        }
        let hosted = options.hosted_origin.as_deref();
        let hosted = hosted.and_then(|origin| Url::parse(origin).ok());
        Self::Local {
            hosted: hosted.and_then(|origin| origin.host().map(|host| host.to_owned())),
        }
    }

    /// A request without a name comes from no browser.
    fn admit(&self, request: &ServiceRequest) -> bool {
        let Self::Local { hosted } = self else {
            return true;
        };
        let mut named = request.headers().get_all(HOST).map(|host| host.to_str().ok());
        let host = match (named.next(), named.next()) {
            // With HTTP/2 the name is a part of the address.
            (None, _) => request.uri().authority().map(Authority::as_str),
            (Some(Some(host)), None) => Some(host),
            _ => return false,
        };
        host.is_none_or(|host| {
            let url = Url::parse(&format!("http://{host}/")).ok();
            let name = url.as_ref().and_then(Url::host).map(|host| host.to_owned());
            name.is_some_and(|name| is_local(&name) || hosted.as_ref() == Some(&name))
        })
    }
}

/// Browsers take every name below `localhost` for this machine (RFC 6761).
fn is_local(host: &Host) -> bool {
    is_loopback(host) || matches!(host, Host::Domain(name) if name.ends_with(".localhost"))
}

/// Refuses requests for other names: a page whose own name was made to lead here could read every answer.
pub(crate) async fn named(
    names: Arc<Names>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Answer {
    if names.admit(&request) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let why = "This emulator answers on this machine only, under 127.0.0.1, [::1], localhost or a name that ends in \
               .localhost.\n";
    Ok(refuse(request, StatusCode::MISDIRECTED_REQUEST, why))
}

/// Refuses what a page of another origin would change. Browsers send such a request before they keep its answer from the page.
pub(crate) async fn own_orders(request: ServiceRequest, next: Next<impl MessageBody + 'static>) -> Answer {
    if request.method().is_safe() || !is_from_elsewhere(request.headers()) {
        return Ok(next.call(request).await?.map_into_boxed_body());
    }
    let why = "A page of another origin changes nothing here: send this from a program, such as a test.\n";
    Ok(refuse(request, StatusCode::FORBIDDEN, why))
}

/// Programs send neither header.
fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return !matches!(site.as_bytes(), b"same-origin" | b"none");
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return false;
    };
    // An older browser: its page and the emulator have one name and one port.
    let shown = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    shown.map(|(_, authority)| authority) != host || host.is_none()
}

fn refuse(request: ServiceRequest, status: StatusCode, why: &'static str) -> ServiceResponse<BoxBody> {
    let refused = HttpResponse::build(status)
        .insert_header(ContentType::plaintext())
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(why);
    request.into_response(refused)
}
