use std::path::{Path, PathBuf};

use url::Url;

use crate::settings::values::{csp_origin, number, path, word};
use crate::settings::{Source, settings};

use super::colour::Colour;
use super::scheme::{DARK, LIGHT};

settings! {
    /// The look of the pages. See docs/look.md.
    pub struct ThemeConfig in "page." {
        /// The logo, before the name of the application at the top of every page: an https:// address, or a file, which this
        /// server then serves (`.svg`, `.png`, `.webp`, `.jpg`). Left out: the first letter of the name.
        logo_url: Option<Place> = picture, example("/etc/proabono-portal/look/logo.svg");

        /// The logo on a dark ground.
        logo_dark_url: Option<Place> = picture, example("/etc/proabono-portal/look/logo-dark.svg");

        /// The icon of the browser's tab: an address or a file like the logo, or an `.ico`.
        icon_url: Option<Place> = icon, example("/etc/proabono-portal/look/icon.svg");

        /// The colour of links and buttons, as `#rrggbb`; the `#` may be left out, since some files of variables take it for a
        /// comment. Links in it must be readable on a light ground (a contrast of at least 4.5).
        accent: Option<Colour> = |text| LIGHT.read(text), example("0b5cad");

        /// The same on a dark ground. Left out: page.accent, lightened as far as it needs.
        accent_dark: Option<Colour> = |text| DARK.read(text), example("8ec1f7");

        /// The brightness of the pages: `auto` (as the visitor's system is), `light` or `dark`. An application around an embedded
        /// page chooses for itself.
        color_scheme: ColorScheme = word(&ColorScheme::WORDS), default("auto");

        /// How round corners are, in pixels. Left out: 10.
        radius: Option<u8> = number(0..=24), example("10");

        /// The fonts of the text, the best first, as in a style sheet. Left out: that of the visitor's system.
        font: Option<String> = fonts, example("Inter,system-ui,sans-serif");

        /// A font (`.woff2`) that comes before those of page.font: a file, which this server then serves, or an https:// address
        /// that permits pages of other origins to use it.
        font_url: Option<Place> = font_file, example("https://app.example.com/inter.woff2");

        /// A file with HTML of your own that stands above the bar of every page, as it is. Scripts and styles in it do not work.
        header: Option<PathBuf> = path, example("/etc/proabono-portal/look/header.html");

        /// The same below the page.
        footer: Option<PathBuf> = path, example("/etc/proabono-portal/look/footer.html");

        /// A file with a style sheet of your own, which comes after those of the pages.
        stylesheet: Option<PathBuf> = sheet, example("/etc/proabono-portal/look/style.css");
    }
    checks {
        a_dark_logo_has_a_light_one(logo_url, logo_dark_url),
    }
}

/// The scheme of the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColorScheme {
    /// As the visitor's system is.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ColorScheme {
    const WORDS: [(&str, Self); 3] = [("auto", Self::Auto), ("light", Self::Light), ("dark", Self::Dark)];
}

/// The place of a picture or a font.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// An address, from which the visitor's browser fetches it.
    Url(Url),
    /// A file, which this server serves.
    File(PathBuf),
}

/// An ending of a file, and its media type.
pub(super) type Ending = (&'static str, &'static str);

pub(super) const PICTURES: [Ending; 5] = [
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
];
pub(super) const ICONS: [Ending; 6] = {
    let [svg, png, webp, jpg, jpeg] = PICTURES;
    [svg, png, webp, jpg, jpeg, ("ico", "image/x-icon")]
};
pub(super) const FONTS: [Ending; 1] = [("woff2", "font/woff2")];

fn picture(text: &str) -> Result<Place, String> {
    place(text, &PICTURES)
}

fn icon(text: &str) -> Result<Place, String> {
    place(text, &ICONS)
}

fn font_file(text: &str) -> Result<Place, String> {
    place(text, &FONTS)
}

/// A mix-up with the HTML would leave the pages without their styles.
fn sheet(text: &str) -> Result<PathBuf, &'static str> {
    let file = path(text)?;
    let ends = file
        .extension()
        .is_some_and(|own| own.eq_ignore_ascii_case("css"));
    ends.then_some(file)
        .ok_or("write the path of a file that ends with .css")
}

fn place(text: &str, endings: &[Ending]) -> Result<Place, String> {
    if !text.contains("://") {
        let file = path(text)?;
        return match ending(&file, endings) {
            Some(_) => Ok(Place::File(file)),
            None => Err(must_end(endings)),
        };
    }
    let url = Url::parse(text).map_err(|error| format!("it is not an address: {error}"))?;
    let bare = url.username().is_empty() && url.password().is_none();
    if !bare || csp_origin(&url.origin().ascii_serialization()).is_err() {
        return Err("write an https:// address without a user name, or the path of a file".to_owned());
    }
    Ok(Place::Url(url))
}

/// The ending of a file, among those that are known.
pub(super) fn ending(file: &Path, endings: &[Ending]) -> Option<Ending> {
    let own = file.extension()?;
    let same = |known: &&Ending| own.eq_ignore_ascii_case(known.0);
    endings.iter().find(same).copied()
}

/// The sentence for a file with another ending.
pub(super) fn must_end(endings: &[Ending]) -> String {
    let known: Vec<_> = endings.iter().map(|(ending, _)| format!(".{ending}")).collect();
    format!(
        "write an https:// address, or the path of a file that ends with {}",
        known.join(", ")
    )
}

/// A list of fonts, with nothing in it that would end the declaration.
fn fonts(text: &str) -> Result<String, &'static str> {
    let known = |c: char| c.is_alphanumeric() || " ,-_'\"".contains(c);
    let closed = |quote| text.matches(quote).count() % 2 == 0;
    if text.chars().all(known)
        && closed('\'')
        && closed('"')
        && !text.split(',').any(|name| name.trim().is_empty())
    {
        Ok(text.to_owned())
    } else {
        Err("write the names of fonts with commas between them, such as Inter, 'Segoe UI', sans-serif")
    }
}

fn a_dark_logo_has_a_light_one(
    source: &mut Source,
    light: Option<&Option<Place>>,
    dark: Option<&Option<Place>>,
) {
    if let (Some(None), Some(Some(_))) = (light, dark) {
        let what = "page.logo_url is not set, which is the logo on a light ground";
        source.problem_with(&ThemeConfig::logo_dark_url, what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_a_file_of_a_known_kind_or_a_safe_address() {
        for text in [
            "logo.svg",
            "/etc/portal/Logo.PNG",
            "https://cdn.example/logo",
            "http://127.0.0.1:8000/logo.svg",
        ] {
            assert!(picture(text).is_ok(), "{text}");
        }
        for text in [
            "",
            "/etc/passwd",
            "logo.gif",
            "~/logo.svg",
            "http://cdn.example/logo.svg",
            "https://user:word@cdn.example/logo.svg",
            "https://",
            "data:image/svg+xml,x",
            "javascript://x",
        ] {
            assert!(picture(text).is_err(), "{text}");
        }
        assert!(picture("icon.ico").is_err() && icon("icon.ico").is_ok());
        assert!(font_file("inter.woff2").is_ok() && font_file("inter.ttf").is_err());
    }

    #[test]
    fn a_list_of_fonts_cannot_end_the_declaration() {
        for text in ["Inter", "Inter, 'Segoe UI', sans-serif", "\"Söhne\", serif"] {
            assert!(fonts(text).is_ok(), "{text}");
        }
        for text in [
            "a;color:red",
            "a}b",
            "a/*",
            "'a",
            "a\\",
            "a,,b",
            "a\nb",
            "url(x)",
            "<b>",
            " , ",
        ] {
            assert!(fonts(text).is_err(), "{text}");
        }
    }
}
