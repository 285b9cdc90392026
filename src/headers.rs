//! Security headers: one set per class of response, computed once from configuration.

use std::borrow::Cow;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// What kind of response it is. A response without a class is a machine's answer, the strictest set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// HTML for a visitor; its scripts carry the nonce.
    Page(Nonce),
    /// A file whose address changes with its content.
    Asset,
    /// JSON, text and empty answers.
    Machine,
}

/// A number used once: 128 random bits, in the header and on the page's own scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nonce(String);

impl Nonce {
    pub(crate) fn new() -> Self {
        // One number: an array would be drawn byte by byte, four times the randomness.
        Self(STANDARD_NO_PAD.encode(rand::random::<u128>().to_ne_bytes()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the headers depend on.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// ProAbono's origins: frames and payment.
    pub(crate) frame_sources: Vec<String>,
    /// Where else the frame may go by itself.
    pub(crate) extra_frame_sources: Vec<String>,
    /// Who may frame the page.
    pub(crate) frame_ancestors: Vec<String>,
    /// What the widget loads from, while it is on.
    pub(crate) widget_sources: Option<Vec<String>>,
    /// Where the browser reports violations.
    pub(crate) report_path: String,
    pub(crate) hsts: bool,
}

/// The sets.
#[derive(Debug)]
pub(crate) struct Headers {
    policy_before_nonce: String,
    policy_after_nonce: String,
    page: Vec<(HeaderName, HeaderValue)>,
    asset: Vec<(HeaderName, HeaderValue)>,
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
    /// Computes the sets; `None` when a setting cannot stand in a header, which its own check has ruled out.
    pub(crate) fn new(inputs: &Inputs) -> Option<Self> {
        let (policy_before_nonce, policy_after_nonce) = page_policy(inputs);
        HeaderValue::from_str(&policy_before_nonce).ok()?;
        HeaderValue::from_str(&policy_after_nonce).ok()?;
        Some(Self {
            policy_before_nonce,
            policy_after_nonce,
            page: page_set(inputs)?,
            asset: set(
                inputs,
                [
                    ("cache-control", "public, max-age=31536000, immutable".into()),
                    ("content-security-policy", "default-src 'none'".into()),
                    ("cross-origin-resource-policy", "same-origin".into()),
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

    /// Writes the set of a class; what a handler set itself under another name stays.
    pub(crate) fn apply(&self, class: Option<&Class>, headers: &mut HeaderMap) {
        let set = match class {
            Some(Class::Page(nonce)) => {
                let policy = [
                    &self.policy_before_nonce,
                    nonce.as_str(),
                    &self.policy_after_nonce,
                ]
                .concat();
                if let Ok(policy) = HeaderValue::try_from(policy) {
                    headers.insert(POLICY, policy);
                }
                &self.page
            }
            Some(Class::Asset) => &self.asset,
            Some(Class::Machine) | None => &self.machine,
        };
        for (name, value) in set {
            headers.insert(name.clone(), value.clone());
        }
    }
}

fn page_policy(inputs: &Inputs) -> (String, String) {
    let widget = inputs.widget_sources.as_ref().map(|sources| sources.join(" "));
    let widget = widget.map_or(String::new(), |sources| format!(" {sources}"));
    // A widget's script loads further ones by itself: the nonce alone would stop them.
    let dynamic = if inputs.widget_sources.is_some() {
        " 'strict-dynamic'"
    } else {
        ""
    };
    let mut frames: Vec<&str> = inputs.frame_sources.iter().map(String::as_str).collect();
    frames.extend(inputs.extra_frame_sources.iter().map(String::as_str));
    let ancestors = match inputs.frame_ancestors.as_slice() {
        [] => "'none'".to_owned(),
        origins => origins.join(" "),
    };
    let before = format!(
        "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors {ancestors}; \
         script-src 'nonce-"
    );
    let after = format!(
        "'{dynamic}; style-src 'self'{widget}; img-src 'self' data:{widget}; font-src 'self'{widget}; \
         connect-src 'self'{widget}; frame-src 'self' {frames}{widget}; report-to csp; report-uri {path}",
        frames = frames.join(" "),
        path = inputs.report_path,
    );
    (before, after)
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

/// A set of its own headers and those that every response has.
fn set<const N: usize>(inputs: &Inputs, own: [Pair; N]) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let mut pairs = Vec::from(own);
    pairs.push(("x-content-type-options", "nosniff".into()));
    // Not `no-referrer`, which empties `Origin`; not the default, which sends whole secret addresses to our own log.
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

/// A constant one is cloned for a response without counting its users.
fn header_value(text: Cow<'static, str>) -> Option<HeaderValue> {
    match text {
        Cow::Borrowed(text) => Some(HeaderValue::from_static(text)),
        Cow::Owned(text) => HeaderValue::try_from(text).ok(),
    }
}
