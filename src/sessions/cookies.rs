use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The path that most portals have.
const USUAL: &str = "/Subscriptions";

/// The beginning of the names of the cookies of sign-ins that are under way, after the start of all names.
pub(crate) const LOGIN: &str = "login-";

/// The names and attributes of this server's cookies.
#[derive(Clone, Debug)]
pub(crate) struct Cookies {
    /// The start of all names. `__Host-` keeps neighbouring sub-domains from setting a cookie. Browsers accept it only with
    /// `Secure`, so plain http in development does without.
    prefix: String,
    secure: bool,
    in_frames: bool,
}

impl Cookies {
    /// `start` begins all names, after `__Host-`. `secure` is true when the page is served over https, and `in_frames` when
    /// pages of other sites may frame it.
    pub(crate) fn new(start: &str, secure: bool, in_frames: bool) -> Self {
        let host = if secure { "__Host-" } else { "" };
        Self {
            prefix: format!("{host}{start}-"),
            secure,
            // Without `Secure`, browsers refuse a cookie for frames of other sites.
            in_frames: in_frames && secure,
        }
    }

    pub(crate) fn secure(&self) -> bool {
        self.secure
    }

    pub(crate) fn in_frames(&self) -> bool {
        self.in_frames
    }

    /// The start of the names of all cookies of this server.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The full name of a cookie.
    pub(crate) fn name(&self, of: &str) -> String {
        format!("{}{of}", self.prefix)
    }

    /// The start of the names where no setting says it. Cookies with `__Host-` belong to the whole host: with the same names,
    /// two portals on one host would sign each other's users out.
    pub(crate) fn start_for(path: &str) -> String {
        if path == USUAL {
            return "portal".to_owned();
        }
        let digest = Sha256::digest(path);
        format!("portal-{}", HEXLOWER.encode(&digest[..4]))
    }

    /// A cookie that brings a text back to this server, and is hidden from scripts.
    pub(super) fn kept(&self, of: &str, text: String, lasting: std::time::Duration) -> Cookie<'static> {
        let seconds = i64::try_from(lasting.as_secs()).unwrap_or(i64::MAX);
        let mut cookie = self.cookie(of, text);
        cookie.set_max_age(CookieDuration::seconds(seconds));
        cookie
    }

    /// The cookie that removes another.
    pub(crate) fn gone(&self, of: &str) -> Cookie<'static> {
        let mut cookie = self.cookie(of, String::new());
        cookie.make_removal();
        cookie
    }

    /// The text of a cookie in the request. The session guard has left only this server's cookies there, each once.
    pub(crate) fn read(&self, request: &HttpRequest, of: &str) -> Option<String> {
        let cookie = request.cookie(&self.name(of))?;
        Some(cookie.value().to_owned())
    }

    /// The cookies that start with `of`, in the order in which they came: their names after the prefix, and the characters
    /// that each takes.
    pub(crate) fn starting_with(&self, request: &HttpRequest, of: &str) -> Vec<(String, usize)> {
        let Ok(cookies) = request.cookies() else {
            return Vec::new();
        };
        let ours = cookies.iter().filter_map(|cookie| {
            let name = cookie.name().strip_prefix(&self.prefix)?;
            name.starts_with(of)
                .then(|| (name.to_owned(), cookie.name().len() + cookie.value().len()))
        });
        ours.collect()
    }

    /// A cookie that ends with the browser.
    pub(super) fn lasting(&self, of: &str, value: String) -> Cookie<'static> {
        self.cookie(of, value)
    }

    fn cookie(&self, of: &str, value: String) -> Cookie<'static> {
        let mut cookie = Cookie::new(self.name(of), value);
        cookie.set_path("/");
        cookie.set_http_only(true);
        cookie.set_secure(self.secure);
        cookie.set_same_site(if self.in_frames {
            SameSite::None
        } else {
            SameSite::Lax
        });
        cookie
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ServerConfig;

    #[test]
    fn a_page_at_the_path_that_it_has_by_default_has_the_short_names() {
        let usual = Cookies::start_for(ServerConfig::base_path.default);
        assert_eq!(
            Cookies::new(&usual, true, false).name("session"),
            "__Host-portal-session"
        );
        assert_ne!(Cookies::start_for("/subscriptions"), usual);
    }
}
