use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;

use crate::settings::Key;
use crate::web::OwnFile;

use super::settings::{Ending, Place, ending, must_end};

/// The reasons why the look cannot be taken.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ThemeError {
    /// A file cannot be read.
    #[error("{setting}: {path} cannot be read")]
    Unreadable {
        /// The variable of the setting.
        setting: &'static str,
        /// The file.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A value that a host application has set itself is not as it has to be.
    #[error("{setting}: {what}")]
    Wrong {
        /// The variable of the setting.
        setting: &'static str,
        /// The fault, as a sentence for the operator.
        what: String,
    },
}

/// A picture or a font at its address. It is a file when this server serves it.
pub(super) struct Found {
    pub(super) address: String,
    pub(super) file: Option<OwnFile>,
}

impl ThemeError {
    /// The variable of the setting.
    pub(crate) fn setting(&self) -> &'static str {
        match self {
            Self::Unreadable { setting, .. } | Self::Wrong { setting, .. } => setting,
        }
    }

    /// The fault, for a report that names the setting by itself.
    pub(crate) fn what(&self) -> String {
        match self {
            Self::Unreadable { path, source, .. } => format!("{} cannot be read: {source}", path.display()),
            Self::Wrong { what, .. } => what.clone(),
        }
    }
}

pub(super) fn found(
    key: &Key,
    place: Option<&Place>,
    (name, endings): (&str, &[Ending]),
    base: &str,
) -> Result<Option<Found>, ThemeError> {
    let path = match place {
        None => return Ok(None),
        Some(Place::Url(url)) => {
            return Ok(Some(Found {
                address: url.to_string(),
                file: None,
            }));
        }
        Some(Place::File(path)) => path,
    };
    let ending = ending(path, endings).ok_or_else(|| wrong(key, must_end(endings)))?;
    let content = fs::read(path).map_err(unreadable(key, path))?;
    let file = OwnFile::new(name, ending, content);
    Ok(Some(Found {
        address: address(base, &file),
        file: Some(file),
    }))
}

pub(super) fn address(base: &str, file: &OwnFile) -> String {
    format!("{base}/static/{}", file.name)
}

/// The origin of a picture or a font that comes from elsewhere.
pub(super) fn origin(place: Option<&Place>) -> Option<String> {
    match place {
        Some(Place::Url(url)) => Some(url.origin().ascii_serialization()),
        _ => None,
    }
}

pub(super) fn read(key: &Key, path: &Path) -> Result<String, ThemeError> {
    fs::read_to_string(path).map_err(unreadable(key, path))
}

fn unreadable(key: &Key, path: &Path) -> impl FnOnce(io::Error) -> ThemeError {
    let (setting, path) = (key.env, path.to_owned());
    move |source| ThemeError::Unreadable {
        setting,
        path,
        source,
    }
}

pub(super) fn wrong(key: &Key, what: String) -> ThemeError {
    ThemeError::Wrong {
        setting: key.env,
        what,
    }
}
