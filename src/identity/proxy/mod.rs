mod detail;
mod secret;
mod settings;
mod text;

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, HeaderName};
use futures_util::future::{LocalBoxFuture, ready};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

use super::{Identify, Identity, InvalidUser, User};

use detail::{Said, Told};
use text::text;

pub use secret::{ProxySecret, SecretDigest};
pub use settings::{IdentityConfig, ProxyConfig};

/// A reverse proxy that authenticates the visitor and names the user in a header.
///
/// The header is believed only from a TCP peer in an explicit list; forwarded addresses never count. A trusted peer's
/// request with the header twice, or beside its underscore twin (`X_Remote_User`), is refused: one of the two came
/// from the visitor. With a [`ProxySecret`], a trusted peer that names a user must show it as well.
#[derive(Clone, Debug)]
pub struct TrustedProxy {
    /// Names the user.
    pub header: HeaderName,
    /// Carries the display name.
    pub name_header: Option<HeaderName>,
    /// Carries the e-mail address.
    pub email_header: Option<HeaderName>,
    /// Carries the language.
    pub language_header: Option<HeaderName>,
    /// Claims by name, each with the header that carries it.
    pub claims: Vec<(String, HeaderName)>,
    /// The peers that are believed.
    pub from: Vec<IpNet>,
    /// The secret that the proxy must show.
    pub secret: Option<ProxySecret>,
    /// Limits the warnings in the log, since anybody can cause them.
    warnings: Arc<DefaultDirectRateLimiter>,
    told: Arc<Told>,
}

/// The reason why a user is refused whose header holds a placeholder.
const UNREPLACED: &str = "the user header holds a placeholder that the proxy did not replace by a value; see that it sets the \
                          header only for a visitor who is signed in";

/// The most warnings per minute about untrusted peers and about placeholders.
const WARNINGS: NonZeroU32 = NonZeroU32::new(10).unwrap();

impl TrustedProxy {
    /// A proxy at one of the addresses `from` that names the user in `header`.
    pub fn new(header: HeaderName, from: Vec<IpNet>) -> Self {
        Self {
            header,
            name_header: None,
            email_header: None,
            language_header: None,
            claims: Vec::new(),
            from,
            secret: None,
            warnings: Arc::new(RateLimiter::direct(Quota::per_minute(WARNINGS))),
            told: Arc::default(),
        }
    }

    pub(crate) fn configured(settings: ProxyConfig) -> Self {
        let digests = settings.secret.into_iter().chain(settings.previous_secret);
        let digests = digests.collect();
        let secret = settings.secret_header;
        Self {
            name_header: settings.name_header,
            email_header: settings.email_header,
            language_header: settings.language_header,
            claims: settings.claims,
            secret: secret.map(|header| ProxySecret::of_digests(header, digests)),
            ..Self::new(settings.header, settings.from)
        }
    }
}

impl Identify for TrustedProxy {
    fn name(&self) -> &'static str {
        "proxy"
    }

    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity> {
        Box::pin(ready(self.decide(request)))
    }
}

impl TrustedProxy {
    fn decide(&self, request: &HttpRequest) -> Identity {
        let headers = request.headers();
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        if !peer.is_some_and(|peer| self.trusts(peer)) {
            if headers.contains_key(&self.header) && self.warnings.check().is_ok() {
                tracing::warn!(
                    code = "untrusted-peer", peer = peer.map(tracing::field::display),
                    header = %self.header,
                    "ignored the user header of a peer that identity.proxy.from does not list"
                );
            }
            return Identity::Nothing;
        }
        if self.names().any(|name| ambiguous(headers, name)) {
            return Identity::Refused("a header of the proxy came twice, or in two spellings");
        }
        match text(headers, &self.header) {
            Ok(None) => Identity::Nothing,
            _ if !self.is_proved(headers) => Identity::Refused(
                "the request names a user and does not show the secret of identity.proxy.secret",
            ),
            Ok(Some(id)) => self.user(headers, id),
            Err(_) => Identity::Refused("the user header is not UTF-8"),
        }
    }

    fn user(&self, headers: &HeaderMap, id: &str) -> Identity {
        let user = match User::new(id) {
            Ok(user) => user,
            Err(InvalidUser::Placeholder) => return Identity::Refused(UNREPLACED),
            Err(_) => return Identity::Refused("the user header is too long or has a control character"),
        };
        let mut said = Said {
            headers,
            told: &self.told,
            placeholders: Vec::new(),
        };
        let user = said.detail(self.name_header.as_ref(), user, User::name, User::known_name);
        let user = said.detail(self.email_header.as_ref(), user, User::email, User::known_email);
        let language = User::known_language;
        let user = said.detail(self.language_header.as_ref(), user, User::language, language);
        let user = self
            .claims
            .iter()
            .fold(user, |user, (name, header)| said.claim(header, user, name));
        self.warn_of_placeholders(&said.placeholders);
        Identity::User(user)
    }

    /// Logs which headers hold a placeholder instead of a detail. The user is recognised without them.
    fn warn_of_placeholders(&self, headers: &[&str]) {
        if !headers.is_empty() && self.warnings.check().is_ok() {
            tracing::warn!(
                code = "placeholders",
                headers = headers.join(", "),
                "left out details of a user: the proxy passes on placeholders that it did not replace by values"
            );
        }
    }

    fn is_proved(&self, headers: &HeaderMap) -> bool {
        self.secret.as_ref().is_none_or(|secret| secret.is_shown(headers))
    }

    fn trusts(&self, peer: IpAddr) -> bool {
        self.from.iter().any(|network| network.contains(&peer))
    }

    fn names(&self) -> impl Iterator<Item = &HeaderName> {
        std::iter::once(&self.header)
            .chain(self.details())
            .chain(self.secret.iter().map(ProxySecret::header))
    }

    fn details(&self) -> impl Iterator<Item = &HeaderName> {
        let details = [&self.name_header, &self.email_header, &self.language_header];
        let claims = self.claims.iter().map(|(_, header)| header);
        details.into_iter().flatten().chain(claims)
    }
}

/// Tells whether a header came twice or in another spelling. Servers in front turn `-` into `_` and back, so every
/// spelling of a name counts as the same header.
fn ambiguous(headers: &HeaderMap, name: &HeaderName) -> bool {
    let same = |other: &HeaderName| {
        other.as_str().len() == name.as_str().len()
            && other
                .as_str()
                .bytes()
                .zip(name.as_str().bytes())
                .all(|(a, b)| a == b || matches!((a, b), (b'_' | b'-', b'_' | b'-')))
    };
    let mut spellings = headers.iter().map(|(other, _)| other).filter(|other| same(other));
    match (spellings.next(), spellings.next()) {
        (None, _) => false,
        (Some(only), None) => only != name,
        (Some(_), Some(_)) => true,
    }
}
