use askama::Template;
use url::Url;

use crate::visit::Shell;

/// After signing out, and before.
#[derive(Template)]
#[template(path = "signed_out.html")]
pub(crate) struct SignedOutPage<'a> {
    pub(crate) shell: Shell<'a>,
    /// Where to sign out, for somebody who is signed in.
    pub(crate) action: Option<String>,
    /// Whether the visitor may still be signed in at their provider, which does not answer.
    pub(crate) still_there: bool,
    pub(crate) sign_in_url: &'a str,
}

/// "Continue as …?"
#[derive(Template)]
#[template(path = "continue.html")]
pub(crate) struct ContinuePage<'a> {
    pub(crate) shell: Shell<'a>,
    /// Who was handed over.
    pub(crate) user: &'a str,
    /// Who else is signed in.
    pub(crate) present: Option<String>,
    pub(crate) action: &'a str,
    /// Says which user the answer is about.
    pub(crate) proof: &'a str,
}

/// Between signing out here and at the OpenID provider. It goes on by itself.
#[derive(Template)]
#[template(path = "leaving.html")]
pub(crate) struct LeavingPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) next: &'a Url,
}
