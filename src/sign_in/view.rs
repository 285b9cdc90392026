use askama::Template;
use url::Url;

use crate::visit::Shell;

/// The page after signing out, and the question before.
#[derive(Template)]
#[template(path = "signed_out.html")]
pub(crate) struct SignedOutPage<'a> {
    pub(crate) shell: Shell<'a>,
    /// The address of the form that signs out, for a visitor who is signed in.
    pub(crate) action: Option<String>,
    /// True when the visitor may still be signed in at their provider, which does not answer.
    pub(crate) still_there: bool,
    pub(crate) sign_in_url: &'a str,
}

/// The question "Continue as …?"
#[derive(Template)]
#[template(path = "continue.html")]
pub(crate) struct ContinuePage<'a> {
    pub(crate) shell: Shell<'a>,
    /// The user who was handed over.
    pub(crate) user: &'a str,
    /// The other user who is signed in.
    pub(crate) present: Option<String>,
    pub(crate) action: &'a str,
    /// Tells which user the answer is about.
    pub(crate) proof: &'a str,
}

/// The page between signing out here and at the OpenID provider. It goes on by itself.
#[derive(Template)]
#[template(path = "leaving.html")]
pub(crate) struct LeavingPage<'a> {
    pub(crate) shell: Shell<'a>,
    pub(crate) next: &'a Url,
}
