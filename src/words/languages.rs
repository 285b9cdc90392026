//! The languages that the pages of a server speak.

use std::fmt;
use std::path::Path;

use actix_web::HttpRequest;
use actix_web::http::header;
use unic_langid::LanguageIdentifier;

use super::own::{TextsError, files, oddities, words};
use super::tags::{place, preferred};
use super::{BUILT_IN, Words};

/// The language whose sentences stand in for those that a language of the operator's lacks.
const FIRST: &str = "en";

/// The language of the pages, by its tag (BCP 47), such as `fr` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// The language of a tag; `None` for a text that is none. The pages need not speak it.
    pub fn of_tag(tag: &str) -> Option<Self> {
        tag.parse().ok().map(Self)
    }

    /// Tells whether every server speaks it, or a language that it is a kind of.
    pub fn is_built_in(&self) -> bool {
        place(&BUILT_IN.iter().map(|(tag, _)| *tag), &self.to_string()).is_some()
    }

    /// The tags of the languages that every server speaks.
    pub fn built_in() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(tag, _)| *tag)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Default for Language {
    fn default() -> Self {
        Self(FIRST.parse().unwrap_or_default())
    }
}

/// The built-in sentences that stand in for those that a language lacks.
fn usual_text(tag: &str) -> &'static str {
    let built_in = BUILT_IN.iter().map(|(tag, _)| *tag);
    let near = place(&built_in, tag).or_else(|| place(&built_in, FIRST));
    near.map_or("", |place| BUILT_IN[place].1)
}

/// The languages of a server, each with every sentence.
#[derive(Debug)]
pub(crate) struct Languages {
    all: Vec<Words>,
    /// The place of the one for visitors for whom nobody names another.
    usual: usize,
}

impl Languages {
    /// The languages that are built in, with the sentences of a folder's files over them. A file of another language adds it;
    /// the sentences that it lacks are those of the language that it is a kind of, else English.
    ///
    /// # Errors
    /// [`TextsError`] when a file is no set of sentences, or nobody speaks the usual language.
    pub(crate) fn read(usual: &Language, folder: Option<&Path>) -> Result<Self, TextsError> {
        let mut faults = Vec::new();
        let languages = Self::gathered(usual, folder, &mut faults);
        faults.into_iter().next().map_or(Ok(languages), Err)
    }

    /// Everything that keeps the files from being taken.
    pub(crate) fn faults(usual: &Language, folder: Option<&Path>) -> Vec<TextsError> {
        let mut faults = Vec::new();
        let _ = Self::gathered(usual, folder, &mut faults);
        faults
    }

    /// The oddities of the files, as sentences for their author.
    pub(crate) fn oddities(folder: &Path) -> Vec<String> {
        let own = files(folder, &mut Vec::new());
        own.iter()
            .flat_map(|(tag, file)| oddities(file, tag, usual_text(tag)))
            .collect()
    }

    fn gathered(usual: &Language, folder: Option<&Path>, faults: &mut Vec<TextsError>) -> Self {
        let mut own = folder.map(|folder| files(folder, faults)).unwrap_or_default();
        let built_in: Vec<_> = BUILT_IN
            .iter()
            .map(|(tag, _)| ((*tag).to_owned(), own.remove(*tag)))
            .collect();
        let further = own.into_iter().map(|(tag, file)| (tag, Some(file)));
        let mut all = Vec::new();
        for (tag, file) in built_in.into_iter().chain(further) {
            match words(&tag, usual_text(&tag), file) {
                Ok(words) => all.push(words),
                Err(fault) => faults.push(fault),
            }
        }
        let tag = usual.0.to_string();
        let place = place(&all.iter().map(Words::tag), &tag);
        // A file with a fault may be just that of the usual language.
        if place.is_none() && faults.is_empty() {
            let known: Vec<_> = all.iter().map(Words::tag).collect();
            let known = known.join(", ");
            faults.push(TextsError::Unknown { tag, known });
        }
        Self {
            all,
            usual: place.unwrap_or_default(),
        }
    }

    /// The words in the language of a tag, or in one that it is a kind of.
    pub(crate) fn of_tag(&self, tag: &str) -> Option<&Words> {
        self.place(tag).map(|place| &self.all[place])
    }

    /// The words for a visitor: in this language where the pages speak it, else in the browser's, else in the usual one.
    pub(crate) fn spoken(&self, tag: Option<&str>, request: &HttpRequest) -> &Words {
        let told = tag.and_then(|tag| self.place(tag));
        let place = told.or_else(|| self.of_browser(request)).unwrap_or(self.usual);
        &self.all[place]
    }

    fn of_browser(&self, request: &HttpRequest) -> Option<usize> {
        let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
        let lines = lines.filter_map(|line| line.to_str().ok());
        preferred(lines, |tag| self.place(tag))
    }

    fn place(&self, tag: &str) -> Option<usize> {
        place(&self.all.iter().map(Words::tag), tag)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn built_in() -> Languages {
        Languages::read(&Language::default(), None).unwrap()
    }

    #[test]
    fn a_tag_finds_its_language_or_the_one_that_it_is_a_kind_of() {
        let languages = built_in();
        for (tag, found) in [
            ("pt-BR", Some("pt")),
            ("pt_BR", Some("pt")),
            ("DE", Some("de")),
            ("de-Latn-CH", Some("de")),
            ("x", None),
            ("", None),
            ("deutsch", None),
        ] {
            assert_eq!(languages.of_tag(tag).map(Words::tag), found, "{tag}");
        }
    }

    #[test]
    fn dates_numbers_and_prices_are_as_the_language_writes_them() {
        let languages = built_in();
        let day = "2026-12-19T10:00:00Z".parse().unwrap();
        for (tag, date, price, number) in [
            ("de", "19. Dezember 2026", "1.234,50\u{a0}€", "1.234.567"),
            ("en", "19 December 2026", "€1,234.50", "1,234,567"),
            ("es", "19 de diciembre de 2026", "1234,50\u{a0}€", "1.234.567"),
            (
                "fr",
                "19 décembre 2026",
                "1\u{202f}234,50\u{a0}€",
                "1\u{202f}234\u{202f}567",
            ),
            ("it", "19 dicembre 2026", "1234,50\u{a0}€", "1.234.567"),
            ("nl", "19 december 2026", "€\u{a0}1.234,50", "1.234.567"),
            ("pt", "19 de dezembro de 2026", "€\u{a0}1.234,50", "1.234.567"),
        ] {
            let words = languages.of_tag(tag).unwrap();
            let said = (
                words.date(day),
                words.price(123_450, "EUR"),
                words.number(1_234_567),
            );
            assert_eq!(
                said,
                (date.to_owned(), price.to_owned(), number.to_owned()),
                "{tag}"
            );
        }
        let first = "2027-01-01T10:00:00Z".parse().unwrap();
        let french = languages.of_tag("fr").unwrap();
        assert_eq!(french.date(first), "1er janvier 2027");
        assert_eq!(french.short_date(first), "1er janv. 2027");
        let english = languages.of_tag("en").unwrap();
        assert_eq!(english.price(500, "JPY"), "JPY500");
        assert_eq!(english.price(-1_999, "USD"), "$-19.99");
        assert_eq!(english.price(1_999, "CAD"), "CAD19.99");
    }

    #[test]
    fn what_is_put_into_a_sentence_cannot_reach_out_of_it() {
        let languages = built_in();
        let text = languages.of_tag("en").unwrap().keep("<b>\u{2069}Pro\u{2068}");
        assert_eq!(text.to_string(), "Keep <bdi>&#60;b&#62;Pro</bdi>");
    }

    #[test]
    fn a_file_replaces_sentences_and_adds_languages() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fr.ftl"), "retry = Encore !\n").unwrap();
        fs::write(folder.path().join("ar.ftl"), "retry = أعد المحاولة\n").unwrap();
        fs::write(folder.path().join("pt-BR.ftl"), "retry = De novo\n").unwrap();
        fs::write(folder.path().join("README.txt"), "of no interest").unwrap();
        let usual = Language::of_tag("ar").unwrap();
        let languages = Languages::read(&usual, Some(folder.path())).unwrap();
        let french = languages.of_tag("fr-CA").unwrap();
        assert_eq!((french.retry.as_str(), french.direction()), ("Encore !", "ltr"));
        for (tag, found) in [("pt_br", "pt-BR"), ("pt-BR", "pt-BR"), ("pt-PT", "pt")] {
            assert_eq!(languages.of_tag(tag).unwrap().tag(), found, "{tag}");
        }
        let brazilian = languages.of_tag("pt-BR").unwrap();
        assert_eq!(
            brazilian.sign_in.as_str(),
            languages.of_tag("pt").unwrap().sign_in.as_str()
        );
        let arabic = languages.of_tag("ar").unwrap();
        assert_eq!(
            (arabic.retry.as_str(), arabic.direction()),
            ("أعد المحاولة", "rtl")
        );
        assert_eq!(arabic.sign_in.as_str(), "Sign in", "what is not there is English");
    }

    #[test]
    fn what_is_wrong_with_a_file_is_said_with_its_place() {
        for (name, text, said) in [
            (
                "fr.ftl",
                "retri = Encore\n",
                "retri is not a sentence of the pages",
            ),
            (
                "fr.ftl",
                "retry = { $plan }\n",
                "retry has no variables, and this has $plan",
            ),
            (
                "fr.ftl",
                "pay = { $price }\n",
                "pay has no variable $price; there is $amount",
            ),
            (
                "fr.ftl",
                "not-found = Perdu\n",
                "not-found needs a text below its title",
            ),
            (
                "fr.ftl",
                "retry = Encore\nretry = Encore\n",
                "retry stands in it twice",
            ),
            ("fr.ftl", "\nretry = { BOLD(1) }\n", "retry: "),
            ("fr.ftl", "\n\nretry = { $a\n", "line "),
            ("fr.ftl", "retry\n", "line 1: "),
            ("klingon!.ftl", "", "its name is no language"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), text).unwrap();
            let error = Languages::read(&Language::default(), Some(folder.path())).unwrap_err();
            let error = error.to_string();
            assert!(error.contains(said) && error.contains(name), "{text}: {error}");
        }
        let nowhere = Languages::read(&Language::default(), Some(Path::new("/nowhere/at/all"))).unwrap_err();
        assert!(
            nowhere.to_string().contains("/nowhere/at/all cannot be read"),
            "{nowhere}"
        );
    }
}
