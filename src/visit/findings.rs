use actix_web::{HttpMessage as _, HttpRequest};

use crate::customers::CustomerKey;
use crate::identity::User;
use crate::words::Problem;

/// The facts that came to light about one request, for the page that the command `dev` shows to an integrator. Nobody else
/// collects them.
#[cfg_attr(
    not(all(feature = "cli", feature = "emulator")),
    allow(dead_code, reason = "only the command `dev` reads them")
)]
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// The provider of identity that had the last word.
    pub(crate) provider: Option<String>,
    pub(crate) user: Option<User>,
    pub(crate) customer: Option<CustomerKey>,
    /// The page of ProAbono's that was opened, without the secret part of its address.
    pub(crate) opened: Option<String>,
    /// The link in the address that was not opened, and why.
    pub(crate) refused_link: Option<String>,
    /// The reason why there is no page, with the cause that the log has.
    pub(crate) problem: Option<(Problem, Option<String>)>,
}

impl Findings {
    /// Starts to collect them for a request.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn begin(request: &HttpRequest) {
        request.extensions_mut().insert(Self::default());
    }

    /// Takes what was collected.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn end(request: &HttpRequest) -> Self {
        request.extensions_mut().remove().unwrap_or_default()
    }

    /// Adds to them, where they are collected.
    pub(crate) fn note(request: &HttpRequest, write: impl FnOnce(&mut Self)) {
        if let Some(findings) = request.extensions_mut().get_mut() {
            write(findings);
        }
    }
}
