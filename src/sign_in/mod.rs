//! How visitors sign in here, and out again: what all the ways have in common.

mod ask;
mod handoff;
mod login;
mod logout;
mod oidc;
mod origin;
mod wanted;

use std::fmt;
use std::sync::Arc;

use actix_session::Session;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Resource, web};

use crate::config::{Config, HandoffConfig, PublicUrl};
use crate::headers::Class;
use crate::identity::Handoff;
use crate::identity::oidc::{OIDC, Oidc};
use crate::portal::{Portal, method_not_allowed};
use crate::server::StartError;
use crate::sessions::{Cookies, Sessions, SignedIn};
use crate::store::{Sqlite, Vault};

#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use ask::wanted_before;
pub(crate) use ask::{Failed, ask, navigates};
use handoff::HANDOFF;
use login::login;
pub(crate) use origin::same_origin;
pub(crate) use wanted::Wanted;

/// The cookie that remembers which page a visitor wanted before signing in.
const WAY: &str = "way";

/// The ways to sign in that are on. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SignIn {
    sessions: Sessions,
    providers: Vec<&'static str>,
    starts_here: bool,
    oidc: Option<Arc<Oidc>>,
    handoff: Option<Arc<HandoffWay>>,
}

/// How the application hands users over.
#[derive(Debug)]
pub(crate) struct HandoffWay {
    handoff: Handoff,
    origins: Vec<String>,
    links: bool,
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

impl SignIn {
    /// The ways of a configuration, `None` when it has none. Opens the file of the sessions.
    pub(crate) fn open(config: &Config) -> Result<Option<Self>, StartError> {
        if !config.sign_in.is_on() {
            return Ok(None);
        }
        let store = Sqlite::open(&config.sign_in.sessions.file)?;
        let Some(mut sign_in) = Self::with_store(config, Vault::new(store)) else {
            return Ok(None);
        };
        if let (Some(oidc), Some(public)) = (&config.sign_in.oidc, &config.server.public_url) {
            sign_in.oidc = Oidc::new(oidc, public, claims(config)).map(Arc::new);
            sign_in = sign_in.starting_here(OIDC);
        }
        if let Some(handoff) = &config.sign_in.handoff {
            sign_in.handoff = Some(Arc::new(HandoffWay::new(config, handoff)?));
            sign_in.providers.push(HANDOFF);
        }
        Ok(Some(sign_in))
    }

    /// Sessions in a store of the caller's, and no way to sign in yet; `None` without a key for the sessions.
    pub(crate) fn with_store(config: &Config, vault: Vault) -> Option<Self> {
        let https = config.server.public_url.as_ref().is_some_and(PublicUrl::is_https);
        let cookies = Cookies::new(https, !config.headers.frame_ancestors.is_empty());
        let sessions = Sessions::new(&config.sign_in.sessions, vault, cookies)?;
        Some(Self {
            sessions,
            providers: Vec::new(),
            starts_here: false,
            oidc: None,
            handoff: None,
        })
    }

    /// Adds a way whose sign-in starts at `{base}/login` here.
    #[must_use]
    pub(crate) fn starting_here(mut self, provider: &'static str) -> Self {
        self.providers.push(provider);
        self.starts_here = true;
        self
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The OpenID provider, where users sign in at one.
    pub(crate) fn oidc(&self) -> Option<&Oidc> {
        self.oidc.as_deref()
    }

    /// Whether a session still counts.
    pub(crate) fn counts(&self, signed_in: &SignedIn) -> bool {
        signed_in.counts(&self.providers, self.oidc().map(Oidc::issuer))
    }

    pub(crate) fn handoff(&self) -> Option<&HandoffWay> {
        self.handoff.as_deref()
    }

    /// The names of the providers whose users have a session here.
    pub(crate) fn providers(&self) -> &[&'static str] {
        &self.providers
    }

    /// Whether a visitor can start to sign in here, and not only elsewhere.
    pub(crate) fn starts_here(&self) -> bool {
        self.starts_here
    }
}

/// The claims that references, segments and metadata are made from, beside the usual details.
fn claims(config: &Config) -> Vec<String> {
    let claims = config.customers.kept_claims();
    claims.into_iter().map(str::to_owned).collect()
}

impl HandoffWay {
    fn new(config: &Config, handoff: &HandoffConfig) -> Result<Self, StartError> {
        let public = config.server.public_url.as_ref();
        let address = public.map(|url| format!("{}{}", url.origin, url.path.as_str()));
        let origins = if handoff.origins.is_empty() {
            public.map(|url| url.origin.clone()).into_iter().collect()
        } else {
            handoff.origins.clone()
        };
        let verifier = Handoff::new(handoff, &address.unwrap_or_default(), claims(config));
        Ok(Self {
            handoff: verifier.map_err(StartError::Handoff)?,
            origins,
            links: handoff.links,
        })
    }
}

/// The routes of all the ways that are on.
pub(crate) fn resources(sign_in: &SignIn) -> Vec<Resource> {
    let mut resources = vec![login_resource(), logout_resource()];
    if sign_in.oidc.is_some() {
        resources.push(oidc::resource());
    }
    if sign_in.handoff.is_some() {
        resources.push(handoff::resource());
    }
    resources
}

fn login_resource() -> Resource {
    web::resource("/login")
        .route(web::get().to(login))
        .default_service(method_not_allowed("GET"))
}

fn logout_resource() -> Resource {
    web::resource("/logout")
        .route(web::get().to(logout::logout_page))
        .route(web::head().to(logout::logout_page))
        .route(web::post().to(logout::logout))
        .default_service(method_not_allowed("GET, HEAD, POST"))
}

/// The end of every way to sign in: the session begins anew, and the visitor goes where they wanted to.
pub(crate) fn enter(
    portal: &Portal,
    (sign_in, request): (&SignIn, &HttpRequest),
    session: &Session,
    who: &SignedIn,
    wanted: &Wanted,
) -> Result<HttpResponse, Failed> {
    who.begin(session)
        .map_err(|error| Failed::internal(&error.to_string()))?;
    portal.metrics().sign_in(&who.provider, "done");
    let mut response = see_other(&wanted.address(portal));
    ask::forget_way(sign_in, request, &mut response);
    Ok(response)
}

/// Sends the browser on by GET.
pub(crate) fn see_other(address: &str) -> HttpResponse {
    let mut response = HttpResponse::SeeOther()
        .insert_header((header::LOCATION, address))
        .finish();
    response.extensions_mut().insert(Class::Machine);
    response
}
