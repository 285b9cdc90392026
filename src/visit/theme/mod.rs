//! The look that an operator gives to the pages: colours, logo, font, and HTML and styles from files. Everything is read once,
//! at start, and served under an address with a digest, for the policy of the pages forbids styles in them.

mod colour;
mod files;
mod picture;
mod scheme;
mod settings;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::settings::Key;
use crate::web::{OwnFile, Plain};

pub use colour::Colour;
pub use files::ThemeError;
use files::{address, found, origin, read, wrong};
use picture::Picture;
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use scheme::Contrast;
use scheme::{DARK, LIGHT, Scheme};
pub use settings::{ColorScheme, Place, ThemeConfig};
use settings::{FONTS, ICONS, PICTURES};

/// The look, as the templates and the headers use it.
#[derive(Debug, Default)]
pub(crate) struct Theme {
    /// The scheme that the pages have whatever the visitor's system.
    pub(crate) forced: Option<&'static str>,
    pub(crate) logo: Option<Logo>,
    pub(crate) icon: Option<Picture>,
    /// The style sheets after that of the pages.
    pub(crate) sheets: Vec<Plain>,
    /// The operator's HTML above the bar.
    pub(crate) header: Option<Plain>,
    /// The operator's HTML below the page.
    pub(crate) footer: Option<Plain>,
    /// The files that this server serves for it.
    pub(crate) files: Vec<OwnFile>,
    /// The origins of pictures that come from elsewhere.
    pub(crate) picture_origins: BTreeSet<String>,
    /// The origin of the font, when it comes from elsewhere.
    pub(crate) font_origins: BTreeSet<String>,
}

/// The logo of the application.
#[derive(Debug)]
pub(crate) struct Logo {
    pub(crate) light: Picture,
    pub(crate) dark: Option<Picture>,
}

impl Theme {
    /// Reads everything that the settings name. `base` is the path of the page in the visitor's browser.
    ///
    /// # Errors
    /// [`ThemeError`] when a file cannot be read, or links in a colour cannot.
    pub(crate) fn read(config: &ThemeConfig, base: &str) -> Result<Self, ThemeError> {
        let mut faults = Vec::new();
        let theme = Self::gathered(config, base, &mut faults);
        faults.into_iter().next().map_or(Ok(theme), Err)
    }

    /// Everything that keeps the settings from being taken.
    pub(crate) fn faults(config: &ThemeConfig) -> Vec<ThemeError> {
        let mut faults = Vec::new();
        let _ = Self::gathered(config, "", &mut faults);
        faults
    }

    fn gathered(config: &ThemeConfig, base: &str, faults: &mut Vec<ThemeError>) -> Self {
        let pictures = [&config.logo_url, &config.logo_dark_url, &config.icon_url];
        let mut theme = Self {
            forced: match config.color_scheme {
                ColorScheme::Auto => None,
                ColorScheme::Light => Some("light"),
                ColorScheme::Dark => Some("dark"),
            },
            header: kept(html(&ThemeConfig::header, config.header.as_deref()), faults),
            footer: kept(html(&ThemeConfig::footer, config.footer.as_deref()), faults),
            picture_origins: pictures
                .into_iter()
                .filter_map(|place| origin(place.as_ref()))
                .collect(),
            font_origins: origin(config.font_url.as_ref()).into_iter().collect(),
            ..Self::default()
        };
        let mut picture = |key: &Key, place: &Option<Place>, name, endings| {
            let found = kept(found(key, place.as_ref(), (name, endings), base), faults)?;
            let picture = Picture::of(&found).map(Some).map_err(|what| match place {
                Some(Place::File(path)) => wrong(key, format!("{}: {what}", path.display())),
                _ => wrong(key, what),
            });
            theme.files.extend(found.file);
            kept(picture, faults)
        };
        let light = picture(&ThemeConfig::logo_url, &config.logo_url, "logo", &PICTURES[..]);
        let dark = picture(
            &ThemeConfig::logo_dark_url,
            &config.logo_dark_url,
            "logo-dark",
            &PICTURES,
        );
        theme.icon = picture(&ThemeConfig::icon_url, &config.icon_url, "icon", &ICONS);
        theme.logo = light.map(|light| Logo { light, dark });
        theme.read_styles(config, base, faults);
        theme
    }

    fn read_styles(&mut self, config: &ThemeConfig, base: &str, faults: &mut Vec<ThemeError>) {
        let place = config.font_url.as_ref();
        let font = kept(
            found(&ThemeConfig::font_url, place, ("font", &FONTS), base),
            faults,
        );
        let font = font.map(|found| {
            self.files.extend(found.file);
            found.address
        });
        let made = kept(sheet(config, font.as_deref()), faults).map(|sheet| ("theme", sheet));
        let own = config.stylesheet.as_ref();
        let own = own.map(|path| read(&ThemeConfig::stylesheet, path)).transpose();
        let own = kept(own, faults).map(|sheet| ("style", sheet));
        for (name, sheet) in made.into_iter().chain(own) {
            let file = OwnFile::new(name, ("css", "text/css; charset=utf-8"), sheet);
            self.sheets.push(Plain::escaped(&address(base, &file)));
            self.files.push(file);
        }
    }
}

/// The value, or nothing and the fault among the others.
fn kept<T>(value: Result<Option<T>, ThemeError>, faults: &mut Vec<ThemeError>) -> Option<T> {
    value.unwrap_or_else(|fault| {
        faults.push(fault);
        None
    })
}

/// The accents of a light and of a dark page, where the settings change them.
fn accents(config: &ThemeConfig) -> Result<[Option<Colour>; 2], ThemeError> {
    let checked = |scheme: &Scheme, key, accent: Option<Colour>| {
        let checked = accent.map(|accent| scheme.checked(accent)).transpose();
        checked.map_err(|what| wrong(key, what))
    };
    let light = checked(&LIGHT, &ThemeConfig::accent, config.accent)?;
    let dark = checked(&DARK, &ThemeConfig::accent_dark, config.accent_dark)?;
    Ok([light, dark.or(light.map(|accent| DARK.lightened(accent)))])
}

/// The contrasts of the accents of a light and of a dark page.
///
/// # Errors
/// [`ThemeError`] when links in one of them cannot be read.
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) fn contrasts(config: &ThemeConfig) -> Result<[Contrast; 2], ThemeError> {
    let [light, dark] = accents(config)?;
    Ok([LIGHT.contrast(light), DARK.contrast(dark)])
}

/// The style sheet that the settings make; `None` where they leave everything as it is.
fn sheet(config: &ThemeConfig, font: Option<&str>) -> Result<Option<String>, ThemeError> {
    let [light, dark] = accents(config)?;
    let mut usual = light.map(|accent| LIGHT.tokens(accent)).unwrap_or_default();
    let dark = dark.map(|accent| DARK.tokens(accent)).unwrap_or_default();
    if let Some(radius) = config.radius {
        let _ = write!(usual, " --radius: {radius}px;");
    }
    let fonts = config.font.as_deref();
    if let Some(fonts) = font.map_or(fonts, |_| fonts.or(Some("system-ui, sans-serif"))) {
        let first = if font.is_some() { "portal-font, " } else { "" };
        let _ = write!(usual, " --font: {first}{fonts};");
    }
    let mut sheet = String::new();
    if let Some(address) = font {
        // A font that came late would move the text.
        let _ = writeln!(
            sheet,
            "@font-face {{ font-family: portal-font; src: url(\"{address}\") format(\"woff2\"); font-weight: 100 900; font-display: optional; }}"
        );
    }
    if !usual.is_empty() {
        let _ = writeln!(sheet, ":root {{ {} }}", usual.trim());
    }
    if !dark.is_empty() {
        let _ = writeln!(
            sheet,
            "@media (prefers-color-scheme: dark) {{ :root:not([data-theme=\"light\"]) {{ {dark} }} }}\n\
             :root[data-theme=\"dark\"] {{ {dark} }}"
        );
    }
    Ok((!sheet.is_empty()).then_some(sheet))
}

fn html(key: &Key, path: Option<&Path>) -> Result<Option<Plain>, ThemeError> {
    let html = path.map(|path| read(key, path)).transpose()?;
    Ok(html.map(Plain::written))
}

/// The parts of the operator's HTML that the policy of the pages stops: scripts and styles.
pub(super) fn blocked(config: &ThemeConfig) -> Vec<String> {
    let mut warnings = Vec::new();
    for (key, path) in [
        (ThemeConfig::header, &config.header),
        (ThemeConfig::footer, &config.footer),
    ] {
        let html = path.as_ref().and_then(|path| read(&key, path).ok());
        let html = html.unwrap_or_default().to_ascii_lowercase();
        for part in ["<script", "<style", "style="] {
            if html.contains(part) {
                let setting = key.env;
                warnings.push(format!(
                    "{setting}: {part} is in the HTML, and the browser will not heed it: the policy of the pages forbids scripts \
                     and styles in them. Write styles into the file of PORTAL_PAGE__STYLESHEET"
                ));
            }
        }
    }
    warnings
}
