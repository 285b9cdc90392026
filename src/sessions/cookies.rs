use actix_web::HttpRequest;
use actix_web::cookie::time::Duration as CookieDuration;
use actix_web::cookie::{Cookie, SameSite};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// The path that most portals have.
const USUAL: &str = "/Subscriptions";

/// How the cookies of this server are named and marked.
#[derive(Clone, Debug)]
pub(crate) struct Cookies {
    /// What all names start with, after the mark of a host.
    start: String,
    secure: bool,
    in_frames: bool,
}

impl Cookies {
    /// `start`: what all names start with. `secure`: the page is served over https. `in_frames`: pages of other sites may
    /// frame it.
    pub(crate) fn new(start: &str, secure: bool, in_frames: bool) -> Self {
        Self {
            start: start.to_owned(),
            secure,
            // Without `Secure` browsers refuse a cookie that goes to frames of other sites.
            in_frames: in_frames && secure,
        }
    }

    pub(crate) fn secure(&self) -> bool {
        self.secure
    }

    pub(crate) fn in_frames(&self) -> bool {
        self.in_frames
    }

    /// The whole name. `__Host-` keeps a cookie from being set by a neighbouring sub-domain; browsers take it only with
    /// `Secure`, so that plain http in development has another name.
    pub(crate) fn name(&self, of: &str) -> String {
        let prefix = if self.secure { "__Host-" } else { "" };
        format!("{prefix}{start}-{of}", start = self.start)
    }

    /// What the names start with where no setting says it. Cookies with the mark of a host belong to the whole host, so two
    /// portals on one host, each below its own path, would sign each other's users out under one name.
    pub(crate) fn start_for(path: &str) -> String {
        if path == USUAL {
            return "portal".to_owned();
        }
        let digest = Sha256::digest(path);
        format!("portal-{}", HEXLOWER.encode(&digest[..4]))
    }

    /// A cookie that brings a text back to this server, and never shows it to a script.
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

    /// The text that a visitor brings. The session guard has left only cookies of ours in the request, each once.
    pub(crate) fn read(&self, request: &HttpRequest, of: &str) -> Option<String> {
        let cookie = request.cookie(&self.name(of))?;
        Some(cookie.value().to_owned())
    }

    /// The cookies that start with `of`, in the order in which they came: their names after the prefix, and the characters
    /// that each takes.
    pub(crate) fn starting_with(&self, request: &HttpRequest, of: &str) -> Vec<(String, usize)> {
        let (prefix, start) = (self.name(""), self.name(of));
        let Ok(cookies) = request.cookies() else {
            return Vec::new();
        };
        let ours = cookies.iter().filter(|cookie| cookie.name().starts_with(&start));
        ours.map(|cookie| {
            let name = cookie.name()[prefix.len()..].to_owned();
            (name, cookie.name().len() + cookie.value().len())
        })
        .collect()
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
