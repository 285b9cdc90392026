use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use askama::Template;

use crate::web::{Class, Nonce};

use super::Stop;

/// What a handler returns.
pub(crate) type Outcome = Result<Answer, Stop>;

/// A response that has not left yet, and which security headers it leaves with.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(super) response: HttpResponse,
    pub(super) class: Class,
}

/// Bytes that hold a page with a link of usual length, so that writing it moves nothing.
const ROOM: usize = 2048;
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl Answer {
    /// A page with the status 200. `nonce` is the one that its scripts carry.
    pub(crate) fn page(view: &impl Template, nonce: &Nonce) -> Self {
        Self::with_status(view, StatusCode::OK, nonce)
    }

    /// A page.
    pub(crate) fn with_status(view: &impl Template, status: StatusCode, nonce: &Nonce) -> Self {
        let Ok(html) = render(view) else {
            tracing::error!("a template could not be rendered");
            return Self::machine(HttpResponse::InternalServerError().finish());
        };
        let response = HttpResponse::build(status)
            .insert_header((header::CONTENT_TYPE, HTML))
            .body(html);
        Self {
            response,
            class: Class::Page(nonce.clone()),
        }
    }

    /// Sends the browser on by GET.
    pub(crate) fn see_other(address: &str) -> Self {
        let location = (header::LOCATION, address);
        Self::machine(HttpResponse::SeeOther().insert_header(location).finish())
    }

    /// JSON, text, or nothing.
    pub(crate) fn machine(response: HttpResponse) -> Self {
        Self {
            response,
            class: Class::Machine,
        }
    }

    /// A request that cannot be taken in: its connection ends with this answer.
    pub(crate) fn refused(status: StatusCode) -> Self {
        Self::machine(HttpResponse::build(status).force_close().finish())
    }

    /// A file whose address changes with its content.
    pub(crate) fn asset(response: HttpResponse) -> Self {
        Self {
            response,
            class: Class::Asset,
        }
    }

    /// The same page with the in-site portal in it.
    pub(crate) fn insite(self) -> Self {
        self.classed(Class::InSite)
    }

    /// The same page where our own frame may show it: a browser checks that before a script could lead out.
    pub(crate) fn framed(self) -> Self {
        self.classed(Class::Return)
    }

    fn classed(mut self, class: fn(Nonce) -> Class) -> Self {
        self.class = match self.class {
            Class::Page(nonce) => class(nonce),
            other => other,
        };
        self
    }

    /// Adds a cookie.
    pub(crate) fn cookie(mut self, cookie: &Cookie<'_>) -> Result<Self, Stop> {
        let added = self.response.add_cookie(cookie);
        added.map_err(|error| Stop::internal(&error.to_string()))?;
        Ok(self)
    }

    /// Adds a cookie whose loss does no harm.
    pub(crate) fn spare_cookie(mut self, cookie: &Cookie<'_>) -> Self {
        let _ = self.response.add_cookie(cookie);
        self
    }

    /// Adds a header of its own.
    pub(crate) fn header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.response.headers_mut().insert(name, value);
        self
    }
}

/// The HTML of a page.
fn render(page: &impl Template) -> askama::Result<String> {
    let mut html = String::with_capacity(ROOM);
    page.render_into(&mut html)?;
    Ok(html)
}
