use actix_web::HttpResponse;
use actix_web::cookie::Cookie;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderValue};
use askama::Template;

use crate::web::{Class, Nonce, OwnFile, Reader};

use super::Stop;

/// The result of a handler.
pub(crate) type Outcome = Result<Answer, Stop>;

/// A response that has not been sent yet, with the class of its security headers.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(super) response: HttpResponse,
    pub(super) class: Class,
}

/// The bytes that a page with a link of usual length needs, so that its buffer does not grow.
const ROOM: usize = 8192;
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

impl Answer {
    /// A page with the status 200. Its scripts carry `nonce`.
    pub(crate) fn page(view: &impl Template, nonce: &Nonce) -> Self {
        Self::with_status(view, StatusCode::OK, nonce)
    }

    /// A page with any status.
    pub(crate) fn with_status(view: &impl Template, status: StatusCode, nonce: &Nonce) -> Self {
        let page = |response| Self {
            response,
            class: Class::Page(nonce.clone()),
        };
        html(view, status).map_or_else(Self::broken, page)
    }

    /// A piece of HTML for a page of the application.
    pub(crate) fn fragment(view: &impl Template, status: StatusCode) -> Self {
        html(view, status).map_or_else(Self::broken, Self::machine)
    }

    fn broken() -> Self {
        Self::machine(HttpResponse::InternalServerError().finish())
    }

    /// A redirect that the browser follows with GET.
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

    /// The answer to a request that cannot be read; it ends the connection.
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

    /// A file of the operator's, whose address changes with its content.
    pub(crate) fn own_file(file: &OwnFile) -> Self {
        let mut response = HttpResponse::Ok();
        response.insert_header((header::CONTENT_TYPE, file.media_type));
        let class = if file.media_type.starts_with("image/") {
            Class::Picture
        } else {
            Class::Asset
        };
        Self {
            response: response.body(file.content.clone()),
            class,
        }
    }

    /// A script for pages of any origin.
    pub(crate) fn script(response: HttpResponse) -> Self {
        Self {
            response,
            class: Class::Script,
        }
    }

    /// The same page with the in-site portal in it.
    pub(crate) fn insite(self) -> Self {
        self.classed(Class::InSite)
    }

    /// The same page with permission to be shown in a frame of this server: a browser checks that before a script could
    /// leave the frame.
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

    /// The same answer for a reader: a browser gives it to a script of another origin only when it says so.
    pub(crate) fn shared_with(self, reader: &Reader) -> Self {
        let answer = self.header(header::VARY, HeaderValue::from_static("Origin"));
        let Reader::Other(origin) = reader else {
            return answer;
        };
        answer
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone())
            .header(
                header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
                HeaderValue::from_static("true"),
            )
    }

    /// Adds a cookie.
    pub(crate) fn cookie(mut self, cookie: &Cookie<'_>) -> Result<Self, Stop> {
        let added = self.response.add_cookie(cookie);
        added.map_err(|error| Stop::internal(&error.to_string()))?;
        Ok(self)
    }

    /// Adds a cookie whose loss would do no harm.
    pub(crate) fn spare_cookie(mut self, cookie: &Cookie<'_>) -> Self {
        let _ = self.response.add_cookie(cookie);
        self
    }

    /// Adds a header.
    pub(crate) fn header(mut self, name: header::HeaderName, value: HeaderValue) -> Self {
        self.response.headers_mut().insert(name, value);
        self
    }
}

/// A response of HTML; `None`, with a line in the log, when the template fails.
fn html(view: &impl Template, status: StatusCode) -> Option<HttpResponse> {
    let mut html = String::with_capacity(ROOM);
    if view.render_into(&mut html).is_err() {
        tracing::error!(code = "template-failed", "a template could not be rendered");
        return None;
    }
    let mut response = HttpResponse::build(status);
    Some(response.insert_header((header::CONTENT_TYPE, HTML)).body(html))
}
