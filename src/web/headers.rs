//! Security headers: one set per class of response, computed once from configuration.

use std::borrow::Cow;
use std::collections::BTreeSet;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The kind of a response, which decides its headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// HTML for a visitor, whose scripts carry the nonce.
    Page(Nonce),
    /// HTML with the in-site portal in it.
    InSite(Nonce),
    /// The way back from a workflow, which may arrive inside our own frame.
    Return(Nonce),
    /// A file whose address changes with its content.
    Asset,
    /// A picture of the operator's, which may have styles of its own in it.
    Picture,
    /// A script for pages of any origin.
    Script,
    /// JSON, text and empty answers.
    Machine,
}

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

/// The headers of each class.
#[derive(Debug)]
pub(crate) struct Headers {
    page_policy: Policy,
    insite_policy: Policy,
    return_policy: Policy,
    page: Vec<(HeaderName, HeaderValue)>,
    asset: Vec<(HeaderName, HeaderValue)>,
    picture: Vec<(HeaderName, HeaderValue)>,
    script: Vec<(HeaderName, HeaderValue)>,
    machine: Vec<(HeaderName, HeaderValue)>,
}

const POLICY: HeaderName = HeaderName::from_static("content-security-policy");
/// Features that neither this page nor a page in its frame needs.
const DENIED: [&str; 9] = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "usb",
];

impl Headers {
    /// Computes the headers; `None` when a setting cannot stand in a header, which its reader has ruled out.
    pub(crate) fn new(inputs: &Inputs) -> Option<Self> {
        let widget: Vec<&str> = inputs
            .widget_sources
            .iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let insite: Vec<&str> = inputs.insite_sources.iter().map(String::as_str).collect();
        let loaded = [widget.as_slice(), insite.as_slice()].concat();
        let ancestors: Vec<&str> = inputs.frame_ancestors.iter().map(String::as_str).collect();
        let within = [&["'self'"], ancestors.as_slice()].concat();
        let kept = |policy: &'static str| {
            let pairs = [
                ("cache-control", "public, max-age=31536000, immutable".into()),
                ("content-security-policy", policy.into()),
                ("cross-origin-resource-policy", "same-origin".into()),
            ];
            set(inputs, pairs)
        };
        Some(Self {
            page_policy: Policy::new(inputs, &ancestors, &widget)?,
            insite_policy: Policy::new(inputs, &ancestors, &loaded)?,
            return_policy: Policy::new(inputs, &within, &[])?,
            page: page_set(inputs)?,
            asset: kept("default-src 'none'")?,
            // A tab that opens an SVG by itself runs no script in it.
            picture: kept("default-src 'none'; style-src 'unsafe-inline'; sandbox")?,
            script: set(
                inputs,
                [
                    ("cache-control", "public, max-age=300".into()),
                    ("content-security-policy", "default-src 'none'".into()),
                    ("cross-origin-resource-policy", "cross-origin".into()),
                ],
            )?,
            machine: set(
                inputs,
                [
                    ("cache-control", "private, no-store".into()),
                    (
                        "content-security-policy",
                        "default-src 'none'; frame-ancestors 'none'".into(),
                    ),
                    ("cross-origin-resource-policy", "same-origin".into()),
                ],
            )?,
        })
    }

    /// Adds the headers of a class. Other headers that a handler has set stay.
    pub(crate) fn apply(&self, class: &Class, headers: &mut HeaderMap) {
        let (set, policy) = match class {
            Class::Page(nonce) => (&self.page, Some(self.page_policy.with(nonce))),
            Class::InSite(nonce) => (&self.page, Some(self.insite_policy.with(nonce))),
            Class::Return(nonce) => (&self.page, Some(self.return_policy.with(nonce))),
            Class::Asset => (&self.asset, None),
            Class::Picture => (&self.picture, None),
            Class::Script => (&self.script, None),
            Class::Machine => (&self.machine, None),
        };
        if let Some(policy) = policy.and_then(|policy| HeaderValue::try_from(policy).ok()) {
            headers.insert(POLICY, policy);
        }
        for (name, value) in set {
            headers.insert(name.clone(), value.clone());
        }
    }
}

/// A Content-Security-Policy in two parts: up to the nonce and after it.
#[derive(Debug)]
struct Policy {
    before: String,
    after: String,
}

impl Policy {
    /// `loaded` are the sources of scripts that load more by themselves.
    fn new(inputs: &Inputs, ancestors: &[&str], loaded: &[&str]) -> Option<Self> {
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

    fn with(&self, nonce: &Nonce) -> String {
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

type Pair = (&'static str, Cow<'static, str>);

fn page_set(inputs: &Inputs) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let quoted: Vec<String> = inputs
        .frame_sources
        .iter()
        .map(|source| format!("\"{source}\""))
        .collect();
    let allowed = format!("(self {})", quoted.join(" "));
    let denied: Vec<String> = DENIED.iter().map(|feature| format!("{feature}=()")).collect();
    let permissions = format!(
        "payment={allowed}, publickey-credentials-get={allowed}, {}",
        denied.join(", ")
    );
    let endpoints = format!("csp=\"{}\"", inputs.report_path);
    set(
        inputs,
        [
            ("permissions-policy", permissions.into()),
            ("reporting-endpoints", endpoints.into()),
            ("cache-control", "private, no-store".into()),
            // `same-origin` would cut a payment's pop-up off from the frame that opened it.
            ("cross-origin-opener-policy", "same-origin-allow-popups".into()),
            ("cross-origin-resource-policy", "same-origin".into()),
            ("x-robots-tag", "noindex, nofollow".into()),
        ],
    )
}

/// The headers of one class: its own, and those that every response has.
fn set<const N: usize>(inputs: &Inputs, own: [Pair; N]) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let mut pairs = Vec::from(own);
    pairs.push(("x-content-type-options", "nosniff".into()));
    // `no-referrer` would empty `Origin`, and the default would send whole secret addresses to this server's own log.
    pairs.push(("referrer-policy", "strict-origin".into()));
    if inputs.hsts {
        let years = "max-age=63072000; includeSubDomains";
        pairs.push(("strict-transport-security", years.into()));
    }
    pairs
        .into_iter()
        .map(|(name, value)| Some((HeaderName::from_static(name), header_value(value)?)))
        .collect()
}

/// Makes a value. A constant one is cloned for each response without a reference count.
fn header_value(text: Cow<'static, str>) -> Option<HeaderValue> {
    match text {
        Cow::Borrowed(text) => Some(HeaderValue::from_static(text)),
        Cow::Owned(text) => HeaderValue::try_from(text).ok(),
    }
}
