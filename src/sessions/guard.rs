use std::rc::Rc;

use actix_session::{SessionExt as _, SessionStatus};
use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::cookie::{Cookie, CookieJar};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::middleware::{Next, from_fn};

use crate::error::Problem;
use crate::page::{Cause, problem};
use crate::portal::Portal;
use crate::sign_in::same_origin;

use super::cookie_header::keep_ours;
use super::{COOKIE, Sessions};

/// Around the session layer: cookies of this server alone go in, those of the previous key are taken, and a store that
/// fails ends in a page. The layer itself would answer an empty 500 without headers, before and after the handler.
pub(crate) fn guarded<S, B>(
    portal: Portal,
    sessions: Sessions,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error, InitError = ()>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody + 'static,
{
    let shared = Rc::new((portal, sessions));
    from_fn(move |request, next| around(Rc::clone(&shared), request, next))
}

async fn around<B: MessageBody + 'static>(
    shared: Rc<(Portal, Sessions)>,
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let (portal, sessions) = &*shared;
    keep_ours(request.headers_mut(), &sessions.inner.cookies.name(""));
    let resealed = sessions.reseal(request.headers_mut());
    let visitor = request.request().clone();
    let leaves = visitor.method() == Method::POST
        && visitor.path().ends_with("/logout")
        && same_origin(portal, &visitor);
    let mut response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => {
            let cause = Cause::reason(&error.to_string());
            let mut page = problem(portal, &visitor, None, Problem::SessionsAway, &cause);
            if leaves || visitor.get_session().status() == SessionStatus::Purged {
                // The session cannot be ended in the store now; in this browser it can.
                let _ = page.add_cookie(&sessions.inner.cookies.gone(COOKIE));
            }
            return Ok(ServiceResponse::new(visitor, page));
        }
    };
    sessions.mark(response.headers_mut(), resealed);
    Ok(response)
}

impl Sessions {
    /// Seals a cookie of the previous key with today's, for the layer and for the browser. The cookies in the header are
    /// this server's own, each once.
    fn reseal(&self, headers: &mut HeaderMap) -> Option<Cookie<'static>> {
        let previous = self.inner.previous_key.as_ref()?;
        let name = self.inner.cookies.name(COOKIE);
        let line = headers.get(header::COOKIE)?.to_str().ok()?;
        let mut cookies: Vec<Cookie<'static>> = line
            .split("; ")
            .filter_map(|pair| Cookie::parse_encoded(pair.to_owned()).ok())
            .collect();
        let ours = cookies.iter_mut().find(|cookie| cookie.name() == name)?;
        let mut jar = CookieJar::new();
        jar.add_original(ours.clone());
        if jar.private(&self.inner.key).get(&name).is_some() {
            return None;
        }
        let opened = jar.private(previous).get(&name)?;
        let mut jar = CookieJar::new();
        jar.private_mut(&self.inner.key).add(opened);
        let sealed = jar.get(&name)?.value().to_owned();
        ours.set_value(sealed.clone());
        let pairs: Vec<String> = cookies
            .iter()
            .map(|cookie| cookie.encoded().to_string())
            .collect();
        let line = HeaderValue::from_str(&pairs.join("; ")).ok()?;
        headers.insert(header::COOKIE, line);
        Some(self.inner.cookies.lasting(COOKIE, sealed))
    }

    /// Sends the cookie that was sealed anew, unless the answer sets one, and marks our cookies for frames of other sites:
    /// the library that writes them does not know the attribute yet.
    fn mark(&self, headers: &mut HeaderMap, resealed: Option<Cookie<'static>>) {
        let starts = |value: &HeaderValue, with: &str| value.as_bytes().starts_with(with.as_bytes());
        let session = format!("{}=", self.inner.cookies.name(COOKIE));
        let set = headers
            .get_all(header::SET_COOKIE)
            .any(|value| starts(value, &session));
        if let Some(cookie) = resealed.filter(|_| !set)
            && let Ok(line) = HeaderValue::from_str(&cookie.encoded().to_string())
        {
            headers.append(header::SET_COOKIE, line);
        }
        if !self.inner.cookies.in_frames() {
            return;
        }
        let ours = self.inner.cookies.name("");
        let lines: Vec<HeaderValue> = headers.remove(header::SET_COOKIE).collect();
        for line in lines {
            let marked = line.to_str().ok().filter(|_| starts(&line, &ours));
            let marked = marked.and_then(|text| HeaderValue::from_str(&format!("{text}; Partitioned")).ok());
            headers.append(header::SET_COOKIE, marked.unwrap_or(line));
        }
    }
}
