//! The files of the operator's, with sentences over the built-in ones and with further languages.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;
use thiserror::Error;
use unic_langid::{CharacterDirection, LanguageIdentifier};

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
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The folder or the file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A file is not as it has to be.
    #[error("{path}: {what}")]
    Wrong {
        /// The file.
        path: PathBuf,
        /// The fault, as a sentence for its author.
        what: String,
    },
    /// The usual language is none of those that there are.
    #[error(
        "the pages do not speak {tag}: write one of {known}, or put {tag}.ftl into the folder of page.texts"
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

/// The files of a folder by the tags in their names. A file that cannot be taken is among the faults.
pub(super) fn files(folder: &Path, faults: &mut Vec<TextsError>) -> BTreeMap<String, File> {
    let unreadable = |path: &Path, source| TextsError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let mut files = BTreeMap::new();
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let entries = entries.unwrap_or_else(|error| {
        faults.push(unreadable(folder, error));
        Vec::new()
    });
    let mut paths: Vec<_> = entries.iter().map(DirEntry::path).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
    // A folder is listed in no particular order, and faults should always come in the same one.
    paths.sort();
    for path in paths {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let Ok(language) = stem.parse::<LanguageIdentifier>() else {
            let what = "its name is no language, such as fr.ftl or pt-BR.ftl".to_owned();
            faults.push(TextsError::Wrong { path, what });
            continue;
        };
        match fs::read_to_string(&path) {
            Ok(text) => {
                files.insert(language.to_string(), File { path, text });
            }
            Err(error) => faults.push(unreadable(&path, error)),
        }
    }
    files
}

/// The oddities of a file, as sentences for its author.
pub(super) fn oddities(file: &File, tag: &str, usual: &str) -> Vec<String> {
    let mut oddities = Vec::new();
    let language = tag.parse::<LanguageIdentifier>().ok();
    // A language is known where we know its direction or its usual script.
    let known = language.is_some_and(|language| {
        let alone = LanguageIdentifier::from_parts(language.language, None, None, &[]);
        alone.character_direction() == CharacterDirection::RTL || alone.clone().maximize()
    });
    let name = file.path.display();
    if !known {
        oddities.push(format!(
            "{name}: there is no language {tag} that we know of, and no browser may ever ask for it"
        ));
    }
    let shapes_of = |text: &str| {
        let resource = FluentResource::try_new(text.to_owned()).ok();
        resource
            .and_then(|resource| shapes(resource.entries()).ok())
            .unwrap_or_default()
    };
    let known = shapes_of(usual);
    for (id, own) in shapes_of(&file.text) {
        let said = known.get(&id).into_iter().flat_map(|known| &known.variables);
        for variable in said.filter(|name| !own.variables.contains(*name)) {
            oddities.push(format!(
                "{name}: {id} leaves out ${variable}, which the built-in sentence says"
            ));
        }
    }
    oddities
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
