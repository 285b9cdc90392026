//! The page where a developer tries a look: the settings, checked as at start, beside the subscription page that has them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::web::Form;
use askama::Template;
use toml::Value;

use crate::config::{Config, Source};
use crate::portal::Portal;
use crate::settings::{Key, Section as _};
use crate::visit::{Answer, Colour, Contrast, Outcome, Shell, ThemeConfig, Visit, contrasts};
use crate::web::{OwnFile, same_origin};
use crate::words::Problem;

/// The address of the page.
pub(super) const LOOK: &str = "/look";

/// The settings that can be tried, each with what stands at its field. A file is read at start only, so those that take nothing
/// else are not among them.
const FIELDS: [(Key, &str); 8] = [
    (ThemeConfig::accent, "Accent"),
    (ThemeConfig::accent_dark, "Accent on dark pages"),
    (ThemeConfig::color_scheme, "Brightness"),
    (ThemeConfig::radius, "Round corners"),
    (ThemeConfig::font, "Fonts"),
    (ThemeConfig::logo_url, "Logo"),
    (ThemeConfig::logo_dark_url, "Logo on dark pages"),
    (ThemeConfig::icon_url, "Icon of the tab"),
];

/// The button that leaves everything as it is without settings.
const USUAL: &str = "usual";

/// What is said for each key.
type Said = BTreeMap<String, String>;

/// The form of the page.
pub(super) type Sent = Form<Said>;

/// The look that is tried, and everything that it is made from.
#[derive(Debug)]
pub(super) struct Studio {
    portal: Portal,
    config: Config,
    said: Mutex<Said>,
    files: [OwnFile; 5],
}

/// A field of the form.
struct Field {
    /// The name of the setting in the file.
    key: &'static str,
    name: &'static str,
    title: &'static str,
    /// The example of the setting.
    example: &'static str,
    value: String,
    /// The colour for the picker beside it; `None` for a field without one.
    colour: Option<String>,
    /// The sentences about what is wrong with it.
    fault: String,
}

#[derive(Template)]
#[template(path = "demo_look.html")]
struct LookPage<'a> {
    shell: Shell<'a>,
    page: &'a str,
    script: String,
    style: String,
    fields: Vec<Field>,
    samples: Vec<String>,
    /// What is wrong with none of the fields.
    faults: Vec<String>,
    contrasts: Vec<Contrast>,
    toml: String,
}

impl Studio {
    /// Prepares the page, and permits it to frame the subscription page.
    ///
    /// # Errors
    /// As when the portal is built.
    pub(super) fn open(portal: &Portal, config: &Config) -> Result<Self, crate::portal::BuildError> {
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
    fn wear(&self, said: Said) -> Result<(), Vec<String>> {
        let mut config = self.config.clone();
        config.page.theme = read(&said)?;
        self.portal
            .restyle(&config)
            .map_err(|error| vec![error.to_string()])?;
        *self.said() = said;
        Ok(())
    }

    fn said(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One of the files of the page.
    fn file(&self, name: &str) -> Option<&OwnFile> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// Reads what is said for the keys, as at start.
fn read(said: &Said) -> Result<ThemeConfig, Vec<String>> {
    let mut source = Source::new(ThemeConfig::keys().into_iter());
    for (key, text) in said {
        source = source.with(key, text);
    }
    let theme = ThemeConfig::read(&mut source);
    let mut faults: Vec<_> = said.iter().filter_map(no_file).collect();
    if let Err(report) = source.finish() {
        let problems = report.problems.into_iter();
        faults.extend(problems.map(|problem| format!("{}: {}", problem.place, problem.what)));
    }
    theme.filter(|_| faults.is_empty()).ok_or(faults)
}

/// The fault of a picture that is a file: whoever reaches this page must not have files of the machine served.
fn no_file((key, text): (&String, &String)) -> Option<String> {
    let file = key.ends_with("_url") && !text.contains("://");
    file.then(|| format!("{key}: a file is read at start only. Write an https:// address here"))
}

/// The settings as they stand in the file.
fn toml(said: &Said) -> String {
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

/// `GET /look`.
pub(super) fn show(studio: &Studio, visit: &Visit<'_>) -> Answer {
    let said = studio.said().clone();
    let page = page(studio, visit, &said, Vec::new());
    Answer::page(&page, &page.shell.nonce)
}

/// `POST /look`: takes a look, or says what is wrong with it.
pub(super) fn change(studio: &Studio, visit: &Visit<'_>, sent: Option<Sent>) -> Outcome {
    let sent = sent.filter(|_| same_origin(&visit.site.paths, visit.request));
    let Form(sent) = sent.ok_or(Problem::FromElsewhere)?;
    let fields = FIELDS.iter().filter(|_| !sent.contains_key(USUAL));
    let said = fields.filter_map(|(key, _)| {
        let text = sent.get(key.name)?.trim();
        let is_said = !text.is_empty() && text != key.default;
        is_said.then(|| (key.name.to_owned(), text.to_owned()))
    });
    let said: Said = said.collect();
    match studio.wear(said.clone()) {
        Ok(()) => Ok(Answer::see_other(LOOK)),
        Err(faults) => {
            let page = page(studio, visit, &said, faults);
            let status = actix_web::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(Answer::with_status(&page, status, &page.shell.nonce))
        }
    }
}

/// `GET /look/…`: a file of the page.
pub(super) fn file(studio: &Studio, visit: &Visit<'_>) -> Outcome {
    let name = visit.request.match_info().get("file").unwrap_or_default();
    let file = studio.file(name).ok_or(Problem::NotFound)?;
    Ok(Answer::own_file(file))
}

fn page<'a>(studio: &Studio, visit: &Visit<'a>, said: &Said, faults: Vec<String>) -> LookPage<'a> {
    let [script, style, samples @ ..] = &studio.files;
    let address = |file: &OwnFile| format!("{LOOK}/{}", file.name);
    let connection = visit.request.connection_info();
    let host = connection.host();
    let contrasts = read(said).ok().and_then(|theme| contrasts(&theme).ok());
    let (of_fields, others): (Vec<_>, Vec<_>) = faults
        .into_iter()
        .partition(|fault| FIELDS.iter().any(|(key, _)| is_about(fault, key)));
    let fields = FIELDS.iter().map(|(key, title)| Field {
        key: key.name,
        name: key.name.trim_start_matches("page."),
        title,
        // A file of this machine is not taken here.
        example: if key.example.starts_with('/') {
            "https://app.example.com/logo.svg"
        } else {
            key.example
        },
        value: said.get(key.name).cloned().unwrap_or_default(),
        colour: key.name.contains("accent").then(|| {
            let text = said.get(key.name).map_or(key.example, String::as_str);
            text.parse::<Colour>()
                .map_or_else(|_| "#000000".to_owned(), |colour| colour.to_string())
        }),
        fault: {
            let own: Vec<_> = of_fields
                .iter()
                .filter(|fault| is_about(fault, key))
                .map(String::as_str)
                .collect();
            own.join(" ")
        },
    });
    LookPage {
        page: visit.site.paths.page(),
        script: address(script),
        style: address(style),
        fields: fields.collect(),
        samples: samples
            .iter()
            .map(|file| format!("http://{host}{}", address(file)))
            .collect(),
        contrasts: contrasts.into_iter().flatten().collect(),
        toml: if of_fields.is_empty() && others.is_empty() {
            toml(said)
        } else {
            String::new()
        },
        faults: others,
        shell: visit.shell(),
    }
}

fn is_about(fault: &str, key: &Key) -> bool {
    let rest = fault.strip_prefix(key.name);
    rest.is_some_and(|rest| rest.starts_with(':'))
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
            assert!(fault.starts_with(start), "{fault}");
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
