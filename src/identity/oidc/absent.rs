//! A program without the feature `oidc`: nobody can make one, and the rest compiles as it is.

use futures_util::future::Ready;
use url::Url;

use crate::identity::OidcConfig;
use crate::web::PublicUrl;

use super::super::User;
use super::{Arrived, Attempt, Begun, Callback, Stopped};

/// The OpenID provider, which this program was built without.
pub(crate) enum Oidc {}

impl Oidc {
    /// Never one: the configuration was refused before.
    pub(crate) fn new(_: &OidcConfig, _: &PublicUrl, _: Vec<String>) -> Option<Self> {
        None
    }

    pub(crate) fn issuer(&self) -> &str {
        match *self {}
    }

    pub(crate) fn automatic(&self) -> bool {
        match *self {}
    }

    pub(crate) fn signs_out(&self) -> bool {
        match *self {}
    }

    pub(crate) fn begin(&self, _: &[String]) -> Ready<Result<Begun, Stopped>> {
        match *self {}
    }

    pub(crate) fn finish(&self, _: &Attempt, _: &Callback) -> Ready<Result<Arrived, Stopped>> {
        match *self {}
    }

    pub(crate) fn hinted(&self, _: &str) -> Ready<Result<User, Stopped>> {
        match *self {}
    }

    pub(crate) fn end_session(&self, _: &str) -> Ready<Result<Option<Url>, Stopped>> {
        match *self {}
    }
}
