//! The look that is tried in the demonstration: its settings, read and checked as at start, and worn by the portal.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use toml::Value;

use crate::config::{Config, Source};
use crate::portal::{BuildError, Portal};
use crate::settings::{Key, Problem, Section as _};
use crate::visit::ThemeConfig;
use crate::web::OwnFile;

/// The address of the page.
pub(super) const LOOK: &str = "/look";

/// The settings that can be tried, each with what stands at its field. A file is read at start only, so those that take nothing
/// else are not among them.
pub(super) const FIELDS: [(Key, &str); 8] = [
    (ThemeConfig::accent, "Accent"),
    (ThemeConfig::accent_dark, "Accent on dark pages"),
    (ThemeConfig::color_scheme, "Brightness"),
    (ThemeConfig::radius, "Round corners"),
    (ThemeConfig::font, "Fonts"),
    (ThemeConfig::logo_url, "Logo"),
    (ThemeConfig::logo_dark_url, "Logo on dark pages"),
    (ThemeConfig::icon_url, "Icon of the tab"),
];

/// The text that is said for each key.
pub(super) type Said = BTreeMap<String, String>;

/// A fault of a look, as at start.
#[derive(Debug)]
pub(super) struct Fault {
    /// The name of the setting; empty where it is about none.
    pub(super) key: String,
    pub(super) what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, what } = self;
        let between = if key.is_empty() { "" } else { ": " };
        write!(f, "{key}{between}{what}")
    }
}

/// The look that is tried, and everything that it is made from.
#[derive(Debug)]
pub(super) struct Studio {
    portal: Portal,
    config: Config,
    said: Mutex<Said>,
    /// The script, the style sheet and the sample pictures of the page.
    pub(super) files: [OwnFile; 5],
}

impl Studio {
    /// Prepares the page, and permits it to frame the subscription page.
    ///
    /// # Errors
    /// As when the portal is built.
    pub(super) fn open(portal: &Portal, config: &Config) -> Result<Self, BuildError> {
        let mut config = config.clone();
        config.headers.frame_ancestors = vec!["'self'".to_owned()];
        portal.restyle(&config)?;
        let svg = |name, content: &'static str| OwnFile::new(name, ("svg", "image/svg+xml"), content);
        Ok(Self {
            portal: portal.clone(),
            config,
            said: Mutex::default(),
            files: [
                OwnFile::new(
                    "look",
                    ("js", "text/javascript; charset=utf-8"),
                    include_str!("look.js"),
                ),
                OwnFile::new(
                    "look",
                    ("css", "text/css; charset=utf-8"),
                    include_str!("look.css"),
                ),
                svg("logo", include_str!("../../examples/look/icon.svg")),
                svg("wide", include_str!("../../examples/look/logo.svg")),
                svg("wide-on-dark", include_str!("../../examples/look/logo-dark.svg")),
            ],
        })
    }

    /// Has the pages look as the settings say.
    ///
    /// # Errors
    /// The faults, in the words of the start.
    pub(super) fn wear(&self, said: Said) -> Result<(), Vec<Fault>> {
        let mut config = self.config.clone();
        config.page.theme = read(&said)?;
        self.portal.restyle(&config).map_err(|error| {
            vec![Fault {
                key: String::new(),
                what: error.to_string(),
            }]
        })?;
        *self.said() = said;
        Ok(())
    }

    pub(super) fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One of the files of the page.
    pub(super) fn file(&self, name: &str) -> Option<&OwnFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// Reads what is said for the keys, as at start.
pub(super) fn read(said: &Said) -> Result<ThemeConfig, Vec<Fault>> {
    let mut source = Source::new(ThemeConfig::keys().into_iter());
    for (key, text) in said {
        source = source.with(key, text);
    }
    let theme = ThemeConfig::read(&mut source);
    let mut faults: Vec<_> = said.iter().filter_map(no_file).collect();
    if let Err(report) = source.finish() {
        for Problem { place: key, what, .. } in report.problems {
            if !faults.iter().any(|fault: &Fault| fault.key == key) {
                faults.push(Fault { key, what });
            }
        }
    }
    theme.filter(|_| faults.is_empty()).ok_or(faults)
}

/// The fault of a picture that is a file: whoever reaches this page must not have files of the machine served.
fn no_file((key, text): (&String, &String)) -> Option<Fault> {
    let file = key.ends_with("_url") && !text.contains("://");
    file.then(|| Fault {
        key: key.clone(),
        what: "a file is read at start only. Write an https:// address here".to_owned(),
    })
}

/// The settings as they stand in the file.
pub(super) fn toml(said: &Said) -> String {
    let mut lines = String::from("[page]\n");
    for (key, _) in &FIELDS {
        let Some(text) = said.get(key.name) else { continue };
        let number = text.parse().ok().filter(|_| key.name == ThemeConfig::radius.name);
        let value = number.map_or_else(|| Value::from(text.as_str()), Value::Integer);
        let name = key.name.trim_start_matches("page.");
        let _ = writeln!(lines, "{name} = {value}");
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(pairs: &[(&str, &str)]) -> Said {
        let pairs = pairs
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()));
        pairs.collect()
    }

    #[test]
    fn a_fault_is_said_as_at_start_with_the_name_of_the_setting() {
        let faults = read(&said(&[
            ("page.accent", "#ffcc00"),
            ("page.accent_dark", "blue"),
            ("page.radius", "99"),
            ("page.logo_url", "/etc/hostname.svg"),
        ]))
        .expect_err("faults");
        for (fault, start) in faults.iter().zip([
            "page.logo_url: a file is read at start only",
            "page.accent: links in #ffcc00 cannot be read: the contrast with the light ground #f5f6f8 is 1.39:1",
            "page.accent_dark: write a colour as #rrggbb",
            "page.radius: write a number from 0 to 24",
        ]) {
            assert!(fault.to_string().starts_with(start), "{fault}");
        }
        assert_eq!(faults.len(), 4, "{faults:?}");
    }

    #[test]
    fn what_is_copied_is_toml_that_reads_the_same() {
        let said = said(&[
            ("page.accent", "#6d28d9"),
            ("page.radius", "4"),
            ("page.font", "Inter, 'Segoe UI', \"Söhne\""),
        ]);
        assert!(read(&said).is_ok());
        let table: toml::Table = toml(&said).parse().expect("a table");
        assert_eq!(
            table["page"]["font"].as_str(),
            Some("Inter, 'Segoe UI', \"Söhne\"")
        );
        assert_eq!(table["page"]["radius"].as_integer(), Some(4));
        assert_eq!(table["page"]["accent"].as_str(), Some("#6d28d9"));
    }
}
