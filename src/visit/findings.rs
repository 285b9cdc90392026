use actix_web::{HttpMessage as _, HttpRequest};

use crate::crylk::Refusal;
use crate::customers::CustomerKey;
use crate::identity::Identity;
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
    pub(crate) provider: Option<&'static str>,
    /// The decision on who it is; `None` where nobody asked.
    pub(crate) identity: Option<Identity>,
    pub(crate) customer: Option<CustomerKey>,
    /// The way in which one of ProAbono's pages was opened.
    pub(crate) opened: Option<&'static str>,
    /// The reason why the link in the address was not opened.
    pub(crate) refused_link: Option<Refusal>,
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
