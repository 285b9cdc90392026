//! The address of the page: its path on this server, and its address in the visitor's browser.

use std::fmt;

use url::Url;

use crate::settings::values::is_safe;

/// The addresses below the page at which visitors sign in and out. A token or a code may stand in their queries, so no script of
/// somebody else's is on their pages, and nobody is sent back to one.
pub(crate) const LOGIN: &str = "/login";
pub(crate) const LOGOUT: &str = "/logout";
pub(crate) const CALLBACK: &str = "/callback";
pub(crate) const HANDOFF: &str = "/handoff";
const WAYS: [&str; 4] = [LOGIN, LOGOUT, CALLBACK, HANDOFF];

/// Tells whether a path below that of the page is one of these.
pub(crate) fn is_way(below: &str) -> bool {
    WAYS.contains(&below.trim_end_matches('/'))
}

/// The path of the page: `/Subscriptions`, `/billing/plans`, or empty for the root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// Takes a path of plain segments; a slash at the end is dropped.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub fn new(text: &str) -> Result<Self, String> {
        let trimmed = text.trim_end_matches('/');
        let plain = |segment: &str| {
            !segment.is_empty()
                && segment != "."
                && segment != ".."
                && segment
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~'))
        };
        let segments = trimmed.strip_prefix('/').map(|rest| rest.split('/').all(plain));
        if text.starts_with('/') && (trimmed.is_empty() || segments == Some(true)) {
            Ok(Self(trimmed.to_owned()))
        } else {
            Err("write a path such as /Subscriptions, or / for the root; segments of letters, digits and - _ . ~".to_owned())
        }
    }

    /// The path without a slash at the end; empty for the root.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells whether a path is that of a way to sign in or out below this one.
    pub(crate) fn is_way(&self, path: &str) -> bool {
        path.strip_prefix(&self.0).is_some_and(is_way)
    }

    /// The address of the page itself: `/` for the root.
    pub fn page(&self) -> &str {
        if self.0.is_empty() { "/" } else { &self.0 }
    }
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.page())
    }
}

/// The address of the page as its visitors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// Scheme, host and port.
    pub origin: String,
    /// The path, which differs from the server's own base path when the proxy rewrites it.
    pub path: BasePath,
}

impl PublicUrl {
    /// Tells whether nobody between the browser and the server can read the traffic: https, or http on this machine.
    pub fn is_safe(&self) -> bool {
        Url::parse(&self.origin).is_ok_and(|url| is_safe(&url))
    }

    /// Tells whether the scheme is https.
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The address of the page, without a slash at the end.
    pub(crate) fn page(&self) -> String {
        format!("{}{}", self.origin, self.path.as_str())
    }

    /// Reads a full address.
    pub(crate) fn new(text: &str) -> Result<Self, String> {
        const WHAT: &str =
            "write the full address of the page, such as https://app.example.com/Subscriptions";
        let url = Url::parse(text).map_err(|_| WHAT.to_owned())?;
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        if !matches!(url.scheme(), "https" | "http") || !url.has_host() || !bare {
            return Err(WHAT.to_owned());
        }
        Ok(Self {
            origin: url.origin().ascii_serialization(),
            path: BasePath::new(url.path())?,
        })
    }
}

/// The addresses of the page and of all that lies below it.
#[derive(Clone, Debug)]
pub(crate) struct Paths {
    /// The path of the page as it arrives here; empty for the root.
    pub(crate) base: BasePath,
    /// The path in the visitor's browser, which is another one when a proxy rewrites it.
    pub(crate) public: BasePath,
    /// Scheme, host and port in the visitor's browser, where they are known.
    pub(crate) origin: Option<String>,
}

impl Paths {
    /// The page itself in the visitor's browser.
    pub(crate) fn page(&self) -> &str {
        self.public.page()
    }

    /// The address of something below the page in the visitor's browser; `below` starts with a slash.
    pub(crate) fn path(&self, below: &str) -> String {
        format!("{}{below}", self.public.as_str())
    }

    /// Tells whether a link leads to the page itself: framed, it would nest the page in itself without end. `host` is
    /// the host of the request, which counts where no public address is known.
    pub(crate) fn is_page(&self, href: &str, host: &str) -> bool {
        let page = self.public.as_str();
        // Nearly every link ends here without being parsed: ProAbono's links carry a token and never end in the path of
        // this page.
        let end = href.bytes().position(|byte| matches!(byte, b'?' | b'#'));
        let path = href[..end.unwrap_or(href.len())].trim_end_matches('/');
        if !path.ends_with(page) {
            return false;
        }
        let Ok(url) = Url::parse(href) else { return false };
        if url.path().trim_end_matches('/') != page {
            return false;
        }
        let origin = url.origin().ascii_serialization();
        match &self.origin {
            Some(ours) => origin == *ours,
            None => origin
                .split_once("://")
                .is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(host)),
        }
    }
}
