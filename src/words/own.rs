//! The files of the operator's, with sentences over the built-in ones and with further languages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use fluent_bundle::FluentResource;
use thiserror::Error;
use unic_langid::LanguageIdentifier;

use super::Words;
use super::messages::{agree, shapes};
use super::voice::Voice;

/// The ending of the files.
const ENDING: &str = "ftl";

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

/// A file of the operator's.
pub(super) struct File {
    path: PathBuf,
    text: String,
}

/// The files of a folder by the tags in their names.
pub(super) fn files(folder: &Path) -> Result<BTreeMap<String, File>, TextsError> {
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
        let Ok(language) = stem.parse::<LanguageIdentifier>() else {
            let what = "its name is no language, such as fr.ftl or pt-BR.ftl".to_owned();
            return Err(TextsError::Wrong { path, what });
        };
        let text = fs::read_to_string(&path).map_err(unreadable(&path))?;
        files.insert(language.to_string(), File { path, text });
    }
    Ok(files)
}

/// The words of a language: those that are built in, and a file over them.
pub(super) fn words(tag: &str, text: &str, file: Option<File>) -> Result<Words, TextsError> {
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
        for (id, shape) in &shapes_of_own {
            agree(id, shape, known.get(id)).map_err(wrong)?;
        }
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
