//! What the samples and the documentation say of each key.

use std::collections::BTreeSet;

use proabono_portal::Config;
use proabono_portal::config::{Key, Source, keys};

/// The sections, in the order of the keys, each with its sentence.
const SECTIONS: [(&str, &str); 22] = [
    ("server", "Where the server listens, and where the page is."),
    ("operations", "The listener for the operator: probes and metrics."),
    (
        "proabono",
        "The ProAbono account. A sandbox and production are two businesses: all of it changes.",
    ),
    (
        "identity.proxy",
        "Identity from a reverse proxy, which names the signed-in user in a header.",
    ),
    (
        "identity.oidc",
        "Identity from an OpenID provider, at which users sign in. See docs/sign-in/openid-connect.md.",
    ),
    (
        "identity.handoff",
        "Identity from the application, which hands its users over. See docs/sign-in/hand-off.md.",
    ),
    (
        "identity",
        "Several providers at once. See docs/sign-in/README.md.",
    ),
    ("sessions", "The sessions of those who sign in here."),
    (
        "redis",
        "The Redis that several instances share. See docs/several.md.",
    ),
    ("customers", "Which customer belongs to a user."),
    ("frame", "The rules for the frame."),
    (
        "headers",
        "Security headers that depend on the place of the page.",
    ),
    ("page", "Names, and ways on from the page."),
    ("widget", "The floating widget."),
    (
        "insite",
        "The in-site portal, and which generation of ProAbono's pages is shown.",
    ),
    ("chat", "The chat of mluvii beside the page. See docs/chat.md."),
    ("offers", "The page before sign-up, for anybody."),
    ("returns", "The way back from one of ProAbono's workflows."),
    (
        "webhooks",
        "ProAbono's events, and the posts to the application. See docs/webhooks.md.",
    ),
    (
        "rights",
        "The features that customers may use, for the application. See docs/rights.md.",
    ),
    ("log", "The log, on standard error."),
    (
        "telemetry",
        "Traces and metrics by OpenTelemetry, of a program that is built with the feature `otel`. See docs/operations.md.",
    ),
];

/// The keys that take a list.
const LISTS: [&str; 18] = [
    "identity.oidc.scopes",
    "identity.handoff.origins",
    "identity.proxy.claims",
    "identity.proxy.from",
    "customers.segments",
    "customers.authority",
    "customers.metadata",
    "frame.hosts",
    "frame.extra_sources",
    "headers.frame_ancestors",
    "headers.context_origins",
    "widget.sources",
    "insite.sources",
    "chat.customer_data",
    "chat.sources",
    "webhooks.host_keys",
    "rights.purchased",
    "telemetry.accept_traceparent",
];

/// One section and its keys.
pub(super) struct Section {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) settings: Vec<Setting>,
}

/// One key, and what follows for the samples.
pub(super) struct Setting {
    pub(super) key: &'static Key,
    pub(super) required: bool,
    pub(super) list: bool,
}

impl Setting {
    /// The default, else an example; a list without spaces, so that no shell splits it.
    pub(super) fn value(&self) -> String {
        let key = self.key;
        let text = if key.default.is_empty() {
            key.example
        } else {
            key.default
        };
        assert!(
            !text.is_empty(),
            "{} has neither a default nor an example",
            key.name
        );
        if self.list {
            text.replace(", ", ",")
        } else {
            text.to_owned()
        }
    }

    /// What the value of the sample is.
    pub(super) fn kind(&self) -> &'static str {
        match (self.required, self.key.default.is_empty()) {
            (true, _) => "Required.",
            (false, true) => "Not set by default.",
            (false, false) => "The default:",
        }
    }

    /// The name without its section.
    pub(super) fn short(&self) -> &'static str {
        self.key.name.rsplit('.').next().unwrap_or_default()
    }
}

/// Every section.
pub(super) fn sections() -> Vec<Section> {
    let required = required();
    let section_of = |key: &Key| key.name.rsplit_once('.').map_or("", |(section, _)| section);
    for key in keys() {
        let known = SECTIONS.iter().any(|(name, _)| *name == section_of(key));
        assert!(known, "{}: SECTIONS does not have its section", key.name);
    }
    let setting = |key: &'static Key| Setting {
        key,
        required: required.contains(key.name),
        list: LISTS.contains(&key.name),
    };
    let section = |(name, about): &(&'static str, &'static str)| Section {
        name,
        about,
        settings: keys()
            .filter(|key| section_of(key) == *name)
            .map(setting)
            .collect(),
    };
    SECTIONS.iter().map(section).collect()
}

/// The keys that a server does not start without: those that are reported until they are set.
fn required() -> BTreeSet<&'static str> {
    let mut given: Vec<&'static Key> = Vec::new();
    loop {
        let source = Source::new(keys());
        // The example of a secret is a placeholder, and refused.
        let value = |key: &Key| {
            if key.token {
                "5f2c0e9b7d8a41c6"
            } else {
                key.example
            }
        };
        let source = given
            .iter()
            .fold(source, |source, key| source.with(key.name, value(key)));
        let Err(report) = Config::from_source(source) else {
            return given.iter().map(|key| key.name).collect();
        };
        let missing = |key: &&'static Key| {
            let start = format!("{} (in the file", key.env);
            report
                .problems
                .iter()
                .any(|problem| problem.place.starts_with(&start))
        };
        let missing: Vec<_> = keys().filter(missing).collect();
        assert!(!missing.is_empty(), "the examples are refused: {report}");
        given.extend(missing);
    }
}

/// Text in lines of at most `width` characters.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[test]
fn the_required_settings_are_found_by_leaving_them_out() {
    let expected = [
        "proabono.agent_key",
        "proabono.api_base",
        "proabono.api_key",
        "proabono.business_id",
        "proabono.segment_ref",
    ];
    assert_eq!(required().into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn every_key_is_in_a_section_once() {
    let listed: usize = sections().iter().map(|section| section.settings.len()).sum();
    assert_eq!(listed, keys().count());
    let names: BTreeSet<_> = keys().map(|key| key.name).collect();
    assert!(LISTS.iter().all(|name| names.contains(name)));
}
