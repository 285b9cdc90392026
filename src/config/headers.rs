use super::key::Key;
use super::source::Source;
use super::values::{boolean, csp_origin};

/// Security headers that depend on the place of the page.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct HeadersConfig {
    /// The origins that may frame the page.
    pub frame_ancestors: Vec<String>,
    /// Whether browsers are told to use https for the whole site.
    pub hsts: bool,
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "headers.frame_ancestors",
        "PORTAL_HEADERS__FRAME_ANCESTORS",
        "The origins of the application that may show the page in a frame of their own. Left out: none may.",
    )
    .example("https://app.example.com"),
    Key::new(
        "headers.hsts",
        "PORTAL_HEADERS__HSTS",
        "Sends Strict-Transport-Security for two years, sub-domains included. Only where all of them speak HTTPS.",
    )
    .default("false"),
];

pub(super) fn read(source: &mut Source) -> Option<HeadersConfig> {
    let [ancestors, hsts] = KEYS else { return None };
    let frame_ancestors = source.list(ancestors, |text| {
        if text.contains('*') {
            return Err("name each origin; a wildcard would let strangers frame the page".to_owned());
        }
        csp_origin(text)
    });
    Some(HeadersConfig {
        frame_ancestors,
        hsts: source.parse(hsts, boolean)?,
    })
}
