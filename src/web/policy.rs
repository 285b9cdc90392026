//! The Content-Security-Policy of pages, computed from configuration.

use std::collections::BTreeSet;

use actix_web::http::header::HeaderValue;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// A number used once: 128 random bits, in the header and on the page's own scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nonce(String);

impl Nonce {
    pub(crate) fn new() -> Self {
        // An array would be drawn byte by byte, which uses four times the randomness.
        Self(STANDARD_NO_PAD.encode(rand::random::<u128>().to_ne_bytes()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// The values that the headers depend on.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// ProAbono's origins, for frames and payment.
    pub(crate) frame_sources: Vec<String>,
    /// Further origins that the frame may go to by itself.
    pub(crate) extra_frame_sources: Vec<String>,
    /// The origins that may frame the page.
    pub(crate) frame_ancestors: Vec<String>,
    /// The origins that the widget loads from, while it is on.
    pub(crate) widget_sources: Option<Vec<String>>,
    /// The origins that the in-site portal loads from, on a page that opens it.
    pub(crate) insite_sources: Vec<String>,
    /// The origins of the chat, while it is on.
    pub(crate) chat: Option<ChatSources>,
    /// The further origins that pictures of the look come from.
    pub(crate) picture_origins: BTreeSet<String>,
    /// The further origins that fonts of the look come from.
    pub(crate) font_origins: BTreeSet<String>,
    /// The path to which browsers report violations.
    pub(crate) report_path: String,
    pub(crate) hsts: bool,
}

/// The parts of the policy that the chat needs.
#[derive(Debug)]
pub(crate) struct ChatSources {
    /// The origins that it loads from and talks to, over web sockets as well.
    pub(crate) origins: BTreeSet<String>,
    /// True when it may write styles into the page.
    pub(crate) inline_styles: bool,
}

/// A Content-Security-Policy in two parts: up to the nonce and after it.
#[derive(Debug)]
pub(super) struct Policy {
    before: String,
    after: String,
}

impl Policy {
    /// `loaded` are the sources of scripts that load more by themselves.
    pub(super) fn new(inputs: &Inputs, ancestors: &[&str], loaded: &[&str]) -> Option<Self> {
        let chat = inputs.chat.as_ref();
        let origins = || {
            chat.into_iter()
                .flat_map(|chat| &chat.origins)
                .map(String::as_str)
        };
        let sources: BTreeSet<&str> = loaded.iter().copied().chain(origins()).collect();
        let more = spaced(&sources);
        let beside = |own: &BTreeSet<String>| {
            let own = own.iter().map(String::as_str);
            spaced(own.chain(sources.iter().copied()).collect::<BTreeSet<_>>())
        };
        let (pictures, fonts) = (beside(&inputs.picture_origins), beside(&inputs.font_origins));
        // `https:` does not stand for `wss:` in a policy.
        let sockets = spaced(origins().map(|origin| origin.replacen("http", "ws", 1)));
        let styles = if chat.is_some_and(|chat| chat.inline_styles) {
            " 'unsafe-inline'"
        } else {
            ""
        };
        // A widget's script loads further scripts, which the nonce alone would stop. Where scripts may load scripts, browsers
        // look at no origin.
        let scripts = if loaded.is_empty() {
            spaced(origins())
        } else {
            " 'strict-dynamic'".to_owned()
        };
        let media = if chat.is_some() {
            format!(" media-src{};", spaced(origins()))
        } else {
            String::new()
        };
        let frames = [&inputs.frame_sources, &inputs.extra_frame_sources];
        let frames = frames.into_iter().flatten().map(String::as_str);
        let mut frames: Vec<&str> = frames.chain(sources).collect();
        let mut seen = BTreeSet::new();
        frames.retain(|source| seen.insert(*source));
        let ancestors = match ancestors {
            [] => "'none'".to_owned(),
            origins => origins.join(" "),
        };
        let before = format!(
            "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors {ancestors}; \
             script-src 'nonce-"
        );
        let after = format!(
            "'{scripts}; style-src 'self'{more}{styles}; img-src 'self' data:{pictures}; font-src 'self'{fonts}; \
             connect-src 'self'{more}{sockets};{media} frame-src 'self' {frames}; report-to csp; report-uri {path}",
            frames = frames.join(" "),
            path = inputs.report_path,
        );
        HeaderValue::from_str(&before).ok()?;
        HeaderValue::from_str(&after).ok()?;
        Some(Self { before, after })
    }

    pub(super) fn with(&self, nonce: &Nonce) -> String {
        [&self.before, nonce.as_str(), &self.after].concat()
    }
}

/// The sources, each behind a space.
fn spaced<T: AsRef<str>>(sources: impl IntoIterator<Item = T>) -> String {
    let mut text = String::new();
    for source in sources {
        text.push(' ');
        text.push_str(source.as_ref());
    }
    text
}
