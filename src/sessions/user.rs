use actix_session::SessionExt as _;
use actix_web::HttpRequest;
use futures_util::future::{LocalBoxFuture, ready};

use crate::identity::{Identify, Identity};

use super::SignedIn;

/// A visitor who signed in here: by OpenID Connect, or handed over by the application.
#[derive(Debug)]
pub(crate) struct SessionUser {
    /// The providers that are on. A session that began with another provider is no longer valid.
    providers: Vec<&'static str>,
    /// The configured issuer; a session with another issuer is not valid either.
    issuer: Option<String>,
}

impl SessionUser {
    pub(crate) fn new(providers: Vec<&'static str>, issuer: Option<&str>) -> Self {
        Self {
            providers,
            issuer: issuer.map(str::to_owned),
        }
    }

    fn decide(&self, request: &HttpRequest) -> Identity {
        let Some(signed_in) = SignedIn::of(&request.get_session()) else {
            return Identity::Nothing;
        };
        if !signed_in.counts(&self.providers, self.issuer.as_deref()) {
            return Identity::Nothing;
        }
        match signed_in.user() {
            Ok(user) => Identity::User(user.provider(signed_in.provider)),
            Err(_) => Identity::Refused("the session names an impossible user"),
        }
    }
}

impl Identify for SessionUser {
    fn name(&self) -> &'static str {
        "session"
    }

    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity> {
        Box::pin(ready(self.decide(request)))
    }
}
