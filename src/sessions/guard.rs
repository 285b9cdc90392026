use actix_web::cookie::{Cookie, CookieJar};
use actix_web::http::header::{self, HeaderMap, HeaderValue};

use super::cookie_header::keep_ours;
use super::{COOKIE, Sessions};

impl Sessions {
    /// The cookie that makes the browser forget its session.
    pub(crate) fn gone(&self) -> Cookie<'static> {
        self.inner.cookies.gone(COOKIE)
    }

    /// Leaves only this server's cookies in a request, each once. A session cookie that was sealed with the previous
    /// key is sealed anew with the current one, for the session layer and for the browser.
    pub(crate) fn admit(&self, headers: &mut HeaderMap) -> Option<Cookie<'static>> {
        keep_ours(headers, self.inner.cookies.prefix());
        self.reseal(headers)
    }

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

    /// Sends the cookie that was sealed anew, unless the answer sets one. It also adds the attribute for frames of
    /// other sites, which the library that writes the cookies does not know yet.
    pub(crate) fn mark(&self, headers: &mut HeaderMap, resealed: Option<Cookie<'static>>) {
        let starts = |value: &HeaderValue, with: &str| value.as_bytes().starts_with(with.as_bytes());
        if let Some(cookie) = resealed
            && let session = format!("{}=", cookie.name())
            && !headers
                .get_all(header::SET_COOKIE)
                .any(|value| starts(value, &session))
            && let Ok(line) = HeaderValue::from_str(&cookie.encoded().to_string())
        {
            headers.append(header::SET_COOKIE, line);
        }
        if !self.inner.cookies.in_frames() {
            return;
        }
        let ours = self.inner.cookies.prefix();
        let lines: Vec<HeaderValue> = headers.remove(header::SET_COOKIE).collect();
        for line in lines {
            let marked = line.to_str().ok().filter(|_| starts(&line, ours));
            let marked = marked.and_then(|text| HeaderValue::from_str(&format!("{text}; Partitioned")).ok());
            headers.append(header::SET_COOKIE, marked.unwrap_or(line));
        }
    }
}
