//! The languages that the pages of a server speak.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use actix_web::HttpRequest;
use actix_web::http::header;
use fluent_bundle::FluentResource;
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::messages::{Shape, shapes};
use super::voice::Voice;
use super::{BUILT_IN, Words};

/// The language whose sentences stand in for those that a language of the operator's lacks.
const FIRST: &str = "en";
/// The ending of the files.
const ENDING: &str = "ftl";

/// The language of the pages, by its tag (BCP 47), such as `fr` or `pt-BR`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// The language of a tag; `None` for a text that is none. Whether the pages speak it is another question.
    pub fn of_tag(tag: &str) -> Option<Self> {
        tag.parse().ok().map(Self)
    }

    /// Tells whether every server speaks it.
    pub fn is_built_in(&self) -> bool {
        let tag = self.to_string();
        Self::built_in().any(|known| known == tag)
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

/// The reasons why the operator's sentences cannot be taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TextsError {
    /// The folder or a file cannot be read.
    #[error("PORTAL_PAGE__TEXTS: {path} cannot be read")]
    Unreadable {
        /// The folder or the file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A file is not as it has to be.
    #[error("PORTAL_PAGE__TEXTS: {path}: {what}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The fault, as a sentence for its author.
        what: String,
    },
    /// The usual language is none of those that there are.
    #[error(
        "PORTAL_PAGE__LANGUAGE: the pages do not speak {tag}. Write one of {known}, or put {tag}.ftl into the folder of PORTAL_PAGE__TEXTS"
    )]
    Unknown {
        /// The tag of the language.
        tag: String,
        /// The tags of those that there are.
        known: String,
    },
}

/// The languages of a server, each with every sentence.
#[derive(Debug)]
pub(crate) struct Languages {
    all: Vec<Words>,
    usual: usize,
}

impl Languages {
    /// The languages that are built in, with the sentences of a folder's files over them. A file of another language adds it;
    /// the sentences that it lacks are English.
    ///
    /// # Errors
    /// [`TextsError`] when a file is no set of sentences, or nobody speaks the usual language.
    pub(crate) fn read(usual: &Language, folder: Option<&Path>) -> Result<Self, TextsError> {
        let mut own = match folder {
            Some(folder) => files(folder)?,
            None => BTreeMap::new(),
        };
        let mut all = Vec::new();
        for (tag, text) in BUILT_IN {
            let file = own.remove(*tag);
            all.push(words(tag, text, file)?);
        }
        let english = BUILT_IN.iter().find(|(tag, _)| *tag == FIRST);
        let english = english.map_or("", |(_, text)| *text);
        for (tag, file) in own {
            all.push(words(&tag, english, Some(file))?);
        }
        let tag = usual.0.to_string();
        let Some(usual) = place(&all, &tag) else {
            let known: Vec<_> = all.iter().map(Words::tag).collect();
            let known = known.join(", ");
            return Err(TextsError::Unknown { tag, known });
        };
        Ok(Self { all, usual })
    }

    /// The words in the language of a tag, or in one that it is a kind of.
    pub(crate) fn of_tag(&self, tag: &str) -> Option<&Words> {
        place(&self.all, tag).map(|place| &self.all[place])
    }

    /// The words for a visitor: in the first of these languages that the pages speak, else in the browser's, else in the usual
    /// one.
    pub(crate) fn spoken<'t>(
        &self,
        tags: impl IntoIterator<Item = &'t str>,
        request: &HttpRequest,
    ) -> &Words {
        let told = tags.into_iter().find_map(|tag| place(&self.all, tag));
        let place = told.or_else(|| self.of_browser(request)).unwrap_or(self.usual);
        &self.all[place]
    }

    fn of_browser(&self, request: &HttpRequest) -> Option<usize> {
        let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
        let lines = lines.filter_map(|line| line.to_str().ok());
        preferred(lines, |tag| place(&self.all, tag))
    }
}

/// The place of the language of a tag such as `fr-CA`, else that of `fr`.
fn place(all: &[Words], tag: &str) -> Option<usize> {
    let mut tag = tag;
    loop {
        let same = |words: &Words| same(words.tag(), tag);
        if let Some(place) = all.iter().position(same) {
            return Some(place);
        }
        (tag, _) = tag.rsplit_once(['-', '_'])?;
    }
}

/// Compares two tags; the application may write `pt_BR`.
fn same(known: &str, tag: &str) -> bool {
    let separator = |byte: u8| if byte == b'_' { b'-' } else { byte };
    known.len() == tag.len()
        && known
            .bytes()
            .zip(tag.bytes())
            .all(|(one, other)| one.eq_ignore_ascii_case(&separator(other)))
}

/// The language with the highest weight in `Accept-Language` among those that are spoken, and of equals the first. The framework's
/// own parser builds a list of all tags, which took as long as the link gate at each visit.
fn preferred<'a, T>(lines: impl Iterator<Item = &'a str>, spoken: impl Fn(&str) -> Option<T>) -> Option<T> {
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
            best = spoken(tag.trim()).map_or(best, |language| (weight, Some(language)));
        }
        if best.0 >= 1.0 {
            break;
        }
    }
    best.1
}

/// A file of the operator's.
struct File {
    path: PathBuf,
    text: String,
}

/// The files of a folder by the tags in their names.
fn files(folder: &Path) -> Result<BTreeMap<String, File>, TextsError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| TextsError::Unreadable { path, source }
    };
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
        let path = entry.map_err(unreadable(folder))?.path();
        if path.extension().is_none_or(|ending| ending != ENDING) {
            continue;
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let Some(language) = Language::of_tag(&stem) else {
            let what = "its name is no language, such as fr.ftl or pt-BR.ftl".to_owned();
            return Err(TextsError::Wrong { path, what });
        };
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        files.insert(language.0.to_string(), File { path, text });
    }
    Ok(files)
}

/// The words of a language: those that are built in, and a file over them.
fn words(tag: &str, text: &str, file: Option<File>) -> Result<Words, TextsError> {
    let path = file.as_ref().map(|file| file.path.clone());
    let wrong = |what: String| TextsError::Wrong {
        path: path.clone().unwrap_or_default(),
        what,
    };
    let language: LanguageIdentifier = tag.parse().map_err(|_| wrong(format!("{tag} is no language")))?;
    let usual = resource(text.to_owned()).map_err(wrong)?;
    let known = shapes(usual.entries()).map_err(wrong)?;
    let own = file.map(|file| resource(file.text)).transpose().map_err(wrong)?;
    let mut shapes_of_own = BTreeMap::new();
    if let Some(own) = &own {
        shapes_of_own = shapes(own.entries()).map_err(wrong)?;
        agree(&shapes_of_own, &known).map_err(wrong)?;
    }
    let voice = Voice::new(&language, [usual].into_iter().chain(own)).map_err(wrong)?;
    for (id, shape) in &shapes_of_own {
        if let Some(fault) = voice.fault(id, shape) {
            return Err(wrong(format!("{id}: {fault}")));
        }
    }
    Ok(Words::of(voice))
}

fn resource(text: String) -> Result<FluentResource, String> {
    FluentResource::try_new(text).map_err(|(resource, errors)| {
        let source = resource.source();
        errors.first().map_or_else(String::new, |error| {
            let before = source.get(..error.pos.start).unwrap_or_default();
            format!("line {}: {}", before.matches('\n').count() + 1, error.kind)
        })
    })
}

/// Checks that each message of the operator's is one that the pages say, and takes no variable that nobody sets.
fn agree(own: &BTreeMap<String, Shape>, known: &BTreeMap<String, Shape>) -> Result<(), String> {
    for (id, shape) in own {
        let Some(usual) = known.get(id) else {
            return Err(format!("{id} is not a sentence of the pages"));
        };
        if shape.text && !usual.text {
            return Err(format!("{id} has a text, and the page shows none"));
        }
        if usual.text && !shape.text {
            return Err(format!("{id} needs a text below its title: .text = …"));
        }
        if let Some(variable) = shape.variables.difference(&usual.variables).next() {
            let known: Vec<_> = usual.variables.iter().map(|name| format!("${name}")).collect();
            return Err(if known.is_empty() {
                format!("{id} has no variables, and this has ${variable}")
            } else {
                format!(
                    "{id} has no variable ${variable}; there is {}",
                    known.join(" and ")
                )
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built_in() -> Languages {
        Languages::read(&Language::default(), None).unwrap()
    }

    #[test]
    fn the_browsers_first_choice_that_the_pages_speak_is_taken() {
        let spoken = |tag: &str| {
            ["en", "fr"]
                .into_iter()
                .find(|known| same(known, tag.split('-').next().unwrap()))
        };
        let of = |lines: &[&str]| preferred(lines.iter().copied(), spoken);
        let (english, french) = (Some("en"), Some("fr"));
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
        let english = languages.of_tag("en").unwrap();
        assert_eq!(english.price(500, "JPY"), "JPY500");
        assert_eq!(english.price(-1_999, "USD"), "$-19.99");
        assert_eq!(english.price(1_999, "CAD"), "CAD19.99");
    }

    #[test]
    fn a_file_replaces_sentences_and_adds_languages() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("fr.ftl"), "retry = Encore !\n").unwrap();
        fs::write(folder.path().join("ar.ftl"), "retry = أعد المحاولة\n").unwrap();
        fs::write(folder.path().join("README.txt"), "of no interest").unwrap();
        let usual = Language::of_tag("ar").unwrap();
        let languages = Languages::read(&usual, Some(folder.path())).unwrap();
        let french = languages.of_tag("fr-CA").unwrap();
        assert_eq!((french.retry.as_str(), french.direction()), ("Encore !", "ltr"));
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
            assert!(error.starts_with("PORTAL_PAGE__TEXTS: "), "{error}");
        }
        let nowhere = Languages::read(&Language::default(), Some(Path::new("/nowhere/at/all"))).unwrap_err();
        assert!(
            nowhere.to_string().contains("/nowhere/at/all cannot be read"),
            "{nowhere}"
        );
    }

    #[test]
    fn what_is_put_into_a_sentence_cannot_reach_out_of_it() {
        let languages = built_in();
        let text = languages.of_tag("en").unwrap().keep("<b>\u{2069}Pro\u{2068}");
        assert_eq!(text.to_string(), "Keep <bdi>&#60;b&#62;Pro</bdi>");
    }
}
