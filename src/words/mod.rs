//! The sentences of the pages. Each language has a complete set: a missing sentence does not compile.

mod english;
mod french;
mod problem;
mod sentences;

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::identity::User;

use english::ENGLISH;
use french::FRENCH;
pub(crate) use problem::Problem;
pub(crate) use sentences::{ChatWords, Words};

/// A language that the pages speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Language {
    /// The language of a tag such as `fr-CA`, when the pages speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        let spoken = [("en", Self::English), ("fr", Self::French)];
        let (_, language) = spoken
            .into_iter()
            .find(|(code, _)| primary.eq_ignore_ascii_case(code))?;
        Some(language)
    }

    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }
}

/// The words for a visitor: the application's language, else the browser's, else `usual`.
pub(crate) fn spoken(usual: Language, request: &HttpRequest, user: Option<&User>) -> &'static Words {
    let application = user.and_then(User::known_language).and_then(Language::of_tag);
    let language = application.or_else(|| of_browser(request)).unwrap_or(usual);
    language.words()
}

fn of_browser(request: &HttpRequest) -> Option<Language> {
    let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
    preferred(lines.filter_map(|line| line.to_str().ok()))
}

/// The language with the highest weight in `Accept-Language` among those that the pages speak, and of equals the first.
/// The framework's own parser builds a list of all tags, which took as long as the link gate at each visit.
fn preferred<'a>(lines: impl Iterator<Item = &'a str>) -> Option<Language> {
    let mut best = (0.0, None);
    for item in lines.flat_map(|line| line.split(',')) {
        let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix(['q', 'Q'])
            .and_then(|rest| rest.strip_prefix('='));
        let Some(weight) = weight.and_then(|weight| weight.parse::<f32>().ok()) else {
            continue;
        };
        if weight > best.0 && weight <= 1.0 {
            best = Language::of_tag(tag.trim()).map_or(best, |language| (weight, Some(language)));
        }
        if best.0 >= 1.0 {
            break;
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_choice_that_the_pages_speak_is_taken() {
        let of = |lines: &[&str]| preferred(lines.iter().copied());
        let (english, french) = (Some(Language::English), Some(Language::French));
        assert_eq!(of(&["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"]), french);
        assert_eq!(of(&["en-GB;q=0.5,FR;q=0.8"]), french);
        assert_eq!(of(&["de, en ; q=0.2"]), english);
        assert_eq!(of(&["en, fr"]), english);
        assert_eq!(of(&["de", "fr;q=0.3"]), french);
        for refused in [
            "", "de", "*", "fr;q=0", "fr;q=1.5", "fr;q=NaN", "fr;q=x", "fr;v=1", ";", "french",
        ] {
            assert_eq!(of(&[refused]), None, "{refused}");
        }
    }
}
