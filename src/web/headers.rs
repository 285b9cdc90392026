//! Security headers: one set per class of response, computed once from configuration.

use std::borrow::Cow;

use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};

use super::policy::{Inputs, Nonce, Policy};

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
